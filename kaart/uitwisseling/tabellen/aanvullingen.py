"""What fits in no column of an entry's own file: how exact a point is, and that an organisation is formal and informal.

Read together with the rows that they complete, so that each entry is written once and a second time changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from kaart.uitwisseling.tabellen.bestanden import LOCATIES, ORGANISATIES, lengte, tekst
from kaart.uitwisseling.tabellen.fouten import Fout, toon
from kaart.uitwisseling.tabellen.ontleden import Bestand, Kolom, Rij
from kaart.uitwisseling.tabellen.samenhang import Levering
from kaart.uitwisseling.tabellen.schrijven import Waarden
from kaart.uitwisseling.tabellen.velden import Graden, Keuzes, Verwijzing, Waarde, keuze_uit
from organisaties.models import Locatie, Organisatie

PLEKKEN = Bestand(
    "plekken",
    "plek",
    ("kenmerk",),
    (
        Kolom("kenmerk", Verwijzing((LOCATIES.naam,)), gevuld=True),
        Kolom("lat", Graden(50, 54, 6), gevuld=True),
        Kolom("lon", Graden(3, 8, 6), gevuld=True),
        Kolom("precisie", keuze_uit(Locatie.Precisie.values), gevuld=True),
        Kolom("waar", tekst(Locatie, "waar")),
        Kolom("bron", tekst(Locatie, "punt_bron")),
    ),
    facultatief=True,
    map="geo",
)
EXTRA = Bestand(
    "organisaties-extra",
    "organisatie",
    ("kenmerk",),
    (
        Kolom("kenmerk", Verwijzing((ORGANISATIES.naam,)), gevuld=True),
        Kolom("formaliteit", Keuzes(("formeel", "informeel")), gevuld=True),
        Kolom("sociale_basis", keuze_uit(Organisatie.SocialeBasis.values)),
        Kolom("toelichting", tekst(Organisatie, "formaliteit_toelichting")),
        Kolom("bron", tekst(Organisatie, "bron")),
    ),
    facultatief=True,
)
BESTANDEN = (EXTRA, PLEKKEN)

Omzetting = Callable[[Rij], Mapping[str, Waarde]]


def met_aanvulling(
    bestand: Bestand, omzetting: Omzetting, aanvulling: Bestand, erbij: Callable[[Waarden, Rij], Waarden]
) -> Callable[[Levering], Iterator[Waarden]]:
    """Return the reader of a file whose rows another file completes; entries that only the other names come last."""

    def rijen(levering: Levering) -> Iterator[Waarden]:
        tabel = levering.tabellen.get(aanvulling.naam)
        per_kenmerk = {rij.tekst("kenmerk"): rij for rij in tabel.rijen} if tabel else {}
        for rij in levering.tabellen[bestand.naam].rijen:
            waarden = omzetting(rij)
            aangevuld = per_kenmerk.pop(rij.tekst("kenmerk"), None)
            yield waarden if aangevuld is None else erbij(waarden, aangevuld)
        for kenmerk, rij in per_kenmerk.items():
            yield erbij({"kenmerk": kenmerk}, rij)

    return rijen


def met_punt(waarden: Waarden, plek: Rij) -> Waarden:
    """Return the fields of a place with its point, how exact that is and where it comes from."""
    punt = {kolom: plek.waarden[kolom] for kolom in ("lat", "lon", "precisie", "waar")}
    return {**waarden, **punt, "punt_bron": plek.tekst("bron")}


def met_formaliteit(waarden: Waarden, extra: Rij) -> Waarden:
    """Return the fields of an organisation that is formal, informal, or both, with why."""
    soorten = set(extra.lijst("formaliteit"))
    formaliteit = Organisatie.Formaliteit.BEIDE.value if len(soorten) > 1 else next(iter(soorten))
    basis = {"sociale_basis": extra.waarden["sociale_basis"]} if extra.waarden["sociale_basis"] else {}
    bron = {"bron": bronnen(str(waarden["bron"]), extra.tekst("bron"))} if "bron" in waarden else {}
    return {
        **waarden,
        "formaliteit": formaliteit,
        **basis,
        "formaliteit_toelichting": extra.tekst("toelichting"),
        **bron,
    }


def bronnen(een: str, ander: str) -> str:
    """Return two sources as one text, the second only where the first does not say it already."""
    return een if not ander or ander in een.split("; ") else "; ".join(deel for deel in (een, ander) if deel)


def zonder_punt_niet_precies(waarden: Waarden) -> Waarden:
    """Return the fields of a place; of a point that is taken away nobody can say how exact it is."""
    if waarden.get("lat", "") is None:
        return {"precisie": "", "waar": "", "punt_bron": "", **waarden}
    return waarden


def punten_zijn_hetzelfde(levering: Levering) -> Iterator[Fout]:
    """Yield a fault where two files have another point for a place, or call it that of an address there is not."""
    plekken, locaties = levering.tabellen.get(PLEKKEN.naam), levering.tabellen.get(LOCATIES.naam)
    if plekken is None or locaties is None:
        return
    per_kenmerk = {rij.tekst("kenmerk"): rij for rij in locaties.rijen}
    for plek in plekken.rijen:
        locatie = per_kenmerk.get(plek.tekst("kenmerk"))
        if locatie is None:
            continue
        for kolom in ("lat", "lon"):
            eigen, hier = locatie.waarden.get(kolom), plek.waarden.get(kolom)
            if eigen is not None and hier is not None and eigen != hier:
                melding = f"{toon(str(hier))} is anders dan in {locaties.herkomst}, rij {locatie.nummer}."
                yield plekken.fout(plek, kolom, melding)
        if plek.tekst("precisie") == Locatie.Precisie.ADRES and not (
            locatie.tekst("straat") and locatie.tekst("huisnummer")
        ):
            melding = f"deze plek heeft in {locaties.herkomst} geen straat met huisnummer. Dan is het punt ongeveer."
            yield plekken.fout(plek, "precisie", melding)


def bronnen_passen(levering: Levering) -> Iterator[Fout]:
    """Yield a fault where the sources of two files do not fit together in one field."""
    extra, organisaties = levering.tabellen.get(EXTRA.naam), levering.tabellen.get(ORGANISATIES.naam)
    if extra is None or organisaties is None:
        return
    hoogstens = lengte(Organisatie, "bron") or 0
    per_kenmerk = {rij.tekst("kenmerk"): rij.tekst("bron") for rij in organisaties.rijen}
    for rij in extra.rijen:
        samen = bronnen(per_kenmerk.get(rij.tekst("kenmerk"), ""), rij.tekst("bron"))
        if len(samen) > hoogstens:
            melding = (
                f"samen met de bron in {organisaties.herkomst} te lang: {len(samen)} tekens. Er passen er {hoogstens}."
            )
            yield extra.fout(rij, "bron", melding)
