"""The forms of accounts, in our words."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeNogmaals
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.contrib.auth.forms import SetPasswordForm as DjangoWachtwoord
from django.http import HttpRequest

from kaart.hulp.background import run_later
from kaart.hulp.persoonsgegevens.bewaking import Bewaakt
from organisaties.accounts.wachtwoord import mail_nieuw
from organisaties.accounts.wachtwoordregels import REGEL
from organisaties.models import Medewerker, Organisatie, Stadsdeel
from organisaties.regels.rollen import Rol

OPSCHRIFTEN = {
    "login": "Gebruikersnaam of e-mailadres",
    "email": "E-mailadres",
    "password": "Wachtwoord",
    "oldpassword": "Wachtwoord van nu",
    "password1": "Nieuw wachtwoord",
    "password2": "Nog een keer het nieuwe wachtwoord",
    "code": "Code",
    "name": "Naam van de sleutel",
}
LEEG = {"login": "Vul je gebruikersnaam of e-mailadres in.", "code": "Typ de code.", "email": "Vul je e-mailadres in."}


class InOnzeWoorden(Bewaakt):
    """Gives the fields of a form of allauth our words, and takes the hints out of the boxes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Use our words."""
        super().__init__(*args, **kwargs)
        for naam, veld in self.fields.items():
            veld.label = OPSCHRIFTEN.get(naam, veld.label)
            veld.help_text = ""
            veld.widget.attrs.pop("placeholder", None)
            veld.error_messages["required"] = LEEG.get(naam, "Vul dit in.")


class Inlogformulier(InOnzeWoorden, LoginForm):  # type: ignore[misc]
    """Name or e-mail, and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Let the browser fill in a name that need not be an address."""
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "autocapitalize": "none"}


class Vergeten(InOnzeWoorden, ResetPasswordForm):  # type: ignore[misc]
    """Where to send the link for a new password.

    Whether there is an account is looked up after the answer: for every address the answer takes the same work.
    """

    def clean_email(self) -> str:
        """Return the address, without looking whose it is."""
        return str(self.cleaned_data["email"]).lower()

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Let the mail be sent, if there is one to send."""
        email = str(self.cleaned_data["email"])
        run_later(mail_nieuw, email)
        return email


class VergetenNieuw(InOnzeWoorden, ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, by that link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say the rule before somebody types."""
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = REGEL


class Veranderen(InOnzeWoorden, ChangePasswordForm):  # type: ignore[misc]
    """Another password."""


class Nogmaals(InOnzeWoorden, ReauthenticateForm):  # type: ignore[misc]
    """The password once more."""


class AppInstellen(InOnzeWoorden, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app."""


class TweedeStap(InOnzeWoorden, AuthenticateForm):  # type: ignore[misc]
    """The code at signing in."""


class TweedeStapNogmaals(InOnzeWoorden, CodeNogmaals):  # type: ignore[misc]
    """The code once more."""


class SleutelErbij(InOnzeWoorden, AddWebAuthnForm):  # type: ignore[misc]
    """A key, with a name to know it by."""


class SleutelNaam(InOnzeWoorden, EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a key."""


class NieuwWachtwoord(DjangoWachtwoord):  # type: ignore[type-arg]
    """A password of one's own, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Use our words."""
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].label = "Nieuw wachtwoord"
        self.fields["new_password1"].help_text = REGEL
        self.fields["new_password2"].label = "Nog een keer"
        self.fields["new_password2"].help_text = ""


class UitnodigForm(Bewaakt, forms.Form):
    """Whom to invite, as what, and for which areas."""

    email = forms.EmailField(
        label="E-mailadres van het werk",
        max_length=254,
        error_messages={"required": "Vul een e-mailadres in.", "invalid": "Dit is geen e-mailadres."},
    )
    rol = forms.ChoiceField(
        label="Rol",
        choices=[("", "Kies"), *((rol.value, rol.value.capitalize()) for rol in Rol)],
        error_messages={"required": "Kies een rol."},
    )
    stadsdelen = forms.ModelMultipleChoiceField(
        label="Houdt deze stadsdelen bij",
        queryset=Stadsdeel.objects.in_volgorde(),
        to_field_name="slug",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    organisatie = forms.CharField(
        label="Houdt deze organisatie bij (kenmerk)",
        required=False,
        max_length=60,
        help_text="Alleen voor een aanbieder. Het kenmerk staat in het adres van de pagina.",
    )

    def clean_email(self) -> str:
        """Refuse an address that has an account."""
        email = str(self.cleaned_data["email"]).lower()
        if Medewerker.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError("Met dit e-mailadres is er al een account. Nodig het hieronder opnieuw uit.")
        return email

    def clean(self) -> dict[str, Any]:
        """Ask for what belongs to the role."""
        schoon: dict[str, Any] = super().clean() or {}
        if schoon.get("rol") == Rol.AANDACHTSFUNCTIONARIS and not schoon.get("stadsdelen"):
            self.add_error("stadsdelen", "Vink minstens één stadsdeel aan.")
        kenmerk = schoon.get("organisatie", "")
        schoon["organisatie"] = Organisatie.objects.met_kenmerk(kenmerk).first() if kenmerk else None
        if schoon.get("rol") == Rol.AANBIEDER and schoon["organisatie"] is None:
            self.add_error("organisatie", "Vul het kenmerk in van een organisatie op de kaart.")
        return schoon
