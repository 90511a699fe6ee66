"""Every field of the kaart: one row for each, from which everything that handles fields takes what it needs.

A new field is written in three places: the column on its model (with a migration), its row here, and its place on the
page of the entry. From the row follow what it is called and its place on the form, what history says of it, its column
in the sheets, the files and open data, its property in HSDS, whether the guard reads it, who sees it, and whether the
name of somebody who leaves the kaart may be taken out of it.

The type of the column says the rest: lengths, choices and kinds of cell are written down once, in the model. This
module knows neither models nor database, so that models may use it too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from kaart.hulp.persoonsgegevens.contact import alleen_telefoon


class Ziet(StrEnum):
    """Who sees a field of an entry they may know of; `organisaties.zichtbaarheid` judges each row."""

    IEDEREEN = "iedereen"
    PLEK = "plek"
    """Who may see where it is and when: of an entry of which only the name is public, nobody but those who keep it."""
    WERK = "werk"
    """Colleagues, and an owner in the form of the own entry."""
    COLLEGA = "collega"
    """What colleagues write for each other: no part of what an owner keeps, and never shown to one."""


INTERN = frozenset({Ziet.WERK, Ziet.COLLEGA})
"""A file for others has no such column at all."""


class Weggaan(StrEnum):
    """What becomes of a text when an organisation that is named in it leaves the kaart."""

    VRIJ = "vrij"
    """Free text: the name may be taken out."""
    NAAM = "naam"
    """What others call their own: never changed, but its keeper is asked."""
    VAST = "vast"
    """What identifies, reaches, refers or counts: never changed because another leaves."""


@dataclass(frozen=True, slots=True)
class Kolom:
    """The column of a field in the sheets and the files.

    `naam` where it is not that of the field; `kop` above it in a spreadsheet for people, where the name alone would not
    do. `gevuld`: no cell may be empty. `facultatief`: a file may do without it, as files of before it existed do.
    """

    naam: str = ""
    kop: str = ""
    gevuld: bool = False
    facultatief: bool = False


@dataclass(frozen=True, slots=True)
class Veld:
    """One field.

    `label`: what it is called on every page; without one, people never fill it in.
    `groep`: the part of the form it stands in, in the order of these rows; `hulp` stands below it; `regels`: how many
    lines a long text has there.
    `lijst`: the text is a list with '|' between its parts.
    `ziet`: who sees it. `ongelezen`: why the guard does not read it; every other text is guarded. `regel`: what it must
    be instead, where Django has no rule for that.
    `weggaan`: of a text, what becomes of it when somebody named in it leaves; a text without it fails a test.
    `geschiedenis`: it is part of the state of an entry, and so of history, comparisons and proposals.
    `kolom`: its column in the sheets. `open_data`: that column is in the public tables too. `hsds`: the property of an
    organization or a service in HSDS that says it.
    """

    naam: str
    label: str = ""
    groep: str = ""
    hulp: str = ""
    regels: int = 0
    lijst: bool = False
    ziet: Ziet = Ziet.IEDEREEN
    ongelezen: str = ""
    regel: Callable[[str], None] | None = None
    weggaan: Weggaan | None = None
    geschiedenis: bool = True
    kolom: Kolom | None = None
    open_data: bool = False
    hsds: str = ""

    @property
    def kolomnaam(self) -> str:
        """The name of its column; empty where it has none of its own."""
        return (self.kolom.naam or self.naam) if self.kolom else ""


@dataclass(frozen=True)
class Ding:
    """The fields of one model, in the order of its page.

    `kolommen`: the order of the columns in files, which has to stay as it is; a column that is not named here comes
    after them. A name in it that is no field's is put together from several (`kaart.uitwisseling.tabellen.bestanden`).
    `ziet`: who sees a row at all, where that is another than who sees its entry.
    """

    model: str
    velden: tuple[Veld, ...]
    kolommen: tuple[str, ...] = ()
    ziet: Ziet = Ziet.IEDEREEN

    def __getitem__(self, naam: str) -> Veld:
        """Return the row of a field; raises KeyError where there is none."""
        return self._per_naam[naam]

    def get(self, naam: str) -> Veld | None:
        """Return the row of a field, None for what is no field of it."""
        return self._per_naam.get(naam)

    @cached_property
    def _per_naam(self) -> dict[str, Veld]:
        return {veld.naam: veld for veld in self.velden}

    @cached_property
    def opschriften(self) -> dict[str, str]:
        """What each field is called on a page."""
        return {veld.naam: veld.label for veld in self.velden if veld.label}

    @cached_property
    def geschiedenis(self) -> tuple[str, ...]:
        """The fields that are part of its state, in the order of the page."""
        return tuple(veld.naam for veld in self.velden if veld.geschiedenis)

    @cached_property
    def kolomvolgorde(self) -> tuple[str, ...]:
        """The names of all columns, those that are put together too, in the order of files."""
        eigen = (veld.kolomnaam for veld in self.velden if veld.kolom)
        return tuple(dict.fromkeys((*self.kolommen, *eigen)))

    @cached_property
    def per_kolom(self) -> dict[str, Veld]:
        """The fields that have a column of their own, by its name."""
        return {veld.kolomnaam: veld for veld in self.velden if veld.kolom}

    def in_groep(self, groep: str) -> tuple[str, ...]:
        """Return the fields of one part of the form."""
        return tuple(veld.naam for veld in self.velden if veld.groep == groep)

    def gezien_door(self, *ziet: Ziet) -> tuple[str, ...]:
        """Return the fields that these see."""
        return tuple(veld.naam for veld in self.velden if veld.ziet in ziet)

    def bij_weggaan(self, *soorten: Weggaan) -> tuple[str, ...]:
        """Return the texts of which this becomes when somebody leaves."""
        return tuple(veld.naam for veld in self.velden if veld.weggaan in soorten)

    def besloten(self, namen: tuple[str, ...]) -> frozenset[str]:
        """Return which of these fields not everybody sees who may know of the entry."""
        return frozenset(naam for naam in namen if {self.ziet, self[naam].ziet} != {Ziet.IEDEREEN})


GEEN_PERSOON = "Schrijf niets over een persoon."
VOOR_COLLEGAS = f"Alleen collega’s lezen dit. {GEEN_PERSOON}"
NUMMER = "a telephone number and nothing else"
MAIL = "a mail address and nothing else"

KENMERK = Veld("kenmerk", weggaan=Weggaan.VAST, geschiedenis=False, kolom=Kolom(gevuld=True), open_data=True)


def zichtbaarheid() -> Veld:
    """Return the row that says who may see the entry."""
    return Veld("zichtbaarheid", "Wie mag dit zien?", groep="weten", ziet=Ziet.WERK, kolom=Kolom(gevuld=True))


def zekerheid() -> Veld:
    """Return the row of how sure it is."""
    return Veld("zekerheid", "Hoe weten we dit?", groep="weten", kolom=Kolom(gevuld=True), open_data=True)


def bron() -> Veld:
    """Return the row of where an entry comes from."""
    return Veld(
        "bron",
        "Bron",
        groep="weten",
        hulp="Waar komt dit vandaan? Bijvoorbeeld: gebeld met de balie.",
        ziet=Ziet.WERK,
        weggaan=Weggaan.VRIJ,
        kolom=Kolom(),
    )


def status() -> Veld:
    """Return the row of where an entry is in its life; changed by buttons, not by a field."""
    return Veld("status", "Stand", ziet=Ziet.WERK, kolom=Kolom(gevuld=True, facultatief=True))


ORGANISATIE = Ding(
    "organisaties.Organisatie",
    (
        KENMERK,
        Veld(
            "naam", "Naam", groep="wie", weggaan=Weggaan.NAAM, kolom=Kolom(gevuld=True), open_data=True,
        ),
        Veld(
            "omschrijving", "Wat doet deze organisatie?", groep="wie", regels=4,
            weggaan=Weggaan.VRIJ, kolom=Kolom(), open_data=True, hsds="description",
        ),
        Veld("soort", "Soort organisatie", groep="wie", kolom=Kolom(gevuld=True), open_data=True),
        Veld("formaliteit", "Formeel of informeel", groep="wie", kolom=Kolom(gevuld=True), open_data=True),
        Veld(
            "formaliteit_toelichting", "Uitleg bij formeel en informeel", groep="wie",
            hulp="Hoeft niet. Bijvoorbeeld: beroepskrachten en vrijwilligers werken op gelijke voet.",
            weggaan=Weggaan.VRIJ, kolom=Kolom(kop="Uitleg bij formeel en informeel", facultatief=True), open_data=True,
        ),
        Veld(
            "aankomstinfrastructuur", "Speciaal voor nieuwkomers (aankomst)", groep="sociaal",
            kolom=Kolom(gevuld=True), open_data=True,
        ),
        Veld(
            "sociale_infrastructuur", "Voor alle bewoners (sociaal)", groep="sociaal",
            kolom=Kolom(gevuld=True), open_data=True,
        ),
        Veld(
            "sociale_basis", "Deel van de sociale basis", groep="sociaal", kolom=Kolom(gevuld=True), open_data=True,
        ),
        # These three are one column: 'kapitaal'.
        Veld("bonding", "Brengt mensen uit dezelfde groep samen (bonding)", groep="sociaal"),
        Veld("bridging", "Brengt verschillende groepen samen (bridging)", groep="sociaal"),
        Veld("linking", "Brengt mensen bij instanties (linking)", groep="sociaal"),
        # These two are one column: 'werkgebied'.
        Veld("hele_stad", "Werkt voor de hele stad", groep="waar"),
        Veld("werkgebied", "Werkt voor deze stadsdelen", groep="waar"),
        Veld("talen", "Talen die hier gesproken worden", groep="waar", kolom=Kolom(), open_data=True),
        Veld(
            "contact_rol", "Vraag naar", groep="contact",
            hulp="Een rol, geen naam. Bijvoorbeeld: de gastvrouw van dienst.",
            weggaan=Weggaan.VRIJ, kolom=Kolom(kop="Vraag naar (rol)", facultatief=True), open_data=True,
        ),
        Veld(
            "telefoon", "Telefoon", groep="contact",
            hulp="Alleen een nummer van de organisatie zelf, nooit van een vrijwilliger.",
            ziet=Ziet.PLEK, ongelezen=f"{NUMMER}; a mobile one is asked about", regel=alleen_telefoon,
            weggaan=Weggaan.VAST, kolom=Kolom(facultatief=True), open_data=True,
        ),
        Veld(
            "email", "E-mail", groep="contact", hulp="Alleen een adres van de organisatie zelf.",
            ziet=Ziet.PLEK, ongelezen=f"{MAIL}; one of Gmail and the like is asked about",
            weggaan=Weggaan.VAST, kolom=Kolom(kop="E-mail", facultatief=True), open_data=True, hsds="email",
        ),
        Veld(
            "website", "Website", groep="contact", hulp="Begin met https://.",
            ziet=Ziet.PLEK, ongelezen="a web address and nothing else, by its own validation",
            weggaan=Weggaan.VAST, kolom=Kolom(), open_data=True, hsds="website",
        ),
        zichtbaarheid(),
        Veld(
            "opmerking", "Let op (alleen voor collega’s)", groep="collega", hulp=VOOR_COLLEGAS, regels=3,
            ziet=Ziet.COLLEGA, weggaan=Weggaan.VRIJ, kolom=Kolom(kop="Opmerking voor collega’s"),
        ),
        zekerheid(),
        bron(),
        status(),
    ),
    kolommen=(
        "kenmerk", "naam", "omschrijving", "soort", "formaliteit", "aankomstinfrastructuur", "sociale_infrastructuur",
        "sociale_basis", "kapitaal", "werkgebied", "website", "talen", "zichtbaarheid", "zekerheid", "bron",
        "opmerking", "contact_rol", "telefoon", "email", "status", "formaliteit_toelichting",
    ),
)  # fmt: skip

LOCATIE = Ding(
    "organisaties.Locatie",
    (
        KENMERK,
        Veld(
            "naam", "Naam van de plek", groep="adres", weggaan=Weggaan.NAAM, kolom=Kolom(gevuld=True), open_data=True,
        ),
        Veld("straat", "Straat", groep="adres", weggaan=Weggaan.VAST, kolom=Kolom(), open_data=True),
        Veld("huisnummer", "Huisnummer", groep="adres", weggaan=Weggaan.VAST, kolom=Kolom(), open_data=True),
        Veld(
            "postcode", "Postcode", groep="adres", hulp="Bijvoorbeeld: 1018 DP.",
            weggaan=Weggaan.VAST, kolom=Kolom(), open_data=True,
        ),
        Veld("plaats", "Plaats", groep="adres", weggaan=Weggaan.VAST, kolom=Kolom(gevuld=True), open_data=True),
        Veld("stadsdeel", "Stadsdeel", groep="deel", kolom=Kolom(gevuld=True), open_data=True),
        Veld("gebied", "Gebied", groep="deel", kolom=Kolom(), open_data=True),
        Veld(
            "lat", "Breedtegraad", groep="deel", hulp="Hoeft niet. ‘Zoek het adres op’ vult dit in.",
            kolom=Kolom(kop="Breedtegraad (lat)"), open_data=True,
        ),
        Veld("lon", "Lengtegraad", groep="deel", kolom=Kolom(kop="Lengtegraad (lon)"), open_data=True),
        Veld(
            "precisie", "Hoe precies is dit punt?", groep="deel", hulp="Kies ‘van het adres’ alleen als dat zo is.",
            kolom=Kolom(kop="Punt: hoe precies", facultatief=True), open_data=True,
        ),
        Veld(
            "waar", "Het punt ligt in", groep="deel", hulp="De naam van de buurt, als het punt ongeveer is.",
            weggaan=Weggaan.VAST, kolom=Kolom(kop="Punt: ligt in", facultatief=True), open_data=True,
        ),
        Veld(
            "punt_bron", "Bron van het punt", groep="deel",
            ziet=Ziet.WERK, weggaan=Weggaan.VRIJ, kolom=Kolom(kop="Punt: bron", facultatief=True),
        ),
        Veld("rolstoel", "Met een rolstoel", groep="binnen", kolom=Kolom(), open_data=True),
        Veld(
            "zichtbaarheid", "Wie mag dit zien?", groep="weten", ziet=Ziet.WERK,
            kolom=Kolom(gevuld=True, facultatief=True),
        ),
        zekerheid(),
        bron(),
    ),
    kolommen=(
        "kenmerk", "organisatie", "naam", "straat", "huisnummer", "postcode", "plaats", "stadsdeel", "gebied", "lat",
        "lon", "rolstoel", "zekerheid", "bron", "zichtbaarheid", "precisie", "waar", "punt_bron",
    ),
)  # fmt: skip

AANBOD = Ding(
    "organisaties.Aanbod",
    (
        KENMERK,
        Veld("naam", "Naam", groep="wat", weggaan=Weggaan.NAAM, kolom=Kolom(gevuld=True), open_data=True),
        Veld("soort", "Soort aanbod", groep="wat", kolom=Kolom(gevuld=True), open_data=True),
        Veld(
            "omschrijving", "Wat is het?", groep="wat", regels=4,
            weggaan=Weggaan.VRIJ, kolom=Kolom(), open_data=True, hsds="description",
        ),
        Veld("behoeften", "Helpt bij", groep="wat", kolom=Kolom(gevuld=True), open_data=True),
        Veld("locaties", "Waar", groep="waar", kolom=Kolom("locatie"), open_data=True),
        Veld(
            "online", "Online of telefonisch, zonder plek", groep="waar",
            kolom=Kolom(kop="Online of telefonisch", gevuld=True, facultatief=True), open_data=True,
        ),
        # These two are one column: 'werkgebied'.
        Veld("hele_stad", "Voor de hele stad", groep="waar"),
        Veld("stadsdelen", "Voor deze stadsdelen", groep="waar"),
        Veld(
            "tijden", "Tijden in woorden", groep="tijden",
            hulp="Als je de tijden niet precies weet. Bijvoorbeeld: dinsdag, einde van de middag.",
            ziet=Ziet.PLEK, weggaan=Weggaan.VRIJ, kolom=Kolom(kop="Tijden in woorden"), open_data=True,
        ),
        Veld(
            "feestdagen", "Op nationale feestdagen", groep="tijden",
            hulp="Weet je het niet? Dan zeggen we op een feestdag dat het niet bekend is.",
            ziet=Ziet.PLEK, kolom=Kolom(facultatief=True), open_data=True,
        ),
        Veld("geldig_tot", "Loopt tot en met", groep="tijden", kolom=Kolom(), open_data=True),
        Veld("talen", "Talen", groep="wie", kolom=Kolom(), open_data=True),
        Veld("kring", "Eigen kring of gemengd", groep="wie", kolom=Kolom(), open_data=True),
        Veld(
            "doelgroepen", "Speciaal voor", groep="wie", hulp="Niets aangevinkt betekent: voor iedereen.",
            kolom=Kolom("extra_doelgroep"), open_data=True,
        ),
        Veld("aanmelden", "Aanmelden", groep="binnen", kolom=Kolom(), open_data=True, hsds="application_process"),
        Veld("kosten", "Kosten", groep="binnen", kolom=Kolom(), open_data=True, hsds="fees_description"),
        Veld(
            "kosten_toelichting", "Uitleg bij de kosten", groep="binnen",
            weggaan=Weggaan.VRIJ, kolom=Kolom(), open_data=True,
        ),
        Veld("bsn", "BSN nodig", groep="binnen", kolom=Kolom(kop="BSN nodig"), open_data=True),
        Veld("legitimatie", "Legitimatie nodig", groep="binnen", kolom=Kolom(kop="Legitimatie nodig"), open_data=True),
        Veld(
            "bankafschriften", "Bankafschriften nodig", groep="binnen",
            kolom=Kolom(kop="Bankafschriften nodig", facultatief=True), open_data=True,
        ),
        Veld(
            "documenten", "Meenemen", groep="binnen", lijst=True,
            hulp="Zet een | tussen twee dingen. Bijvoorbeeld: paspoort|brief.",
            weggaan=Weggaan.VAST, kolom=Kolom(kop="Meenemen"), open_data=True,
        ),
        Veld(
            "ruimte", "Is er plek?", groep="plek",
            hulp="Geldt na een tijd niet meer; dan staat er weer ‘niet bekend’.",
            kolom=Kolom(facultatief=True), open_data=True,
        ),
        Veld(
            "ruimte_op", "Plek: gehoord op", groep="plek",
            kolom=Kolom(kop="Ruimte gehoord op", facultatief=True), open_data=True,
        ),
        Veld(
            "wachttijd", "Wachttijd", groep="plek",
            weggaan=Weggaan.VRIJ, kolom=Kolom(), open_data=True, hsds="wait_time",
        ),
        Veld(
            "wachttijd_op", "Wachttijd: gehoord op", groep="plek",
            kolom=Kolom(kop="Wachttijd gehoord op", facultatief=True), open_data=True,
        ),
        Veld(
            "groepsgrootte", "Hoogstens tegelijk (mensen)", groep="plek",
            kolom=Kolom(kop="Hoogstens tegelijk", facultatief=True), open_data=True,
        ),
        Veld(
            "max_per_week", "Hoogstens per week (mensen)", groep="plek", hulp="Zo raakt een plek niet overvol.",
            kolom=Kolom(kop="Hoogstens per week", facultatief=True), open_data=True,
        ),
        Veld(
            "eerst_overleggen", "Eerst overleggen", groep="brengen",
            kolom=Kolom(gevuld=True, facultatief=True), open_data=True,
        ),
        Veld("pauze_vanaf", "Pauze vanaf", groep="pauze", kolom=Kolom(facultatief=True), open_data=True),
        Veld(
            "pauze_tot", "Pauze tot en met", groep="pauze", hulp="Leeg betekent: tot nader bericht.",
            kolom=Kolom(kop="Pauze tot en met", facultatief=True), open_data=True,
        ),
        Veld(
            "pauze_reden", "Reden van de pauze", groep="pauze",
            weggaan=Weggaan.VRIJ, kolom=Kolom(facultatief=True), open_data=True, hsds="alert",
        ),
        Veld(
            "overdracht", "Zo breng je iemand", groep="brengen", regels=4,
            hulp=f"Hoe brengt een collega iemand hier het beste? {GEEN_PERSOON}",
            weggaan=Weggaan.VRIJ, kolom=Kolom(kop="Zo breng je iemand"), open_data=True,
        ),
        Veld(
            "let_op", "Let op (alleen voor collega’s)", groep="brengen", hulp=VOOR_COLLEGAS, regels=3,
            ziet=Ziet.COLLEGA, weggaan=Weggaan.VRIJ, kolom=Kolom(kop="Let op (voor collega’s)"),
        ),
        zichtbaarheid(),
        zekerheid(),
        bron(),
        status(),
    ),
    kolommen=(
        "kenmerk", "organisatie", "locatie", "naam", "soort", "omschrijving", "behoeften", "werkgebied", "talen",
        "kring", "extra_doelgroep", "aanmelden", "kosten", "kosten_toelichting", "bsn", "legitimatie",
        "bankafschriften", "documenten", "wachttijd", "wachttijd_op", "ruimte", "ruimte_op", "groepsgrootte",
        "max_per_week", "eerst_overleggen", "pauze_vanaf", "pauze_tot", "pauze_reden", "tijden", "overdracht",
        "let_op", "zichtbaarheid", "geldig_tot", "zekerheid", "bron", "online", "status", "feestdagen",
    ),
)  # fmt: skip

# Its rows are there for readers who may see when an offer is open; within a row nothing is hidden.
OPENINGSTIJD = Ding(
    "organisaties.Openingstijd",
    (
        Veld("weekdag", "Dag", kolom=Kolom(), open_data=True),
        Veld("van", "Van", kolom=Kolom(), open_data=True),
        Veld("tot", "Tot", kolom=Kolom(), open_data=True),
        Veld("elke_weken", "Hoe vaak?", kolom=Kolom(kop="Elke … weken"), open_data=True),
        Veld(
            "begin", "Een dag waarop het doorgaat", hulp="Nodig bij om de zoveel weken.",
            kolom=Kolom(kop="Eerste keer"), open_data=True,
        ),
        Veld(
            "week_van_maand", "Of: hoeveelste van de maand", kolom=Kolom(kop="Hoeveelste van de maand"), open_data=True,
        ),
        Veld("geldig_van", "Geldt vanaf", kolom=Kolom(), open_data=True),
        Veld("geldig_tot", "Geldt tot en met", kolom=Kolom(), open_data=True),
        Veld("toelichting", "Uitleg", weggaan=Weggaan.VRIJ, kolom=Kolom(), open_data=True),
        Veld("soort", "Wat", kolom=Kolom(facultatief=True), open_data=True),
        Veld(
            "locatie", "Op welke plek?", hulp="Leeg betekent: op elke plek van dit aanbod.",
            kolom=Kolom(kop="Alleen op deze plek", facultatief=True), open_data=True,
        ),
    ),
    kolommen=("aanbod",),
    ziet=Ziet.PLEK,
)  # fmt: skip

# A reason for one category often names another: reason and source are for colleagues.
TOEGANG = Ding(
    "organisaties.Toegang",
    (
        Veld("waarde", "Open?", kolom=Kolom()),
        Veld("toelichting", "Waarom", ziet=Ziet.COLLEGA, weggaan=Weggaan.VRIJ, kolom=Kolom()),
        Veld("bron", "Van wie gehoord", ziet=Ziet.COLLEGA, weggaan=Weggaan.VRIJ, kolom=Kolom()),
        Veld("gehoord_op", "Gehoord op", kolom=Kolom(facultatief=True)),
    ),
    kolommen=("aanbod", "categorie"),
)  # fmt: skip

# No part of any state: a person who withdraws consent must be gone, also from history. The sheet is for reading only.
CONTACTPERSOON = Ding(
    "organisaties.Contactpersoon",
    (
        Veld(
            "rol", "Rol om naar te vragen", hulp="Bijvoorbeeld: de coördinator van het spreekuur.",
            weggaan=Weggaan.VAST, geschiedenis=False, kolom=Kolom(),
        ),
        Veld(
            "naam", "Naam (hoeft niet)", hulp="Alleen als deze persoon dat goed vindt.",
            weggaan=Weggaan.VAST, geschiedenis=False, kolom=Kolom(),
        ),
        Veld(
            "telefoon", "Werktelefoon (hoeft niet)", hulp="Nooit een privénummer.",
            ongelezen=f"{NUMMER}, kept only with consent", regel=alleen_telefoon,
            weggaan=Weggaan.VAST, geschiedenis=False, kolom=Kolom(kop="Werktelefoon"),
        ),
        Veld(
            "email", "Werkmail (hoeft niet)", hulp="Nooit een privéadres.",
            ongelezen=f"{MAIL}, kept only with consent",
            weggaan=Weggaan.VAST, geschiedenis=False, kolom=Kolom(kop="Werkmail"),
        ),
        Veld(
            "toestemming_op", "Deze persoon zei ja op", hulp="Nodig bij een naam, nummer of adres.",
            geschiedenis=False, kolom=Kolom(),
        ),
        Veld(
            "geldig_tot", "Vergeet de naam na", hulp="Daarna blijft alleen de rol staan.",
            geschiedenis=False, kolom=Kolom(),
        ),
    ),
    ziet=Ziet.WERK,
)  # fmt: skip

INGANGEN = (ORGANISATIE, LOCATIE, AANBOD)
"""What has a page of its own."""

DINGEN = (*INGANGEN, OPENINGSTIJD, TOEGANG, CONTACTPERSOON)

PER_MODEL = {ding.model: ding for ding in DINGEN}


def ongelezen() -> dict[str, str]:
    """Return the columns that the guard does not read, as app.model.field in small letters, each with its reason."""
    return {naam: veld.ongelezen for naam, veld in _kolommen() if veld.ongelezen}


def eigen_regels() -> dict[str, Callable[[str], None]]:
    """Return the columns that must be something else instead, with the rule for it."""
    return {naam: veld.regel for naam, veld in _kolommen() if veld.regel}


def _kolommen() -> Iterator[tuple[str, Veld]]:
    for ding in DINGEN:
        for veld in ding.velden:
            yield f"{ding.model.lower()}.{veld.naam}", veld


def waarde(rij: Any, veld: Veld) -> Any:
    """Return what may be shown of a field: empty where the reader, for whom the row was fetched, may not see it.

    The row comes through `zichtbaar_voor()`. One that came another way fails loudly (AttributeError) instead of showing
    too much.
    """
    mag = rij.toon_plek if veld.ziet is Ziet.PLEK else veld.ziet is Ziet.IEDEREEN or rij.toon_intern
    gevonden = getattr(rij, veld.naam)
    if mag:
        return gevonden
    return "" if isinstance(gevonden, str) else None


class Zichtbaar:
    """The fields of a row as they may be shown: `aanbod.zichtbaar.let_op`, in templates too."""

    __slots__ = ("_ding", "_rij")

    def __init__(self, rij: Any) -> None:
        """Take a row of one of these models."""
        self._rij, self._ding = rij, PER_MODEL[rij._meta.label]

    def __getattr__(self, naam: str) -> Any:
        """Return the value, empty where it may not be seen; raises AttributeError for what is no field."""
        veld = self._ding.get(naam)
        if veld is None:
            raise AttributeError(naam)
        return waarde(self._rij, veld)
