"""Every component of the pages with made-up data, for whoever changes the look, and for the accessibility test."""

from __future__ import annotations

import dataclasses
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kaart.hulp.openbaar import openbaar
from kaart.hulp.persoonsgegevens.bewaking import Bewaakt
from kaart.stijlgids import voorbeelden
from organisaties.regels.klok import Tijdplan
from organisaties.regels.nu import Bijzonder
from organisaties.regels.openingstijden import MIDDERNACHT, WEEKDAGEN, Regel, Roosterregel
from organisaties.regels.versheid import Versheid, Versheidscode
from organisaties.zoeken.resultaten import (
    Chip,
    Facet,
    Herkend,
    Keuze,
    Resultaat,
    Toegangsoordeel,
    Woordmelding,
    maak_kaartje,
)

BEHOEFTE_ICONEN = (
    "eten", "opvang", "spullen", "wonen", "verblijf", "geld", "papieren", "taal", "tolk", "werk",
    "uitbuiting", "gezondheid", "mentaal", "veiligheid", "ontmoeten", "meedoen", "kinderen", "gemeenschap",
    "wegwijs", "zelf",
)  # fmt: skip
ICONEN = (
    "zoek", "kruis", "plek", "klok", "filter", "hand", "pijl", "terug", "telefoon", "uit", "goed", "vraag", "niet",
    "let-op", "pauze", "stad", "collega", "briefje", "tas", "agenda",
)  # fmt: skip
# Only tokens that carry a meaning of their own; the rest are shades of these.
KLEUREN = (
    ("kleur", "De ene sterke kleur: links en knoppen"),
    ("band", "Het vlak bovenaan elke pagina"),
    ("kleur-licht", "Achtergrond van wat opvalt"),
    ("papier", "Achtergrond van de pagina"),
    ("inkt", "Tekst"),
    ("inkt-zacht", "Uitleg bij tekst"),
    ("goed", "Ja, open, welkom"),
    ("let-op", "Navragen, nog niet gecontroleerd"),
    ("stop", "Nee, niets, fout"),
)

VERS = Versheid(Versheidscode.VERS, "Gecontroleerd op 3-11-2026", "Opgegeven door de organisatie of een collega.")
OUD = Versheid(
    Versheidscode.OUD, "Laatst gecontroleerd op 2-1-2026, te lang geleden", "Komt uit een oude of indirecte bron."
)
NOOIT = Versheid(Versheidscode.NOOIT, "Nog niet gecontroleerd", "Komt uit een openbare bron.")


class Voorbeeldformulier(Bewaakt, forms.Form):
    """A form with everything a form here may have."""

    naam = forms.CharField(label="Naam van de plek", help_text="Zoals mensen die in de buurt kennen.")
    stadsdeel = forms.ChoiceField(label="Stadsdeel", choices=[("", "Kies"), ("noord", "Noord"), ("oost", "Oost")])
    tekst = forms.CharField(label="Wat is er veranderd?", widget=forms.Textarea(attrs={"rows": 3}))


@openbaar
@require_GET
def stijlgids(request: HttpRequest) -> HttpResponse:
    """Show all components on one page."""
    fout = Voorbeeldformulier({"naam": "", "stadsdeel": "noord", "tekst": "De tijden kloppen niet meer."})
    return render(
        request,
        "kaart/stijlgids.html",
        {
            "kleuren": KLEUREN,
            "behoefte_iconen": BEHOEFTE_ICONEN,
            "iconen": ICONEN,
            "formulier": fout,
            "versheden": (VERS, OUD, NOOIT),
            "antwoorden": ("ja", "nee", "navragen", "onbekend"),
            "oordelen": (
                ("welkom", "welkom"),
                ("navragen", "eerst navragen"),
                ("niet", "niet voor deze groep"),
                ("onbekend", "niet bekend"),
            ),
            **_wat_zoeken_toont(),
            "resultaten": _resultaten(),
            "route": _route(),
            **voorbeelden.voorbeelden(),
            "uitkomst": SimpleNamespace(
                pagina=Paginator(range(60), 15).page(2),
                pagina_url_vorige="#bladeren",
                pagina_url_volgende="#bladeren",
            ),
        },
    )


def _wat_zoeken_toont() -> dict[str, Any]:
    return {
        "behoeften": [
            SimpleNamespace(slug="eten", naam="Eten en drinken", toelichting="Iets te eten vandaag."),
            SimpleNamespace(slug="taal", naam="Nederlands leren en oefenen", toelichting="Les en oefenen."),
            SimpleNamespace(slug="werk", naam="Werk, vrijwilligerswerk en eigen bedrijf", toelichting=""),
        ],
        "rooster": [
            Roosterregel("maandag", ("10:00 tot 12:00", "19:00 tot 21:00"), is_vandaag=True),
            Roosterregel("woensdag", ("13:30 tot 16:00, elke 2 weken",), is_vandaag=False),
            Roosterregel("vrijdag", ("tijd niet bekend",), is_vandaag=False),
        ],
        "facetten": [_stadsdelen(), _talen()],
        "herkend": [
            Herkend("Arabisch", "#herkend"),
            Herkend("Vandaag open", "#herkend"),
        ],
        "woorden": [
            Woordmelding("wasmachiene", gelezen_als="wasmachine"),
            Woordmelding("fietsbelk", bedoelt_u="fietsbel", url="#herkend"),
        ],
        "chips": [
            Chip("“fietsles”", "#chips", "q"),
            Chip("Noord", "#chips", "stadsdeel"),
            Chip("Open voor statushouders", "", "open_voor"),
        ],
    }


def _stadsdelen() -> Facet:
    return Facet(
        "stadsdeel",
        "Stadsdeel",
        [Keuze("noord", "Noord", 12, gekozen=True), Keuze("oost", "Oost", 8, gekozen=False)],
        "Wat voor de hele stad is of online, blijft er altijd bij staan.",
        open=True,
    )


def _talen() -> Facet:
    return Facet(
        "taal",
        "Taal",
        [
            Keuze("nl", "Nederlands", 12, gekozen=False, lang="nl", eigen_naam="Nederlands"),
            Keuze("ar", "Arabisch", 4, gekozen=True, lang="ar", eigen_naam="العربية"),
            Keuze("pl", "Pools", 0, gekozen=False, lang="pl", eigen_naam="Polski"),
        ],
        open=True,
    )


def _aanbod(**velden: Any) -> Any:
    """Return what a template may ask of an offer; nothing of it is in the database."""
    gewoon: dict[str, Any] = {
        "pk": 0,
        "kenmerk": "voorbeeld",
        "kring": "gemengd",
        "naam": "Samen eten in de buurt",
        "get_absolute_url": "#resultaten",
        "organisatie": SimpleNamespace(
            naam="Stichting Voorbeeld", formaliteit="informeel", get_formaliteit_display="informeel"
        ),
        "omschrijving": "Elke week koken buren een maaltijd. Iedereen uit de buurt schuift aan.",
        "bijzonder_nu": [],
        "toon_intern": False,
        "toon_plek": True,
        "zichtbare_let_op": "",
        "heeft_uren_per_plek": False,
        "tijdplan": Tijdplan(tuple(Regel(dag, MIDDERNACHT, MIDDERNACHT) for dag, _ in WEEKDAGEN)),
        "zichtbare_tijden_in_woorden": "",
        "zichtbare_locaties": [
            SimpleNamespace(naam="Buurthuis De Tafel", adres="Voorbeeldstraat 1", stadsdeel_id=1, gebied_id=None)
        ],
        "talen": SimpleNamespace(all=[SimpleNamespace(naam="Nederlands"), SimpleNamespace(naam="Arabisch")]),
        "bsn": "nee",
        "legitimatie": "onbekend",
        "aanmelden": "inloop",
        "hoe_aanmelden": "gewoon binnenlopen",
        "kosten": "gratis",
        "get_kosten_display": "gratis",
        "wachttijd": "",
    }
    assert velden.keys() <= gewoon.keys()  # noqa: S101 - a slip of the pen here, never a reader's doing
    return SimpleNamespace(**gewoon | velden)


def _resultaten() -> list[Resultaat]:
    formeel = SimpleNamespace(naam="Voorbeeldwelzijn", formaliteit="formeel", get_formaliteit_display="formeel")
    resultaten = [
        Resultaat(
            maak_kaartje(_aanbod(), VERS),
            [("gevestigd", "In Noord")],
            "Past bij: eten",
            [],
            waar="Buurthuis De Tafel, Voorbeeldstraat 1",
        ),
        Resultaat(
            maak_kaartje(
                _aanbod(
                    kenmerk="voorbeeld-spreekuur",
                    naam="Spreekuur geld en formulieren",
                    organisatie=formeel,
                    bsn="ja",
                    legitimatie="navragen",
                    aanmelden="afspraak",
                    hoe_aanmelden="op afspraak",
                    wachttijd="twee weken, met een tolk zes weken",
                    tijdplan=Tijdplan((Regel(3, elke_weken=2, fase=1), Regel(3, elke_weken=2))),
                    zichtbare_let_op="Regel eerst een tolk.",
                ),
                OUD,
            ),
            [("stadsbreed", "Voor de hele stad"), ("elders", "Plek in West")],
            "Spreekt Arabisch",
            [
                Toegangsoordeel("Statushouders", "welkom", "welkom", ""),
                Toegangsoordeel("Asielzoekers", "navragen", "eerst navragen", "Verschilt per medewerker."),
            ],
        ),
        Resultaat(
            maak_kaartje(
                _aanbod(
                    kenmerk="voorbeeld-vrouwengroep",
                    naam="Vrouwengroep",
                    bijzonder_nu=[
                        Bijzonder("niet", "niet", "Vol (gehoord op 3 maart 2026)"),
                        Bijzonder("pauze", "pauze", "Pauze vanaf 20 maart 2026"),
                    ],
                    toon_plek=False,
                    zichtbare_locaties=[],
                    talen=SimpleNamespace(all=()),
                    kosten="onbekend",
                    get_kosten_display="niet bekend",
                    tijdplan=Tijdplan(),
                ),
                NOOIT,
            ),
            [("werkt-voor", "Voor Oost"), ("online", "Online of telefonisch")],
            "Speciaal voor vrouwen",
            [],
        ),
    ]
    return [dataclasses.replace(een, open=een.kaartje.open) for een in resultaten]


def _route() -> Any:
    def doel(naam: str) -> Any:
        return SimpleNamespace(naam=naam, get_absolute_url="#route")

    return SimpleNamespace(
        naam="Taal gaat naar het taalcafé",
        get_absolute_url="#route",
        zichtbare_stappen=[
            SimpleNamespace(
                nummer=1,
                doel=doel("Taalcafé in het buurthuis"),
                aanbod=None,
                get_wijze_display="samen erheen",
                instructie="Loop de eerste keer mee en stel iemand voor.",
                waarschuwing="",
                alternatief_voor=None,
            ),
            SimpleNamespace(
                nummer=2,
                doel=doel("Taalmaatje"),
                aanbod=None,
                get_wijze_display="eerst bellen",
                instructie="Past een groep niet? Vraag een maatje.",
                waarschuwing="Vraag hoe lang het wachten is.",
                alternatief_voor=1,
            ),
        ],
    )
