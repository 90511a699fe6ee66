"""The phone turned round: everything in the person's own language, as a visitor may see it, and nothing kept."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from lxml import html

from doorverwijzing.briefje.talen import TALEN
from doorverwijzing.models import Hulplijn
from doorverwijzing.omdraaien import op_scherm
from doorverwijzing.omdraaien.eigentaal import Eigentaal
from doorverwijzing.omdraaien.strook import PER_BLAD
from organisaties.models import Aanbod, Behoefte, Organisatie
from organisaties.regels.keuzes import Zichtbaarheid
from tests.doorverwijzing.zonder_nederlands import namen_op_de_deur, nederlands_op, teksten
from tests.fabrieken import BehoefteFabriek, LocatieFabriek, OrganisatieFabriek, StadsdeelFabriek, maak_aanbod

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
OP_CODE = {taal.code: taal for taal in TALEN}


def boom(client: Client, pad: str) -> Any:
    antwoord = client.get(pad)
    assert antwoord.status_code == 200, pad
    return html.document_fromstring(antwoord.content)


def tekst_van(client: Client, pad: str) -> str:
    return " ".join(tekst for _, tekst in teksten(client.get(pad).content))


def in_taal(code: str, bron: str) -> str:
    return Eigentaal(OP_CODE[code]).zin(bron).anders


@pytest.fixture
def eten(db: None) -> Organisatie:
    """Make a need, two areas and an organisation in one of them."""
    StadsdeelFabriek(slug="west", naam="West")
    oost = StadsdeelFabriek(slug="oost", naam="Oost")
    BehoefteFabriek(slug="eten", naam="Eten")
    organisatie: Organisatie = OrganisatieFabriek.create(naam="De Pan", telefoon="020 123 45 67")
    LocatieFabriek(kenmerk="plein", organisatie=organisatie, stadsdeel=oost, straat="Plein", huisnummer="3")
    return organisatie


def bied(organisatie: Organisatie, naam: str, **velden: Any) -> Aanbod:
    velden.setdefault("behoeften", Behoefte.objects.filter(slug="eten"))
    velden.setdefault("locaties", organisatie.locaties.all())
    return maak_aanbod(organisatie=organisatie, naam=naam, **velden)


def test_twintig_plaatjes_in_de_eigen_taal_en_in_de_eigen_richting(client: Client, kaart: None) -> None:
    for taal in TALEN:
        pagina = boom(client, f"/in/{taal.code}/")
        for deel in (pagina, *pagina.xpath("//main")):
            assert (deel.get("lang"), deel.get("dir")) == (taal.code, taal.richting)
        [plaatjes] = pagina.xpath("//ul[@class='plaatjes']")
        woorden = [link.text_content().strip() for link in plaatjes.xpath(".//a")]
        assert len(woorden) == len(set(woorden)) == 20
        assert len({use.get("href") for use in plaatjes.xpath(".//*[local-name()='use']")}) == 20
        assert not plaatjes.xpath(".//@lang")
        assert nederlands_op(client.get(f"/in/{taal.code}/").content) == []
        # Whose words nobody read says so, as a slip does, in the language.
        niet_nagekeken = in_taal(taal.code, "Deze vertaling is nog niet nagekeken. Het Nederlands geldt.")
        assert (niet_nagekeken in pagina.text_content()) == (taal.nagekeken_op is None)


def test_van_elk_plaatje_naar_briefjes_zonder_een_woord_nederlands(client: Client, kaart: None) -> None:
    namen = namen_op_de_deur()
    for taal in TALEN:
        adressen = boom(client, f"/in/{taal.code}/").xpath("//ul[@class='plaatjes']//a/@href")
        # All of one language that reads from right to left and one that does not; of the others what differs most.
        for adres in adressen if taal.code in ("ti", "ar") else [adressen[0], adressen[13]]:
            antwoord = client.get(adres)
            assert antwoord.status_code == 200
            assert nederlands_op(antwoord.content, namen) == [], adres
            assert html.document_fromstring(antwoord.content).xpath("//*[@class='slip']"), adres


def test_de_proef_ziet_nederlands(db: None) -> None:
    goed = '<html lang="ar"><body><p>مرحبا</p><a lang="nl">Terug</a></body></html>'
    assert nederlands_op(goed) == []
    assert nederlands_op(goed.replace("مرحبا", "Vraag eerst wat het kost."))
    assert nederlands_op(goed.replace("Terug", "Ga naar het begin"))
    assert nederlands_op(goed.replace("<p>", '<p aria-label="Vraag eerst wat het kost.">'))


def test_de_beste_eerst_met_adres_telefoon_en_weg(client: Client, kaart: None) -> None:
    with time_machine.travel(datetime.datetime(2026, 11, 27, 10, tzinfo=datetime.UTC)):
        pagina = boom(client, "/in/ti/gezondheid/")
        [adres] = pagina.xpath("//article[1]//address//b")
        assert adres.text_content() == "Oudezijds Voorburgwal 129"
        assert pagina.xpath("//article[1]//a[starts-with(@href, 'https://www.openstreetmap.org/') and @rel]")
        assert in_taal("ti", op_scherm.NU_OPEN) in pagina.xpath("string(//article[1]//*[@class='nu'])")
        assert pagina.xpath("//article//a[starts-with(@href, 'tel:')]")
        zoeken = boom(client, "/zoeken/?behoefte=gezondheid").xpath("//article//h3//text()")
    hier = [naam.strip() for naam in pagina.xpath("//article/h2/text()") if naam.strip()]
    daar = [naam.strip() for naam in zoeken if naam.strip()]
    assert [naam for naam in daar if naam in hier] == [naam for naam in hier if naam in daar]
    assert len([naam for naam in hier if naam in daar]) > 3


def test_ook_een_collega_laat_alleen_zien_wat_een_bezoeker_mag(als: Callable[[str], Client], eten: Organisatie) -> None:
    bied(eten, "Soep")
    bied(eten, "Stille soep", zichtbaarheid=Zichtbaarheid.PROFESSIONALS)
    bied(eten, "Soep in overleg", eerst_overleggen=True)
    bied(eten, "Soep met notitie", overdracht="Alleen voor collega's: vraag naar de kok.")
    paginas = {
        rol: als(rol).get("/in/en/eten/").content.decode() for rol in ("bezoeker", "opbouwwerker", "coordinator")
    }
    assert len(set(paginas.values())) == 1
    assert "Soep met notitie" in paginas["opbouwwerker"]
    for geheim in ("Stille soep", "overleg", "de kok"):
        assert geheim not in paginas["opbouwwerker"]


def test_wat_ook_bij_veiligheid_helpt_staat_niet_tussen_het_andere(client: Client, eten: Organisatie) -> None:
    gevaar = BehoefteFabriek(slug="gevaar", naam="Gevaar", neutraal=True)
    bied(eten, "Soep")
    bied(eten, "Soep en een schuilplek", behoeften=[Behoefte.objects.get(slug="eten"), gevaar])
    assert "schuilplek" not in tekst_van(client, "/in/ar/eten/")
    # Who types the address of such a need gets whom to call, and the address there does not name it.
    assert client.get("/in/ar/gevaar/")["Location"] == "/in/ar/praten/"
    plaatjes = boom(client, "/in/ar/").xpath("//ul[@class='plaatjes']//a")
    assert [link.get("href") for link in plaatjes] == ["/in/ar/eten/", "/in/ar/praten/"]
    assert plaatjes[1].text_content().strip() == in_taal("ar", op_scherm.PRATEN)


def test_wie_te_bellen_zegt_namen_en_nummers_en_niet_waarvoor(client: Client, kaart: None) -> None:
    pagina = boom(client, "/in/so/praten/")
    assert pagina.xpath("//a[@data-snel-weg]")
    nummers = pagina.xpath("//a[starts-with(@href, 'tel:')]/@href")
    assert nummers[0] == "tel:112"
    assert "tel:08002000" in nummers
    assert not [lijn.waarvoor for lijn in Hulplijn.objects.all() if lijn.waarvoor in pagina.text_content()]
    assert nederlands_op(client.get("/in/so/praten/").content) == []
    antwoord = client.get("/in/so/praten/")
    assert pagina.xpath("string(//title)").startswith(in_taal("so", op_scherm.WAAR_HULP_BIJ))
    assert pagina.xpath("//a[@lang='nl']/@href")[0] == "/even-rust/"
    assert "Wegwijs-Bewaar" not in antwoord


def test_een_lijn_die_de_taal_spreekt_staat_vooraan(client: Client, kaart: None) -> None:
    laatste = Hulplijn.objects.exclude(telefoon="").in_volgorde().last()
    assert laatste is not None
    assert laatste.aanbod is not None
    som = laatste.aanbod.talen.model.objects.get(code="so")
    laatste.aanbod.talen.add(som)
    assert boom(client, "/in/so/praten/").xpath("string(//li[@class='slip'][1]/h2)") == laatste.naam


@pytest.mark.parametrize("rol", ["bezoeker", "opbouwwerker"])
def test_er_blijft_niets_achter(als: Callable[[str], Client], eten: Organisatie, rol: str) -> None:
    bied(eten, "Soep")
    client = als(rol)
    voor = dict(client.session)
    for pad in ("/in/ti/", "/in/ti/eten/", "/in/ti/praten/", "/in/prs/", "/in/ti/eten/?stadsdeel=oost"):
        antwoord = client.get(pad)
        assert not antwoord.cookies
        assert dict(client.session) == voor
        assert "no-store" in antwoord["Cache-Control"]
        assert antwoord["Referrer-Policy"] == "no-referrer"
        assert "Wegwijs-Bewaar" not in antwoord
        if antwoord.status_code == 200:
            pagina = html.document_fromstring(antwoord.content)
            # No worker is set up from here, and nothing is sent or remembered.
            assert not pagina.xpath("//@data-werker | //form | //input")
            assert pagina.xpath("//meta[@name='robots' and contains(@content, 'noindex')]")


def test_het_gekozen_stadsdeel_gaat_stil_mee_en_terug_naar_het_nederlands(client: Client, eten: Organisatie) -> None:
    bied(eten, "Soep")
    [naar] = boom(client, "/zoeken/?stadsdeel=oost&behoefte=eten").xpath(
        "//a[contains(., 'Draai de telefoon om')]/@href"
    )
    assert naar == "/in/?stadsdeel=oost"
    assert "/in/ti/?stadsdeel=oost" in boom(client, naar).xpath("//ul[@class='talen']//@href")
    begin = boom(client, "/in/ti/?stadsdeel=oost")
    assert begin.xpath("//ul[@class='plaatjes']//a/@href") == ["/in/ti/eten/?stadsdeel=oost"]
    slips = boom(client, "/in/ti/eten/?stadsdeel=oost")
    assert slips.xpath("string(//details[@class='waar']//b[@lang='nl'])") == "Oost"
    assert slips.xpath("//a[normalize-space() = 'Terug']/@href") == ["/zoeken/?stadsdeel=oost&behoefte=eten"]
    # The same page in another language, and the way back to the pictures.
    assert "/in/ar/eten/?stadsdeel=oost" in slips.xpath("//ul[@class='talen']//@href")
    assert slips.xpath("//main/div/a[@class='keuze']/@href") == ["/in/ti/?stadsdeel=oost"]
    # What is no area of this city is passed over.
    assert boom(client, "/in/ti/?stadsdeel=atlantis%22").xpath("//ul[@class='plaatjes']//a/@href") == ["/in/ti/eten/"]


def test_zonder_stadsdeel_is_het_de_hele_stad_met_elk_deel_als_knop(client: Client, eten: Organisatie) -> None:
    bied(eten, "Soep")
    pagina = boom(client, "/in/fa/eten/")
    knoppen = pagina.xpath("//ul[@class='delen']//a")
    assert [knop.text_content() for knop in knoppen] == [in_taal("fa", op_scherm.HELE_STAD), "West", "Oost"]
    assert knoppen[0].get("aria-current") == "true"
    assert in_taal("fa", op_scherm.NIET_IN_DIT_DEEL) not in pagina.text_content()
    # Where a part of the city has nothing, the rest of it is no dead end.
    leeg = boom(client, "/in/fa/eten/?stadsdeel=west")
    assert in_taal("fa", op_scherm.NIET_IN_DIT_DEEL) in leeg.text_content()
    assert leeg.xpath("//article//h2/text()") == ["Soep"]


def test_niets_gevonden_zegt_aan_wie_je_het_vraagt(client: Client, eten: Organisatie) -> None:
    assert in_taal("uk", op_scherm.NERGENS) in tekst_van(client, "/in/uk/eten/")


def test_wat_alleen_in_het_nederlands_bekend_is_vraag_je_aan_wie_naast_je_staat(
    client: Client, eten: Organisatie
) -> None:
    soep = bied(
        eten,
        "Soep",
        documenten="identiteitsbewijs|een zelfgemaakte tekening|een potje verf",
        kosten=Aanbod.Kosten.BIJDRAGE,
        kosten_toelichting="een stuiver per kom",
        aanmelden=Aanbod.Aanmelden.VERWIJZING,
    )
    soep.openingstijden.create(weekdag=1, van="10:00", tot="12:00", toelichting="achterom door de tuin")
    bied(eten, "Brood", tijden="als de bakker over heeft")
    pagina = tekst_van(client, "/in/pl/eten/")
    for onbekend in ("tekening", "verf", "stuiver", "tuin", "bakker"):
        assert onbekend not in pagina
    vraag = in_taal("pl", op_scherm.VRAAG_WIE_HELPT)
    assert pagina.count(vraag) == 4, "what to bring, cost, the hour and the times in words; each once"
    assert "10:00–12:00" in pagina
    assert in_taal("pl", "Het kost een klein bedrag.") in pagina
    # Nobody here gave a slip.
    assert "kartkę" not in pagina
    assert nederlands_op(client.get("/in/pl/eten/").content) == []


@pytest.mark.parametrize(("uur", "nu", "straks"), [(9, 0, 1), (11, 1, 0), (13, 0, 0)])
def test_groen_is_alleen_wat_nu_open_is(client: Client, eten: Organisatie, uur: int, nu: int, straks: int) -> None:
    soep = bied(eten, "Soep")
    soep.openingstijden.create(weekdag=5, van="10:00", tot="12:00")
    with time_machine.travel(datetime.datetime(2026, 11, 27, uur, tzinfo=AMSTERDAM)):
        pagina = boom(client, "/in/pl/eten/")
    assert len(pagina.xpath("//*[@class='nu']")) == nu
    assert len(pagina.xpath("//*[@class='nu straks']")) == straks


def test_meer_dan_een_blad_gaat_verder(client: Client, eten: Organisatie) -> None:
    for nummer in range(PER_BLAD + 2):
        bied(eten, f"Soep {nummer}")
    eerste = boom(client, "/in/es/eten/?stadsdeel=oost")
    [verder] = eerste.xpath("//a[contains(@href, 'blad=')]/@href")
    assert verder == "/in/es/eten/?stadsdeel=oost&blad=2"
    tweede = boom(client, verder)
    assert not tweede.xpath("//a[contains(@href, 'blad=')]")
    samen = [*eerste.xpath("//article/h2/text()"), *tweede.xpath("//article/h2/text()")]
    assert len(samen) == len(set(samen)) == PER_BLAD + 2
    for raar in ("nul", "-1", "0", "99999", "²"):
        assert client.get(f"/in/es/eten/?blad={raar}").status_code == 200


def test_een_behoefte_die_een_stad_erbij_maakt_heeft_een_plaatje_en_heet_zoals_daar(
    client: Client, eten: Organisatie
) -> None:
    BehoefteFabriek(slug="zwemmen", naam="Zwemmen")
    [link] = boom(client, "/in/tr/").xpath("//a[@href='/in/tr/zwemmen/']")
    assert link.xpath("b[@lang='nl']/text()") == ["Zwemmen"]
    assert link.xpath(".//*[local-name()='use']")


@pytest.mark.parametrize(("code", "naar"), [("prs", "fa"), ("pt_br", "pt-BR"), ("TI", "ti"), ("pt", "pt-BR")])
def test_een_andere_spelling_van_een_taal_is_dezelfde(client: Client, eten: Organisatie, code: str, naar: str) -> None:
    assert client.get(f"/in/{code}/eten/?stadsdeel=oost")["Location"] == f"/in/{naar}/eten/?stadsdeel=oost"


@pytest.mark.parametrize("pad", ["/in/nl/", "/in/xx/", "/in/ti/bestaat-niet/", "/in/ti/eten-warm/"])
def test_wat_er_niet_is_is_er_niet(client: Client, eten: Organisatie, pad: str) -> None:
    BehoefteFabriek(slug="eten-warm", ouder=Behoefte.objects.get(slug="eten"))
    assert client.get(pad).status_code == 404


def test_een_collega_vindt_de_knop_op_begin_zoeken_en_aanbod(client: Client, eten: Organisatie) -> None:
    soep = bied(eten, "Soep")
    for pad in ("/", "/zoeken/?behoefte=eten", soep.get_absolute_url()):
        assert boom(client, pad).xpath("//a[@href='/in/' and contains(., 'Draai de telefoon om')]"), pad
    # What is about safety is not turned towards anybody.
    gevaar = BehoefteFabriek(slug="gevaar", naam="Gevaar", neutraal=True)
    stil = bied(eten, "Stil", behoeften=[gevaar])
    for pad in ("/zoeken/?behoefte=gevaar", stil.get_absolute_url()):
        assert not boom(client, pad).xpath("//a[contains(., 'Draai de telefoon om')]"), pad
