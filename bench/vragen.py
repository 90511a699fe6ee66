"""The ten commonest kinds of question, as many different ones of each as wanted, and how each system is asked them.

No question comes back soon: a page that is kept whole in memory would win a race that nobody runs.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode

STADSDELEN = ("centrum", "west", "nieuw-west", "zuid", "oost", "noord", "zuidoost", "weesp")
TAALWOORDEN = ("arabisch", "tigrinya", "turks", "engels", "frans", "spaans", "pools", "oekraiens", "farsi", "somalisch")
CATEGORIEEN = ("statushouders", "asielzoekers", "oekraiense-ontheemden", "arbeidsmigranten-oost-europa")
# By need, so that text and need together find something.
WOORDEN = {
    "taal": ("taalles", "taalcafé", "nederlands", "praatgroep", "leesgroep", "examen", "beginners", "lezen", "oefenen"),
    "ontmoeten": (
        "koffie",
        "inloop",
        "buurtkamer",
        "vrouwen",
        "jongeren",
        "buren",
        "wandelen",
        "spelen",
        "kennismaken",
    ),
    "wegwijs": ("wegwijs", "rondleiding", "buurt", "welkom", "loket", "vraagbaak", "nieuw", "afspraak", "vrijwilliger"),
    "eten": ("maaltijd", "soep", "brood", "ontbijt", "boodschappen", "koken", "halal", "voedselpunt", "vegetarisch"),
    "papieren": ("brief", "formulier", "computer", "digid", "printen", "post", "telefoon", "invullen", "digitaal"),
    "geld": ("schulden", "toeslagen", "uitkering", "budget", "deurwaarder", "administratie", "boete", "geldspreekuur"),
    "gezondheid": ("dokter", "huisarts", "zwanger", "tandarts", "prik", "bewegen", "zorg", "verpleegkundige", "slapen"),
    "meedoen": ("fietsles", "zwemles", "naailes", "kookgroep", "tuin", "zangkoor", "schilderen", "voetbal", "yoga"),
    "kinderen": (
        "huiswerk",
        "kinderclub",
        "opvoeden",
        "knutselen",
        "peuters",
        "school",
        "tieners",
        "vakantie",
        "ouders",
    ),
    "werk": (
        "solliciteren",
        "vrijwilligerswerk",
        "baan",
        "stage",
        "diploma",
        "ondernemen",
        "cv",
        "bedrijf",
        "ervaring",
    ),
    "verblijf": ("jurist", "advocaat", "rechten", "gezinshereniging", "vergunning", "afwijzing", "advies", "juridisch"),
    "mentaal": ("stress", "rouw", "luisteren", "verdriet", "praten", "zorgen", "lotgenoten", "trauma", "begeleider"),
    "wonen": ("huur", "schimmel", "woning", "burenruzie", "klussen", "huurbaas", "lekkage", "onderhoud"),
    "spullen": ("kleding", "meubels", "speelgoed", "douche", "was", "jassen", "gordijnen", "luiers", "fietsreparatie"),
}


@dataclass(frozen=True, slots=True)
class Vraag:
    """One question of a visitor, or of a colleague who is signed in."""

    q: str = ""
    stadsdeel: str = ""
    behoefte: str = ""
    vandaag_open: bool = False
    categorie: str = ""
    pagina: int = 1
    collega: bool = False


def _woord(toeval: random.Random) -> tuple[str, str]:
    behoefte = toeval.choice(list(WOORDEN))
    return toeval.choice(WOORDEN[behoefte]), behoefte


def _tekst_en_twee(toeval: random.Random) -> Vraag:
    woord, behoefte = _woord(toeval)
    return Vraag(q=woord, behoefte=behoefte, stadsdeel=toeval.choice(STADSDELEN))


def _tikfout(toeval: random.Random) -> Vraag:
    """Swap, double or drop one letter somewhere behind the first."""
    lang = [woord for woorden in WOORDEN.values() for woord in woorden if len(woord) > 5]
    woord = toeval.choice(lang)
    plek = toeval.randrange(1, len(woord) - 1)
    a, b = woord[plek], woord[plek + 1]
    fout = {
        "wissel": woord[:plek] + b + a + woord[plek + 2 :],
        "dubbel": woord[:plek] + a + woord[plek:],
        "weg": woord[:plek] + woord[plek + 1 :],
    }
    return Vraag(q=toeval.choice(list(fout.values())))


def _taalwoorden(toeval: random.Random) -> Vraag:
    woorden = [_woord(toeval)[0], toeval.choice(TAALWOORDEN), toeval.choice(STADSDELEN[:6])]
    toeval.shuffle(woorden)
    return Vraag(q=" ".join(woorden))


def _leeg(toeval: random.Random) -> Vraag:
    """Return a word that is in no text, with an area."""
    letters = "".join(toeval.choice("xqzwvjk") for _ in range(9))
    return Vraag(q=letters, stadsdeel=toeval.choice(STADSDELEN))


SOORTEN: dict[str, Callable[[random.Random], Vraag]] = {
    "bladeren": lambda toeval: Vraag(),
    "tekst": lambda toeval: Vraag(q=_woord(toeval)[0]),
    "tekst + 2 facetten": _tekst_en_twee,
    "gebied + behoefte": lambda toeval: Vraag(
        behoefte=toeval.choice(list(WOORDEN)), stadsdeel=toeval.choice(STADSDELEN)
    ),
    "schrijffout": _tikfout,
    "taal en plek in woorden": _taalwoorden,
    "vandaag open": lambda toeval: Vraag(vandaag_open=True, stadsdeel=toeval.choice(STADSDELEN)),
    "open voor (cookie)": lambda toeval: Vraag(
        categorie=toeval.choice(CATEGORIEEN), behoefte=toeval.choice(list(WOORDEN))
    ),
    "pagina 40": lambda toeval: Vraag(stadsdeel=toeval.choice(STADSDELEN), pagina=toeval.randint(36, 44)),
    "niets gevonden": _leeg,
    "als collega": lambda toeval: replace(_tekst_en_twee(toeval), collega=True),
}
"""The ten, and the one that matters most once more as a colleague sees it."""
HOOFDVRAAG = "tekst + 2 facetten"


def reeks(soort: str, zaad: int) -> Iterator[Vraag]:
    """Yield questions of this kind without end; the same ones for the same seed."""
    toeval = random.Random(f"{soort}:{zaad}")
    while True:
        yield SOORTEN[soort](toeval)


def bij_wegwijs(vraag: Vraag) -> str:
    """Return the path of a question on Wegwijs; the category goes by cookie."""
    delen = {
        "q": vraag.q,
        "stadsdeel": vraag.stadsdeel,
        "behoefte": vraag.behoefte,
        "open": "vandaag" if vraag.vandaag_open else "",
        "pagina": str(vraag.pagina) if vraag.pagina > 1 else "",
    }
    return "/zoeken/?" + urlencode({naam: waarde for naam, waarde in delen.items() if waarde})


def bij_vloer(vraag: Vraag) -> str:
    """Return the path of a question on the floor."""
    return bij_wegwijs(vraag) + (f"&open_voor={vraag.categorie}" if vraag.categorie else "")


def bij_datasette(vraag: Vraag) -> str:
    """Return the path of a question on datasette: full text, filters, and four facets with their counts."""
    delen = [("_size", "25"), *(("_facet_array", kolom) for kolom in ("stadsdelen", "behoeften", "talen"))]
    delen.append(("_facet", "kosten"))
    if vraag.q:
        delen.append(("_search", vraag.q))
    if vraag.stadsdeel:
        delen.append(("stadsdelen__arraycontains", vraag.stadsdeel))
    if vraag.behoefte:
        delen.append(("behoeften__arraycontains", vraag.behoefte))
    return "/kaart/aanbod?" + urlencode(delen)
