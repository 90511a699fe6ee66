"""The reference lists in the admin: by hand, and in and out of a spreadsheet.

The lists are for technical keepers, those of search words also for coördinatoren. Categories come in by hand only: whom
they name, and whether that is sensitive, is decided one by one.
"""

from __future__ import annotations

from django.contrib import admin

from kaart.uitwisseling.beheerlijsten import bladen
from kaart.uitwisseling.beheerlijsten.pagina import InEnUit
from organisaties import models, rechten
from organisaties.admin import LijstAdmin, RolAdmin
from organisaties.zichtbaarheid import Lezer


class WoordenAdmin(RolAdmin):
    """A list of words that search uses; the change works at once."""

    @staticmethod
    def mag(gebruiker: Lezer) -> bool:
        """Return whether this person may change search words."""
        return rechten.mag_zoekwoorden(gebruiker)


@admin.register(models.Stadsdeel)
class StadsdeelAdmin(InEnUit, LijstAdmin):
    """Areas."""

    resource_classes = (bladen.Stadsdelen,)


@admin.register(models.Doelgroep)
class DoelgroepAdmin(InEnUit, LijstAdmin):
    """Audiences."""

    resource_classes = (bladen.Doelgroepen,)


@admin.register(models.Gebied)
class GebiedAdmin(InEnUit, LijstAdmin):
    """Smaller areas."""

    resource_classes = (bladen.Gebieden,)
    list_display = ("naam", "slug", "stadsdeel", "volgorde")
    list_filter = ("stadsdeel",)


@admin.register(models.Nieuwkomerscategorie)
class CategorieAdmin(LijstAdmin):
    """Whom an offer can be open to."""

    list_display = ("naam", "slug", "gevoelig", "volgorde")


@admin.register(models.Taal)
class TaalAdmin(InEnUit, RolAdmin):
    """Languages."""

    resource_classes = (bladen.Talen,)
    list_display = ("naam", "eigen_naam", "code", "richting", "volgorde")
    search_fields = ("naam", "eigen_naam", "code")


@admin.register(models.Behoefte)
class BehoefteAdmin(InEnUit, WoordenAdmin):
    """Needs with the words people use for them."""

    resource_classes = (bladen.Behoeften,)
    list_display = ("naam", "ouder", "synoniemen", "volgorde")
    list_filter = ("ouder",)
    search_fields = ("naam", "slug", "synoniemen")


@admin.register(models.Synoniem)
class SynoniemAdmin(InEnUit, WoordenAdmin):
    """The thesaurus."""

    resource_classes = (bladen.Synoniemen,)
    list_display = ("term", "synoniemen")
    search_fields = ("term", "synoniemen")


@admin.register(models.Groepswoord)
class GroepswoordAdmin(InEnUit, WoordenAdmin):
    """Words that mean a group."""

    resource_classes = (bladen.Groepswoorden,)
    list_display = ("woord", "categorie")
    list_filter = ("categorie",)
    list_select_related = ("categorie",)
    search_fields = ("woord",)


@admin.register(models.Taalwoorden)
class TaalwoordenAdmin(InEnUit, WoordenAdmin):
    """Words of other languages, and whether somebody who speaks it looked at them."""

    resource_classes = (bladen.Taalwoorden,)
    list_display = ("behoefte", "taal", "woorden", "nagekeken")
    list_filter = ("taal", "nagekeken")
    list_select_related = ("behoefte", "taal")
    search_fields = ("woorden",)


@admin.register(models.Woordbehoefte)
class WoordbehoefteAdmin(InEnUit, WoordenAdmin):
    """Common words with the need they often go with; a mistake is put right, or taken away, here."""

    resource_classes = (bladen.Woordbehoeften,)
    list_display = ("woord", "taal", "behoefte", "zeker")
    list_filter = ("taal",)
    list_select_related = ("behoefte",)
    search_fields = ("woord",)
    show_full_result_count = False


@admin.register(models.Plaatsnaam)
class PlaatsnaamAdmin(InEnUit, WoordenAdmin):
    """Names of neighbourhoods."""

    resource_classes = (bladen.Plaatsnamen,)
    list_display = ("naam", "soort", "gebied", "stadsdeel")
    list_filter = ("soort", "stadsdeel")
    list_select_related = ("gebied", "stadsdeel")
    search_fields = ("naam",)


@admin.register(models.Gat)
class GatAdmin(WoordenAdmin):
    """Open questions; they are answered on the work list."""

    list_display = ("vraag", "stadsdeel", "behoefte", "beantwoord_op")
    list_filter = ("stadsdeel",)
    list_select_related = ("stadsdeel", "behoefte")
    search_fields = ("vraag", "kenmerk")


@admin.register(models.Organisatierol)
class OrganisatierolAdmin(WoordenAdmin):
    """Functions to ask for at an organisation, never a person; for colleagues only."""

    list_display = ("rol", "organisatie", "stadsdeel", "thema")
    list_filter = ("stadsdeel",)
    list_select_related = ("organisatie", "stadsdeel")
    search_fields = ("rol", "thema", "wat")


@admin.register(models.Stadsdeellijn)
class StadsdeellijnAdmin(WoordenAdmin):
    """How things are arranged in an area, as somebody there told it; for colleagues only."""

    list_display = ("stadsdeel", "onderwerp", "waarde", "toelichting")
    list_filter = ("stadsdeel", "waarde")
    list_select_related = ("stadsdeel",)
    search_fields = ("toelichting", "bron")
