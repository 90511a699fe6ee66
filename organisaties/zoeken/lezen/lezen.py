"""Reading a typed question: which terms it holds, what each can find, and what it means. No database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from organisaties.zoeken.index.tekstindex import Index
from organisaties.zoeken.lezen.ontkennen import wat_mist, weeg_ontkenning, zonder_ontkende_plek
from organisaties.zoeken.lezen.samen_gezegd import gebonden, plaatsterm, plekken, verspreid, zinnen
from organisaties.zoeken.lezen.samenstellingen import lees_woord, samenvoegingen
from organisaties.zoeken.lezen.term import LOS_VAN_ZIN, Gelezen, Term, Woord, neem_hoogste
from organisaties.zoeken.lezen.woord_voor_woord import is_iets, kennis, maak_bekend, tellende_woorden
from organisaties.zoeken.raden import bestaat
from organisaties.zoeken.taal.betekenis import Betekenis
from organisaties.zoeken.taal.gevaar import Lezing, gevaarlijst
from organisaties.zoeken.taal.termen import GEEN, LANGSTE_VRAAG, alle_woorden

# Who is a man, who is a woman, and whose somebody is: that says nothing of the one it is for.
MAN = frozenset("man meneer mijnheer heer jongen mannen heren jongens".split())  # noqa: SIM905
VROUW = frozenset("vrouw vrouwen mevrouw dame dames meisje meisjes meid moeder dochter echtgenote zij haar".split())  # noqa: SIM905
VAN_IEMAND = frozenset("mijn mn jouw je haar hun onze de mij geen zonder alleen".split())  # noqa: SIM905
# What a wide need counts of a foreign word that means a narrower one too.
BREED_TELT = 0.85
# What several words say together, beside one word.
ZIN_TELT = 1.2
# What else a line of danger is about, beside what it is about first.
OOK_GEVAAR = 0.7
# And what its words count apart: they found a danger, and no offer that has one of them in its name.
LOS_VAN_GEVAAR = 0.15


def lees(q: str, index: Index, betekenis: Betekenis) -> Gelezen:
    """Read a typed text; any text is allowed, only the first 200 characters and 16 terms count."""
    vreemd = betekenis.andere_talen.lees(q, kennis(index, betekenis))
    alle, niet_in = zonder_ontkende_plek(alle_woorden(q[:LANGSTE_VRAAG]), betekenis)
    plaatsen = betekenis.plaatsen.vind(alle, lambda woord: is_iets(woord, index, betekenis))
    alles = [w for w in tellende_woorden(alle, plaatsen, betekenis) if w.woord not in vreemd.overslaan]
    reeks = [woord for woord in alles if not woord.klein]
    onbekend = maak_bekend(reeks, index, betekenis)
    termen = [plaatsterm(alle, gevonden, index) for gevonden in plaatsen]
    termen += plekken(reeks, index, betekenis)
    termen += gebonden(alles, index, betekenis, alleen=betekenis.neutraal)
    termen += zinnen(reeks, index, betekenis)
    termen += gebonden(alles, index, betekenis)
    termen += verspreid(reeks, index, betekenis)
    weeg_ontkenning(alles, betekenis)
    termen += samenvoegingen(reeks, index, betekenis)
    lezing = gevaarlijst().lees(alle, lambda woord: woord in index.schat or bestaat(woord, betekenis))
    _zonder_gevaar(termen, lezing, betekenis)
    gevaar = _gevaarterm(lezing, reeks, betekenis)
    in_plaats = {woord for gevonden in plaatsen for woord in alle[gevonden.begin : gevonden.eind]}
    termen += [
        Term(
            " ".join(deel.woorden),
            behoeften=_smal_eerst(deel.behoeften, betekenis),
            telt=ZIN_TELT if len(deel.woorden) > 1 else 1.0,
        )
        for deel in vreemd.delen
        # 'kill myself' is one danger: what 'kill' says by itself is another. The name of a place is no foreign word.
        if not (gevaar and set(deel.woorden).issubset(gevaar.woord.split())) and not in_plaats.issuperset(deel.woorden)
    ]
    for woord in reeks:
        if woord.woord != GEEN and woord.telt and not woord.in_plaats and woord.woord not in onbekend:
            term = lees_woord(woord, index, betekenis)
            _zonder_gevaar([term], lezing, betekenis)
            if term.zegt_iets or term.wensen:
                termen.append(term)
            elif woord.woord not in lezing.los:
                onbekend.append(woord.woord)
    if gevaar:
        termen.append(gevaar)
        onbekend = [woord for woord in onbekend if woord not in gevaar.woord.split()]
    return Gelezen(
        tuple(termen),
        tuple(onbekend),
        vreemd,
        onschuldig=lezing.onschuldig or bool(lezing.los),
        gevaar=frozenset(gevaar.behoeften if gevaar else ()),
        voor_een_man=_voor_een_man(alle),
        mist=wat_mist(alles),
        niet_in=niet_in,
    )


def _voor_een_man(alle: Sequence[str]) -> bool:
    """Tell whether a man is who it is for: 'fietsles man', not 'mijn man zit thuis' and not 'vrouw zoekt man'."""
    ervoor = ["", *alle]
    return VROUW.isdisjoint(alle) and any(
        woord in MAN and voor not in VAN_IEMAND for voor, woord in zip(ervoor, alle, strict=False)
    )


def _smal_eerst(behoeften: Mapping[str, float], betekenis: Betekenis) -> dict[str, float]:
    """Return needs in which a wide one says less than the narrow one beside it: a dentist, not a doctor."""
    wijd = {betekenis.breder[slug] for slug in behoeften if slug in betekenis.breder}
    return {slug: zeker * (BREED_TELT if slug in wijd else 1.0) for slug, zeker in behoeften.items()}


def _gevaarterm(lezing: Lezing, reeks: list[Woord], betekenis: Betekenis) -> Term | None:
    """Return what the sentence says about danger as one term, and let its words count less apart."""
    behoeften: dict[str, float] = {}
    woorden: dict[str, None] = {}
    for gevonden in lezing.gevaar:
        bekend = [slug for slug in gevonden.behoeften if slug in betekenis.nood]
        if bekend:
            neem_hoogste(behoeften, {slug: OOK_GEVAAR if plek else 1.0 for plek, slug in enumerate(bekend)}, 1.0)
            woorden |= dict.fromkeys(gevonden.woorden)
    for woord in reeks:
        if woord.woord in woorden:
            woord.telt *= LOS_VAN_GEVAAR
    return Term(" ".join(woorden), behoeften=behoeften, telt=ZIN_TELT) if behoeften else None


def _zonder_gevaar(termen: Iterable[Term], lezing: Lezing, betekenis: Betekenis) -> None:
    """Take the danger from words that mean something else in this sentence; what they say beside it stays."""
    if lezing.gevaar:
        return
    for term in termen:
        if lezing.onschuldig or term.woord in lezing.los or term.gelezen_als in lezing.los:
            gevaar = betekenis.nood | betekenis.neutraal
            over = {slug: zeker for slug, zeker in term.behoeften.items() if slug not in gevaar}
            if len(over) < len(term.behoeften):
                term.behoeften = over
                term.telt *= LOS_VAN_ZIN
        if term.woord in lezing.los:
            # In an offer it does mean danger: 'gevaar op de weg' would find 112.
            term.stammen = []
