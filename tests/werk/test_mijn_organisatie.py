"""The page of an owner: how everything stands, 'Klopt alles nog?' with the facts shown, and 'Even dicht'."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from doorverwijzing.signalen.acties import meld_signaal
from kaart.werk.models import Ronde
from kaart.werk.rondes.acties import pauzeer
from organisaties import models as m
from organisaties.bijhouden.momentopname.momentopname import lees
from organisaties.bijhouden.voorstellen.acties import meld
from organisaties.bijhouden.wijzigen.acties import bewaar
from organisaties.regels.rollen import Rol
from organisaties.zichtbaarheid import BEZOEKER
from tests.fabrieken import LocatieFabriek, OrganisatieFabriek, maak_aanbod, maak_medewerker
from tests.nakijken import pagina, verzend, vul
from tests.organisaties.test_tegelijk import tegelijk

pytestmark = pytest.mark.django_db
MIJN = "/mijn-organisaties/"
KLOPT, DICHT = f"{MIJN}huis/klopt-nog/", f"{MIJN}huis/even-dicht/"
FORM = "//main//form[.//button[contains(., 'Dit klopt nog')]]"


@pytest.fixture
def huis(db: None) -> m.Organisatie:
    organisatie: m.Organisatie = OrganisatieFabriek.create(kenmerk="huis", naam="Huis")
    vul(maak_aanbod(kenmerk="koken", naam="Koken", organisatie=organisatie))
    maak_aanbod(kenmerk="zingen", naam="Zingen", organisatie=organisatie)
    LocatieFabriek.create(kenmerk="zaal", naam="Zaal", organisatie=organisatie)
    return organisatie


@pytest.fixture
def eigenaar(huis: m.Organisatie) -> m.Medewerker:
    wie = maak_medewerker(Rol.AANBIEDER, naam="eigenaar")
    wie.organisaties.add(huis)
    return wie


@pytest.fixture
def client(eigenaar: m.Medewerker) -> Client:
    ingelogd = Client()
    ingelogd.force_login(eigenaar)
    return ingelogd


def ongedaan(client: Client, antwoord: Any) -> Any:
    [form] = html.fromstring(antwoord.content).xpath("//main//form[contains(@action, 'ongedaan')]")
    return client.post(form.get("action"), follow=True)


def nagekeken() -> set[tuple[str, str]]:
    """Return which blocks of which entries have a check."""
    return {(str(een.doel), een.onderdeel) for een in m.Controle.objects.all()}


def koken() -> m.Aanbod:
    return m.Aanbod.objects.get(kenmerk="koken")


# --- still so


def test_een_bezoek_noteert_wat_er_stond_en_niets_anders(client: Client) -> None:
    boom = pagina(client, KLOPT)
    tekst = boom.xpath("string(//main)")
    assert "020 123 45 67" in tekst, "the facts stand there"
    assert "10:00" in tekst
    assert not m.Controle.objects.exists(), "looking notes nothing"
    klaar = verzend(client, boom, FORM)
    assert "Genoteerd: dit klopt nog" in klaar.content.decode()
    getoond = {(kop, vak) for kop, vak in _getoond(boom)}
    assert {(doel, deel) for doel, deel in nagekeken()} == getoond
    assert ("Zingen", "tijden") not in nagekeken(), "nothing is known of when it is: nobody vouches for that"
    assert {een.wijze for een in m.Controle.objects.all()} == {"zelf"}
    assert {een.rol for een in m.Controle.objects.all()} == {"aanbieder"}
    overzicht = client.get(MIJN).content.decode()
    assert "zelf nagekeken (aanbieder)" in " ".join(overzicht.split())


def _getoond(boom: Any) -> list[tuple[str, str]]:
    """Return for each tick that is set: what it is about and which block."""
    return [
        (vak.xpath("string(ancestor::section/h2)"), vak.get("value").rpartition("/")[2].partition(":")[0])
        for vak in boom.xpath(f"{FORM}//input[@name='kies'][@checked]")
    ]


def test_wat_is_uitgevinkt_wordt_niet_genoteerd_en_alles_kan_terug(client: Client) -> None:
    boom = pagina(client, KLOPT)
    [tijden] = [vak for vak in boom.xpath("//input[@name='kies']/@value") if vak.startswith("aanbod:koken/tijden:")]
    antwoord = verzend(client, boom, FORM, kies=[tijden])
    assert nagekeken() == {("Koken", "tijden")}
    assert "tijden bij Koken" in antwoord.content.decode()
    ongedaan(client, antwoord)
    assert not m.Controle.objects.exists()


def test_wat_wij_vermoedden_staat_niet_vooraf_aangevinkt_en_wordt_door_een_vinkje_nagevraagd(client: Client) -> None:
    m.Toegang.objects.update(bron="toegang afgeleid")
    boom = pagina(client, KLOPT)
    [vak] = [vak for vak in boom.xpath("//input[@name='kies']") if vak.get("value").startswith("aanbod:koken/toegang:")]
    assert vak.get("checked") is None
    assert "dit vermoeden wij" in boom.xpath("string(//main)")
    verzend(client, boom, FORM, kies=[vak.get("value")])
    assert nagekeken() == {("Koken", "toegang")}
    assert all("nagevraagd" in rij.bron for rij in m.Toegang.objects.all())


def test_wat_intussen_veranderde_is_niet_gezien(client: Client, eigenaar: m.Medewerker) -> None:
    boom = pagina(client, KLOPT)
    nu = lees(koken())
    bewaar(gebruiker=eigenaar, ingang=koken(), basis=nu, staat={**nu, "wachttijd": "een jaar"})
    maak_aanbod(kenmerk="nieuw", naam="Nieuw", organisatie=koken().organisatie)
    antwoord = verzend(client, boom, FORM).content.decode()
    assert "Intussen veranderde er iets: plek en wachttijd bij Koken" in antwoord
    assert ("Koken", "beschikbaarheid") not in nagekeken()
    assert not any(doel == "Nieuw" for doel, _ in nagekeken()), "what was not on the page is not vouched for"


def test_onzin_en_van_een_ander_noteert_niets(client: Client) -> None:
    vul(maak_aanbod(kenmerk="vreemd"), groepen=0)
    assert "Vink eerst aan" in client.post(KLOPT, {}, follow=True).content.decode()
    for onzin in ("x", "aanbod:koken/tijden", "aanbod:koken/verzonnen:1", "rekening:koken/tijden:1"):
        assert client.post(KLOPT, {"kies": onzin}).status_code == 404, onzin
    client.post(KLOPT, {"kies": "aanbod:vreemd/tijden:1"})
    assert not m.Controle.objects.exists()


# --- shut for a while


def test_in_drie_tikken_alles_even_dicht_en_weer_terug(client: Client) -> None:
    overzicht = pagina(client, MIJN)
    [naar] = overzicht.xpath("//a[contains(., 'Even dicht')]/@href")
    boom = pagina(client, naar)
    straks = timezone.localdate() + datetime.timedelta(days=14)
    antwoord = verzend(
        client, boom, "//main//form[.//button[contains(., 'Zet op even dicht')]]", tot=straks.isoformat()
    )
    assert {(a.pauze_vanaf, a.pauze_tot) for a in m.Aanbod.objects.all()} == {(timezone.localdate(), straks)}
    assert "‘Koken’ en ‘Zingen’: even dicht vanaf" in antwoord.content.decode()
    assert m.Versie.objects.filter(waarom="Even dicht, zei de organisatie zelf").count() == 2
    ongedaan(client, antwoord)
    assert not m.Aanbod.objects.filter(pauze_vanaf__isnull=False).exists()


def test_een_deel_dicht_en_een_voor_een_weer_open(client: Client) -> None:
    client.post(DICHT, {"vanaf": "2026-12-01", "tot": "2026-12-31", "aanbod": ["koken", "zingen"]})
    m.Aanbod.objects.filter(kenmerk="koken").update(pauze_reden="Verbouwing")
    client.post(DICHT, {"doe": "open", "aanbod": "koken"})
    assert (koken().pauze_vanaf, koken().pauze_tot, koken().pauze_reden) == (None, None, "")
    assert m.Aanbod.objects.get(kenmerk="zingen").pauze_vanaf == datetime.date(2026, 12, 1)
    assert client.post(DICHT, {"doe": "open", "aanbod": "bestaat-niet"}).status_code == 404


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"vanaf": "", "aanbod": "koken"}, "Vul in vanaf welke dag jullie dicht zijn."),
        ({"vanaf": "morgen", "aanbod": "koken"}, "Dit is geen datum."),
        ({"vanaf": "2026-12-10", "tot": "2026-12-01", "aanbod": "koken"}, "De laatste dag ligt voor de eerste dag."),
        ({"vanaf": "2026-12-10"}, "Vink aan wat er dichtgaat."),
        ({"vanaf": "2026-12-10", "aanbod": "vreemd"}, "Dit staat niet meer op de kaart."),
    ],
)
def test_wat_niet_klopt_staat_erbij_en_er_verandert_niets(client: Client, velden: dict[str, str], fout: str) -> None:
    maak_aanbod(kenmerk="vreemd")
    antwoord = client.post(DICHT, velden)
    assert fout in antwoord.content.decode()
    assert velden["vanaf"] in antwoord.content.decode(), "what was typed is still there"
    assert not m.Aanbod.objects.filter(pauze_vanaf__isnull=False).exists()


def test_een_eigenaar_zet_niets_van_een_ander_dicht(eigenaar: m.Medewerker, huis: m.Organisatie) -> None:
    vreemd = maak_aanbod(kenmerk="vreemd")
    dag = datetime.date(2026, 12, 1)
    with pytest.raises(PermissionDenied):
        pauzeer(gebruiker=eigenaar, aanbod=[koken(), vreemd], vanaf=dag, tot=None)
    opbouw = maak_medewerker(Rol.OPBOUWWERKER)
    for aanbod in ([koken()], []):
        with pytest.raises(PermissionDenied):
            pauzeer(gebruiker=opbouw, aanbod=aanbod, vanaf=dag, tot=None)
    assert not m.Aanbod.objects.filter(pauze_vanaf__isnull=False).exists()
    assert not Ronde.objects.exists()


def test_van_de_kaart_gaan_wijst_naar_even_dicht(client: Client) -> None:
    tekst = client.get(f"{MIJN}huis/verwijderen/", follow=True).content.decode()
    assert DICHT in tekst or "wachtwoord" in tekst


# --- the page itself


def test_de_eigenaar_ziet_wat_wacht_en_hoe_lang_het_geleden_is(client: Client) -> None:
    meld(gebruiker=BEZOEKER, ingang=koken(), tekst="Dicht.")
    werker = maak_medewerker(Rol.OPBOUWWERKER)
    m.Voorstel.objects.create(
        aanbod=koken(), door=werker, rol="opbouwwerker", wijzigingen={"naam": {"van": "Koken", "naar": "Bakken"}}
    )
    tekst = " ".join(pagina(client, MIJN).xpath("string(//main)").split())
    assert "1 voorstel en 1 melding wachten op jullie" in tekst
    assert "Nog niet gecontroleerd." in tekst
    assert "Klopt alles nog? (4 te bekijken)" in tekst
    m.Controle.objects.create(aanbod=koken(), op="2025-01-02", rol="coördinator", wijze="gebeld", uitslag="klopt")
    m.Aanbod.objects.filter(kenmerk="koken").update(gecontroleerd_op="2025-01-02")
    tekst = " ".join(pagina(client, MIJN).xpath("string(//main)").split())
    assert "Gecontroleerd op 2 januari 2025, gebeld (coördinator). Dat is te lang geleden." in tekst
    # A block that was left keeps the whole old, although somebody looked today.
    m.Controle.objects.filter(aanbod__kenmerk="koken").update(op=timezone.localdate())
    assert "Nog niet alles ervan is nagekeken." in " ".join(pagina(client, MIJN).xpath("string(//main)").split())


def test_wat_collegas_elkaar_melden_leest_een_eigenaar_niet(client: Client, eigenaar: m.Medewerker) -> None:
    meld_signaal(gebruiker=maak_medewerker(Rol.OPBOUWWERKER), aanbod=koken(), soort="vol")
    assert "collega meldde" not in client.get(MIJN).content.decode()


def test_meer_aanbod_vraagt_de_database_niet_meer(client: Client, huis: m.Organisatie) -> None:
    def tel(adres: str) -> int:
        with CaptureQueriesContext(connection) as vragen:
            assert client.get(adres).status_code == 200
        return len(vragen)

    for nummer in range(2):
        vul(maak_aanbod(kenmerk=f"a{nummer}", organisatie=huis), groepen=0)
    eerst = [tel(adres) for adres in (MIJN, KLOPT, DICHT)]
    for nummer in range(2, 22):
        vul(maak_aanbod(kenmerk=f"a{nummer}", organisatie=huis), groepen=0)
        LocatieFabriek.create(organisatie=huis)
    assert [tel(adres) for adres in (MIJN, KLOPT, DICHT)] == eerst
    assert max(eerst) <= 26


@pytest.mark.django_db(transaction=True)
def test_twee_die_tegelijk_dicht_zetten_laten_een_hele_pauze_achter() -> None:
    organisatie = OrganisatieFabriek.create(kenmerk="huis")
    aanbod = [maak_aanbod(kenmerk=f"a{n}", organisatie=organisatie) for n in range(3)]
    wie = [maak_medewerker(Rol.AANBIEDER, naam=f"e{n}") for n in range(2)]
    for een in wie:
        een.organisaties.add(organisatie)
    dagen = [datetime.date(2026, 12, 1), datetime.date(2027, 1, 1)]
    uitkomsten = tegelijk(
        lambda: pauzeer(gebruiker=wie[0], aanbod=aanbod, vanaf=dagen[0], tot=dagen[0]),
        lambda: pauzeer(gebruiker=wie[1], aanbod=aanbod[::-1], vanaf=dagen[1], tot=dagen[1]),
    )
    assert all(isinstance(u, Ronde) for u in uitkomsten), uitkomsten
    assert len({(a.pauze_vanaf, a.pauze_tot) for a in m.Aanbod.objects.all()}) == 1
