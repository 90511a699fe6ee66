"""The whole form: a list of its parts, folded where nothing is asked of anybody, and each name once."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from organisaties import models as m
from organisaties.bijhouden.wijzigen.forms import FORMULIEREN
from organisaties.velden import PER_MODEL
from tests.organisaties.test_bewerken import aanbod, formulier, houder, oost

__all__ = ["aanbod", "houder", "oost"]
pytestmark = pytest.mark.django_db

ADRES = "/aanbod/taalcafe/bewerken/"


def open_delen(antwoord: Any) -> set[str]:
    return {deel.groep.groep for deel in antwoord.context["delen"] if deel.open}


@pytest.mark.parametrize("model", FORMULIEREN)
def test_een_kop_heet_niet_als_een_veld(model: Any) -> None:
    labels = {veld.label for veld in PER_MODEL[model._meta.label].velden if veld.label}
    koppen = {groep.kop for groep in FORMULIEREN[model].groepen}
    kaal = {re.sub(r"\W+$", "", woorden).casefold() for woorden in labels}
    assert {kop for kop in koppen if re.sub(r"\W+$", "", kop).casefold() in kaal} == set()


def test_open_is_waar_iets_mist_en_dicht_waar_alles_er_staat(houder: Client, aanbod: m.Aanbod) -> None:
    m.Aanbod.objects.update(omschrijving="Samen praten.", overdracht="Loop mee.", kosten="gratis", bsn="nee")
    m.Aanbod.objects.update(aanmelden="inloop", legitimatie="nee")
    antwoord = houder.get(ADRES)
    assert {"pauze", "weten", "binnen", "tijden", "brengen"} & open_delen(antwoord) == set()
    # Nobody knows where it is, and there is no place to tick: the part is open anyway.
    assert "waar" in open_delen(antwoord)
    assert 'href="#id_locatie_erbij"' in antwoord.content.decode()
    m.Aanbod.objects.update(bsn="onbekend")
    assert "binnen" in open_delen(houder.get(ADRES))


def test_een_fout_staat_nooit_in_een_gevouwen_deel(houder: Client, aanbod: m.Aanbod) -> None:
    velden = formulier(houder.get(ADRES)) | {"pauze_vanaf": "morgen", "tijd-0-tot": "laat"}
    antwoord = houder.post(ADRES, velden)
    assert {"pauze", "tijden"} <= open_delen(antwoord)
    assert antwoord.context["bezig"].form["pauze_vanaf"].value() == "morgen"


def test_wat_getypt_is_blijft_open_als_er_een_tijd_bij_komt(houder: Client, aanbod: m.Aanbod) -> None:
    dicht = {"pauze", "weten"}
    assert dicht & open_delen(houder.get(ADRES)) == set()
    velden = formulier(houder.get(ADRES)) | {"pauze_reden": "zomer", "doe": "tijd-erbij:3"}
    assert {"pauze", "tijden"} == (dicht | {"tijden"}) & open_delen(houder.post(ADRES, velden))


def test_een_lijst_van_delen_leidt_naar_elk_deel(houder: Client, aanbod: m.Aanbod) -> None:
    tekst = houder.get(ADRES).content.decode()
    ankers = re.findall(r'class="chip" href="#(deel-[a-z]+)"', tekst)
    assert len(ankers) == len(set(ankers)) == 9
    assert all(f'id="{anker}"' in tekst for anker in ankers)


def test_de_knop_van_enter_doet_niets_bij_iets_nieuws(houder: Client, aanbod: m.Aanbod) -> None:
    def eerste_knop(adres: str) -> str:
        gevonden = re.search(r"<form[^>]*redactie.*?(<button[^>]*>)", houder.get(adres).content.decode(), re.DOTALL)
        assert gevonden is not None
        return gevonden[1]

    organisatie = aanbod.organisatie
    m.Organisatie.objects.update(hele_stad=False)
    organisatie.werkgebied.add(m.Stadsdeel.objects.get())
    for nieuw in (
        "/werk/nieuw/organisatie/",
        f"{organisatie.get_absolute_url()}nieuw-aanbod/",
        f"{organisatie.get_absolute_url()}nieuwe-plek/",
        f"{organisatie.get_absolute_url()}aanbod-voorstellen/",
    ):
        assert "disabled" in eerste_knop(nieuw), nieuw
    assert "disabled" not in eerste_knop(ADRES)
