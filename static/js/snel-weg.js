/* Leaving a page about safety. Loaded before the page is drawn, not deferred: whoever taps at once must be heard too. */
(() => {
  "use strict";
  const pagina = document.documentElement;

  // Quick exit: the next page takes the place of this one in the history.
  const ganaar = (knop) => {
    try {
      sessionStorage.clear();
      caches.keys().then((namen) => namen.forEach((naam) => naam.startsWith("vandaag-") && caches.delete(naam)));
    } catch {
      // No storage, so nothing to forget.
    }
    document.body.replaceChildren();
    document.title = " ";
    window.location.replace(knop.href);
  };
  document.addEventListener("click", (klik) => {
    const weg = klik.target.closest("[data-snel-weg]");
    if (!weg) return;
    klik.preventDefault();
    ganaar(weg);
  });
  let keerEscape = 0;
  document.addEventListener("keydown", (toets) => {
    keerEscape = toets.key === "Escape" ? keerEscape + 1 : 0;
    const weg = document.querySelector("[data-snel-weg]");
    if (keerEscape >= 3 && weg) ganaar(weg);
  });

  // On a page about safety every next page takes its place, so that Back after the exit is somewhere else.
  const rustig = () => document.querySelector("[data-snel-weg]") !== null;
  document.addEventListener("click", (klik) => {
    const link = klik.target.closest("a[href]");
    if (!link || klik.defaultPrevented || klik.button || klik.ctrlKey || klik.metaKey || klik.shiftKey) return;
    if (link.target || link.hasAttribute("download") || link.origin !== location.origin || !rustig()) return;
    klik.preventDefault();
    location.replace(link.href);
  });
  // What is sent cannot take its place; then the place it leaves behind is the first page.
  document.addEventListener("submit", (verzending) => {
    const formulier = verzending.target;
    if (verzending.defaultPrevented || formulier.target || !rustig()) return;
    formulier.setAttribute("action", new URL(formulier.getAttribute("action") ?? "", location.href).href);
    history.replaceState(null, "", "/");
  });
  document.addEventListener("htmx:beforeHistoryUpdate", (wissel) => {
    if (rustig()) wissel.detail.history.type = "replace";
  });
  // Nor does the browser keep it at hand: it is emptied, and read again by who may come back to it.
  window.addEventListener("pagehide", (weg) => {
    if (!weg.persisted || !rustig()) return;
    document.body.replaceChildren();
    pagina.dataset.leeg = "";
  });
  window.addEventListener("pageshow", (terug) => {
    if (terug.persisted && "leeg" in pagina.dataset) location.reload();
  });
})();
