"""Accounts of others: the list, one account, the question before something is stopped, erasing, and the log."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from organisaties import rechten
from organisaties.accounts import acties
from organisaties.accounts.anderen import VRAGEN, op_naam_van
from organisaties.accounts.forms import UitnodigForm, WijzigForm
from organisaties.models import Accountregel, Medewerker, Organisatie
from organisaties.organisatieveld import namen_om_te_kiezen
from organisaties.regels.rollen import Rol

PER_PAGINA = 50


@require_http_methods(["GET", "HEAD", "POST"])
def accounts(request: HttpRequest) -> HttpResponse:
    """Show the accounts, and invite somebody: a beheerder anybody, a coördinator for the roles below its own."""
    rechten.eis(rechten.mag_uitnodigen(request.user))
    mag = rechten.uit_te_nodigen(request.user)
    form = UitnodigForm(request.POST if request.method == "POST" else None, rollen=mag)
    if request.method == "POST" and form.is_valid():
        acties.nodig_uit(
            gebruiker=rechten.medewerker_van(request),
            email=form.cleaned_data["email"],
            rol=Rol(form.cleaned_data["rol"]),
            stadsdelen=form.cleaned_data["stadsdelen"],
            organisatie=form.cleaned_data["organisatie"],
        )
        messages.success(request, f"De uitnodiging is verstuurd naar {form.cleaned_data['email']}.")
        return redirect("accounts:lijst")
    alle = _accounts(request).prefetch_related("groups", "stadsdelen", "organisaties")
    return render(
        request,
        "accounts/accounts.html",
        {
            "form": form,
            "accounts": alle.order_by("-is_active", "username", "pk"),
            "namen": namen_om_te_kiezen(Organisatie.objects.all()),
        },
    )


def _accounts(request: HttpRequest) -> QuerySet[Medewerker]:
    """Return the accounts this reader may see, with whether they have a second step and come by the city."""
    stap = Authenticator.objects.filter(user=OuterRef("pk"), type__in=("totp", "webauthn"))
    return Medewerker.objects.filter(rechten.te_zien_accounts(request.user)).annotate(
        heeft_stap=Exists(stap), via_de_stad=Exists(SocialAccount.objects.filter(user=OuterRef("pk")))
    )


@require_http_methods(["GET", "HEAD", "POST"])
def account_van_ander(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one account with what was done to it, and change its roles, areas and own organisations."""
    rechten.eis(rechten.mag_accounts(request.user))
    een = get_object_or_404(_accounts(request), pk=pk)
    form = WijzigForm(request.POST if request.method == "POST" else None, account=een)
    if request.method == "POST" and form.is_valid():
        try:
            anders = acties.wijzig(gebruiker=rechten.medewerker_van(request), account=een, **form.wijziging())
        except ValidationError as fout:
            form.add_error("rollen", fout)
        else:
            messages.success(request, "Bewaard." if anders else "Er was niets veranderd.")
            return redirect("accounts:een", een.pk)
    return render(
        request,
        "accounts/een.html",
        {
            "een": een,
            "form": form,
            # The stadsdelen stand in the form, and above it.
            "themas": een.gebieden_en_themas[len(een.eigen_stadsdelen) :],
            "namen": namen_om_te_kiezen(Organisatie.objects.all()),
            "regels": Accountregel.objects.voor_pagina().filter(over=een)[:PER_PAGINA],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def account_stand(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask first, and then close, open, invite again, or forget a second step; what was asked is read from `doe`."""
    rechten.eis(rechten.mag_uitnodigen(request.user))
    een = get_object_or_404(_accounts(request), pk=pk)
    doe = (request.POST if request.method == "POST" else request.GET).get("doe", "")
    vraag = VRAGEN.get(doe)
    if vraag is None:
        raise Http404
    if doe != "opnieuw":
        rechten.eis(rechten.mag_accounts(request.user))
    fout = ""
    if request.method == "POST":
        try:
            vraag.doe(gebruiker=rechten.medewerker_van(request), account=een)
        except ValidationError as weigering:
            fout = " ".join(weigering.messages)
        else:
            messages.success(request, vraag.gedaan)
            return redirect("accounts:lijst")
    return render(request, "accounts/vraag.html", {"een": een, "doe": doe, "vraag": vraag, "fout": fout})


@require_http_methods(["GET", "HEAD", "POST"])
def account_wissen(request: HttpRequest, pk: int) -> HttpResponse:
    """Erase the account of somebody that left, after its name was typed."""
    rechten.eis(rechten.mag_accounts(request.user))
    een = get_object_or_404(Medewerker, pk=pk)
    if een.pk == request.user.pk:
        raise PermissionDenied
    context: dict[str, Any] = {"een": een, "op_naam": op_naam_van(een), "fout": "", "getypt": ""}
    if request.method == "POST":
        context["getypt"] = request.POST.get("naam", "")
        try:
            acties.wis(gebruiker=rechten.medewerker_van(request), account=een, naam=context["getypt"])
        except ValidationError as weigering:
            context["fout"] = " ".join(weigering.messages)
        else:
            messages.success(request, "Het account is gewist. Wat deze persoon deed, staat nu alleen nog bij de rol.")
            return redirect("accounts:lijst")
    return render(request, "accounts/wissen.html", context)


@require_GET
def logboek(request: HttpRequest) -> HttpResponse:
    """Show what was done to accounts: all of it to a beheerder, to a coördinator what is its own."""
    rechten.eis(rechten.mag_uitnodigen(request.user))
    regels = Accountregel.objects.voor_pagina().filter(rechten.te_zien_accountregels(request.user))
    pagina = Paginator(regels, PER_PAGINA).get_page(request.GET.get("pagina"))
    return render(request, "accounts/logboek.html", {"pagina": pagina})
