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

  // A facet or panel that someone opened stays open when the results are refreshed.
  let open = new Set();
  document.addEventListener("htmx:beforeSwap", () => {
    open = new Map([...document.querySelectorAll("#uitkomst details[id]")].map((vak) => [vak.id, vak.open]));
  });
  document.addEventListener("htmx:afterSwap", () => {
    for (const [id, was] of open) {
      const vak = document.getElementById(id);
      if (vak) vak.open = was;
    }
    verbergKnoppen();
  });
})();
