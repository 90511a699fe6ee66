"""A report: repaired and closed in one form, or passed over without a reason nobody reads."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from organisaties import models as m
from organisaties.bijhouden.voorstellen import acties
from organisaties.regels.rollen import Rol
from organisaties.zichtbaarheid import BEZOEKER
from tests.fabrieken import maak_medewerker
from tests.organisaties.test_bewerken import aanbod, formulier, houder, oost

__all__ = ["aanbod", "houder", "oost"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def melding(aanbod: m.Aanbod) -> m.Voorstel:
    voorstel = acties.meld(gebruiker=BEZOEKER, ingang=aanbod, tekst="Op dinsdag is het dicht.")
    assert voorstel is not None
    return voorstel


def adres(melding: m.Voorstel) -> str:
    return f"/werk/voorstellen/{melding.pk}/veranderen/"


def test_veranderen_en_afhandelen_in_een_keer(houder: Client, melding: m.Voorstel) -> None:
    assert adres(melding) in houder.get(f"/werk/voorstellen/{melding.pk}/").content.decode()
    pagina = houder.get(adres(melding))
    tekst = pagina.content.decode()
    assert "Op dinsdag is het dicht." in tekst
    assert "Bewaar en handel af" in tekst
    klaar = houder.post(adres(melding), formulier(pagina) | {"naam": "Taalcafé Oost"}, follow=True)
    assert "Bewaard, en de melding is afgehandeld." in klaar.content.decode()
    melding.refresh_from_db()
    assert melding.besluit == "aangenomen"
    assert m.Aanbod.objects.get().naam == "Taalcafé Oost"


def test_een_fout_of_een_ander_ertussen_laat_de_melding_open(houder: Client, melding: m.Voorstel) -> None:
    velden = formulier(houder.get(adres(melding)))
    assert "Nog niet bewaard" in houder.post(adres(melding), velden | {"naam": ""}).content.decode()
    m.Aanbod.objects.update(naam="Van een ander")
    bezet = houder.post(adres(melding), velden | {"naam": "Taalcafé Oost"})
    assert "Iemand anders heeft dit intussen veranderd" in bezet.content.decode()
    melding.refresh_from_db()
    assert melding.besluit == "open"
    houder.post(adres(melding), formulier(bezet))
    melding.refresh_from_db()
    assert (melding.besluit, m.Aanbod.objects.get().naam) == ("aangenomen", "Taalcafé Oost")


def test_wie_intussen_al_afgehandeld_is_kost_geen_tekst(houder: Client, melding: m.Voorstel) -> None:
    velden: dict[str, Any] = formulier(houder.get(adres(melding)))
    erbij = houder.post(adres(melding), velden | {"doe": "tijd-erbij:3"})
    assert erbij.context["hier"] == adres(melding)
    acties.besluit(
        gebruiker=m.Medewerker.objects.get(username="oost-7"), voorstel=melding, velden=["gedaan"], gezien="melding"
    )
    assert houder.get(adres(melding))["Location"] == f"/werk/voorstellen/{melding.pk}/"
    houder.post(adres(melding), velden | {"naam": "Taalcafé Oost"})
    assert m.Aanbod.objects.get().naam == "Taalcafé"


def test_alleen_wie_beslist(melding: m.Voorstel) -> None:
    for rol, status in ((Rol.OPBOUWWERKER, 404), (Rol.AANBIEDER, 404), (Rol.COORDINATOR, 200)):
        client = Client()
        client.force_login(maak_medewerker(rol, naam=rol.value))
        assert client.get(adres(melding)).status_code == status, rol


def test_een_melding_van_een_bezoeker_afwijzen_vraagt_geen_reden(houder: Client, melding: m.Voorstel) -> None:
    pad = f"/werk/voorstellen/{melding.pk}/"
    assert "Hoeft niet" in houder.get(pad).content.decode()
    houder.post(pad, {"doe": "niets", "reden": "", "gezien": "melding"})
    melding.refresh_from_db()
    assert melding.besluit == "afgewezen"


def test_een_melding_van_een_collega_vraagt_nog_wel_een_reden(houder: Client, aanbod: m.Aanbod) -> None:
    collega = maak_medewerker(Rol.OPBOUWWERKER, naam="collega")
    voorstel = acties.meld(gebruiker=collega, ingang=aanbod, tekst="Op dinsdag is het dicht.")
    assert voorstel is not None
    antwoord = houder.post(f"/werk/voorstellen/{voorstel.pk}/", {"doe": "niets", "reden": "", "gezien": "melding"})
    assert "Schrijf waarom" in antwoord.content.decode()
