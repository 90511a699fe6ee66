"""Editing whom to ask for at an organisation; only for its keepers and owners."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from kaart.hulp.openbaar import eerst_of_het_bestaat
from kaart.hulp.persoonsgegevens.bewaking import Bewaakt
from organisaties import rechten
from organisaties.bijhouden.contacten import acties
from organisaties.ingangen.ophalen import haal_om_te_bewerken
from organisaties.models import Contactpersoon
from organisaties.velden import CONTACTPERSOON


class ContactForm(Bewaakt, forms.ModelForm):  # type: ignore[type-arg]
    """A role, and a person only with consent."""

    class Meta:
        model = Contactpersoon
        fields = tuple(CONTACTPERSOON.opschriften)
        labels = CONTACTPERSOON.opschriften
        help_texts = {veld.naam: veld.hulp for veld in CONTACTPERSOON.velden}
        widgets = {
            naam: forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
            for naam in ("toestemming_op", "geldig_tot")
        }
        error_messages = {"rol": {"required": "Vul in naar welke rol je vraagt."}}

    def clean(self) -> dict[str, Any]:
        """Ask for consent beside a person."""
        schoon: dict[str, Any] = super().clean() or {}
        persoon = any(schoon.get(naam) for naam in acties.PERSOON)
        if persoon and not schoon.get("toestemming_op") and "toestemming_op" not in self.errors:
            self.add_error(
                "toestemming_op",
                "Zonder toestemming bewaren we geen naam, nummer of adres. Op welke dag zei deze persoon ja?",
            )
        return schoon

    def validate_constraints(self) -> None:
        """Leave it to `clean`, which says it beside the field."""


@eerst_of_het_bestaat
@require_http_methods(["GET", "HEAD", "POST"])
def contacten(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Show the contacts, add one, change one, forget a person, or take one away.

    Where an owner decides, somebody else who keeps the entry only reads them and forgets a person.
    """
    organisatie: Any = haal_om_te_bewerken(request, "organisaties", kenmerk)
    nummer = request.POST.get("contact") or request.GET.get("contact") or ""
    contact = _contact(organisatie, nummer)
    beslist = rechten.beslist_over(request.user, organisatie)
    opdracht = request.POST.get("doe", "bewaar")
    if request.method == "POST" and contact is not None and opdracht in ("vergeet", "weg"):
        messages.success(request, _haal_weg(request, contact, opdracht))
        return redirect("contacten:contacten", kenmerk)
    if request.method == "POST" and not beslist:
        raise PermissionDenied
    form = ContactForm(request.POST if request.method == "POST" else None, instance=contact)
    if request.method == "POST" and form.is_valid():
        acties.bewaar_contact(
            gebruiker=rechten.medewerker_van(request), organisatie=organisatie, contact=contact, **form.cleaned_data
        )
        messages.success(request, "Bewaard.")
        return redirect("contacten:contacten", kenmerk)
    return render(
        request,
        "organisaties/bijhouden/contacten/contacten.html",
        {
            "organisatie": organisatie,
            "contacten": Contactpersoon.objects.filter(organisatie=organisatie).order_by("rol", "pk"),
            "contact": contact,
            "beslist": beslist,
            "form": form,
        },
    )


def _contact(organisatie: Any, nummer: str) -> Contactpersoon | None:
    """Return the contact with this number, None without one; raises Http404 for that of another organisation."""
    if not nummer:
        return None
    sleutel = int(nummer) if nummer.isascii() and nummer.isdigit() and len(nummer) < 19 else 0
    return get_object_or_404(Contactpersoon, organisatie=organisatie, pk=sleutel)


def _haal_weg(request: HttpRequest, contact: Contactpersoon, opdracht: str) -> str:
    """Forget the person or take the whole contact away; return what to say."""
    if opdracht == "vergeet":
        acties.trek_toestemming_in(gebruiker=rechten.medewerker_van(request), contact=contact)
        return "De naam is vergeten. De rol staat er nog."
    acties.haal_contact_weg(gebruiker=rechten.medewerker_van(request), contact=contact)
    return "Het contact is weg."
