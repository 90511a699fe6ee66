"""What a column of a stranger's sheet may mean, and by which words people put above it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Doel:
    """One thing a column may hold: what it is called for people, and the words by which it is known."""

    naam: str
    label: str
    woorden: tuple[str, ...]


# Words of people, in the languages in which lists come: Dutch first, then English, German, French, Spanish, Turkish.
DOELEN: tuple[Doel, ...] = (
    Doel("naam", "Naam van de organisatie", (
        "naam", "naam organisatie", "organisatie", "organisaties", "organisatienaam", "instelling", "aanbieder",
        "partij", "naam partij", "wie", "initiatief", "naam initiatief", "vereniging", "stichting",
        "naam van de organisatie", "naam instelling", "namens", "uitvoerder",
        "name", "organisation", "organization", "organisation name", "organization name", "public name", "title",
        "einrichtung", "träger", "verein", "nom", "organisme", "association", "structure",
        "nombre", "organización", "entidad", "ad", "adı", "kurum", "kurum adı", "kuruluş", "dernek",
    )),
    Doel("plek_naam", "Naam van de plek", (
        "locatie", "plek", "naam locatie", "locatienaam", "naam gebouw", "gebouw", "vestiging", "naam plek",
        "vestigingsnaam",
        "location name", "site name", "branch", "branch name", "standort", "lieu", "sede", "şube",
    )),
    Doel("omschrijving", "Wat zij doen", (
        "omschrijving", "korte omschrijving", "wat doen ze", "wat doet het", "wat", "activiteit", "activiteiten",
        "beschrijving", "aanbod", "wat bieden ze", "toelichting", "dienst", "diensten", "waarvoor", "soort hulp",
        "hulp",
        "description", "activities", "services", "beschreibung", "angebot", "angebote", "activité", "activités",
        "descripción", "actividad", "actividades", "servicios", "açıklama", "faaliyet", "faaliyetler", "hizmet",
    )),
    Doel("werkgebied", "Stadsdeel", (
        "stadsdeel", "stadsdelen", "wijk", "wijken", "gebied", "werkgebied", "buurt", "waar", "regio",
        "locatie stadsdeel", "werkzaam in", "stadsdeel en",
        "district", "area", "neighbourhood", "borough", "stadtteil", "bezirk", "quartier", "arrondissement",
        "distrito", "barrio", "ilçe", "semt",
    )),
    Doel("doelgroep", "Doelgroep", (
        "doelgroep", "doelgroepen", "doelgroep en", "voor wie", "groep", "groepen", "bedoeld voor", "voor",
        "target group", "for whom", "zielgruppe", "zielgruppen", "public", "public accueilli", "destinatarios",
        "para quién", "hedef kitle", "hedef grup",
    )),
    Doel("talen", "Talen", (
        "talen", "taal", "gesproken talen", "voertaal", "spreekt", "languages", "language", "sprachen", "sprache",
        "langues", "langue", "idiomas", "idioma", "diller", "dil",
    )),
    Doel("website", "Website", (
        "website", "site", "url", "web", "webadres", "internet", "link", "homepage", "webpagina", "web url", "webseite",
        "site web", "site internet", "sitio web", "página web", "web sitesi", "internet sitesi",
    )),
    Doel("email", "E-mail", (
        "email", "e mail", "mail", "mailadres", "e mailadres", "emailadres", "e mail adres", "courriel", "mél",
        "correo", "correo electrónico", "e posta", "eposta",
    )),
    Doel("telefoon", "Telefoon", (
        "tel", "telefoon", "telefoonnummer", "tel nr", "telnr", "nummer", "bellen", "phone", "phone number",
        "telephone", "telefon", "telefonnummer", "rufnummer", "téléphone", "numéro", "numéro de téléphone", "teléfono",
        "telefon numarası",
    )),
    Doel("contactblok", "Adres, nummer, mail en website door elkaar", (
        "contactgegevens", "contactinfo", "contactinformatie", "gegevens", "bereikbaarheid", "contact details",
        "contact information", "kontaktdaten", "coordonnées", "datos de contacto", "iletişim",
    )),
    Doel("contact_rol", "Vraag naar", ("vraag naar", "contactfunctie", "functie contact")),
    Doel("straat", "Straat", ("straat", "straatnaam", "street", "straße", "rue", "calle", "sokak", "cadde")),
    Doel("huisnummer", "Huisnummer", (
        "huisnummer", "huisnr", "nr", "no", "huis nr", "house number", "hausnummer", "número", "kapı no",
    )),
    Doel("toevoeging", "Toevoeging bij het huisnummer", (
        "toevoeging", "toev", "huisnummertoevoeging", "huisnr toev", "bus", "addition",
    )),
    Doel("adres", "Straat en huisnummer", (
        "adres", "bezoekadres", "straat en huisnummer", "straat en nummer", "address", "street address", "anschrift",
        "adresse", "dirección", "domicilio", "adresi",
    )),
    Doel("postcode", "Postcode", (
        "postcode", "pc", "zip", "zip code", "postal code", "post code", "plz", "postleitzahl", "code postal",
        "código postal", "posta kodu",
    )),
    Doel("plaats", "Plaats", (
        "plaats", "woonplaats", "stad", "plaatsnaam", "city", "town", "ort", "stadt", "ville", "ciudad", "şehir",
    )),
    Doel("lat", "Breedtegraad", (
        "breedte", "breedtegraad", "lat", "latitude", "noorderbreedte", "noordbreedte", "breitengrad", "latitud",
        "enlem",
    )),
    Doel("lon", "Lengtegraad", (
        "lengte", "lengtegraad", "lon", "lng", "long", "longitude", "oosterlengte", "längengrad", "longitud", "boylam",
    )),
    Doel("kosten", "Kosten", (
        "kosten", "bijdrage", "prijs", "eigen bijdrage", "tarief", "wat kost het", "bedrag", "cost", "costs", "price",
        "fees", "kostenbeitrag", "tarif", "coût", "prix", "precio", "coste", "ücret",
    )),
    Doel("rolstoel", "Rolstoel", (
        "rolstoel", "rolstoeltoegankelijk", "toegankelijk", "rolstoel toegankelijk", "wheelchair", "barrierefrei",
        "accessible", "silla de ruedas", "tekerlekli sandalye",
    )),
    Doel("formaliteit", "Formeel of informeel", ("formeel informeel", "formaliteit", "formeel of informeel")),
    Doel("gesproken", "Laatst gesproken", (
        "laatst gesproken", "laatste contact", "datum contact", "datum laatste contact", "contact op", "gesproken",
        "laatst contact", "datum", "sinds", "gesproken op", "bijgewerkt", "laatst bijgewerkt", "gecheckt op",
        "laatst gecontroleerd", "laatst gebeld", "last contact", "last updated", "date", "datum kontakt",
        "fecha", "tarih",
    )),
    Doel("opmerking", "Opmerking voor collega’s", (
        "opmerking", "opmerkingen", "bijzonderheden", "notitie", "notities", "let op", "memo", "remarks", "notes",
        "comments", "bemerkung", "bemerkungen", "remarque", "remarques", "notas", "observaciones", "not", "notlar",
    )),
)  # fmt: skip

OOK_EEN_NAAM = (
    "instantie", "voorziening", "club", "buurthuis", "project", "groep", "dienst", "taalpunt", "huis",
    "huis van de wijk",
    "naam project", "naam groep", "naam dienst", "naam voorziening", "naam activiteit", "activiteit", "ontmoetingsplek",
    "punt", "loket", "plek", "locatie", "provider", "agency", "program", "programme", "program name", "service name",
    "facility", "group", "angebot", "gruppe", "projekt", "groupe", "projet", "grupo", "proyecto", "grup", "proje",
    "service", "servicio", "location", "lieu", "lugar", "yer", "site",
)  # fmt: skip
"""What stands above the names in a list that has no column for organisations. The first of these that is there."""

ALLEEN_HEEL = frozenset({
    "stichting", "vereniging", "verein", "association", "dernek", "wie", "wat", "waar", "voor", "hulp", "groep", "naam",
    "public", "ad", "not", "dil", "ort", "stad", "link", "datum", "date", "nummer", "rue", "calle", "straat", "nom",
    "activiteit", "dienst", "buurt", "wijk", "plaats", "instelling", "partij", "nr", "numero", "no", "pc", "bus", "zip",
})  # fmt: skip
"""Words that are a header only by themselves or at the head of one: 'Stichting Wijk en Taal' is an organisation."""

PER_NAAM = {doel.naam: doel for doel in DOELEN}

ERBIJ, KRUIS = "erbij", "kruis"
"""What a column may be besides: kept as a remark for colleagues; a cross for what the word above it says."""

NIETS = ("nr", "nummer", "volgnummer", "id", "#", "no")
"""Above a column that counts the rows; 'Nr' beside a street is a house number."""
