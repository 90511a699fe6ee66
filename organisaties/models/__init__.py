"""What exists: reference lists, providers and places, the offers one is referred to, and their upkeep."""

from organisaties.models.aanbod import Aanbod
from organisaties.models.accountregel import Accountregel
from organisaties.models.begrippen import (
    Behoefte,
    Doelgroep,
    Gebied,
    Nieuwkomerscategorie,
    Stadsdeel,
    Synoniem,
    Taal,
)
from organisaties.models.gebiedskennis import Gat, Organisatierol, Stadsdeellijn
from organisaties.models.ingreep import Ingreep, OudKenmerk
from organisaties.models.mailvraag import Mailstoring, Mailvraag
from organisaties.models.medewerker import Aanmelding, Medewerker
from organisaties.models.onderhoud import (
    Concept,
    Controle,
    Controlebeurt,
    Nazien,
    Versie,
    Vervallen,
    Voorstel,
)
from organisaties.models.openingstijd import Openingstijd
from organisaties.models.organisatie import Contactpersoon, Locatie, Organisatie
from organisaties.models.oude_begrippen import OudBegrip
from organisaties.models.plaatsen import Halte, Plaatsnaam, Postcode
from organisaties.models.praktijk import Praktijktip
from organisaties.models.samenwerking import Samenwerking
from organisaties.models.toegang import Toegang
from organisaties.models.wijziging import Kaartwijziging
from organisaties.models.woordenlijsten import Groepswoord, Taalwoorden, Woordbehoefte

__all__ = [
    "Aanbod",
    "Aanmelding",
    "Accountregel",
    "Behoefte",
    "Concept",
    "Contactpersoon",
    "Controle",
    "Controlebeurt",
    "Doelgroep",
    "Gat",
    "Gebied",
    "Groepswoord",
    "Halte",
    "Ingreep",
    "Kaartwijziging",
    "Locatie",
    "Mailstoring",
    "Mailvraag",
    "Medewerker",
    "Nazien",
    "Nieuwkomerscategorie",
    "Openingstijd",
    "Organisatie",
    "Organisatierol",
    "OudBegrip",
    "OudKenmerk",
    "Plaatsnaam",
    "Postcode",
    "Praktijktip",
    "Samenwerking",
    "Stadsdeel",
    "Stadsdeellijn",
    "Synoniem",
    "Taal",
    "Taalwoorden",
    "Toegang",
    "Versie",
    "Vervallen",
    "Voorstel",
    "Woordbehoefte",
]
