"""All organisations somebody may know of, by letter: which there are, what they are, and with whom they work.

Names are put in order here and not by the database: the two that we run on sort capitals, accents and signs in their
own ways, and neither knows that 'De Meevaart' belongs to the M.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.http import QueryDict
from django.urls import reverse

from organisaties import zichtbaarheid
from organisaties.ingangen.filters import OrganisatieFilter, gepubliceerd_aanbod
from organisaties.ingangen.netwerk.veel import Buren, buren_van
from organisaties.models import Organisatie
from organisaties.regels.typologie import FORMALITEIT, INDELINGEN, INFRASTRUCTUUR, KAPITAAL, SOCIALE_BASIS, Soort
from organisaties.zichtbaarheid import Lezer
from organisaties.zoeken import register_voor
from organisaties.zoeken.genoemd import Genoemd, noem
from organisaties.zoeken.taal.termen import WOORD, vlak

PER_PAGINA = 25
ANDERS = "overig"
LIDWOORD = re.compile(r"(?:de|het|een|'t|’t) +")


@dataclass(frozen=True, slots=True)
class Keuze:
    """One choice; `zin` says what the word means."""

    waarde: str
    label: str
    gekozen: bool
    zin: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """A group of choices of which one is enough."""

    naam: str
    label: str
    keuzes: list[Keuze]
    uitleg: str = ""

    @property
    def aantal_gekozen(self) -> int:
        """How many choices are made."""
        return sum(keuze.gekozen for keuze in self.keuzes)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter with how many names begin with it, and the address of those."""

    letter: str
    aantal: int
    url: str
    gekozen: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """A choice that was made, and the address without it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Regel:
    """One organisation in the list."""

    organisatie: Organisatie
    aantal_aanbod: int
    waar: list[str]
    soorten: list[Soort]
    buren: Buren


@dataclass(frozen=True)
class Overzicht:
    """The page."""

    filterset: OrganisatieFilter
    pagina: Page[Any]
    regels: list[Regel]
    letters: list[Letter]
    facetten: list[Facet]
    chips: list[Chip]
    genoemd: Genoemd
    meldingen: list[str] = field(default_factory=list)

    @cached_property
    def url(self) -> str:
        """The address of this list up to the number of the page."""
        data = self.filterset.gevraagd.copy()
        data.pop("pagina", None)
        return f"?{data.urlencode()}&pagina=" if data else "?pagina="


def sorteernaam(naam: str) -> str:
    """Return a name as it stands in an alphabet: without capitals, accents, signs in front, or a first article."""
    kaal = LIDWOORD.sub("", vlak(naam).lstrip(), count=1) if LIDWOORD.match(vlak(naam)) else vlak(naam)
    return re.sub(r"^[\W_]+", "", kaal) or kaal


def letter_van(naam: str) -> str:
    """Return under which letter a name stands; what begins with none of them is 'overig'."""
    eerste = sorteernaam(naam)[:1]
    return eerste.upper() if "a" <= eerste <= "z" else ANDERS


def maak_overzicht(data: QueryDict, gebruiker: Lezer) -> Overzicht:
    """Return the list that the address asks for; any address gives one."""
    filterset = OrganisatieFilter(data, gebruiker=gebruiker)
    genoemd = noem(filterset.q_tekst, register_voor(gebruiker)) if filterset.q_tekst else Genoemd()
    ook = genoemd.organisaties
    rijen = [
        (sorteernaam(naam), pk, letter_van(naam))
        for pk, naam in filterset.qs.order_by().values_list("pk", "naam")
        if pk in ook or _heet(naam, filterset.q_tekst)
    ]
    letter = filterset.gevraagd.get("letter", "")
    meldingen = list(filterset.meldingen)
    aantallen = Counter(eerste for _, _, eerste in rijen)
    if letter and letter not in aantallen:
        meldingen.append("Met die letter begint geen naam. Je ziet alle letters.")
        letter = ""
    sleutels = [pk for _, pk, eerste in sorted(rijen) if letter in ("", eerste)]
    pagina = Paginator(sleutels, PER_PAGINA).get_page(filterset.gevraagd.get("pagina"))
    return Overzicht(
        filterset=filterset,
        pagina=pagina,
        regels=_regels(list(pagina.object_list), gebruiker),
        letters=_letters(aantallen, letter, filterset.gevraagd),
        facetten=_facetten(filterset),
        chips=_chips(filterset),
        genoemd=genoemd,
        meldingen=meldingen,
    )


def soorten_van(organisatie: Organisatie) -> dict[str, list[Soort]]:
    """Return the words of the typology that hold of an organisation, by the name of the division."""
    waarden: dict[str, Sequence[str]] = {
        FORMALITEIT: (organisatie.formaliteit,),
        INFRASTRUCTUUR: [
            waarde
            for waarde, is_zo in (
                ("aankomst", organisatie.aankomstinfrastructuur),
                ("sociaal", organisatie.sociale_infrastructuur),
            )
            if is_zo
        ],
        SOCIALE_BASIS: (organisatie.sociale_basis,),
        KAPITAAL: organisatie.kapitaal,
    }
    return {een.naam: een.van(*waarden[een.naam]) for een in INDELINGEN}


def indelingen_van(organisatie: Organisatie) -> list[tuple[str, list[Soort]]]:
    """Return the same as the label of each division with the words that hold, of those that say something."""
    labels = {een.naam: een.label for een in INDELINGEN}
    return [(labels[naam], soorten) for naam, soorten in soorten_van(organisatie).items() if soorten]


def _heet(naam: str, getypt: str) -> bool:
    """Tell whether each typed word begins a word of the name."""
    woorden = WOORD.findall(vlak(naam))
    return all(any(woord.startswith(deel) for woord in woorden) for deel in WOORD.findall(vlak(getypt)))


def _regels(sleutels: Sequence[int], gebruiker: Lezer) -> list[Regel]:
    rijen = Organisatie.objects.zichtbaar_voor(gebruiker).prefetch_related("werkgebied").in_bulk(list(sleutels))
    aanbod = gepubliceerd_aanbod(gebruiker).filter(organisatie__in=sleutels).values_list("organisatie")
    aantallen = dict(aanbod.annotate(Count("pk")))
    plekken = _plekken(sleutels, gebruiker)
    buren = buren_van(sleutels, gebruiker)
    return [
        Regel(
            organisatie=organisatie,
            aantal_aanbod=aantallen.get(organisatie.pk, 0),
            waar=_waar(organisatie, plekken.get(organisatie.pk, [])),
            # Of an entry of which only the name is public, the list says no more than the name and where.
            soorten=[s for groep in soorten_van(organisatie).values() for s in groep] if organisatie.toon_plek else [],
            buren=buren.get(organisatie.pk, Buren()),
        )
        for organisatie in (rijen[pk] for pk in sleutels if pk in rijen)
    ]


def _plekken(sleutels: Sequence[int], gebruiker: Lezer) -> dict[int, list[str]]:
    """Return the areas in which these organisations have a place, in one query."""
    rijen = (
        Organisatie.objects.filter(zichtbaarheid.vestiging_telt(gebruiker, "locaties"), pk__in=sleutels)
        .exclude(locaties=None)
        .order_by("locaties__stadsdeel__volgorde", "locaties__stadsdeel__pk")
        .values_list("pk", "locaties__stadsdeel__naam")
    )
    plekken: dict[int, list[str]] = {}
    for pk, naam in rijen:
        if naam and naam not in plekken.setdefault(pk, []):
            plekken[pk].append(naam)
    return plekken


def _waar(organisatie: Organisatie, plekken: list[str]) -> list[str]:
    """Return for where it works; where that is not known, where it is."""
    if organisatie.hele_stad:
        return ["de hele stad"]
    return [stadsdeel.naam for stadsdeel in organisatie.werkgebied.all()] or plekken


def _adres(data: Mapping[str, Sequence[str]]) -> str:
    over = QueryDict(mutable=True)
    for naam, waarden in data.items():
        if gevuld := [waarde for waarde in waarden if waarde]:
            over.setlist(naam, gevuld)
    pad = reverse("ingangen:organisaties")
    return f"{pad}?{over.urlencode()}" if over else pad


def _zonder(gevraagd: QueryDict, *namen: str) -> dict[str, list[str]]:
    return {naam: list(waarden) for naam, waarden in gevraagd.lists() if naam not in namen}


def _letters(aantallen: Counter[str], gekozen: str, gevraagd: QueryDict) -> list[Letter]:
    basis = _zonder(gevraagd, "letter", "pagina")
    return [
        Letter(letter, aantallen[letter], _adres({**basis, "letter": [letter]}), letter == gekozen)
        for letter in sorted(aantallen, key=lambda letter: (letter != ANDERS, letter))
    ]


def _facetten(filterset: OrganisatieFilter) -> list[Facet]:
    facetten = []
    indelingen = {een.naam: een for een in INDELINGEN}
    for naam in filterset.facetten:
        indeling = indelingen.get(naam)
        gekozen = filterset.gekozen(naam)
        zinnen = {waarde: soort.zin for waarde, soort in indeling.per_waarde.items()} if indeling else {}
        keuzes = [
            Keuze(waarde, label, waarde in gekozen, zinnen.get(waarde, "")) for waarde, label in filterset.keuzes[naam]
        ]
        label = str(filterset.filters[naam].label)
        facetten.append(Facet(naam, label, keuzes, indeling.uitleg if indeling else ""))
    return facetten


def _chips(filterset: OrganisatieFilter) -> list[Chip]:
    basis = _zonder(filterset.gevraagd, "letter", "pagina")
    chips = [Chip(f"“{filterset.q_tekst}”", _adres({**basis, "q": []}))] if filterset.q_tekst else []
    for naam in filterset.facetten:
        labels = dict(filterset.keuzes[naam])
        gekozen = filterset.gekozen(naam)
        for waarde in gekozen:
            over = [ander for ander in gekozen if ander != waarde]
            chips.append(Chip(labels[waarde], _adres({**basis, naam: over})))
    return chips
