"""How a typed text is read, with the real lists: what is an error, what is danger, and what is only a word."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path

import pytest

from organisaties.zichtbaarheid import Kijker
from organisaties.zoeken import Antwoord, Register, Vraag, zoek_in
from organisaties.zoeken.index.bouwen import bouw
from organisaties.zoeken.kwaliteit import lees_vragen, meet
from organisaties.zoeken.lezen.lezen import lees
from organisaties.zoeken.lezen.term import Gelezen
from organisaties.zoeken.taal.gewoon import BESTAND, Woordenlijst, is_gewoon, is_woord
from tests.fabrieken import BehoefteFabriek, OrganisatieFabriek, maak_aanbod

VRAGEN = Path(__file__).parent.parent / "zoekvragen.csv"
"""Questions with right answers; here it only matters that a word before them changes nothing."""

ECHT_OVER_VEILIGHEID = frozenset(
    """
    politie bang bange doodsbang eer slaan slaat geslagen klappen geweld gewelddadig veilig veiligheid onveilig
    onveilige safe dreigen dreigt dreigde dreigende bedreigd bedreigde bedreigt bedreigen bedreiging bedreigingen
    gedwongen dwang opgesloten chantage explosief bom bommen gegijzeld gijzeling granaat gun geweer geweren pistool
    pistolen vuurwapen vuurwapens wapen wapens geschoten schietpartij schoten incest intimidatie kindermishandeling
    ondergedoken ontvoerd ontvoeren ontvoering slaaf slavin slavernij verkrachters
    misbruik misbruikt misbruiken mishandeld mishandelde mishandelen mishandeling verkracht verkrachtte verkrachten
    verkrachting aanranding aangerand aangeraakt grensoverschrijdende prostitutie mensenhandel stalker stalking
    achtervolgd achtervolgen achtervolging pesten gepest uitgescholden racisme racistisch discriminatie aangifte
    """.split()  # noqa: SIM905
)
"""Of the common words those that are about it, whatever else they are about."""

NEUTRAAL = """
    mijnheer zeer weer gemeld verkocht zang gang heer politieke staking geslapen laan verdacht kloppen rang resten peer
    positief geweldig roken zanger macht woord gebeld geweest uitgeput begin jaar gisteren verleden blijkbaar inmiddels
    volgens gelukkig helaas bekende jonge oude lange nieuwe goede vaste eigenlijk natuurlijk kennis collega situatie
    contact bericht groet
    """.split()  # noqa: SIM905

GEWOON = """
    mijnheer Hassan zoekt taalles
    niet geslapen door lawaai buren
    zeer weinig geld
    heer van 70 eenzaam
    aannemer betaalt niet
    man uit bangladesh zoekt taalles
    heeft zich gemeld bij COA
    zang en muziek
    politieke vluchteling
    positief verhaal
    fiets verkocht
    leerkracht gezocht
    overdracht van dossier
    Laan van Spartaan
    geweldige fietsles
    geweldig
    ongedocumenteerde man
    poolse man
    oost-europese man
    kast is stuk
    brandweer bellen
    trouwen in het stadhuis
    """
"""Questions of other things; most of them were once answered with violence at home."""

SCHRIJFFOUTEN = """
    mijn man slaad mij
    gewelt
    bedrijgt
    bedreicht
    bedrijging
    verkragt
    verkrachtting
    aanrandig
    misbruk
    geslage
    geslaagen
    mischandeling
    mishandelling
    onvijlig
    stalkingg
    dwanng
    polietie
    politti
    mensenhandle
    huiselijk gewled
    racizme
    """


@pytest.fixture
def register(kaart: None) -> Register:
    return bouw(Kijker.BEZOEKER, datetime.date(2026, 11, 27))


def lees_in(q: str, register: Register) -> Gelezen:
    return lees(q, register.index, register.betekenis)


def zoek(q: str, register: Register) -> Antwoord:
    return zoek_in(Vraag(q, {}, ()), register)


def regels(tekst: str) -> list[str]:
    return [regel.strip() for regel in tekst.strip().splitlines()]


def gewone_woorden(hoeveel: int) -> list[str]:
    return BESTAND.read_text(encoding="ascii").split()[:hoeveel]


def test_van_de_gewoonste_woorden_leidt_alleen_wat_erover_gaat_naar_veiligheid(register: Register) -> None:
    raak = {woord for woord in gewone_woorden(20_000) if zoek(woord, register).gaat_over_veiligheid}
    assert not raak - ECHT_OVER_VEILIGHEID
    assert len(raak) > 10, "what is about it does lead there"


def test_een_woord_dat_mensen_schrijven_wordt_nooit_een_ander_woord(register: Register) -> None:
    gelezen = {woord: lees_in(woord, register).termen for woord in gewone_woorden(20_000)}
    assert not {woord: term.gelezen_als for woord, termen in gelezen.items() for term in termen if term.gelezen_als}


def test_gewone_vragen_gaan_niet_over_veiligheid(register: Register) -> None:
    assert not [vraag for vraag in regels(GEWOON) if zoek(vraag, register).gaat_over_veiligheid]


def test_een_echte_schrijffout_in_een_woord_over_veiligheid_leidt_daar_wel_heen(register: Register) -> None:
    assert len(regels(SCHRIJFFOUTEN)) > 20
    assert not [vraag for vraag in regels(SCHRIJFFOUTEN) if not zoek(vraag, register).gaat_over_veiligheid]


@pytest.mark.parametrize(
    ("vraag", "behoefte"),
    [
        ("de gordijnen bij mevrouw Jansen zijn kapot", "spullen-meubels"),
        ("mijn fiets is gisteren gejat", "spullen-fiets"),
        ("hij kan de brief niet lezen", "papieren-brief"),
        ("zijn moeder is vorige week overleden", "mentaal-rouw"),
        ("de huur gaat weer flink omhoog", "wonen-huur"),
        ("mijn zoon luistert niet", "kinderen-opvoeden"),
        ("heeft al dagen kiespijn", "gezondheid-tandarts"),
        ("ze zit de hele dag binnen", "ontmoeten"),
        ("verwarming in de slaapkamer kapot", "wonen-onderhoud"),
        ("kind wil op voetbal", "meedoen-sport"),
    ],
)
def test_hoe_gewone_mensen_het_zeggen_staat_bij_de_behoefte(register: Register, vraag: str, behoefte: str) -> None:
    assert max(term.behoeften.get(behoefte, 0) * term.telt for term in lees_in(vraag, register).termen) >= 0.7


@pytest.mark.parametrize("vraag", ["bang in het water", "bang op de fiets"])
def test_een_bang_woord_in_een_zin_over_iets_anders_is_geen_gevaar(register: Register, vraag: str) -> None:
    assert not zoek(vraag, register).gaat_over_veiligheid


@pytest.mark.parametrize(
    "vraag", ["bang voor haar man", "man slaat haar en kind wil op voetbal", "bang thuis en niet in het water"]
)
def test_een_andere_zin_verbergt_het_gevaar_niet(register: Register, vraag: str) -> None:
    assert zoek(vraag, register).gaat_over_veiligheid


def test_een_neutraal_woord_voor_een_vraag_verandert_niets(kaart: None) -> None:
    vragen = lees_vragen(VRAGEN)
    zonder = meet(vragen, Kijker.PROFESSIONAL).succes(5)
    for begin in range(0, len(NEUTRAAL), 10):
        woorden = NEUTRAAL[begin : begin + 10]
        met = [
            dataclasses.replace(vraag, vraag=f"{woorden[plek % len(woorden)]} {vraag.vraag}")
            for plek, vraag in enumerate(vragen)
        ]
        assert meet(met, Kijker.PROFESSIONAL).succes(5) >= zonder - 0.02, woorden


@pytest.mark.parametrize(
    ("vraag", "zo"),
    [
        ("gratis tirannie", True),
        ("vragen over tirannie", True),
        ("hulp met tirannie", True),
        ("gratis taalles", False),
        ("taalles tirannie", False),
        ("gratis", False),
        ("tirannie", False),
    ],
)
def test_dat_alleen_een_algemeen_woord_iets_vond_is_bekend(register: Register, vraag: str, zo: bool) -> None:
    uitslag = zoek(vraag, register).uitslag
    assert uitslag is not None
    assert uitslag.alleen_algemeen is zo


def test_waar_niets_voor_is_wordt_breder_gezocht(kaart: None) -> None:
    boven = BehoefteFabriek(slug="boven", naam="Boven")
    BehoefteFabriek(slug="onder", naam="Kwetterochtend", ouder=boven)
    maak_aanbod(kenmerk="breed", behoeften=[boven])
    register = bouw(Kijker.BEZOEKER, datetime.date(2026, 11, 27))
    antwoord = zoek("kwetterochtend", register)
    assert [register.rijen[positie].kenmerk for positie in antwoord.stuk(0, 5)] == ["breed"]


def test_namen_zijn_woorden_ook_zonder_aanbod(kaart: None) -> None:
    assert lees_in("taalels", bouw(Kijker.BEZOEKER, datetime.date(2026, 11, 27))).termen[0].gelezen_als == "taalles"
    OrganisatieFabriek(naam="Stichting Taalels")
    assert not lees_in("taalels", bouw(Kijker.BEZOEKER, datetime.date(2026, 11, 27))).termen


def test_een_verborgen_naam_is_voor_een_bezoeker_geen_woord(kaart: None) -> None:
    OrganisatieFabriek(naam="Stichting Taalels", zichtbaarheid="professionals")
    lezen = {
        soort: lees_in("taalels", bouw(soort, datetime.date(2026, 11, 27)))
        for soort in (Kijker.BEZOEKER, Kijker.PROFESSIONAL)
    }
    assert [term.gelezen_als for term in lezen[Kijker.BEZOEKER].termen] == ["taalles"]
    assert not lezen[Kijker.PROFESSIONAL].termen


def test_een_woordenlijst_kent_haar_woorden_en_geen_andere() -> None:
    woorden = gewone_woorden(3_000)
    lijst = Woordenlijst.van(woorden)
    assert [lijst.rang(woord) for woord in woorden] == list(range(3_000))
    assert [lijst.rang(woord) for woord in ("", "qqq", "zzzzzz", "é", "a" * 60)] == [None] * 5
    assert is_gewoon("mijnheer")
    assert is_woord("timmerwerkplaats")
    assert not is_gewoon("timmerwerkplaats")
    assert not is_woord("gewelt")


@pytest.mark.parametrize(
    ("vraag", "zo"),
    [
        ("fietsles man", True),
        ("meneer wil nederlands leren", True),
        ("mijn man zit thuis", False),
        ("vrouw zoekt fietsles met haar man", False),
        ("fietsles", False),
    ],
)
def test_voor_een_man_is_alleen_wat_voor_een_man_gevraagd_wordt(register: Register, vraag: str, zo: bool) -> None:
    assert lees(vraag, register.index, register.betekenis).voor_een_man == zo


def test_wat_alleen_voor_vrouwen_is_staat_voor_een_man_niet_bovenaan(register: Register) -> None:
    vrouwen = register.heeft_doelgroep["vrouwen"]
    (eerste,) = zoek("fietsles man", register).stuk(0, 1)
    assert not vrouwen >> eerste & 1
    (eerste,) = zoek("fietsles vrouw", register).stuk(0, 1)
    assert vrouwen >> eerste & 1


@pytest.mark.parametrize(
    "vraag",
    ["mijn baas doet of zijn neus bloedt als ik om mijn centen vraag", "hoe moeten ouders met hun puber omgaan"],
)
def test_wat_op_gevaar_lijkt_en_het_niet_is(register: Register, vraag: str) -> None:
    assert not zoek(vraag, register).gaat_over_veiligheid


@pytest.mark.parametrize("vraag", ["taalles niet in noord", "taalles behalve noord", "taalles, niet naar Noord"])
def test_waar_iemand_niet_heen_wil_staat_onderaan(register: Register, vraag: str) -> None:
    antwoord = zoek(vraag, register)
    assert antwoord.uitslag is not None
    assert antwoord.uitslag.gelezen.niet_in == {"noord"}
    assert not antwoord.uitslag.gelezen.wensen
    eerste = antwoord.stuk(0, 5)
    assert not any(register.gevestigd["noord"] >> p & 1 and not register.stadsbreed >> p & 1 for p in eerste)


@pytest.mark.parametrize("vraag", ["fietsles zuid oost", "fietsles zuid-oost", "fietsles Zuidoost"])
def test_een_stadsdeel_in_twee_woorden_is_een_stadsdeel(register: Register, vraag: str) -> None:
    assert {(wens.facet, wens.waarde) for wens in lees(vraag, register.index, register.betekenis).wensen} == {
        ("stadsdeel", "zuidoost")
    }


def test_van_een_plek_komt_niet_eerst_wat_daar_is_en_bij_iets_anders_helpt(register: Register) -> None:
    eten = register.maskers["behoefte"]["eten"]
    antwoord = zoek("eten noord", register)
    assert all(eten >> positie & 1 for positie in antwoord.stuk(0, 8))


def test_zonder_vraag_staat_hulp_bij_gevaar_niet_vooraan(register: Register) -> None:
    eerste = zoek("", register).stuk(0, 20)
    assert not any(register.alleen_bij_nood >> positie & 1 for positie in eerste)
    namen = {
        register.rijen[positie].kenmerk
        for positie in range(len(register.rijen))
        if register.alleen_bij_nood >> positie & 1
    }
    assert {"noodhulp-112", "veilig-thuis-advies", "blijf-groep-hulp"} <= namen
    assert "huisartsenpost-avond" not in namen
