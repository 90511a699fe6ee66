"""'Klopt dit niet?' at every entry, and the list on which proposals are decided.

What somebody may not know of is a 404; what they may see and not decide is a 403.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from kaart.hulp import rate_limit
from kaart.hulp.openbaar import alleen_post, eerst_of_het_bestaat, openbaar
from organisaties import rechten
from organisaties.bijhouden.momentopname.momentopname import Staat, lees
from organisaties.bijhouden.momentopname.verschil import in_woorden, verschillen
from organisaties.bijhouden.voorstellen import acties
from organisaties.bijhouden.voorstellen.forms import MeldForm, RedenForm
from organisaties.bijhouden.voorstellen.per_veld import besluiten_per_veld
from organisaties.bijhouden.voorstellen.rate_limit import te_vaak
from organisaties.bijhouden.voorstellen.samen import regels, sleutels
from organisaties.bijhouden.wijzigen import bewerkblok
from organisaties.bijhouden.wijzigen.formulier import Onderwerp, begin_met, onderwerp_van, open_met
from organisaties.bijhouden.wijzigen.views import lees_formulier, toon
from organisaties.ingangen.ophalen import ding_van, haal
from organisaties.models import Aanbod, Medewerker, Organisatie, Voorstel
from organisaties.models.ingang import soort_van
from organisaties.models.onderhoud import BEZOEKER
from organisaties.zichtbaarheid import Lezer

PER_PAGINA = 25
WACHT = "Hier is het afgelopen uur al vaak iets gemeld. Over {}, om {} uur, kan het weer. Of bel de organisatie zelf."
VOL = (
    "Hier liggen al veel meldingen van bezoekers die nog gelezen worden. Die van jou is daarom niet bewaard. Je tekst "
    "staat hieronder nog. Probeer het over een paar dagen opnieuw, of bel de organisatie zelf."
)


@openbaar
@require_http_methods(["GET", "HEAD", "POST"])
def klopt_niet(request: HttpRequest, ding: str, kenmerk: str) -> HttpResponse:
    """Ask in words what is wrong; a visitor needs no account for it."""
    ingang = haal(request, ding, kenmerk)
    form = MeldForm(request.POST if request.method == "POST" else None)
    wacht = 0
    if request.method == "POST" and form.is_valid():
        wacht = 0 if rechten.mag_voorstellen(request.user) else te_vaak(request, ingang)
        if wacht:
            form.add_error(None, WACHT.format(rate_limit.in_woorden(wacht), rate_limit.om_hoe_laat(wacht)))
        elif acties.meld(gebruiker=request.user, ingang=ingang, tekst=form.cleaned_data["tekst"]) is None:
            form.add_error(None, VOL)
        else:
            messages.success(request, "Dank je. Wie dit bijhoudt, kijkt ernaar.")
            return redirect(ingang.get_absolute_url())
    antwoord = render(
        request,
        "organisaties/bijhouden/voorstellen/klopt_niet.html",
        {
            "ingang": ingang,
            "ding": ding,
            "form": form,
            "mag_voorstellen": rechten.mag_voorstellen(request.user),
            "mag_bewerken": rechten.mag_bewerken(request.user, ingang),
        },
        status=429 if wacht else 200,
    )
    if wacht:
        antwoord["Retry-After"] = str(wacht)
    return antwoord


@eerst_of_het_bestaat
@require_http_methods(["GET", "HEAD", "POST"])
def stel_voor(request: HttpRequest, ding: str, kenmerk: str) -> HttpResponse:
    """Change fields of an entry as a proposal to whoever decides about it."""
    ingang = haal(request, ding, kenmerk)
    rechten.eis(rechten.mag_voorstellen(request.user))
    elders = bewerkblok.andere_deur(request, ingang, als_voorstel=True)
    if elders:
        return redirect(elders)
    welk = bewerkblok.haal_blok(type(ingang), bewerkblok.gevraagd(request))
    onderwerp = onderwerp_van(ingang, rechten.medewerker_van(request), als_voorstel=True, blok=welk)
    nu = lees(ingang)
    if request.method != "POST":
        return toon(request, open_met(onderwerp, nu, nu))
    bezig = lees_formulier(request, onderwerp, nu)
    if not bezig.beoordeeld or not bezig.is_goed():
        return toon(request, bezig)
    try:
        acties.stel_voor(
            gebruiker=onderwerp.gebruiker,
            ingang=ingang,
            basis=bezig.basis,
            staat=bezig.staat(),
            toelichting=bezig.waarom.cleaned_data["waarom"],
        )
    except ValidationError as fout:
        return toon(request, bezig.met_fouten(fout))
    messages.success(request, "Dank je. Je hoort bij ‘Mijn voorstellen’ wat ermee gebeurt.")
    return redirect(bewerkblok.waarheen(request, ingang.get_absolute_url()) if welk else ingang.get_absolute_url())


@eerst_of_het_bestaat
@require_http_methods(["GET", "HEAD", "POST"])
def stel_aanbod_voor(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Propose a new offer of an organisation."""
    organisatie = get_object_or_404(Organisatie.objects.zichtbaar_voor(request.user), kenmerk=kenmerk)
    rechten.eis(rechten.mag_voorstellen(request.user))
    onderwerp = Onderwerp(Aanbod, rechten.medewerker_van(request), organisatie=organisatie, als_voorstel=True)
    leeg = onderwerp.nu()
    if request.method != "POST":
        return toon(request, begin_met(onderwerp, request.GET))
    bezig = lees_formulier(request, onderwerp, leeg)
    if not bezig.beoordeeld or not bezig.is_goed():
        return toon(request, bezig)
    acties.stel_aanbod_voor(gebruiker=onderwerp.gebruiker, organisatie=organisatie, staat=bezig.staat())
    messages.success(request, "Dank je. Je hoort bij ‘Mijn voorstellen’ wat ermee gebeurt.")
    return redirect(organisatie.get_absolute_url())


@require_GET
def lijst(request: HttpRequest) -> HttpResponse:
    """Show the proposals this person decides about, the oldest first; and those that wait for an owner."""
    rechten.eis(_heeft_lijst(request.user))
    wachten = Voorstel.objects.open().samengenomen()
    mijne = wachten.filter(rechten.voorstellen_bij(request.user, besliste=True)).voor_lijst()
    alle = wachten.filter(rechten.voorstellen_bij(request.user, besliste=False)).voor_lijst()
    pagina = Paginator(mijne, PER_PAGINA).get_page(request.GET.get("pagina"))
    return render(
        request,
        "organisaties/bijhouden/voorstellen/lijst.html",
        {
            "pagina": pagina,
            "voorstellen": regels(pagina.object_list),
            "bij_eigenaar": regels(alle.exclude(pk__in=mijne.order_by().values("pk"))[:PER_PAGINA]),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def een(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a proposal field by field, and take it over, in part, or not."""
    rechten.eis(request.user.is_authenticated)
    voorstel = get_object_or_404(
        Voorstel.objects.voor_lijst()
        .zichtbaar_voor(request.user)
        .filter(rechten.voorstellen_bij(request.user, besliste=False) | rechten.eigen_voorstellen(request.user)),
        pk=pk,
    )
    beslist = rechten.beslist_over(request.user, voorstel.doel)
    form = RedenForm(voorstel, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        rechten.eis(beslist)
        if (antwoord := _besluit(request, voorstel, form)) is not None:
            return antwoord
    return _toon(request, voorstel, form, beslist=beslist)


def _toon(request: HttpRequest, voorstel: Voorstel, form: RedenForm, *, beslist: bool) -> HttpResponse:
    nu = lees(voorstel.doel)
    return render(
        request,
        "organisaties/bijhouden/voorstellen/een.html",
        {
            "voorstel": voorstel,
            "doel": voorstel.doel,
            "ding": ding_van(type(voorstel.doel)),
            "velden": _velden(voorstel, nu, rechten.medewerker_van(request)),
            "form": form,
            "gezien": acties.stempel(voorstel, nu),
            "anderen": _andere_meldingen(voorstel) if beslist else 0,
            "beslist": beslist and voorstel.besluit == Voorstel.Besluit.OPEN,
            "open": voorstel.besluit == Voorstel.Besluit.OPEN,
            "gekozen": request.POST.getlist("veld") if request.method == "POST" else list(voorstel.wijzigingen),
            "van_mij": voorstel.door_id == request.user.pk,
        },
    )


@require_GET
def mijn(request: HttpRequest) -> HttpResponse:
    """Show what became of what this person proposed, field by field."""
    rechten.eis(rechten.mag_voorstellen(request.user))
    zichtbaar = Voorstel.objects.zichtbaar_voor(request.user)
    voorstellen = zichtbaar.van(request.user).voor_lijst().order_by("-ingediend_op", "-pk")
    pagina = Paginator(voorstellen, PER_PAGINA).get_page(request.GET.get("pagina"))
    per_veld = besluiten_per_veld(pagina.object_list, rechten.medewerker_van(request))
    return render(
        request,
        "organisaties/bijhouden/voorstellen/mijn.html",
        {
            "pagina": pagina,
            "regels": [(voorstel, per_veld[voorstel.pk]) for voorstel in pagina.object_list],
            "nieuws": list(zichtbaar.nieuws_voor(request.user).order_by("pk").values_list("pk", flat=True)),
        },
    )


@alleen_post
def gelezen(request: HttpRequest) -> HttpResponse:
    """Note that this person read what became of their proposals: those that the page had, and no later ones."""
    rechten.eis(rechten.mag_voorstellen(request.user))
    acties.noteer_gelezen(
        gebruiker=rechten.medewerker_van(request), voorstellen=sleutels(request.POST.getlist("voorstel"))
    )
    return redirect("voorstellen:mijn")


@alleen_post
def trek_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back an own proposal."""
    rechten.eis(request.user.is_authenticated)
    voorstel = get_object_or_404(Voorstel.objects.filter(rechten.eigen_voorstellen(request.user)), pk=pk)
    acties.trek_in(gebruiker=rechten.medewerker_van(request), voorstel=voorstel)
    messages.success(request, "Je voorstel is ingetrokken.")
    return redirect("voorstellen:mijn")


def _besluit(request: HttpRequest, voorstel: Voorstel, form: RedenForm) -> HttpResponse | None:
    """Decide; return where to go on, None to show the page again with what is wrong."""
    if not form.is_valid():
        return None
    velden = request.POST.getlist("veld") if request.POST.get("doe") != "niets" else []
    try:
        besloten, ingang = acties.besluit(
            gebruiker=rechten.medewerker_van(request),
            voorstel=voorstel,
            velden=velden,
            gezien=request.POST.get("gezien", ""),
            reden=form.cleaned_data["reden"],
        )
    except acties.AlBesloten:
        messages.info(request, "Een ander heeft hier net over beslist. Er is niets dubbel gedaan.")
        return redirect("voorstellen:een", voorstel.pk)
    except acties.NuAnders:
        messages.error(request, "De gegevens zijn intussen veranderd. Kijk nog een keer: klopt het voorstel nog?")
        return redirect("voorstellen:een", voorstel.pk)
    except ValidationError as fout:
        form.add_error("reden" if getattr(fout, "code", "") == "reden" else None, fout.messages)
        return None
    woorden = {"aangenomen": "Overgenomen.", "deels": "Voor een deel overgenomen.", "afgewezen": "Niet overgenomen."}
    terug = " Wie het voorstelde kan het teruglezen." if besloten.door_id else ""
    messages.success(request, f"{woorden[besloten.besluit]}{terug}")
    if besloten.besluit != Voorstel.Besluit.AFGEWEZEN and besloten.soort == Voorstel.Soort.NIEUW_AANBOD:
        return redirect(ingang.get_absolute_url())
    return redirect("voorstellen:lijst")


def _velden(voorstel: Voorstel, nu: Staat, lezer: Medewerker) -> list[dict[str, Any]]:
    """Return each field of a proposal in words, and what it says now where that is neither of the two.

    As far as this reader may see it: an owner decides about what colleagues propose, without what they note for
    each other.
    """
    model = Aanbod if voorstel.soort == Voorstel.Soort.NIEUW_AANBOD else type(voorstel.doel)
    toonbaar = Onderwerp(model, lezer).toonbaar
    van = toonbaar({veld: deel.get("van") for veld, deel in voorstel.wijzigingen.items()})
    naar = toonbaar({veld: deel.get("naar") for veld, deel in voorstel.wijzigingen.items()})
    nu = toonbaar(nu)
    velden = []
    for verschil in verschillen(model, van, naar):
        staat_er = nu.get(verschil.veld)
        ander = voorstel.soort == Voorstel.Soort.WIJZIGING and staat_er not in (van[verschil.veld], naar[verschil.veld])
        velden.append(
            {
                "verschil": verschil,
                "intussen": in_woorden(model, verschil.veld, staat_er) if ander else "",
                "over": verschil.veld in voorstel.overgenomen,
            }
        )
    return velden


def _andere_meldingen(voorstel: Voorstel) -> int:
    """Return how many more visitors reported about the same entry what nobody handled; 0 for any other proposal."""
    if voorstel.soort != Voorstel.Soort.MELDING or voorstel.rol != BEZOEKER:
        return 0
    bij = {soort_van(voorstel.doel): voorstel.doel}
    return Voorstel.objects.open().van_bezoekers().filter(**bij).exclude(pk=voorstel.pk).count()


def _heeft_lijst(gebruiker: Lezer) -> bool:
    return rechten.mag_werklijst(gebruiker) or rechten.eigen_organisaties(gebruiker).exists()
