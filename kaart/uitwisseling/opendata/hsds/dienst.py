"""The questions of the HSDS API: which services, of which page."""

from __future__ import annotations

import datetime
from itertools import chain
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from kaart.hulp.persoonsgegevens.bewaking import Bewaakt
from kaart.uitwisseling.opendata import publiek
from kaart.uitwisseling.opendata.hsds.vertaling import sleutel
from organisaties.models import Aanbod, Behoefte, Doelgroep, Organisatie
from organisaties.zoeken import register_voor, zoek_in
from organisaties.zoeken.getypt import als_vraag

STANDAARD_PER_PAGINA, HOOGSTENS_PER_PAGINA = 50, 200
LANGSTE_VRAAG = 200


class Dienstvraag(Bewaakt, forms.Form):
    """The parameters of a list of services, as HSDS names them; other parameters are passed over."""

    page = forms.IntegerField(min_value=1, required=False)
    per_page = forms.IntegerField(min_value=1, max_value=HOOGSTENS_PER_PAGINA, required=False)
    search = forms.CharField(max_length=LANGSTE_VRAAG, required=False)
    organization_id = forms.UUIDField(required=False)
    taxonomy_term_id = forms.UUIDField(required=False)
    taxonomy_id = forms.UUIDField(required=False)
    modified_after = forms.DateTimeField(required=False)
    full = forms.BooleanField(required=False)
    minimal = forms.BooleanField(required=False)
    format = forms.ChoiceField(choices=[("json", "json"), ("ndjson", "ndjson")], required=False)

    def diensten(self) -> QuerySet[Aanbod]:
        """Return the services asked for; every parameter narrows."""
        schoon = self.cleaned_data
        diensten = publiek.aanbod()
        if schoon["search"]:
            register = register_voor(publiek.BEZOEKER)
            antwoord = zoek_in(als_vraag(schoon["search"], register), register)
            diensten = diensten.filter(pk__in=antwoord.alle_sleutels())
        if schoon["organization_id"]:
            diensten = diensten.filter(organisatie__in=_organisaties(str(schoon["organization_id"])))
        if schoon["taxonomy_term_id"]:
            diensten = diensten.filter(_bij_term(str(schoon["taxonomy_term_id"]))).distinct()
        if schoon["taxonomy_id"]:
            diensten = diensten.filter(_bij_taxonomie(str(schoon["taxonomy_id"]))).distinct()
        if (sinds := schoon["modified_after"]) and sinds.year > datetime.MINYEAR:
            # In another time zone the first and the last day of the calendar do not exist.
            diensten = diensten.none() if sinds.year == datetime.MAXYEAR else diensten.filter(gewijzigd_op__gte=sinds)
        return diensten


def zoek_dienst(gevraagd: Any) -> Aanbod | None:
    """Return the public service with this identifier; identifiers are made from the kenmerk, so all are tried."""
    for kenmerk in Aanbod.objects.zichtbaar_voor(publiek.BEZOEKER).values_list("kenmerk", flat=True):
        if sleutel("service", kenmerk) == str(gevraagd):
            return publiek.aanbod().filter(kenmerk=kenmerk).first()
    return None


def _organisaties(gevraagd: str) -> list[int]:
    """Return the organisation of an identifier, also by the key of one that became one with it."""
    alle = Organisatie.objects.zichtbaar_voor(publiek.BEZOEKER)
    kenmerken = chain(alle.values_list("pk", "kenmerk"), alle.values_list("pk", "oude_kenmerken__kenmerk"))
    return [pk for pk, kenmerk in kenmerken if kenmerk and sleutel("organization", kenmerk) == gevraagd]


def _bij_term(gevraagd: str) -> Q:
    """Return the condition for a term: of the needs, the kinds or the extra audiences."""
    for slug in Behoefte.objects.values_list("slug", flat=True):
        if sleutel("taxonomy_term", "behoefte", slug) == gevraagd:
            return Q(behoeften__slug=slug)
    for slug in Doelgroep.objects.values_list("slug", flat=True):
        if sleutel("taxonomy_term", "doelgroep", slug) == gevraagd:
            return Q(doelgroepen__slug=slug)
    for soort in Aanbod.Soort.values:
        if sleutel("taxonomy_term", "soort", soort) == gevraagd:
            return Q(soort=soort)
    return Q(pk__in=())


def _bij_taxonomie(gevraagd: str) -> Q:
    per_lijst = {
        "behoefte": Q(behoeften__isnull=False),
        "doelgroep": Q(doelgroepen__isnull=False),
        "soort": Q(pk__isnull=False),
    }
    for lijst, voorwaarde in per_lijst.items():
        if sleutel("taxonomy", lijst) == gevraagd:
            return voorwaarde
    return Q(pk__in=())
