"""The form of a route and its steps. Adding, moving and removing steps lays the form out again and saves nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.http import QueryDict

from doorverwijzing.models import Route, Stap
from doorverwijzing.routes.beheer.acties import (
    ZONDER_TITEL,
    Routegegevens,
    Stapgegevens,
    mag_hele_stad,
    te_kiezen_stadsdelen,
)
from doorverwijzing.routes.beheer.doelen import DoelVeld, NogNiet, lijst_bij, schrijfwijze
from doorverwijzing.routes.beheer.opmerkingen import opmerkingen_bij
from doorverwijzing.urgentie import Urgentie
from kaart.hulp.persoonsgegevens.bewaking import Bewaakt
from kaart.hulp.persoonsgegevens.formulierveld import VeiligeTekst
from organisaties.models import Aanbod, Behoefte, Medewerker, Nieuwkomerscategorie, Organisatie, Stadsdeel

HOOGSTENS_STAPPEN = 20
HELE_STAD, GEBIEDEN = "hele-stad", "gebieden"


class RouteForm(Bewaakt, forms.Form):
    """For what, where and whom the route is. Any of it may still miss: what is saved is a draft."""

    naam = VeiligeTekst(
        label="Titel",
        max_length=150,
        required=False,
        help_text="Zo dat een collega meteen weet waar het over gaat. Bijvoorbeeld: ‘Een brief die je niet begrijpt’.",
    )
    behoefte = forms.ModelChoiceField(
        label="Voor welke behoefte?",
        queryset=Behoefte.objects.none(),
        to_field_name="slug",
        empty_label="Kies",
        required=False,
        error_messages={"invalid_choice": "Deze behoefte kennen we niet."},
    )
    waar = forms.ChoiceField(
        label="Waar geldt de route?",
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": "Dit kun je hier niet kiezen."},
    )
    stadsdelen = forms.ModelMultipleChoiceField(
        label="Welke stadsdelen?",
        queryset=Stadsdeel.objects.none(),
        to_field_name="slug",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Voor dit stadsdeel maak jij geen routes."},
    )
    alle_gebieden = False
    categorie = forms.ModelChoiceField(
        label="Alleen voor een groep? (hoeft niet)",
        queryset=Nieuwkomerscategorie.objects.in_volgorde(),
        to_field_name="slug",
        required=False,
        empty_label="Nee, voor iedereen",
        help_text="Alleen als deze groep echt een andere weg gaat. Bij sommige groepen zien alleen collega’s de route.",
    )
    urgentie = forms.ChoiceField(
        label="Voor hoe snel? (hoeft niet)", required=False, choices=[("", "Maakt niet uit"), *Urgentie.choices]
    )

    def __init__(self, *args: Any, gebruiker: Medewerker, route: Route | None, **kwargs: Any) -> None:
        """Offer the areas for which this person may make this route."""
        super().__init__(*args, **kwargs)
        velden: Any = self.fields
        velden["behoefte"].queryset = Behoefte.objects.order_by("volgorde", "pk")
        velden["behoefte"].label_from_instance = lambda b: f"– {b.naam}" if b.ouder_id else b.naam
        self.eigen = eigen = te_kiezen_stadsdelen(gebruiker, route)
        velden["stadsdelen"].queryset = Stadsdeel.objects.filter(pk__in=[s.pk for s in eigen]).in_volgorde()
        velden["waar"].choices = [
            *([(HELE_STAD, "In de hele stad")] if mag_hele_stad(gebruiker, route) else []),
            *([(GEBIEDEN, "In deze stadsdelen")] if eigen else []),
        ]

    def clean(self) -> dict[str, Any]:
        """Take all areas that this person may choose where none was; the whole city has none."""
        schoon: dict[str, Any] = super().clean() or {}
        if schoon.get("waar") == HELE_STAD:
            # What is ticked below it no longer counts, right or wrong.
            self.errors.pop("stadsdelen", None)
            schoon["stadsdelen"] = []
        elif "stadsdelen" in schoon and not schoon["stadsdelen"]:
            # Without areas it would be for the whole city, which nobody said.
            schoon["stadsdelen"] = self.eigen
            self.alle_gebieden = True
            if not self.eigen:
                self.add_error("stadsdelen", "Er staat nog geen stadsdeel op jouw naam.")
        return schoon


class StapForm(Bewaakt, forms.Form):
    """One step. Any of it may still miss; one of which nothing is filled in is left out."""

    opmerkingen: Sequence[str] = ()

    doel = DoelVeld(
        label="Waarheen?",
        max_length=320,
        widget=forms.TextInput(attrs={"list": "doelen", "autocomplete": "off"}),
        help_text="De naam van aanbod of een organisatie op de kaart.",
        required=False,
    )
    wijze = forms.ChoiceField(
        label="Hoe komt iemand daar?",
        choices=[("", "Kies"), *((waarde, label.capitalize()) for waarde, label in Stap.Wijze.choices)],
        required=False,
    )
    instructie = VeiligeTekst(
        label="Wat doe je?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Kort en in gewone taal. Schrijf niets over een persoon.",
        required=False,
    )
    waarschuwing = VeiligeTekst(
        label="Let op (hoeft niet)",
        max_length=300,
        required=False,
        help_text="Bijvoorbeeld: ‘Alleen met een BSN. Vraag het eerst na.’",
    )
    # A validator instead of max_length, which would write `maxlength` on a select.
    alternatief = forms.CharField(
        label="Plaats", required=False, validators=[MaxLengthValidator(6)], widget=forms.Select
    )

    def __init__(self, data: Any = None, *, gebruiker: Medewerker, sleutel: str, initial: Any = None) -> None:
        """Take who edits, and the key of this step in the form."""
        super().__init__(data, initial=initial, prefix=f"stap-{sleutel}")
        self.sleutel = sleutel
        self.nummer = 0
        velden: Any = self.fields
        velden["doel"].gebruiker = gebruiker

    @property
    def waarheen(self) -> Aanbod | Organisatie | NogNiet | None:
        """Where it leads, as was typed; only of a form that was checked."""
        waarheen: Aanbod | Organisatie | NogNiet | None = self.cleaned_data["doel"]
        return waarheen

    @property
    def is_gevuld(self) -> bool:
        """Whether something of it is filled in; only of a form that was checked."""
        return any(self.cleaned_data[naam] for naam in ("doel", "wijze", "instructie", "waarschuwing"))

    def bied_aan(self, nummer: int, ervoor: Iterable[tuple[str, str]]) -> None:
        """Give this step its number, and the steps before it to stand in for."""
        self.nummer = nummer
        veld: Any = self.fields["alternatief"]
        veld.widget.choices = [
            ("", "Een stap die volgt op de vorige"),
            *((sleutel, f"Andere keus voor stap {wie}") for sleutel, wie in ervoor),
        ]


@dataclass(slots=True)
class Redactie:
    """A route in the making: its form, those of its steps in order, and of which state it is."""

    route: RouteForm
    stappen: list[StapForm]
    versie: str
    gebruiker: Medewerker
    # Which button has the focus after a step was moved, and what a screen reader hears.
    bij: str = ""
    gezegd: str = ""
    gegevens: Routegegevens | None = field(default=None)

    def __post_init__(self) -> None:
        """Give each step its number, and what it may stand in for."""
        hoofden: list[tuple[str, str]] = []
        for nummer, stap in enumerate(self.stappen, 1):
            stap.bied_aan(nummer, [h for h in hoofden if h[0] != stap.sleutel])
            if not _waarde(stap, "alternatief"):
                hoofden.append((stap.sleutel, str(nummer)))
            if self.bij == f"doel:{stap.sleutel}":
                stap.fields["doel"].widget.attrs["autofocus"] = True

    @property
    def doelen(self) -> list[str]:
        """What to choose from while typing where a step leads."""
        behoefte = self.route["behoefte"].value()
        return lijst_bij(behoefte if isinstance(behoefte, str) and self._bekend(behoefte) else "", self.gebruiker)

    def _bekend(self, slug: str) -> bool:
        return Behoefte.objects.filter(slug=slug).exists()

    @property
    def vol(self) -> bool:
        """Whether there is no room for another step."""
        return len(self.stappen) >= HOOGSTENS_STAPPEN

    @property
    def fouten(self) -> Iterator[tuple[str, str, str]]:
        """Yield every fault as (id of the field, what it is about, what is wrong)."""
        for form, over in ((self.route, ""), *((stap, f"Stap {stap.nummer}, ") for stap in self.stappen)):
            if form.is_bound:
                for melding in form.non_field_errors():
                    yield "", "", str(melding)
                for veld in form:
                    for melding in veld.errors:
                        yield veld.id_for_label or veld.auto_id, f"{over}{veld.label}", str(melding)

    def is_goed(self) -> bool:
        """Check everything; where nothing is wrong `gegevens` says what was written."""
        goed = [form.is_valid() for form in (self.route, *self.stappen)]
        if not all(goed):
            return False
        gevuld = [stap for stap in self.stappen if stap.is_gevuld]
        plek = {stap.sleutel: nummer for nummer, stap in enumerate(gevuld, 1)}
        schoon = self.route.cleaned_data
        for stap in gevuld:
            stap.opmerkingen = opmerkingen_bij(
                stap.waarheen,
                wijze=stap.cleaned_data["wijze"],
                teksten=(stap.cleaned_data["instructie"], stap.cleaned_data["waarschuwing"]),
                stadsdelen=list(schoon["stadsdelen"]),
                behoefte=schoon["behoefte"],
                lezer=self.gebruiker,
            )
        self.gegevens = Routegegevens(
            naam=schoon["naam"],
            behoefte=schoon["behoefte"],
            stadsdelen=list(schoon["stadsdelen"]),
            categorie=schoon["categorie"],
            urgentie=schoon["urgentie"],
            stappen=[
                Stapgegevens(
                    doel=stap.waarheen if not isinstance(stap.waarheen, NogNiet) else None,
                    nog_doel=stap.waarheen.getypt if isinstance(stap.waarheen, NogNiet) else "",
                    wijze=stap.cleaned_data["wijze"],
                    instructie=stap.cleaned_data["instructie"],
                    waarschuwing=stap.cleaned_data["waarschuwing"],
                    # A step can stand in for one before it only; what it stood in for may have moved or gone.
                    alternatief_voor=hoofd
                    if (hoofd := plek.get(stap.cleaned_data["alternatief"], 0)) and hoofd < plek[stap.sleutel]
                    else None,
                )
                for stap in gevuld
            ],
        )
        return True


def leeg(gebruiker: Medewerker, *, behoefte: str = "", stadsdeel: str = "") -> Redactie:
    """Return the form for a new route with room for its first step; need and area (slugs) filled in where given."""
    waar = HELE_STAD if mag_hele_stad(gebruiker, None) else GEBIEDEN
    eigen = [stadsdeel.slug for stadsdeel in te_kiezen_stadsdelen(gebruiker, None)]
    # A keeper of one area makes routes for that one.
    initial = {"waar": waar, "stadsdelen": eigen if len(eigen) == 1 else []}
    if stadsdeel in eigen:
        initial = {"waar": GEBIEDEN, "stadsdelen": [stadsdeel]}
    form = RouteForm(gebruiker=gebruiker, route=None, initial={**initial, "behoefte": behoefte})
    return Redactie(form, [StapForm(gebruiker=gebruiker, sleutel="1")], "", gebruiker)


def van_route(route: Route, versie: str, gebruiker: Medewerker, *, hoort_bij: Route) -> Redactie:
    """Return the form of a route as it stands; `hoort_bij` is the route of which this may be a draft."""
    stadsdelen = [stadsdeel.slug for stadsdeel in route.stadsdelen.all()]
    form = RouteForm(
        gebruiker=gebruiker,
        route=hoort_bij,
        initial={
            "naam": "" if route.naam == ZONDER_TITEL else route.naam,
            "behoefte": route.behoefte.slug if route.behoefte else "",
            "waar": GEBIEDEN if stadsdelen else HELE_STAD,
            "stadsdelen": stadsdelen,
            "categorie": route.categorie.slug if route.categorie else "",
            "urgentie": route.urgentie,
        },
    )
    rijen = list(route.stappen.select_related("aanbod__organisatie", "organisatie").order_by("nummer", "pk"))
    stappen = [
        StapForm(
            gebruiker=gebruiker,
            sleutel=str(stap.nummer),
            initial={
                "doel": schrijfwijze(stap.doel) if stap.heeft_doel else stap.nog_doel,
                "wijze": stap.wijze,
                "instructie": stap.instructie,
                "waarschuwing": stap.waarschuwing,
                "alternatief": str(stap.alternatief_voor or ""),
            },
        )
        for stap in rijen
    ]
    bezig = Redactie(form, stappen, versie, gebruiker)
    gebieden = list(route.stadsdelen.all())
    for veld, stap in zip(stappen, rijen, strict=True):
        veld.opmerkingen = opmerkingen_bij(
            stap.doel if stap.heeft_doel else veld.fields["doel"].clean(stap.nog_doel),
            wijze=stap.wijze,
            teksten=(stap.instructie, stap.waarschuwing),
            stadsdelen=gebieden,
            behoefte=route.behoefte,
            lezer=gebruiker,
        )
    return bezig


def van_post(data: QueryDict, gebruiker: Medewerker, *, route: Route | None) -> Redactie:
    """Return the form as it was sent."""
    return Redactie(
        RouteForm(data, gebruiker=gebruiker, route=route),
        [StapForm(data, gebruiker=gebruiker, sleutel=sleutel) for sleutel in _sleutels(data)],
        data.get("versie", ""),
        gebruiker,
    )


def verlegd(data: QueryDict, opdracht: str, gebruiker: Medewerker, *, route: Route | None) -> Redactie:
    """Return the form as it was sent with one step more, fewer, or elsewhere; nothing typed is judged yet.

    `opdracht` is 'erbij', or 'omhoog', 'omlaag' or 'weg' with the key of a step behind a colon; others leave it.
    """
    sleutels = _sleutels(data)
    wat, _, sleutel = opdracht.partition(":")
    gezegd, bij = "", ""
    if wat == "erbij" and len(sleutels) < HOOGSTENS_STAPPEN:
        sleutel = str(max((int(s) for s in sleutels), default=0) + 1)
        sleutels.append(sleutel)
        gezegd, bij = f"Stap {len(sleutels)} staat erbij.", f"doel:{sleutel}"
    elif sleutel in sleutels:
        plek = sleutels.index(sleutel)
        if wat == "weg":
            sleutels.remove(sleutel)
            gezegd, bij = f"Stap {plek + 1} is weg. Je kunt dit nog ongedaan maken door niet te bewaren.", "erbij"
        elif wat in ("omhoog", "omlaag"):
            nieuw = min(max(plek + (-1 if wat == "omhoog" else 1), 0), len(sleutels) - 1)
            sleutels.insert(nieuw, sleutels.pop(plek))
            aan_het_eind = nieuw == (0 if wat == "omhoog" else len(sleutels) - 1)
            andersom = "omlaag" if wat == "omhoog" else "omhoog"
            gezegd, bij = f"Dit is nu stap {nieuw + 1}.", f"{andersom if aan_het_eind else wat}:{sleutel}"
    form = RouteForm(gebruiker=gebruiker, route=route, initial=_getypt(data, RouteForm.base_fields))
    stappen = [
        StapForm(gebruiker=gebruiker, sleutel=s, initial=_getypt(data, StapForm.base_fields, f"stap-{s}-"))
        for s in sleutels
    ]
    return Redactie(form, stappen, data.get("versie", ""), gebruiker, bij=bij, gezegd=gezegd)


def _sleutels(data: QueryDict) -> list[str]:
    """Return the keys of the steps in the order of the form; what is no short number is passed over."""
    gevonden = [s for s in data.getlist("stap") if s.isascii() and s.isdigit() and len(s) < 5]
    return list(dict.fromkeys(gevonden))[:HOOGSTENS_STAPPEN]


def _getypt(data: QueryDict, velden: Mapping[str, Any], voor: str = "") -> dict[str, Any]:
    meer: Sequence[str] = ("stadsdelen",)
    return {naam: data.getlist(f"{voor}{naam}") if naam in meer else data.get(f"{voor}{naam}", "") for naam in velden}


def _waarde(form: forms.Form, naam: str) -> str:
    return str(form[naam].value() or "")
