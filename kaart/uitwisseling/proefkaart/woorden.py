"""Parts of texts as the field writes them, in plain Dutch; none of it names something that exists."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thema:
    """How offers for one wide need are called and described, and which kinds they are."""

    namen: tuple[str, ...]
    zinnen: tuple[str, ...]
    soorten: tuple[str, ...]


# By the slug of a need of the highest level, the most common first. A need without a theme gets ALGEMEEN.
THEMAS = {
    "taal": Thema(
        ("Taalcafé", "Taalles voor beginners", "Nederlands oefenen", "Praatgroep", "Leesgroep", "Taalmaatjes",
         "Conversatieles", "Avondles Nederlands", "Alfabetiseringsles", "Samen de krant lezen"),
        ("Je oefent Nederlands met vrijwilligers.", "Beginners en gevorderden zitten in aparte groepen.",
         "Een kind mag mee naar de les.", "Na de les is er tijd om te praten.", "Je leert lezen en schrijven.",
         "We oefenen voor het examen inburgering.", "Je krijgt een vast taalmaatje."),
        ("cursus", "activiteit", "ontmoeting"),
    ),
    "ontmoeten": Thema(
        ("Koffieochtend", "Open inloop", "Buurtkamer", "Samen eten", "Vrouwenochtend", "Vaderavond", "Spelletjesmiddag",
         "Seniorensoos", "Jongereninloop", "Buurttafel"),
        ("Je drinkt koffie met mensen uit de straat.", "Iedereen schuift aan.", "Er is altijd iemand die luistert.",
         "Een groep voor vrouwen onder elkaar.", "Je maakt kennis met je buren.", "We spelen, praten en wandelen."),
        ("ontmoeting", "inloop", "activiteit"),
    ),
    "wegwijs": Thema(
        ("Wegwijsspreekuur", "Vraagbaak", "Welkom in de wijk", "Rondleiding door de buurt", "Nieuw in de stad",
         "Loket voor alle vragen", "Wijkgids"),
        ("Iemand denkt mee en zoekt waar je moet zijn.", "We lopen samen langs de plekken in de buurt.",
         "Je hoort wat er te doen is.", "Een vrijwilliger gaat de eerste keer mee.", "Je hebt geen afspraak nodig."),
        ("spreekuur", "dienst", "activiteit"),
    ),
    "eten": Thema(
        ("Gratis maaltijd", "Voedselpunt", "Soep en brood", "Ontbijt voor iedereen", "Eettafel", "Kookavond",
         "Boodschappenpakket", "Buurtrestaurant", "Halal maaltijd", "Uitgiftepunt"),
        ("Je krijgt een warme maaltijd.", "Er zijn boodschappen voor thuis.", "Je hoeft niets te bewijzen.",
         "Vrijwilligers koken van eten dat over is.", "Kom op tijd, want op is op.", "Er is ook vegetarisch eten."),
        ("noodhulp", "inloop", "ontmoeting"),
    ),
    "papieren": Thema(
        ("Brievenspreekuur", "Formulierenhulp", "Computerinloop", "DigiD-hulp", "Papierwinkel", "Digitaal spreekuur",
         "Hulp bij post", "Printen en scannen"),
        ("Iemand leest je brief met je.", "We vullen samen een formulier in.", "Je leert werken met de computer.",
         "Hulp bij DigiD, e-mail en je telefoon.", "Neem je post mee."),
        ("spreekuur", "inloop", "cursus"),
    ),
    "geld": Thema(
        ("Geldspreekuur", "Schuldhulp", "Toeslagenhulp", "Budgetcursus", "Financieel café", "Hulp bij uitkering",
         "Administratiemaatje"),
        ("Samen maken we een overzicht van je geld.", "Hulp bij schulden, boetes en de deurwaarder.",
         "We kijken op welke toeslag je recht hebt.", "Een vrijwilliger ordent met jou de post.",
         "Neem bankafschriften en brieven mee."),
        ("spreekuur", "dienst", "cursus"),
    ),
    "gezondheid": Thema(
        ("Spreekuur van de dokter", "Gezondheidspost", "Zwangerschapsgroep", "Tandartsspreekuur", "Prikpost",
         "Gezond bewegen", "Wandelgroep", "Zorgcafé"),
        ("Een arts of verpleegkundige geeft uitleg.", "Ook als je niet verzekerd bent.",
         "Hulp bij het vinden van een huisarts.", "Voor zwangere vrouwen en jonge moeders.",
         "Je praat over slapen, eten en bewegen."),
        ("spreekuur", "dienst", "activiteit"),
    ),
    "meedoen": Thema(
        ("Fietsles", "Zwemles", "Naailes", "Kookgroep", "Buurttuin", "Zangkoor", "Schilderles", "Voetbal voor iedereen",
         "Jamsessie", "Houtwerkplaats", "Yoga", "Dansles"),
        ("Je leert het stap voor stap.", "Spullen om mee te werken zijn er.", "Beginners zijn welkom.",
         "Aan het eind is er iets te eten.", "Een vrijwilliger geeft de les.", "Voor vrouwen en mannen samen."),
        ("activiteit", "cursus"),
    ),
    "kinderen": Thema(
        ("Huiswerkhulp", "Kinderclub", "Opvoedspreekuur", "Knutselmiddag", "Peutergroep", "Weekendschool",
         "Speeltuinmiddag", "Oudercafé", "Hulp bij school"),
        ("Kinderen maken hun huiswerk met een vaste begeleider.", "Ouders praten met elkaar over opvoeden.",
         "In de vakantie is er een eigen programma.", "Hulp bij het inschrijven op school.", "Voor tieners en pubers."),
        ("activiteit", "spreekuur", "cursus"),
    ),
    "werk": Thema(
        ("Sollicitatiehulp", "Vrijwilligerswerk", "Banencafé", "Leerwerkplek", "Ondernemersspreekuur", "Stagehulp",
         "Diplomahulp"),
        ("We maken samen een cv.", "Je loopt mee en doet ervaring op.", "Een eigen bedrijf beginnen.",
         "Je laat je diploma waarderen.", "Iets doen voor de buurt, ook voor één dag per week."),
        ("dienst", "spreekuur", "cursus"),
    ),
    "verblijf": Thema(
        ("Juridisch spreekuur", "Rechtswinkel", "Hulp bij gezinshereniging", "Advies over verblijf",
         "Advocaat in de buurt"),
        ("Een jurist kijkt mee naar je brief.", "Gratis advies over je rechten.",
         "Hulp bij verlengen van een vergunning.", "Na een afwijzing kijken we wat nog kan."),
        ("spreekuur", "dienst"),
    ),
    "mentaal": Thema(
        ("Luisterend oor", "Praatgroep over stress", "Rouwgroep", "Lotgenotengroep", "Rustpunt", "Gesprek over zorgen"),
        ("Praten over stress, slapen en verdriet.", "In een kleine groep, in je eigen taal.",
         "Je hoeft niets te vertellen wat je niet wilt.", "Met een begeleider die de situatie kent."),
        ("ontmoeting", "spreekuur", "cursus"),
    ),
    "wonen": Thema(
        ("Woonspreekuur", "Hulp bij huur", "Burenbemiddeling", "Klusdienst", "Huurdersspreekuur"),
        ("Hulp bij ruzie met de huurbaas.", "Over schimmel, lekkage en onderhoud.",
         "Uitleg over het zoeken van een woning.", "Een vrijwilliger helpt met klussen."),
        ("spreekuur", "dienst"),
    ),
    "spullen": Thema(
        ("Weggeefwinkel", "Kledingbank", "Meubels voor weinig", "Speelgoedruil", "Wasgelegenheid", "Fietsreparatie"),
        ("Kleren, schoenen en jassen voor weinig geld.", "Je kunt er douchen en je was doen.",
         "Meubels en gordijnen voor een leeg huis.", "Luiers, kinderwagens en schooltassen."),
        ("dienst", "inloop"),
    ),
    "gemeenschap": Thema(
        ("Vereniging van landgenoten", "Cultuuravond", "Gebedsgroep", "Feest van de gemeenschap", "Eigen kring"),
        ("Mensen met dezelfde taal ontmoeten elkaar.", "We vieren samen feest.", "Ook wie niet gelooft is welkom."),
        ("ontmoeting", "activiteit"),
    ),
    "tolk": Thema(
        ("Tolkenspreekuur", "Hulp in je eigen taal", "Vertaalhulp"),
        ("Iemand die jouw taal spreekt, gaat mee.", "We vertalen brieven en formulieren."),
        ("spreekuur", "dienst"),
    ),
    "opvang": Thema(
        ("Dagopvang", "Nachtopvang", "Logeerplek", "Inloophuis", "Warme kamer"),
        ("Overdag binnen zijn, met koffie en rust.", "Een bed voor de nacht.", "Er is een douche."),
        ("opvang", "inloop", "noodhulp"),
    ),
    "veiligheid": Thema(
        ("Vertrouwelijk spreekuur", "Praten over thuis", "Steungroep"),
        ("Praat met iemand die je gelooft.", "Je bepaalt zelf wat er gebeurt.", "Ook anoniem."),
        ("spreekuur", "dienst"),
    ),
    "uitbuiting": Thema(
        ("Spreekuur over werk en loon", "Hulp bij problemen met de baas"),
        ("Hulp als je geen loon krijgt.", "Uitleg over contract, uren en ontslag."),
        ("spreekuur", "dienst"),
    ),
    "zelf": Thema(
        ("Ruimte voor je groep", "Buurtinitiatief", "Spreekuur voor plannen", "Actieve bewoners"),
        ("Een zaal voor je groep of feest.", "Hulp bij het aanvragen van buurtbudget.", "Begin zelf een groep."),
        ("dienst", "spreekuur"),
    ),
}  # fmt: skip
ALGEMEEN = Thema(
    ("Buurthulp", "Spreekuur", "Inloop"),
    ("Je bent welkom met al je vragen.", "We kijken samen wat er kan."),
    ("inloop", "spreekuur", "dienst"),
)

GEWONE_ZINNEN = (
    "Je bent welkom, ook als je nog weinig Nederlands spreekt.", "Er is koffie en thee.",
    "Vrijwilligers uit de buurt helpen mee.", "Bel eerst als je met een groep komt.", "Loop gerust binnen.",
    "De eerste keer is om te kijken.",
    "Er is een rustige hoek.", "Deelnemen kan elke week.", "Vraag bij de balie naar de gastvrouw of gastheer.",
    "In de zomer gaat het door.", "Kinderen spelen intussen in de zaal ernaast.",
    "De trap heeft een leuning en er is een lift.", "Je hoeft je niet in te schrijven.",
    "We werken samen met andere plekken in de wijk.",
)  # fmt: skip

# Compounds: what a long tail of words looks like in Dutch.
VOOR = (
    "buurt", "wijk", "taal", "werk", "huis", "kook", "naai", "fiets", "zwem", "brief", "geld", "zorg", "kinder",
    "jongeren", "ouder", "vrouwen", "mannen", "speel", "tuin", "muziek", "dans", "sport", "computer", "koffie", "lunch",
    "soep", "brood", "kleding", "meubel", "huur", "rechts", "advies", "stads", "plein", "lees", "reken", "wandel",
    "teken", "schilder", "verhalen", "feest", "rust", "slaap", "stress", "praat", "luister", "ontmoetings", "welkomst",
    "buren", "start", "leer", "stage", "diploma", "ondernemers", "vrijwilligers", "reis", "film", "foto", "theater",
    "zang", "natuur", "boeken", "mode", "klus", "hout", "repair", "verkeers", "gezins", "familie", "zomer", "winter",
)  # fmt: skip
ACHTER = (
    "groep", "les", "cursus", "café", "kring", "avond", "ochtend", "middag", "spreekuur", "punt", "tafel", "kamer",
    "hulp", "maatje", "club", "atelier", "werkplaats", "loket", "uur", "team", "project", "school", "salon", "wijzer",
    "brigade", "netwerk", "plek", "hoek", "winkel", "bank", "coach", "gids", "pakket", "training", "dienst", "dag",
    "week", "marathon", "estafette", "podium", "bende", "proeverij",
)  # fmt: skip

FORMELE_VORMEN = (
    "Huis van de Wijk", "Buurthuis", "Wijkcentrum", "Welzijn", "Steunpunt", "Servicepunt", "Leercentrum", "Zorgpunt",
    "Adviespunt", "Jongerencentrum",
)  # fmt: skip
INFORMELE_VORMEN = (
    "Stichting", "Vereniging", "Buurtgroep", "Bewonersgroep", "Vrouwengroep", "Vriendenkring", "Werkgroep", "Kring",
    "Collectief", "Buurtkamer",
)  # fmt: skip
EIGENNAMEN = (
    "De Linde", "Het Anker", "De Brug", "De Horizon", "Het Kompas", "De Vuurtoren", "De Regenbrug", "De Populier",
    "Het Zeil", "De Kastanje", "De Haven", "Het Nest", "De Molensteen", "De Wilgen", "Het Baken", "De Sleutelbos",
    "De Zwaluw", "Het Open Raam", "De Lantaarn", "De Tweede Kop", "Het Kleine Plein", "De Ronde Tafel", "De Kwebbel",
    "Het Warme Licht", "De Steiger", "De Overkant", "Het Samenspel", "De Zaaier", "De Vlinder", "Het Nieuwe Begin",
    "De Groene Deur", "De Blauwe Stoel", "Het Zonnehoekje", "De Wereldbol", "De Kring", "Het Kanaal", "De Roerdomp",
    "De Reiger", "Het Vierkant", "De Spiegel", "De Drempel", "Het Vlot", "De Peulvrucht", "De Appelboom", "Het Sluisje",
    "De Zevensprong", "De Kleine Wereld", "Het Middelpunt", "De Thuishaven", "De Luwte", "Het Weefgetouw", "De Stroom",
    "De Schakel", "Het Trefpunt", "De Buurvrouw", "De Kajuit", "Het Bankje", "De Pleister", "De Rozenboog", "Het Getij",
)  # fmt: skip
# Streets that are nowhere in the city.
STRATEN = ("Proefstraat", "Voorbeeldplein", "Oefenkade", "Verzonnenlaan", "Modelweg", "Schetspad", "Maquettehof")
WACHTTIJDEN = ("ongeveer twee weken", "vier tot zes weken", "een maand", "meestal binnen een week", "drie maanden")
OVERDRACHT = (
    "Bel eerst en noem de dag waarop jullie komen.", "Ga de eerste keer mee naar binnen.",
    "Vraag naar de coördinator en stel iemand voor.", "Geef het adres mee op papier.",
    "Spreek af wie er na een week belt.",
)  # fmt: skip
LET_OP = (
    "Niet met meer dan drie mensen tegelijk.", "Vraag vooraf of er plek is.", "De organisatie is klein: bel op tijd.",
    "In de vakantie vaak dicht.", "De taal verschilt per dag.",
)  # fmt: skip
TIPS = (
    "Kom een kwartier eerder, dan is het rustig.", "De ingang is aan de achterkant.",
    "Vraag naar de vaste vrijwilliger van die dag.", "Mensen vinden het fijn als je even blijft.",
)  # fmt: skip
