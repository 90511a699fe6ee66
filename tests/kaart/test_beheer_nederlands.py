"""The admin speaks Dutch: what Django or a library leaves in English is on no page that a beheerder sees."""

from __future__ import annotations

import ast
import gettext
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import allauth
import django
import import_export
import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.test import Client
from django.utils import translation
from lxml import html

from organisaties import models as m
from organisaties.regels.rollen import Rol
from tests.fabrieken import BehoefteFabriek, CategorieFabriek, OrganisatieFabriek, StadsdeelFabriek, maak_medewerker

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
VERTALING = settings.BASE_DIR / "kaart" / "vertaling" / "nl" / "LC_MESSAGES"
DJANGO = Path(django.__file__).parent
# Where texts on pages of the admin come from: the English catalogue of each, from which all others are made.
BRONNEN = (
    DJANGO / "contrib/admin/locale/en/LC_MESSAGES/django.po",
    DJANGO / "contrib/auth/locale/en/LC_MESSAGES/django.po",
    DJANGO / "contrib/contenttypes/locale/en/LC_MESSAGES/django.po",
    DJANGO / "conf/locale/en/LC_MESSAGES/django.po",
    *Path(import_export.__file__).parent.glob("locale/de/LC_MESSAGES/django.po"),
    *Path(allauth.__file__).parent.glob("locale/de/LC_MESSAGES/django.po"),
)
SCRIPTS = DJANGO / "contrib/admin/locale/en/LC_MESSAGES/djangojs.po"
# Dutch too, or only a name.
HETZELFDE = frozenset(
    {
        "Filter",
        "Model",
        "Link",
        "status",
        "Status",
        "Format",
        "Import",
        "Export",
        "Account",
        "Token",
        "Code",
        "salt",
        "hash",
    }
)
ENGELS = re.compile(
    r"\b(the|this|that|these|your|you|please|add|change|changes|delete|select|choose|history|save|search|required|"
    r"password|available|chosen|submit|welcome|view|site|user|users|groups|name|with|from|are|has|been|field|error|none|"
    r"unknown|yes|slug|lat|lon)\b",
    re.IGNORECASE,
)

# The headers of a spreadsheet, as they must stand in it.
KOLOMMEN = re.compile(r"[a-z_]+(, [a-z_]+){2,}")

ZONDER_BEHEER = {
    # Entries and all that hangs on them: on pages of their own, with history and proposals.
    "organisaties": {
        "Aanbod", "Aanmelding", "Accountregel", "Concept", "Contactpersoon", "Controle", "Controlebeurt",
        "Locatie", "Nazien", "Openingstijd", "Organisatie", "Praktijktip", "Samenwerking", "Toegang",
        "Versie", "Voorstel", "Ingreep", "OudKenmerk", "OudBegrip", "Kaartwijziging", "Mailvraag",
        "Mailstoring", "Vervallen", "Halte", "Postcode",
    },
    # Routes have their own pages; a report has no sender, and nobody looks one up.
    "doorverwijzing": {"Route", "Stap", "Stapverlies", "Signaal", "Signaalstempel"},
    # Files that came in can be undone on their own page.
    "uitwisseling": {"Invoer", "Uitvoer", "Kolommenlijst"},
    # What keeping the kaart remembers by itself; words searched in vain have a page that shows no more than it may.
    "werk": {
        "Overdracht", "Uitstel", "Ronde", "Herinnering", "Herinneringstop", "Lijstwijziging", "VergeefsWoord",
        "GenegeerdWoord",
    },
}  # fmt: skip
"""Models that have no page in the admin, on purpose. A model that is in neither fails."""


def msgids(po: Path) -> Iterator[str]:
    """Yield every text that a catalogue has, in English."""
    for gevonden in re.finditer(r'^msgid(?:_plural)? ((?:"[^\n]*"\n)+)', po.read_text("utf-8"), re.MULTILINE):
        tekst = "".join(ast.literal_eval(regel) for regel in gevonden[1].strip().split("\n"))
        if tekst:
            yield tekst


def onvertaald() -> list[str]:
    """Return what would stand in English on a page, though the language is Dutch."""
    with translation.override("nl"):
        alle = {tekst for po in BRONNEN for tekst in msgids(po)}
        return sorted(
            tekst
            for tekst in alle
            if translation.gettext(tekst) == tekst and tekst not in HETZELFDE and re.search(r"\w\w", tekst)
        )


@pytest.fixture
def beheer() -> Client:
    """Sign in a beheerder, with a row of nearly every list in plain Dutch."""
    client = Client()
    client.force_login(maak_medewerker(Rol.BEHEERDER, naam="beheer"))
    zuid = StadsdeelFabriek.create(naam="Zuid")
    groep = CategorieFabriek.create(naam="Statushouders", naam_waardig="Mensen met verblijf")
    eten = BehoefteFabriek.create(naam="Eten")
    taal = m.Taal.objects.create(code="ar", naam="Arabisch", eigen_naam="Arabisch")
    m.Gebied.objects.create(slug="pijp", naam="De Pijp", stadsdeel=zuid)
    m.Doelgroep.objects.create(slug="vrouwen", naam="Vrouwen")
    m.Synoniem.objects.create(term="fiets", synoniemen="rijwiel")
    m.Groepswoord.objects.create(woord="vluchteling", categorie=groep)
    m.Taalwoorden.objects.create(behoefte=eten, taal=taal, woorden="taam")
    m.Gat.objects.create(kenmerk="gat", vraag="Waar is een eetcafé?", stadsdeel=zuid)
    m.Organisatierol.objects.create(rol="Wijkcoach", organisatie=OrganisatieFabriek.create(naam="Het Koor"))
    m.Stadsdeellijn.objects.create(stadsdeel=zuid, onderwerp="overleg")
    return client


def paden() -> Iterator[str]:
    """Yield every page of the admin: of the site, of each app and list, and of one row of it."""
    yield from ("/admin/", "/admin/password_change/", "/admin/password_change/done/")
    for model in admin.site._registry:
        opties = model._meta
        basis = f"/admin/{opties.app_label}/{opties.model_name}/"
        yield from (f"/admin/{opties.app_label}/", basis, f"{basis}?q=niets", f"{basis}add/")
        yield from (f"{basis}import/", f"{basis}export/")
        rij: Any = model._default_manager.first()
        if rij is not None:
            yield from (f"{basis}{rij.pk}/{wat}/" for wat in ("change", "delete", "history", "password"))


def teksten(antwoord: Any) -> Iterator[str]:
    """Yield every text that somebody sees or hears on a page."""
    boom = html.fromstring(antwoord.content.decode())
    for weg in boom.xpath("//script | //style"):
        weg.drop_tree()
    zichtbaar = "//body//text() | //title/text() | //@title | //@placeholder | //@aria-label | //@alt"
    for tekst in boom.xpath(f"{zichtbaar} | //input[@type='submit' or @type='button']/@value"):
        schoon = " ".join(str(tekst).split())
        if schoon:
            yield schoon


def test_geen_bladzijde_van_het_beheer_heeft_engels(beheer: Client) -> None:
    over = onvertaald()
    engels: dict[str, str] = {}
    gezien = 0
    for pad in dict.fromkeys(paden()):
        antwoorden = [beheer.get(pad)]
        if antwoorden[0].status_code != 200 or "html" not in antwoorden[0].headers["Content-Type"]:
            continue
        if pad.endswith(("/add/", "/password/", "password_change/")):
            # What is wrong is said in Dutch too.
            antwoorden.append(beheer.post(pad, {}))
        for antwoord in antwoorden:
            gezien += 1
            for tekst in teksten(antwoord):
                if KOLOMMEN.fullmatch(tekst):
                    continue
                if tekst in over or ENGELS.search(tekst):
                    engels.setdefault(tekst, pad)
    assert gezien > 70
    assert not engels, "\n".join(f"{pad}: {tekst}" for tekst, pad in sorted(engels.items()))


def test_de_kiezers_van_het_beheer_spreken_nederlands(beheer: Client) -> None:
    """Their texts come from a script, by the same catalogue."""
    script = beheer.get("/admin/jsi18n/").content.decode()
    gevonden = re.search(r"newcatalog = (\{.*?\});", script, re.DOTALL)
    assert gevonden
    # A text with a context ('one letter Monday') stands behind that.
    vertaald = {sleutel.rpartition("\x04")[2] for sleutel in json.loads(gevonden[1])}
    enkel = re.findall(r'^msgid ("[^\n]+")$', SCRIPTS.read_text("utf-8"), re.MULTILINE)
    mis = {ast.literal_eval(tekst) for tekst in enkel} - vertaald - HETZELFDE
    assert {tekst for tekst in mis if tekst} == set()


@pytest.mark.parametrize("naam", ["django", "djangojs"])
def test_wat_we_zelf_vertalen_is_wat_er_staat(naam: str) -> None:
    """The file that the program reads is made of the one that people read."""
    with (VERTALING / f"{naam}.mo").open("rb") as bestand:
        gelezen: dict[str, str] = gettext.GNUTranslations(bestand)._catalog
    geschreven = (VERTALING / f"{naam}.po").read_text("utf-8")
    for sleutel in msgids(VERTALING / f"{naam}.po"):
        assert (
            ast.literal_eval(
                re.findall(rf'^msgid {re.escape(_als_po(sleutel))}\nmsgstr (".*")$', geschreven, re.MULTILINE)[0]
            )
            == (gelezen[sleutel])
        )


def _als_po(tekst: str) -> str:
    aangehaald = tekst.replace('"', '\\"')
    return f'"{aangehaald}"'


def test_elk_model_staat_in_het_beheer_of_met_opzet_niet() -> None:
    in_beheer = set(admin.site._registry)
    for app, zonder in ZONDER_BEHEER.items():
        for model in apps.get_app_config(app).get_models():
            assert (model in in_beheer) != (model.__name__ in zonder), f"{app}.{model.__name__}"


@pytest.mark.parametrize("naam", ["gat", "organisatierol", "stadsdeellijn"])
def test_wat_over_een_stadsdeel_bekend_is_houden_coordinator_en_beheerder_bij(naam: str) -> None:
    for rol, mag in ((Rol.COORDINATOR, 200), (Rol.BEHEERDER, 200), (Rol.AANDACHTSFUNCTIONARIS, 302)):
        client = Client()
        client.force_login(maak_medewerker(rol))
        assert client.get(f"/admin/organisaties/{naam}/").status_code == mag, rol
