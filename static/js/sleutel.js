/* A key (WebAuthn): the browser asks for it, and its answer goes along with the form. */
(() => {
  "use strict";
  for (const formulier of document.querySelectorAll("form[data-sleutel]")) {
    const knop = formulier.querySelector("[data-sleutelknop]");
    const fout = formulier.querySelector("[data-sleutelfout]");
    const opties = JSON.parse(document.getElementById(formulier.dataset.opties).textContent);
    knop.addEventListener("click", async () => {
      fout.hidden = true;
      try {
        const antwoord =
          formulier.dataset.sleutel === "maak"
            ? await window.webauthnJSON.create(opties.creation_options)
            : await window.webauthnJSON.get(opties.request_options);
        document.getElementById(formulier.dataset.veld).value = JSON.stringify(antwoord);
        formulier.submit();
      } catch {
        fout.hidden = false;
      }
    });
    knop.disabled = false; // Only now does a tap do something.
  }
})();
