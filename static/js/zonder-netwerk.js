/* Without a network: the pages that were opened today, by their titles. */
(() => {
  "use strict";
  const toon = async () => {
    const deel = document.querySelector("[data-vandaag]");
    const lijst = deel.querySelector("ul");
    for (const naam of await caches.keys()) {
      if (!naam.startsWith("vandaag-")) continue;
      const kas = await caches.open(naam);
      for (const verzoek of await kas.keys()) {
        const tekst = await (await kas.match(verzoek)).text();
        const titel = new DOMParser().parseFromString(tekst, "text/html").querySelector("h1");
        const link = document.createElement("a");
        link.href = new URL(verzoek.url).pathname;
        link.textContent = titel ? titel.textContent.trim() : link.href;
        const regel = document.createElement("li");
        regel.append(link);
        lijst.append(regel);
      }
    }
    deel.hidden = !lijst.children.length;
  };
  if (window.caches) toon();
})();
