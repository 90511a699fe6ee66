"""One result: its place, why it stands there, and whether it is open to whom was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString

from kaart.hulp.tekst import opsomming
from organisaties.models import Toegang
from organisaties.regels.op_kaartje import Waarom, een_reden
from organisaties.zichtbaarheid import vertegenwoordiger
from organisaties.zoeken import Antwoord
from organisaties.zoeken.keuzes import NU, WANNEER
from organisaties.zoeken.resultaten.kaartje import Kaartje, kaartjes
from organisaties.zoeken.taal.betekenis import Wens

# Where a word says what something is, in the order of what weighs most. That a word happens to stand in a
# description does not: 'past bij' is never said of that.
PLEKKEN = {"naam": "in de naam", "behoefte": "", "organisatie": "in de naam van de organisatie", "soort": ""}
UITLEG = "omschrijving"


@dataclass(frozen=True, slots=True)
class Toegangsoordeel:
    """Whether an offer is open to a chosen category."""

    categorie: str
    waarde: str
    label: str
    toelichting: str

    @property
    def icoon(self) -> str:
        """Return its icon, so that colour is never all there is to see."""
        return {"welkom": "goed", "niet": "niet"}.get(self.waarde, "vraag")


@dataclass(frozen=True, slots=True)
class Resultaat:
    """One offer in a list, with why it stands there."""

    kaartje: Kaartje
    plaatslabels: list[tuple[str, str]]
    # The one reason to give; '' where what was asked says it already.
    reden: str
    toegang: list[Toegangsoordeel]
    # The place to go to; of several the one in the area of the question.
    waar: str = ""
    # What the hours say at that place, as html.
    open: SafeString | str = ""

    @property
    def plaats(self) -> str:
        """How near and where, in one line: 'In Zuidoost · Buurthuis, Plein 3'."""
        return " · ".join(filter(None, (*(tekst for _, tekst in self.plaatslabels), self.waar)))


def maak_resultaten(posities: Iterable[int], antwoord: Antwoord) -> dict[int, Resultaat]:
    """Return the results at these positions of an answer, in their order."""
    posities = list(posities)
    gevonden = kaartjes(posities, antwoord.register)
    toelichtingen = _toelichtingen([kaartje.pk for kaartje in gevonden.values()], antwoord)
    resultaten = {}
    for positie in posities:
        if positie in gevonden:
            waar, open_ = _waar(gevonden[positie], antwoord)
            resultaten[positie] = Resultaat(
                kaartje=gevonden[positie],
                plaatslabels=plaatslabels(positie, antwoord),
                reden=een_reden(redenen(positie, antwoord)),
                toegang=_oordelen(positie, antwoord, toelichtingen),
                waar=waar,
                open=open_,
            )
    return resultaten


def eerste_resultaten(antwoord: Antwoord, aantal: int) -> list[Resultaat]:
    """Return the best results of an answer, for a page that shows only some."""
    return list(maak_resultaten(antwoord.stuk(0, aantal), antwoord).values())


def _waar(kaartje: Kaartje, antwoord: Antwoord) -> tuple[str, SafeString]:
    plek, begrippen = antwoord.plek, antwoord.register.begrippen
    if plek is None:
        return kaartje.plek_en_open()
    return kaartje.plek_en_open(
        [begrippen["stadsdeel"][slug].pk for slug in plek.stadsdelen],
        [begrippen["gebied"][slug].pk for slug in plek.gebieden],
    )


def plaatslabels(positie: int, antwoord: Antwoord) -> list[tuple[str, str]]:
    """Return where it is and for where it works: as (code, text), for the areas of the question or for all."""
    r, bit = antwoord.register, 1 << positie
    namen = r.begrippen["stadsdeel"]
    gezocht = antwoord.plek.stadsdelen if antwoord.plek else ()
    gevraagd = gezocht or tuple(namen)
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
    if not gevestigd and gezocht:
        elders = [b.naam for slug, b in namen.items() if r.gevestigd.get(slug, 0) & bit]
        if elders:
            labels.append(("elders", f"Plek in {opsomming(elders)}"))
    return labels


def redenen(positie: int, antwoord: Antwoord) -> list[tuple[Waarom, str]]:
    """Return why an offer is a result and what lifted it.

    Area and opening hours are not repeated, they stand on the card as a fact of their own; nor is the need where only
    one was asked, as then it is that of every card.
    """
    r, vraag, bit = antwoord.register, antwoord.vraag, 1 << positie
    gevonden: list[tuple[Waarom, str]] = []
    behoeften = [
        r.begrippen["behoefte"][slug].naam for slug in vraag.van("behoefte") if r.maskers["behoefte"][slug] & bit
    ]
    if behoeften and len(vraag.van("behoefte")) > 1:
        gevonden.append((Waarom.BEHOEFTE, f"Helpt bij: {opsomming(behoeften).lower()}"))
    wensen = antwoord.uitslag.gelezen.wensen if antwoord.uitslag else ()
    if antwoord.uitslag:
        gevonden += _woorden(bit, antwoord)
    talen = dict.fromkeys((*vraag.van("taal"), *(w.waarde for w in wensen if w.facet == "taal")))
    gesproken = [r.begrippen["taal"][code].naam for code in talen if r.maskers["taal"][code] & bit]
    if gesproken:
        gevonden.append((Waarom.TAAL, f"Spreekt {opsomming(gesproken)}"))
    open_op = [WANNEER[w].lower() for w in vraag.van("wanneer") if w != NU and r.wanneer[w] & bit]
    if open_op:
        gevonden.append((Waarom.WANNEER, f"Open: {opsomming(open_op)}"))
    gevonden += [(Waarom.DOELGROEP, tekst) for tekst in _doelgroepen(bit, antwoord, wensen)]
    heeft = [HEEFT[w] for w in dict.fromkeys(wensen) if w in HEEFT and r.maskers[w.facet].get(w.waarde, 0) & bit]
    if heeft:
        gevonden.append((Waarom.HEEFT, ". ".join(heeft)))
    return gevonden


# What a recognised word is called as a reason.
HEEFT = {
    Wens("kosten", "gratis"): "Gratis",
    Wens("zonder_bsn", "ja"): "Geen BSN nodig",
    Wens("aanmelden", "inloop"): "Gewoon binnenlopen",
}


def _woorden(bit: int, antwoord: Antwoord) -> list[tuple[Waarom, str]]:
    """Return which typed words were found, by where they stand: 'Past bij: fiets, les (in de naam)'."""
    per_plek: dict[str, list[str]] = {}
    for treffer in antwoord.uitslag.treffers if antwoord.uitslag else ():
        plek = next((veld for veld in (*PLEKKEN, UITLEG) if treffer.velden.get(veld, 0) & bit), None)
        if plek is not None:
            woorden = per_plek.setdefault(PLEKKEN.get(plek, UITLEG), [])
            # 'kleren wassen' says it already.
            if not any(treffer.term.woord in ander.split() for ander in woorden):
                woorden.append(treffer.term.woord)
    in_uitleg = per_plek.pop(UITLEG, [])
    delen = [f"{', '.join(woorden)} ({plek})" if plek else ", ".join(woorden) for plek, woorden in per_plek.items()]
    waarom = Waarom.IN_NAAM if per_plek.keys() == {PLEKKEN["naam"]} else Waarom.WOORDEN
    gezegd = [(waarom, f"Past bij: {'; '.join(delen)}")] if delen else []
    return [*gezegd, (Waarom.UITLEG, f"In de uitleg staat: {', '.join(in_uitleg)}")] if in_uitleg else gezegd


def _doelgroepen(bit: int, antwoord: Antwoord, wensen: Iterable[Wens]) -> list[str]:
    r, gekozen = antwoord.register, antwoord.vraag.van("extra_doelgroep")
    gevraagd = dict.fromkeys((*gekozen, *(w.waarde for w in wensen if w.facet == "extra_doelgroep")))
    speciaal = [r.begrippen["extra_doelgroep"][slug].naam.lower() for slug in gevraagd if r.heeft_doelgroep[slug] & bit]
    if speciaal:
        return [f"Speciaal voor {opsomming(speciaal)}"]
    return ["Voor iedereen"] if gekozen else []


def _toelichtingen(sleutels: list[int], antwoord: Antwoord) -> Mapping[tuple[int, str], str]:
    """Return the reasons that go with the judgements, where somebody asked for one; for colleagues only."""
    if not antwoord.vraag.open_voor or not sleutels:
        return {}
    rijen = Toegang.objects.voor_lijst(vertegenwoordiger(antwoord.register.kijker)).filter(
        aanbod__in=sleutels, categorie__slug__in=antwoord.vraag.open_voor
    )
    return {(rij.aanbod_id, rij.categorie.slug): rij.zichtbare_toelichting for rij in rijen}


def _oordelen(positie: int, antwoord: Antwoord, toelichtingen: Mapping[tuple[int, str], str]) -> list[Toegangsoordeel]:
    """Return what the offer says about each chosen category."""
    oordelen = []
    for slug in antwoord.vraag.open_voor:
        waarde = antwoord.oordeel(positie, slug)
        oordelen.append(
            Toegangsoordeel(
                categorie=antwoord.register.begrippen["open_voor"][slug].naam,
                waarde=waarde,
                label=Toegang.Waarde(waarde).label,
                toelichting=toelichtingen.get((antwoord.register.rijen[positie].pk, slug), ""),
            )
        )
    return oordelen
