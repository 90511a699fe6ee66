/* What JavaScript adds; every page works without it. */
(() => {
  "use strict";
  const pagina = document.documentElement;
  pagina.dataset.js = "";

  // htmx notes the last address in the tab; nothing that was searched stays behind.
  const vergeet = () => {
    try {
      sessionStorage.removeItem("htmx-current-path-for-history");
    } catch {
      // No storage, so nothing to forget.
    }
  };
  vergeet();
  document.addEventListener("htmx:pushedIntoHistory", vergeet);

  // What was opened today stays readable without a network; the worker says what may be kept.
  if (navigator.serviceWorker && pagina.dataset.werker) {
    window.addEventListener("load", () => navigator.serviceWorker.register(pagina.dataset.werker).catch(() => {}));
  }

  // Passing a page on: the phone's own sheet, else the address is copied. Without either there is no button.
  const deel = async (knop) => {
    const tekst = knop.querySelector("span");
    try {
      if (navigator.share) {
        await navigator.share({ title: knop.dataset.geefDoor, url: location.origin + location.pathname });
      } else {
        await navigator.clipboard.writeText(location.origin + location.pathname);
        tekst.textContent = "Link gekopieerd";
        setTimeout(() => (tekst.textContent = "Deel"), 4000);
      }
    } catch {
      // Closed without choosing, or not allowed: nothing was passed on.
    }
  };
  for (const knop of document.querySelectorAll("[data-geef-door]")) {
    knop.hidden = !navigator.share && !navigator.clipboard;
    knop.setAttribute("aria-live", "polite");
    knop.addEventListener("click", () => deel(knop));
  }

  // A link to something that is folded opens it; without a script one gets to where it can be opened.
  document.addEventListener("click", (tik) => {
    const link = tik.target.closest?.('a[href^="#"]');
    let vouw = link && document.getElementById(link.hash.slice(1))?.closest("details");
    for (; vouw; vouw = vouw.parentElement?.closest("details")) vouw.open = true;
  });

  // Which file was chosen, where the field itself is out of sight.
  document.addEventListener("change", (keuze) => {
    const naam = keuze.target.type === "file" && keuze.target.parentElement.querySelector("[data-bestandsnaam]");
    if (naam && keuze.target.files.length) naam.textContent = keuze.target.files[0].name;
  });

  // On the first page the needs take the chosen area along.
  const gebied = document.querySelector("[data-neem-mee]");
  const neemMee = () => {
    for (const tegel of document.querySelectorAll("a.tegel")) {
      const doel = new URL(tegel.href);
      doel.searchParams.delete("stadsdeel");
      if (gebied.value) doel.searchParams.append("stadsdeel", gebied.value);
      tegel.href = doel.pathname + doel.search;
    }
  };
  gebied?.addEventListener("change", neemMee);
  if (gebied) window.addEventListener("pageshow", neemMee);

  // On a phone the panel closes to show the results; they are there already.
  const filters = () => document.getElementById("filters");
  document.addEventListener("click", (klik) => {
    if (!window.htmx || !klik.target.closest("[data-toon-resultaten]")) return;
    klik.preventDefault();
    filters().open = false;
    const kop = document.getElementById("resultaten");
    kop.focus({ preventScroll: true });
    kop.scrollIntoView();
  });

  // A browser that cannot style closed details gets the sidebar opened once.
  if (filters() && window.matchMedia("(width >= 62rem)").matches && !CSS.supports("selector(::details-content)")) {
    filters().open = true;
  }

  // The search box as a combobox: arrows walk through the suggestions, Enter follows one, Escape closes.
  const vak = document.querySelector("[data-voorstellen]");
  if (vak && window.htmx) {
    const invoer = vak.querySelector("input");
    const lijst = vak.querySelector("#voorstellen");
    const telling = vak.querySelector("#voorstellen-telling");
    invoer.setAttribute("role", "combobox");
    invoer.setAttribute("aria-autocomplete", "list");
    invoer.setAttribute("aria-controls", "voorstellijst");
    const opties = () => [...lijst.querySelectorAll("[role=option]")];
    const gekozen = () => lijst.querySelector("[aria-selected=true]");
    const toon = (open) => {
      lijst.hidden = !open;
      invoer.setAttribute("aria-expanded", String(open));
      if (!open) kies(null);
    };
    const kies = (optie) => {
      for (const ander of opties()) ander.setAttribute("aria-selected", String(ander === optie));
      if (optie) {
        invoer.setAttribute("aria-activedescendant", optie.id);
        optie.scrollIntoView({ block: "nearest" });
      } else {
        invoer.removeAttribute("aria-activedescendant");
      }
    };
    // The chosen stadsdeel stays, unless the suggestion is a place of its own.
    const volg = (optie) => {
      const doel = new URL(optie.dataset.adres, window.location.href);
      if ("neemGebiedMee" in optie.dataset && !doel.searchParams.has("stadsdeel")) {
        for (const veld of document.querySelectorAll("select[name=stadsdeel], input[name=stadsdeel]:checked")) {
          if (veld.value) doel.searchParams.append("stadsdeel", veld.value);
        }
      }
      window.location.assign(doel);
    };
    // Shut by the reader, or sent: until something is typed again no list opens, however late its answer comes.
    let klaar = false;
    const sluit = () => {
      klaar = true;
      toon(false);
    };
    toon(false);
    invoer.addEventListener("input", () => (klaar = false));
    invoer.addEventListener("keydown", (toets) => {
      const alle = opties();
      if (toets.key === "Escape") {
        if (!lijst.hidden) toets.preventDefault();
        sluit();
      } else if ((toets.key === "ArrowDown" || toets.key === "ArrowUp") && alle.length) {
        toets.preventDefault();
        if (lijst.hidden) toon(true);
        const stap = toets.key === "ArrowDown" ? 1 : -1;
        const nu = alle.indexOf(gekozen());
        kies(alle[(nu + stap + (nu < 0 && stap < 0 ? 1 : 0) + alle.length) % alle.length]);
      } else if (toets.key === "Enter") {
        const optie = lijst.hidden ? null : gekozen();
        if (optie) {
          toets.preventDefault();
          volg(optie);
        } else {
          sluit();
        }
      }
    });
    lijst.addEventListener("mousedown", (klik) => klik.preventDefault());
    lijst.addEventListener("click", (klik) => {
      const optie = klik.target.closest("[role=option]");
      if (optie) volg(optie);
    });
    invoer.addEventListener("blur", sluit);
    vak.closest("form").addEventListener("submit", sluit);
    window.addEventListener("pagehide", sluit);
    // What was typed just before is not asked for any more, and a late answer is not put over what was searched since.
    document.addEventListener("htmx:beforeRequest", (verzoek) => {
      if (verzoek.detail.target === lijst && klaar) verzoek.preventDefault();
      else if (verzoek.detail.target !== lijst) sluit();
    });
    document.addEventListener("htmx:beforeSwap", (wissel) => {
      if (wissel.detail.target === lijst && (klaar || document.activeElement !== invoer)) wissel.detail.shouldSwap = false;
    });
    document.addEventListener("htmx:afterSwap", (wissel) => {
      if (wissel.detail.target !== lijst) return;
      const aantal = opties().length;
      toon(aantal > 0);
      telling.textContent = aantal === 0 ? "" : aantal === 1 ? "1 voorstel" : `${aantal} voorstellen`;
    });
  }

  // What was not filled in does not stand in a link that people share.
  document.addEventListener("htmx:configRequest", (verzoek) => {
    if (!verzoek.detail.parameters.q) delete verzoek.detail.parameters.q;
  });

  // After a refresh: what stood open, the focus and the scroll position are as they were, and the count is said.
  let was = null;
  const bovenkant = (element) => element?.getBoundingClientRect().top ?? 0;
  document.addEventListener("htmx:beforeSwap", (wissel) => {
    if (wissel.detail.target.id !== "uitkomst") return;
    was = {
      open: [...document.querySelectorAll("#uitkomst details[id]")].map((vak) => [vak.id, vak.open]),
      focus: document.activeElement?.id,
      hoogte: window.scrollY,
      top: bovenkant(document.activeElement),
    };
  });
  document.addEventListener("htmx:afterSwap", () => {
    if (!was) return;
    for (const [id, open] of was.open) {
      const vak = document.getElementById(id);
      if (vak) vak.open = open;
    }
    window.scrollTo({ top: was.hoogte, behavior: "instant" });
    const vorige = was.focus && document.getElementById(was.focus);
    if (vorige) {
      vorige.focus({ preventScroll: true });
      window.scrollBy({ top: bovenkant(vorige) - was.top, behavior: "instant" });
    }
    was = null;
    // A word for a group was read and stands nowhere any more, so not in the box either.
    const gelezen = document.querySelector("[data-gelezen]");
    if (gelezen) document.getElementById("q").value = gelezen.dataset.gelezen;
    document.getElementById("hoeveel").textContent = document.getElementById("resultaten").textContent;
  });
})();
