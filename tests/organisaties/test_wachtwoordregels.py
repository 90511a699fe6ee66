"""What is wrong with a password is said in Dutch, wherever one is chosen; and nobody types it once too often."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings as instellingen
from django.contrib.auth.password_validation import get_default_password_validators, password_validators_help_texts
from django.core.cache import cache
from django.test import Client
from django.utils import translation
from django.utils.module_loading import import_string
from lxml import html

from organisaties.accounts.acties import adres_van, nodig_uit
from organisaties.models import Medewerker
from organisaties.regels.rollen import Rol
from tests.fabrieken import WACHTWOORD, maak_medewerker

pytestmark = pytest.mark.django_db
FOUT = {
    "kort": "Dit wachtwoord is te kort. Gebruik minstens 12 tekens.",
    "93847561029384": "Dit wachtwoord is alleen een getal. Gebruik ook letters.",
    "password1234": "Dit wachtwoord gebruiken veel mensen.",
    "fatimayilmaz1": "Dit wachtwoord lijkt te veel op je gebruikersnaam.",
}
ENGELS = re.compile(
    r"\b(the|this|that|your|you|password|must|please|is required|enter|short|common|field)\b", re.IGNORECASE
)


@pytest.fixture(autouse=True)
def zonder_telling() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def _gast() -> Medewerker:
    beheer = maak_medewerker(Rol.BEHEERDER, naam="beheer")
    gast = nodig_uit(gebruiker=beheer, email="fatimayilmaz1@stad.example", rol=Rol.OPBOUWWERKER)
    gast.username = "fatimayilmaz1"
    gast.save()
    return gast


def _meldingen(antwoord: Any) -> list[str]:
    boom = html.fromstring(antwoord.content)
    return [re.sub(r"\s+", " ", een.text_content()).strip() for een in boom.xpath("//*[@class='fout' or @id='fouten']")]


def _uitnodiging(nieuw: str, nog: str) -> Any:
    return Client().post(adres_van(_gast()), {"new_password1": nieuw, "new_password2": nog})


def _hersteld(nieuw: str, nog: str) -> Any:
    wie = maak_medewerker(Rol.OPBOUWWERKER, naam="fatimayilmaz1", email="fatima@stad.example")
    client = Client()
    pad = f"/account/wachtwoord-vergeten/~{user_pk_to_url_str(wie)}-{default_token_generator.make_token(wie)}/"
    antwoord = client.get(pad, follow=True)
    assert "Minstens 12 tekens" in antwoord.content.decode(), "the rule stands there before somebody types"
    return client.post(antwoord.request["PATH_INFO"], {"password1": nieuw, "password2": nog})


def _veranderd(nieuw: str, nog: str) -> Any:
    maak_medewerker(Rol.OPBOUWWERKER, naam="fatimayilmaz1")
    client = Client()
    client.post("/inloggen/", {"login": "fatimayilmaz1", "password": WACHTWOORD})
    return client.post("/account/wachtwoord/", {"oldpassword": WACHTWOORD, "password1": nieuw, "password2": nog})


@pytest.mark.parametrize("deur", [_uitnodiging, _hersteld, _veranderd])
@pytest.mark.parametrize("wachtwoord", FOUT)
def test_een_wachtwoord_dat_niet_goed_is_hoort_in_het_nederlands_waarom(deur: Any, wachtwoord: str) -> None:
    antwoord = deur(wachtwoord, wachtwoord)
    assert antwoord.status_code == 200
    meldingen = _meldingen(antwoord)
    assert any(FOUT[wachtwoord] in melding for melding in meldingen), meldingen
    assert not [melding for melding in meldingen if ENGELS.search(melding)]


@pytest.mark.parametrize("deur", [_uitnodiging, _hersteld, _veranderd])
@pytest.mark.parametrize(("een", "twee"), [("vier losse woorden hier", "vier losse woorden daar"), ("", "")])
def test_leeg_of_twee_keer_iets_anders_hoort_het_ook_in_het_nederlands(deur: Any, een: str, twee: str) -> None:
    meldingen = _meldingen(deur(een, twee))
    assert meldingen
    assert not [melding for melding in meldingen if ENGELS.search(melding)]


def test_elke_regel_en_elke_melding_van_accounts_is_nederlands() -> None:
    """Also of rules and of messages that a page does not show today."""
    with translation.override("nl"):
        teksten = [str(regel.get_error_message()) for regel in get_default_password_validators()]
        teksten += password_validators_help_texts()
        for adapter in (instellingen.ACCOUNT_ADAPTER, instellingen.MFA_ADAPTER, instellingen.SOCIALACCOUNT_ADAPTER):
            teksten += map(str, import_string(adapter).error_messages.values())
        formulieren = {**instellingen.ACCOUNT_FORMS, **instellingen.MFA_FORMS}
        for pad in formulieren.values():
            for veld in import_string(pad).base_fields.values():
                teksten += map(str, veld.error_messages.values())
    assert len(teksten) > 50
    engels = [tekst.replace("%(verbose_name)s", "") for tekst in teksten]
    assert not [tekst for tekst in engels if ENGELS.search(tekst)]


def test_wie_is_uitgenodigd_typt_het_wachtwoord_geen_derde_keer(settings: Any) -> None:
    settings.DEMO = False
    beheer = maak_medewerker(Rol.BEHEERDER, naam="beheer")
    gast = nodig_uit(gebruiker=beheer, email="nieuw@stad.example", rol=Rol.COORDINATOR)
    client = Client()
    twee_keer = {"new_password1": "vier losse woorden hier", "new_password2": "vier losse woorden hier"}
    antwoord = client.post(adres_van(gast), twee_keer, follow=True)
    assert antwoord.request["PATH_INFO"] == "/account/tweede-stap/app/", antwoord.redirect_chain
    assert "Typ je wachtwoord nog een keer" not in antwoord.content.decode()
    assert "<svg" in antwoord.content.decode()
