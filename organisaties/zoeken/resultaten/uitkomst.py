"""The results page as a whole: results, choices, chips, notices, and ways out when there is nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.urls import reverse

from kaart.hulp.tekst import opsomming
from organisaties.zoeken import Antwoord, Register, Vraag, zoek_in
from organisaties.zoeken.filters import AanbodFilter
from organisaties.zoeken.nieuwe_vraag import LOSGELATEN
from organisaties.zoeken.raden import ZEKER, lijkt_op
from organisaties.zoeken.resultaten import facetten
from organisaties.zoeken.resultaten.adres import adres
from organisaties.zoeken.resultaten.facetten import Chip, Facet, Herkend
from organisaties.zoeken.resultaten.in_taal import InTaal, in_taal
from organisaties.zoeken.resultaten.naamregel import Naamregel, alle_namen, naamregels
from organisaties.zoeken.resultaten.plekmelding import Plekmelding, maak_plekmelding
from organisaties.zoeken.resultaten.resultaat import Resultaat, eerste_resultaten, maak_resultaten
from organisaties.zoeken.vraag import FACETTEN

PER_PAGINA = 25
HOOGSTENS_NIET = 25
HOOGSTENS_STADSBREED = 5
HOOGSTENS_IN_DE_BUURT = 2


@dataclass(frozen=True, slots=True)
class Woordmelding:
    """A typed word that was not known: what it was taken for, or what may be meant, with the address for that.

    `onzeker` is a word that was searched for too, without being sure enough to say so.
    """

    woord: str
    gelezen_als: str = ""
    bedoelt_u: str = ""
    url: str = ""
    onzeker: bool = False


@dataclass(frozen=True, slots=True)
class Suggestie:
    """A way out when nothing was found, with the number of results it would give."""

    label: str
    url: str
    aantal: int


@dataclass(frozen=True, slots=True)
class Losgelaten:
    """The needs of the question before this one, and the address to search within them after all."""

    label: str
    url: str


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
    herkend: list[Herkend]
    woorden: list[Woordmelding]
    # In the language of the question, where that is not Dutch.
    in_taal: InTaal | None
    # Only a word that says little found something: what was asked for may not be among it.
    alleen_algemeen: bool
    veilig: bool
    # Whether to name 112 where the page is not about safety: for a crisis, and where nothing was found.
    noem_112: bool
    meldingen: list[str]
    wis_url: str
    # The same question as an address to keep it from: add a kind of file.
    uitvoer_url: str
    agenda_url: str
    losgelaten: Losgelaten | None = None
    plek: Plekmelding | None = None
    dichtbij: list[Resultaat] = field(default_factory=list)
    namen: list[Naamregel] = field(default_factory=list)
    # Where all that the words name can be seen; empty where it stands here.
    alle_namen_url: str = ""
    # Whether only a name was asked, and whoever it is has no offer.
    alleen_naam: bool = False
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


def maak_uitkomst(filterset: AanbodFilter) -> Uitkomst:
    """Return what the page shows for the question that `filterset` read."""
    antwoord, vraag = filterset.antwoord, filterset.vraag
    meldingen = list(filterset.meldingen)
    pagina = _pagina(antwoord, filterset.gevraagd.get("pagina", ""), meldingen)
    posities = list(pagina.object_list)
    niet = antwoord.stuk_niet(0, HOOGSTENS_NIET)
    plek = maak_plekmelding(antwoord)
    dichtbij = plek.dichtbij if plek else []
    # What stands above as the nearest is not shown twice.
    posities = [positie for positie in posities if positie not in dichtbij]
    resultaten = maak_resultaten([*dichtbij, *posities, *niet], antwoord)
    taal = in_taal(antwoord)
    uitkomst = Uitkomst(
        aantal=antwoord.aantal,
        pagina=pagina,
        pagina_url_vorige=adres(vraag, pagina.previous_page_number()) if pagina.has_previous() else "",
        pagina_url_volgende=adres(vraag, pagina.next_page_number()) if pagina.has_next() else "",
        resultaten=[resultaten[p] for p in posities if p in resultaten],
        aantal_niet=antwoord.niet.bit_count(),
        niet_voor=[resultaten[p] for p in niet if p in resultaten],
        facetten=[facetten.facet(naam, filterset) for naam in FACETTEN],
        open_voor=facetten.open_voor(antwoord),
        # The words stand in the box already.
        chips=[chip for chip in facetten.chips(antwoord) if chip.facet != "q"],
        losgelaten=_losgelaten(filterset),
        herkend=facetten.herkend(antwoord),
        woorden=[] if taal is not None and taal.talen else _woorden(antwoord),
        in_taal=taal,
        alleen_algemeen=antwoord.uitslag is not None and antwoord.uitslag.alleen_algemeen and antwoord.aantal > 0,
        veilig=antwoord.gaat_over_veiligheid,
        noem_112=antwoord.gaat_over_nood or not antwoord.aantal,
        meldingen=meldingen,
        wis_url=reverse("zoeken:zoeken"),
        uitvoer_url=adres(vraag, pad="uitvoer:resultaten"),
        agenda_url=adres(vraag, pad="opendata:agenda"),
        plek=plek,
        dichtbij=[resultaten[p] for p in dichtbij if p in resultaten],
        namen=naamregels(antwoord),
        alle_namen_url=alle_namen(antwoord),
        alleen_naam=antwoord.genoemd.is_hele_vraag and not antwoord.aantal and not any(vraag.keuzes.values()),
    )
    if not antwoord.aantal:
        uitkomst.suggesties = _suggesties(antwoord)
        uitkomst.stadsbreed = _stadsbreed(vraag, antwoord.register)
    return uitkomst


def _losgelaten(filterset: AanbodFilter) -> Losgelaten | None:
    antwoord, vraag = filterset.antwoord, filterset.vraag
    bekend = antwoord.register.begrippen["behoefte"]
    gevraagd = dict.fromkeys(filterset.gevraagd.getlist(LOSGELATEN))
    slugs = [slug for slug in gevraagd if slug in bekend and not bekend[slug].neutraal]
    if not slugs or not vraag.q or vraag.behoefte_slugs or antwoord.gaat_over_veiligheid:
        return None
    daarin = Vraag(vraag.q, {**vraag.keuzes, "behoefte": tuple(slugs)}, vraag.open_voor)
    return Losgelaten(opsomming([bekend[slug].naam for slug in slugs]), adres(daarin))


def _woorden(antwoord: Antwoord) -> list[Woordmelding]:
    """Return messages about typed words that stand in no offer."""
    uitslag, vraag = antwoord.uitslag, antwoord.vraag
    if uitslag is None:
        return []
    meldingen = []
    register, gelezen = antwoord.register, uitslag.gelezen

    def bedoel(woord: str, ander: str, *, onzeker: bool = False) -> Woordmelding:
        beter = Vraag(gelezen.met(woord, ander, vraag.q), vraag.keuzes, vraag.open_voor)
        return Woordmelding(woord, bedoelt_u=ander, url=adres(beter) if ander else "", onzeker=onzeker)

    # Of a word of a name nothing is to be said: who is called so stands above the results.
    genoemd = antwoord.genoemd.woorden
    for term in gelezen.termen:
        if not term.gelezen_als or term.woord in genoemd:
            continue
        if term.zeker >= ZEKER:
            meldingen.append(Woordmelding(term.woord, gelezen_als=term.gelezen_als))
        else:
            meldingen.append(bedoel(term.woord, term.gelezen_als, onzeker=True))
    meldingen += [
        bedoel(woord, lijkt_op(woord, register.index, register.betekenis))
        for woord in uitslag.zonder_treffer
        if woord not in genoemd
    ]
    return meldingen


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


def _suggesties(antwoord: Antwoord) -> list[Suggestie]:
    """Return what else to ask, each with what is then found: nearby, a wider need, and without one of the choices."""
    vraag = antwoord.vraag
    labels = {chip.facet: chip.label for chip in facetten.chips(antwoord) if chip.facet != "open_voor"}
    minder = [(f"Zoek zonder {label}", vraag.zonder(facet)) for facet, label in labels.items()]
    if len(minder) == 1 and not vraag.open_voor:
        # Without its only choice it is no question any more, and everything is no answer.
        minder = []
    gevonden = _met_aantal(minder, antwoord.register)
    return [
        *_met_aantal(_in_de_buurt(antwoord), antwoord.register)[:HOOGSTENS_IN_DE_BUURT],
        *_met_aantal(_ruimer(antwoord), antwoord.register),
        *sorted(gevonden, key=lambda suggestie: -suggestie.aantal),
    ]


def _met_aantal(vragen: Iterable[tuple[str, Vraag]], register: Register) -> list[Suggestie]:
    """Return the questions that have an answer."""
    geteld = ((label, vraag, zoek_in(vraag, register).aantal) for label, vraag in vragen)
    return [Suggestie(label, adres(vraag), aantal) for label, vraag, aantal in geteld if aantal]


def _in_de_buurt(antwoord: Antwoord) -> Iterator[tuple[str, Vraag]]:
    """Yield the same question for each stadsdeel, the nearest first, where one was chosen."""
    vraag, register, plek = antwoord.vraag, antwoord.register, antwoord.plek
    if plek is None or not (vraag.van("stadsdeel") or vraag.van("gebied")):
        return
    for slug in plek.stadsdelen_op_afstand(register):
        daar = {**vraag.keuzes, "stadsdeel": (slug,), "gebied": ()}
        yield f"Zoek in {register.begrippen['stadsdeel'][slug].naam}", replace(vraag, keuzes=daar)


def _ruimer(antwoord: Antwoord) -> Iterator[tuple[str, Vraag]]:
    """Yield the same question for the need above the one that was chosen."""
    behoeften = antwoord.register.begrippen["behoefte"]
    gekozen = {behoeften[slug].ouder for slug in antwoord.vraag.behoefte_slugs if slug in behoeften}
    for slug, behoefte in behoeften.items():
        if behoefte.pk in gekozen:
            ruimer = {**antwoord.vraag.keuzes, "behoefte": (slug,)}
            yield f"Zoek ruimer: {behoefte.naam}", replace(antwoord.vraag, keuzes=ruimer)


def _stadsbreed(vraag: Vraag, register: Register) -> list[Resultaat]:
    """Return what is found in the whole city: for the need of the question, or for all it says but the narrowing.

    That somebody has no BSN stays: what asks for one is no way out. Where nothing else was asked there is none either.
    """
    keuzes = {facet: vraag.van(facet) for facet in ("behoefte", "zonder_bsn") if vraag.van(facet)}
    ruim = Vraag("" if vraag.behoefte_slugs else vraag.q, keuzes, vraag.open_voor)
    return [] if ruim.is_leeg else eerste_resultaten(zoek_in(ruim, register), HOOGSTENS_STADSBREED)
