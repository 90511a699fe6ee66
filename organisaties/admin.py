"""The Django admin: accounts for technical keepers; the lists stand in `kaart/uitwisseling/admin.py`.

Entries are not kept here: they have their own pages, with history and proposals.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, UserChangeForm
from django.contrib.auth.models import Group
from django.http import HttpRequest

from kaart.hulp.persoonsgegevens.bewaking import Bewaakt, BewaaktModelForm
from organisaties import models, rechten
from organisaties.models.accountregel import eis_een_beheerder, noteer, rollen_in_woorden, verschil
from organisaties.regels.rollen import Rol
from organisaties.zichtbaarheid import Lezer

Wat = models.Accountregel.Wat


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


class AccountForm(Bewaakt, UserChangeForm):  # type: ignore[type-arg]
    """An account; the page reads it inside the transaction that saves it."""

    def clean(self) -> dict[str, Any]:
        """Refuse what would leave nobody to keep accounts."""
        schoon: dict[str, Any] = super().clean() or {}
        namen = {groep.name for groep in schoon.get("groups", ())}
        blijft = schoon.get("is_active") and (self.instance.is_superuser or Rol.BEHEERDER.value in namen)
        if not blijft:
            eis_een_beheerder(behalve=self.instance)
        return schoon


class WachtwoordForm(AdminPasswordChangeForm):  # type: ignore[type-arg]
    """Another password; none at all is for whoever signs in with the city, and nobody chooses that here."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for the password, and for nothing else."""
        super().__init__(*args, **kwargs)
        self.fields.pop("usable_password", None)
        for naam in ("password1", "password2"):
            self.fields[naam].required = True


class AccountAdmin(UserAdmin, RolAdmin):  # type: ignore[type-arg]
    """Accounts, with the areas and organisations someone keeps; never a superuser by hand.

    What changes here stands in the log of accounts too. Nobody is deleted here: the page of the account erases who
    left, with the second step and what the admin noted.
    """

    form = AccountForm  # type: ignore[assignment]
    change_password_form = WachtwoordForm
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

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: accounts are erased on their own page, which asks first and leaves no trace in the admin."""
        return False

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Keep the lists, and note what changed."""
        account, door = form.instance, rechten.medewerker_van(request)
        eerst, actief = rollen_in_woorden(account), form.initial.get("is_active")
        gebied = [str(een) for een in account.stadsdelen.all()]
        eigen = set(account.organisaties.values_list("pk", flat=True))
        super().save_related(request, form, formsets, change)
        nu = rollen_in_woorden(account)
        if not change:
            noteer(Wat.GEMAAKT, over=account, door=door)
        elif nu != eerst:
            noteer(Wat.ROL, over=account, door=door, details=f"van {eerst} naar {nu}")
        if anders := verschil(gebied, [str(een) for een in account.stadsdelen.all()]):
            noteer(Wat.GEBIED, over=account, door=door, details=anders)
        if eigen != set(account.organisaties.values_list("pk", flat=True)):
            noteer(Wat.ORGANISATIE, over=account, door=door)
        if change and actief != account.is_active:
            noteer(Wat.HEROPEND if account.is_active else Wat.GESTOPT, over=account, door=door)


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


admin.site.site_header = admin.site.site_title = f"Beheer van {settings.SITE_NAAM}"
admin.site.index_title = "Wat je kunt beheren"
admin.site.register(models.Medewerker, AccountAdmin)
admin.site.unregister(Group)
admin.site.register(Group, RolgroepAdmin)
