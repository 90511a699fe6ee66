/* Keeps the shell of the site, and what was opened today, for when there is no network. */
{% if aan %}"use strict";
const SCHIL = "schil-{{ uitgave }}";
const BESTANDEN = [{% for adres in schil %}"{{ adres }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const ZONDER = BESTANDEN[0];
const HOOGSTENS = 40;
const vandaag = () => `vandaag-${new Date().toLocaleDateString("sv")}`;

self.addEventListener("install", (e) => {
  const haal = (adres) => new Request(adres, { credentials: "omit", cache: "reload" });
  e.waitUntil(caches.open(SCHIL).then((kas) => kas.addAll(BESTANDEN.map(haal))).then(() => self.skipWaiting()));
});

const ruimOp = async () => {
  const blijft = [SCHIL, vandaag()];
  for (const naam of await caches.keys()) if (!blijft.includes(naam)) await caches.delete(naam);
};
self.addEventListener("activate", (e) => e.waitUntil(ruimOp().then(() => self.clients.claim())));

// Only a page that says so is kept, and then as a visitor without an account would get it.
const bewaar = async (adres) => {
  const antwoord = await fetch(adres, { credentials: "omit", cache: "no-store" });
  if (!antwoord.ok || antwoord.redirected || antwoord.headers.get("Wegwijs-Bewaar") !== "vandaag") return;
  await ruimOp();
  const kas = await caches.open(vandaag());
  await kas.put(adres, antwoord);
  for (const oud of (await kas.keys()).slice(0, -HOOGSTENS)) await kas.delete(oud);
};

const pagina = async (e) => {
  const adres = new URL(e.request.url);
  try {
    const antwoord = await fetch(e.request);
    if (antwoord.headers.get("Wegwijs-Bewaar") === "vandaag" && !adres.search) {
      e.waitUntil(bewaar(adres.pathname).catch(() => {}));
    }
    return antwoord;
  } catch {
    await ruimOp();
    const kas = await caches.open(vandaag());
    return (await kas.match(adres.pathname)) || (await caches.match(ZONDER)) || Response.error();
  }
};

self.addEventListener("fetch", (e) => {
  if (e.request.method !== "GET" || new URL(e.request.url).origin !== self.location.origin) return;
  if (e.request.mode === "navigate") e.respondWith(pagina(e));
  else if (BESTANDEN.includes(new URL(e.request.url).pathname)) {
    e.respondWith(fetch(e.request).catch(() => caches.match(new URL(e.request.url).pathname)));
  }
});
{% else %}"use strict";
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (e) => {
  const weg = async () => {
    for (const naam of await caches.keys()) await caches.delete(naam);
    await self.registration.unregister();
  };
  e.waitUntil(weg());
});
{% endif %}