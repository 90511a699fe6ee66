"""Why something stands on the work list, how much that weighs, and how it is said; plain, without the database.

An aandachtsfunctionaris has an hour a week. Weights put first what somebody ran into this week (a signal, a proposal),
then what stops being true by itself (an end date, a route on something gone), then what is merely old. They add up, so
that an entry with three reasons goes before one with the heaviest of them.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from enum import StrEnum


class Reden(StrEnum):
    """The reasons, heaviest first."""

    STOPT = "stopt"
    SIGNAAL = "signaal"
    ANTWOORD = "antwoord"
    VOORSTEL = "voorstel"
    STAP_WEG = "stap-weg"
    LOOPT_AF = "loopt-af"
    ROUTE = "route"
    CONTACT = "contact"
    LIJST = "lijst"
    OUD = "oud"
    NOOIT = "nooit"
    PAUZE = "pauze"
    WEBSITE = "website"
    MAIL = "mail"
    NAZIEN = "nazien"
    GAT = "gat"

    @property
    def kolom(self) -> str:
        """The column that counts it."""
        return f"n_{self.name.lower()}"


NAMEN: dict[Reden, str] = {
    Reden.STOPT: "Stopt, of wil van de kaart",
    Reden.SIGNAAL: "Signaal van een collega",
    Reden.ANTWOORD: "Antwoord van de organisatie",
    Reden.VOORSTEL: "Voorstel",
    Reden.STAP_WEG: "Stap van een route weg",
    Reden.LOOPT_AF: "Loopt af",
    Reden.ROUTE: "Route die ergens op leunt",
    Reden.CONTACT: "Contact ontbreekt",
    Reden.LIJST: "Lijst net ingelezen",
    Reden.OUD: "Te lang geleden gecontroleerd",
    Reden.NOOIT: "Nooit gecontroleerd",
    Reden.PAUZE: "Lang gepauzeerd",
    Reden.WEBSITE: "Website werkt niet",
    Reden.MAIL: "Mailadres werkt niet",
    Reden.NAZIEN: "Noemt wie van de kaart ging",
    Reden.GAT: "Open vraag",
}

GEWICHT: dict[Reden, int] = {
    # The organisation itself says that nobody can go there any more: before all that is to do about its offers.
    Reden.STOPT: 800,
    Reden.SIGNAAL: 400,
    Reden.ANTWOORD: 370,
    Reden.VOORSTEL: 350,
    Reden.STAP_WEG: 330,
    Reden.LOOPT_AF: 300,
    Reden.ROUTE: 280,
    # Nobody can ask there, so nothing else of it can be checked.
    Reden.CONTACT: 240,
    # What a file says nobody looked at yet.
    Reden.LIJST: 160,
    Reden.OUD: 200,
    Reden.NOOIT: 180,
    Reden.PAUZE: 120,
    Reden.WEBSITE: 220,
    Reden.MAIL: 210,
    # Somebody asked to be forgotten, and people are still sent there.
    Reden.NAZIEN: 420,
    # Nobody is sent to a question: what people are sent to goes first.
    Reden.GAT: 150,
}

PER_SIGNAAL = 20
"""What each further signal adds."""

HOOGSTENS_SIGNALEN = 5
"""Further signals that add weight: a popular place must not hide all others."""

EXTRA_PER_SOORT = {"noodhulp": 60, "spreekuur": 60, "opvang": 50, "activiteit": 30, "cursus": 30, "inloop": 20}
"""What an old or missing check weighs more for offers that age fast, or where a wrong door costs a night."""

MINDER_NA_EEN_DEEL, DAGEN_NA_EEN_DEEL = 100, 30
"""What an old or missing check weighs less, for so many days after somebody checked a part of it: others go first."""

EXTRA_EIGEN_STADSDEEL = 60
"""What an open question of one area weighs more than a question to all of them."""

EXTRA_PER_DING = {"aanbod": 40, "organisatie": 20, "locatie": 0, "vraag": 0}
"""People are sent to offers; the rest follows from them."""


def dag(datum: datetime.date) -> str:
    """Return a date as people write it."""
    return f"{datum.day}-{datum.month}-{datum.year}"


def zin_over_controle(gecontroleerd_op: datetime.date | None) -> str:
    """Say when it was last checked."""
    if gecontroleerd_op is None:
        return "Nog nooit gecontroleerd"
    return f"Laatst gecontroleerd op {dag(gecontroleerd_op)}, te lang geleden"


def zin_over_einde(geldig_tot: datetime.date, op: datetime.date) -> str:
    """Say when it ends, or that it has."""
    return f"Liep af op {dag(geldig_tot)}" if geldig_tot < op else f"Loopt af op {dag(geldig_tot)}"


def zin_over_nazien(velden: Iterable[str]) -> str:
    """Say which texts still name an organisation that left; never which organisation."""
    waar = " en ".join(f"‘{veld}’" for veld in velden)
    return f"Noemt een organisatie die van de kaart ging. Herschrijf {waar}, of meld dat het klopt"


def zin_over_vraag(bron: str) -> str:
    """Say that nobody knows it yet, and who asked."""
    return f"Nog niemand weet dit. Bron: {bron}" if bron else "Nog niemand weet dit"


def zin_over_contact() -> str:
    """Say that nobody can be asked."""
    return "Contact ontbreekt: geen telefoon, geen e-mail en geen website"


def zin_over_lijst() -> str:
    """Say that it came out of a file."""
    return "Uit een lijst ingelezen en daarna niet nagekeken"


def zin_over_antwoord(aantal: int) -> str:
    """Say that the organisation itself answered, by mail, that something is different."""
    return "De organisatie schreef wat er anders is" + (f" ({aantal} keer)" if aantal > 1 else "")


def zin_over_stoppen() -> str:
    """Say that the organisation itself wrote that it stops, or wants to leave."""
    return "De organisatie schrijft dat zij stopt, of van de kaart wil"


def zin_over_pauze(vanaf: datetime.date, tot: datetime.date | None) -> str:
    """Say since when it is paused, and until when."""
    return f"In pauze sinds {dag(vanaf)}, " + (f"tot en met {dag(tot)}" if tot else "zonder einddatum")
