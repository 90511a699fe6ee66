/* What JavaScript adds; every page works without it. */
(() => {
  "use strict";

  // Quick exit: the next page takes the place of this one in the history.
  document.addEventListener("click", (klik) => {
    const weg = klik.target.closest("[data-snel-weg]");
    if (weg) {
      klik.preventDefault();
      document.body.replaceChildren();
      window.location.replace(weg.href);
    }
  });

  // Where choices work at once, the button that applies them is not needed.
  const verbergKnoppen = () => {
    for (const knop of document.querySelectorAll("[data-zonder-js]")) knop.hidden = true;
  };
  if (window.htmx) verbergKnoppen();

  // A panel that someone opened stays open when the results are refreshed, and the focus stays where it was.
  let open = new Map();
  let vasthouden = "";
  document.addEventListener("htmx:beforeSwap", () => {
    open = new Map([...document.querySelectorAll("#uitkomst details[id]")].map((vak) => [vak.id, vak.open]));
    vasthouden = document.activeElement ? document.activeElement.id : "";
  });
  document.addEventListener("htmx:afterSettle", () => {
    for (const [id, was] of open) {
      const vak = document.getElementById(id);
      if (vak) vak.open = was;
    }
    const vorige = vasthouden && document.getElementById(vasthouden);
    if (vorige) vorige.focus({ preventScroll: true });
    verbergKnoppen();
  });
})();
