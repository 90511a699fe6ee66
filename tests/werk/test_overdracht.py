"""Handing over: everything at once or nothing, few queries, and back within a week."""

from __future__ import annotations

import datetime
import io

import openpyxl
import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kaart.werk.models import Overdracht
from kaart.werk.overdracht.acties import Ding, draag_over, draai_terug, wijs_toe
from kaart.werk.overdracht.soorten import SOORTEN
from organisaties import rechten
from organisaties.models import Aanbod, Medewerker, Organisatie, Praktijktip, Stadsdeel
from organisaties.regels.rollen import Rol
from tests.fabrieken import maak_aanbod, maak_medewerker

pytestmark = pytest.mark.django_db


@pytest.fixture
def chef() -> Medewerker:
    return maak_medewerker(Rol.COORDINATOR, naam="chef")


@pytest.fixture
def weg() -> Medewerker:
    return maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, naam="vertrekt")


@pytest.fixture
def opvolger() -> Medewerker:
    return maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, naam="opvolger")


def wie_heeft_wat() -> dict[str, set[tuple[int, int]]]:
    """Return everything that stands in anybody's name."""
    return {
        naam: set(soort.tussen.objects.values_list("medewerker_id", soort.kolom)) for naam, soort in SOORTEN.items()
    }


def alles_naar(van: Medewerker, naar: Medewerker, *soorten: str) -> dict[Ding, Medewerker]:
    return {
        (naam, sleutel): naar
        for naam in soorten or SOORTEN
        for sleutel in SOORTEN[naam].tussen.objects.filter(medewerker=van).values_list(SOORTEN[naam].kolom, flat=True)
    }


def test_tweehonderd_ingangen_in_weinig_queries_en_helemaal_terug(
    kaart: None, chef: Medewerker, weg: Medewerker, opvolger: Medewerker
) -> None:
    weg.stadsdelen.set(Stadsdeel.objects.all()[:3])
    opvolger.stadsdelen.set(Stadsdeel.objects.all()[2:4])
    weg.houdt_aanbod.set(Aanbod.objects.order_by("pk")[:150])
    opvolger.houdt_aanbod.set(Aanbod.objects.order_by("pk")[140:160])
    weg.houdt_organisaties.set(Organisatie.objects.order_by("pk")[:50])
    eerst = wie_heeft_wat()
    with CaptureQueriesContext(
        connection,
    ) as gesteld:
        gedaan = draag_over(gebruiker=chef, van=weg, verdeling=alles_naar(weg, opvolger))
    assert gedaan.aantal == 203
    assert len(gesteld) <= 36
    assert not weg.houdt_aanbod.exists()
    assert not weg.stadsdelen.exists()
    assert opvolger.houdt_aanbod.count() == 160
    assert set(opvolger.stadsdelen.values_list("pk", flat=True)) == set(
        Stadsdeel.objects.all()[:4].values_list("pk", flat=True)
    )
    with CaptureQueriesContext(connection) as gesteld:
        assert draai_terug(gebruiker=chef, overdracht=gedaan) == 203
    assert len(gesteld) <= 36
    assert wie_heeft_wat() == eerst


def test_wat_intussen_verder_ging_blijft_daar(chef: Medewerker, weg: Medewerker, opvolger: Medewerker) -> None:
    een, ander = maak_aanbod(), maak_aanbod()
    weg.houdt_aanbod.set([een, ander])
    gedaan = draag_over(gebruiker=chef, van=weg, verdeling=alles_naar(weg, opvolger))
    derde = maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, naam="derde")
    wijs_toe(gebruiker=chef, dingen=[("aanbod", een.pk)], aan=derde)
    assert draai_terug(gebruiker=chef, overdracht=gedaan) == 1
    assert list(een.houders.all()) == [derde]
    assert list(ander.houders.all()) == [weg]


def test_na_een_week_of_een_tweede_keer_kan_het_niet_meer_terug(
    chef: Medewerker, weg: Medewerker, opvolger: Medewerker
) -> None:
    weg.houdt_aanbod.add(maak_aanbod())
    gedaan = draag_over(gebruiker=chef, van=weg, verdeling=alles_naar(weg, opvolger))
    with time_machine.travel(gedaan.op + datetime.timedelta(days=8)), pytest.raises(ValidationError, match="een week"):
        draai_terug(gebruiker=chef, overdracht=gedaan)
    draai_terug(gebruiker=chef, overdracht=gedaan)
    with pytest.raises(ValidationError, match="één keer"):
        draai_terug(gebruiker=chef, overdracht=gedaan)
    assert weg.houdt_aanbod.count() == 1


def test_een_fout_bij_een_opvolger_verandert_niets(chef: Medewerker, weg: Medewerker, opvolger: Medewerker) -> None:
    weg.houdt_aanbod.add(maak_aanbod())
    weg.stadsdelen.add(Stadsdeel.objects.create(slug="x", naam="X", volgorde=1))
    opbouwwerker = maak_medewerker(Rol.OPBOUWWERKER, naam="opbouwwerker")
    eerst = wie_heeft_wat()
    with pytest.raises(ValidationError, match="opbouwwerker kan dit niet bijhouden"):
        draag_over(
            gebruiker=chef, van=weg, verdeling=alles_naar(weg, opvolger) | alles_naar(weg, opbouwwerker, "stadsdeel")
        )
    assert wie_heeft_wat() == eerst
    assert not Overdracht.objects.exists()
    for niet_chef in (weg, opvolger, opbouwwerker):
        with pytest.raises(PermissionDenied):
            draag_over(gebruiker=niet_chef, van=weg, verdeling=alles_naar(weg, opvolger))


def test_wie_iets_op_naam_krijgt_houdt_het_bij_en_anders_niet(chef: Medewerker, opvolger: Medewerker) -> None:
    stadsbreed = maak_aanbod(hele_stad=True)
    assert not rechten.mag_bijhouden(opvolger, stadsbreed)
    wijs_toe(gebruiker=chef, dingen=[("aanbod", stadsbreed.pk)], aan=opvolger)
    assert rechten.mag_bijhouden(opvolger, stadsbreed)
    assert rechten.mag_bijhouden(opvolger, stadsbreed.organisatie) is False
    wijs_toe(gebruiker=chef, dingen=[("aanbod", stadsbreed.pk)], aan=None)
    assert not rechten.mag_bijhouden(opvolger, stadsbreed)
    # Somebody who keeps nothing any more keeps this neither.
    wijs_toe(gebruiker=chef, dingen=[("aanbod", stadsbreed.pk)], aan=opvolger)
    opvolger.groups.clear()
    assert not rechten.mag_bijhouden(Medewerker.objects.get(pk=opvolger.pk), stadsbreed)


def test_de_paginas_van_begin_tot_ongedaan(
    client: Client, chef: Medewerker, weg: Medewerker, opvolger: Medewerker, kaart: None
) -> None:
    client.force_login(chef)
    weg.stadsdelen.add(Stadsdeel.objects.get(slug="oost"))
    een, ander = Aanbod.objects.filter(hele_stad=True)[:2]
    weg.houdt_aanbod.set([een, ander])
    assert "Oost" not in client.get("/werk/overdracht/").context["zonder"]
    bladzij = client.get(f"/werk/overdracht/{weg.pk}/").content.decode()
    assert een.naam in bladzij
    assert "Gaat mee met het gebied of thema" in bladzij

    leeg = client.post(f"/werk/overdracht/{weg.pk}/", {})
    assert "minstens één onderdeel" in leeg.content.decode()
    vreemd = client.post(f"/werk/overdracht/{weg.pk}/", {"aanbod": "onzin"})
    assert vreemd.status_code == 200
    assert weg.houdt_aanbod.count() == 2

    # Areas and all but one offer go to the successor; that one goes to the coördinator.
    response = client.post(
        f"/werk/overdracht/{weg.pk}/",
        {"stadsdeel": opvolger.pk, "aanbod": opvolger.pk, f"aanbod-{ander.pk}": chef.pk},
        follow=True,
    )
    assert "Overgedragen: 1 stadsdeel en 2 keer aanbod op naam." in response.content.decode()
    assert list(opvolger.houdt_aanbod.all()) == [een]
    assert list(chef.houdt_aanbod.all()) == [ander]
    gedaan = Overdracht.objects.get()
    terug = client.post(f"/werk/overdracht/{gedaan.pk}/ongedaan/", follow=True)
    assert "Teruggegeven: 1 stadsdeel en 2 keer aanbod op naam." in terug.content.decode()
    assert weg.houdt_aanbod.count() == 2
    assert [s.slug for s in weg.stadsdelen.all()] == ["oost"]


def test_toewijzen_op_de_pagina_met_en_zonder_fout(client: Client, chef: Medewerker, opvolger: Medewerker) -> None:
    client.force_login(chef)
    aanbod = maak_aanbod(hele_stad=True)
    adres = "/werk/overdracht/toewijzen/?soort=aanbod"
    assert aanbod.naam in client.get(adres).content.decode()
    fout = client.post(adres, {"dingen": [aanbod.pk]}).content.decode()
    assert "Kies wie het gaat bijhouden" in fout
    assert "checked" in fout, "what was ticked stays ticked"
    assert "Vink eerst aan" in client.post(adres, {"aan": opvolger.pk}).content.decode()
    client.post(adres, {"dingen": [aanbod.pk], "aan": opvolger.pk})
    assert list(aanbod.houders.all()) == [opvolger]
    assert aanbod.naam not in client.get(adres).content.decode()
    assert "opvolger" in client.get(f"{adres}&stand=toegewezen").content.decode()


def test_ieder_ziet_de_eigen_portefeuille_en_niet_die_van_een_ander(
    client: Client, weg: Medewerker, opvolger: Medewerker
) -> None:
    client.force_login(weg)
    assert client.get(f"/werk/overdracht/{weg.pk}/").status_code == 200
    assert client.get(f"/werk/overdracht/{weg.pk}/dossier/").status_code == 200
    assert client.post(f"/werk/overdracht/{weg.pk}/", {"aanbod": opvolger.pk}).status_code == 403
    assert client.get(f"/werk/overdracht/{opvolger.pk}/").status_code == 403
    assert client.get(f"/werk/overdracht/{opvolger.pk}/dossier/").status_code == 403


def test_het_dossier_is_een_werkmap_zonder_formules(client: Client, chef: Medewerker, weg: Medewerker) -> None:
    client.force_login(chef)
    aanbod = maak_aanbod(naam="=1+1")
    weg.houdt_aanbod.add(aanbod)
    Praktijktip.objects.create(
        aanbod=aanbod, tekst="Bel op dinsdag.", rol="opbouwwerker", gegeven_op=datetime.date(2026, 11, 1)
    )
    response = client.get(f"/werk/overdracht/{weg.pk}/dossier/?vorm=xlsx")
    werkmap = openpyxl.load_workbook(io.BytesIO(b"".join(response)))
    assert werkmap.sheetnames == ["Bijgehouden", "Contacten", "Lijnen", "Praktijktips", "Voorstellen"]
    assert werkmap["Bijgehouden"]["B2"].value == "'=1+1"
    assert werkmap["Praktijktips"]["B2"].value == "Bel op dinsdag."
    assert "Bel op dinsdag." in client.get(f"/werk/overdracht/{weg.pk}/dossier/").content.decode()


@pytest.mark.parametrize("aantal", [2, 22])
def test_de_portefeuille_vraagt_niet_meer_bij_meer_dingen(
    client: Client, chef: Medewerker, weg: Medewerker, aantal: int
) -> None:
    client.force_login(chef)
    weg.houdt_aanbod.set([maak_aanbod() for _ in range(aantal)])
    for adres in (f"/werk/overdracht/{weg.pk}/", "/werk/overdracht/", "/werk/overdracht/toewijzen/?stand=toegewezen"):
        with CaptureQueriesContext(connection) as gesteld:
            assert client.get(adres).status_code == 200
        assert len(gesteld) <= 28, adres
