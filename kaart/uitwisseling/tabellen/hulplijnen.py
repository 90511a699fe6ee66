"""Help lines as two files that come together: what each line is for, and its number with where that was seen.

What a file says of a number is remembered beside it. A city that changed a number here keeps it: loading again leaves
all of that number as it is, and says so each time that the file has another. A number that no file has any more goes,
unless the city changed it: a wrong number is worse than none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from doorverwijzing.models import Hulplijn
from kaart.hulp.persoonsgegevens.contact import is_telefoon
from kaart.uitwisseling.tabellen.bestanden import ZEKERHEID, sleutelkolom, tekst
from kaart.uitwisseling.tabellen.bestemmingen import rij_voor_rij
from kaart.uitwisseling.tabellen.fouten import Fout, bedoelt_u, toon
from kaart.uitwisseling.tabellen.ontleden import Bestand, Kolom, Opmerking, Rij
from kaart.uitwisseling.tabellen.samenhang import Levering
from kaart.uitwisseling.tabellen.schrijven import Bestemming, Waarden
from kaart.uitwisseling.tabellen.velden import Datum, Getal, Verwijzing, keuze_uit


def is_een_nummer(rij: Rij) -> Iterator[Opmerking]:
    """Yield a remark about a number that nobody could call."""
    if rij.tekst("telefoon") and not is_telefoon(rij.tekst("telefoon")):
        yield "telefoon", f"{toon(rij.tekst('telefoon'))} is geen telefoonnummer."


HULPLIJNEN = Bestand(
    "hulplijnen",
    "hulplijn",
    ("slug",),
    (
        sleutelkolom(Hulplijn, "slug"),
        Kolom("naam", tekst(Hulplijn, "naam"), gevuld=True),
        Kolom("waarvoor", tekst(Hulplijn, "waarvoor"), gevuld=True),
        Kolom("bereik", keuze_uit(Hulplijn.Bereik.values), gevuld=True),
        Kolom("bereikbaar", tekst(Hulplijn, "bereikbaar"), facultatief=True),
        Kolom("aanbod", Verwijzing(("aanbod",))),
    ),
    facultatief=True,
)
NUMMERS = Bestand(
    "hulplijnen-nummers",
    "nummer",
    ("slug",),
    (
        sleutelkolom(Hulplijn, "slug"),
        # For people who read the file; the line itself says what it is called.
        Kolom("naam", tekst(Hulplijn, "naam")),
        Kolom("telefoon", tekst(Hulplijn, "telefoon"), gevuld=True),
        Kolom("kosten", keuze_uit(Hulplijn.Kosten.values, leeg=Hulplijn.Kosten.ONBEKEND)),
        Kolom("bereikbaar", tekst(Hulplijn, "bereikbaar")),
        Kolom("bron", tekst(Hulplijn, "bron"), gevuld=True),
        Kolom("bron_jaar", Getal(1990, 2100)),
        Kolom("gezien_op", Datum(), gevuld=True),
        Kolom("zekerheid", ZEKERHEID, gevuld=True),
    ),
    facultatief=True,
    rijcontroles=(is_een_nummer,),
)
BESTANDEN = (HULPLIJNEN, NUMMERS)

# Column → field, of all that belongs to a number.
VAN_HET_NUMMER = {
    "telefoon": "telefoon",
    "kosten": "kosten",
    "bron": "bron",
    "bron_jaar": "bron_jaar",
    "gezien_op": "nagekeken_op",
    "zekerheid": "zekerheid",
}
GEEN_NUMMER: dict[str, Any] = {
    "telefoon": "",
    "kosten": Hulplijn.Kosten.ONBEKEND.value,
    "bron": "",
    "bron_jaar": None,
    "nagekeken_op": None,
}


def _op_de_site(lijn: Hulplijn) -> dict[str, Any]:
    """Return what the site says of a number, as it is remembered of a file."""
    return _te_onthouden({veld: getattr(lijn, veld) for veld in VAN_HET_NUMMER.values()})


def _te_onthouden(velden: Waarden) -> dict[str, Any]:
    dag = velden["nagekeken_op"]
    return {**velden, "nagekeken_op": dag.isoformat() if dag is not None else None}  # type: ignore[union-attr]


def _hier_veranderd(lijn: Hulplijn) -> bool:
    """Whether somebody changed the number on this site since a file last said it, or put it there without any file."""
    return _op_de_site(lijn) != lijn.uit_bestand if lijn.uit_bestand else bool(lijn.telefoon)


def nummerrijen(levering: Levering) -> Iterator[Waarden]:
    """Yield the fields of each number that the file may write, and of each that no file has any more."""
    per_slug = {rij.tekst("slug"): rij for rij in levering.tabellen[NUMMERS.naam].rijen}
    lijnen = levering.tabellen.get(HULPLIJNEN.naam)
    zegt_wanneer = lijnen is not None and "bereikbaar" in lijnen.kolommen
    for lijn in Hulplijn.objects.order_by("pk"):
        rij = per_slug.get(lijn.slug)
        if rij is None:
            if lijn.uit_bestand and not _hier_veranderd(lijn):
                yield {"slug": lijn.slug, **GEEN_NUMMER, "uit_bestand": {}}  # type: ignore[dict-item]
            continue
        velden = {veld: rij.waarden[kolom] for kolom, veld in VAN_HET_NUMMER.items()}
        onthouden = _te_onthouden(velden)
        waarden: dict[str, Any] = {"slug": lijn.slug}
        if not _hier_veranderd(lijn) or _op_de_site(lijn) == onthouden:
            waarden |= {**velden, "uit_bestand": onthouden}
        if not zegt_wanneer and rij.tekst("bereikbaar"):
            waarden["bereikbaar"] = rij.tekst("bereikbaar")
        yield waarden


def over_nummers(levering: Levering) -> Iterator[str]:
    """Yield what a keeper must know: numbers that stay as this site has them, and numbers that no line is there for."""
    tabel = levering.tabellen[NUMMERS.naam]
    lijnen = {lijn.slug: lijn for lijn in Hulplijn.objects.all()}
    los = []
    for rij in tabel.rijen:
        lijn = lijnen.get(rij.tekst("slug"))
        if lijn is None:
            los.append(rij.tekst("slug"))
        elif _hier_veranderd(lijn) and lijn.telefoon != rij.tekst("telefoon"):
            hier = f"'{lijn.telefoon}'" if lijn.telefoon else "geen nummer"
            yield (
                f"bij '{lijn.slug}' staat op de site {hier}, in {tabel.herkomst} '{rij.tekst('telefoon')}'. "
                "De site gaat voor: kijk welk nummer klopt."
            )
    if los:
        yield f"{tabel.herkomst} heeft nummers zonder hulplijn; die zijn niet bewaard: {', '.join(los)}."


def lijnen_met_nummers(levering: Levering) -> Iterator[Fout]:
    """Yield a fault for lines without their file of numbers, and where the two do not fit."""
    lijnen, nummers = levering.tabellen.get(HULPLIJNEN.naam), levering.tabellen.get(NUMMERS.naam)
    if nummers is None:
        if lijnen is not None:
            melding = f"bij deze lijst hoort {NUMMERS.herkomst()}: het nummer van elke lijn, met bron en datum."
            yield Fout(lijnen.herkomst, melding)
        return
    per_slug = {rij.tekst("slug"): rij for rij in lijnen.rijen} if lijnen else {}
    bekend = {*per_slug, *Hulplijn.objects.values_list("slug", flat=True)}
    zonder = bekend - {rij.tekst("slug") for rij in nummers.rijen}
    for rij in nummers.rijen:
        slug = rij.tekst("slug")
        # A number may be there for another page; one that looks like that of a line is a slip of the pen.
        if slug not in bekend and (bedoeld := bedoelt_u(slug, zonder)):
            yield nummers.fout(rij, "slug", f"{toon(slug)} is geen hulplijn.{bedoeld}")
        lijn = per_slug.get(slug)
        if lijn and "bereikbaar" in lijn.waarden and lijn.tekst("bereikbaar") != rij.tekst("bereikbaar"):
            melding = f"anders dan in {HULPLIJNEN.herkomst()}, rij {lijn.nummer}. Schrijf overal hetzelfde."
            yield nummers.fout(rij, "bereikbaar", melding)


CONTROLES = (lijnen_met_nummers,)
BESTEMMINGEN = (
    Bestemming("hulplijnen.csv", HULPLIJNEN.naam, Hulplijn, ("slug",), rij_voor_rij(HULPLIJNEN.naam, volgorde=True)),
    Bestemming("hulplijnen-nummers.csv", NUMMERS.naam, Hulplijn, ("slug",), nummerrijen, let_op=over_nummers),
)
