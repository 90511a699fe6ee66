"""The Django admin, for technical keepers and the word lists; rights come from roles, not from permission rows."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.apps import AdminConfig
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.decorators import method_decorator

from kaart.hulp.openbaar import openbaar


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

    @method_decorator(openbaar)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send on to the one page where people sign in; a 403 for anyone who is signed in and may not enter."""
        # Of the auth app, which is not ready yet when this module is read.
        from django.contrib.auth.views import redirect_to_login

        if request.user.is_authenticated and not self.has_permission(request):
            raise PermissionDenied
        return redirect_to_login(request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index"))
