"""The wegwijzer: three short pages and an answer; and a page for each route.

A need about safety has neutral addresses of its own (`doorverwijzing.wegwijzer.views_veilig`) and goes there first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from doorverwijzing import rechten
from doorverwijzing.models import Route
from doorverwijzing.routes.gebreken import dringende_gebreken
from doorverwijzing.routes.stappen import Stapbeeld, op_urgentie, stappen_van
from doorverwijzing.urgentie import keuzes, lees_urgentie
from doorverwijzing.wegwijzer import kiezen
from doorverwijzing.wegwijzer.routehouders import wie_houdt_route_bij
from kaart.hulp.no_store import spoorloos
from kaart.hulp.openbaar import openbaar
from organisaties.begrippen import Begrippen, begrippen_voor
from organisaties.regels.begrip import Begrip
from organisaties.regels.landgenoot import EIGEN_KRING, vraag_eerst
from organisaties.zoeken import open_voor

HELE_STAD = "hele-stad"
HOE_SNEL = "hoe-snel"
HOOGSTENS_ANDERE = 3


@dataclass(frozen=True, slots=True)
class Paden:
    """The addresses for one need; those of a need about safety hold a number and no word."""

    behoefte: Begrip
    nummer: int | None

    @classmethod
    def voor(cls, begrippen: Begrippen, behoefte: Begrip) -> Paden:
        """Return the addresses for a need."""
        return cls(behoefte, begrippen.neutrale_behoeften.index(behoefte) + 1 if behoefte.neutraal else None)

    @property
    def start(self) -> str:
        """Where the questions begin."""
        return reverse("wegwijzer:veilig" if self.nummer else "wegwijzer:behoefte")

    @property
    def gebied(self) -> str:
        """Where the area is asked."""
        return reverse("wegwijzer:veilig_gebied" if self.nummer else "wegwijzer:gebied", args=[self._deel])

    def antwoord(self, gebied: str) -> str:
        """Return where the answer for an area stands."""
        return reverse("wegwijzer:veilig_antwoord" if self.nummer else "wegwijzer:antwoord", args=[self._deel, gebied])

    def groep(self, gebied: str) -> str:
        """Return where the group is asked."""
        return reverse("wegwijzer:veilig_groep" if self.nummer else "wegwijzer:groep", args=[self._deel, gebied])

    @property
    def _deel(self) -> int | str:
        return self.nummer or self.behoefte.slug


def plekken(begrippen: Begrippen, paden: Paden) -> list[tuple[str, str]]:
    """Return the areas to choose from, as (name, address of the answer)."""
    return [(b.naam, paden.antwoord(slug)) for slug, b in begrippen["stadsdeel"].items()]


@openbaar
@require_GET
def kies_behoefte(request: HttpRequest) -> HttpResponse:
    """Ask what it is about (step 1)."""
    begrippen = begrippen_voor(request.user)
    behoeften = [
        (behoefte, reverse("wegwijzer:veilig") if behoefte.neutraal else Paden.voor(begrippen, behoefte).gebied)
        for behoefte in begrippen.brede_behoeften
    ]
    return render(request, "doorverwijzing/wegwijzer/kies_behoefte.html", {"behoeften": behoeften})


@openbaar
@require_GET
def kies_gebied(request: HttpRequest, behoefte: str) -> HttpResponse:
    """Ask where (step 2)."""
    begrippen = begrippen_voor(request.user)
    gekozen = begrip(begrippen, "behoefte", behoefte)
    return redirect("wegwijzer:veilig") if gekozen.neutraal else toon_gebieden(request, begrippen, gekozen)


@openbaar
@require_GET
def kies_groep(request: HttpRequest, behoefte: str, gebied: str) -> HttpResponse:
    """Ask whether it must be open to a group, for those who want that; the choice never stands in the address."""
    begrippen = begrippen_voor(request.user)
    gekozen = begrip(begrippen, "behoefte", behoefte)
    if gekozen.neutraal:
        return redirect(Paden.voor(begrippen, gekozen).groep(gebied))
    return toon_groepen(request, begrippen, gekozen, gebied)


@openbaar
@require_GET
def antwoord(request: HttpRequest, behoefte: str, gebied: str) -> HttpResponse:
    """Show the route that fits best, step by step, and what else there is."""
    begrippen = begrippen_voor(request.user)
    gekozen = begrip(begrippen, "behoefte", behoefte)
    if gekozen.neutraal:
        return redirect(Paden.voor(begrippen, gekozen).antwoord(gebied))
    return toon_antwoord(request, begrippen, gekozen, gebied)


@openbaar
@require_GET
def route(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Show one route; one for a sensitive group does not exist for a visitor."""
    routes = Route.objects.zichtbaar_voor(request.user).select_related("behoefte", "categorie")
    gevonden = get_object_or_404(routes.prefetch_related("stadsdelen"), kenmerk=kenmerk)
    if gevonden.behoefte is None:
        # A draft that is not finished has no page for readers yet.
        raise Http404
    begrippen = begrippen_voor(request.user)
    mag_bewerken = rechten.mag_route_bewerken(request.user, gevonden)
    stappen = stappen_van(gevonden, request.user, ook_wat_weg_is=mag_bewerken)
    if not stappen and not mag_bewerken:
        return _route_is_weg(request, begrippen, gevonden)
    if not mag_bewerken:
        # Who keeps it sees it as it was made.
        stappen = op_urgentie(stappen, None, timezone.localdate())
    response = render(
        request,
        "doorverwijzing/wegwijzer/route.html",
        {
            "mag_bewerken": mag_bewerken,
            "gebreken": dringende_gebreken(gevonden) if mag_bewerken else [],
            "route": gevonden,
            "paden": Paden.voor(begrippen, begrip(begrippen, "behoefte", gevonden.waarvoor.slug)),
            "stappen": stappen,
            "vraag_eerst": vraag_eerst([gevonden.waarvoor]) or _in_eigen_kring(stappen),
            "veilig": gevonden.waarvoor.neutraal,
            "wie_houdt_bij": wie_houdt_route_bij(gevonden, request.user),
        },
    )
    return spoorloos(response, formulier=True) if gevonden.waarvoor.neutraal else response


def _route_is_weg(request: HttpRequest, begrippen: Begrippen, route: Route) -> HttpResponse:
    """Return the page instead of a route that leads this reader nowhere: what there is for the same need."""
    behoefte = begrip(begrippen, "behoefte", route.waarvoor.slug)
    hier = Q(stadsdelen__in=route.stadsdelen.all()) | Q(stadsdelen__isnull=True)
    andere = Route.objects.zichtbaar_voor(request.user).gepubliceerd().die_wijst(request.user)
    andere = andere.filter(hier, behoefte=route.behoefte_id, categorie__isnull=True).distinct()
    response = render(
        request,
        "doorverwijzing/wegwijzer/route_weg.html",
        {
            "behoefte": behoefte,
            "paden": Paden.voor(begrippen, behoefte),
            "andere": andere.order_by("naam", "pk")[:HOOGSTENS_ANDERE],
            "veilig": behoefte.neutraal,
        },
        status=404,
    )
    return spoorloos(response, formulier=True) if behoefte.neutraal else response


def toon_gebieden(request: HttpRequest, begrippen: Begrippen, behoefte: Begrip) -> HttpResponse:
    """Return the page that asks where."""
    paden = Paden.voor(begrippen, behoefte)
    response = render(
        request,
        "doorverwijzing/wegwijzer/kies_gebied.html",
        {
            "behoefte": behoefte,
            "paden": paden,
            "plekken": plekken(begrippen, paden),
            "hele_stad": paden.antwoord(HELE_STAD),
            "preciezer": [
                (kind.naam, Paden.voor(begrippen, kind).gebied)
                for kind in begrippen.behoefte_met_kinderen(behoefte.slug)[1:]
            ],
            "veilig": behoefte.neutraal,
        },
    )
    return spoorloos(response, formulier=True) if behoefte.neutraal else response


def toon_groepen(request: HttpRequest, begrippen: Begrippen, behoefte: Begrip, gebied: str) -> HttpResponse:
    """Return the page that asks for a group; raises Http404 for an unknown area."""
    _gebied(begrippen, gebied)
    bekend = begrippen["open_voor"]
    response = render(
        request,
        "doorverwijzing/wegwijzer/kies_groep.html",
        {
            "terug": Paden.voor(begrippen, behoefte).antwoord(gebied),
            "categorieen": list(bekend.values()),
            "gekozen": open_voor.lees(request, bekend),
            "veilig": behoefte.neutraal,
        },
    )
    return spoorloos(response, formulier=True) if behoefte.neutraal else response


def toon_antwoord(request: HttpRequest, begrippen: Begrippen, behoefte: Begrip, gebied: str) -> HttpResponse:
    """Return the answer; raises Http404 for an unknown area."""
    stadsdeel = _gebied(begrippen, gebied)
    bekend = begrippen["open_voor"]
    categorieen = open_voor.lees(request, bekend)
    paden = Paden.voor(begrippen, behoefte)
    urgentie = lees_urgentie(request.GET.get(HOE_SNEL, ""))
    wijzing = kiezen.wijs(behoefte.slug, stadsdeel.slug if stadsdeel else "", categorieen, request.user, urgentie)
    response = render(
        request,
        "doorverwijzing/wegwijzer/antwoord.html",
        {
            "behoefte": behoefte,
            "stadsdeel": stadsdeel,
            "paden": paden,
            "groep_url": paden.groep(gebied),
            "groepen": [bekend[slug].naam for slug in categorieen],
            "wijzing": wijzing,
            "hoe_snel": HOE_SNEL,
            "urgentie": urgentie,
            "urgenties": keuzes(urgentie),
            "vraag_eerst": vraag_eerst([behoefte]) or bool(wijzing.eigen_kring) or _in_eigen_kring(wijzing.stappen),
            "anders": "#ook-mogelijk" if wijzing.andere else "",
            "veilig": behoefte.neutraal,
        },
    )
    return spoorloos(response, formulier=True) if behoefte.neutraal else response


def _in_eigen_kring(stappen: Sequence[Stapbeeld]) -> bool:
    return any(b.aanbod is not None and b.aanbod.kring == EIGEN_KRING for beeld in stappen for b in beeld.allen)


def begrip(begrippen: Begrippen, lijst: str, slug: str) -> Begrip:
    """Return a row of a reference list; raises Http404."""
    try:
        return begrippen[lijst][slug]
    except KeyError:
        raise Http404(slug) from None


def _gebied(begrippen: Begrippen, slug: str) -> Begrip | None:
    """Return the area, or None for the whole city; raises Http404."""
    return None if slug == HELE_STAD else begrip(begrippen, "stadsdeel", slug)
