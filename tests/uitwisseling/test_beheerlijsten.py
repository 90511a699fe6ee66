"""The reference lists go out to a spreadsheet and come back, with a look first, for their keepers."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from organisaties.begrippen import begrippen_voor
from organisaties.models import Behoefte, Doelgroep, Gebied, Kaartwijziging, Stadsdeel, Synoniem, Taal
from organisaties.regels.rollen import Rol
from organisaties.zoeken import Vraag, zoek
from tests.bestanden import inhoud
from tests.conftest import ROLLEN
from tests.fabrieken import maak_medewerker

BEZOEKER = AnonymousUser()
LIJSTEN = {
    "stadsdeel": Stadsdeel,
    "gebied": Gebied,
    "taal": Taal,
    "doelgroep": Doelgroep,
    "behoefte": Behoefte,
    "synoniem": Synoniem,
}
WOORDEN = ("behoefte", "synoniem")
pytestmark = pytest.mark.usefixtures("kaart")


@pytest.fixture
def beheer(client: Client) -> Client:
    """Return a browser in which the technical keeper is signed in."""
    client.force_login(maak_medewerker(Rol.BEHEERDER))
    return client


def haal(client: Client, lijst: str, vorm: str = "0") -> bytes:
    """Return the file of a list: 0 for xlsx, 1 for csv."""
    antwoord = client.post(f"/admin/organisaties/{lijst}/export/", {"format": vorm, "resource": "0"})
    assert antwoord.status_code == 200
    assert "attachment" in antwoord["Content-Disposition"]
    return inhoud(antwoord)


def bekijk(client: Client, lijst: str, bestand: bytes | str, naam: str = "lijst.csv") -> Any:
    """Send a file and return the page that shows what would change."""
    stuk = SimpleUploadedFile(naam, bestand.encode() if isinstance(bestand, str) else bestand)
    data = {"import_file": stuk, "format": "0", "resource": "0"}
    return client.post(f"/admin/organisaties/{lijst}/import/", data)


def bevestig(client: Client, lijst: str, bekeken: Any) -> Any:
    """Press 'Bewaren' on that page."""
    data = bekeken.context["confirm_form"].initial
    return client.post(f"/admin/organisaties/{lijst}/process_import/", data, follow=True)


def rijen(lijst: str) -> list[dict[str, Any]]:
    """Return every row of a list, whole."""
    return list(LIJSTEN[lijst].objects.order_by("pk").values())


@pytest.mark.parametrize("lijst", LIJSTEN)
@pytest.mark.parametrize("vorm", ["0", "1"])
def test_what_went_out_comes_back_and_changes_nothing(lijst: str, vorm: str, beheer: Client) -> None:
    voor, bekeken = rijen(lijst), bekijk(beheer, lijst, haal(beheer, lijst, vorm))
    assert "confirm_form" in bekeken.context
    assert {rij.import_type for rij in bekeken.context["result"].valid_rows()} == {"skip"}
    assert len(bekeken.context["result"].valid_rows()) == len(voor) > 0
    assert f"0 nieuw, 0 gewijzigd, {len(voor)} ongewijzigd" in bevestig(beheer, lijst, bekeken).content.decode()
    assert rijen(lijst) == voor


def test_nothing_is_kept_before_it_is_confirmed_and_then_search_follows_at_once(beheer: Client) -> None:
    assert not zoek(Vraag("bliepbloep"), BEZOEKER).herkend
    notities = Kaartwijziging.objects.count()
    bestand = "slug,naam,ouder,synoniemen\neten,Eten,,honger|bliepbloep\neten-soep,Soep,eten,\n"
    bekeken = bekijk(beheer, "behoefte", bestand)
    assert "<ins>" in bekeken.content.decode()
    assert not Behoefte.objects.filter(slug="eten-soep").exists()
    assert Kaartwijziging.objects.count() == notities
    klaar = bevestig(beheer, "behoefte", bekeken)
    assert "1 nieuw, 1 gewijzigd, 0 ongewijzigd" in klaar.content.decode()
    assert Behoefte.objects.get(slug="eten-soep").ouder == Behoefte.objects.get(slug="eten")
    # One note for the whole file.
    assert Kaartwijziging.objects.count() == notities + 1
    assert begrippen_voor(BEZOEKER)["behoefte"]["eten"].naam == "Eten"
    assert [wens.waarde for wens in zoek(Vraag("bliepbloep"), BEZOEKER).herkend] == ["eten"]


def test_a_column_and_a_row_that_are_not_in_the_file_stay(beheer: Client) -> None:
    voor = Behoefte.objects.get(slug="eten")
    bevestig(beheer, "behoefte", bekijk(beheer, "behoefte", "slug,naam\neten,Brood\n"))
    na = Behoefte.objects.get(slug="eten")
    assert (na.naam, na.synoniemen, na.volgorde) == ("Brood", voor.synoniemen, voor.volgorde)
    assert Behoefte.objects.count() > 100


@pytest.mark.parametrize(
    ("lijst", "bestand", "zin"),
    [
        ("behoefte", "", "leeg"),
        ("behoefte", "%PDF-1.7 niets", "Dit is een PDF, geen rekenblad."),
        ("behoefte", "naam,synoniemen\nEten,\n", "De kolom &#x27;slug&#x27; ontbreekt."),
        ("behoefte", "slug,naam,prijs\neten,Eten,3\n", "De kolom &#x27;prijs&#x27; hoort niet bij deze lijst."),
        ("behoefte", "slug,naam\neten,A\neten,B\n", "&#x27;eten&#x27; staat er twee keer in."),
        ("behoefte", "slug,slug\neten,A\n", "Een kolom staat er twee keer in."),
        ("behoefte", "slug,ouder\neten-soep,bestaat-niet\n", "&#x27;bestaat-niet&#x27; is geen behoefte."),
        ("behoefte", "slug,neutraal\neten,misschien\n", "&#x27;misschien&#x27; is geen ja of nee."),
        ("behoefte", "slug,volgorde\neten,2.5\n", "&#x27;2.5&#x27; is geen geheel getal"),
        ("behoefte", "slug,ouder\neten,eten-soep\n", "is geen behoefte"),
        ("gebied", "slug,stadsdeel\nijburg-zeeburgereiland,maan\n", "&#x27;maan&#x27; is geen stadsdeel."),
        ("taal", "code,richting\nnl,omhoog\n", "omhoog"),
        ("stadsdeel", "slug,naam\nGeen Slug!,X\n", "Rij 2"),
        ("synoniem", "term,synoniemen\nbel,Bel Fatima Yilmaz op 06 12 34 56 78\n", "synoniemen:"),
    ],
)
def test_a_wrong_file_says_what_is_wrong_and_changes_nothing(
    lijst: str, bestand: str, zin: str, beheer: Client
) -> None:
    voor = rijen(lijst)
    bekeken = bekijk(beheer, lijst, bestand)
    assert bekeken.status_code == 200
    assert zin in bekeken.content.decode()
    assert "confirm_form" not in bekeken.context
    assert "Traceback" not in bekeken.content.decode()
    assert rijen(lijst) == voor


def test_one_wrong_row_keeps_the_right_ones_out_too(beheer: Client) -> None:
    """Also when it became wrong after the preview."""
    bekeken = bekijk(beheer, "gebied", "slug,naam,stadsdeel,volgorde\nnieuw-a,A,oost,1\nnieuw-b,B,proef,1\n")
    assert "confirm_form" not in bekeken.context
    proef = Stadsdeel.objects.create(slug="proef", naam="Proef")
    bekeken = bekijk(beheer, "gebied", "slug,naam,stadsdeel,volgorde\nnieuw-a,A,oost,1\nnieuw-b,B,proef,1\n")
    proef.delete()
    assert "Er is niets bewaard" in bevestig(beheer, "gebied", bekeken).content.decode()
    assert not Gebied.objects.filter(slug="nieuw-a").exists()


def test_a_file_that_is_no_longer_kept_is_asked_for_again(beheer: Client) -> None:
    bekeken = bekijk(beheer, "doelgroep", "slug,naam,volgorde\nburen,Buren,1\n")
    cache.clear()
    assert "Het bestand is hier niet meer." in bevestig(beheer, "doelgroep", bekeken).content.decode()
    assert not Doelgroep.objects.filter(slug="buren").exists()


@pytest.mark.parametrize("naam", ["../../etc/passwd", "/etc/passwd", "iets"])
def test_the_name_of_a_file_reads_nothing_else(naam: str, beheer: Client) -> None:
    data = {"import_file_name": naam, "original_file_name": "x", "format": "0", "resource": "0"}
    klaar = beheer.post("/admin/organisaties/doelgroep/process_import/", data, follow=True)
    assert "Het bestand is hier niet meer." in klaar.content.decode()


def test_a_text_that_looks_like_a_formula_goes_out_as_text_and_comes_back_whole(beheer: Client) -> None:
    Synoniem.objects.create(term="=1+1", synoniemen="@som|-min")
    blad = openpyxl.load_workbook(io.BytesIO(haal(beheer, "synoniem"))).active
    assert blad is not None
    cellen = [str(cel) for rij in blad.iter_rows(values_only=True) for cel in rij]
    assert "'=1+1" in cellen
    assert not [cel for cel in cellen if cel.startswith(("=", "+", "-", "@"))]
    bekeken = bekijk(beheer, "synoniem", haal(beheer, "synoniem"), "lijst.xlsx")
    assert {rij.import_type for rij in bekeken.context["result"].valid_rows()} == {"skip"}


def test_a_formula_in_a_file_is_refused(beheer: Client) -> None:
    boek = openpyxl.Workbook()
    for rij in (["term", "synoniemen"], ["som", "=1+1"]):
        boek.active.append(rij)
    bestand = io.BytesIO()
    boek.save(bestand)
    assert "formule" in bekijk(beheer, "synoniem", bestand.getvalue(), "lijst.xlsx").content.decode()


def test_too_large_a_file_is_refused(beheer: Client) -> None:
    assert "te groot" in bekijk(beheer, "synoniem", "term,synoniemen\n" + "x" * 1_100_000).content.decode()


@pytest.mark.parametrize("rol", ROLLEN)
def test_only_who_keeps_a_list_gets_there(rol: str, als: Any) -> None:
    browser = als(rol)
    for lijst in LIJSTEN:
        mag = rol == "beheerder" or (rol == "coordinator" and lijst in WOORDEN)
        voor = rijen(lijst)
        for pad in ("import", "export", "process_import"):
            adres = f"/admin/organisaties/{lijst}/{pad}/"
            gehaald = browser.get(adres).status_code
            gestuurd = browser.post(adres, {"format": "0", "resource": "0"}).status_code
            if mag:
                assert (gehaald, gestuurd) == (405 if pad == "process_import" else 200, 200), adres
            else:
                assert {gehaald, gestuurd} <= {302, 403, 405}, adres
                assert gestuurd != 200, adres
        assert rijen(lijst) == voor


def test_categories_come_in_by_hand_only(beheer: Client) -> None:
    for pad in ("import", "export"):
        assert beheer.get(f"/admin/organisaties/nieuwkomerscategorie/{pad}/").status_code != 200


@pytest.mark.parametrize("pad", ["import/", "export/"])
def test_the_pages_have_no_script_or_style_of_their_own(pad: str, beheer: Client) -> None:
    inhoud_van_pagina = beheer.get(f"/admin/organisaties/behoefte/{pad}").content.decode().split("<main")[1]
    for stuk in ("<script", "<style", " style=", "onclick=", "onchange="):
        assert stuk not in inhoud_van_pagina


def test_the_list_leads_to_both(beheer: Client) -> None:
    lijst = beheer.get("/admin/organisaties/behoefte/").content.decode()
    assert "/admin/organisaties/behoefte/import/" in lijst
    assert "/admin/organisaties/behoefte/export/" in lijst
    assert "Exporteren" in lijst


def test_the_preview_has_no_styles_of_its_own(beheer: Client) -> None:
    pagina = bekijk(beheer, "behoefte", "slug,naam\neten,Brood <b>vet</b>\n").content.decode()
    assert "<del>Eten en drinken</del>" in pagina
    assert "<ins>Brood &lt;b&gt;vet&lt;/b&gt;</ins>" in pagina
    assert " style=" not in pagina
