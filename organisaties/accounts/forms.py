"""The forms of accounts, in our words."""

from __future__ import annotations

from collections.abc import Collection
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
from organisaties.organisatieveld import OrganisatieVeld
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


def eigen_adres(email: str, en_dan: str) -> str:
    """Return the address as it is kept; raises ValidationError, with what one can do, where an account has it."""
    if Medewerker.objects.filter(email__iexact=email).exists():
        raise forms.ValidationError(f"Met dit e-mailadres is er al een account. {en_dan}")
    return email.lower()


def organisatie_op_naam(label: str, erbij: str) -> OrganisatieVeld:
    """Return a field for an organisation by its name, with those of the list `organisatienamen` while typing."""
    return OrganisatieVeld(
        label=label,
        required=False,
        max_length=150,
        help_text=f"{erbij}Begin te typen en kies de naam.",
        widget=forms.TextInput(attrs={"list": "organisatienamen", "autocomplete": "off"}),
    )


class HerinnerenForm(Bewaakt, forms.Form):
    """How often somebody wants a mail about what waits."""

    herinneren = forms.ChoiceField(
        label="Hoe vaak wil je een mail?",
        choices=Medewerker.Herinneren.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe vaak.", "invalid_choice": "Kies elke week, elke werkdag of nooit."},
    )

    def __init__(self, *args: Any, alleen_eigenaar: bool, **kwargs: Any) -> None:
        """Take whether this person keeps an own organisation only: then it is one question in four weeks, or none."""
        super().__init__(*args, **kwargs)
        keuzes = Medewerker.Herinneren
        self.fields["herinneren"].choices = (  # type: ignore[attr-defined]
            [(keuzes.WEEK.value, "Ja, vraag het mij af en toe"), (keuzes.NOOIT.value, "Nooit")]
            if alleen_eigenaar
            else [(een.value, een.label.capitalize()) for een in keuzes]
        )


class UitnodigForm(Bewaakt, forms.Form):
    """Whom to invite, as what, and for which areas."""

    email = forms.EmailField(
        label="E-mailadres van het werk",
        max_length=254,
        error_messages={"required": "Vul een e-mailadres in.", "invalid": "Dit is geen e-mailadres."},
    )
    rol = forms.ChoiceField(
        label="Rol",
        error_messages={"required": "Kies een rol.", "invalid_choice": "Voor deze rol kun jij niemand uitnodigen."},
    )
    stadsdelen = forms.ModelMultipleChoiceField(
        label="Houdt deze stadsdelen bij",
        queryset=Stadsdeel.objects.in_volgorde(),
        to_field_name="slug",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    organisatie = organisatie_op_naam("Houdt deze organisatie bij", "Alleen voor een aanbieder. ")

    def __init__(self, *args: Any, rollen: Collection[Rol], **kwargs: Any) -> None:
        """Take the roles this person may invite for."""
        super().__init__(*args, **kwargs)
        self.fields["rol"].choices = [  # type: ignore[attr-defined]
            ("", "Kies"), *((rol.value, rol.value.capitalize()) for rol in Rol if rol in rollen)
        ]  # fmt: skip

    def clean_email(self) -> str:
        """Refuse an address that has an account."""
        return eigen_adres(str(self.cleaned_data["email"]), "Nodig het hieronder opnieuw uit.")

    def clean(self) -> dict[str, Any]:
        """Ask for what belongs to the role."""
        schoon: dict[str, Any] = super().clean() or {}
        if schoon.get("rol") == Rol.AANDACHTSFUNCTIONARIS and not schoon.get("stadsdelen"):
            self.add_error("stadsdelen", "Vink minstens één stadsdeel aan.")
        if schoon.get("rol") == Rol.AANBIEDER and not schoon.get("organisatie") and "organisatie" not in self.errors:
            self.add_error("organisatie", "Schrijf de naam van een organisatie op de kaart.")
        return {"stadsdelen": [], "organisatie": None} | schoon


class WijzigForm(Bewaakt, forms.Form):
    """The roles, areas and own organisations of somebody with an account."""

    rollen = forms.MultipleChoiceField(
        label="Rol",
        choices=[(rol.value, rol.value.capitalize()) for rol in Rol],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies minstens één rol. Mag deze persoon niets meer? Stop dan het account."},
    )
    stadsdelen = forms.ModelMultipleChoiceField(
        label="Houdt deze stadsdelen bij",
        queryset=Stadsdeel.objects.in_volgorde(),
        to_field_name="slug",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    organisaties = forms.ModelMultipleChoiceField(
        label="Eigen organisaties",
        queryset=Organisatie.objects.none(),
        to_field_name="kenmerk",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    organisatie = organisatie_op_naam("Nog een eigen organisatie", "Alleen voor een aanbieder. ")

    def __init__(self, *args: Any, account: Medewerker, **kwargs: Any) -> None:
        """Take the account; what it has now is ticked."""
        eigen = account.organisaties.order_by("naam", "pk")
        begin = {
            "rollen": [rol.value for rol in Rol if rol in account.rollen],
            "stadsdelen": [een.slug for een in account.stadsdelen.all()],
            "organisaties": [een.kenmerk for een in eigen],
        }
        super().__init__(*args, **({"initial": begin} | kwargs))
        self.fields["organisaties"].queryset = eigen  # type: ignore[attr-defined]
        if not begin["organisaties"]:
            del self.fields["organisaties"]

    def clean(self) -> dict[str, Any]:
        """Ask for what belongs to the role, and refuse what belongs to none of them."""
        schoon: dict[str, Any] = super().clean() or {}
        if self.errors:
            return schoon
        rollen, stadsdelen = schoon["rollen"], schoon["stadsdelen"]
        eigen = [*schoon.get("organisaties", ()), *([schoon["organisatie"]] if schoon.get("organisatie") else [])]
        if Rol.AANBIEDER in rollen and not eigen:
            self.add_error("organisatie", "Een aanbieder heeft een eigen organisatie. Schrijf de naam.")
        if Rol.AANBIEDER not in rollen and eigen:
            self.add_error("rollen", "Een eigen organisatie hoort bij een aanbieder. Kies die rol, of haal haar weg.")
        if Rol.AANDACHTSFUNCTIONARIS not in rollen and stadsdelen:
            self.add_error(
                "rollen", "Een stadsdeel hoort bij een aandachtsfunctionaris. Kies die rol, of haal het weg."
            )
        return schoon | {"eigen": eigen}

    def wijziging(self) -> dict[str, Any]:
        """Return what was chosen, as `acties.wijzig` takes it."""
        gekozen = self.cleaned_data
        return {
            "rollen": [Rol(rol) for rol in gekozen["rollen"]],
            "stadsdelen": list(gekozen["stadsdelen"]),
            "organisaties": gekozen["eigen"],
        }
