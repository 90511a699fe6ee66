"""The page behind the link in the mail: what a visitor sees of an organisation, and what it says of that itself.

Whoever has the link may answer. Reading it writes nothing: programs that look for danger open every link in a mail.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from kaart.hulp import rate_limit
from kaart.hulp.no_store import spoorloos
from kaart.hulp.openbaar import openbaar
from kaart.hulp.rate_limit import Rem
from organisaties.bijhouden.mailvraag import acties
from organisaties.bijhouden.mailvraag.brief import antwoordadres
from organisaties.bijhouden.mailvraag.forms import AntwoordForm, OverAllesForm
from organisaties.bijhouden.mailvraag.link import lees_code
from organisaties.bijhouden.mailvraag.wat_er_staat import Stuk, gemeld_door, stukken_van
from organisaties.models import Mailvraag, Medewerker, Organisatie

PER_LINK = Rem("mailvraag-link", 20, 3600)
WACHT = "Met deze link is het afgelopen uur al vaak iets verstuurd. Over {}, om {} uur, kan het weer."
DOE_OVER_ALLES = ("stopt", "weg", "toch-niet")
HOOGSTENS_TERUG = 40
"""So many typed texts are given back with a link that no longer works."""


@dataclass(slots=True)
class Uitkomst:
    """What this request did, for the page that answers it."""

    gestuurd: bool = False
    verslag: acties.Verslag = field(default_factory=acties.Verslag)
    over: str | None = None
    verdwenen: bool = False
    wacht: int = 0
    veranderd: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Gevraagd:
    """Who is asked by a link: about which organisations, since when and until when, and as whom the answer counts."""

    organisaties: list[Organisatie]
    sinds: datetime.date
    tot: datetime.date
    van: Mailvraag | Medewerker

    @property
    def eigenaar(self) -> Medewerker | None:
        """The owner who is asked; None for an organisation without an account."""
        return self.van if isinstance(self.van, Medewerker) else None

    def stukken(self) -> list[Stuk]:
        """Return what stands there now, with what was answered."""
        return stukken_van(self.organisaties, self.sinds, self.eigenaar)


@openbaar
@require_http_methods(["GET", "HEAD", "POST"])
def antwoord(request: HttpRequest, code: str) -> HttpResponse:
    """Show everything that stands there, and keep what the organisation says of it."""
    vraag = lees_code(code)
    if vraag is None:
        return werkt_niet(request)
    return behandel(request, Gevraagd([vraag.organisatie], vraag.op, vraag.tot, vraag))


def behandel(request: HttpRequest, gevraagd: Gevraagd) -> HttpResponse:
    """Return the page for whoever is asked, after doing what was sent; what was refused stands there as typed."""
    stukken = gevraagd.stukken()
    delen = [deel for stuk in stukken for deel in stuk.delen]
    form, form_over, uitkomst = AntwoordForm(delen), OverAllesForm(), Uitkomst()
    if request.method == "POST":
        # One form on the page: what was typed in the other part of it stays where it is.
        getypt = request.POST.dict()
        over_alles = gevraagd.eigenaar is None and request.POST.get("doe") in DOE_OVER_ALLES
        form = AntwoordForm(delen, initial=getypt) if over_alles else AntwoordForm(delen, request.POST)
        form_over = OverAllesForm(request.POST) if over_alles else OverAllesForm(initial=getypt)
        beurt = PER_LINK.neem(type(gevraagd.van).__name__, gevraagd.van.pk)
        if beurt.wacht:
            uitkomst.wacht = beurt.wacht
            zin = WACHT.format(rate_limit.in_woorden(beurt.wacht), rate_limit.om_hoe_laat(beurt.wacht))
            (form_over if over_alles else form).add_error(None, zin)
        elif over_alles:
            _over_alles(request, gevraagd, form_over, uitkomst)
        elif form.is_valid():
            _per_blok(request, gevraagd, form, uitkomst)
            stukken = gevraagd.stukken()
            form = _opnieuw(request, [deel for stuk in stukken for deel in stuk.delen], uitkomst)
    return _toon(request, gevraagd, stukken, form, form_over, uitkomst)


def _over_alles(request: HttpRequest, gevraagd: Gevraagd, form: OverAllesForm, uitkomst: Uitkomst) -> None:
    doe = request.POST.get("doe", "")
    if form.is_valid() and isinstance(gevraagd.van, Mailvraag):
        uitkomst.over = "" if doe == "toch-niet" else doe
        acties.zeg_over_alles(vraag=gevraagd.van, over=uitkomst.over, tekst=form.cleaned_data["reden"])


def _per_blok(request: HttpRequest, gevraagd: Gevraagd, form: AntwoordForm, uitkomst: Uitkomst) -> None:
    gezien = dict(paar.rpartition(":")[::2] for paar in request.POST.getlist("gezien"))
    uitkomst.verdwenen = bool(gezien.keys() - {deel.naam for deel in form.delen})
    alles = request.POST.get("doe") == "alles"
    uitkomst.gestuurd, uitkomst.verslag = (
        True,
        acties.neem_antwoord_op(van=gevraagd.van, antwoord=form.antwoord(gezien, alles=alles)),
    )
    per_deel = {(deel.ingang, deel.blok.onderdeel.value): deel for deel in form.delen}
    uitkomst.veranderd = [
        f"{per_deel[wat].blok.naam} bij {wat[0]}" for wat in uitkomst.verslag.veranderd if wat in per_deel
    ]


def _opnieuw(request: HttpRequest, delen: list[Any], uitkomst: Uitkomst) -> AntwoordForm:
    """Return the form as it is now; what was typed at a block that changed meanwhile stands there still."""
    anders = set(uitkomst.verslag.veranderd)
    begin = {
        veld: request.POST.get(veld, "")
        for deel in delen
        if (deel.ingang, deel.blok.onderdeel.value) in anders
        for veld in (f"keuze-{deel.naam}", f"tekst-{deel.naam}")
        if request.POST.get(f"tekst-{deel.naam}")
    }
    return AntwoordForm(delen, initial=begin)


def _toon(
    request: HttpRequest,
    gevraagd: Gevraagd,
    stukken: list[Stuk],
    form: AntwoordForm,
    form_over: OverAllesForm,
    uitkomst: Uitkomst,
) -> HttpResponse:
    regels = {deel.naam: (deel, keuze, tekst) for deel, keuze, tekst in form.regels()}
    gezegd = gemeld_door(None).filter(organisatie__in=gevraagd.organisaties, over__in=acties.OVER_ALLES)
    response = render(
        request,
        "organisaties/bijhouden/mailvraag/antwoord.html",
        {
            "namen": [een.naam for een in gevraagd.organisaties],
            "eigenaar": gevraagd.eigenaar,
            "tot": gevraagd.tot,
            "stukken": [(stuk, [regels[deel.naam] for deel in stuk.delen]) for stuk in stukken],
            "form": form,
            "form_over": form_over,
            "uitkomst": uitkomst,
            "gezegd": None if gevraagd.eigenaar else gezegd.first(),
            "antwoordadres": antwoordadres(gevraagd.organisaties[0]),
        },
        status=429 if uitkomst.wacht else 200,
    )
    if uitkomst.wacht:
        response["Retry-After"] = str(uitkomst.wacht)
    return spoorloos(response, formulier=True)


def werkt_niet(request: HttpRequest) -> HttpResponse:
    """Return the page of every link that does not count (any more): the same for all, with what one can do instead."""
    getypt = [
        tekst.strip()
        for naam in request.POST
        if naam.startswith("tekst-") or naam == "reden"
        for tekst in request.POST.getlist(naam)
        if tekst.strip()
    ]
    response = render(
        request,
        "organisaties/bijhouden/mailvraag/werkt_niet.html",
        {
            "getypt": getypt[:HOOGSTENS_TERUG],
            "antwoordadres": settings.STADSGEGEVENS.afzender.email,
        },
        status=404,
    )
    return spoorloos(response)
