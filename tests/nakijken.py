"""What somebody does who checks an entry: look at its blocks, leave or set ticks, send the form."""

from __future__ import annotations

from typing import Any

from lxml import html

from organisaties import models as m
from organisaties.ingangen.controles import Gezien, blokken, laad
from tests.fabrieken import CategorieFabriek

KLOPT = "//form[contains(@action, 'klopt-nog')]"
"""On a card of the work list: the form that says it still holds."""


def gezien(ingang: Any, gebruiker: m.Medewerker, *alleen: str) -> Gezien:
    """Return the blocks (all that are ticked beforehand, or these) in the version this person sees now."""
    per_naam = {blok.onderdeel.value: blok.inhoud.versie for blok in blokken(laad(ingang, gebruiker))}
    vooraf = Gezien.van(blokken(laad(ingang, gebruiker))).blokken
    return Gezien({naam: per_naam[naam] for naam in alleen} if alleen else vooraf)


def verzend(client: Any, boom: Any, pad: str, **velden: Any) -> Any:
    """Send the form at this xpath as it stands, with these fields in the place of its own."""
    [form] = boom.xpath(pad)
    gevuld: dict[str, list[str]] = {}
    for naam, waarde in form.form_values():
        gevuld.setdefault(naam, []).append(waarde)
    return client.post(form.get("action") or boom.base_url, {**gevuld, **velden}, follow=True)


def pagina(client: Any, adres: str) -> Any:
    """Return a page as a tree."""
    return html.fromstring(client.get(adres).content, base_url=adres)


def vul(aanbod: m.Aanbod, *, bron: str = "de organisatie zelf", groepen: int = 2) -> m.Aanbod:
    """Give an offer an answer in each of its four blocks; each group has this source."""
    m.Organisatie.objects.filter(pk=aanbod.organisatie_id).update(telefoon="020 123 45 67")
    m.Openingstijd.objects.create(aanbod=aanbod, weekdag=1, van="10:00", tot="12:00")
    for nummer in range(groepen):
        categorie = CategorieFabriek.create(slug=f"groep-{nummer}")
        m.Toegang.objects.create(aanbod=aanbod, categorie=categorie, waarde="welkom", bron=bron)
    m.Aanbod.objects.filter(pk=aanbod.pk).update(wachttijd="3 weken", wachttijd_op="2026-10-01")
    aanbod.refresh_from_db()
    return aanbod
