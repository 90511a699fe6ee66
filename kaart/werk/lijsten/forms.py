"""The forms of the reference lists: what a coördinator fills in; keys are made from the name (`nieuwe_sleutels`)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Max

from doorverwijzing.models import Hulplijn
from kaart.hulp.persoonsgegevens.bewaking import Bewaakt, BewaaktModelForm
from kaart.werk.lijsten.woordenveld import Woordenveld
from organisaties.models import (
    Aanbod,
    Behoefte,
    Doelgroep,
    Groepswoord,
    Plaatsnaam,
    Synoniem,
    Taal,
    Taalwoorden,
)
from organisaties.models.gedeeld import woorden

HULP_WOORDEN = "Zet een komma, een puntkomma of een nieuwe regel tussen de woorden."


class ZoekInLijst(Bewaakt, forms.Form):
    """A word to look for in one list."""

    zoek = forms.CharField(
        label="Zoek in deze lijst", required=False, max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class LijstForm(BewaaktModelForm):
    """A row of a list; `tweede_blik` says what the change does where that needs a second look, else ''."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Use our words, and dates as people write them."""
        super().__init__(*args, **kwargs)
        if "volgorde" in self.fields and self.instance.pk is None:
            # What is new comes last.
            laatste = self._meta.model._default_manager.aggregate(n=Max("volgorde"))["n"]
            self.initial["volgorde"] = (laatste or 0) + 1
        for veld in self.fields.values():
            veld.error_messages["required"] = "Vul dit in."
            veld.error_messages["invalid_choice"] = "Deze keuze bestaat niet (meer)."
            if isinstance(veld, forms.ModelChoiceField):
                veld.empty_label = "Geen"
            if isinstance(veld, forms.DateField):
                veld.widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
                veld.error_messages["invalid"] = "Dit is geen datum. Schrijf het als 31-12-2026."
                veld.input_formats = ["%Y-%m-%d", "%d-%m-%Y"]

    @property
    def tweede_blik(self) -> str:
        """Return nothing: most changes speak for themselves."""
        return ""

    @property
    def woordvelden(self) -> list[str]:
        """The fields with several words."""
        return [naam for naam, veld in self.fields.items() if isinstance(veld, Woordenveld)]


class BehoefteForm(LijstForm):
    """A need, with the words people use for it."""

    synoniemen = Woordenveld(label="Andere woorden hiervoor", required=False, help_text=HULP_WOORDEN)

    class Meta:
        model = Behoefte
        fields = ("naam", "ouder", "toelichting", "synoniemen", "neutraal", "nood", "volgorde")
        labels = {
            "ouder": "Valt onder",
            "toelichting": "Uitleg in een halve zin",
            "neutraal": "Dit gaat over veiligheid",
            "nood": "Alleen bij gevaar of een crisis",
            "volgorde": "Plaats in de lijst",
        }
        help_texts = {"volgorde": "Een getal. Het laagste staat bovenaan."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer only needs of the highest level to fall under."""
        super().__init__(*args, **kwargs)
        boven: Any = self.fields["ouder"]
        boven.queryset = Behoefte.objects.filter(ouder__isnull=True).exclude(pk=self.instance.pk).in_volgorde()

    def clean(self) -> dict[str, Any]:
        """Refuse a third level from the other side too."""
        schoon = super().clean() or {}
        if schoon.get("ouder") and self.instance.pk and self.instance.kinderen.exists():
            self.add_error("ouder", "Onder deze behoefte vallen andere. Laat haar daarom zelf nergens onder vallen.")
        return schoon

    @property
    def tweede_blik(self) -> str:
        """Say what changing a need about safety does, and of which other need a new word is one already."""
        return self._over_veiligheid() or self._ook_van_een_ander()

    def _ook_van_een_ander(self) -> str:
        nieuw = {woord.casefold() for woord in woorden(self.cleaned_data.get("synoniemen", ""))}
        nieuw -= {woord.casefold() for woord in woorden(self.initial.get("synoniemen") or "")}
        if not nieuw:
            return ""
        zinnen = []
        for naam, tekst in (
            Behoefte.objects.exclude(pk=self.instance.pk).order_by("pk").values_list("naam", "synoniemen")
        ):
            ook = [woord for woord in (naam, *woorden(tekst)) if woord.casefold() in nieuw]
            zinnen += [f"‘{woord}’ hoort al bij ‘{naam}’." for woord in dict.fromkeys(ook)]
        vraag = "Wie het typt, vindt straks allebei. Zo bewaren?"
        return f"{' '.join(zinnen)} {vraag}" if zinnen else ""

    def _over_veiligheid(self) -> str:
        was = {naam: bool(self.initial.get(naam)) for naam in ("neutraal", "nood")}
        wordt = {naam: bool(self.cleaned_data.get(naam)) for naam in ("neutraal", "nood")}
        if not self.has_changed() or not any((*was.values(), *wordt.values())):
            return ""
        if any(was.values()) and not all(wordt[naam] for naam in was if was[naam]):
            return (
                "Deze behoefte gaat over veiligheid. Straks krijgt de pagina een gewone titel en geen knop om snel weg "
                "te gaan. Wie niet veilig is, kan zo betrapt worden."
            )
        return (
            "Deze behoefte gaat over veiligheid. Wie een van deze woorden zoekt, komt op een rustige pagina met een "
            "knop om snel weg te gaan. Een woord dat ook iets anders betekent, brengt mensen daar onbedoeld."
        )


class SynoniemForm(LijstForm):
    """A word, with what means the same."""

    synoniemen = Woordenveld(label="Betekent hetzelfde", help_text=HULP_WOORDEN)

    class Meta:
        model = Synoniem
        fields = ("term", "synoniemen")
        labels = {"term": "Woord of afkorting"}


class TaalwoordenForm(LijstForm):
    """The words of one language for one need."""

    woorden = Woordenveld(label="Woorden in deze taal", help_text=HULP_WOORDEN)

    class Meta:
        model = Taalwoorden
        fields = ("behoefte", "taal", "woorden", "nagekeken")
        labels = {"nagekeken": "Iemand die deze taal spreekt, keek de woorden na"}
        help_texts = {"nagekeken": ""}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for a need and a language, in the order of their lists."""
        super().__init__(*args, **kwargs)
        for naam, model in (("behoefte", Behoefte), ("taal", Taal)):
            veld: Any = self.fields[naam]
            veld.queryset, veld.empty_label = model._default_manager.order_by("volgorde", "pk"), "Kies"

    @property
    def tweede_blik(self) -> str:
        """Say what a word does that leads to safety."""
        behoefte = self.cleaned_data.get("behoefte")
        if behoefte is None or not self.has_changed() or not (behoefte.neutraal or behoefte.nood):
            return ""
        return (
            f"‘{behoefte}’ gaat over veiligheid. Wie een van deze woorden zoekt, komt op een rustige pagina met een "
            "knop om snel weg te gaan."
        )


class GroepswoordForm(LijstForm):
    """A word that means a group of people."""

    class Meta:
        model = Groepswoord
        fields = ("woord", "categorie")
        labels = {"categorie": "Betekent deze groep"}
        help_texts = {"categorie": "Leeg: het woord zegt niet welke groep."}

    @property
    def tweede_blik(self) -> str:
        """Say what any word for a group does."""
        if not self.has_changed():
            return ""
        wat = f"kiest dan de groep ‘{groep}’" if (groep := self.cleaned_data.get("categorie")) else "kiest geen groep"
        return (
            f"Een collega die ‘{self.cleaned_data.get('woord')}’ typt, {wat}, en het woord verdwijnt uit de zoekvraag. "
            "Er wordt daarna nergens meer naar dit woord gezocht."
        )


class TaalForm(LijstForm):
    """A language."""

    class Meta:
        model = Taal
        fields = ("naam", "eigen_naam", "richting", "volgorde")
        labels = {
            "eigen_naam": "Zoals mensen die haar spreken het schrijven",
            "richting": "Schrijfrichting",
            "volgorde": "Plaats in de lijst",
        }
        help_texts = {"naam": "In het Nederlands.", "volgorde": "Een getal. Het laagste staat bovenaan."}


class DoelgroepForm(LijstForm):
    """An audience."""

    class Meta:
        model = Doelgroep
        fields = ("naam", "volgorde")
        labels = {"volgorde": "Plaats in de lijst"}
        help_texts = {"volgorde": "Een getal. Het laagste staat bovenaan."}


class BuurtnaamForm(LijstForm):
    """What people call a neighbourhood: another word for one of the areas, at the middle of what is known there."""

    class Meta:
        model = Plaatsnaam
        fields = ("naam", "gebied")
        labels = {"naam": "Zo noemen mensen de buurt", "gebied": "Ligt in"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for the area; a name without one is not made here."""
        super().__init__(*args, **kwargs)
        gebied: Any = self.fields["gebied"]
        gebied.required, gebied.empty_label = True, "Kies"
        gebied.queryset = gebied.queryset.filter(plaatsnamen__isnull=False).distinct().order_by("volgorde", "pk")

    def clean(self) -> dict[str, Any]:
        """Put the name at the point of another name in that area, and refuse one that is there."""
        schoon = super().clean() or {}
        naam, gebied = schoon.get("naam"), schoon.get("gebied")
        if not naam or gebied is None:
            return schoon
        zelfde = Plaatsnaam.objects.filter(naam__iexact=naam, gebied=gebied).exclude(pk=self.instance.pk)
        if zelfde.exists():
            raise ValidationError({"naam": f"‘{naam}’ staat al bij {gebied}."})
        self.instance.stadsdeel = gebied.stadsdeel
        if self.instance.pk is None:
            buur = gebied.plaatsnamen.order_by("soort", "pk")[0]
            self.instance.soort = Plaatsnaam.Soort.BUURT
            self.instance.lat, self.instance.lon = buur.lat, buur.lon
        return schoon


class HulplijnForm(LijstForm):
    """A line to call; the number only with its source and its date."""

    class Meta:
        model = Hulplijn
        fields = (
            "naam", "waarvoor", "bereik", "telefoon", "bereikbaar", "kosten", "aanbod", "bron", "bron_jaar",
            "nagekeken_op", "zekerheid", "volgorde",
        )  # fmt: skip
        labels = {
            "bereik": "Voor wie",
            "aanbod": "Meer hierover op de kaart",
            "bron_jaar": "Jaar van de bron",
            "nagekeken_op": "Bij de bron gezien op",
            "volgorde": "Plaats in de lijst",
        }
        help_texts = {"volgorde": "Een getal. Het laagste staat bovenaan.", "aanbod": ""}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer what runs, by name."""
        super().__init__(*args, **kwargs)
        aanbod: Any = self.fields["aanbod"]
        aanbod.queryset = Aanbod.objects.filter(behoeften__neutraal=True).distinct().order_by("naam", "pk")
        if self.instance.aanbod_id:
            aanbod.queryset = aanbod.queryset | Aanbod.objects.filter(pk=self.instance.aanbod_id).distinct()

    @property
    def tweede_blik(self) -> str:
        """Say where another number goes: people in danger call it."""
        if not {"telefoon", "bereikbaar"} & set(self.changed_data):
            return ""
        nummer = self.cleaned_data.get("telefoon")
        if not nummer:
            return "Zonder nummer staat deze hulplijn niet meer bij de pagina’s over veiligheid."
        return f"Mensen die in gevaar zijn, bellen straks {nummer}. Bel het nummer zelf, of kijk het na bij de bron."
