"""The order of results for words, one reason at a time: whatever else is equal, this is what comes first."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from organisaties.models import Behoefte, Doelgroep, Openingstijd, Taal, Toegang
from organisaties.zoeken import wegen
from tests.fabrieken import CategorieFabriek, LocatieFabriek, OrganisatieFabriek, StadsdeelFabriek, maak_aanbod
from tests.organisaties.test_zoeken import Pagina

pytestmark = pytest.mark.django_db


def volgorde(client: Client, vraag: str) -> list[str]:
    return Pagina(client, f"?{vraag}").kenmerken


def vul_op(aantal: int = 12) -> None:
    """Put others on the kaart: of two offers alone every word is everywhere, and so says little."""
    for nummer in range(aantal):
        maak_aanbod(kenmerk=f"anders-{nummer}", naam=f"Iets anders {nummer}", organisatie=OrganisatieFabriek())


def zet(kenmerk: str, naam: str = "Zwemles", **velden: Any) -> Any:
    return maak_aanbod(kenmerk=kenmerk, naam=naam, **velden)


def test_de_naam_gaat_voor_de_behoefte_en_die_voor_de_uitleg(client: Client) -> None:
    zwemmen = Behoefte.objects.create(slug="zwemmen", naam="Zwemles")
    vul_op()
    zet("uitleg", "Aa", omschrijving="Er is ook zwemles.")
    zet("behoefte", "Bb", behoeften=[zwemmen])
    zet("naam", "Zwemles voor iedereen")
    assert volgorde(client, "q=zwemles") == ["naam", "behoefte", "uitleg"]


@pytest.mark.parametrize("vraag", ["", "q=zwemles"])
def test_wie_dezelfde_naam_heeft_wisselt_niet_van_plek_als_er_een_wordt_bijgewerkt(client: Client, vraag: str) -> None:
    """Who looks again after somebody else saved finds the same list; the one that was there first stays first."""
    namen = ("een", "twee", "drie")
    dingen = [zet(kenmerk) for kenmerk in namen]
    for ding in dingen:
        assert tuple(volgorde(client, vraag)) == namen
        ding.wachttijd = "een week"
        ding.save()
        assert tuple(volgorde(client, vraag)) == namen, ding.kenmerk


def test_het_eigen_stadsdeel_gaat_voor_de_hele_stad(client: Client) -> None:
    hier = StadsdeelFabriek(slug="oever")
    vul_op()
    zet("stad", "Zwemles A", hele_stad=True)
    zet("hier", "Zwemles B", locaties=[LocatieFabriek(stadsdeel=hier)])
    assert volgorde(client, "q=zwemles&stadsdeel=oever") == ["hier", "stad"]
    # A stadsdeel in the words lifts as the filter does, and hides nothing.
    assert volgorde(client, "q=zwemles+oever") == ["hier", "stad"]


def test_wie_het_speciaal_voor_is_gaat_voor_als_daarom_gevraagd_wordt(client: Client) -> None:
    vrouwen = Doelgroep.objects.create(slug="vrouwen", naam="Vrouwen")
    vul_op()
    zet("iedereen", "Zwemles A")
    zet("vrouwen", "Zwemles B", doelgroepen=[vrouwen])
    assert volgorde(client, "q=zwemles+vrouw") == ["vrouwen", "iedereen"]
    assert volgorde(client, "q=zwemles") == ["iedereen", "vrouwen"]


def test_wie_de_taal_spreekt_gaat_voor_en_de_rest_blijft_staan(client: Client) -> None:
    arabisch = Taal.objects.create(code="ar", naam="Arabisch", eigen_naam="العربية")
    vul_op()
    zet("zonder", "Zwemles A")
    zet("met", "Zwemles B", talen=[arabisch])
    assert volgorde(client, "q=zwemles+arabisch") == ["met", "zonder"]


def test_welkom_gaat_voor_navragen_en_dat_voor_onbekend(client: Client) -> None:
    groep = CategorieFabriek(slug="groep", gevoelig=False)
    vul_op()
    zet("onbekend", "Zwemles A")
    for kenmerk, naam, waarde in (("navragen", "Zwemles B", "navragen"), ("welkom", "Zwemles C", "welkom")):
        Toegang.objects.create(aanbod=zet(kenmerk, naam), categorie=groep, waarde=waarde)
    client.post("/zoeken/open-voor/", {"open_voor": "groep", "terug": "/zoeken/"})
    assert volgorde(client, "q=zwemles") == ["welkom", "navragen", "onbekend"]


def test_vandaag_open_gaat_voor_en_onlangs_nagekeken_gaat_voor(client: Client) -> None:
    vandaag = timezone.localdate()
    vul_op()
    zet("dicht", "Zwemles A")
    open_ = zet("open", "Zwemles B")
    # The whole day: what has closed for today is not open today, and this runs at any hour.
    tijden = {"weekdag": vandaag.isoweekday(), "van": datetime.time(0), "tot": datetime.time(23, 59)}
    Openingstijd.objects.create(aanbod=open_, **tijden)
    assert volgorde(client, "q=zwemles") == ["open", "dicht"]
    vers = zet("vers", "Zwemles C")
    type(vers).objects.filter(pk=vers.pk).update(gecontroleerd_op=vandaag)
    assert volgorde(client, "q=zwemles") == ["open", "vers", "dicht"]


def test_wat_vol_of_gepauzeerd_is_staat_onderaan_hoe_goed_het_ook_past(client: Client) -> None:
    vul_op()
    zet("vol", "Zwemles", ruimte="vol", ruimte_op=timezone.localdate())
    zet("pauze", "Zwemles", pauze_vanaf=timezone.localdate())
    zet("uitleg", "Iets", omschrijving="Soms zwemles.")
    zet("naam", "Zwemles")
    assert volgorde(client, "q=zwemles")[:1] == ["naam"]
    assert set(volgorde(client, "q=zwemles")[-2:]) == {"vol", "pauze"}


def test_een_tikfout_staat_onder_wie_het_woord_echt_heeft(client: Client) -> None:
    vul_op()
    zet("juist", "Zwemles")
    zet("bijna", "Zwemmes")
    assert volgorde(client, "q=zwemles") == ["juist"]


def test_waar_het_om_gaat_weegt_zwaarder_dan_de_taal_de_plek_en_voor_wie(client: Client) -> None:
    arabisch = Taal.objects.create(code="ar", naam="Arabisch", eigen_naam="العربية")
    vrouwen = Doelgroep.objects.create(slug="vrouwen", naam="Vrouwen")
    oever = StadsdeelFabriek(slug="oever", naam="Oever")
    tandarts = Behoefte.objects.create(slug="tandarts", naam="Tandarts")
    vul_op()
    zet("gevraagd", "Gebit en mond", behoeften=[tandarts])
    zet("taal", "Arabisch koor", talen=[arabisch])
    zet("vrouwen", "Vrouwen onder elkaar", doelgroepen=[vrouwen])
    zet("plek", "Huis aan de Oever", locaties=[LocatieFabriek(stadsdeel=oever)])
    for erbij in ("arabisch", "vrouw", "oever"):
        assert volgorde(client, f"q=tandarts+{erbij}")[0] == "gevraagd", erbij
    # Of the same, the one in that language still comes first.
    zet("allebei", "Mond en gebit", behoeften=[tandarts], talen=[arabisch])
    assert volgorde(client, "q=arabisch+tandarts")[:2] == ["allebei", "gevraagd"]
    # Where only the language was asked for, it finds.
    assert set(volgorde(client, "q=arabisch")) == {"taal", "allebei"}


def test_wat_alleen_bij_gevaar_is_staat_pas_bovenaan_als_iemand_daarnaar_vraagt(client: Client) -> None:
    gevaar = Behoefte.objects.create(slug="gevaar", naam="Direct gevaar", nood=True)
    praten = Behoefte.objects.create(slug="praten", naam="Praten met iemand", synoniemen="psycholoog")
    vul_op()
    dag_en_nacht = zet("alarm", "Aa nummer", soort="noodhulp", behoeften=[gevaar, praten])
    Openingstijd.objects.create(aanbod=dag_en_nacht, weekdag=timezone.localdate().isoweekday())
    zet("gesprek", "Zz gesprek", behoeften=[praten])
    # A doctor who also helps in a crisis is for more than that.
    huisarts = zet(
        "dokter", "Bb dokter", soort="noodhulp", behoeften=[gevaar, praten, Behoefte.objects.create(slug="ziek")]
    )
    assert volgorde(client, "q=psycholoog") == ["dokter", "gesprek", "alarm"], huisarts
    assert volgorde(client, "behoefte=praten") == ["dokter", "gesprek", "alarm"]
    assert volgorde(client, "")[-1] == "alarm"
    assert volgorde(client, "q=direct+gevaar")[0] == "alarm"
    assert volgorde(client, "behoefte=gevaar")[0] == "alarm"


def test_zonder_woorden_eerst_waar_iemand_vandaag_echt_terecht_kan(client: Client) -> None:
    """Not the alphabet: what cannot be called, written to, looked up or gone to is of no use to anybody."""
    onvindbaar = zet("a-onvindbaar", "Aa", organisatie=OrganisatieFabriek(telefoon="", email="", website=""))
    Openingstijd.objects.create(aanbod=onvindbaar, weekdag=timezone.localdate().isoweekday())
    zet("b-dicht", "Bb", organisatie=OrganisatieFabriek(website="https://b.example"))
    Openingstijd.objects.create(
        aanbod=onvindbaar.__class__.objects.get(kenmerk="b-dicht"), weekdag=timezone.localdate().isoweekday() % 7 + 1
    )
    zet("c-onbekend", "Cc", organisatie=OrganisatieFabriek(telefoon="020-555 00 00"))
    zet(
        "d-nagekeken",
        "Dd",
        organisatie=OrganisatieFabriek(email="info@d.example"),
        gecontroleerd_op=timezone.localdate(),
    )
    open_nu = zet("e-open", "Ee", organisatie=OrganisatieFabriek(), locaties=[LocatieFabriek(straat="Kade")])
    Openingstijd.objects.create(aanbod=open_nu, weekdag=timezone.localdate().isoweekday())
    assert volgorde(client, "") == ["e-open", "d-nagekeken", "c-onbekend", "b-dicht", "a-onvindbaar"]


def test_wat_bij_een_behoefte_hoort_staat_niet_onder_wat_voor_iedereen_is(client: Client) -> None:
    """Help at school is for children: an offer for exactly them is no less than one for everyone."""
    kinderen = Doelgroep.objects.create(slug="kinderen", naam="Kinderen")
    ouderen = Doelgroep.objects.create(slug="ouderen", naam="Ouderen")
    huiswerk = Behoefte.objects.create(slug="huiswerk", naam="Huiswerk")
    vul_op()
    zet("kinderen", "Aa hulp", behoeften=[huiswerk], doelgroepen=[kinderen])
    zet("ook-kinderen", "Ab hulp", behoeften=[huiswerk], doelgroepen=[kinderen])
    zet("ouderen", "Ac hulp", behoeften=[huiswerk], doelgroepen=[ouderen])
    for nummer in range(3):
        zet(f"iedereen-{nummer}", f"B{nummer} hulp", behoeften=[huiswerk])
    verwacht = ["kinderen", "ook-kinderen", "iedereen-0", "iedereen-1", "iedereen-2", "ouderen"]
    assert volgorde(client, "q=huiswerk") == verwacht
    assert volgorde(client, "behoefte=huiswerk") == verwacht


def test_de_uitleg_van_de_volgorde_volgt_de_gewichten(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever turns a weight turns the page that explains it."""

    def regels() -> list[str]:
        return re.findall(
            r"<li>(Je woord staat[^<]*|Het helpt bij[^<]*)</li>", client.get("/over/zoeken/").content.decode()
        )

    assert regels()[0] == "Je woord staat in de naam."
    monkeypatch.setitem(wegen.GEWICHT, "omschrijving", 99.0)
    assert regels()[0] == "Je woord staat in de uitleg."


def test_wie_niets_vindt_of_naar_een_crisis_vraagt_leest_ook_112(client: Client) -> None:
    """Danger is not always in words that we know."""
    crisis = Behoefte.objects.create(slug="crisis", naam="Crisis", synoniemen="zelfmoord", nood=True)
    zet("crisisdienst", "Dienst", behoeften=[crisis])
    zet("les", "Zwemles")
    for vraag, noemt in (("zelfmoord", True), ("xyzzy", True), ("zwemles", False)):
        assert ("tel:112" in client.get("/zoeken/", {"q": vraag}).content.decode()) is noemt, vraag


@pytest.mark.parametrize(
    ("vraag", "verwacht"), [("zwemles vandaag", ["binnenlopen", "verwezen"]), ("zwemles", ["verwezen", "binnenlopen"])]
)
def test_wie_vandaag_terecht_moet_krijgt_eerst_waar_geen_verwijzing_voor_nodig_is(
    client: Client, vraag: str, verwacht: list[str]
) -> None:
    vul_op()
    zet("verwezen", "Zwemles A", aanmelden="verwijzing")
    zet("binnenlopen", "Zwemles B", aanmelden="inloop")
    assert [een for een in volgorde(client, f"q={vraag}") if een in verwacht] == verwacht


def test_wat_naar_een_pas_heet_die_iemand_mist_komt_laatst_tenzij_het_aan_die_pas_helpt(client: Client) -> None:
    pas = Behoefte.objects.create(slug="stadspas", naam="Stadspas")
    vul_op()
    zet("met-pas", "Zwemles met Stadspas")
    zet("zonder-pas", "Zwemles in het bad")
    assert volgorde(client, "q=zwemles+stadspas")[0] == "met-pas"
    assert volgorde(client, "q=geen+stadspas+wel+zwemles") == ["zonder-pas", "met-pas"]
    zet("balie", "Balie van de Stadspas", behoeften=[pas])
    assert volgorde(client, "q=geen+stadspas")[0] == "balie"


def test_een_eigen_kring_komt_later_als_daar_niet_om_gevraagd_wordt_en_die_van_anderen_laatst(client: Client) -> None:
    ti = Taal.objects.create(code="ti", naam="Tigrinya", eigen_naam="ትግርኛ")
    ar = Taal.objects.create(code="ar", naam="Arabisch", eigen_naam="العربية")
    vul_op()
    zet("arabisch", "Zwemles A", kring="eigen", talen=[ar])
    zet("tigrinya", "Zwemles B", kring="eigen", talen=[ti])
    zet("gemengd", "Zwemles C", kring="gemengd")
    assert volgorde(client, "q=zwemles") == ["gemengd", "arabisch", "tigrinya"]
    assert volgorde(client, "q=zwemles+tigrinya") == ["tigrinya", "gemengd", "arabisch"]


def test_wie_lhbtiq_noemt_krijgt_die_groep_voor_wie_de_taal_spreekt(client: Client) -> None:
    lhbtiq = Doelgroep.objects.create(slug="lhbtiq", naam="Lhbtiq+")
    ru = Taal.objects.create(code="ru", naam="Russisch", eigen_naam="русский")
    ontmoeten = Behoefte.objects.create(slug="ontmoeten", naam="Ontmoeten", synoniemen="vrienden")
    vul_op()
    zet("russisch", "Vrienden uit Rusland", behoeften=[ontmoeten], talen=[ru])
    zet("veilig", "Een avond samen", behoeften=[ontmoeten], doelgroepen=[lhbtiq])
    assert volgorde(client, "q=russisch+vrienden")[0] == "russisch"
    assert volgorde(client, "q=lhbtiq+russisch+vrienden")[0] == "veilig"
