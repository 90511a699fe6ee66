"""What somebody changed in the form of an entry, in words, for the page that gives it back to be sent again.

The form says, signed, what it began with; only what differs is told. Whoever reads it may be signed out, so
nothing is looked up but what they sent and what this reader may know of.
"""

from __future__ import annotations

from typing import Any

from django.core import signing
from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve

from organisaties.bijhouden.momentopname.momentopname import INTERN, TIJDEN, TOEGANG, Staat, leeg
from organisaties.bijhouden.momentopname.verschil import verschillen
from organisaties.bijhouden.wijzigen import tijdenformulier
from organisaties.bijhouden.wijzigen.bewerkblok import BLOKKEN, Bewerkblok
from organisaties.bijhouden.wijzigen.forms import FORMULIEREN, AanbodForm, IngangForm
from organisaties.bijhouden.wijzigen.formulier import zout
from organisaties.bijhouden.wijzigen.tijdenformulier import Plekken
from organisaties.bijhouden.wijzigen.toegangformulier import Toegangstabel
from organisaties.ingangen.ophalen import DINGEN
from organisaties.models import Aanbod, Locatie
from organisaties.models.ingang import Ingang


def lees_terug(request: HttpRequest, post: QueryDict) -> list[tuple[str, str]] | None:
    """Return (label, text) for each field that was changed; None where this is no form of an entry."""
    model = _model(request)
    blok = BLOKKEN[model].get(post.get("blok", "")) if model is not None else None
    gezien = _gezien(post, blok)
    if model is None or gezien is None:
        return None
    form = _formulier(request, post, model, gezien, blok)
    form.is_valid()
    staat = {veld: waarde for veld, waarde in form.staat().items() if veld in gezien}
    fout = [(str(form[naam].label), _getypt(form, naam)) for naam in form.errors if naam in form.fields]
    if gezien.get(TIJDEN) is not None:
        plekken = Locatie.objects.zichtbaar_voor(request.user).filter(kenmerk__in=post.getlist("locaties")[:50])
        namen = tuple(plekken.order_by("naam", "pk").values_list("kenmerk", "naam"))
        week = tijdenformulier.van_post(post, Plekken(namen, frozenset(kenmerk for kenmerk, _ in namen)))
        staat[TIJDEN] = week.staat() if week.is_goed() else gezien[TIJDEN]
    if any(veld.startswith(TOEGANG) for veld in gezien):
        tabel = Toegangstabel(post, staat=gezien, intern=bool(INTERN & gezien.keys()))
        if tabel.is_goed():
            staat |= {veld: rij for veld, rij in tabel.staat().items() if veld in gezien}
    wat = [(een.label, een.naar) for een in verschillen(model, gezien, {**gezien, **staat})]
    waarom = post.get("waarom", "").strip()
    wat += [(label, tekst) for label, tekst in fout if tekst]
    return [*wat, ("Waarom", waarom)] if waarom else wat


def _model(request: HttpRequest) -> type[Ingang] | None:
    """Return of which kind of entry the form at this address is."""
    try:
        gevonden = resolve(request.path)
    except Resolver404:
        return None
    ding = gevonden.kwargs.get("ding", "aanbod" if gevonden.view_name == "voorstellen:stel_aanbod_voor" else "")
    return DINGEN.get(ding) if gevonden.app_name in ("wijzigen", "voorstellen") else None


def _gezien(post: QueryDict, blok: Bewerkblok | None) -> Staat | None:
    try:
        gezien: Staat = signing.loads(post.get("basis", ""), salt=zout(blok))
    except signing.BadSignature:
        return None
    return gezien


def _formulier(
    request: HttpRequest, post: QueryDict, model: type[Ingang], gezien: Staat, blok: Bewerkblok | None
) -> IngangForm:
    begin = {**leeg(model), **gezien}
    soort: Any = FORMULIEREN[model]
    erbij: dict[str, Any] = {}
    if issubclass(soort, AanbodForm):
        kenmerk = resolve(request.path).kwargs.get("kenmerk", "")
        aanbod = Aanbod.objects.filter(kenmerk=kenmerk).select_related("organisatie").first()
        erbij = {"organisatie": aanbod.organisatie if aanbod else None, "gebruiker": request.user}
    form: IngangForm = soort(post, staat=begin, intern=bool(INTERN & gezien.keys()), **erbij)
    if blok is not None:
        form.beperk_tot(blok.groepen)
    return form


def _getypt(form: IngangForm, naam: str) -> str:
    """Return what was typed in a field that is not right, as far as somebody typed it."""
    waarde = form[naam].value()
    return waarde.strip() if isinstance(waarde, str) and not hasattr(form.fields[naam], "choices") else ""
