"""What exists: reference lists, providers and places, the offers one is referred to, and their upkeep."""

from organisaties.models.aanbod import Aanbod, Openingstijd, Toegang
from organisaties.models.begrippen import (
    Behoefte,
    Doelgroep,
    Gebied,
    Nieuwkomerscategorie,
    Stadsdeel,
    Synoniem,
    Taal,
)
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
from organisaties.models.organisatie import Contactpersoon, Locatie, Organisatie
from organisaties.models.praktijk import Praktijktip
from organisaties.models.samenwerking import Samenwerking
from organisaties.models.wijziging import Kaartwijziging

__all__ = [
    "Aanbod",
    "Aanmelding",
    "Behoefte",
    "Concept",
    "Contactpersoon",
    "Controle",
    "Controlebeurt",
    "Doelgroep",
    "Gebied",
    "Kaartwijziging",
    "Locatie",
    "Medewerker",
    "Nazien",
    "Nieuwkomerscategorie",
    "Openingstijd",
    "Organisatie",
    "Praktijktip",
    "Samenwerking",
    "Stadsdeel",
    "Synoniem",
    "Taal",
    "Toegang",
    "Versie",
    "Vervallen",
    "Voorstel",
]
