"""The own account, and the page of an invitation; accounts of others have `views_anderen`."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kaart.hulp.openbaar import alleen_post, openbaar
from organisaties import rechten
from organisaties.accounts import acties as uitnodigen
from organisaties.accounts.forms import HerinnerenForm, NieuwWachtwoord
from organisaties.models import Aanmelding, Medewerker

# How many places where one is signed in stand on the page at once; the rest is folded.
LAATSTE = 3


@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """Show the own account: password, second step, and where one is signed in: here first, then the latest."""
    deze = request.session.session_key
    aanmeldingen = sorted(Aanmelding.objects.van(request.user).lopend(), key=lambda een: een.sessie != deze)
    return render(
        request,
        "accounts/account.html",
        {
            "aanmeldingen": aanmeldingen,
            "laatste": aanmeldingen[:LAATSTE],
            "eerder": aanmeldingen[LAATSTE:],
            "deze": deze,
            "stappen": list(Authenticator.objects.filter(user=request.user.pk).values_list("type", flat=True)),
            "houdt_stadsdelen": bool(rechten.medewerker_van(request).gebieden_en_themas),
            "herinneren": _herinnerform(request),
            "nodig": rechten.tweede_stap_nodig(request.user),
        },
    )


def _herinnerform(request: HttpRequest) -> HerinnerenForm | None:
    """Return the choice of reminders as it stands, or as it was sent; None for whoever gets none."""
    houdt_bij = rechten.mag_werklijst(request.user)
    if not houdt_bij and not rechten.mag_eigen_organisaties(request.user):
        return None
    begin = rechten.medewerker_van(request).herinneren
    if not houdt_bij and begin == Medewerker.Herinneren.DAG:
        begin = Medewerker.Herinneren.WEEK
    return HerinnerenForm(
        request.POST if request.method == "POST" else None, alleen_eigenaar=not houdt_bij, initial={"herinneren": begin}
    )


@alleen_post
def herinneren(request: HttpRequest) -> HttpResponse:
    """Note how often somebody wants a mail about what waits."""
    form = _herinnerform(request)
    if form is None or not form.is_valid():
        messages.error(request, "Kies hoe vaak je een mail wilt.")
    else:
        hoe = Medewerker.Herinneren(form.cleaned_data["herinneren"])
        uitnodigen.zet_herinneren(gebruiker=rechten.medewerker_van(request), hoe=hoe)
        nooit = "Je krijgt geen mail meer over wat te doen is."
        messages.success(request, nooit if hoe == Medewerker.Herinneren.NOOIT else f"Bewaard: {hoe.label}.")
    return redirect(f"{reverse('accounts:account')}#herinneringen")


@alleen_post
def naam_tonen(request: HttpRequest) -> HttpResponse:
    """Let colleagues see by name who keeps an area, or no longer; only oneself says so."""
    uitnodigen.toon_naam(gebruiker=rechten.medewerker_van(request), tonen="ja" in request.POST)
    messages.success(
        request,
        "Collega’s zien je naam nu bij wat jij bijhoudt."
        if "ja" in request.POST
        else "Je naam staat er nergens meer bij.",
    )
    return redirect("accounts:account")


@alleen_post
def voorstelmail(request: HttpRequest) -> HttpResponse:
    """Mail this person when somebody decided about what they proposed, or no longer."""
    rechten.eis(rechten.mag_voorstellen(request.user))
    aan = "ja" in request.POST
    uitnodigen.zet_voorstelmail(gebruiker=rechten.medewerker_van(request), aan=aan)
    messages.success(
        request,
        "Je krijgt een mail als een voorstel van jou bekeken is."
        if aan
        else "Je krijgt geen mail meer over voorstellen.",
    )
    return redirect("accounts:account")


@alleen_post
def log_elders_uit(request: HttpRequest) -> HttpResponse:
    """End one sign-in, or all but this one."""
    mijne = Aanmelding.objects.van(request.user)
    nummer = request.POST.get("aanmelding", "")
    if nummer == "alle":
        mijne.exclude(sessie=request.session.session_key).beeindig()
        messages.success(request, "Je bent overal elders uitgelogd.")
        return redirect("accounts:account")
    sleutel = int(nummer) if nummer.isascii() and nummer.isdigit() and len(nummer) < 19 else 0
    get_object_or_404(mijne, pk=sleutel)
    mijne.filter(pk=sleutel).beeindig()
    messages.success(request, "Daar ben je nu uitgelogd.")
    return redirect("accounts:account")


@require_GET
def eerste_wachtwoord(request: HttpRequest) -> HttpResponse:
    """Say where the password is of somebody who signs in with the city: not here, as it would be a second door."""
    if isinstance(request.user, Medewerker) and request.user.has_usable_password():
        return redirect("account_change_password")
    messages.info(request, "Je logt in met het account van je werk. Je wachtwoord verander je daar.")
    return redirect("accounts:account")


@openbaar
@require_GET
def geen_aanmelding(request: HttpRequest) -> HttpResponse:
    """Say that accounts are given, not taken."""
    return render(request, "accounts/geen_aanmelding.html", status=403)


@openbaar
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def uitnodiging(request: HttpRequest, wie: str, teken: str) -> HttpResponse:
    """Let who was invited choose a password, and sign them in as anybody: with the second step, where they have one."""
    gast = uitnodigen.genodigde(wie, teken)
    if gast is None:
        return render(request, "accounts/uitnodiging_op.html", status=404)
    form = NieuwWachtwoord(gast, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Je wachtwoord is bewaard.")
        # Who typed it twice just now is not asked for it a third time before the second step.
        record_authentication(request, gast, method="password")
        antwoord: HttpResponse = perform_login(request, gast)
        return antwoord
    return render(request, "accounts/uitnodiging.html", {"form": form, "gast": gast})
