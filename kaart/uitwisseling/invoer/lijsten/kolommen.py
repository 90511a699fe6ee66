"""What a column of a stranger's sheet may mean, and by which words people put above it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Doel:
    """One thing a column may hold: what it is called for people, and the words by which it is known."""

    naam: str
    label: str
    woorden: tuple[str, ...]


DOELEN: tuple[Doel, ...] = (
    Doel("naam", "Naam van de organisatie", (
        "naam", "naam organisatie", "organisatie", "organisatienaam", "instelling", "aanbieder", "partij",
        "naam partij",
        "wie", "initiatief", "naam initiatief", "name", "organisation", "organization", "title", "vereniging",
        "stichting",
        "naam van de organisatie", "naam instelling",
    )),
    Doel("omschrijving", "Wat zij doen", (
        "omschrijving", "wat doen ze", "wat doet het", "wat", "activiteit", "activiteiten", "beschrijving", "aanbod",
        "toelichting", "dienst", "diensten", "description", "activities", "services", "waarvoor", "soort hulp",
        "hulp",
    )),
    Doel("werkgebied", "Stadsdeel", (
        "stadsdeel", "stadsdelen", "wijk", "wijken", "gebied", "werkgebied", "buurt", "waar", "regio",
        "district", "area",
        "locatie stadsdeel", "werkzaam in", "stadsdeel en",
    )),
    Doel("doelgroep", "Doelgroep", (
        "doelgroep", "doelgroepen", "doelgroep en", "voor wie", "groep", "groepen", "target group", "bedoeld voor",
    )),
    Doel("talen", "Talen", ("talen", "taal", "gesproken talen", "voertaal", "languages", "language", "spreekt")),
    Doel("website", "Website", (
        "website", "site", "url", "web", "webadres", "internet", "link", "homepage", "webpagina",
    )),
    Doel("email", "E-mail", ("email", "e mail", "mail", "mailadres", "e mailadres", "emailadres", "e mail adres")),
    Doel("telefoon", "Telefoon", (
        "tel", "telefoon", "telefoonnummer", "tel nr", "telnr", "phone", "nummer", "bellen",
    )),
    Doel("contact_rol", "Vraag naar", ("vraag naar", "contactfunctie", "functie contact")),
    Doel("straat", "Straat", ("straat", "straatnaam", "street")),
    Doel("huisnummer", "Huisnummer", ("huisnummer", "huisnr", "nr", "house number", "huis nr")),
    Doel("adres", "Straat en huisnummer", (
        "adres", "bezoekadres", "address", "straat en huisnummer", "straat en nummer",
    )),
    Doel("postcode", "Postcode", ("postcode", "pc", "zip", "postal code", "post code")),
    Doel("plaats", "Plaats", ("plaats", "woonplaats", "stad", "city", "plaatsnaam")),
    Doel("lat", "Breedtegraad", ("breedte", "breedtegraad", "lat", "latitude", "noorderbreedte")),
    Doel("lon", "Lengtegraad", ("lengte", "lengtegraad", "lon", "lng", "long", "longitude", "oosterlengte")),
    Doel("kosten", "Kosten", (
        "kosten", "bijdrage", "prijs", "eigen bijdrage", "tarief", "cost", "costs", "price", "wat kost het", "bedrag",
    )),
    Doel("rolstoel", "Rolstoel", (
        "rolstoel", "rolstoeltoegankelijk", "toegankelijk", "wheelchair", "rolstoel toegankelijk",
    )),
    Doel("formaliteit", "Formeel of informeel", ("formeel informeel", "formaliteit", "formeel of informeel")),
    Doel("gesproken", "Laatst gesproken", (
        "laatst gesproken", "laatste contact", "datum contact", "contact op", "gesproken", "laatst contact", "datum",
        "gesproken op", "last contact", "bijgewerkt", "gecheckt op", "laatst gebeld",
    )),
    Doel("opmerking", "Opmerking voor collega’s", (
        "opmerking", "opmerkingen", "bijzonderheden", "notitie", "notities", "let op", "remarks", "notes", "memo",
    )),
)  # fmt: skip

PER_NAAM = {doel.naam: doel for doel in DOELEN}

NIETS = ("nr", "nummer", "volgnummer", "id", "#", "no")
"""Above a column that counts the rows; 'Nr' beside a street is a house number."""
