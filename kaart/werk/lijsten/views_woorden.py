"""Trying a word before it is a word of a need, and the words that people searched in vain."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kaart.hulp.openbaar import alleen_post
from kaart.hulp.persoonsgegevens.bewaking import Bewaakt
from kaart.werk.lijsten import acties
from kaart.werk.lijsten.lijstregister import LIJSTEN
from kaart.werk.models import VergeefsWoord
from organisaties import rechten
from organisaties.models import Behoefte
from organisaties.zoeken import proeflezen

PER_PAGINA = 50
ZET = "zet"


class ProefForm(Bewaakt, forms.Form):
    """A word, and the need it may become a word of."""

    woord = forms.CharField(
        label="Woord", max_length=60, strip=True, error_messages={"required": "Typ een woord."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )  # fmt: skip
    behoefte = forms.ModelChoiceField(
        label="Zet het bij deze behoefte (hoeft niet)",
        queryset=Behoefte.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label="Geen: alleen kijken",
        error_messages={"invalid_choice": "Deze behoefte bestaat niet (meer)."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take the needs there are."""
        super().__init__(*args, **kwargs)
        veld: Any = self.fields["behoefte"]
        veld.queryset = Behoefte.objects.in_volgorde()

    def clean_woord(self) -> str:
        """Refuse several at once: each has its own meaning."""
        woord = " ".join(str(self.cleaned_data["woord"]).split())
        if any(teken in woord for teken in ",;|"):
            raise ValidationError("Probeer één woord tegelijk, zonder komma of puntkomma.")
        return woord


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def proef(request: HttpRequest) -> HttpResponse:
    """Show what search reads in a word, and would read; add it when that was seen. The word is in no address."""
    rechten.eis(rechten.mag_zoekwoorden(request.user))
    form = ProefForm(request.POST if request.method == "POST" else None)
    wat: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        woord, behoefte = form.cleaned_data["woord"], form.cleaned_data["behoefte"]
        slug = behoefte.slug if behoefte else ""
        nu = proeflezen.probeer(woord)
        straks = proeflezen.probeer(woord, slug) if behoefte else nu
        let_op = proeflezen.waarschuwingen(woord, slug, nu, straks)
        wat = {"woord": woord, "behoefte": behoefte, "nu": nu, "straks": straks if behoefte else [], "let_op": let_op}
        if behoefte and request.POST.get("doe") == ZET and request.POST.get("gezien") == _gezien(woord, slug, let_op):
            return _zet(request, behoefte, woord)
        wat["gezien"] = _gezien(woord, slug, let_op)
    return render(request, "werk/lijsten/proef.html", {"form": form, "zet": ZET, **wat})


def _gezien(woord: str, slug: str, let_op: list[str]) -> str:
    """Return what the page shows of this word, to be sent back with it: another word is looked at first."""
    return "|".join([woord, slug, *let_op])


def _zet(request: HttpRequest, behoefte: Behoefte, woord: str) -> HttpResponse:
    wie = rechten.medewerker_van(request)
    try:
        erbij = acties.voeg_woord_toe(gebruiker=wie, lijst=LIJSTEN["behoeften"], rij=behoefte, woord=woord)
    except ValidationError as fout:
        messages.error(request, " ".join(fout.messages))
        return redirect("lijsten:proef")
    # Whoever gave it a place need not see it again.
    acties.negeer(gebruiker=wie, woord=woord.casefold())
    messages.success(request, f"‘{woord}’ {'is nu' if erbij else 'was al'} een woord van ‘{behoefte}’.")
    return redirect("lijsten:rij", "behoeften", behoefte.pk)


@require_GET
def vergeefs(request: HttpRequest) -> HttpResponse:
    """Show which words enough people searched in vain, by week."""
    rechten.eis(rechten.mag_zoekwoorden(request.user))
    pagina = Paginator(VergeefsWoord.objects.te_tonen(), PER_PAGINA).get_page(request.GET.get("pagina"))
    return render(
        request,
        "werk/lijsten/vergeefs.html",
        {"pagina": pagina, "behoeften": Behoefte.objects.in_volgorde(), "url": "?pagina="},
    )


@alleen_post
def negeer(request: HttpRequest) -> HttpResponse:
    """Show a word no more."""
    rechten.eis(rechten.mag_zoekwoorden(request.user))
    gevraagd = request.POST.get("woord", "")
    sleutel = int(gevraagd) if gevraagd.isascii() and gevraagd.isdigit() and len(gevraagd) < 19 else 0
    woord = VergeefsWoord.objects.filter(pk=sleutel).first()
    if woord is not None:
        acties.negeer(gebruiker=rechten.medewerker_van(request), woord=woord.woord)
        messages.success(request, f"‘{woord}’ staat niet meer in de lijst.")
    return redirect("lijsten:vergeefs")
