"""A text about a person in every text field of every page, as every role: refused beside the field, nothing stored.

The pages are those of the table of addresses and the admin, so a new address comes along by itself; what a placeholder
there does not reach stands in ERBIJ. Every form of the project that holds a text must have been met on the way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote_plus

import lxml.html
import pytest
from django.apps import apps
from django.contrib import admin
from django.db import models
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kaart.hulp.persoonsgegevens.bewaking import Bewaakt
from organisaties.models import Contactpersoon, Medewerker, Openingstijd, Organisatie, Stadsdeel, Voorstel
from tests.conftest import ROLLEN
from tests.kaart.test_bewaking import TEKST, _heeft_tekst, formulieren
from tests.kaart.test_toegangstabel import TABEL

BESTANDEN = (".pdf", ".zip", ".json", ".jsonld", ".geojson", ".csv", ".ics", ".xlsx", ".txt")
# Of an own account only: what is typed there signs somebody in, and is shown to nobody else.
VAN_HET_ACCOUNT = ("/account/", "/inloggen/", "/uitnodiging/", "/admin/organisaties/medewerker/")
# Nobody sees it, and a person leaves it empty.
VAL = {"adres"}
# Compared with the name of the organisation, and never kept.
VERGELEKEN = "/verwijderen/"
# Searched with, and never kept. The form is sent by POST, and goes on to an address without what is somebody's own.
GEVRAAGD = "q"
# What in TEKST is somebody's own.
EIGEN = ("111222333", "0612345678")
ERBIJ = (
    "/organisaties/stap-verder/contacten/",
    "/mijn-organisaties/stap-verder/verwijderen/",
    "/wegwijzer/routes/eten-algemeen/",
)
# Forms that no page of this walk shows, and where they are tested.
ELDERS = {
    "SleutelErbij": "needs a key in the hand; test_rekeningen",
    "SleutelNaam": "needs a key in the hand; test_rekeningen",
    "OverAllesForm": "behind a link that an organisation gets by mail; test_mailvraag",
    "Bevestigen": "hidden fields with the name of the file that was looked at",
    "Dienstvraag": "read from an address",
    "Voorbeeldformulier": "the page of styles, which sends nothing",
    "UitnodigForm": "of a beheerder, whose walk meets it",
    "AccountForm": "of a beheerder: an account, which signs somebody in; test_accounts_van_anderen",
    "WijzigForm": "roles and areas to tick, and a name that is looked up and not kept; test_accounts_van_anderen",
    "Inlogformulier": "of a visitor, whose walk meets it",
    "Vergeten": "of a visitor, whose walk meets it",
    "AppInstellen": "a code, after the password was asked once more",
    "TweedeStap": "a code",
    "TweedeStapNogmaals": "a code",
    "KloptForm": "keys of rows behind a button; what is not there is a 404",
    "NagezienForm": "keys of rows behind a button; what is not there is a 404",
    "BewaaktModelForm": "the base of the forms of the admin",
}


@pytest.fixture
def wandelaar(kaart: None, als: Callable[[str], Client]) -> Callable[[str], tuple[Client, list[str]]]:
    """Give a browser of a role that keeps all it may, and the pages that there are."""

    def maak(rol: str) -> tuple[Client, list[str]]:
        client = als(rol)
        organisatie = Organisatie.objects.get(kenmerk="stap-verder")
        wie = Medewerker.objects.filter(username=rol).first()
        if rol == "aanbieder" and wie is not None:
            wie.organisaties.add(organisatie)
        if rol == "aandachtsfunctionaris" and wie is not None:
            wie.stadsdelen.set(Stadsdeel.objects.all())
        voorstel = Voorstel.objects.create(organisatie=organisatie, toelichting="Het klopt niet.", wijzigingen={})
        ander = Organisatie.objects.get(kenmerk="carabic")
        Contactpersoon.objects.create(organisatie=ander, rol="de balie")
        paden = [pad for _, pad, _ in TABEL if not pad.split("?")[0].endswith(BESTANDEN)]
        # With a time in its week, and a day that is other.
        aanbod = Openingstijd.objects.earliest("pk").aanbod
        dicht = {"soort": "dicht", "geldig_van": timezone.localdate(), "geldig_tot": timezone.localdate()}
        Openingstijd.objects.create(aanbod=aanbod, **dicht)
        paden += [reverse("wijzigen:bewerken", args=["aanbod", aanbod.kenmerk])]
        paden += [*ERBIJ, reverse("voorstellen:een", args=[voorstel.pk]), *_beheer()]
        return client, list(dict.fromkeys(paden))

    return maak


def _beheer() -> Iterator[str]:
    for model in admin.site._registry:
        yield reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
        rij = model._default_manager.first()
        # The page of an account is Django's own, with a hole in its template; its fields are in test_bewaking.
        if rij is not None and model is not Medewerker:
            yield reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[rij.pk])


@pytest.fixture
def gezien(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Note which forms were read."""
    namen: set[str] = set()
    echt = Bewaakt.full_clean

    def noteer(self: Any) -> None:
        namen.add(type(self).__name__)
        echt(self)

    monkeypatch.setattr(Bewaakt, "full_clean", noteer)
    return namen


def tekstvelden(formulier: Any) -> Iterator[Any]:
    """Yield what somebody can type a text in."""
    for veld in formulier.inputs:
        soort = veld.get("type", "text") if veld.tag == "input" else veld.tag
        if veld.name and soort in ("text", "textarea", "email", "url", "tel", "search"):
            yield veld


def stuur(client: Client, pad: str, formulier: Any, veld: Any) -> Any:
    """Send a form by its main button, as somebody who is done does, with TEKST in one field."""
    # A button for a dialog sends nothing where there is none.
    knoppen = formulier.xpath(".//button[not(@type='button' or @formmethod='dialog')] | .//input[@type='submit']")
    hoofd = [een for een in knoppen if een.get("class") == "knop"] or knoppen
    data: dict[str, list[str]] = {}
    met_knop = [(een.get("name"), een.get("value", "")) for een in hoofd[:1] if een.get("name")]
    for naam, waarde in [*formulier.form_values(), *met_knop]:
        data.setdefault(naam, []).append(waarde)
    data[veld.name] = [TEKST]
    return client.post((hoofd and hoofd[0].get("formaction")) or formulier.get("action") or pad, data)


def bewaard() -> list[str]:
    """Return every column of every table that holds a word of TEKST."""
    gevonden = []
    for model in apps.get_models():
        for veld in model._meta.concrete_fields:
            if isinstance(veld, models.CharField | models.TextField | models.JSONField):
                waarden = model._default_manager.order_by().values_list(veld.attname, flat=True)
                if any("111222333" in str(waarde) or "0612345678" in str(waarde) for waarde in waarden):
                    gevonden.append(f"{model._meta.label}.{veld.name}")
    return gevonden


@pytest.mark.parametrize("rol", ROLLEN)
def test_een_tekst_over_een_mens_wordt_overal_geweigerd(
    wandelaar: Callable[[str], tuple[Client, list[str]]], gezien: set[str], rol: str
) -> None:
    client, paden = wandelaar(rol)
    al: set[tuple[str, ...]] = set()
    mis: list[str] = []
    aantal = 0
    for pad in paden:
        # The page of styles has forms that go nowhere.
        antwoord = client.get(pad) if pad != "/stijlgids/" else None
        if antwoord is None:
            continue
        soort_inhoud = antwoord.headers.get("Content-Type", "")
        if antwoord.status_code != 200 or antwoord.streaming or "html" not in soort_inhoud:
            continue
        if not antwoord.content.strip():
            continue
        for formulier in lxml.html.fromstring(antwoord.content).forms:
            velden = list(tekstvelden(formulier)) if formulier.method == "POST" else []
            soort = (pad.split("/")[1], *sorted(str(naam) for naam in formulier.fields))
            if not velden or soort in al:
                continue
            al.add(soort)
            for veld in velden:
                aantal += 1
                mis += [f"{pad} {veld.name}: {wat}" for wat in oordeel(pad, veld, stuur(client, pad, formulier, veld))]
            mis += [f"{pad}: stored in {waar}" for waar in bewaard()]
    assert mis == []
    if rol == "coordinator":
        assert {een.__name__ for een in formulieren() if _heeft_tekst(een)} - gezien - ELDERS.keys() == set()
    assert aantal >= (1 if rol == "bezoeker" else 5), "there was something to type in"


def oordeel(pad: str, veld: Any, antwoord: Any) -> Iterator[str]:
    """Yield what is not right about the answer to a form with TEKST in a field."""
    if pad.startswith(VAN_HET_ACCOUNT) or veld.name in VAL or pad.endswith(VERGELEKEN):
        return
    if veld.name == GEVRAAGD:
        if antwoord.status_code != 302:
            yield f"status {antwoord.status_code}"
        yield from (f"{woord} in the address" for woord in EIGEN if woord in unquote_plus(antwoord.get("Location", "")))
        return
    if antwoord.status_code != 200:
        yield f"status {antwoord.status_code}"
        return
    pagina = lxml.html.fromstring(antwoord.content)
    zelf = pagina.xpath("//*[@name=$naam]", naam=veld.name)
    if not zelf:
        yield "the field is gone"
        return
    sleutel = zelf[0].get("id") or ""
    naast = pagina.xpath("//*[@id=$een or @id=$ander]", een=f"{sleutel}_error", ander=f"id_{veld.name}_error")
    if not any(een.text_content().strip() for een in naast):
        yield "no message beside the field"
    if TEKST[:30] not in (zelf[0].get("value") or zelf[0].text_content() or ""):
        yield "what was typed is lost"
