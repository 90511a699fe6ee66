"""The work list: what needs whom, why, in which order; and 'klopt nog'."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as instellingen
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from doorverwijzing.models import Route, Stap
from doorverwijzing.signalen.acties import meld_signaal
from kaart.hulp import omgeving
from kaart.werk.lijst.redenen import EXTRA_PER_DING, EXTRA_PER_SOORT, GEWICHT
from organisaties.bijhouden.controleren import toe_aan_controle
from organisaties.bijhouden.controleren.acties import klopt_nog
from organisaties.ingangen.controles import Gezien
from organisaties.models import Aanbod, Controle, Locatie, Medewerker, Organisatie, Toegang, Voorstel
from organisaties.regels import versheid
from organisaties.regels.rollen import Rol
from tests.fabrieken import (
    BehoefteFabriek,
    CategorieFabriek,
    LocatieFabriek,
    OrganisatieFabriek,
    StadsdeelFabriek,
    maak_aanbod,
    maak_medewerker,
)
from tests.nakijken import KLOPT, pagina, verzend

pytestmark = pytest.mark.django_db


def vandaag() -> datetime.date:
    return timezone.localdate()


def geleden(dagen: int) -> datetime.date:
    return vandaag() - datetime.timedelta(days=dagen)


@pytest.fixture
def organisatie() -> Organisatie:
    """Return a city-wide organisation that was checked today, so that it is no work itself."""
    gemaakt: Organisatie = OrganisatieFabriek.create(
        naam="Huis", hele_stad=True, telefoon="020 123 45 67", gecontroleerd_op=vandaag()
    )
    return gemaakt


@pytest.fixture
def maak(organisatie: Organisatie) -> Callable[..., Aanbod]:
    """Give a maker of offers in Oost that were checked today."""

    def doe(kenmerk: str, **velden: Any) -> Aanbod:
        velden = {"gecontroleerd_op": vandaag(), "organisatie": organisatie, "naam": kenmerk.title(), **velden}
        return maak_aanbod(kenmerk=kenmerk, stadsdelen=[StadsdeelFabriek.create(slug="oost")], **velden)

    return doe


def houder(*stadsdelen: str) -> Medewerker:
    medewerker = maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, naam=f"houder-{'-'.join(stadsdelen)}")
    medewerker.stadsdelen.set([StadsdeelFabriek.create(slug=slug) for slug in stadsdelen])
    return medewerker


def ingelogd(medewerker: Medewerker) -> Client:
    client = Client()
    client.force_login(medewerker)
    return client


def regels(client: Client, vraag: str = "") -> dict[str, str]:
    """Return the lines of the list in order: name → everything that stands beside it."""
    boom = html.fromstring(client.get(f"/werk/{vraag}").content)
    return {
        li.xpath("string(.//h3)"): " ".join(li.text_content().split())
        for li in boom.xpath("//ol[contains(@class, 'werklijst')]/li")
    }


def tekst(antwoord) -> str:
    return " ".join(html.fromstring(antwoord.content).text_content().split())


# --- the reasons


def test_elke_reden_staat_er_in_woorden(maak: Callable[..., Aanbod]) -> None:
    maak("vers")
    maak("nooit", gecontroleerd_op=None)
    maak("oud", soort="spreekuur", gecontroleerd_op=geleden(120))
    maak("loopt-af", geldig_tot=vandaag() + datetime.timedelta(days=10))
    maak("afgelopen", geldig_tot=geleden(3))
    maak("pauze", pauze_vanaf=geleden(60))
    voorstel = maak("voorstel")
    Voorstel.objects.create(aanbod=voorstel, wijzigingen={}, rol="opbouwwerker")
    Voorstel.objects.create(
        aanbod=maak("besloten"), wijzigingen={}, rol="x", besluit="deels", besloten_op=timezone.now()
    )
    for nummer in range(3):
        wie = maak_medewerker(Rol.OPBOUWWERKER, naam=f"c{nummer}")
        meld_signaal(gebruiker=wie, aanbod=maak(f"vol-{nummer}"), soort="gelukt")
        meld_signaal(gebruiker=wie, aanbod=Aanbod.objects.get(kenmerk="vol-0"), soort="vol")
    gevonden = regels(ingelogd(houder("oost")))
    for naam, zin in {
        "Nooit": "Nog nooit gecontroleerd",
        "Oud": f"Laatst gecontroleerd op {geleden(120).day}-{geleden(120).month}-",
        "Loopt-Af": "Loopt af op",
        "Afgelopen": "Liep af op",
        "Pauze": "In pauze sinds",
        "Voorstel": "1 voorstel van een collega",
        "Vol-0": "3 collega’s meldden: vol",
    }.items():
        assert zin in gevonden.pop(naam)
    assert gevonden == {}, "what is in order, and what only went well, is no work"


def test_het_dringendste_staat_boven_en_redenen_tellen_op(maak: Callable[..., Aanbod]) -> None:
    maak("pauze", pauze_vanaf=geleden(60))
    maak("nooit-ontmoeting", soort="ontmoeting", gecontroleerd_op=None)
    maak("nooit-noodhulp", soort="noodhulp", gecontroleerd_op=None)
    maak("einde", geldig_tot=vandaag())
    maak("einde-en-nooit", geldig_tot=vandaag(), gecontroleerd_op=None)
    meld_signaal(gebruiker=maak_medewerker(Rol.OPBOUWWERKER, naam="c"), aanbod=maak("signaal"), soort="klopt-niet")
    assert list(regels(ingelogd(houder("oost")))) == [
        "Einde-En-Nooit",
        "Signaal",
        "Einde",
        "Nooit-Noodhulp",
        "Nooit-Ontmoeting",
        "Pauze",
    ]


def test_een_oude_controle_alleen_gaat_nooit_voor_een_signaal() -> None:
    zwaarst = max(GEWICHT[r] for r in GEWICHT if r.value in ("oud", "nooit"))
    assert zwaarst + max(EXTRA_PER_DING.values()) + max(EXTRA_PER_SOORT.values()) < min(
        GEWICHT[r] for r in GEWICHT if r.value in ("signaal", "voorstel")
    )


def test_een_concept_en_wat_gestopt_is_vragen_niets(maak: Callable[..., Aanbod]) -> None:
    maak("concept", status="concept", gecontroleerd_op=None)
    maak("gestopt", status="gestopt", gecontroleerd_op=None)
    assert regels(ingelogd(houder("oost"))) == {}
    assert "Alles is gecontroleerd" in tekst(ingelogd(maak_medewerker(Rol.COORDINATOR, naam="c")).get("/werk/"))


@pytest.mark.parametrize("gebrek", ["gestopt", "pauze", "oud", "niet-voor-de-groep", "organisatie-gestopt"])
def test_een_route_die_ergens_op_leunt_dat_niet_meer_klopt(
    maak: Callable[..., Aanbod], organisatie: Organisatie, gebrek: str
) -> None:
    groep = CategorieFabriek.create(slug="groep")
    per_gebrek: dict[str, dict[str, Any]] = {
        "gestopt": {"status": "gestopt"},
        "pauze": {"pauze_vanaf": geleden(1)},
        "oud": {"soort": "spreekuur", "gecontroleerd_op": geleden(200)},
    }
    velden = per_gebrek.get(gebrek, {})
    goed, fout = maak("goed"), maak("fout", **velden)
    route = Route.objects.create(kenmerk="r", naam="Eten in Oost", behoefte=BehoefteFabriek.create(), categorie=groep)
    route.stadsdelen.add(StadsdeelFabriek.create(slug="oost"))
    Stap.objects.create(route=route, nummer=1, aanbod=goed, wijze="zelf", instructie="Ga.")
    client = ingelogd(houder("oost"))
    assert "Eten in Oost" not in regels(client)
    if gebrek == "organisatie-gestopt":
        weg = OrganisatieFabriek.create(naam="Fout", status="gestopt")
        Stap.objects.create(route=route, nummer=2, organisatie=weg, wijze="zelf", instructie="Ga.")
    else:
        Stap.objects.create(route=route, nummer=2, aanbod=fout, wijze="zelf", instructie="Ga.")
        if gebrek == "niet-voor-de-groep":
            Toegang.objects.create(aanbod=fout, categorie=groep, waarde="niet")
    regel = regels(client)["Eten in Oost"]
    assert "Stap 2: Fout" in regel
    assert "Klopt nog" not in regel, "a route is put right by changing it"
    assert "Eten in Oost" not in regels(ingelogd(houder("west")))


@given(st.data())
def test_de_database_en_de_regel_zijn_het_eens_over_wat_oud_is(data: st.DataObject) -> None:
    op = datetime.date(2026, 11, 4)
    gecontroleerd = op - datetime.timedelta(days=data.draw(st.integers(0, 500)))
    soort = data.draw(st.sampled_from(Aanbod.Soort.values))
    formaliteit = data.draw(st.sampled_from(Organisatie.Formaliteit.values))
    Organisatie.objects.all().delete()
    organisatie = OrganisatieFabriek.create(formaliteit=formaliteit, gecontroleerd_op=gecontroleerd)
    aanbod = maak_aanbod(organisatie=organisatie, soort=soort, gecontroleerd_op=gecontroleerd)
    oud = versheid.code(gecontroleerd, soort, formaliteit, op) is versheid.Versheidscode.OUD
    assert Aanbod.objects.filter(toe_aan_controle.verouderd_aanbod(op), pk=aanbod.pk).exists() is oud
    oud = versheid.code(gecontroleerd, "", formaliteit, op) is versheid.Versheidscode.OUD
    gevonden = Organisatie.objects.filter(toe_aan_controle.verouderd(op, "formaliteit"), pk=organisatie.pk)
    assert gevonden.exists() is oud


def test_de_termijn_is_in_te_stellen(maak: Callable[..., Aanbod], monkeypatch: pytest.MonkeyPatch) -> None:
    maak("spreekuur", soort="spreekuur", gecontroleerd_op=geleden(50))
    client = ingelogd(houder("oost"))
    assert regels(client) == {}
    monkeypatch.setattr(instellingen, "CONTROLE_MAANDEN", {"spreekuur": 1})
    assert list(regels(client)) == ["Spreekuur"]
    assert versheid.termijn("inloop", "formeel").days == round(6 * 30.44)


@pytest.mark.parametrize("waarde", ["spreekuur", "spreekuur=0", "spreekuur=x", "zeppelin=3"])
def test_een_verkeerde_termijn_zegt_wat_er_moet(monkeypatch: pytest.MonkeyPatch, waarde: str) -> None:
    monkeypatch.setenv("CONTROLE_MAANDEN", waarde)
    with pytest.raises(ImproperlyConfigured, match=r"spreekuur=3"):
        omgeving.getallen("CONTROLE_MAANDEN", ("spreekuur", "formeel"))
    monkeypatch.setenv("CONTROLE_MAANDEN", "spreekuur=2, formeel=6")
    assert omgeving.getallen("CONTROLE_MAANDEN", ("spreekuur", "formeel")) == {"spreekuur": 2, "formeel": 6}


# --- whose work it is


def test_ieder_ziet_alleen_de_eigen_stadsdelen_en_de_coordinator_alles(maak: Callable[..., Aanbod]) -> None:
    maak("in-oost", gecontroleerd_op=None)
    west = StadsdeelFabriek.create(slug="west")
    plek = LocatieFabriek.create(naam="Plek West", stadsdeel=west, organisatie=OrganisatieFabriek.create(naam="Buren"))
    maak_aanbod(naam="Op-Plek-In-West", locaties=[plek], organisatie=plek.organisatie)
    maak("hele-stad", hele_stad=True, gecontroleerd_op=None)
    assert set(regels(ingelogd(houder("oost")))) == {"In-Oost"}
    assert set(regels(ingelogd(houder("west")))) == {"Op-Plek-In-West", "Plek West", "Buren"}
    assert set(regels(ingelogd(houder("oost", "west")))) == {"In-Oost", "Op-Plek-In-West", "Plek West", "Buren"}
    alles = {"In-Oost", "Op-Plek-In-West", "Plek West", "Buren", "Hele-Stad"}
    assert set(regels(ingelogd(maak_medewerker(Rol.COORDINATOR, naam="c")))) == alles


def test_wie_nog_geen_stadsdeel_heeft_leest_wat_te_doen() -> None:
    assert "Er staat nog niets op jouw naam" in tekst(ingelogd(houder()).get("/werk/"))


@pytest.mark.parametrize("rol", ["bezoeker", "opbouwwerker", "aanbieder", "beheerder"])
def test_wie_niets_bijhoudt_heeft_geen_werklijst(als: Callable[[str], Client], rol: str) -> None:
    client = als(rol)
    antwoord = client.get("/werk/")
    if rol == "bezoeker":
        # May still turn out to be somebody who does.
        assert (antwoord.status_code, antwoord.headers["Location"]) == (302, "/inloggen/?next=/werk/")
    else:
        assert antwoord.status_code == 403
    assert "/werk/" not in client.get("/").content.decode()


# --- 'klopt nog'


def test_klopt_nog_in_een_tik_legt_vast_en_gaat_naar_het_volgende(maak: Callable[..., Aanbod]) -> None:
    for naam in ("a", "b", "c"):
        maak(naam, soort="spreekuur", gecontroleerd_op=None)
    gewijzigd = Aanbod.objects.get(kenmerk="b").gewijzigd_op
    wie = houder("oost")
    client = ingelogd(wie)
    boom = html.fromstring(client.get("/werk/?ding=aanbod&stadsdeel=oost").content)
    antwoord = verzend(client, boom, "//li[@id='aanbod-b']" + KLOPT, wijze="gebeld")
    assert "‘B’ klopt nog. Genoteerd: contact." in tekst(antwoord), "nothing else is known of it"
    daarna = html.fromstring(antwoord.content)
    assert daarna.xpath("//h3/a[@autofocus]/text()") == ["C"]
    assert not daarna.xpath("//li[@id='aanbod-b']")
    assert daarna.xpath("string(//select[@name='ding']/option[@selected]/@value)") == "aanbod", "the choices stay"
    b = Aanbod.objects.get(kenmerk="b")
    assert b.gecontroleerd_op == vandaag()
    assert b.gewijzigd_op == gewijzigd, "a check is no edit"
    [controle] = Controle.objects.all()
    assert (controle.doel, controle.rol, controle.wijze, controle.uitslag, controle.op, controle.door) == (
        b, "aandachtsfunctionaris", "gebeld", "klopt", vandaag(), wie,
    )  # fmt: skip
    assert "Gecontroleerd op" in tekst(client.get("/aanbod/b/"))


def test_na_het_laatste_begint_de_lijst_weer_bovenaan(maak: Callable[..., Aanbod]) -> None:
    maak("a", soort="spreekuur", gecontroleerd_op=None)
    maak("b", soort="ontmoeting", gecontroleerd_op=None)
    client = ingelogd(houder("oost"))
    antwoord = verzend(client, pagina(client, "/werk/"), "//li[@id='aanbod-b']" + KLOPT, wijze="website")
    boom = html.fromstring(antwoord.content)
    assert boom.xpath("//h3/a[@autofocus]/text()") == ["A"]
    assert not html.fromstring(client.get("/werk/").content).xpath("//a[@autofocus]"), "only after a tap"


def test_een_organisatie_en_een_plek_kloppen_ook(organisatie: Organisatie) -> None:
    Organisatie.objects.update(gecontroleerd_op=None)
    plek = LocatieFabriek.create(organisatie=organisatie)
    wie = maak_medewerker(Rol.COORDINATOR, naam="c")
    client = ingelogd(wie)
    for ding, kenmerk in (("organisatie", organisatie.kenmerk), ("locatie", plek.kenmerk)):
        verzend(
            client,
            pagina(client, "/werk/"),
            f"//li[@id='{ding}-{kenmerk}']" + KLOPT,
            wijze="bezocht",
        )
    assert Organisatie.objects.get().gecontroleerd_op == vandaag()
    assert Locatie.objects.get().gecontroleerd_op == vandaag()
    assert {c.rol for c in Controle.objects.all()} == {"coördinator"}


def test_klopt_nog_handelt_geen_signaal_af(maak: Callable[..., Aanbod]) -> None:
    aanbod = maak("vol", gecontroleerd_op=None)
    meld_signaal(gebruiker=maak_medewerker(Rol.OPBOUWWERKER, naam="o"), aanbod=aanbod, soort="vol")
    client = ingelogd(houder("oost"))
    verzend(client, pagina(client, "/werk/"), "//li[@id='aanbod-vol']" + KLOPT, wijze="gebeld")
    assert "1 collega meldde: vol" in regels(client)["Vol"]
    boom = html.fromstring(client.get("/werk/").content)
    [link] = boom.xpath("//li[@id='aanbod-vol']//a[contains(., 'meldde')]/@href")
    [formulier] = html.fromstring(client.get(link).content).xpath("//article//form")
    client.post(formulier.get("action"), dict(formulier.form_values()))
    assert regels(client) == {}


def test_van_een_ander_stadsdeel_mag_niemand_zeggen_dat_het_klopt(
    als: Callable[[str], Client], maak: Callable[..., Aanbod]
) -> None:
    aanbod = maak("a", gecontroleerd_op=None)
    gestuurd = {"ding": "aanbod", "kenmerk": "a", "wijze": "gebeld"}
    for client in (ingelogd(houder("west")), als("opbouwwerker"), als("bezoeker"), als("aanbieder")):
        assert client.post("/werk/klopt-nog/", gestuurd).status_code == 403
    with pytest.raises(PermissionDenied):
        klopt_nog(
            gebruiker=maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, naam="x"),
            ingang=aanbod,
            wijze="gebeld",
            gezien=Gezien(),
        )
    aanbod.refresh_from_db()
    assert aanbod.gecontroleerd_op is None
    assert not Controle.objects.exists()


@pytest.mark.parametrize(
    "fout", [{"ding": "route"}, {"kenmerk": "bestaat-niet"}, {"wijze": "gedroomd"}, {"ding": ""}, {"kenmerk": "x y"}]
)
def test_wat_niet_bestaat_klopt_ook_niet(maak: Callable[..., Aanbod], fout: dict[str, str]) -> None:
    maak("a", gecontroleerd_op=None)
    gestuurd = {"ding": "aanbod", "kenmerk": "a", "wijze": "gebeld", **fout}
    assert ingelogd(maak_medewerker(Rol.COORDINATOR, naam="c")).post("/werk/klopt-nog/", gestuurd).status_code == 404
    assert not Controle.objects.exists()


# --- choices, pages, speed


def test_de_keuzes_en_aantallen_kloppen_met_de_lijst(maak: Callable[..., Aanbod]) -> None:
    maak("nooit", gecontroleerd_op=None)
    maak("af", geldig_tot=vandaag())
    client = ingelogd(houder("oost"))
    assert list(regels(client, "?reden=loopt-af")) == ["Af"]
    assert regels(client, "?ding=organisatie") == {}
    assert "Met deze keuzes staat er niets op de lijst." in tekst(client.get("/werk/?ding=organisatie"))
    pagina = tekst(client.get("/werk/?reden=loopt-af"))
    assert "Loopt af (1)" in pagina
    assert "Nooit gecontroleerd (1)" in pagina, "the counts are of everything, so that one can go on"


@pytest.mark.parametrize("vraag", ["?reden=x&ding=y&stadsdeel=z&pagina=abc&bij=%00", "?pagina=999", "?bij=aanbod:weg"])
def test_de_vraag_mag_alles_zijn(maak: Callable[..., Aanbod], vraag: str) -> None:
    maak("nooit", gecontroleerd_op=None)
    assert list(regels(ingelogd(houder("oost")), vraag)) == ["Nooit"]


def test_alles_staat_eenmaal_op_de_bladzijden(maak: Callable[..., Aanbod]) -> None:
    for nummer in range(45):
        maak(f"aanbod-{nummer:02}", gecontroleerd_op=None)
    client = ingelogd(houder("oost"))
    gezien = [naam for pagina in (1, 2, 3) for naam in regels(client, f"?pagina={pagina}")]
    assert len(gezien) == len(set(gezien)) == 45


def test_evenveel_queries_voor_2_als_voor_22(maak: Callable[..., Aanbod]) -> None:
    client, wie, aantallen = ingelogd(houder("oost")), maak_medewerker(Rol.OPBOUWWERKER, naam="o"), []
    oost = StadsdeelFabriek.create(slug="oost")
    for van, tot in ((0, 2), (2, 22)):
        for nummer in range(van, tot):
            aanbod = maak(f"a{nummer}", gecontroleerd_op=None, pauze_vanaf=geleden(60))
            meld_signaal(gebruiker=wie, aanbod=aanbod, soort="vol")
            Voorstel.objects.create(aanbod=aanbod, wijzigingen={}, rol="x")
            andere = OrganisatieFabriek.create(naam=f"Z {nummer}")
            LocatieFabriek.create(organisatie=andere, stadsdeel=oost, naam=f"ZZ {nummer}")
            route = Route.objects.create(kenmerk=f"r{nummer}", naam="A", behoefte=BehoefteFabriek.create())
            route.stadsdelen.add(oost)
            Stap.objects.create(route=route, nummer=1, aanbod=aanbod, wijze="zelf", instructie="Ga.")
        with CaptureQueriesContext(connection) as gevangen:
            assert client.get("/werk/").status_code == 200
        aantallen.append(len(gevangen))
    # The second time a page holds offers and routes only: two kinds fewer to read.
    assert aantallen[1] <= aantallen[0] <= 28
