"""The phone turned round: a language, a picture, and the slips of that need in the language.

Nothing is kept: no cookie, no session, no copy in a browser. Everybody gets what a visitor may see.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from doorverwijzing.briefje import woorden
from doorverwijzing.briefje.talen import TALEN, Brieftaal, kies
from doorverwijzing.omdraaien import op_scherm
from doorverwijzing.omdraaien.eigentaal import Eigentaal
from doorverwijzing.omdraaien.lijnen_in_taal import ALARM, lijnen
from doorverwijzing.omdraaien.plaatjes import PRATEN, plaatje, plaatjes, praatplaatje
from doorverwijzing.omdraaien.strook import strook
from kaart.hulp.no_store import spoorloos
from kaart.hulp.openbaar import openbaar
from organisaties.begrippen import Begrippen, begrippen_voor
from organisaties.zichtbaarheid import BEZOEKER
from organisaties.zoeken import Vraag, register_voor
from organisaties.zoeken.etag import stamp_for
from organisaties.zoeken.resultaten.adres import adres

WAAR = "stadsdeel"
HOOGSTE_BLAD = 99


@dataclass(frozen=True, slots=True)
class Scherm:
    """What every page here knows: the language, who speaks it, and the part of the city that was chosen before."""

    tolk: Eigentaal
    begrippen: Begrippen
    stadsdeel: str

    @property
    def taal(self) -> Brieftaal:
        """The language of the page."""
        return self.tolk.taal

    def zin(self, bron: str) -> str:
        """Return a sentence in the language."""
        return self.tolk.zin(bron).anders

    def adres(self, naam: str, *delen: str, stadsdeel: str | None = None, blad: int = 1) -> str:
        """Return an address of this room, with the part of the city that was chosen."""
        waar = self.stadsdeel if stadsdeel is None else stadsdeel
        vraag = [f"{WAAR}={waar}"] * bool(waar) + [f"blad={blad}"] * (blad > 1)
        return reverse(f"omdraaien:{naam}", args=delen) + (f"?{'&'.join(vraag)}" if vraag else "")

    def toon(self, request: HttpRequest, sjabloon: str, waar_we_zijn: tuple[str, ...], **context: Any) -> HttpResponse:
        """Return the page; `waar_we_zijn` is its address: the name, and what follows the language."""
        naam, *delen = waar_we_zijn
        talen = [
            {"taal": taal, "adres": self.adres(naam, taal.code, *delen), "gekozen": taal is self.taal} for taal in TALEN
        ]
        basis = {
            "taal": self.taal,
            "talen": talen,
            "talen_heet": self.zin(woorden.TALEN),
            "niet_nagekeken": "" if self.taal.nagekeken_op else self.zin(woorden.NIET_NAGEKEKEN),
            "begin": self.adres("behoeften", self.taal.code),
            "iets_anders": self.zin(op_scherm.IETS_ANDERS),
        }
        return spoorloos(render(request, f"doorverwijzing/omdraaien/{sjabloon}", basis | context))


def _in_taal(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view its `Scherm` for the language in the address; 404 where slips do not have that language."""

    @wraps(view)
    def binnen(request: HttpRequest, taal: str, **rest: str) -> HttpResponse:
        gekozen = kies(taal)
        if gekozen is None or gekozen.is_nederlands:
            raise Http404(taal)
        begrippen = begrippen_voor(BEZOEKER, stamp_for(request))
        stadsdeel = request.GET.get(WAAR, "")
        scherm = Scherm(Eigentaal(gekozen), begrippen, stadsdeel if stadsdeel in begrippen["stadsdeel"] else "")
        if gekozen.code != taal:
            # 'prs', or 'pt_br': the same words under one address.
            return spoorloos(redirect(scherm.adres(view.__name__, gekozen.code, *rest.values())))
        return view(request, scherm, **rest)

    return binnen


@openbaar
@require_GET
def kies_taal(request: HttpRequest) -> HttpResponse:
    """Ask the worker for the language; with the part of the city that was chosen."""
    stadsdeel = request.GET.get(WAAR, "")
    bekend = stadsdeel in begrippen_voor(BEZOEKER, stamp_for(request))["stadsdeel"]
    vraag = f"?{WAAR}={stadsdeel}" if bekend else ""
    talen = [
        {"taal": taal, "adres": reverse("omdraaien:behoeften", args=[taal.code]) + vraag, "gekozen": False}
        for taal in TALEN
    ]
    return render(request, "doorverwijzing/omdraaien/talen.html", {"talen": talen})


@openbaar
@require_GET
@_in_taal
def behoeften(request: HttpRequest, scherm: Scherm) -> HttpResponse:
    """Show the needs as pictures."""
    taal = scherm.taal.code
    lijst = [
        (een, scherm.adres("praten", taal) if een.slug == PRATEN else scherm.adres("slips", taal, een.slug))
        for een in plaatjes(scherm.begrippen, scherm.tolk)
    ]
    return scherm.toon(
        request,
        "behoeften.html",
        ("behoeften",),
        kop=scherm.zin(op_scherm.WAAR_HULP_BIJ),
        plaatjes=lijst,
        terug=adres(_vraag(scherm)),
    )


@openbaar
@require_GET
@_in_taal
def slips(request: HttpRequest, scherm: Scherm, behoefte: str) -> HttpResponse:
    """Show the slips of a need, those of the chosen part of the city first; what is about safety is not shown so."""
    gekozen = scherm.begrippen["behoefte"].get(behoefte)
    if gekozen is None or gekozen.ouder is not None:
        raise Http404(behoefte)
    if gekozen.neutraal:
        return spoorloos(redirect(scherm.adres("praten", scherm.taal.code)))
    blad = _blad(request)
    gevonden = strook(behoefte, scherm.stadsdeel, blad, scherm.tolk, register_voor(BEZOEKER, stamp_for(request)))
    hier = ("slips", scherm.taal.code, behoefte)
    return scherm.toon(
        request,
        "slips.html",
        ("slips", behoefte),
        plaatje=plaatje(gekozen, scherm.tolk),
        strook=gevonden,
        terug=adres(_vraag(scherm, behoefte)),
        meer=scherm.adres(*hier, blad=blad + 1) if gevonden.meer else "",
        meer_plekken=scherm.zin(op_scherm.MEER_PLEKKEN),
        nergens=scherm.zin(op_scherm.NERGENS),
        niet_hier=scherm.zin(op_scherm.NIET_IN_DIT_DEEL),
        heen=scherm.zin(woorden.SCAN_VOOR_DE_WEG),
        vraag_het=scherm.zin(woorden.VRAAG_OF_HET_KLOPT),
        **_waar(scherm, hier),
    )


@openbaar
@require_GET
@_in_taal
def praten(request: HttpRequest, scherm: Scherm) -> HttpResponse:
    """Show whom to call; neither the address nor the title says for what."""
    return scherm.toon(
        request,
        "praten.html",
        ("praten",),
        kop=scherm.zin(op_scherm.WAAR_HULP_BIJ),
        gevaar=scherm.tolk.zin(op_scherm.GEVAAR, nummer=ALARM).anders,
        alarm=ALARM,
        plaatje=praatplaatje(scherm.tolk),
        wie_dan=scherm.zin(op_scherm.WIE_DAN),
        waar=scherm.zin(op_scherm.WAAR_NIEMAND_LUISTERT),
        snel_weg=scherm.zin(op_scherm.SNEL_WEG),
        lijnen=lijnen(scherm.tolk),
        terug=reverse("wegwijzer:veilig"),
    )


def _vraag(scherm: Scherm, behoefte: str = "") -> Vraag:
    """Return what the worker goes on with in Dutch."""
    keuzes = {"behoefte": (behoefte,) if behoefte else (), WAAR: (scherm.stadsdeel,) if scherm.stadsdeel else ()}
    return Vraag("", {facet: waarden for facet, waarden in keuzes.items() if waarden})


def _waar(scherm: Scherm, hier: tuple[str, ...]) -> dict[str, Any]:
    """Return the parts of the city to choose from, as (name, address, chosen), and the whole of it."""
    delen = [
        (een.naam, scherm.adres(*hier, stadsdeel=slug), slug == scherm.stadsdeel)
        for slug, een in scherm.begrippen["stadsdeel"].items()
    ]
    return {
        "waar_heet": scherm.zin(woorden.WAAR),
        "hele_stad": scherm.zin(op_scherm.HELE_STAD),
        "hele_stad_adres": scherm.adres(*hier, stadsdeel=""),
        "stadsdelen": delen,
        "stadsdeel_naam": next((naam for naam, _, gekozen in delen if gekozen), ""),
    }


def _blad(request: HttpRequest) -> int:
    """Return the page that was asked for, the first for anything that is no number."""
    gevraagd = request.GET.get("blad", "")
    return min(max(int(gevraagd), 1), HOOGSTE_BLAD) if gevraagd.isdecimal() and len(gevraagd) < 4 else 1
