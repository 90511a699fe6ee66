"""Reports of visitors about one entry: together on the list, handled in one go, and none of them lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from lxml import html

from organisaties import models as m
from organisaties.bijhouden.momentopname.momentopname import lees
from organisaties.bijhouden.voorstellen import acties
from organisaties.regels.rollen import Rol
from tests.fabrieken import StadsdeelFabriek, maak_aanbod, maak_medewerker
from tests.organisaties.test_bewerken import formulier
from tests.organisaties.test_tegelijk import tegelijk
from tests.organisaties.test_voorstellen import klant

BIJ = "/werk/voorstellen/bij/aanbod/koor/"


@pytest.fixture
def aanbod(db: None) -> m.Aanbod:
    return maak_aanbod(kenmerk="koor", naam="Koor", stadsdelen=[StadsdeelFabriek.create(slug="oost")])


@pytest.fixture
def houder(aanbod: m.Aanbod) -> Client:
    return klant(Rol.AANDACHTSFUNCTIONARIS, naam="houder", stadsdeel="oost")


def meld(aanbod: m.Aanbod, *teksten: str) -> list[m.Voorstel]:
    gemeld = [acties.meld(gebruiker=AnonymousUser(), ingang=aanbod, tekst=tekst) for tekst in teksten]
    return [een for een in gemeld if een is not None]


def besluiten() -> list[str]:
    return list(m.Voorstel.objects.order_by("pk").values_list("besluit", flat=True))


def test_meldingen_over_hetzelfde_zijn_een_regel_en_gaan_in_een_keer(houder: Client, aanbod: m.Aanbod) -> None:
    meld(aanbod, "Op dinsdag is het dicht.", "Dinsdag was er niemand.", "De deur was dicht.")
    [ander] = meld(maak_aanbod(kenmerk="fiets", naam="Fietsles", stadsdelen=list(aanbod.stadsdelen.all())), "Vol")
    pagina = html.fromstring(houder.get("/werk/voorstellen/").content)
    regels = pagina.xpath("//li[contains(@class, 'kaartje')]")
    assert [regel.xpath("string(.//h3)") for regel in regels] == ["Koor", "Fietsles"]
    assert "3 meldingen van bezoekers" in regels[0].text_content()
    [form] = regels[0].xpath(".//form")
    assert form.get("action") == BIJ
    gekozen = form.xpath(".//input[@name='melding']/@value")
    antwoord = houder.post(BIJ, {"melding": gekozen[:2], "doe": "in-orde"}, follow=True)
    assert "2 meldingen over ‘Koor’ afgehandeld" in antwoord.content.decode()
    assert besluiten() == ["aangenomen", "aangenomen", "open", "open"], "what was not ticked waits"
    houder.post(BIJ, {"melding": [gekozen[2], str(ander.pk)], "doe": "laat"})
    assert besluiten() == ["aangenomen", "aangenomen", "afgewezen", "open"], "of another entry nothing is decided here"


def test_de_werklijst_leidt_naar_alles_wat_over_dit_aanbod_wacht(houder: Client, aanbod: m.Aanbod) -> None:
    een, _ = meld(aanbod, "Dicht.", "Verhuisd.")
    assert BIJ in houder.get("/werk/").content.decode()
    assert "Verhuisd." in houder.get(BIJ).content.decode()
    los = houder.get(f"/werk/voorstellen/{een.pk}/").content.decode()
    assert "Nog een melding van een bezoeker" in los
    assert BIJ in los


def test_niets_aangevinkt_is_niets_gedaan(houder: Client, aanbod: m.Aanbod) -> None:
    meld(aanbod, "Dicht.", "Verhuisd.")
    assert "Vink eerst aan" in houder.post(BIJ, {"doe": "in-orde"}, follow=True).content.decode()
    assert houder.post(BIJ, {"doe": "weg", "melding": "1"}).status_code == 404
    assert "Vink eerst aan" in houder.post(BIJ, {"doe": "laat", "melding": "x²"}, follow=True).content.decode()
    assert besluiten() == ["open", "open"]


def test_een_verandering_handelt_alle_aangevinkte_af(houder: Client, aanbod: m.Aanbod) -> None:
    een, twee, drie = meld(aanbod, "Dicht.", "Verhuisd.", "Andere naam.")
    naar = houder.post(BIJ, {"doe": "verander", "melding": [een.pk, drie.pk]})["Location"]
    pagina = houder.get(naar)
    tekst = pagina.content.decode()
    assert "Dicht." in tekst
    assert "Andere naam." in tekst
    assert "Verhuisd." not in tekst
    assert pagina.context["hier"] == naar, "what else it mends stays in the address of the form"
    klaar = houder.post(naar, formulier(pagina) | {"naam": "Buurtkoor"}, follow=True)
    assert "2 meldingen zijn afgehandeld" in klaar.content.decode()
    assert besluiten() == ["aangenomen", "open", "aangenomen"]
    assert m.Aanbod.objects.get().naam == "Buurtkoor"
    twee.refresh_from_db()
    assert twee.besluit == "open"


def test_is_een_ervan_al_gedaan_dan_gaat_de_rest_gewoon_door(houder: Client, aanbod: m.Aanbod) -> None:
    een, twee = meld(aanbod, "Dicht.", "Verhuisd.")
    naar = houder.post(BIJ, {"doe": "verander", "melding": [een.pk, twee.pk]})["Location"]
    velden = formulier(houder.get(naar))
    coord = maak_medewerker(Rol.COORDINATOR)
    acties.handel_meldingen_af(gebruiker=coord, ingang=aanbod, meldingen=[een.pk], in_orde=False)
    assert houder.get(naar).status_code == 200
    houder.post(naar, velden | {"naam": "Buurtkoor"})
    assert besluiten() == ["afgewezen", "aangenomen"], "the decision of the other stays"


def test_wat_een_ander_al_deed_kost_geen_getypte_tekst(houder: Client, aanbod: m.Aanbod) -> None:
    [een] = meld(aanbod, "Dicht.")
    adres = f"/werk/voorstellen/{een.pk}/veranderen/"
    velden = formulier(houder.get(adres))
    coord = maak_medewerker(Rol.COORDINATOR)
    acties.handel_meldingen_af(gebruiker=coord, ingang=aanbod, meldingen=[een.pk], in_orde=True)
    tekst = houder.post(adres, velden | {"naam": "Buurtkoor"}).content.decode()
    assert "Een ander heeft deze melding net afgehandeld" in tekst
    assert "Buurtkoor" in tekst
    assert m.Aanbod.objects.get().naam == "Koor"


def test_van_een_eigen_ingang_beslist_de_eigenaar(houder: Client, aanbod: m.Aanbod) -> None:
    eigenaar = klant(Rol.AANBIEDER, naam="eigenaar", organisatie=aanbod.organisatie)
    een, twee = meld(aanbod, "Dicht.", "Verhuisd.")
    lezen = houder.get(BIJ).content.decode()
    assert "Zij beslist" in lezen
    assert 'name="melding"' not in lezen
    assert houder.post(BIJ, {"doe": "laat", "melding": een.pk}).status_code == 403
    ander = klant(Rol.AANBIEDER, naam="ander")
    assert ander.post(BIJ, {"doe": "laat", "melding": een.pk}).status_code == 403
    assert besluiten() == ["open", "open"]
    eigenaar.post(BIJ, {"doe": "laat", "melding": [een.pk, twee.pk]})
    assert besluiten() == ["afgewezen", "afgewezen"]


def test_van_wat_verborgen_is_hoort_een_ander_niets(aanbod: m.Aanbod) -> None:
    meld(aanbod, "Dicht.", "Verhuisd.")
    m.Aanbod.objects.update(zichtbaarheid="professionals")
    ander = klant(Rol.AANBIEDER, naam="ander")
    assert ander.get(BIJ).status_code == 404
    assert Client().get(BIJ).status_code == 404


@pytest.mark.parametrize("aantal", [2, 18])
def test_meer_meldingen_vragen_de_database_niet_meer(
    houder: Client, aanbod: m.Aanbod, django_assert_max_num_queries: Any, aantal: int
) -> None:
    for nummer in range(aantal):
        ander = maak_aanbod(kenmerk=f"a{nummer}", stadsdelen=list(aanbod.stadsdelen.all()))
        meld(ander, "Dicht.", "Verhuisd.")
    meld(aanbod, *["Dicht."] * aantal)
    with django_assert_max_num_queries(15):
        houder.get("/werk/voorstellen/")
    with django_assert_max_num_queries(15):
        houder.get(BIJ)


@pytest.mark.django_db(transaction=True)
def test_twee_tegelijk_verliezen_geen_melding_en_doen_er_geen_dubbel() -> None:
    aanbod = maak_aanbod(kenmerk="koor", naam="Koor")
    een, twee, drie = meld(aanbod, "Dicht.", "Verhuisd.", "Andere naam.")
    wie = [maak_medewerker(Rol.COORDINATOR, naam=f"c{n}") for n in range(3)]
    basis = lees(aanbod)

    def handel(nummer: int, welke: list[int], *, in_orde: bool) -> Any:
        return lambda: acties.handel_meldingen_af(
            gebruiker=wie[nummer], ingang=aanbod, meldingen=welke, in_orde=in_orde
        )

    uitkomsten = tegelijk(
        handel(0, [een.pk, twee.pk], in_orde=True),
        handel(1, [twee.pk, een.pk], in_orde=False),
        lambda: acties.verander_en_handel_af(
            gebruiker=wie[2], melding=twee, ook=[een.pk], basis=basis, staat={**basis, "naam": "Buurtkoor"}
        ),
        lambda: acties.meld(gebruiker=AnonymousUser(), ingang=aanbod, tekst="Nieuw."),
    )
    gedaan = [len(u) if isinstance(u, list) else u for u in uitkomsten[:3]]
    getallen = [u for u in gedaan if isinstance(u, int)]
    assert sum(getallen) == 2, uitkomsten
    assert all(isinstance(u, int | acties.AlBesloten) for u in gedaan), uitkomsten
    drie.refresh_from_db()
    assert drie.besluit == "open"
    assert m.Voorstel.objects.open().filter(toelichting="Nieuw.").exists(), "what came in meanwhile waits"
    hernoemd = m.Aanbod.objects.get().naam == "Buurtkoor"
    assert hernoemd == isinstance(uitkomsten[2], int), "the change and the closing go together"
