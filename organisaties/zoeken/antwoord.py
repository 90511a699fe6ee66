"""One question in, one answer out: which offers, in what order, and how many behind each choice."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from organisaties.models import Aanbod, Toegang
from organisaties.zichtbaarheid import Lezer
from organisaties.zoeken import voor_wie, wegen
from organisaties.zoeken.genoemd import Genoemd, alleen_genoemd, noem
from organisaties.zoeken.groepswoorden import splits
from organisaties.zoeken.index.bijhouden import register_voor
from organisaties.zoeken.index.bitset import in_volgorde, union
from organisaties.zoeken.index.register import Register
from organisaties.zoeken.index.scores import Scores
from organisaties.zoeken.keuzes import NU, VANDAAG
from organisaties.zoeken.plek import Plek, plek_van, sterk_eerst
from organisaties.zoeken.taal.betekenis import Wens
from organisaties.zoeken.taal.wanneer import met_tijden
from organisaties.zoeken.vraag import FACETTEN, Vraag
from organisaties.zoeken.wegen import Tekstuitslag

WELKOM, NAVRAGEN, NIET = Toegang.Waarde.WELKOM.value, Toegang.Waarde.NAVRAGEN.value, Toegang.Waarde.NIET.value
VROUWEN, LHBTIQ = "vrouwen", "lhbtiq"
EIGEN_KRING, GEMEENSCHAP = Aanbod.Kring.EIGEN.value, "gemeenschap"
# From this certainty on a need is not only the echo of a word.
MISSCHIEN = 0.5
VERWIJZING = Aanbod.Aanmelden.VERWIJZING.value
# Who asks for one of these cannot wait.
VANDAAG_NOG = frozenset({NU, VANDAAG})
# A need is only offered as a filter when the words name it nearly by name.
ZEKER = 0.8
# Scores less than so many points apart count as equal, so that area and opening hours may decide.
TRAP = 0.3


@dataclass
class Antwoord:
    """The answer to `vraag` from `register`: `wel` is the set of results, `niet` what says no to the category."""

    vraag: Vraag
    register: Register
    uitslag: Tekstuitslag | None
    wel: int
    niet: int
    _zonder: Mapping[str, int] = field(repr=False)
    genoemd: Genoemd = field(default_factory=Genoemd)

    @property
    def herkend(self) -> list[Wens]:
        """What the typed words point at and is not chosen yet, most certain first; needs last and at most two."""
        if self.uitslag is None:
            return []
        gekozen = {Wens(facet, waarde) for facet in FACETTEN for waarde in self.vraag.van(facet)}
        noden = sorted(self.uitslag.behoeften.items(), key=lambda paar: (-paar[1], paar[0]))
        wensen = [
            *self.uitslag.gelezen.wensen,
            *(Wens("behoefte", slug) for slug, zeker in noden[:2] if zeker >= ZEKER),
        ]
        return [wens for wens in wensen if wens not in gekozen]

    @property
    def gaat_over_veiligheid(self) -> bool:
        """Whether someone may be in danger: a safety need was chosen, or named by the words."""
        return _gaat_over(self.register.betekenis.neutraal, self.vraag, self.uitslag)

    @property
    def gaat_over_nood(self) -> bool:
        """Whether danger or a crisis was chosen or named: only then what is for nothing else comes first."""
        return _gaat_over(self.register.betekenis.nood, self.vraag, self.uitslag)

    @property
    def aantal(self) -> int:
        """The number of results."""
        return self.wel.bit_count()

    def stuk(self, begin: int, eind: int) -> list[int]:
        """Return the positions of results `begin` to `eind`, best first."""
        return self._in_volgorde(self.wel, begin, eind)

    def stuk_niet(self, begin: int, eind: int) -> list[int]:
        """Return the positions of what says no to the chosen category, in the same order."""
        return self._in_volgorde(self.niet, begin, eind)

    def alle_sleutels(self) -> list[int]:
        """Return the primary keys of all results, best first."""
        return self.register.kenmerken(self.stuk(0, self.aantal))

    def tel(self, facet: str, waarde: str) -> int:
        """Return how many results there would be with this value (too) chosen in `facet`, the rest unchanged.

        What is chosen in the facet itself does not count: its values mean 'or', so each shows its own number.
        """
        return (self._zonder[facet] & self.register.maskers[facet].get(waarde, 0)).bit_count()

    def tel_open_voor(self, categorie: str) -> int:
        """Return how many results there would be for this category: all but those that say no."""
        niet = self.register.oordelen.get(categorie, {}).get(NIET, 0)
        return (self._zonder["open_voor"] & ~niet).bit_count()

    def oordeel(self, positie: int, categorie: str) -> str:
        """Return what the offer says about the category; silence is 'onbekend'."""
        bit = 1 << positie
        for waarde, bits in self.register.oordelen.get(categorie, {}).items():
            if bits & bit:
                return waarde
        return Toegang.Waarde.ONBEKEND.value

    def _in_volgorde(self, bits: int, begin: int, eind: int) -> list[int]:
        gevonden: list[int] = []
        voorbij = 0
        for deel in in_volgorde(bits, self._verdelingen):
            aantal = deel.bit_count()
            if voorbij + aantal > begin:
                gevonden.extend(islice(self.register.op_naam(deel), max(begin - voorbij, 0), eind - voorbij))
            voorbij += aantal
            if voorbij >= eind:
                break
        return gevonden

    @cached_property
    def scores(self) -> Scores | None:
        """The scores of the words, with what else lifts a result; None where no words were asked."""
        if self.uitslag is None:
            return None
        scores = self.uitslag.scores.kopie()
        r, vraag = self.register, self.vraag
        welkom = _oordeel(r, vraag.open_voor, WELKOM)
        hier = union(r.gevestigd.get(slug, 0) | r.werkt_voor.get(slug, 0) for slug in self.stadsdelen_van_vraag)
        speciaal = union(r.heeft_doelgroep.get(slug, 0) for slug in vraag.van("extra_doelgroep"))
        gewoon = r.alles & ~self._nu_niet_gevraagd
        for waarom, bits in (
            ("welkom", welkom),
            ("navragen", _oordeel(r, vraag.open_voor, NAVRAGEN) & ~welkom),
            ("gebied", union(r.in_gebied.get(slug, 0) for slug in vraag.van("gebied"))),
            ("stadsdeel", hier),
            ("stadsbreed", r.stadsbreed & ~hier if self.stadsdelen_van_vraag else 0),
            ("voor_iedereen", speciaal or r.voor_iedereen | self._hoort_bij_behoefte),
            ("geen_nood", gewoon),
            ("geen_vrouwen", r.alles & ~r.heeft_doelgroep.get(VROUWEN, 0) if self._voor_een_man else 0),
            ("voor_elke_kring", r.alles & ~r.maskers["kring"].get(EIGEN_KRING, 0) if self._kring_niet_gevraagd else 0),
            ("bereikbaar", r.bereikbaar),
            ("open_vandaag", r.open_vandaag & gewoon),
            ("vers", r.vers),
        ):
            if bits:
                scores.tel_op(bits, round(wegen.HEFT[waarom] * self.uitslag.schaal))
        return scores

    @property
    def _voor_een_man(self) -> bool:
        """Whether a man is who it is for; where someone may be in danger it is not known who is asking."""
        return self.uitslag is not None and self.uitslag.gelezen.voor_een_man and not self.gaat_over_veiligheid

    @property
    def _kring_niet_gevraagd(self) -> bool:
        """Whether neither a language nor people of one's own were asked for."""
        if self.uitslag is None or self.vraag.van("taal"):
            return False
        breder = self.register.betekenis.breder
        gemeenschap = (
            breder.get(slug, slug) == GEMEENSCHAP for slug, z in self.uitslag.behoeften.items() if z > MISSCHIEN
        )
        return not any(gemeenschap) and all(wens.facet != "taal" for wens in self.uitslag.gelezen.wensen)

    @property
    def _nu_niet_gevraagd(self) -> int:
        """What is for danger or a crisis alone, where neither was asked for."""
        return 0 if self.gaat_over_nood else self.register.alleen_bij_nood

    @cached_property
    def _hoort_bij_behoefte(self) -> int:
        """What is especially for an audience that the need itself is about, as help with school is for children.

        Of such a need most offers are for that audience; they are no less for whoever asks than what is for everyone.
        """
        r, behoeften = self.register, self.vraag.van("behoefte")
        helpt = (
            union(r.maskers["behoefte"].get(slug, 0) for slug in behoeften) if behoeften else self._helpt_bij_genoemd
        )
        samen = 0
        for bits in r.heeft_doelgroep.values():
            if (bits & helpt).bit_count() * wegen.VAN_DE_BEHOEFTE >= max(helpt.bit_count(), 1):
                samen |= bits & helpt
        return samen

    @cached_property
    def _verdelingen(self) -> list[Sequence[int]]:
        """The order of results: each division splits what the one before left equal."""
        r, vraag = self.register, self.vraag
        gewoon = r.alles & ~r.even_niet
        if self.scores is not None and self.uitslag is not None:
            op_score = self.scores.verdelingen(round(self.uitslag.schaal * TRAP))
            # Whoever types the name of an organisation gets what it offers, also where that is paused.
            eerst: list[Sequence[int]] = [[self.genoemd.eigen], [gewoon]]
            if gevaar := self.uitslag.gelezen.gevaar:
                # Whatever else such a sentence names.
                eerst.append([union(r.maskers["behoefte"].get(slug, 0) for slug in gevaar)])
            if self.uitslag.gelezen.onschuldig:
                # 'gevaar op de weg' is no call for 112, whose name has the word.
                eerst.append([r.alles & ~self._nu_niet_gevraagd])
            if any(wens.facet == "extra_doelgroep" and wens.waarde == LHBTIQ for wens in self.uitslag.gelezen.wensen):
                # Among people who may not know it of somebody that is not safe, however well they speak the language.
                eerst.append([r.heeft_doelgroep.get(LHBTIQ, 0) & self.sterk])
            eerst += [*self._zonder_wat_mist(), *self._kring_van_anderen_laatst()]
            # Where before when: whoever is sent across the city for what is open was sent the wrong way.
            eerst += [*self._papieren_laatst, *self._niet_daar(), *self._plek_eerst(), *self._dan_open_eerst]
            return [*eerst, *op_score, *self._gebied_eerst(), *self._bruikbaar_eerst()]
        eerst = [[gewoon], [r.alles & ~self._nu_niet_gevraagd], *self._papieren_laatst, *self._dan_open_eerst]
        if vraag.open_voor:
            welkom = _oordeel(r, vraag.open_voor, WELKOM)
            eerst.append([welkom, _oordeel(r, vraag.open_voor, NAVRAGEN) & ~welkom])
        speciaal = union(r.heeft_doelgroep.get(slug, 0) for slug in vraag.van("extra_doelgroep"))
        return [
            *eerst,
            *self._gebied_eerst(),
            *self._groep_eerst(),
            [speciaal or r.voor_iedereen | self._hoort_bij_behoefte],
            *self._bruikbaar_eerst(),
        ]

    def _bruikbaar_eerst(self) -> list[Sequence[int]]:
        """Where someone can go now before what cannot be reached, is shut, or was never looked at."""
        r, wel = self.register, ~self._nu_niet_gevraagd
        return [
            [r.bereikbaar],
            [r.open_nu & wel, r.open_vandaag & wel, r.tijden_onbekend],
            [r.vers, r.alles & ~r.nooit_gecontroleerd],
        ]

    def _groep_eerst(self) -> list[Sequence[int]]:
        """Put what is made for the chosen group first; where no need was asked, of each organisation one."""
        if not self.vraag.open_voor:
            return []
        juist = voor_wie.juist_hiervoor(self.register, self.vraag.open_voor)
        return juist if self.vraag.behoefte_slugs else [*voor_wie.elk_een_keer(self.register, juist[0]), *juist]

    @property
    def gaat_over_papieren(self) -> bool:
        """Whether this is asked for somebody whom a door that asks for a BSN may shut out."""
        return voor_wie.gaat_over_papieren(self.vraag, self.uitslag.gelezen.wensen if self.uitslag else ())

    @property
    def _papieren_laatst(self) -> list[Sequence[int]]:
        """Nobody is sent first to the door that asks for what they do not have; else it makes no difference."""
        return voor_wie.zonder_papieren_eerst(self.register) if self.gaat_over_papieren else []

    @property
    def _dan_open_eerst(self) -> list[Sequence[int]]:
        """What is open when somebody asked for, before that of which nobody knows the hours."""
        gevraagd = self.vraag.van("wanneer")
        dan = union(self.register.wanneer.get(waarde, 0) for waarde in gevraagd)
        if not gevraagd:
            return []
        eerst = [sterk_eerst([dan & ~self._nu_niet_gevraagd, self.register.alles], self.sterk)]
        if any(waarde.split("-")[0] in VANDAAG_NOG for waarde in gevraagd):
            # 'slaapplek vannacht': who has to be referred first gets in on another day.
            verwezen = self.register.maskers["aanmelden"].get(VERWIJZING, 0)
            eerst.append(sterk_eerst([self.register.alles & ~verwezen], self.sterk))
        return eerst

    @cached_property
    def plek(self) -> Plek | None:
        """The place this is about, chosen or typed."""
        return plek_van(self.vraag, self.uitslag, self.register)

    @property
    def sterk(self) -> int:
        """What answers the question well: most of its words, or the need they name."""
        if self.uitslag is None:
            return self.register.alles
        return self.uitslag.sterk | self.uitslag.raak & self._helpt_bij_genoemd

    @cached_property
    def _helpt_bij_genoemd(self) -> int:
        """What helps with a need that the words name nearly by name."""
        genoemd = self.uitslag.behoeften if self.uitslag else {}
        # Beside a need that is named a wider one, or what a like word means, is not what is asked for.
        zeker_genoeg = max(ZEKER, max(genoemd.values(), default=0.0) - 0.1)
        noden = self.register.maskers["behoefte"]
        return union(noden.get(slug, 0) for slug, zeker in genoemd.items() if zeker >= zeker_genoeg)

    @property
    def zegt_iets(self) -> bool:
        """Whether the words ask for something, and do not only say where."""
        return self.uitslag is not None and any(term.zegt_iets for term in self.uitslag.gelezen.termen)

    def eerste_van(self, bits: int, eerst: Sequence[Sequence[int]], aantal: int) -> list[int]:
        """Return the first positions of a set in the order of these divisions, then in that of the results."""
        delen = in_volgorde(bits, [self._verdelingen[0], *eerst, *self._verdelingen[1:]])
        return list(islice((positie for deel in delen for positie in self.register.op_naam(deel)), aantal))

    def _plek_eerst(self) -> list[Sequence[int]]:
        """Return what a typed place does to the order; nothing where someone may be in danger."""
        if self.plek is None or not self.plek.getypt or self.gaat_over_veiligheid:
            return []
        return self.plek.eerst(self.register, self.sterk)

    def _niet_daar(self) -> list[Sequence[int]]:
        """Put last what is only where somebody does not want to go."""
        niet_in = self.uitslag.gelezen.niet_in if self.uitslag else frozenset()
        r = self.register
        daar = union(r.gevestigd.get(slug, 0) | r.werkt_voor.get(slug, 0) for slug in niet_in)
        elders = union(
            r.gevestigd.get(slug, 0) | r.werkt_voor.get(slug, 0) for slug in r.gevestigd if slug not in niet_in
        )
        return [[r.alles & ~(daar & ~elders)]] if niet_in else []

    def _zonder_wat_mist(self) -> list[Sequence[int]]:
        """Put last what is named after a paper that somebody does not have, unless it helps to get that paper."""
        r, mist = self.register, self.uitslag.gelezen.mist if self.uitslag else frozenset()
        vraagt = union(
            r.index.waar(gezocht).get("naam", 0)
            & ~union(r.maskers["behoefte"].get(slug, 0) for slug in r.betekenis.behoeften.get((gezocht,), ()))
            for gezocht in mist
        )
        return [[r.alles & ~vraagt]] if vraagt else []

    def _kring_van_anderen_laatst(self) -> list[Sequence[int]]:
        """Put last the circle of another language than was named: 'uit Eritrea' asks for no group of Syrians."""
        r = self.register
        talen = {wens.waarde for wens in self.uitslag.gelezen.wensen if wens.facet == "taal"} if self.uitslag else set()
        spreekt = union(r.maskers["taal"].get(taal, 0) for taal in talen)
        anderen = r.maskers["kring"].get(EIGEN_KRING, 0) & ~spreekt
        return [[r.alles & ~anderen]] if spreekt and anderen else []

    def _gebied_eerst(self) -> list[Sequence[int]]:
        """Own area before city-wide before online, where an area was chosen."""
        r = self.register
        verdelingen: list[Sequence[int]] = []
        if self.vraag.van("gebied"):
            verdelingen.append([union(r.in_gebied.get(slug, 0) for slug in self.vraag.van("gebied"))])
        if self.vraag.van("stadsdeel") or self.vraag.van("gebied"):
            hier = union(r.gevestigd.get(slug, 0) | r.werkt_voor.get(slug, 0) for slug in self.stadsdelen_van_vraag)
            verdelingen.append([hier, r.stadsbreed & ~r.online, r.stadsbreed])
        return verdelingen

    @cached_property
    def stadsdelen_van_vraag(self) -> tuple[str, ...]:
        """The stadsdelen that were chosen, by themselves or by one of their areas."""
        stadsdelen, gebieden = self.register.begrippen["stadsdeel"], self.register.begrippen["gebied"]
        slug_van = {begrip.pk: slug for slug, begrip in stadsdelen.items()}
        van_gebied = (slug_van[gebieden[g].ouder or 0] for g in self.vraag.van("gebied") if g in gebieden)
        return tuple(dict.fromkeys([*(s for s in self.vraag.van("stadsdeel") if s in stadsdelen), *van_gebied]))


def zoek(vraag: Vraag, gebruiker: Lezer) -> Antwoord:
    """Return the answer to `vraag` for this person."""
    return zoek_in(vraag, register_voor(gebruiker))


def zoek_in(vraag: Vraag, register: Register) -> Antwoord:
    """Return the answer to `vraag` from a register; values it does not know are passed over.

    A word for a group is never looked for in texts, whoever made the question.
    """
    vraag = met_tijden(vraag)
    tekst = vraag.q if vraag.gelezen else splits(vraag.q, register).rest
    uitslag = wegen.vind(tekst, register) if tekst.strip() else None
    delen = {facet: _masker(register, vraag, facet) for facet in FACETTEN}
    if _gaat_over(register.betekenis.neutraal, vraag, uitslag):
        # Where someone may be in danger a day that was named hides nothing.
        delen["wanneer"] = register.alles
    genoemd = noem(tekst, register) if uitslag else Genoemd()
    delen["q"] = register.alles if uitslag is None else _raak(tekst, uitslag, genoemd, register)
    niet = _niet(register, vraag.open_voor)
    delen["open_voor"] = register.alles & ~niet
    zonder = _alles_behalve(delen, register.alles)
    return Antwoord(
        vraag=vraag,
        register=register,
        uitslag=uitslag,
        wel=zonder["open_voor"] & delen["open_voor"],
        niet=zonder["open_voor"] & niet,
        _zonder=zonder,
        genoemd=genoemd,
    )


def _gaat_over(behoeften: Container[str], vraag: Vraag, uitslag: Tekstuitslag | None) -> bool:
    """Tell whether one of these needs was chosen, or surely enough named."""
    genoemd = uitslag.behoeften if uitslag else {}
    return any(slug in behoeften for slug in vraag.van("behoefte")) or any(
        slug in behoeften and zeker >= wegen.ZEKER_GENOEG for slug, zeker in genoemd.items()
    )


def _raak(q: str, uitslag: Tekstuitslag, genoemd: Genoemd, register: Register) -> int:
    """Return the results of the words; where they are a name and no need, what holds one word of it is none."""
    if genoemd.is_hele_vraag and all(zeker < ZEKER for zeker in uitslag.behoeften.values()):
        return alleen_genoemd(q, genoemd, uitslag.raak, register)
    return uitslag.raak | genoemd.eigen


def _masker(register: Register, vraag: Vraag, facet: str) -> int:
    bekend = [waarde for waarde in vraag.van(facet) if waarde in register.maskers[facet]]
    return union(register.maskers[facet][waarde] for waarde in bekend) if bekend else register.alles


def _niet(register: Register, categorieen: Sequence[str]) -> int:
    """Return what says no to every chosen category (what says yes to one of them stays)."""
    bekend = [categorie for categorie in categorieen if categorie in register.oordelen]
    niet = register.alles if bekend else 0
    for categorie in bekend:
        niet &= register.oordelen[categorie][NIET]
    return niet


def _oordeel(register: Register, categorieen: Iterable[str], waarde: str) -> int:
    return union(register.oordelen.get(categorie, {}).get(waarde, 0) for categorie in categorieen)


def _alles_behalve(delen: Mapping[str, int], alles: int) -> dict[str, int]:
    """Return for each part the intersection of all the others, in two passes."""
    namen = list(delen)
    voor: dict[str, int] = {}
    tot_nu = alles
    for naam in namen:
        voor[naam] = tot_nu
        tot_nu &= delen[naam]
    tot_nu = alles
    zonder: dict[str, int] = {}
    for naam in reversed(namen):
        zonder[naam] = voor[naam] & tot_nu
        tot_nu &= delen[naam]
    return zonder
