"""Who may change what: every address of keeping × role × own or another's area × owned or not."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest
from django.test import Client

from kaart.werk.mijn_organisatie import urls as mijn
from organisaties import models as m
from organisaties.bijhouden.contacten import urls as contacten
from organisaties.bijhouden.controleren import urls as controleren
from organisaties.bijhouden.eigenaar import urls as eigenaar
from organisaties.bijhouden.momentopname.momentopname import lees
from organisaties.bijhouden.samenvoegen import urls as samenvoegen
from organisaties.bijhouden.samenwerking import urls as samenwerking
from organisaties.bijhouden.voorstellen import urls as voorstellen
from organisaties.bijhouden.wijzigen import urls as wijzigen
from organisaties.ingangen import urls as ingangen
from organisaties.regels.rollen import Rol
from tests.fabrieken import LocatieFabriek, OrganisatieFabriek, StadsdeelFabriek, maak_aanbod, maak_medewerker
from tests.niets_anders import dump, onbedoeld

pytestmark = pytest.mark.django_db
ENTRIES = ("vrij", "eigen", "stad")
WIE: dict[str, tuple[Rol, str]] = {
    "bezoeker": (Rol.OPBOUWWERKER, ""),
    "opbouwwerker": (Rol.OPBOUWWERKER, ""),
    "houder": (Rol.AANDACHTSFUNCTIONARIS, "oost"),
    "houder elders": (Rol.AANDACHTSFUNCTIONARIS, "west"),
    "eigenaar": (Rol.AANBIEDER, ""),
    "andere aanbieder": (Rol.AANBIEDER, ""),
    "coordinator": (Rol.COORDINATOR, ""),
    "beheerder": (Rol.BEHEERDER, ""),
}

# Who may open the page of an entry that nobody owns in Oost, one with an owner in Oost, one of the whole city.
BEWERKEN: dict[str, tuple[str, ...]] = {
    "houder": ("vrij", "eigen"),
    "eigenaar": ("eigen",),
    "coordinator": ENTRIES,
}
# Who decides: of what is owned, only the owner.
BESLIST: dict[str, tuple[str, ...]] = {"houder": ("vrij",), "eigenaar": ("eigen",), "coordinator": ("vrij", "stad")}
# Who looks for another like it; of what is owned the owner is asked, and nobody else makes one of two or moves it.
HOUDT_BIJ: dict[str, tuple[str, ...]] = {"houder": ("vrij", "eigen"), "coordinator": ENTRIES}
GRIJPT_IN: dict[str, tuple[str, ...]] = {"houder": ("vrij",), "coordinator": ("vrij", "stad")}
COLLEGAS: dict[str, tuple[str, ...]] = dict.fromkeys(
    ("opbouwwerker", "houder", "houder elders", "coordinator", "beheerder"), ENTRIES
)
GESCHIEDENIS = COLLEGAS | {"eigenaar": ("eigen",)}
IEDEREEN: dict[str, tuple[str, ...]] = dict.fromkeys(WIE, ENTRIES)
EIGEN: dict[str, tuple[str, ...]] = {"eigenaar": ("eigen",)}

# (name of the address, whether to send something, who may)
TABEL: list[tuple[str, bool, dict[str, tuple[str, ...]]]] = [
    ("wijzigen:bewerken", False, BEWERKEN),
    ("wijzigen:bewerken", True, BEWERKEN),
    ("wijzigen:zet_status", True, BEWERKEN),
    ("wijzigen:geschiedenis", False, GESCHIEDENIS),
    ("wijzigen:terugzetten", False, BESLIST),
    ("wijzigen:terugzetten", True, BESLIST),
    ("wijzigen:publiceren", True, BEWERKEN),
    ("wijzigen:voorbeeld", True, BEWERKEN),
    ("wijzigen:voorbeeld_bezoeker", True, BEWERKEN),
    ("wijzigen:verder", True, BEWERKEN),
    ("wijzigen:adres", True, BEWERKEN),
    ("wijzigen:concept", True, BEWERKEN),
    ("wijzigen:vergeet_concept", True, BEWERKEN),
    # Nobody of these made any of it.
    ("wijzigen:weggooien", False, {}),
    ("wijzigen:weggooien", True, {}),
    ("wijzigen:gemaakt", False, {}),
    ("controleren:klopt_nog", True, BEWERKEN),
    ("samenvoegen:zoek", False, HOUDT_BIJ),
    ("samenvoegen:vergelijk", False, HOUDT_BIJ),
    ("samenvoegen:vergelijk", True, HOUDT_BIJ),
    ("samenvoegen:vraag", True, HOUDT_BIJ),
    ("samenvoegen:verhuizen", False, GRIJPT_IN),
    ("samenvoegen:verhuis", False, GRIJPT_IN),
    ("samenvoegen:verhuis", True, GRIJPT_IN),
    ("samenvoegen:kopie", True, BESLIST),
    ("voorstellen:klopt_niet", False, IEDEREEN),
    ("voorstellen:bij", False, BEWERKEN),
    ("voorstellen:bij", True, BESLIST),
    ("voorstellen:stel_voor", False, COLLEGAS),
    ("voorstellen:stel_voor", True, COLLEGAS),
    ("voorstellen:stel_aanbod_voor", False, COLLEGAS),
    ("wijzigen:aanbod_nieuw", False, BESLIST),
    ("wijzigen:aanbod_nieuw", True, BESLIST),
    ("wijzigen:locatie_nieuw", False, BESLIST),
    ("contacten:contacten", False, BEWERKEN),
    ("contacten:contacten", True, BESLIST),
    ("controleren:geef_tip", False, COLLEGAS),
    ("eigenaar:laat_wijzigen", True, EIGEN),
    ("eigenaar:verwijderen", False, EIGEN),
    ("eigenaar:verwijderen", True, EIGEN),
    ("mijn:klopt_nog", False, EIGEN),
    ("mijn:klopt_nog", True, EIGEN),
    ("mijn:even_dicht", False, EIGEN),
    ("mijn:even_dicht", True, EIGEN),
]
PADEN = {
    "wijzigen:terugzetten": "/{ding}/{kenmerk}/geschiedenis/{versie}/",
    "voorstellen:stel_aanbod_voor": "/organisaties/o-{kenmerk}/aanbod-voorstellen/",
    "wijzigen:aanbod_nieuw": "/organisaties/o-{kenmerk}/nieuw-aanbod/",
    "wijzigen:gemaakt": "/organisaties/o-{kenmerk}/gemaakt/",
    "wijzigen:locatie_nieuw": "/organisaties/o-{kenmerk}/nieuwe-plek/",
    "contacten:contacten": "/organisaties/o-{kenmerk}/contacten/",
    "controleren:geef_tip": "/aanbod/{kenmerk}/tips/",
    "eigenaar:laat_wijzigen": "/mijn-organisaties/o-{kenmerk}/wijzigen-door-anderen/",
    "eigenaar:verwijderen": "/mijn-organisaties/o-{kenmerk}/verwijderen/",
    "mijn:klopt_nog": "/mijn-organisaties/o-{kenmerk}/klopt-nog/",
    "mijn:even_dicht": "/mijn-organisaties/o-{kenmerk}/even-dicht/",
    "samenvoegen:zoek": "/organisaties/o-{kenmerk}/dubbel/",
    "samenvoegen:vergelijk": "/organisaties/o-{kenmerk}/dubbel/erbij/",
    "samenvoegen:vraag": "/organisaties/o-{kenmerk}/dubbel/erbij/vraag/",
    "samenvoegen:verhuizen": "/aanbod/{kenmerk}/verhuizen/",
    "samenvoegen:verhuis": "/aanbod/{kenmerk}/verhuizen/erbij/",
    "samenvoegen:kopie": "/aanbod/{kenmerk}/kopie/",
    "wijzigen:bewerken": "/{ding}/{kenmerk}/bewerken/",
    "wijzigen:publiceren": "/{ding}/{kenmerk}/bewerken/publiceren/",
    "wijzigen:voorbeeld": "/{ding}/{kenmerk}/bewerken/voorbeeld/",
    "wijzigen:voorbeeld_bezoeker": "/{ding}/{kenmerk}/bewerken/voorbeeld/bezoeker/",
    "wijzigen:verder": "/{ding}/{kenmerk}/bewerken/verder/",
    "wijzigen:adres": "/{ding}/{kenmerk}/bewerken/adres/",
    "wijzigen:concept": "/{ding}/{kenmerk}/bewerken/concept/",
    "wijzigen:vergeet_concept": "/{ding}/{kenmerk}/bewerken/concept/weg/",
    "wijzigen:weggooien": "/{ding}/{kenmerk}/weggooien/",
    "wijzigen:zet_status": "/{ding}/{kenmerk}/stand/",
    "wijzigen:geschiedenis": "/{ding}/{kenmerk}/geschiedenis/",
    "controleren:klopt_nog": "/{ding}/{kenmerk}/klopt-nog/",
    "voorstellen:bij": "/werk/voorstellen/bij/{ding}/{kenmerk}/",
    "voorstellen:klopt_niet": "/{ding}/{kenmerk}/klopt-niet/",
    "voorstellen:stel_voor": "/{ding}/{kenmerk}/voorstel/",
}
# What a good request holds is tested elsewhere; here only whether one gets as far as being told what is wrong with it.
GESTUURD = {
    "wijzigen:bewerken": {"basis": "?"},
    "wijzigen:publiceren": {"basis": "?"},
    "wijzigen:voorbeeld": {"basis": "?"},
    "wijzigen:voorbeeld_bezoeker": {"basis": "?"},
    "wijzigen:verder": {"basis": "?"},
    "wijzigen:adres": {"basis": "?"},
    "wijzigen:concept": {"basis": "?"},
    "voorstellen:stel_voor": {"basis": "?"},
    "wijzigen:aanbod_nieuw": {"basis": "?"},
}
DOORGELATEN = {200, 302, 400}


@pytest.fixture
def als() -> Callable[[str], Client]:
    """Fill a small city and give a browser of each of these people."""
    oost = StadsdeelFabriek.create(slug="oost")
    for soort in ENTRIES:
        organisatie = OrganisatieFabriek.create(kenmerk=f"o-{soort}", hele_stad=soort == "stad")
        if soort != "stad":
            organisatie.werkgebied.add(oost)
        LocatieFabriek.create(kenmerk=f"l-{soort}", organisatie=organisatie, stadsdeel=oost)
        aanbod = maak_aanbod(
            kenmerk=soort,
            organisatie=organisatie,
            hele_stad=soort == "stad",
            stadsdelen=[] if soort == "stad" else [oost],
        )
        m.Versie.objects.create(aanbod=aanbod, soort="begin", staat=lees(aanbod))
        m.Versie.objects.create(organisatie=organisatie, soort="begin", staat=lees(organisatie))

    OrganisatieFabriek.create(kenmerk="erbij").werkgebied.add(oost)

    def client(wie: str) -> Client:
        rol, stadsdeel = WIE[wie]
        browser = Client()
        if wie == "bezoeker":
            return browser
        gebruiker = maak_medewerker(rol, naam=wie)
        if stadsdeel:
            gebruiker.stadsdelen.add(StadsdeelFabriek.create(slug=stadsdeel))
        if wie == "eigenaar":
            gebruiker.organisaties.add(m.Organisatie.objects.get(kenmerk="o-eigen"))
        browser.force_login(gebruiker)
        return browser

    # There is an owner whoever asks.
    client("eigenaar")
    m.Medewerker.objects.filter(username="eigenaar").update(username="de eigenaar zelf")
    return client


def adres(naam: str, ding: str, soort: str) -> str:
    """Return the address of this name for the offer or the organisation of this kind."""
    van = {"organisatie__kenmerk": f"o-{soort}"} if ding == "organisaties" else {"aanbod__kenmerk": soort}
    versie = m.Versie.objects.get(soort="begin", **van).pk
    return PADEN[naam].format(ding=ding, kenmerk=f"o-{soort}" if ding == "organisaties" else soort, versie=versie)


@pytest.mark.parametrize("wie", WIE)
def test_ieder_mag_wat_bij_rol_gebied_en_eigendom_hoort(als: Callable[[str], Client], wie: str) -> None:
    client = als(wie)
    mag, mag_niet = list[tuple[str, str, bool]](), list[tuple[str, str, bool]]()
    for naam, sturen, wie_mag in TABEL:
        for ding, soort in product(("aanbod", "organisaties") if "{ding}" in PADEN[naam] else ("",), ENTRIES):
            (mag if soort in wie_mag.get(wie, ()) else mag_niet).append((naam, adres(naam, ding, soort), sturen))
    mis = []
    # Everything that is refused comes first: afterwards no cell of the whole database may differ.
    voor = dump()
    for naam, pad, sturen in mag_niet:
        status, naar_inloggen = vraag(client, naam, pad, sturen)
        if status not in (403, 404) and not naar_inloggen:
            mis.append(f"{pad} gave {wie} {status}")
    mis += [f"{wie} changed {wat}" for wat in onbedoeld(voor, dump())]
    for naam, pad, sturen in mag:
        status, naar_inloggen = vraag(client, naam, pad, sturen)
        # A 404 after being let in: what was sent named nothing ('status', 'onderdeel').
        if naar_inloggen or status not in DOORGELATEN | ({404} if sturen else set()):
            mis.append(f"{pad} refused {wie}: {status}")
    assert mis == []


def vraag(client: Client, naam: str, pad: str, sturen: bool) -> tuple[int, bool]:
    """Ask for a page, or send something; return the status, and whether one is sent on to sign in."""
    antwoord = client.post(pad, GESTUURD.get(naam, {})) if sturen else client.get(pad)
    return antwoord.status_code, antwoord.headers.get("Location", "").startswith("/inloggen/?next=/")


def test_geen_adres_van_bijhouden_ontbreekt_in_de_tabel() -> None:
    per_ingang = {
        f"{kamer.app_name}:{patroon.name}"
        for kamer in (
            contacten,
            controleren,
            eigenaar,
            ingangen,
            mijn,
            samenvoegen,
            samenwerking,
            voorstellen,
            wijzigen,
        )
        for patroon in kamer.urlpatterns
        if "kenmerk" in str(patroon.pattern)
    }
    alleen_lezen = {"ingangen:aanbod", "ingangen:organisatie", "ingangen:locatie"}
    elders_getest = {"samenwerking:lijnen", "samenwerking:weghalen", "controleren:tip"}
    assert per_ingang - alleen_lezen - elders_getest == {naam for naam, _, _ in TABEL}
