"""The steps of a route as a reader needs them: where to, what to heed, and what else there is when it does not work.

Plain functions on rows that are already read, so that each warning can be explained and tested.
"""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from doorverwijzing.models import Route, Stap
from doorverwijzing.urgentie import Moment, Urgentie, moment_van, op_volgorde, rang
from organisaties.models import Aanbod, Organisatie, Toegang
from organisaties.regels.keuzes import JaNee, Status
from organisaties.regels.klok import Soort
from organisaties.regels.versheid import Versheid
from organisaties.zichtbaarheid import Lezer
from organisaties.zoeken.resultaten import versheid_van

NIET, NAVRAGEN, WELKOM = Toegang.Waarde.NIET.value, Toegang.Waarde.NAVRAGEN.value, Toegang.Waarde.WELKOM.value
ONBEKEND = Toegang.Waarde.ONBEKEND.value
NU_DICHT = "is het nu dicht"
# How a maker of routes begins the other choice for the step above, and a step that cannot do without that one.
ANDERE_KEUS, VOLGT = "Of ", "Daarna"
_BEL = re.compile(r"\bbel\b", re.IGNORECASE)


@dataclass(slots=True)
class Stapbeeld:
    """One step as a reader needs it.

    `oordeel`: what it says about the chosen groups, '' when none was chosen. `blokkade`: why not to go here today,
    in words that fit after 'hier', or ''. `moment`: when one can go, '' unless somebody said how soon it must be.
    """

    stap: Stap
    aanbod: Aanbod | None
    waarschuwingen: list[str]
    oordeel: str
    blokkade: str = ""
    moment: str = ""
    # Said above the step when it does not stand where its maker put it.
    verplaatst: str = ""
    eerder_gezet: bool = False
    alternatieven: list[Stapbeeld] = field(default_factory=list)

    @property
    def organisatie(self) -> Organisatie:
        """Whose it is."""
        doel = self.stap.doel
        return doel.organisatie if isinstance(doel, Aanbod) else doel

    @property
    def versheid(self) -> Versheid:
        """How fresh it is."""
        soort = self.aanbod.soort if self.aanbod else ""
        return versheid_van(self.stap.doel, soort=soort, formaliteit=self.organisatie.formaliteit)

    @property
    def belbaar(self) -> bool:
        """Whether there is a number that this reader may see."""
        return bool(self.organisatie.telefoon and self.stap.doel.toon_plek)

    @property
    def hoe(self) -> str:
        """How somebody gets there, in words; nobody is told to call where there is no number."""
        if self.stap.wijze == Stap.Wijze.BELLEN and not self.belbaar:
            return "eerst navragen"
        if not self.stap.wijze:
            # A draft that its maker looks at.
            return "hoe, is nog niet gekozen"
        return str(self.stap.get_wijze_display())

    @property
    def instructie(self) -> str:
        """What to do there; 'Of …' is no first word of a step that was put before what it is the other choice for."""
        tekst = self.stap.instructie
        if self.eerder_gezet and tekst.startswith(ANDERE_KEUS):
            rest = tekst.removeprefix(ANDERE_KEUS)
            return rest[:1].upper() + rest[1:]
        return tekst

    @property
    def ontbreekt(self) -> str:
        """What this step asks for and the kaart does not have, said aloud; '' where nothing of it is missing."""
        if self.belbaar:
            return ""
        zichtbaar = self.stap.doel.toon_plek
        if zichtbaar and not self._ingang:
            return "We hebben hier nog geen nummer, website of adres van. Vraag een collega die het kent."
        if self.stap.wijze == Stap.Wijze.BELLEN or _BEL.search(f"{self.stap.instructie} {self.stap.waarschuwing}"):
            return f"Een telefoonnummer {'staat hier nog niet' if zichtbaar else 'is hier op navraag'}."
        return ""

    @property
    def _ingang(self) -> bool:
        organisatie = self.organisatie
        doelen = [self.aanbod] if self.aanbod else organisatie.zichtbaar_aanbod
        adres = any(locatie.adres for een in doelen for locatie in een.zichtbare_locaties)
        return adres or bool(organisatie.telefoon or organisatie.email or organisatie.website)

    @property
    def allen(self) -> list[Stapbeeld]:
        """This step and what may take its place."""
        return [self, *self.alternatieven]

    @property
    def eigen_of_gemengd(self) -> bool:
        """Whether the person has a choice here between an own circle and mixed."""
        kringen = {beeld.aanbod.kring for beeld in self.allen if beeld.aanbod}
        return {Aanbod.Kring.EIGEN.value, Aanbod.Kring.GEMENGD.value} <= kringen


def oordeel_over(aanbod: Iterable[Aanbod], categorieen: Collection[str]) -> tuple[str, str]:
    """Return what these offers together say about the groups, best first, and the reason; silence is 'onbekend'."""
    gezegd: dict[str, str] = {}
    for een in aanbod:
        bekend = [toegang for toegang in een.zichtbare_toegang if toegang.categorie.slug in categorieen]
        for toegang in bekend:
            gezegd.setdefault(toegang.waarde, toegang.zichtbare_toelichting)
        if not bekend:
            gezegd.setdefault(ONBEKEND, "")
    for waarde in (WELKOM, NAVRAGEN, ONBEKEND, NIET):
        if waarde in gezegd:
            return waarde, gezegd[waarde]
    return ONBEKEND, ""


def waarschuwingen_bij(stap: Stap, aanbod: Sequence[Aanbod], categorieen: Collection[str]) -> tuple[list[str], str]:
    """Return what to heed before this step, most pressing first, and the judgement for the chosen groups.

    Community workers told: the standard answer is often the wrong door for someone without BSN, and nobody said so.
    """
    gevonden: list[str] = []
    oordeel = ""
    if categorieen and aanbod:
        oordeel, reden = oordeel_over(aanbod, categorieen)
        zin = {
            NIET: "Hier kan deze groep niet terecht. Kies een andere stap.",
            NAVRAGEN: "Vraag eerst na of het kan voor deze groep.",
            ONBEKEND: "We weten niet of het kan voor deze groep. Vraag het eerst na.",
        }.get(oordeel)
        if zin:
            gevonden.append(f"{zin} {reden}".strip())
    if not _bestaat(stap.doel):
        gevonden.append("Dit bestaat niet meer. Kies een andere stap.")
    if len(aanbod) == 1:
        een = aanbod[0]
        if een.geldig_tot is not None and een.geldig_tot < timezone.localdate():
            gevonden.append("Dit is voorbij. Vraag of het nog bestaat.")
        if een.gepauzeerd:
            gevonden.append("Nu even niet: stuur hier vandaag niemand heen.")
        if een.ruimte_nu == Aanbod.Ruimte.VOL:
            gevonden.append("Vol. Vraag naar de wachtlijst of kies een andere stap.")
        if een.bsn in (JaNee.JA, JaNee.NAVRAGEN) and "BSN" not in stap.waarschuwing:
            nodig = (
                "Er is een BSN nodig." if een.bsn == JaNee.JA else "In principe met BSN. Geen BSN? Vraag het eerst na."
            )
            gevonden.append(nodig)
        if een.eerst_overleggen:
            gevonden.append("Overleg eerst voordat je iemand stuurt.")
    if stap.waarschuwing:
        gevonden.append(stap.waarschuwing)
    return gevonden, oordeel


def blokkade_van(stap: Stap, aanbod: Sequence[Aanbod], oordeel: str) -> str:
    """Return why not to go here today, in words that fit after 'hier', or '' when nothing is known against it."""
    if not _bestaat(stap.doel):
        return "kan het niet meer"
    if oordeel == NIET:
        return "kan deze groep niet terecht"
    if len(aanbod) != 1:
        return ""
    een = aanbod[0]
    if een.geldig_tot is not None and een.geldig_tot < timezone.localdate():
        return "is het voorbij"
    if een.gepauzeerd:
        return "kan het nu even niet"
    if een.ruimte_nu == Aanbod.Ruimte.VOL:
        return "is het vol"
    return NU_DICHT if een.open_nu.soort in (Soort.DICHT, Soort.LATER) else ""


def beelden(stappen: Iterable[Stap], categorieen: Collection[str] = ()) -> list[Stapbeeld]:
    """Return steps in order, each with what may take its place below it; the steps need not be saved.

    Their targets came through `aanbod_voor_stappen()` and `organisaties_voor_stappen()`. A step that stands in for
    one that is not there stands by itself; one that stands in for a stand-in belongs to the step at the top. So none
    is ever left out.
    """
    per_nummer: dict[int, Stapbeeld] = {}
    for stap in stappen:
        doelen = [stap.aanbod] if stap.aanbod else list(stap.organisatie.zichtbaar_aanbod if stap.organisatie else [])
        waarschuwingen, oordeel = waarschuwingen_bij(stap, doelen, categorieen)
        blokkade = blokkade_van(stap, doelen, oordeel)
        per_nummer[stap.nummer] = Stapbeeld(stap, stap.aanbod, waarschuwingen, oordeel, blokkade)
    volgorde: list[Stapbeeld] = []
    for nummer in sorted(per_nummer):
        hoofd = _hoofd(nummer, per_nummer)
        if hoofd == nummer:
            volgorde.append(per_nummer[nummer])
        else:
            per_nummer[hoofd].alternatieven.append(per_nummer[nummer])
    return volgorde


def op_urgentie(stappen: list[Stapbeeld], urgentie: Urgentie | None, vandaag: datetime.date) -> list[Stapbeeld]:
    """Return the steps with the door first that helps soonest, in each group and of all groups, and why it moved.

    A door that says no to the group never comes first, nor one that is full, paused or over. What begins with 'Daarna'
    goes with the step before it.
    """
    if urgentie is not None:
        for beeld in (b for hoofd in stappen for b in hoofd.allen):
            beeld.moment = moment_van(beeld.aanbod, vandaag, belbaar=beeld.belbaar).woorden
    ketens: list[list[Stapbeeld]] = []
    for beeld in (_soonste_eerst(beeld, urgentie, vandaag) for beeld in stappen):
        if ketens and beeld.stap.instructie.startswith(VOLGT):
            ketens[-1].append(beeld)
        else:
            ketens.append([beeld])
    gewoon = {id(keten[0]): plek for plek, keten in enumerate(ketens)}
    volgorde = op_volgorde(ketens, urgentie, lambda keten: _wanneer(keten[0], vandaag))
    for plek, (beeld, *_) in enumerate(volgorde):
        ingehaald = [keten[0] for keten in volgorde[plek + 1 :] if gewoon[id(keten[0])] < gewoon[id(beeld)]]
        if ingehaald:
            beeld.eerder_gezet = True
            beeld.verplaatst = _waarom(min(ingehaald, key=lambda ander: gewoon[id(ander)]), urgentie)
    return list(itertools.chain.from_iterable(volgorde))


def kan_op_tijd(stappen: Iterable[Stapbeeld], urgentie: Urgentie, vandaag: datetime.date) -> bool:
    """Return whether one of these doors certainly helps in time; True where nothing has a hurry."""
    momenten = (_wanneer(beeld, vandaag) for hoofd in stappen for beeld in hoofd.allen)
    return any(rang(moment, urgentie, dicht=dicht)[0] == 0 for moment, dicht in momenten)


def _wanneer(beeld: Stapbeeld, vandaag: datetime.date) -> tuple[Moment, bool]:
    # Shut today is no matter when it may be later this week.
    altijd_dicht = bool(beeld.blokkade) and beeld.blokkade != NU_DICHT
    return moment_van(beeld.aanbod, vandaag), altijd_dicht


def _soonste_eerst(hoofd: Stapbeeld, urgentie: Urgentie | None, vandaag: datetime.date) -> Stapbeeld:
    eerst, *rest = op_volgorde(hoofd.allen, urgentie, lambda beeld: _wanneer(beeld, vandaag))
    if eerst is hoofd or eerst.oordeel == NIET:
        return hoofd
    eerst.alternatieven, hoofd.alternatieven = rest, []
    eerst.eerder_gezet, eerst.verplaatst = True, _waarom(hoofd, urgentie)
    return eerst


def _waarom(ingehaald: Stapbeeld, urgentie: Urgentie | None) -> str:
    telt = ingehaald.blokkade and (urgentie is Urgentie.VANDAAG or ingehaald.blokkade != NU_DICHT)
    wat = f"daar {ingehaald.blokkade}" if telt else "hier kan het eerder"
    return f"Dit staat nu voor {ingehaald.stap.doel.naam}, want {wat}."


def aanbod_voor_stappen(gebruiker: Lezer) -> QuerySet[Aanbod]:
    """Return the offers that may be a step for this reader, with what a step shows of them."""
    return Aanbod.objects.voor_lijst(gebruiker)


def organisaties_voor_stappen(gebruiker: Lezer) -> QuerySet[Organisatie]:
    """Return the organisations that may be a step for this reader, with what a step shows of them."""
    return Organisatie.objects.met_aanbod(gebruiker).prefetch_related("talen")


def stappen_van(
    route: Route, gebruiker: Lezer, categorieen: Collection[str] = (), *, ook_wat_weg_is: bool = False
) -> list[Stapbeeld]:
    """Return the steps of a saved route; one whose target this person may not know of is left out.

    So is a step to what was stopped or has ended, but `ook_wat_weg_is`, for whoever keeps the route and must mend it.
    """
    zichtbaar = Stap.objects.zichtbaar_voor(gebruiker) if ook_wat_weg_is else Stap.objects.bruikbaar_voor(gebruiker)
    stappen = (
        zichtbaar.filter(route=route)
        # Read by the prefetches below instead, which know what of it may be shown.
        .select_related(None)
        .prefetch_related(
            Prefetch("aanbod", aanbod_voor_stappen(gebruiker)),
            Prefetch("organisatie", organisaties_voor_stappen(gebruiker)),
        )
    )
    return beelden(stappen, categorieen)


def _hoofd(nummer: int, per_nummer: dict[int, Stapbeeld]) -> int:
    """Return the number of the step that this one belongs below, its own when it stands by itself."""
    gezien: list[int] = []
    while nummer not in gezien:
        gezien.append(nummer)
        boven = per_nummer[nummer].stap.alternatief_voor
        if boven is None or boven not in per_nummer:
            return nummer
        nummer = boven
    # Two that stand in for each other: the first of them leads.
    return min(gezien)


def _bestaat(doel: Aanbod | Organisatie) -> bool:
    organisatie = doel.organisatie if isinstance(doel, Aanbod) else doel
    return doel.status == Status.GEPUBLICEERD and organisatie.status == Status.GEPUBLICEERD
