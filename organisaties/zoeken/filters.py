"""The one reader of a results address: turns `request.GET` into a question.

Results page, feeds, print and export all start here, so the same address gives the same set everywhere.
"""

from __future__ import annotations

import copy
from functools import cached_property
from types import MappingProxyType
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from kaart.hulp.geen_tekst import zonder_nul
from organisaties.begrippen import Begrippen
from organisaties.models import Aanbod
from organisaties.zichtbaarheid import Lezer
from organisaties.zoeken import Antwoord, Vraag, register_voor, zoek_in
from organisaties.zoeken.getypt import Getypt, lees_getypt
from organisaties.zoeken.index.register import Register
from organisaties.zoeken.keuzes import JA, VANDAAG, Keuzes, keuzes_van
from organisaties.zoeken.nieuwe_vraag import LOSGELATEN
from organisaties.zoeken.taal.termen import LANGSTE_VRAAG
from organisaties.zoeken.taal.wanneer import met_tijden
from organisaties.zoeken.vraag import FACETTEN

# Parameters of the page that are no question.
BIJZAAK = frozenset({"pagina", "vorm", LOSGELATEN})

# What people type or old links hold, for the choices that once were a plain yes.
WAAR = frozenset({"1", "on", "true", "True"})


class RuimeKeuze(forms.Field):
    """Keep the values that exist; the filter set says which did not, and nothing fails.

    Not one of Django's choice fields: those copy and check every choice several times for each request, and what
    they would draw is drawn elsewhere.
    """

    widget = forms.MultipleHiddenInput

    def __init__(self, *, bekend: frozenset[str] = frozenset(), **kwargs: Any) -> None:
        self.bekend = bekend
        super().__init__(**kwargs)

    def clean(self, value: Any) -> list[str]:
        """Return the known values, each once."""
        waarden = (JA if waarde in WAAR and JA in self.bekend else str(waarde) for waarde in value or ())
        return list(dict.fromkeys(waarde for waarde in waarden if waarde in self.bekend))


class Keuzefilter(django_filters.Filter):
    """One facet."""

    field_class = RuimeKeuze

    def __deepcopy__(self, memo: dict[int, Any]) -> Keuzefilter:
        """Return a copy with choices of its own; the rest is the same for everybody."""
        kopie = copy.copy(self)
        kopie.extra = dict(self.extra)
        return kopie


class RuimFilter(django_filters.FilterSet):
    """Reads choices from an address; what means nothing there is passed over, and said.

    `bijzaak` are parameters of the page that are no question. A filter set says itself what its choices keep, so
    `filter_queryset` is its own.
    """

    bijzaak: frozenset[str] = BIJZAAK

    def __init__(self, data: QueryDict, queryset: QuerySet[Any]) -> None:
        """Take an address."""
        self.gevraagd = zonder_nul(data)
        super().__init__(self.gevraagd, queryset=queryset)

    def zet_keuzes(self, keuzes_per_facet: Keuzes) -> None:
        """Say which values each facet has."""
        for naam, keuzes in keuzes_per_facet.items():
            self.filters[naam].extra["bekend"] = frozenset(waarde for waarde, _ in keuzes)

    @property
    def facetten(self) -> list[str]:
        """The names of the facets, in order."""
        return [naam for naam, een in self.filters.items() if isinstance(een, Keuzefilter)]

    def gekozen(self, naam: str) -> list[str]:
        """Return the known values that were chosen in a facet."""
        self.is_valid()
        return list(self.form.cleaned_data.get(naam) or ())

    @cached_property
    def meldingen(self) -> list[str]:
        """One sentence for each part of the address that means nothing here and was passed over."""
        meldingen = []
        for naam in self.gevraagd:
            if naam == "open_voor":
                meldingen.append(
                    "De keuze 'open voor' staat nooit in een link. Maak die keuze hieronder zelf, als dat nodig is."
                )
            elif naam not in self.filters and naam not in self.bijzaak:
                meldingen.append(f"We kennen het filter '{_kort(naam)}' niet. Het telt niet mee.")
        for naam in self.facetten:
            gekozen = self.gekozen(naam)
            for waarde in dict.fromkeys(self.gevraagd.getlist(naam)):
                if waarde and waarde not in gekozen and not (waarde in WAAR and JA in gekozen):
                    label = self.filters[naam].label
                    meldingen.append(f"'{_kort(waarde)}' is geen keuze bij '{label}'. Het telt niet mee.")
        return meldingen


class AanbodFilter(RuimFilter):
    """Reads the question for offers.

    `gebruiker` decides which choices there are (`register` is theirs, where it was looked up already);
    `open_voor` comes from elsewhere, as a category never stands in an address, and `getypt` is what was typed where
    that was read already. `qs` holds the results as a
    queryset; `antwoord` has them in order, with counts and reasons.
    """

    q = django_filters.CharFilter(label="Zoekwoorden", strip=True)
    stadsdeel = Keuzefilter(label="Stadsdeel")
    gebied = Keuzefilter(label="Gebied")
    behoefte = Keuzefilter(label="Waar gaat het om?")
    taal = Keuzefilter(label="Taal")
    open = Keuzefilter(label="Vandaag open")
    wanneer = Keuzefilter(label="Wanneer")
    zonder_bsn = Keuzefilter(label="Zonder BSN")
    aanmelden = Keuzefilter(label="Aanmelden")
    kosten = Keuzefilter(label="Kosten")
    extra_doelgroep = Keuzefilter(label="Speciaal voor")
    kring = Keuzefilter(label="Eigen kring of gemengd")
    formaliteit = Keuzefilter(label="Formeel of informeel")
    infrastructuur = Keuzefilter(label="Soort infrastructuur")

    class Meta:
        model = Aanbod
        fields: tuple[str, ...] = ()

    def __init__(
        self,
        data: QueryDict,
        *,
        gebruiker: Lezer,
        open_voor: tuple[str, ...] = (),
        register: Register | None = None,
        begrippen: Begrippen | None = None,
        getypt: Getypt | None = None,
    ) -> None:
        """Take a question; a caller that only wants what was chosen gives `begrippen`, and needs no register."""
        super().__init__(_van_nu(data), Aanbod.objects.zichtbaar_voor(gebruiker).lopend())
        self.gebruiker = gebruiker
        self.open_voor = open_voor
        if getypt is not None:
            self.getypt = getypt
        if begrippen is None:
            # Answer and choices of one state of the kaart.
            self.register = register or register_voor(gebruiker)
        self.begrippen = begrippen or self.register.begrippen
        self.zet_keuzes(keuzes_van(begrippen) if begrippen else self.register.keuzes)

    @cached_property
    def register(self) -> Register:
        """The register that answers."""
        return register_voor(self.gebruiker)

    @cached_property
    def getypt(self) -> Getypt:
        """What was typed, without what may not be looked for, and with what that said."""
        self.is_valid()
        tekst = (self.form.cleaned_data.get("q") or "")[:LANGSTE_VRAAG].strip()
        return lees_getypt(tekst, self.register) if tekst else Getypt()

    @cached_property
    def vraag(self) -> Vraag:
        """The question; any data gives one. A group that was typed takes the place of one chosen before."""
        self.is_valid()
        schoon, bekend = self.form.cleaned_data, self.begrippen["open_voor"]
        gesplitst = self.getypt.gesplitst
        keuzes = {facet: tuple(schoon.get(facet) or ()) for facet in FACETTEN}
        if gesplitst.over_papieren and not keuzes["zonder_bsn"]:
            keuzes["zonder_bsn"] = (JA,)
        getypt = Vraag(
            q=gesplitst.rest[:LANGSTE_VRAAG].strip(),
            keuzes=MappingProxyType(keuzes),
            open_voor=tuple(slug for slug in gesplitst.categorieen or self.open_voor if slug in bekend),
            gelezen=True,
        )
        return met_tijden(getypt)

    @cached_property
    def antwoord(self) -> Antwoord:
        """The answer to the question."""
        return zoek_in(self.vraag, self.register)

    def filter_queryset(self, queryset: QuerySet[Aanbod]) -> QuerySet[Aanbod]:
        """Narrow a queryset to the results, without their order."""
        return queryset.filter(pk__in=self.antwoord.alle_sleutels())


def _van_nu(data: QueryDict) -> QueryDict:
    """Return the parameters as they are called now; old links keep working."""
    oud = [VANDAAG if waarde in {JA, *WAAR} else waarde for waarde in data.getlist("vandaag_open")]
    if not oud:
        return data
    data = data.copy()
    data.setlist("open", [*data.getlist("open"), *oud])
    del data["vandaag_open"]
    return data


def _kort(tekst: str) -> str:
    return tekst if len(tekst) <= 40 else f"{tekst[:40]}…"
