"""The fields of an organisation, a place and an offer, from a state and back to one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from kaart.hulp.persoonsgegevens.bewaking import Bewaakt
from kaart.hulp.persoonsgegevens.contact import kan_van_een_mens_zijn
from kaart.hulp.persoonsgegevens.formulierveld import VeiligeTekst
from organisaties import zichtbaarheid
from organisaties.bijhouden.momentopname.momentopname import INTERN, VELDEN, Staat, plat, sleutel_van
from organisaties.bijhouden.wijzigen.adreszoeker import vind_plek
from organisaties.models import Aanbod, Gebied, Locatie, Organisatie
from organisaties.models.gedeeld import woorden
from organisaties.velden import AANBOD, LOCATIE, ORGANISATIE, PER_MODEL, Ding
from organisaties.zichtbaarheid import Lezer

WEG = "Deze keuze bestaat niet (meer)."


class WaaromForm(Bewaakt, forms.Form):
    """Why an entry is changed; colleagues and the owner read it in its history."""

    waarom = VeiligeTekst(
        label="Waarom deze wijziging? (hoeft niet)",
        required=False,
        max_length=300,
        help_text="Collega’s lezen dit later terug. Bijvoorbeeld: gebeld met de balie.",
    )


@dataclass(frozen=True, slots=True)
class Groep:
    """Fields that stand together on the page: those whose row in `organisaties.velden` says `groep`.

    `erbij`: what the form asks besides, after the field of the entry it belongs to. `sleutel`: by which the page knows
    what else stands in this group.
    """

    kop: str
    groep: str
    sleutel: str = ""
    erbij: Mapping[str, str] = field(default_factory=dict)

    def velden(self, ding: Ding) -> Iterator[str]:
        """Yield the fields of this group, and what is asked besides."""
        for naam in ding.in_groep(self.groep):
            yield naam
            if naam in self.erbij:
                yield self.erbij[naam]


class IngangForm(Bewaakt, forms.ModelForm):  # type: ignore[type-arg]
    """A form whose start and outcome are a state; it never saves."""

    groepen: tuple[Groep, ...] = ()

    def __init__(self, data: Any = None, *, staat: Staat, intern: bool, **kwargs: Any) -> None:
        """Take the state to begin with; `intern`: whether notes for colleagues are part of it."""
        self.begin = staat
        model: Any = self._meta.model
        self._ding = PER_MODEL[model._meta.label]
        super().__init__(data, initial={naam: self._begin(naam, waarde) for naam, waarde in staat.items()}, **kwargs)
        if not intern:
            for naam in INTERN & self.fields.keys():
                del self.fields[naam]
        for naam, veld in self.fields.items():
            self._richt_in(naam, veld)

    def _begin(self, naam: str, waarde: Any) -> Any:
        rij = self._ding.get(naam)
        return woorden_met_spatie(waarde) if rij is not None and rij.lijst else waarde

    def _richt_in(self, naam: str, veld: Any) -> None:
        rij = self._ding.get(naam)
        if rij is not None:
            veld.label, veld.help_text = rij.label, rij.hulp
        veld.error_messages["required"] = "Vul dit in."
        if isinstance(veld, forms.ModelMultipleChoiceField):
            veld.widget = forms.CheckboxSelectMultiple()
            veld.widget.choices = veld.choices
            veld.error_messages |= {"invalid_choice": WEG, "invalid_pk_value": WEG}
        if isinstance(veld, forms.ModelChoiceField):
            rijen: Any = veld.queryset
            veld.to_field_name = sleutel_van(rijen.model)
            veld.error_messages["invalid_choice"] = WEG
        if rij is not None and rij.regels:
            veld.widget = forms.Textarea(attrs={"rows": rij.regels})
        elif isinstance(veld, forms.DateField):
            veld.widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
            veld.error_messages["invalid"] = "Dit is geen datum. Schrijf het als 31-12-2026."
            veld.input_formats = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]

    def clean(self) -> dict[str, Any]:
        """Return what was filled in."""
        return super().clean() or {}

    def validate_constraints(self) -> None:
        """Leave what must hold to `clean`, which says it beside a field."""

    def staat(self) -> Staat:
        """Return the state that was filled in; what this form does not ask stays as it was."""
        staat = dict(self.begin)
        model: Any = self._meta.model
        for naam in VELDEN[model]:
            if naam not in self.cleaned_data:
                continue
            waarde = self.cleaned_data[naam]
            veld: Any = model._meta.get_field(naam)
            if isinstance(veld, models.ManyToManyField):
                staat[naam] = sorted(getattr(rij, sleutel_van(type(rij))) for rij in waarde)
            elif isinstance(veld, models.ForeignKey):
                staat[naam] = getattr(waarde, sleutel_van(type(waarde))) if waarde is not None else None
            else:
                staat[naam] = plat(waarde)
        return staat

    def beperk_tot(self, groepen: Collection[str]) -> None:
        """Ask no more than these groups, named as in `organisaties.velden`."""
        self.groepen = tuple(groep for groep in self.groepen if groep.groep in groepen)
        gevraagd = {naam for groep in self.groepen for naam in groep.velden(self._ding)}
        for naam in self.fields.keys() - gevraagd:
            del self.fields[naam]

    def namen_in(self, groep: Groep) -> set[str]:
        """Return the names of the fields of a group, also of those that are not asked here."""
        return set(groep.velden(self._ding))

    def in_groepen(self) -> Iterator[tuple[Groep, list[forms.BoundField]]]:
        """Yield each group with its fields."""
        for groep in self.groepen:
            yield groep, [self[naam] for naam in groep.velden(self._ding) if naam in self.fields]


def _velden(ding: Ding, groepen: Sequence[Groep]) -> tuple[str, ...]:
    return tuple(naam for groep in groepen for naam in ding.in_groep(groep.groep))


EIGEN = "_eigen"
"""Behind the name of a contact field: the tick that it is of the organisation itself."""


GROEPEN_VAN_ORGANISATIE = (
    Groep("Wie is het?", "wie"),
    Groep("Waar en in welke taal?", "waar"),
    Groep("Contact", "contact", erbij={naam: f"{naam}{EIGEN}" for naam in ("telefoon", "email")}),
    Groep("Plaats in de sociale kaart", "sociaal"),
    Groep("Voor collega’s", "collega"),
    Groep("Zichtbaarheid en bron", "weten"),
)
GROEPEN_VAN_LOCATIE = (
    Groep("Waar is het?", "adres", "adres"),
    Groep("In welk deel van de stad?", "deel"),
    Groep("Naar binnen", "binnen"),
    Groep("Zichtbaarheid en bron", "weten"),
)
GROEPEN_VAN_AANBOD = (
    Groep("Naam en soort", "wat"),
    Groep("Plek en stadsdeel", "waar", erbij={"locaties": "locatie_erbij"}),
    Groep("Wanneer?", "tijden", "tijden"),
    Groep("Voor wie?", "wie", "toegang"),
    Groep("Hoe kom je binnen?", "binnen"),
    Groep("Ruimte en wachttijd", "plek"),
    Groep("Even niet?", "pauze", "pauze"),
    Groep("Iemand brengen", "brengen"),
    Groep("Zichtbaarheid en bron", "weten"),
)


def _eigen_veld() -> forms.BooleanField:
    return forms.BooleanField(label="Ja, dit is van de organisatie zelf", required=False)


class OrganisatieForm(IngangForm):
    """An organisation; a mobile number or an address of Gmail and the like asks once whose it is."""

    telefoon_eigen = _eigen_veld()
    email_eigen = _eigen_veld()

    website = forms.URLField(
        required=False,
        max_length=200,
        assume_scheme="https",
        error_messages={"invalid": "Dit is geen adres van een website. Schrijf het als https://www.voorbeeld.nl."},
    )
    groepen = GROEPEN_VAN_ORGANISATIE

    class Meta:
        model = Organisatie
        fields = _velden(ORGANISATIE, GROEPEN_VAN_ORGANISATIE)

    def clean(self) -> dict[str, Any]:
        """Ask whether a contact that may be somebody's own is of the organisation: everybody reads it."""
        schoon = super().clean()
        for naam, wat in (("telefoon", "een mobiel nummer"), ("email", "een adres dat mensen ook privé hebben")):
            nieuw = schoon.get(naam) and schoon[naam] != self.begin.get(naam)
            if nieuw and kan_van_een_mens_zijn(schoon[naam]) and not schoon.get(f"{naam}{EIGEN}"):
                vraag = (
                    f"Dit is {wat}. Is dit van de organisatie zelf? Vink dat dan hieronder aan. Haal het anders weg."
                )
                self.add_error(naam, ValidationError(vraag, code="van-wie"))
        return schoon

    def in_groepen(self) -> Iterator[tuple[Groep, list[forms.BoundField]]]:
        """Yield each group with its fields; a question that is not asked is not there."""
        for groep, velden in super().in_groepen():
            yield groep, [veld for veld in velden if not veld.name.endswith(EIGEN) or self._is_gevraagd(veld)]

    def _is_gevraagd(self, vraag: forms.BoundField) -> bool:
        over = vraag.name.removesuffix(EIGEN)
        fouten = self.errors.as_data().get(over, []) if self.is_bound else []
        return bool(vraag.value()) or any(fout.code == "van-wie" for fout in fouten)


class LocatieForm(IngangForm):
    """A place."""

    groepen = GROEPEN_VAN_LOCATIE

    class Meta:
        model = Locatie
        fields = _velden(LOCATIE, GROEPEN_VAN_LOCATIE)

    def clean_postcode(self) -> str:
        """Write '1018dp' as '1018 DP'."""
        return str(self.cleaned_data["postcode"])

    def clean(self) -> dict[str, Any]:
        """Ask for both coordinates or none, how exact only of a point, and a smaller area of this stadsdeel."""
        schoon = super().clean()
        if (schoon.get("lat") is None) != (schoon.get("lon") is None) and not {"lat", "lon"} & self.errors.keys():
            self.add_error("lat", "Vul breedtegraad en lengtegraad allebei in, of geen van beide.")
        if schoon.get("precisie") and schoon.get("lat") is None and "lat" not in self.errors:
            self.add_error("precisie", "Er is geen punt. Vul breedtegraad en lengtegraad in, of maak dit leeg.")
        gebied: Gebied | None = schoon.get("gebied")
        if gebied and schoon.get("stadsdeel") and gebied.stadsdeel_id != schoon["stadsdeel"].pk:
            self.add_error("gebied", f"{gebied.naam} hoort bij een ander stadsdeel dan {schoon['stadsdeel'].naam}.")
        return schoon


class AanbodForm(IngangForm):
    """An offer; its opening times and whom it is open to have fields of their own beside this form."""

    locatie_erbij = forms.CharField(
        label="Nog een plek",
        required=False,
        max_length=150,
        help_text="De naam van een plek die al op de kaart staat, ook van een andere organisatie.",
    )
    groepen = GROEPEN_VAN_AANBOD

    class Meta:
        model = Aanbod
        fields = _velden(AANBOD, GROEPEN_VAN_AANBOD)

    def __init__(
        self, data: Any = None, *, staat: Staat, intern: bool, organisatie: Organisatie, gebruiker: Lezer
    ) -> None:
        """Take the organisation whose places are offered, and who chooses."""
        super().__init__(data, staat=staat, intern=intern)
        self.gebruiker = gebruiker
        velden: Any = self.fields
        eigen = models.Q(organisatie=organisatie) | models.Q(kenmerk__in=staat.get("locaties", []))
        plekken = Locatie.objects.zichtbaar_voor(gebruiker).filter(eigen).order_by("naam", "pk")
        velden["locaties"].queryset = plekken
        if not plekken:
            del velden["locaties"]
        behoeften = velden["behoeften"]
        behoeften.queryset = behoeften.queryset.order_by("volgorde", "pk")
        behoeften.label_from_instance = lambda behoefte: f"– {behoefte.naam}" if behoefte.ouder_id else behoefte.naam

    def clean_documenten(self) -> str:
        """Keep a list of papers as the kaart writes it."""
        return "|".join(woorden(self.cleaned_data["documenten"]))

    def clean_locatie_erbij(self) -> Locatie | None:
        """Find the place that was named; raises with the nearest names when there is none."""
        naam = self.cleaned_data["locatie_erbij"].strip()
        return vind_plek(naam, self.gebruiker) if naam else None

    def clean(self) -> dict[str, Any]:
        """Ask a pause to end after it begins, and to begin at all."""
        schoon = super().clean()
        vanaf, tot = schoon.get("pauze_vanaf"), schoon.get("pauze_tot")
        if vanaf and tot and tot < vanaf:
            self.add_error("pauze_tot", "De pauze eindigt voor hij begint. Kies een latere dag.")
        if tot and not vanaf and "pauze_vanaf" not in self.errors:
            self.add_error("pauze_vanaf", "Vul ook in vanaf wanneer de pauze is.")
        # Saying that there is room is saying it of today, unless another day is filled in.
        for veld, gehoord in (("ruimte", "ruimte_op"), ("wachttijd", "wachttijd_op")):
            nieuw = veld in self.changed_data and schoon.get(veld) not in ("", Aanbod.Ruimte.ONBEKEND)
            if nieuw and gehoord not in self.changed_data:
                schoon[gehoord] = timezone.localdate()
        if schoon.get("pauze_reden") and not vanaf and "pauze_vanaf" not in self.errors:
            self.add_error("pauze_vanaf", "Er staat wel een reden, maar geen begin van de pauze.")
        return schoon

    def staat(self) -> Staat:
        """Return the state, with the place that was named added to those that were ticked.

        A place this person may not know of was not there to be ticked, and stays.
        """
        staat = super().staat()
        zichtbaar = Locatie.objects.zichtbaar_voor(self.gebruiker).values("pk")
        if not zichtbaarheid.is_professional(self.gebruiker) and "locaties" in self.cleaned_data:
            eerder = Locatie.objects.filter(kenmerk__in=self.begin["locaties"]).exclude(pk__in=zichtbaar)
            staat["locaties"] = sorted({*staat["locaties"], *eerder.values_list("kenmerk", flat=True)})
        erbij: Locatie | None = self.cleaned_data.get("locatie_erbij")
        if erbij is not None:
            staat["locaties"] = sorted({*staat["locaties"], erbij.kenmerk})
        return staat


def woorden_met_spatie(waarde: str) -> str:
    """Return a '|' list as people write it."""
    return " | ".join(woorden(waarde or ""))


FORMULIEREN: dict[type[models.Model], type[IngangForm]] = {
    Organisatie: OrganisatieForm,
    Locatie: LocatieForm,
    Aanbod: AanbodForm,
}
