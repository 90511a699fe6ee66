"""What a results page shows: results with their reasons, facets with their counts, chips and ways out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from organisaties import versheid
from organisaties.filters import AanbodFilter, keuzes_van
from organisaties.models import Aanbod, Toegang
from organisaties.zoeken import Antwoord, Vraag, zoek
from organisaties.zoeken.vraag import FACETTEN

PER_PAGINA = 25
HOOGSTENS_NIET = 25
HOOGSTENS_STADSBREED = 5

UITLEG = {
    "stadsdeel": "Wat voor de hele stad is of online, blijft er altijd bij staan.",
    "extra_doelgroep": "Wat voor iedereen is, blijft er altijd bij staan.",
    "kring": "Eigen kring: mensen met dezelfde taal of achtergrond.",
    "infrastructuur": "Sommige organisaties zijn het allebei.",
}
# What most people look for first stands open.
OPEN_FACETTEN = frozenset({"stadsdeel", "behoefte"})


@dataclass(frozen=True, slots=True)
class Keuze:
    """One choice in a facet and how many results it would give."""

    waarde: str
    label: str
    aantal: int
    gekozen: bool
    niveau: int = 0
    lang: str = ""
    eigen_naam: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """A group of choices that mean 'or' among each other."""

    naam: str
    label: str
    keuzes: list[Keuze]
    uitleg: str = ""
    open: bool = False

    @property
    def aantal_gekozen(self) -> int:
        """How many choices are made."""
        return sum(keuze.gekozen for keuze in self.keuzes)


@dataclass(frozen=True, slots=True)
class Chip:
    """An active choice; following `url` takes it away. The category has none: it goes by POST."""

    label: str
    url: str
    facet: str


@dataclass(frozen=True, slots=True)
class Suggestie:
    """A way out when nothing was found, with what it would give."""

    label: str
    url: str
    aantal: int


@dataclass(frozen=True, slots=True)
class Toegangsoordeel:
    """Whether an offer is open to a chosen category."""

    categorie: str
    waarde: str
    label: str
    toelichting: str


@dataclass(frozen=True, slots=True)
class Resultaat:
    """One offer in a list, with why it stands there."""

    aanbod: Aanbod
    plaatslabels: list[tuple[str, str]]
    redenen: list[str]
    toegang: list[Toegangsoordeel]
    versheid: versheid.Versheid


@dataclass(slots=True)
class Uitkomst:
    """Everything the results page shows about the answer."""

    aantal: int
    pagina: Page[Any]
    pagina_url_vorige: str
    pagina_url_volgende: str
    resultaten: list[Resultaat]
    aantal_niet: int
    niet_voor: list[Resultaat]
    facetten: list[Facet]
    open_voor: Facet
    chips: list[Chip]
    meldingen: list[str]
    wis_url: str
    # The same question as an address to keep it from: add a kind of file.
    uitvoer_url: str
    suggesties: list[Suggestie] = field(default_factory=list)
    stadsbreed: list[Resultaat] = field(default_factory=list)


class _Reeks(Sequence[int]):
    """The results as something a Paginator can slice, without working out the order of all of them."""

    def __init__(self, antwoord: Antwoord) -> None:
        self._antwoord = antwoord

    def __len__(self) -> int:
        return self._antwoord.aantal

    def __getitem__(self, plek: Any) -> Any:
        if isinstance(plek, slice):
            return self._antwoord.stuk(plek.start or 0, len(self) if plek.stop is None else plek.stop)
        return self._antwoord.stuk(plek, plek + 1)[0]


def maak_uitkomst(filterset: AanbodFilter, gebruiker: Any) -> Uitkomst:
    """Return what the page shows for the question that `filterset` read."""
    antwoord, vraag = filterset.antwoord, filterset.vraag
    meldingen = list(filterset.meldingen)
    pagina = _pagina(antwoord, filterset.gevraagd.get("pagina", ""), meldingen)
    posities = list(pagina.object_list)
    niet = antwoord.stuk_niet(0, HOOGSTENS_NIET)
    ruimer = _stadsbreed(vraag, gebruiker) if not antwoord.aantal else None
    extra = ruimer.stuk(0, HOOGSTENS_STADSBREED) if ruimer else []
    rijen = _haal([*posities, *niet, *extra], antwoord, gebruiker)
    uitkomst = Uitkomst(
        aantal=antwoord.aantal,
        pagina=pagina,
        pagina_url_vorige=_url(vraag, pagina.previous_page_number()) if pagina.has_previous() else "",
        pagina_url_volgende=_url(vraag, pagina.next_page_number()) if pagina.has_next() else "",
        resultaten=[maak_resultaat(rijen[p], p, antwoord) for p in posities if p in rijen],
        aantal_niet=antwoord.niet.bit_count(),
        niet_voor=[maak_resultaat(rijen[p], p, antwoord) for p in niet if p in rijen],
        facetten=[_facet(naam, filterset) for naam in FACETTEN],
        open_voor=_open_voor(antwoord),
        chips=_chips(antwoord),
        meldingen=meldingen,
        wis_url=reverse("zoeken"),
        uitvoer_url=_url(vraag, pad="zoeken_uitvoer"),
    )
    if ruimer is not None:
        uitkomst.suggesties = _suggesties(antwoord, gebruiker)
        uitkomst.stadsbreed = [maak_resultaat(rijen[p], p, ruimer) for p in extra if p in rijen]
    return uitkomst


def _pagina(antwoord: Antwoord, gevraagd: str, meldingen: list[str]) -> Page[Any]:
    """Return the page asked for, or the nearest one with a notice."""
    paginator: Paginator[Any] = Paginator(_Reeks(antwoord), PER_PAGINA)
    if not gevraagd:
        return paginator.page(1)
    try:
        nummer = int(gevraagd) if len(gevraagd) < 10 else 0
    except ValueError:
        nummer = 0
    pagina = paginator.get_page(nummer if nummer > 0 else 1)
    if pagina.number != nummer:
        meldingen.append(f"Die pagina is er niet. Dit is pagina {pagina.number} van {paginator.num_pages}.")
    return pagina


def _haal(posities: Iterable[int], antwoord: Antwoord, gebruiker: Any) -> dict[int, Aanbod]:
    """Return the offers at these positions; what was deleted a moment ago is simply not there."""
    per_pk = {antwoord.register.rijen[positie].pk: positie for positie in posities}
    rijen = Aanbod.objects.voor_lijst(gebruiker).filter(pk__in=list(per_pk))
    return {per_pk[aanbod.pk]: aanbod for aanbod in rijen}


def eerste_resultaten(antwoord: Antwoord, aantal: int, gebruiker: Any) -> list[Resultaat]:
    """Return the best results of an answer, for a page that shows only some."""
    posities = antwoord.stuk(0, aantal)
    rijen = _haal(posities, antwoord, gebruiker)
    return [maak_resultaat(rijen[p], p, antwoord) for p in posities if p in rijen]


def maak_resultaat(aanbod: Aanbod, positie: int, antwoord: Antwoord) -> Resultaat:
    """Return one offer with its place, its reasons and its judgement for the chosen categories."""
    return Resultaat(
        aanbod=aanbod,
        plaatslabels=plaatslabels(positie, antwoord),
        redenen=redenen(positie, antwoord),
        toegang=_oordelen(aanbod, positie, antwoord),
        versheid=versheid_van(aanbod, soort=aanbod.soort, formaliteit=aanbod.organisatie.formaliteit),
    )


def versheid_van(ingang: Any, *, soort: str = "", formaliteit: str = "") -> versheid.Versheid:
    """Return how fresh an entry is today."""
    return versheid.versheid(
        ingang.gecontroleerd_op,
        soort=soort,
        formaliteit=formaliteit,
        zekerheid=ingang.zekerheid,
        op=timezone.localdate(),
    )


def plaatslabels(positie: int, antwoord: Antwoord) -> list[tuple[str, str]]:
    """Return where it is and for where it works: as (code, text), for the areas of the question or for all."""
    r, bit = antwoord.register, 1 << positie
    namen = r.begrippen["stadsdeel"]
    gevraagd = antwoord.stadsdelen_van_vraag or tuple(namen)
    labels = []
    gevestigd = [namen[slug].naam for slug in gevraagd if r.gevestigd.get(slug, 0) & bit]
    if gevestigd:
        labels.append(("gevestigd", f"In {opsomming(gevestigd)}"))
    werkt_voor = [namen[slug].naam for slug in gevraagd if r.werkt_voor.get(slug, 0) & bit]
    if werkt_voor and werkt_voor != gevestigd:
        labels.append(("werkt-voor", f"Voor {opsomming(werkt_voor)}"))
    if r.stadsbreed & bit:
        labels.append(("stadsbreed", "Voor de hele stad"))
    if r.online & bit:
        labels.append(("online", "Online of telefonisch"))
    if not gevestigd and antwoord.stadsdelen_van_vraag:
        elders = [b.naam for slug, b in namen.items() if r.gevestigd.get(slug, 0) & bit]
        if elders:
            labels.append(("elders", f"Plek in {opsomming(elders)}"))
    return labels


def redenen(positie: int, antwoord: Antwoord) -> list[str]:
    """Return why an offer is a result, in the order of the question."""
    r, vraag, bit = antwoord.register, antwoord.vraag, 1 << positie
    gevonden: list[str] = []
    behoeften = [
        r.begrippen["behoefte"][slug].naam for slug in vraag.van("behoefte") if r.maskers["behoefte"][slug] & bit
    ]
    if behoeften:
        gevonden.append(f"Helpt bij: {opsomming(behoeften).lower()}")
    if antwoord.uitslag:
        woorden = dict.fromkeys(t.term.woord for t in antwoord.uitslag.treffers if t.alles & bit)
        if woorden:
            gevonden.append(f"Past bij: {', '.join(woorden)}")
    talen = [r.begrippen["taal"][code].naam for code in vraag.van("taal") if r.maskers["taal"][code] & bit]
    if talen:
        gevonden.append(f"Spreekt {opsomming(talen)}")
    if vraag.van("extra_doelgroep"):
        speciaal = [
            r.begrippen["extra_doelgroep"][slug].naam.lower()
            for slug in vraag.van("extra_doelgroep")
            if r.heeft_doelgroep[slug] & bit
        ]
        gevonden.append(f"Speciaal voor {opsomming(speciaal)}" if speciaal else "Voor iedereen")
    return gevonden


def _oordelen(aanbod: Aanbod, positie: int, antwoord: Antwoord) -> list[Toegangsoordeel]:
    """Return what the offer says about each chosen category."""
    per_slug = {toegang.categorie.slug: toegang for toegang in aanbod.zichtbare_toegang}
    oordelen = []
    for slug in antwoord.vraag.open_voor:
        toegang = per_slug.get(slug)
        waarde = toegang.waarde if toegang else Toegang.Waarde.ONBEKEND.value
        oordelen.append(
            Toegangsoordeel(
                categorie=antwoord.register.begrippen["open_voor"][slug].naam,
                waarde=waarde,
                label=Toegang.Waarde(waarde).label,
                toelichting=toegang.zichtbare_toelichting if toegang else "",
            )
        )
    return oordelen


def _facet(naam: str, filterset: AanbodFilter) -> Facet:
    """Return a facet with the count behind every choice; narrow choices only below a chosen wide one."""
    antwoord, vraag = filterset.antwoord, filterset.vraag
    gekozen = set(vraag.van(naam))
    begrippen = antwoord.register.begrippen.get(naam, {})
    keuzes = []
    for waarde, label in _getoonde_keuzes(naam, antwoord):
        begrip = begrippen.get(waarde)
        keuzes.append(
            Keuze(
                waarde=waarde,
                label=label,
                aantal=antwoord.tel(naam, waarde),
                gekozen=waarde in gekozen,
                niveau=1 if naam == "behoefte" and begrip and begrip.ouder else 0,
                lang=waarde if naam == "taal" else "",
                eigen_naam=begrip.eigen_naam if naam == "taal" and begrip else "",
            )
        )
    label = str(filterset.filters[naam].label)
    return Facet(naam, label, keuzes, UITLEG.get(naam, ""), open=naam in OPEN_FACETTEN or bool(gekozen))


def _getoonde_keuzes(naam: str, antwoord: Antwoord) -> list[tuple[str, str]]:
    keuzes = keuzes_van(antwoord.register)[naam]
    begrippen = antwoord.register.begrippen.get(naam, {})
    gekozen = antwoord.vraag.van(naam)
    if naam == "gebied":
        stadsdelen = {antwoord.register.begrippen["stadsdeel"][s].pk for s in antwoord.stadsdelen_van_vraag}
        return [(waarde, label) for waarde, label in keuzes if begrippen[waarde].ouder in stadsdelen]
    if naam == "behoefte":
        open_ouders = {begrippen[slug].ouder or begrippen[slug].pk for slug in gekozen}
        geordend = []
        for slug, begrip in begrippen.items():
            if begrip.ouder is None:
                geordend.append((slug, begrip.naam))
                if begrip.pk in open_ouders:
                    geordend += [(kind, b.naam) for kind, b in begrippen.items() if b.ouder == begrip.pk]
        return geordend
    return keuzes


def _open_voor(antwoord: Antwoord) -> Facet:
    keuzes = [
        Keuze(slug, begrip.naam, antwoord.tel_open_voor(slug), slug in antwoord.vraag.open_voor)
        for slug, begrip in antwoord.register.begrippen["open_voor"].items()
    ]
    return Facet("open_voor", "Open voor", keuzes, open=bool(antwoord.vraag.open_voor))


def _chips(antwoord: Antwoord) -> list[Chip]:
    """Return every active choice with the address without it."""
    vraag = antwoord.vraag
    labels = {naam: dict(keuzes) for naam, keuzes in keuzes_van(antwoord.register).items()}
    chips = [Chip(f"“{vraag.q}”", _url(vraag.zonder("q")), "q")] if vraag.q else []
    for facet in FACETTEN:
        for waarde in vraag.van(facet):
            over = tuple(ander for ander in vraag.van(facet) if ander != waarde)
            zonder = Vraag(vraag.q, {**vraag.keuzes, facet: over}, vraag.open_voor)
            chips.append(Chip(labels[facet][waarde], _url(zonder), facet))
    categorieen = antwoord.register.begrippen["open_voor"]
    chips += [Chip(f"Open voor {categorieen[slug].naam.lower()}", "", "open_voor") for slug in vraag.open_voor]
    return chips


def _suggesties(antwoord: Antwoord, gebruiker: Any) -> list[Suggestie]:
    """Return which one choice to drop, with what is then found, most first."""
    labels = {chip.facet: chip.label for chip in _chips(antwoord)}
    suggesties = []
    for facet, label in labels.items():
        if facet == "open_voor":
            continue
        minder = antwoord.vraag.zonder(facet)
        aantal = zoek(minder, gebruiker).aantal
        if aantal:
            suggesties.append(Suggestie(f"Zoek zonder {label}", _url(minder), aantal))
    return sorted(suggesties, key=lambda suggestie: -suggestie.aantal)


def _stadsbreed(vraag: Vraag, gebruiker: Any) -> Antwoord:
    """Return the answer for the whole city: the need of the question, or everything it says but the narrowing."""
    if vraag.behoefte_slugs:
        return zoek(Vraag("", {"behoefte": vraag.behoefte_slugs}, vraag.open_voor), gebruiker)
    return zoek(Vraag(vraag.q, {}, vraag.open_voor), gebruiker)


def _url(vraag: Vraag, pagina: int = 1, pad: str = "zoeken") -> str:
    """Return the address of a question; the categories are never in it."""
    data = QueryDict(mutable=True)
    if vraag.q:
        data["q"] = vraag.q
    for facet in FACETTEN:
        if vraag.van(facet):
            data.setlist(facet, list(vraag.van(facet)))
    if pagina > 1:
        data["pagina"] = str(pagina)
    return f"{reverse(pad)}?{data.urlencode()}" if data else reverse(pad)


def opsomming(namen: Sequence[str]) -> str:
    """Return names as one phrase: 'Noord, Oost en West'."""
    return namen[0] if len(namen) == 1 else f"{', '.join(namen[:-1])} en {namen[-1]}" if namen else ""
