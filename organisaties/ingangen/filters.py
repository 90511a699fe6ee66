"""The choices on the list of organisations."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.http import QueryDict

from organisaties import zichtbaarheid
from organisaties.begrippen import begrippen_voor
from organisaties.models import Aanbod, Organisatie
from organisaties.regels.keuzes import Status
from organisaties.regels.typologie import BEIDE, INDELINGEN, PER_NAAM
from organisaties.zichtbaarheid import Lezer
from organisaties.zoeken.filters import Keuzefilter, RuimFilter
from organisaties.zoeken.keuzes import AANKOMST, SOCIAAL
from organisaties.zoeken.taal.termen import LANGSTE_VRAAG

HELE_STAD = "hele-stad"
MET, ZONDER = "met", "zonder"
AANBOD_KEUZES = ((MET, "Met aanbod"), (ZONDER, "Nog zonder aanbod"))
VLAG = {AANKOMST: "aankomstinfrastructuur", SOCIAAL: "sociale_infrastructuur"}


class OrganisatieFilter(RuimFilter):
    """Reads which organisations are asked for; `qs` holds them without an order, `q` is left to the list."""

    bijzaak = frozenset({"pagina", "letter"})

    q = django_filters.CharFilter(label="Naam", strip=True)
    stadsdeel = Keuzefilter(label="Stadsdeel")
    formaliteit = Keuzefilter(label=PER_NAAM["formaliteit"].label)
    infrastructuur = Keuzefilter(label=PER_NAAM["infrastructuur"].label)
    sociale_basis = Keuzefilter(label=PER_NAAM["sociale_basis"].label)
    kapitaal = Keuzefilter(label=PER_NAAM["kapitaal"].label)
    aanbod = Keuzefilter(label="Aanbod")

    class Meta:
        model = Organisatie
        fields: tuple[str, ...] = ()

    def __init__(self, data: QueryDict, *, gebruiker: Lezer) -> None:
        """Offer the areas that exist now."""
        super().__init__(data, Organisatie.objects.zichtbaar_voor(gebruiker).filter(status__in=zichtbaarheid.LOOPT))
        self.gebruiker = gebruiker
        stadsdelen = begrippen_voor(gebruiker)["stadsdeel"]
        self.keuzes: dict[str, tuple[tuple[str, str], ...]] = {
            "stadsdeel": (*((slug, een.naam) for slug, een in stadsdelen.items()), (HELE_STAD, "Voor de hele stad")),
            **{een.naam: tuple((soort.waarde, soort.label) for soort in een.soorten) for een in INDELINGEN},
            "aanbod": AANBOD_KEUZES,
        }
        self.zet_keuzes(self.keuzes)

    @property
    def q_tekst(self) -> str:
        """The name, or the part of it, that was typed."""
        self.is_valid()
        return str(self.form.cleaned_data.get("q") or "")[:LANGSTE_VRAAG].strip()

    def filter_queryset(self, queryset: QuerySet[Organisatie]) -> QuerySet[Organisatie]:
        """Keep what answers to all choices; within a facet one is enough."""
        for naam in self.facetten:
            if gekozen := self.gekozen(naam):
                queryset = queryset.filter(self._voorwaarde(naam, gekozen))
        return queryset

    def _voorwaarde(self, naam: str, gekozen: list[str]) -> Q:
        if naam == "formaliteit":
            return Q(formaliteit__in=[*gekozen, BEIDE])
        if naam == "sociale_basis":
            return Q(sociale_basis__in=gekozen)
        if naam == "stadsdeel":
            return self._in_stadsdeel(gekozen)
        if naam == "aanbod":
            return self._met_of_zonder(gekozen)
        ergens = Q()
        for waarde in gekozen:
            ergens |= Q(**{VLAG.get(waarde, waarde): True})
        return ergens

    def _in_stadsdeel(self, gekozen: list[str]) -> Q:
        """Keep what works for an area or has a place there, as far as that place may be known of."""
        hier = Organisatie.objects.order_by().values("pk")
        gevestigd = zichtbaarheid.vestiging_telt(self.gebruiker, "locaties")
        keuze = Q(pk__in=hier.filter(werkgebied__slug__in=gekozen)) | Q(
            pk__in=hier.filter(gevestigd, locaties__stadsdeel__slug__in=gekozen)
        )
        return keuze | Q(hele_stad=True) if HELE_STAD in gekozen else keuze

    def _met_of_zonder(self, gekozen: list[str]) -> Q:
        met = Q(pk__in=gepubliceerd_aanbod(self.gebruiker).values("organisatie"))
        keuze = Q()
        if MET in gekozen:
            keuze |= met
        return keuze | ~met if ZONDER in gekozen else keuze


def gepubliceerd_aanbod(gebruiker: Lezer) -> Any:
    """Return the offers that count as such: not stopped, and no draft."""
    return Aanbod.objects.zichtbaar_voor(gebruiker).lopend().filter(status=Status.GEPUBLICEERD).order_by()
