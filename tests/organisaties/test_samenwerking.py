"""Short lines between organisations: who sees them, what follows from the offers, and who may write them down."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from organisaties.bijhouden.samenwerking.acties import haal_lijn_weg, leg_lijn
from organisaties.ingangen.netwerk import Netwerk, netwerk_van
from organisaties.ingangen.netwerk.tekening import BREEDTE, teken
from organisaties.models import Contactpersoon, Organisatie, Samenwerking
from organisaties.regels.rollen import Rol
from tests.fabrieken import LocatieFabriek, OrganisatieFabriek, StadsdeelFabriek, maak_aanbod, maak_medewerker

pytestmark = pytest.mark.django_db


def organisatie(kenmerk: str, **velden: Any) -> Organisatie:
    gemaakt: Organisatie = OrganisatieFabriek.create(kenmerk=kenmerk, naam=kenmerk.replace("-", " ").title(), **velden)
    return gemaakt


def lijn(van: Organisatie, soort: str, naar: Organisatie, toelichting: str = "") -> Samenwerking:
    return Samenwerking.objects.create(van=van, naar=naar, soort=soort, toelichting=toelichting)


def houder(stadsdeel: str) -> Client:
    """Return a browser of the aandachtsfunctionaris of an area."""
    medewerker = maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, naam=f"houder-{stadsdeel}")
    medewerker.stadsdelen.add(StadsdeelFabriek.create(slug=stadsdeel))
    client = Client()
    client.force_login(medewerker)
    return client


def netwerk(een: Organisatie) -> Netwerk:
    """Return the network as a colleague sees it."""
    gevonden = netwerk_van(een, maak_medewerker(Rol.OPBOUWWERKER, naam=f"collega-{een.kenmerk}"))
    assert gevonden
    return gevonden


def woorden(een: Organisatie) -> list[str]:
    return [f"{lijn.woorden}: {lijn.ander}" for lijn in netwerk(een).lijnen]


def tekst(antwoord) -> str:
    return " ".join(html.fromstring(antwoord.content).text_content().split())


def test_een_lijn_leest_van_beide_kanten_goed() -> None:
    a, b = organisatie("askv"), organisatie("wereldhuis")
    for soort in Samenwerking.Soort:
        lijn(a, soort, b)
    assert woorden(a) == [
        "heeft een warme lijn met: Wereldhuis",
        "houdt spreekuur bij: Wereldhuis",
        "verwijst naar: Wereldhuis",
        "werkt samen met: Wereldhuis",
    ]
    assert woorden(b) == [
        "heeft een warme lijn met: Askv",
        "houdt hier spreekuur: Askv",
        "verwijst hiernaar: Askv",
        "werkt samen met: Askv",
    ]


def test_een_spreekuur_op_een_plek_van_een_ander_is_een_lijn_en_zegt_waar_die_uit_volgt(
    als: Callable[[str], Client],
) -> None:
    gast, huis = organisatie("buurtteam"), organisatie("hushu-house")
    plek = LocatieFabriek.create(organisatie=huis)
    maak_aanbod(naam="Spreekuur in het huis", soort="spreekuur", organisatie=gast, locaties=[plek])
    maak_aanbod(naam="Koken", soort="activiteit", organisatie=gast, locaties=[plek])
    maak_aanbod(naam="Oud", soort="spreekuur", organisatie=organisatie("weg"), locaties=[plek], status="gestopt")
    maak_aanbod(naam="Eigen inloop", organisatie=huis, locaties=[plek])
    assert woorden(gast) == ["houdt spreekuur bij: Hushu House", "heeft aanbod op een plek van: Hushu House"]
    pagina = tekst(als("opbouwwerker").get("/organisaties/hushu-house/"))
    assert "Houdt hier spreekuur (volgt uit Spreekuur in het huis)" in pagina
    assert not Samenwerking.objects.exists(), "what follows from offers is not stored"


def test_wat_is_opgeschreven_gaat_voor_wat_volgt_en_staat_er_eenmaal() -> None:
    gast, huis = organisatie("buurtteam"), organisatie("huis")
    maak_aanbod(soort="spreekuur", organisatie=gast, locaties=[LocatieFabriek.create(organisatie=huis)])
    lijn(gast, "houdt-spreekuur-bij", huis, "Elke dinsdag.")
    [enige] = netwerk(gast).lijnen
    assert (enige.toelichting, enige.afgeleid) == ("Elke dinsdag.", False)


def test_de_openingsdata_zeggen_zelf_wie_waar_spreekuur_houdt(kaart: None) -> None:
    huis = Organisatie.objects.get(kenmerk="hushu-house")
    spreekuur = {str(lijn.ander) for lijn in netwerk(huis).lijnen if "spreekuur" in lijn.soort}
    assert {"Buurtteam Amsterdam", "Dokters van de Wereld", "FairWork"} <= spreekuur


@pytest.mark.parametrize("rol", ["bezoeker", "aanbieder"])
def test_alleen_collegas_zien_lijnen(als: Callable[[str], Client], rol: str) -> None:
    a = organisatie("stap-verder")
    lijn(a, "warme-lijn", organisatie("geheime-vriend"))
    maak_aanbod(kenmerk="hulp", organisatie=a)
    client = als(rol)
    for pad in ("/organisaties/stap-verder/", "/aanbod/hulp/"):
        pagina = client.get(pad).content.decode()
        assert "Geheime Vriend" not in pagina
        assert "Korte lijnen" not in pagina
    assert "Geheime Vriend" in tekst(als("opbouwwerker").get("/aanbod/hulp/"))


# --- whom to call


def test_bij_vrijwilligers_komt_de_beroepskracht_met_een_warme_lijn_eerst(als: Callable[[str], Client]) -> None:
    groep = organisatie("vrouwengroep", formaliteit="informeel", contact_rol="de vaste vrijwilliger")
    maak_aanbod(kenmerk="koffie", organisatie=groep, eerst_overleggen=True)
    lijn(organisatie("welzijn", contact_rol="de opbouwwerker"), "warme-lijn", groep)
    lijn(groep, "warme-lijn", organisatie("andere-groep", formaliteit="informeel"))
    assert [(str(w.organisatie), w.rol) for w in netwerk(groep).bel_eerst] == [
        ("Welzijn", "de opbouwwerker"),
        ("Vrouwengroep", "de vaste vrijwilliger"),
    ]
    pagina = tekst(als("opbouwwerker").get("/aanbod/koffie/"))
    assert "Overleg eerst. Wie bel je? Welzijn, vraag naar: de opbouwwerker" in pagina
    assert "Bel eerst: Welzijn" in tekst(als("coordinator").get("/organisaties/vrouwengroep/"))


def test_een_formele_organisatie_bel_je_zelf() -> None:
    kantoor = organisatie("kantoor", contact_rol="de balie")
    lijn(organisatie("ander"), "warme-lijn", kantoor)
    assert [(str(w.organisatie), w.rol) for w in netwerk(kantoor).bel_eerst] == [("Kantoor", "de balie")]


def test_na_de_laatste_dag_staat_alleen_de_rol_er_nog(als: Callable[[str], Client]) -> None:
    groep = organisatie("groep")
    vandaag = datetime.date.today()  # noqa: DTZ011
    for naam, geldig_tot in (("Vertrokken Naam", vandaag - datetime.timedelta(days=2)), ("Huidige Naam", None)):
        Contactpersoon.objects.create(
            organisatie=groep, rol="coördinator", naam=naam, telefoon="000", toestemming_op="2020-01-01",
            geldig_tot=geldig_tot,
        )  # fmt: skip
    maak_aanbod(kenmerk="koffie", organisatie=groep)
    client = als("opbouwwerker")
    for pad in ("/organisaties/groep/", "/aanbod/koffie/"):
        pagina = tekst(client.get(pad))
        assert "Coördinator" in pagina
        assert "Huidige Naam" in pagina
        assert "Vertrokken" not in pagina


# --- the picture


def test_het_plaatje_en_de_lijst_noemen_dezelfde_organisaties(als: Callable[[str], Client]) -> None:
    midden = organisatie("midden")
    for nummer in range(5):
        lijn(midden, "verwijst-naar", organisatie(f"ander-{nummer}"))
    boom = html.fromstring(als("opbouwwerker").get("/organisaties/midden/").content)
    [svg] = boom.xpath("//*[local-name()='svg'][@role='img']")
    genoemd = [boom.get_element_by_id(i).text_content() for i in svg.get("aria-labelledby").split()]
    assert genoemd[0] == "Het netwerk van Midden"
    in_plaatje = {t.text for t in svg.iter() if str(t.tag).endswith("text")}
    in_lijst = {a.text for a in boom.xpath("//section[@id='lijnen']//ul/li/a")}
    assert in_lijst == {f"Ander {nummer}" for nummer in range(5)}
    assert in_lijst <= in_plaatje
    assert not svg.xpath(".//@style | .//*[local-name()='style'] | .//*[local-name()='script']")


def test_een_naam_met_haken_blijft_tekst_en_een_lange_naam_past() -> None:
    midden = OrganisatieFabriek.create(kenmerk="m", naam="<b>Midden</b> & " + "heel lange naam " * 8)
    lijn(midden, "verwijst-naar", OrganisatieFabriek.create(naam="X" * 150))
    tekening = teken(netwerk(midden))
    regels = [*tekening.naam, *(regel for buur in tekening.buren for regel in buur.naam)]
    assert all(len(regel.tekst) <= 34 for regel in regels)
    assert all(0 < regel.x < BREEDTE and 0 < regel.y < tekening.hoogte for regel in regels)
    collega = Client()
    collega.force_login(maak_medewerker(Rol.OPBOUWWERKER, naam="kijker"))
    assert "<b>Midden" not in collega.get("/organisaties/m/").content.decode()


def test_een_groot_netwerk_blijft_een_plaatje_en_zegt_dat_er_meer_is() -> None:
    midden = organisatie("midden")
    for nummer in range(30):
        lijn(midden, "verwijst-naar", organisatie(f"ander-{nummer:02}"))
    tekening = teken(netwerk(midden))
    assert (len(tekening.buren), tekening.rest) == (12, 18)


# --- writing down


def test_wie_het_stadsdeel_bijhoudt_schrijft_een_lijn_op_en_haalt_hem_weg() -> None:
    a = organisatie("a-huis")
    a.werkgebied.add(StadsdeelFabriek.create(slug="oost"))
    organisatie("bee-groep")
    client = houder("oost")
    antwoord = client.post(
        "/werk/samenwerking/a-huis/",
        {"richting": "verwijst-naar:terug", "ander": "bee GROEP", "toelichting": "Op dinsdag."},
        follow=True,
    )
    assert "De lijn met Bee Groep staat erbij." in tekst(antwoord)
    [gemaakt] = Samenwerking.objects.all()
    assert gemaakt.naar is not None
    assert (gemaakt.van.kenmerk, gemaakt.naar.kenmerk, gemaakt.toelichting) == ("bee-groep", "a-huis", "Op dinsdag.")
    weg = client.post("/werk/samenwerking/a-huis/weghalen/", {"lijn": str(gemaakt.pk)}, follow=True)
    assert "De lijn is weg." in tekst(weg)
    assert not Samenwerking.objects.exists()


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"ander": ""}, "Schrijf de naam van de andere organisatie."),
        ({"ander": "A Huis"}, "Dit is dezelfde organisatie."),
        ({"ander": "zeppelin"}, "Deze organisatie staat niet op de kaart."),
        ({"ander": "groep"}, "Er zijn meer organisaties die zo heten: ‘Bee Groep’, ‘Cee Groep’."),
        ({"ander": "bee-groep"}, "Deze lijn staat er al."),
        ({"ander": "bee-groep", "richting": "werkt-samen-met:heen"}, "Deze lijn staat er al."),
        ({"ander": "cee-groep", "toelichting": "Bel 06 12345678"}, "Dit lijkt op een telefoonnummer."),
        ({"ander": "cee-groep", "richting": "onzin"}, "onzin"),
    ],
)
def test_een_foute_lijn_zegt_waarom_en_houdt_wat_er_stond(
    als: Callable[[str], Client], velden: dict[str, str], fout: str
) -> None:
    a, b = organisatie("a-huis"), organisatie("bee-groep")
    organisatie("cee-groep")
    lijn(a, "verwijst-naar", b)
    lijn(b, "werkt-samen-met", a)
    gestuurd = {"richting": "verwijst-naar:heen", "toelichting": "Vraag de balie.", **velden}
    antwoord = als("coordinator").post("/werk/samenwerking/a-huis/", gestuurd)
    assert antwoord.status_code == 200
    assert fout in tekst(antwoord)
    invoer = {veld.get("name"): veld.get("value") or "" for veld in html.fromstring(antwoord.content).xpath("//input")}
    assert invoer["ander"] == gestuurd["ander"]
    assert invoer["toelichting"] == gestuurd["toelichting"]
    assert Samenwerking.objects.count() == 2


def test_wie_een_ander_stadsdeel_bijhoudt_mag_niet_schrijven() -> None:
    a, b = organisatie("a-huis"), organisatie("bee-groep")
    a.werkgebied.add(StadsdeelFabriek.create(slug="oost"))
    rij = lijn(a, "warme-lijn", b)
    client = houder("west")
    assert client.get("/werk/samenwerking/a-huis/").status_code == 403
    assert client.post("/werk/samenwerking/a-huis/weghalen/", {"lijn": str(rij.pk)}).status_code == 403
    with pytest.raises(PermissionDenied):
        leg_lijn(gebruiker=maak_medewerker(Rol.OPBOUWWERKER, naam="o"), van=a, naar=b, soort="verwijst-naar")
    with pytest.raises(PermissionDenied):
        haal_lijn_weg(gebruiker=maak_medewerker(Rol.AANBIEDER, naam="p"), lijn=rij)
    assert Samenwerking.objects.get() == rij


@pytest.mark.parametrize("nummer", ["", "x", "-1", "9" * 30, "999999"])
def test_een_lijn_die_er_niet_is_is_404(als: Callable[[str], Client], nummer: str) -> None:
    organisatie("a-huis")
    assert als("coordinator").post("/werk/samenwerking/a-huis/weghalen/", {"lijn": nummer}).status_code == 404


def test_twee_keer_dezelfde_lijn_geeft_een_lijn() -> None:
    a, b, wie = organisatie("a"), organisatie("b"), maak_medewerker(Rol.COORDINATOR, naam="c")
    eerste = leg_lijn(gebruiker=wie, van=a, naar=b, soort="warme-lijn")
    assert leg_lijn(gebruiker=wie, van=a, naar=b, soort="warme-lijn") == eerste


@pytest.mark.parametrize("pad", ["/organisaties/midden/", "/aanbod/koffie/", "/werk/samenwerking/midden/"])
def test_evenveel_queries_voor_2_als_voor_22_lijnen(als: Callable[[str], Client], pad: str) -> None:
    client, midden, aantallen = als("coordinator"), organisatie("midden", formaliteit="informeel"), []
    maak_aanbod(kenmerk="koffie", organisatie=midden)
    for tot in (2, 22):
        for nummer in range(Samenwerking.objects.count(), tot):
            ander = organisatie(f"ander-{nummer}")
            lijn(ander, "warme-lijn", midden)
            Contactpersoon.objects.create(organisatie=ander, rol="balie")
            maak_aanbod(organisatie=ander, locaties=[LocatieFabriek.create(organisatie=midden)])
        client.get(pad)
        with CaptureQueriesContext(connection) as gevangen:
            assert client.get(pad).status_code == 200
        aantallen.append(len(gevangen))
    assert aantallen[0] == aantallen[1]
