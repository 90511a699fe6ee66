"""The guard on free texts: it finds personal data in many spellings, and lets innocent texts pass."""

from __future__ import annotations

import csv
import datetime
import logging
import re
from pathlib import Path

import pytest
import time_machine
from django import forms
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st
from stdnum.nl import bsn

from kaart.hulp.persoonsgegevens import bewaking
from kaart.hulp.persoonsgegevens.bewaking import lees_cel
from kaart.hulp.persoonsgegevens.formulierveld import VeiligeTekst
from kaart.hulp.persoonsgegevens.vinden import HOOGSTENS, UITLEG, Soort, vind

VANDAAG = datetime.date(2026, 11, 4)


def lees(bestand: str) -> tuple[list[str], list[str]]:
    """Return the texts with personal data and the innocent ones."""
    with (Path(__file__).parent / bestand).open(encoding="utf-8") as regels:
        rijen = list(csv.DictReader(regels))
    return [r["tekst"] for r in rijen if r["soort"]], [r["tekst"] for r in rijen if not r["soort"]]


# The second file holds what was written afterwards, to see what the first had not thought of.
@pytest.mark.parametrize(("bestand", "aantal"), [("vrije_teksten.csv", 100), ("vrije_teksten_later.csv", 209)])
def test_de_bewaker_vangt_98_en_stopt_hoogstens_2_procent(bestand: str, aantal: int) -> None:
    persoonlijk, onschuldig = lees(bestand)
    assert len(onschuldig) == aantal
    gemist = [tekst for tekst in persoonlijk if not vind(tekst, vandaag=VANDAAG)]
    gestopt = [tekst for tekst in onschuldig if vind(tekst, vandaag=VANDAAG)]
    assert len(persoonlijk) - len(gemist) >= 0.98 * len(persoonlijk), gemist
    assert len(gestopt) <= 0.02 * len(onschuldig), gestopt


@pytest.mark.parametrize(
    ("bestand", "aantallen"),
    # The last one is the hardest: dictated in words, told in pieces, in many languages.
    [("vrije_teksten_vers.csv", (46, 50)), ("vrije_teksten_b.csv", (46, 50)), ("vrije_teksten_c.csv", (37, 40))],
)
def test_verse_teksten_van_een_ander_op_namen_na(bestand: str, aantallen: tuple[int, int]) -> None:
    # Written by somebody who had not read the rules; what only a name gives away is no task of the guard.
    with (Path(__file__).parent / bestand).open(encoding="utf-8") as regels:
        rijen = [rij for rij in csv.DictReader(regels) if rij["soort"] != "naam_adres"]
    persoonlijk = [rij["tekst"] for rij in rijen if rij["persoonsgegeven"] == "ja"]
    onschuldig = [rij["tekst"] for rij in rijen if rij["persoonsgegeven"] == "nee"]
    assert (len(persoonlijk), len(onschuldig)) == aantallen
    assert [tekst for tekst in persoonlijk if not vind(tekst, vandaag=VANDAAG)] == []
    assert [tekst for tekst in onschuldig if vind(tekst, vandaag=VANDAAG)] == []


# Each kind that an attacker got past the rules, in more spellings than theirs.
@pytest.mark.parametrize(
    ("soort", "tekst"),
    [
        (Soort.BSN, "123_456_782"),
        (Soort.BSN, "123 - 456 - 782"),
        (Soort.BSN, "123/456/782 van de dochter"),
        (Soort.BSN, "BSN123456781"),
        (Soort.BSN, "①②③④⑤⑥⑦⑧②"),
        (Soort.BSN, "１２３４５６７８２"),
        (Soort.V_NUMMER, "Vnummer2871234567"),
        (Soort.V_NUMMER, "V-287-123-4567"),
        (Soort.DOCUMENT, "ind nummer 2871234567"),
        (Soort.DOCUMENT, "zorgnummer COA 1234567"),
        (Soort.DOCUMENT, "coa-nr 1234567"),
        (Soort.DOCUMENT, "cliëntnr: 88123"),
        (Soort.DOCUMENT, "polisnummer 102938475"),
        (Soort.GEBOORTEDATUM, "geboren op de derde van april negentienhonderdachtentachtig"),
        (Soort.GEBOORTEDATUM, "de twaalfde mei negentienachtentachtig"),
        (Soort.GEBOORTEDATUM, "3-iv-1988"),
        (Soort.GEBOORTEDATUM, "12.XI.1979"),
        (Soort.GEBOORTEDATUM, "3 iv 1988"),
        (Soort.GEBOORTEDATUM, "geb. 3 febuari 1991"),
        (Soort.GEBOORTEDATUM, "zij is op 12/05/2016 geboren"),
        (Soort.GEBOORTEDATUM, "hij is op 3 april geboren"),
        (Soort.GEBOORTEDATUM, "12-05-2019 is haar geboortedatum"),
        (Soort.GEBOORTEDATUM, "hij is 17 en wordt 18 op 3 februari"),
        (Soort.GEBOORTEDATUM, "op 3 februari wordt hij 18"),
        (Soort.GEBOORTEDATUM, "Dhr. Achternaam (1961) kent de buurt"),
        (Soort.TELEFOON, "06 twaalf 34 56 78 90"),
        (Soort.TELEFOON, "nul zes 12 34 56 78"),
        (Soort.TELEFOON, "WhatsApp 8612345 (Paramaribo)"),
        (Soort.TELEFOON, "8612345 op WhatsApp"),
        (Soort.TELEFOON, "bel 7654321"),
        (Soort.TELEFOON, "０６１２３４５６７８"),
        (Soort.TELEFOON, "06\u280012\u280034\u280056\u280078"),
        (Soort.EMAIL, "mail samira gmail.com"),
        (Soort.EMAIL, "samira.k hotmail com"),
        # Numbers read aloud, in the language one counts in.
        (Soort.TELEFOON, "haar nummer is nul zes, twaalf, vierendertig, zesenvijftig, achtenzeventig"),
        (Soort.TELEFOON, "zéro six quarante-deux dix-sept trente vingt-cinq"),
        (Soort.TELEFOON, "sıfır altı bir iki üç dört beş altı yedi sekiz onun numarası"),
        (Soort.TELEFOON, "صفر ستة واحد اثنين ثلاثة اربعة خمسة ستة سبعة ثمانية"),
        (Soort.TELEFOON, "нуль шість один два три чотири п'ять шість сім вісім"),
        (Soort.TELEFOON, "her phone: oh six double one two three four five six seven"),
        (Soort.BSN, "een twee drie, vier vijf zes, zeven acht twee"),
        (Soort.DOCUMENT, "paspoortnummer: a b een twee drie vier vijf zes zeven"),
        (Soort.DOCUMENT, "hij zei zeven zeven een vier negen acht drie"),
        # Told in pieces.
        (Soort.BSN, "haar bsn begint met 1234 en de rest is 56782"),
        (Soort.TELEFOON, "mobiel begint met 06 12 34 en eindigt op 5678"),
        (Soort.BSN, "begint met 1234, daarna 56782"),
        # Dates in words, other calendars and other words for a birth.
        (Soort.GEBOORTEDATUM, "born on the third of April nineteen eighty-eight"),
        (Soort.GEBOORTEDATUM, "née le quatorze juillet mille neuf cent quatre-vingt-cinq"),
        (Soort.GEBOORTEDATUM, "geboren twaalf drie vijfentachtig"),
        (Soort.GEBOORTEDATUM, "van de derde van de vierde 1988"),
        (Soort.GEBOORTEDATUM, "zij wordt op 3 februari 2027 achttien"),
        (Soort.GEBOORTEDATUM, "fecha de nacimiento 03/04/2019"),
        (Soort.GEBOORTEDATUM, "تاریخ تولد ۱۳۷۰/۰۵/۱۲"),
        (Soort.GEBOORTEDATUM, "дата народження 12.05.2019"),
        # Typed apart, glued, in groups, of no known word.
        (Soort.EMAIL, "s a m i r a . k 8 @ h o t m a i l . c o m"),
        (Soort.GEBOORTEDATUM, "g e b . 0 3 _ 0 4 _ 1 9 8 8"),
        (Soort.EMAIL, "samira.k81 op gmail"),
        (Soort.EMAIL, "mijn gmail is samira81"),
        (Soort.EMAIL, "samira arroba hotmail punto com"),
        (Soort.DOCUMENT, "dossier8812345afgerond"),
        (Soort.DOCUMENT, "pasaport K 388 1864"),
        (Soort.DOCUMENT, "kimlik 388 449 757 26"),
        (Soort.DOCUMENT, "op het pasje staat IV7T8P0L2"),
        (Soort.DOCUMENT, "N05851492 (Syrië)"),
        (Soort.WOONADRES, "Zij woont op de Marterlaan 88-2 en kan niet goed lopen"),
        (Soort.WOONADRES, "Mevr. Voornaam Achternaam, Vlierdreef 203"),
    ],
)
def test_wat_langs_de_regels_glipte_wordt_nu_herkend(soort: Soort, tekst: str) -> None:
    assert soort in {vondst.soort for vondst in vind(tekst, vandaag=VANDAAG)}


@pytest.mark.parametrize(
    "tekst",
    [
        "Voor wie geboren is voor 1-1-1960",
        "Zomerkamp voor kinderen tot 12 jaar, 12 juli 2026",
        "Van 4 t/m 12 jaar: 3-3-2026 en 4-3-2026",
        "Voor kinderen geboren na 31 december 2013",
        "Iedereen geboren tussen 1-1-2005 en 31-12-2010 krijgt een pas",
        "Ouderen geboren in 1958 krijgen een brief",
        "5 x 2000 euro",
        "lijn 12 v 2020",
        "Elke derde dinsdag van april",
        "Bel 14 020 of 0800-8020",
        "Op 3 februari is het feest: het buurthuis wordt dan 18 jaar",
        "De stichting is op 3 april 1988 geboren als idee",
        "Ingeschreven bij de Kamer van Koophandel onder nummer 61435304.",
        "huisnummer 12345",
        "nummer 14020",
        "ISO 27001:2013 en 9001",
        "3 tot 6 vrijwilligers, 10 deelnemers, 25 euro",
        "Wie in de Bijlmer woont, is welkom in de Kersenhof 14",
        "Neem je legitimatiebewijs mee en je BSN",
        "Kinderen van 3 t/m 5 jaar, dus geboren in 2020 of 2021",
        "For kids born in 2016 or later",
        "Jongeren van geboortejaar 2008 tot en met 2012",
        "Iedereen die geboren is op of na 1 januari 2005",
        "Babies born in 2025 and their mothers",
        "Kids born between 2012 and 2016 can join",
        "Enfants nés après 2015, avec un parent",
        "Wie vóór 1 mei 1957 geboren is, eet gratis mee",
        "De stichting die op 12 februari 1993 begon",
        "De moskee opende op 12 maart 1985 haar deuren",
        "Het buurthuis wordt op 19 april 2026 twintig",
        "Op 3 mei 10 uur begint het feest, op vier mei elf uur de les",
        "Maten: achtendertig, veertig, tweeënveertig, vierenveertig, zesenveertig",
        "We tellen: een, twee, drie, vier, vijf, zes, zeven, acht, negen, tien",
        "In 2024 kwamen 412 mensen, daarna 538, dan 601",
        "Neem je paspoort mee, kosten 83,87 euro, open 09.00-17.00",
        "Factuurnummer NL20250912, bestelnummer AB1234567",
    ],
)
def test_wat_erop_lijkt_en_het_niet_is_gaat_door(tekst: str) -> None:
    assert vind(tekst, vandaag=VANDAAG) == []


def test_geen_tekst_van_de_openingsgegevens_wordt_gestopt() -> None:
    eigen_regel = {"telefoon", "website", "email", "lat", "lon"}
    gestopt = []
    for bestand in sorted((settings.BASE_DIR / "fixtures").glob("*.csv")):
        with bestand.open(encoding="utf-8-sig") as regels:
            for nummer, rij in enumerate(csv.DictReader(regels), 2):
                gestopt += [
                    f"{bestand.name} rij {nummer} {kolom}"
                    for kolom, tekst in rij.items()
                    if kolom not in eigen_regel and vind(tekst or "", vandaag=VANDAAG)
                ]
    assert gestopt == []


@given(st.integers(10_000_000, 999_999_999), st.sampled_from(("9", "3 3 3", "3.3.3", "4.2.3", "2-2-2-3", "4 5")))
def test_elk_bsn_wordt_gezien_hoe_je_het_ook_groepeert(getal: int, vorm: str) -> None:
    nummer = f"{getal:09}"
    nummer = next(n for n in (nummer[:-1] + c for c in "0123456789") if bsn.is_valid(n) or n[-1] == "9")
    if not bsn.is_valid(nummer):
        return
    geschreven, rest = "", nummer
    for teken in vorm:
        if teken.isdigit():
            geschreven, rest = geschreven + rest[: int(teken)], rest[int(teken) :]
        else:
            geschreven += teken
    assert vind(f"hij heeft {geschreven} gegeven", vandaag=VANDAAG)


@given(
    st.dates(datetime.date(1940, 1, 1), datetime.date(2012, 12, 31)),
    st.sampled_from(
        ("%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d", "%d %m %Y", "%d-%m-'%y", "geb %d/%m/%y", "%Y%m%d")
    ),
)
def test_een_datum_van_lang_geleden_wordt_gezien(dag: datetime.date, vorm: str) -> None:
    assert [v.soort for v in vind(f"ze is {dag.strftime(vorm)} uit Homs", vandaag=VANDAAG)] == [Soort.GEBOORTEDATUM]


@given(
    st.dates(datetime.date(2016, 1, 1), datetime.date(2030, 12, 31)), st.sampled_from(("%d-%m-%Y", "%d-%m", "%d/%m/%Y"))
)
def test_een_datum_van_nu_mag(dag: datetime.date, vorm: str) -> None:
    assert vind(f"Vanaf {dag.strftime(vorm)} open, {dag.strftime(vorm)} dicht", vandaag=VANDAAG) == []


@pytest.mark.parametrize(
    "bestand",
    [
        "vrije_teksten.csv",
        "vrije_teksten_later.csv",
        "vrije_teksten_vers.csv",
        "vrije_teksten_b.csv",
        "vrije_teksten_c.csv",
    ],
)
def test_een_tekst_die_ongelezen_doorgaat_had_niets(bestand: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Texts of words alone are passed over quickly; that must never be the reason that something is missed.
    with (Path(__file__).parent / bestand).open(encoding="utf-8") as regels:
        teksten = [rij["tekst"] for rij in csv.DictReader(regels)]
    vlug = [vind(tekst, vandaag=VANDAAG) for tekst in teksten]
    monkeypatch.setattr("kaart.hulp.persoonsgegevens.vinden._KAN_IETS_ZIJN", re.compile(""))
    assert [vind(tekst, vandaag=VANDAAG) for tekst in teksten] == vlug


@given(st.text(max_size=300))
def test_elke_tekst_kan_gelezen_worden_en_elke_vondst_staat_erin(tekst: str) -> None:
    for vondst in vind(tekst, vandaag=VANDAAG):
        assert 0 <= vondst.begin < vondst.eind <= len(tekst)


def test_een_vondst_wijst_de_plek_aan_ook_bij_andere_cijfers_en_onzichtbare_tekens() -> None:
    tekst = "Eén\u200b nummer: ٠٦ ١٢\u200b٣٤ ٥٦٧٨, bel"
    [vondst] = vind(tekst)
    assert tekst[vondst.begin : vondst.eind] == "٠٦ ١٢\u200b٣٤ ٥٦٧٨"
    assert "١٢" not in repr(vondst), "a log can never hold it"


def test_een_lange_tekst_is_in_een_oogwenk_gelezen() -> None:
    # Patterns that look back and forth may take minutes for a text made to that end.
    for stuk in (
        "+",
        "0-",
        "12-",
        " punt a",
        "een ",
        "v1",
        "(at) ",
        "nl02 ",
        "mw. a ",
        "woont op de a ",
        "1 i ",
        "zes 1 ",
        "a ",
        "quatre vingt ",
        "twee keer ",
        "geboren een ",
        "kinderen geboren tussen 1 en ",
        "gmail: ",
        "a.1 bij ",
        "paspoort 12 ",
        "de rest 1 ",
    ):
        begin = datetime.datetime.now(datetime.UTC)
        vind(stuk * (HOOGSTENS // len(stuk)))
        assert (datetime.datetime.now(datetime.UTC) - begin).total_seconds() < 3, stuk


class Formulier(forms.Form):
    """A form with a text that others read."""

    tekst = VeiligeTekst(label="Toelichting", max_length=300, required=False)


def test_het_veld_zegt_wat_er_staat_bewaart_het_getypte_en_logt_niets(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    formulier = Formulier({"tekst": "Bel 06 12345678, geb. 3/4/91. Deur is dicht."})
    assert not formulier.is_valid()
    assert formulier.errors["tekst"] == [
        f"‘06 12345678’: {UITLEG[Soort.TELEFOON]}",
        f"‘3/4/91’: {UITLEG[Soort.GEBOORTEDATUM]}",
    ]
    assert "Bel 06 12345678, geb. 3/4/91. Deur is dicht." in str(formulier["tekst"])
    assert formulier.cleaned_data == {}
    assert caplog.text == ""


@pytest.mark.parametrize("tekst", ["", "De deur was dicht op 12-03.", "Kamer 1016, bel de balie of 14020."])
def test_het_veld_laat_een_gewone_tekst_door(tekst: str) -> None:
    formulier = Formulier({"tekst": tekst})
    assert formulier.is_valid()
    assert formulier.cleaned_data["tekst"] == tekst


def test_een_te_lange_tekst_wordt_ongelezen_geweigerd() -> None:
    fouten = Formulier({"tekst": "0612345678 " * 100}).errors["tekst"]
    assert any("300" in fout for fout in fouten)


def test_een_cel_waarin_niets_stond_wordt_een_andere_dag_weer_gelezen() -> None:
    tekst = "op 3 april 2026"
    with time_machine.travel("2026-11-20", tick=False):
        assert lees_cel(tekst) == []
        assert lees_cel("geboren 3-4-1988") == lees_cel("geboren 3-4-1988") != []
    with time_machine.travel("2046-11-20", tick=False):
        assert lees_cel(tekst) != [], "by then somebody may be born on that day"
    with time_machine.travel("2026-11-20", tick=False):
        assert lees_cel(tekst) == []


def test_van_een_cel_blijft_geen_tekst_achter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bewaking, "HOOGSTENS_NAGEZIEN", 2)
    gelezen = bewaking._nagezien_op(datetime.date.today())  # noqa: DTZ011
    gelezen.clear()
    for tekst in ("Koffie", "Thee", "bel 0612345678", "Soep"):
        lees_cel(tekst)
        assert all(len(merk) == 16 for merk in gelezen)
        assert len(gelezen) <= 2
    assert lees_cel("bel 0612345678") != []
