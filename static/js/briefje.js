/* What JavaScript adds to a slip: printing, sending and copying with one tap. Without it the page does the same. */
(() => {
  "use strict";
  const gedaan = document.querySelector("[data-gedaan]");
  const link = document.getElementById("deel-link");

  const afdrukken = document.querySelector("[data-druk-af]");
  afdrukken.hidden = false;
  afdrukken.addEventListener("click", () => window.print());

  const deel = document.querySelector("[data-deel]");
  if (deel && navigator.share) {
    deel.hidden = false;
    deel.addEventListener("click", () => navigator.share({ title: "Briefje", url: link.value }).catch(() => {}));
  }

  const kopieer = document.querySelector("[data-kopieer]");
  if (kopieer && navigator.clipboard) {
    kopieer.hidden = false;
    kopieer.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(link.value);
        gedaan.textContent = "De link is gekopieerd.";
      } catch {
        link.select();
        gedaan.textContent = "Kopieer de link met je toetsenbord.";
      }
    });
  }
})();
