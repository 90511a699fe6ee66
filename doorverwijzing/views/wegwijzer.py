"""The wegwijzer: three short pages and an answer; and a page for each route."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from doorverwijzing import wegwijzer
from doorverwijzing.models import Route
from organisaties import open_voor
from organisaties.zoeken import Register, register_voor
from organisaties.zoeken.register import Begrip

HELE_STAD = "hele-stad"


@require_GET
def kies_behoefte(request: HttpRequest) -> HttpResponse:
    """Ask what it is about (step 1)."""
    behoeften = register_voor(request.user).begrippen["behoefte"].values()
    return render(
        request, "doorverwijzing/kies_behoefte.html", {"behoeften": [b for b in behoeften if b.ouder is None]}
    )


@require_GET
def kies_gebied(request: HttpRequest, behoefte: str) -> HttpResponse:
    """Ask where (step 2)."""
    register = register_voor(request.user)
    gekozen = _begrip(register, "behoefte", behoefte)
    return render(
        request,
        "doorverwijzing/kies_gebied.html",
        {
            "behoefte": gekozen,
            "stadsdelen": list(register.begrippen["stadsdeel"].values()),
            "kinderen": register.behoefte_met_kinderen(behoefte)[1:],
            "hele_stad": HELE_STAD,
            "veilig": gekozen.neutraal,
        },
    )


@require_GET
def kies_groep(request: HttpRequest, behoefte: str, gebied: str) -> HttpResponse:
    """Ask whether it must be open to a group, only for who wants that; the choice never stands in the address."""
    register = register_voor(request.user)
    gekozen, stadsdeel = _begrip(register, "behoefte", behoefte), _gebied(register, gebied)
    bekend = register.begrippen["open_voor"]
    return render(
        request,
        "doorverwijzing/kies_groep.html",
        {
            "behoefte": gekozen,
            "stadsdeel": stadsdeel,
            "gebied": gebied,
            "categorieen": list(bekend.values()),
            "gekozen": open_voor.lees(request, bekend),
            "veilig": gekozen.neutraal,
        },
    )


@require_GET
def antwoord(request: HttpRequest, behoefte: str, gebied: str) -> HttpResponse:
    """Show the route that fits best, step by step, and what else there is."""
    register = register_voor(request.user)
    gekozen, stadsdeel = _begrip(register, "behoefte", behoefte), _gebied(register, gebied)
    bekend = register.begrippen["open_voor"]
    categorieen = open_voor.lees(request, bekend)
    return render(
        request,
        "doorverwijzing/antwoord.html",
        {
            "behoefte": gekozen,
            "stadsdeel": stadsdeel,
            "gebied": gebied,
            "groepen": [bekend[slug].naam for slug in categorieen],
            "wijzing": wegwijzer.wijs(behoefte, stadsdeel.slug if stadsdeel else "", categorieen, request.user),
            "veilig": gekozen.neutraal,
        },
    )


@require_GET
def route(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Show one route; one for a sensitive group does not exist for a visitor."""
    routes = Route.objects.zichtbaar_voor(request.user).select_related("behoefte", "categorie")
    gevonden = get_object_or_404(routes.prefetch_related("stadsdelen"), kenmerk=kenmerk)
    return render(
        request,
        "doorverwijzing/route.html",
        {
            "route": gevonden,
            "stappen": wegwijzer.stappen_van(gevonden, request.user),
            "veilig": gevonden.behoefte.neutraal,
        },
    )


def _begrip(register: Register, lijst: str, slug: str) -> Begrip:
    """Return a row of a reference list; raises Http404."""
    try:
        return register.begrippen[lijst][slug]
    except KeyError:
        raise Http404(slug) from None


def _gebied(register: Register, slug: str) -> Begrip | None:
    """Return the area, or None for the whole city; raises Http404."""
    return None if slug == HELE_STAD else _begrip(register, "stadsdeel", slug)
