"""Where the rows of the files go: from the columns of a file to the fields of a model."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from kaart.uitwisseling.tabellen.aanvullingen import (
    EXTRA,
    PLEKKEN,
    met_aanvulling,
    met_formaliteit,
    met_punt,
    zonder_punt_niet_precies,
)
from kaart.uitwisseling.tabellen.bestanden import BANKAFSCHRIFTEN, LOCATIES, ORGANISATIES
from kaart.uitwisseling.tabellen.ontleden import Rij
from kaart.uitwisseling.tabellen.samenhang import Levering
from kaart.uitwisseling.tabellen.schrijven import Bestemming, Waarden
from kaart.uitwisseling.tabellen.velden import SCHEIDING, STAD, Waarde
from organisaties.models import (
    Aanbod,
    Behoefte,
    Doelgroep,
    Gebied,
    Locatie,
    Nieuwkomerscategorie,
    Openingstijd,
    Organisatie,
    Stadsdeel,
    Synoniem,
    Taal,
    Toegang,
)
from organisaties.regels.keuzes import JaNee

Omzetting = Callable[[Rij], Mapping[str, Waarde]]


def rij_voor_rij(
    bestand: str, omzetting: Omzetting | None = None, volgorde: bool = False
) -> Callable[[Levering], Iterator[Waarden]]:
    """Return the reader of a file whose rows are rows of a model; `volgorde`: the order of the file counts."""

    def rijen(levering: Levering) -> Iterator[Waarden]:
        for plaats, rij in enumerate(levering.tabellen[bestand].rijen, 1):
            waarden = dict(omzetting(rij) if omzetting else rij.waarden)
            yield {**waarden, "volgorde": plaats} if volgorde else waarden

    return rijen


def hernoemd(rij: Rij, **namen: str) -> dict[str, Waarde]:
    """Return the values of a row, with other names for some columns (column=field)."""
    return {namen.get(kolom, kolom): waarde for kolom, waarde in rij.waarden.items()}


def werkgebied(rij: Rij, veld: str) -> dict[str, Waarde]:
    """Return 'stad' or a list of stadsdelen as the two fields that hold it; nothing for a row that does not say."""
    if "werkgebied" not in rij.waarden:
        return {}
    stadsdelen = rij.lijst("werkgebied")
    return {"hele_stad": STAD in stadsdelen, veld: tuple(deel for deel in stadsdelen if deel != STAD)}


def organisatie(rij: Rij) -> dict[str, Waarde]:
    """Return the fields of an Organisatie: three flags for the kinds of social capital."""
    waarden = {kolom: waarde for kolom, waarde in rij.waarden.items() if kolom != "kapitaal"}
    kapitaal = rij.lijst("kapitaal")
    soorten = ("bonding", "bridging", "linking") if "kapitaal" in rij.waarden else ()
    vlaggen = {soort: soort in kapitaal for soort in soorten}
    return {**waarden, **vlaggen, **werkgebied(rij, "werkgebied")}


def aanbod(rij: Rij) -> dict[str, Waarde]:
    """Return the fields of an Aanbod.

    Without a column of their own, bank statements follow from the papers to bring; silence is unknown.
    """
    waarden = hernoemd(rij, locatie="locaties", extra_doelgroep="doelgroepen", werkgebied="stadsdelen")
    if "documenten" in rij.waarden:
        gevraagd = BANKAFSCHRIFTEN in rij.tekst("documenten").split(SCHEIDING)
        waarden.setdefault(BANKAFSCHRIFTEN, JaNee.JA.value if gevraagd else JaNee.ONBEKEND.value)
    return {**waarden, **werkgebied(rij, "stadsdelen")}


# The need for whose pages nothing may betray what they are about.
VEILIGHEID = "veiligheid"
CRISIS = "-crisis"


def veiligheid_en_nood(kolommen: Mapping[str, Any]) -> dict[str, Waarde]:
    """Return the marks of a need whose file has no columns for them: a page about safety never says so aloud."""
    slug = str(kolommen["slug"])
    veilig = slug == VEILIGHEID or slug.startswith(f"{VEILIGHEID}-")
    return {"neutraal": veilig, "nood": veilig or slug.endswith(CRISIS)}


_SLEUTEL_VAN_UREN = (
    "aanbod", "weekdag", "van", "tot", "elke_weken", "begin", "week_van_maand", "geldig_van", "geldig_tot", "locatie",
)  # fmt: skip


def openingstijden(levering: Levering) -> Iterator[Waarden]:
    """Yield the hours. A file of before hours could be of one place leaves those places as they are."""
    tabel = levering.tabellen["openingstijden"]
    eerder: dict[tuple[Waarde, ...], list[str]] = {}
    if "locatie" not in tabel.kolommen:
        kolommen = [f"{naam}__kenmerk" if naam in ("aanbod", "locatie") else naam for naam in _SLEUTEL_VAN_UREN]
        van_een_plek = Openingstijd.objects.filter(locatie__isnull=False).order_by("-pk")
        for *sleutel, plek in van_een_plek.values_list(*kolommen):
            eerder.setdefault(tuple(sleutel), []).append(plek)
    for rij in tabel.rijen:
        plekken = eerder.get(tuple(rij.waarden.get(naam) for naam in _SLEUTEL_VAN_UREN[:-1]))
        yield {"locatie": plekken.pop() if plekken else None, **rij.waarden}


BESTEMMINGEN = (
    Bestemming(
        "stadsdelen.csv",
        "stadsdelen",
        Stadsdeel,
        ("slug",),
        rij_voor_rij("stadsdelen", lambda rij: hernoemd(rij, pc4_van_tot="postcodes"), volgorde=True),
    ),
    Bestemming("gebieden.csv", "gebieden", Gebied, ("slug",), rij_voor_rij("gebieden", volgorde=True)),
    Bestemming(
        "behoeften.csv",
        "behoeften",
        Behoefte,
        ("slug",),
        rij_voor_rij("behoeften", volgorde=True),
        bij_nieuw=veiligheid_en_nood,
        laag=lambda waarden: 1 if waarden["ouder"] else 0,
    ),
    Bestemming(
        "categorieen.csv", "categorieen", Nieuwkomerscategorie, ("slug",), rij_voor_rij("categorieen", volgorde=True)
    ),
    Bestemming("talen.csv", "talen", Taal, ("code",), rij_voor_rij("talen", volgorde=True)),
    Bestemming("doelgroepen.csv", "doelgroepen", Doelgroep, ("slug",), rij_voor_rij("doelgroepen", volgorde=True)),
    Bestemming("synoniemen.csv", "synoniemen", Synoniem, ("term",), rij_voor_rij("synoniemen")),
    Bestemming(
        "organisaties.csv",
        "organisaties",
        Organisatie,
        ("kenmerk",),
        met_aanvulling(ORGANISATIES, organisatie, EXTRA, met_formaliteit),
    ),
    Bestemming(
        "locaties.csv",
        "locaties",
        Locatie,
        ("kenmerk",),
        met_aanvulling(LOCATIES, lambda rij: zonder_punt_niet_precies(rij.waarden), PLEKKEN, met_punt),
    ),
    Bestemming("aanbod.csv", "aanbod", Aanbod, ("kenmerk",), rij_voor_rij("aanbod", aanbod)),
    Bestemming("toegang.csv", "toegang", Toegang, ("aanbod", "categorie"), rij_voor_rij("toegang")),
    Bestemming(
        "openingstijden.csv",
        "openingstijden",
        Openingstijd,
        _SLEUTEL_VAN_UREN,
        openingstijden,
        binnen="aanbod",
        aard=("soort",),
        bereken=Openingstijd.bereken_fase,
        berekend=("fase",),
    ),
)
