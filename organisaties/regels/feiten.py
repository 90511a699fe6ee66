"""What an entry says, block by block and in words: what somebody looks at before vouching for it.

A block has a version, a hash of its words: who vouches for it sends that along, so that nothing is dated that was not
on the screen like this. When something was heard is no part of the version: asking again changes no fact.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from kaart.hulp.tekst import opsomming
from organisaties.regels import versheid

if TYPE_CHECKING:
    import datetime

    from organisaties.models import Aanbod, Locatie, Openingstijd, Organisatie

CONTACT, TIJDEN, TOEGANG, PLEK, ALLES = "contact", "tijden", "toegang", "beschikbaarheid", "alles"
"""The blocks of an offer, and the one of an organisation or a place: the values of Controle.Onderdeel."""

ONBEKEND = "onbekend"
_AFGELEID = re.compile(r"(toegang )?afgeleid\b", re.IGNORECASE)
LANGSTE_BRON = 300
LENGTE_VERSIE = 16


@dataclass(frozen=True, slots=True)
class Feit:
    """One fact: what it is about and what the kaart says of it; `bij` is said beside it and is no part of it.

    `adres`: where a tap goes; `afgeleid`: nobody said so, it was inferred; `sleutel`: of a row of whom it is open to.
    """

    wat: str
    tekst: str
    bij: str = ""
    adres: str = ""
    afgeleid: bool = False
    sleutel: str = ""


@dataclass(frozen=True, slots=True)
class Blokfeiten:
    """The facts of one block. `bekend`: it answers what one would ask; `actueel`: what it says still counts."""

    feiten: tuple[Feit, ...]
    versie: str
    bekend: bool
    actueel: bool = True

    @property
    def afgeleid(self) -> tuple[Feit, ...]:
        """The facts that were inferred."""
        return tuple(feit for feit in self.feiten if feit.afgeleid)


def is_afgeleid(bron: str) -> bool:
    """Return whether a source says that access was inferred: 'rapport r. 12; toegang afgeleid'."""
    return any(_AFGELEID.match(deel) for deel in _delen(bron))


def nagevraagd(bron: str, hoe: str) -> str:
    """Return the source of a row that somebody asked about: `hoe` comes in the place of 'toegang afgeleid'."""
    rest = "; ".join(deel for deel in _delen(bron) if not _AFGELEID.match(deel))
    return f"{rest[: LANGSTE_BRON - len(hoe) - 2]}; {hoe}" if rest else hoe


def _delen(bron: str) -> list[str]:
    return [deel for stuk in bron.split(";") if (deel := stuk.strip())]


def van_aanbod(aanbod: Aanbod) -> dict[str, Blokfeiten]:
    """Return the blocks of an offer that came by `voor_controle` or `voor_pagina`, as far as its reader may see."""
    organisatie = aanbod.organisatie
    bereikbaar = aanbod.toon_plek and bool(organisatie.telefoon or organisatie.email or organisatie.website)
    tijden = bool(aanbod.zichtbare_tijden or aanbod.zichtbare_tijden_in_woorden)
    open_voor = any(rij.waarde != ONBEKEND for rij in aanbod.zichtbare_toegang)
    ruimte = aanbod.ruimte != ONBEKEND
    return {
        CONTACT: _blok(aanbod, CONTACT, _contact(aanbod), bekend=bereikbaar),
        TIJDEN: _blok(aanbod, TIJDEN, _tijden(aanbod), bekend=tijden),
        TOEGANG: _blok(aanbod, TOEGANG, _toegang(aanbod), bekend=open_voor),
        PLEK: _blok(
            aanbod,
            PLEK,
            _plek(aanbod),
            bekend=ruimte or bool(aanbod.wachttijd),
            # What was heard too long ago is shown to nobody: only somebody who asked again may say that it still holds.
            actueel=not ruimte or versheid.plek_geldt(aanbod.ruimte_op, timezone.localdate()),
        ),
    }


def van_organisatie(organisatie: Organisatie) -> dict[str, Blokfeiten]:
    """Return the one block of an organisation that came by `zichtbaar_voor`."""
    bereik = list(_bereik(organisatie)) if organisatie.toon_plek else []
    gebied = "de hele stad" if organisatie.hele_stad else opsomming([s.naam for s in organisatie.werkgebied.all()])
    gevuld = [
        *([Feit("Wat", organisatie.omschrijving)] if organisatie.omschrijving else []),
        *([Feit("Werkt voor", gebied)] if gebied else []),
        *bereik,
    ]
    return {ALLES: _blok(organisatie, ALLES, gevuld, bekend=bool(gevuld))}


def van_locatie(locatie: Locatie) -> dict[str, Blokfeiten]:
    """Return the one block of a place."""
    gebied = ", ".join(deel.naam for deel in (locatie.gebied, locatie.stadsdeel) if deel)
    feiten = [Feit("Adres", locatie.adresregel)] if locatie.adres else []
    feiten += [Feit("Waar", gebied), Feit("Rolstoel", locatie.get_rolstoel_display())]
    return {ALLES: _blok(locatie, ALLES, feiten, bekend=bool(locatie.adres))}


def feiten_van(ingang: Aanbod | Organisatie | Locatie) -> Mapping[str, Blokfeiten]:
    """Return the blocks of an entry, as far as the reader it was read for may see."""
    per_soort: Any = {"Aanbod": van_aanbod, "Organisatie": van_organisatie, "Locatie": van_locatie}
    blokken: Mapping[str, Blokfeiten] = per_soort[type(ingang).__name__](ingang)
    return blokken


def _blok(ingang: Any, naam: str, feiten: Any, *, bekend: bool, actueel: bool = True) -> Blokfeiten:
    lijst = tuple(feiten)
    inhoud = [type(ingang).__name__, ingang.kenmerk, naam, [[f.sleutel, f.wat, f.tekst, f.afgeleid] for f in lijst]]
    versie = hashlib.sha256(json.dumps(inhoud).encode()).hexdigest()[:LENGTE_VERSIE]
    return Blokfeiten(lijst, versie, bekend, actueel)


def _contact(aanbod: Aanbod) -> Iterator[Feit]:
    if aanbod.toon_plek:
        yield from _bereik(aanbod.organisatie)
    if aanbod.aanmelden != ONBEKEND:
        yield Feit("Aanmelden", aanbod.get_aanmelden_display())


def _bereik(organisatie: Organisatie) -> Iterator[Feit]:
    if organisatie.telefoon:
        yield Feit("Telefoon", organisatie.telefoon, adres="tel:" + re.sub(r"(?!^\+)\D", "", organisatie.telefoon))
    if organisatie.email:
        yield Feit("E-mail", organisatie.email, adres=f"mailto:{organisatie.email}")
    if organisatie.website:
        yield Feit("Website", organisatie.website, adres=organisatie.website)
    if organisatie.contact_rol:
        yield Feit("Vraag naar", organisatie.contact_rol)


def wegen(organisatie: Organisatie) -> list[Feit]:
    """Return the ways to ask this organisation as its reader may see them, each with an address to tap."""
    return [feit for feit in _bereik(organisatie) if feit.adres] if organisatie.toon_plek else []


def _tijden(aanbod: Aanbod) -> Iterator[Feit]:
    for tijd in aanbod.zichtbare_tijden:
        yield Feit("", _tijd(tijd))
    for tijd in aanbod.zichtbare_afwijkingen:
        yield Feit("", tijd.in_woorden())
    if aanbod.feestdagen != ONBEKEND:
        yield Feit("Op feestdagen", aanbod.get_feestdagen_display())
    if aanbod.zichtbare_tijden_in_woorden:
        yield Feit("In woorden", aanbod.zichtbare_tijden_in_woorden)
    if aanbod.pauze_vanaf:
        tot = f"tot en met {dag(aanbod.pauze_tot)}" if aanbod.pauze_tot else "zonder einddatum"
        yield Feit("Pauze", f"vanaf {dag(aanbod.pauze_vanaf)} {tot}")
    if aanbod.geldig_tot:
        yield Feit("Loopt tot", dag(aanbod.geldig_tot))


def _tijd(tijd: Openingstijd) -> str:
    delen = [tijd.als_regel().in_woorden()]
    if not tijd.als_regel().uren():
        delen.append("tijd niet bekend")
    if tijd.elke_weken > 1 and tijd.begin:
        delen.append(f"eerste keer {dag(tijd.begin)}")
    if tijd.geldig_van:
        delen.append(f"vanaf {dag(tijd.geldig_van)}")
    if tijd.geldig_tot:
        delen.append(f"tot en met {dag(tijd.geldig_tot)}")
    return f"{', '.join(delen)}{tijd.waar}"


def _toegang(aanbod: Aanbod) -> Iterator[Feit]:
    for rij in aanbod.zichtbare_toegang:
        uitleg = f". {rij.zichtbare_toelichting}" if rij.zichtbare_toelichting else ""
        bron = f"bron: {rij.bron}" if rij.toon_intern and rij.bron else ""
        gehoord = f"gehoord op {dag(rij.gehoord_op)}" if rij.gehoord_op else ""
        yield Feit(
            rij.categorie.naam,
            f"{rij.get_waarde_display()}{uitleg}",
            bij="; ".join(deel for deel in (gehoord, bron) if deel),
            afgeleid=rij.afgeleid,
            sleutel=rij.categorie.slug,
        )
    if doelgroepen := [doelgroep.naam.lower() for doelgroep in aanbod.doelgroepen.all()]:
        yield Feit("Speciaal voor", opsomming(doelgroepen))
    for wat, waarde, woord in (
        ("BSN nodig", aanbod.bsn, aanbod.get_bsn_display()),
        ("Legitimatie nodig", aanbod.legitimatie, aanbod.get_legitimatie_display()),
    ):
        if waarde != ONBEKEND:
            yield Feit(wat, woord)


def _plek(aanbod: Aanbod) -> Iterator[Feit]:
    if aanbod.ruimte != ONBEKEND:
        yield Feit("Ruimte", aanbod.get_ruimte_display(), bij=_gehoord(aanbod.ruimte_op))
    if aanbod.wachttijd:
        yield Feit("Wachttijd", aanbod.wachttijd, bij=_gehoord(aanbod.wachttijd_op))
    if aanbod.groepsgrootte:
        yield Feit("Hoogstens tegelijk", str(aanbod.groepsgrootte))
    if aanbod.max_per_week:
        yield Feit("Hoogstens per week", str(aanbod.max_per_week))


def _gehoord(op: datetime.date | None) -> str:
    return f"gehoord op {dag(op)}" if op else "niet bekend wanneer dat gehoord is"


def dag(datum: datetime.date) -> str:
    """Return a date as people write it."""
    return f"{datum.day}-{datum.month}-{datum.year}"
