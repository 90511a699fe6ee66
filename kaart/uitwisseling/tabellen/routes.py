"""Load routes and help lines, together with the files of the kaart on which they stand."""

from __future__ import annotations

from collections.abc import Iterator

from doorverwijzing.models import Route, Stap
from kaart.uitwisseling.tabellen import aanvullingen, hulplijnen, opzoeklijsten
from kaart.uitwisseling.tabellen.bestanden import BESTANDEN, KENMERK, STATUS, ZEKERHEID, tekst
from kaart.uitwisseling.tabellen.bestemmingen import BESTEMMINGEN
from kaart.uitwisseling.tabellen.fouten import Fout, toon
from kaart.uitwisseling.tabellen.laden import Kaart
from kaart.uitwisseling.tabellen.ontleden import Bestand, Kolom, Ontleed, Rij
from kaart.uitwisseling.tabellen.regels import CONTROLES
from kaart.uitwisseling.tabellen.samenhang import Levering
from kaart.uitwisseling.tabellen.samenwerkingen import BESTEMMING as SAMENWERKING_BESTEMMING
from kaart.uitwisseling.tabellen.samenwerkingen import SAMENWERKING, lijnen_kloppen
from kaart.uitwisseling.tabellen.schrijven import Bestemming, Waarden
from kaart.uitwisseling.tabellen.uren_per_plek import uren_op_plek_van_aanbod
from kaart.uitwisseling.tabellen.velden import Getal, Verwijzing, Verwijzingen, Waarde, keuze_uit
from kaart.uitwisseling.tabellen.weggehaald import WEGGEHAALD, haal_weg, niet_ook_in_de_levering
from organisaties.regels.keuzes import Zekerheid

HOOGSTE_STAP = 99

ROUTES = Bestand(
    "routes",
    "route",
    ("route", "stap"),
    (
        Kolom("route", KENMERK, gevuld=True),
        Kolom("titel", tekst(Route, "naam"), gevuld=True),
        Kolom("behoefte", Verwijzing(("behoeften",)), gevuld=True),
        Kolom("categorie", Verwijzing(("categorieen",))),
        Kolom("stadsdeel", Verwijzingen(("stadsdelen",))),
        Kolom("stap", Getal(1, HOOGSTE_STAP), gevuld=True),
        Kolom(
            "aanbod_of_organisatie",
            Verwijzing(("aanbod", "organisaties")),
            gevuld=True,
            kop="Naar aanbod of organisatie",
        ),
        Kolom("wijze", keuze_uit(Stap.Wijze.values), gevuld=True),
        Kolom("instructie", tekst(Stap, "instructie"), gevuld=True),
        Kolom("waarschuwing", tekst(Stap, "waarschuwing")),
        Kolom("alternatief_voor", Getal(1, HOOGSTE_STAP), kop="Andere keus voor stap"),
        Kolom("zekerheid", ZEKERHEID, gevuld=True, facultatief=True),
        Kolom("bron", tekst(Route, "bron"), facultatief=True),
        STATUS,
    ),
)

# What is about the route as a whole stands in each of its rows: column → field.
VAN_DE_ROUTE = {
    "route": "kenmerk",
    "titel": "naam",
    "behoefte": "behoefte",
    "categorie": "categorie",
    "stadsdeel": "stadsdelen",
    "zekerheid": "zekerheid",
    "bron": "bron",
    "status": "status",
}


def _per_route(tabel: Ontleed) -> dict[str, list[Rij]]:
    per_route: dict[str, list[Rij]] = {}
    for rij in tabel.rijen:
        if rij.tekst("route"):
            per_route.setdefault(rij.tekst("route"), []).append(rij)
    return per_route


def routerijen(levering: Levering) -> Iterator[Waarden]:
    """Yield one row for each route."""
    for rijen in _per_route(levering.tabellen[ROUTES.naam]).values():
        yield {veld: rijen[0].waarden[kolom] for kolom, veld in VAN_DE_ROUTE.items() if kolom in rijen[0].waarden}


def staprijen(levering: Levering) -> Iterator[Waarden]:
    """Yield one row for each step; a key that is both an offer and an organisation means the offer."""
    for rij in levering.tabellen[ROUTES.naam].rijen:
        doel = rij.tekst("aanbod_of_organisatie")
        naar_aanbod = doel in levering.bekend["aanbod"]
        waarden: dict[str, Waarde] = {
            kolom: rij.waarden[kolom] for kolom in ("route", "wijze", "instructie", "waarschuwing", "alternatief_voor")
        }
        yield {
            **waarden,
            "nummer": rij.waarden["stap"],
            "aanbod": doel if naar_aanbod else None,
            "organisatie": None if naar_aanbod else doel,
        }


def alternatief_bestaat(levering: Levering) -> Iterator[Fout]:
    """Yield a fault where a step is another choice for a step that its route does not have."""
    tabel = levering.tabellen.get(ROUTES.naam)
    if tabel is None:
        return
    for rijen in _per_route(tabel).values():
        nummers = {rij.waarden.get("stap") for rij in rijen}
        for rij in rijen:
            nummer = rij.waarden.get("alternatief_voor")
            if nummer is not None and nummer not in nummers:
                melding = f"{toon(str(nummer))} is geen stap van route {toon(rij.tekst('route'))}."
                yield tabel.fout(rij, "alternatief_voor", melding)
            elif nummer is not None and nummer == rij.waarden.get("stap"):
                yield tabel.fout(rij, "alternatief_voor", f"stap {nummer} kan geen andere keus zijn voor zichzelf.")


def route_is_overal_gelijk(levering: Levering) -> Iterator[Fout]:
    """Yield a fault where the rows of one route say different things about that route."""
    tabel = levering.tabellen.get(ROUTES.naam)
    if tabel is None:
        return
    for rijen in _per_route(tabel).values():
        for rij in rijen[1:]:
            for kolom in VAN_DE_ROUTE:
                eerst, nu = rijen[0].waarden.get(kolom), rij.waarden.get(kolom)
                if kolom in rijen[0].waarden and kolom in rij.waarden and eerst != nu:
                    melding = f"anders dan in rij {rijen[0].nummer} van dezelfde route. Schrijf overal hetzelfde."
                    yield tabel.fout(rij, kolom, melding)


KAART = Kaart(
    bestanden=(
        *BESTANDEN,
        *aanvullingen.BESTANDEN,
        *opzoeklijsten.BESTANDEN,
        SAMENWERKING,
        ROUTES,
        *hulplijnen.BESTANDEN,
        WEGGEHAALD,
    ),
    bestemmingen=(
        *BESTEMMINGEN,
        *opzoeklijsten.BESTEMMINGEN,
        SAMENWERKING_BESTEMMING,
        Bestemming(
            "routes.csv (routes)",
            ROUTES.naam,
            Route,
            ("kenmerk",),
            routerijen,
            # Nobody told us these lines, unless the file says so.
            bij_nieuw=lambda _: {"zekerheid": Zekerheid.BEKEND.value},
        ),
        Bestemming(
            "routes.csv (stappen)",
            ROUTES.naam,
            Stap,
            ("route", "nummer"),
            staprijen,
            binnen="route",
            raakt_ouder=True,
        ),
        *hulplijnen.BESTEMMINGEN,
    ),
    controles=(
        *CONTROLES,
        aanvullingen.punten_zijn_hetzelfde,
        aanvullingen.bronnen_passen,
        opzoeklijsten.gebied_bij_stadsdeel,
        uren_op_plek_van_aanbod,
        lijnen_kloppen,
        alternatief_bestaat,
        route_is_overal_gelijk,
        *hulplijnen.CONTROLES,
        niet_ook_in_de_levering,
    ),
    daarna={WEGGEHAALD.naam: haal_weg},
)
