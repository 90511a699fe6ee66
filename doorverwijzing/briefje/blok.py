"""One entry of a slip: the facts of an offer in two languages, as far as this reader may see them.

Never used here: whom an offer is open to, what it helps with, what is written for colleagues, and people. A fact that
is not known is said as not known or left out, never filled in.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from doorverwijzing.briefje import qr, woorden
from doorverwijzing.briefje.sleutels import Sleutel
from doorverwijzing.briefje.tijden import Tijdregel, andere_dagen, tijdregels
from doorverwijzing.briefje.tolk import Tolk, Tweetalig
from doorverwijzing.briefje.verraadt import Onthult
from kaart.hulp.webadres import ontleed
from organisaties.ingangen.balk import haltenamen_bij, haltes_in_woorden
from organisaties.models import Aanbod, Locatie, Organisatie, Taal
from organisaties.regels.keuzes import JaNee, Status, Zichtbaarheid
from organisaties.regels.klok import Afwijking, Tijdplan
from organisaties.regels.nu import BINNENKORT
from organisaties.regels.versheid import Versheidscode, code

HOOGSTENS_PLEKKEN = 2
_TUSSEN_HAAKJES = re.compile(r"\s*\(([^)]*)\)")
_AFKORTING = re.compile(r"[A-Z!][A-Z0-9-]{1,9}")

# For the colleague who makes the slip; never printed.
ZORG_PROFESSIONALS = (
    "Deze plek is niet openbaar. Geef dit briefje alleen aan de persoon zelf. Een link werkt niet zonder account."
)
ZORG_PLEK = (
    "Plek en tijden zijn niet openbaar. Geef dit briefje alleen aan de persoon zelf. Wie de link opent zonder account, "
    "ziet ze niet."
)
ZORG_NAAM = (
    "De naam zegt voor wie of waarvoor deze plek is. Daarom staat hij niet op het briefje. Leg zelf uit waar iemand "
    "heen gaat."
)
ZORG_MEENEMEN = "Kan het kwaad als een ander dit briefje vindt? Bespreek dat eerst samen."
ZORG_OVERLEG = "Overleg eerst met deze plek voordat je iemand stuurt."
ZORG_CONCEPT = "Dit is nog een concept. Een bezoeker ziet het niet."


@dataclass(frozen=True, slots=True)
class Plek:
    """One place; `heen` is the address of the way there, empty where the street is not known."""

    naam: str
    adres: str
    plaats: str
    heen: str
    # What stops near, as it stands on the stop itself, so in no other language; and what those stops are called.
    haltes: str = ""
    haltenamen: tuple[str, ...] = ()

    @property
    def heen_qr(self) -> SafeString | str:
        """The code of the way there, for paper."""
        return qr.teken(self.heen) if self.heen else ""


Haltes = Mapping[int, Sequence[str]]
"""What the stops near a place are called, by the key of the place."""


def haltes_van(locaties: Iterable[Sequence[Locatie]]) -> Haltes:
    """Return the stops near the first places of each of these entries; one query for all of them."""
    eerste = [locatie for reeks in locaties for locatie in reeks[:HOOGSTENS_PLEKKEN]]
    return dict(zip((locatie.pk for locatie in eerste), haltenamen_bij(eerste), strict=True))


@dataclass(frozen=True, slots=True)
class Feit:
    """One fact with its icon; what is the same in every language, such as a number, stands in `gelijk`."""

    icoon: str
    label: Tweetalig
    waarden: tuple[Tweetalig, ...] = ()
    gelijk: str = ""


@dataclass(slots=True)
class Blok:
    """One entry of the sheet. `openbaar`: a visitor may know of it. `zorgen` are for a colleague, on the screen."""

    sleutel: Sleutel
    naam: Tweetalig
    bij: str
    waarschuwingen: list[Tweetalig]
    waar: Feit
    plekken: list[Plek]
    wanneer: Feit
    tijden: list[Tijdregel]
    feiten: list[Feit]
    vers: bool
    openbaar: bool
    zorgen: list[str] = field(default_factory=list)
    nummer: int = 0
    anders: bool = False


def blok_van_aanbod(
    aanbod: Aanbod, sleutel: Sleutel, tolk: Tolk, onthult: Onthult, vandaag: datetime.date, haltes: Haltes
) -> Blok:
    """Return an offer that came from `aanbod_voor()`."""
    organisatie = aanbod.organisatie
    precair = any(behoefte.neutraal for behoefte in aanbod.behoeften.all())
    namen = [*([] if precair else [aanbod.naam]), *_namen_van(organisatie)]
    naam, bij = _naam(namen, organisatie, aanbod.zichtbare_locaties, tolk, onthult)
    plekken, over_de_plek = _plekken(aanbod.zichtbare_locaties, naam.nl, tolk, onthult, haltes)
    if not plekken:
        onbekend = woorden.PLEK_ONBEKEND if aanbod.toon_plek else woorden.PLEK_OP_NAVRAAG
        over_de_plek = (tolk.zin(woorden.ONLINE if aanbod.online else onbekend),)
    tijden, over_de_tijd = _tijden(aanbod, tolk, onthult, vandaag)
    zorgen = _zorgen(aanbod, organisatie)
    if naam.nl != aanbod.naam and not precair:
        zorgen.append(ZORG_NAAM)
    if precair:
        zorgen.append(ZORG_MEENEMEN)
    return Blok(
        sleutel=sleutel,
        naam=naam,
        bij=bij,
        waarschuwingen=_waarschuwingen(aanbod, tolk, vandaag),
        waar=Feit("plek", tolk.zin(woorden.WAAR), over_de_plek),
        plekken=plekken,
        wanneer=Feit("klok", tolk.zin(woorden.WANNEER), over_de_tijd),
        tijden=tijden,
        feiten=[
            *_voorwaarden(aanbod, tolk, onthult),
            *_contact(organisatie, aanbod.talen.all(), aanbod, tolk, onthult),
        ],
        vers=code(aanbod.gecontroleerd_op, aanbod.soort, organisatie.formaliteit, vandaag) is Versheidscode.VERS,
        openbaar=aanbod.voor_bezoeker,  # type: ignore[attr-defined]
        zorgen=zorgen if aanbod.toon_intern else [],
    )


def blok_van_organisatie(
    organisatie: Organisatie, sleutel: Sleutel, tolk: Tolk, onthult: Onthult, vandaag: datetime.date, haltes: Haltes
) -> Blok:
    """Return an organisation that came from `organisaties_voor()`: where it is and whom to ask for, no hours."""
    locaties = locaties_van(organisatie)
    naam, bij = _naam(_namen_van(organisatie), organisatie, locaties, tolk, onthult)
    plekken, over_de_plek = _plekken(locaties, naam.nl, tolk, onthult, haltes)
    if not plekken:
        over_de_plek = (tolk.zin(woorden.PLEK_ONBEKEND if organisatie.toon_plek else woorden.PLEK_OP_NAVRAAG),)
    gestopt = organisatie.status == Status.GESTOPT
    return Blok(
        sleutel=sleutel,
        naam=naam,
        bij=bij,
        waarschuwingen=[tolk.zin(woorden.GESTOPT)] if gestopt else [],
        waar=Feit("plek", tolk.zin(woorden.WAAR), over_de_plek),
        plekken=plekken,
        wanneer=Feit(
            "klok",
            tolk.zin(woorden.WANNEER),
            (tolk.zin(woorden.TIJDEN_ONBEKEND),) if organisatie.toon_plek else (),
        ),
        tijden=[],
        feiten=_contact(organisatie, organisatie.talen.all(), organisatie, tolk, onthult),
        vers=code(organisatie.gecontroleerd_op, "", organisatie.formaliteit, vandaag) is Versheidscode.VERS,
        openbaar=organisatie.voor_bezoeker,  # type: ignore[attr-defined]
        zorgen=_zorgen(organisatie) if organisatie.toon_intern else [],
    )


def locaties_van(organisatie: Organisatie) -> Sequence[Locatie]:
    """Return the places of an organisation that came from `organisaties_voor()`, as far as its reader may see."""
    return organisatie.zichtbare_locaties if organisatie.toon_plek else []


# --- Names.


def _namen_van(organisatie: Organisatie) -> list[str]:
    """Return what an organisation is called, without the remark behind its name, and its abbreviation."""
    afkortingen = [deel for deel in _TUSSEN_HAAKJES.findall(organisatie.naam) if _AFKORTING.fullmatch(deel)]
    return [_kort(organisatie.naam), *afkortingen]


def _naam(
    namen: Sequence[str], organisatie: Organisatie, locaties: Sequence[Locatie], tolk: Tolk, onthult: Onthult
) -> tuple[Tweetalig, str]:
    """Return the first name that betrays nothing, and the organisation behind it where that adds something."""
    kandidaten = [*namen, *(_kort(locatie.naam) for locatie in locaties)]
    naam = next((n for n in kandidaten if not onthult(n)), "")
    bij = next((n for n in _namen_van(organisatie) if not onthult(n)), "")
    if not naam:
        return tolk.zin(woorden.HIER_KUNT_U_HEEN), ""
    return Tweetalig(naam), bij if bij.casefold() not in naam.casefold() else ""


def _kort(naam: str) -> str:
    return _TUSSEN_HAAKJES.sub("", naam).strip() or naam


# --- Place and time.


def _plekken(
    locaties: Sequence[Locatie], naam: str, tolk: Tolk, onthult: Onthult, haltes: Haltes
) -> tuple[list[Plek], tuple[Tweetalig, ...]]:
    """Return the first few places, and what must be said beside them."""
    plekken = []
    eerste = locaties[:HOOGSTENS_PLEKKEN]
    for locatie in eerste:
        namen = haltes[locatie.pk]
        heen = qr.weg_naar(locatie)
        eigen = _kort(locatie.naam)
        plekken.append(
            Plek(
                naam="" if onthult(eigen) or eigen.casefold() == naam.casefold() else eigen,
                adres=locatie.adres,
                plaats=", ".join(
                    dict.fromkeys((f"{locatie.postcode} {locatie.plaats}".strip(), str(locatie.stadsdeel)))
                ),
                heen=heen,
                haltes=haltes_in_woorden(locatie, namen),
                haltenamen=tuple(namen),
            )
        )
    erbij = []
    if any(not locatie.huisnummer for locatie in eerste):
        erbij.append(tolk.zin(woorden.ADRES_ONBEKEND))
    if len(locaties) > HOOGSTENS_PLEKKEN:
        erbij.append(tolk.zin(woorden.MEER_PLEKKEN))
    return plekken, tuple(erbij)


def _tijden(
    aanbod: Aanbod, tolk: Tolk, onthult: Onthult, vandaag: datetime.date
) -> tuple[list[Tijdregel], tuple[Tweetalig, ...]]:
    """Return the week, or what can be said instead of it; nothing where times are not for this reader."""
    if not aanbod.toon_plek:
        return [], ()
    met_uur = any(tijd.van is not None or tijd.tot is not None for tijd in aanbod.zichtbare_tijden)
    klok = (tolk.zin(woorden.KLOK),) if met_uur and tolk.taal.andere_klok else ()
    if aanbod.heeft_uren_per_plek and (per_plek := _tijden_per_plek(aanbod, tolk, onthult, vandaag)):
        return per_plek, klok
    plan = aanbod.tijdplan_op(None)
    anders = andere_dagen(plan, tolk, vandaag)
    if week := _week(plan, tolk, onthult, vandaag):
        return [*week, *anders], klok
    tekst = aanbod.zichtbare_tijden_in_woorden.strip()
    if tekst and not onthult(tekst):
        gezegd = tolk.woord(tekst)
        if gezegd.anders or tolk.taal.is_nederlands:
            return anders, (gezegd,)
        return anders, (Tweetalig(gezegd.nl, tolk.zin(woorden.ALLEEN_NEDERLANDS).anders),)
    return anders, (tolk.zin(woorden.TIJDEN_ONBEKEND),)


def _week(plan: Tijdplan, tolk: Tolk, onthult: Onthult, vandaag: datetime.date) -> list[Tijdregel]:
    stil = [dataclasses.replace(r, toelichting="") if onthult(r.toelichting) else r for r in plan.regels]
    return tijdregels(stil, tolk, vandaag)


def _tijden_per_plek(aanbod: Aanbod, tolk: Tolk, onthult: Onthult, vandaag: datetime.date) -> list[Tijdregel]:
    """Return the week of each of the first places, its name before it; of a name that betrays the address."""
    lijnen: list[Tijdregel] = []
    for plek in aanbod.zichtbare_locaties[:HOOGSTENS_PLEKKEN]:
        plan = aanbod.tijdplan_op(plek.pk)
        hier = [*_week(plan, tolk, onthult, vandaag), *andere_dagen(plan, tolk, vandaag)]
        naam = _kort(plek.naam)
        if hier:
            hier[0] = dataclasses.replace(hier[0], plek=plek.adres or str(plek.stadsdeel) if onthult(naam) else naam)
        lijnen += hier
    return lijnen


# --- What to know before going.

_AANMELDEN = {
    Aanbod.Aanmelden.INLOOP: woorden.BINNENLOPEN,
    Aanbod.Aanmelden.BELLEN: woorden.BEL_EERST,
    Aanbod.Aanmelden.AFSPRAAK: woorden.OP_AFSPRAAK,
    Aanbod.Aanmelden.VERWIJZING: woorden.MET_VERWIJZING,
    Aanbod.Aanmelden.ONBEKEND: woorden.AANMELDEN_ONBEKEND,
}
_KOSTEN = {
    Aanbod.Kosten.GRATIS: woorden.GRATIS,
    Aanbod.Kosten.BIJDRAGE: woorden.KLEIN_BEDRAG,
    Aanbod.Kosten.ONBEKEND: woorden.KOSTEN_ONBEKEND,
}
_ZEGT_NIETS_NIEUWS = frozenset({"gratis", "een klein bedrag", "kleine bijdrage"})


def _voorwaarden(aanbod: Aanbod, tolk: Tolk, onthult: Onthult) -> list[Feit]:
    """Return appointment, cost and what to bring."""
    kosten = [tolk.zin(_KOSTEN[Aanbod.Kosten(aanbod.kosten)])]
    toelichting = aanbod.kosten_toelichting.strip()
    if toelichting and toelichting.casefold() not in _ZEGT_NIETS_NIEUWS and not onthult(toelichting):
        gezegd = tolk.woord(toelichting)
        kosten = [gezegd] if gezegd.anders and woorden.kent(toelichting) else [*kosten, gezegd]
    feiten = [
        Feit("agenda", tolk.zin(woorden.AFSPRAAK), (tolk.zin(_AANMELDEN[Aanbod.Aanmelden(aanbod.aanmelden)]),)),
        Feit("geld", tolk.zin(woorden.KOSTEN), tuple(kosten)),
    ]
    meenemen = _meenemen(aanbod, tolk, onthult)
    return [*feiten, Feit("tas", tolk.zin(woorden.MEENEMEN), meenemen)] if meenemen else feiten


def _meenemen(aanbod: Aanbod, tolk: Tolk, onthult: Onthult) -> tuple[Tweetalig, ...]:
    """Return what to bring; what is not needed is not said, for that too says something about who goes there."""
    gevraagd = (
        (aanbod.legitimatie, woorden.IDENTITEITSBEWIJS),
        (aanbod.bsn, woorden.BSN),
        (aanbod.bankafschriften, woorden.BANKAFSCHRIFTEN),
    )
    genoemd = [tolk.woord(ding) for ding in aanbod.documentenlijst if not onthult(ding)]
    nodig = genoemd + [d for waarde, bron in gevraagd if waarde == JaNee.JA and (d := tolk.zin(bron)) not in genoemd]
    navragen = [d for waarde, bron in gevraagd if waarde == JaNee.NAVRAGEN and (d := tolk.zin(bron)) not in genoemd]
    gezegd = [tolk.rij(nodig)] if nodig else []
    if navragen:
        gezegd.append(tolk.zin(woorden.MEENEMEN_NAVRAGEN, dingen=tolk.rij(navragen)))
    if not gezegd and aanbod.legitimatie == JaNee.ONBEKEND:
        gezegd.append(tolk.zin(woorden.MEENEMEN_ONBEKEND))
    return tuple(gezegd)


def _contact(
    organisatie: Organisatie, talen: Iterable[Taal], ingang: Aanbod | Organisatie, tolk: Tolk, onthult: Onthult
) -> list[Feit]:
    """Return the languages spoken there, the role to ask for, and how to call; `ingang` knows what may be shown."""
    feiten = []
    namen = [tolk.taalnaam(taal.code, taal.naam) for taal in talen]
    if namen:
        feiten.append(Feit("tolk", tolk.zin(woorden.TALEN), (tolk.rij(namen),)))
    if organisatie.contact_rol and not onthult(organisatie.contact_rol):
        feiten.append(Feit("hand", tolk.zin(woorden.VRAAG_NAAR), (tolk.woord(organisatie.contact_rol),)))
    if ingang.toon_plek and organisatie.telefoon:
        feiten.append(Feit("telefoon", tolk.zin(woorden.TELEFOON), gelijk=organisatie.telefoon))
    website = ontleed(organisatie.website).netloc.removeprefix("www.")
    if isinstance(ingang, Aanbod) and ingang.online and ingang.toon_plek and website and not onthult.adres(website):
        feiten.append(Feit("uit", tolk.zin(woorden.INTERNET), gelijk=website))
    return feiten


# --- Warnings, on the sheet for the person who goes there and on the screen for the worker who makes it.


def _waarschuwingen(aanbod: Aanbod, tolk: Tolk, vandaag: datetime.date) -> list[Tweetalig]:
    """Return what must stop or slow someone, most pressing first."""
    if Status.GESTOPT in (aanbod.status, aanbod.organisatie.status):
        return [tolk.zin(woorden.GESTOPT)]
    gezegd = []
    if aanbod.gepauzeerd:
        tot = aanbod.pauze_tot
        gezegd.append(tolk.zin(woorden.EVEN_NIET_TOT, datum=tolk.datum(tot)) if tot else tolk.zin(woorden.EVEN_NIET))
    elif sluiting := next((een for een in _sluitingen(aanbod) if een.geldt_op(vandaag)), None):
        gezegd.append(tolk.zin(woorden.EVEN_NIET_TOT, datum=tolk.datum(sluiting.laatste)))
    elif aanbod.pauze_vanaf and aanbod.pauze_vanaf > vandaag:
        gezegd.append(tolk.zin(woorden.KAN_NIET_VANAF, datum=tolk.datum(aanbod.pauze_vanaf)))
    straks = next((een for een in _sluitingen(aanbod) if vandaag < een.eerste <= vandaag + BINNENKORT), None)
    # Of one day the sentence would say too much: it does not say until when.
    if straks is not None and straks.laatste > straks.eerste:
        gezegd.append(tolk.zin(woorden.KAN_NIET_VANAF, datum=tolk.datum(straks.eerste)))
    if aanbod.geldig_tot:
        voorbij = aanbod.geldig_tot < vandaag
        bron = woorden.LOOPT_NIET_MEER if voorbij else woorden.LOOPT_TOT
        gezegd.append(tolk.zin(bron, datum=tolk.datum(aanbod.geldig_tot)))
    if aanbod.ruimte_nu == Aanbod.Ruimte.VOL:
        gezegd.append(tolk.zin(woorden.VOL))
    elif aanbod.ruimte_nu == Aanbod.Ruimte.WACHTLIJST:
        gezegd.append(tolk.zin(woorden.WACHTLIJST))
    return gezegd


def _sluitingen(aanbod: Aanbod) -> list[Afwijking]:
    """Return when it is shut at every place; that one of them is shut stands with its hours."""
    return [een for een in aanbod.tijdplan_op(None).afwijkingen if een.dicht]


def _zorgen(*ingangen: Aanbod | Organisatie) -> list[str]:
    """Return what a colleague should know before giving this to someone; the most closed of these decides."""
    hoe_open = {ingang.zichtbaarheid for ingang in ingangen}
    zorgen = []
    if Zichtbaarheid.PROFESSIONALS in hoe_open:
        zorgen.append(ZORG_PROFESSIONALS)
    elif Zichtbaarheid.NAAM_OPENBAAR in hoe_open:
        zorgen.append(ZORG_PLEK)
    if any(ingang.status == Status.CONCEPT for ingang in ingangen):
        zorgen.append(ZORG_CONCEPT)
    if any(isinstance(ingang, Aanbod) and ingang.eerst_overleggen for ingang in ingangen):
        zorgen.append(ZORG_OVERLEG)
    return zorgen
