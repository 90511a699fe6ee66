/* The verwijslijst: what is ticked stays ticked on the next page of this tab, and is gone when the tab closes. It holds
   keys of offers and nothing else; the page does the same without JavaScript for what stands on it. */
(() => {
  "use strict";
  const NAAM = "wegwijs-lijst";
  const balk = document.getElementById("verwijslijst");
  if (!balk) return;
  const hoogstens = Number(balk.dataset.hoogstens);
  const telling = balk.querySelector("[data-telling]");
  const sleutels = balk.querySelector("[data-sleutels]");
  const bericht = document.querySelector("[data-lijst-bericht]");
  const kern = (sleutel) => sleutel.replace(/^of\./, "");

  const lees = () => {
    try {
      const rij = JSON.parse(sessionStorage.getItem(NAAM) || "[]");
      return Array.isArray(rij) ? rij.filter((sleutel) => /^[a-z0-9.-]{1,120}$/.test(sleutel)).slice(0, hoogstens) : [];
    } catch {
      return [];
    }
  };
  const bewaar = (rij) => {
    try {
      if (rij.length) sessionStorage.setItem(NAAM, JSON.stringify(rij));
      else sessionStorage.removeItem(NAAM);
    } catch {
      // No storage: what stands on this page can still be ticked.
    }
    toon(rij);
  };
  const inWoorden = (aantal) => (aantal === 1 ? "1 plek op je lijst" : `${aantal} plekken op je lijst`);

  // The boxes follow the list; the list is what is sent, in its own order.
  const toon = (rij) => {
    const erop = new Set(rij.map(kern));
    for (const vak of document.querySelectorAll('input[type="checkbox"][form="verwijslijst"]')) {
      vak.removeAttribute("name");
      vak.checked = erop.has(vak.value);
    }
    sleutels.replaceChildren(
      ...rij.map((sleutel) => {
        const veld = document.createElement("input");
        veld.type = "hidden";
        veld.name = "aanbod";
        veld.value = sleutel;
        return veld;
      }),
    );
    balk.toggleAttribute("data-vol", rij.length > 0);
    telling.textContent = inWoorden(rij.length);
  };

  // On the page of the list itself the address says what is on it, after something was moved or taken off.
  const lijst = document.querySelector("[data-verwijslijst]");
  if (lijst?.dataset.verwijslijst === "begin" && lees().length) {
    window.location.replace(`${balk.action}?${new URLSearchParams(lees().map((sleutel) => ["aanbod", sleutel]))}`);
  } else if (lijst && lijst.dataset.verwijslijst !== "begin") {
    bewaar([...lijst.querySelectorAll("[data-sleutel]")].map((regel) => regel.dataset.sleutel));
  } else {
    toon(lees());
  }

  // Noted at the tap: somebody may go on before the page with the new list is there.
  document.addEventListener("click", (klik) => {
    const link = klik.target.closest("[data-sleutel] a[href]");
    const doel = link && new URL(link.href);
    if (doel && doel.pathname === new URL(balk.action).pathname) bewaar(doel.searchParams.getAll("aanbod"));
  });

  document.addEventListener("change", (wissel) => {
    const vak = wissel.target.closest('input[type="checkbox"][form="verwijslijst"]');
    if (!vak) return;
    const rij = lees().filter((sleutel) => kern(sleutel) !== vak.value);
    if (vak.checked && rij.length >= hoogstens) {
      vak.checked = false;
      bericht.textContent = `Er passen ${hoogstens} plekken op je lijst. Haal er eerst een weg.`;
      telling.textContent = bericht.textContent;
      return;
    }
    if (vak.checked) rij.push(vak.value);
    bewaar(rij);
    bericht.textContent = inWoorden(rij.length);
  });
  document.addEventListener("htmx:afterSwap", () => toon(lees()));
  window.addEventListener("pageshow", (komst) => komst.persisted && toon(lees()));
  // Who signs out leaves nothing for who sits down next.
  document.addEventListener("submit", (verzending) => {
    if (verzending.target.closest("[data-vergeet]")) bewaar([]);
  });
})();
