"""The Django admin: accounts for technical keepers; the lists stand in `kaart/uitwisseling/admin.py`.

Entries are not kept here: they have their own pages, with history and proposals.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group
from django.http import HttpRequest

from kaart.hulp.persoonsgegevens.bewaking import BewaaktModelForm
from organisaties import models, rechten
from organisaties.zichtbaarheid import Lezer


class RolAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Rights by role: `mag` says who may do everything here; nobody else sees it."""

    form = BewaaktModelForm

    @staticmethod
    def mag(gebruiker: Lezer) -> bool:
        """Return whether this person may change these rows."""
        return rechten.mag_lijsten(gebruiker)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Show the list to those who may change it."""
        return self.mag(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """See."""
        return self.mag(request.user)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Add."""
        return self.mag(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Change."""
        return self.mag(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Delete; what is in use is protected by the database."""
        return self.mag(request.user)


class LijstAdmin(RolAdmin):
    """A reference list."""

    list_display: tuple[str, ...] = ("naam", "slug", "volgorde")
    list_editable = ("volgorde",)
    search_fields = ("naam", "slug")


class AccountAdmin(UserAdmin, RolAdmin):  # type: ignore[type-arg]
    """Accounts, with the areas and organisations someone keeps; never a superuser by hand."""

    list_display = ("username", "email", "is_active", "last_login")
    list_filter = ("is_active", "groups", "stadsdelen")
    filter_horizontal = ("groups", "stadsdelen", "organisaties")
    fieldsets = (
        (None, {"fields": ("username", "password", "is_active")}),
        ("Wie", {"fields": ("first_name", "last_name", "email")}),
        ("Wat deze persoon mag", {"fields": ("groups", "stadsdelen", "organisaties")}),
    )

    @staticmethod
    def mag(gebruiker: Lezer) -> bool:
        """Return whether this person may change accounts."""
        return rechten.mag_accounts(gebruiker)

    has_module_permission = RolAdmin.has_module_permission
    has_view_permission = RolAdmin.has_view_permission
    has_add_permission = RolAdmin.has_add_permission
    has_change_permission = RolAdmin.has_change_permission
    has_delete_permission = RolAdmin.has_delete_permission


class RolgroepAdmin(GroupAdmin, RolAdmin):
    """Roles are groups with a fixed name; permissions on them mean nothing here."""

    fields = ("name",)

    @staticmethod
    def mag(gebruiker: Lezer) -> bool:
        """Return whether this person may see the roles."""
        return rechten.mag_accounts(gebruiker)

    has_module_permission = RolAdmin.has_module_permission
    has_view_permission = RolAdmin.has_view_permission

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: the names of the roles are part of the program."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False


admin.site.register(models.Medewerker, AccountAdmin)
admin.site.unregister(Group)
admin.site.register(Group, RolgroepAdmin)
