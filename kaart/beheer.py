"""The Django admin, for technical keepers and the word lists; rights come from roles, not from permission rows."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest


class BeheerConfig(AdminConfig):
    """The admin app with this project's site."""

    default_site = "kaart.beheer.Beheersite"


class Beheersite(admin.AdminSite):
    """Open to those who have a role that keeps something here."""

    site_header = "Wegwijs beheer"
    site_title = "Wegwijs beheer"
    index_title = "Lijsten en accounts"

    def has_permission(self, request: HttpRequest) -> bool:
        """Return whether this person may enter."""
        from organisaties import rechten

        return rechten.mag_beheer_in(request.user)
