"""Something new in one short form: an organisation, where it is and what it offers, in at most twelve questions."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from kaart.hulp.persoonsgegevens.bewaking import Bewaakt
from kaart.hulp.persoonsgegevens.contact import alleen_telefoon, kan_van_een_mens_zijn
from kaart.hulp.persoonsgegevens.formulierveld import VeiligeTekst
from organisaties import rechten
from organisaties.bijhouden.momentopname.momentopname import TOEGANG, TOEGANGVELDEN, Staat, leeg, plat
from organisaties.models import Aanbod, Behoefte, Locatie, Nieuwkomerscategorie, Organisatie, Stadsdeel, Taal, Toegang
from organisaties.zichtbaarheid import Lezer

ADRES = re.compile(r"(?P<straat>.+?)[ ,]+(?P<huisnummer>\d{1,5}\s?[-/]?\s?\w{0,6})")
"""'Kraaipad 12 hs'; whatever else is written is the name of a place."""


class KortForm(Bewaakt, forms.Form):
    """What somebody knows after one telephone call; only a name and an area are needed."""

    naam = VeiligeTekst(
        label="Hoe heet de organisatie of groep?",
        max_length=150,
        help_text="",
        error_messages={"required": "Vul de naam in."},
    )
    # Not filled in beforehand: what somebody passed over would stand on the kaart as known.
    formaliteit = forms.ChoiceField(
        label="Formeel of informeel?",
        choices=[("", "Maak een keuze"), *Organisatie.Formaliteit.choices],
        error_messages={"required": "Kies of het formeel of informeel is, of allebei."},
    )
    stadsdeel = forms.ModelChoiceField(
        Stadsdeel.objects.none(),
        label="In welk stadsdeel?",
        to_field_name="slug",
        empty_label="Kies een stadsdeel",
        error_messages={"required": "Kies een stadsdeel.", "invalid_choice": "Kies een stadsdeel uit de lijst."},
    )
    adres = VeiligeTekst(
        label="Waar is het?",
        required=False,
        max_length=120,
        help_text="Straat en huisnummer, of hoe de plek heet. Bijvoorbeeld: Kraaipad 12.",
    )
    aanbod = VeiligeTekst(
        label="Wat kun je er doen of krijgen?",
        required=False,
        max_length=150,
        help_text="In een paar woorden. Bijvoorbeeld: samen eten.",
    )
    behoeften = forms.ModelMultipleChoiceField(
        Behoefte.objects.none(), label="Waar helpt het bij?", required=False, to_field_name="slug"
    )
    tijden = VeiligeTekst(
        label="Wanneer is het open?",
        required=False,
        max_length=200,
        help_text="In woorden. Bijvoorbeeld: dinsdag van 10 tot 12 uur.",
    )
    telefoon = forms.CharField(
        label="Telefoon", required=False, max_length=30, help_text="Alleen een nummer van de organisatie zelf."
    )
    web = forms.CharField(label="Website of e-mailadres", required=False, max_length=200)
    groepen = forms.ModelMultipleChoiceField(
        Nieuwkomerscategorie.objects.none(),
        label="Wie is er welkom?",
        required=False,
        to_field_name="slug",
        help_text="Vink alleen aan wat je gehoord hebt.",
    )
    talen = forms.ModelMultipleChoiceField(
        Taal.objects.none(), label="Welke talen spreken ze er?", required=False, to_field_name="code"
    )
    gesproken = forms.BooleanField(label="Ik heb ze net gesproken", required=False)
    # Only asked where a number or an address may be somebody's own.
    eigen = forms.BooleanField(label="Ja, dit is van de organisatie zelf", required=False)

    def __init__(self, data: Any = None, *, gebruiker: Lezer, initial: Any = None) -> None:
        """Take who fills it in: a keeper chooses among the own areas, everybody else among all."""
        super().__init__(data, initial=initial)
        velden: Any = self.fields
        velden["stadsdeel"].queryset = te_kiezen_stadsdelen(gebruiker)
        velden["behoeften"].queryset = Behoefte.objects.order_by("volgorde", "pk")
        velden["groepen"].queryset = Nieuwkomerscategorie.objects.order_by("volgorde", "pk")
        velden["talen"].queryset = Taal.objects.order_by("naam", "pk")
        for naam in ("behoeften", "groepen", "talen"):
            velden[naam].widget = forms.CheckboxSelectMultiple()
            velden[naam].widget.choices = velden[naam].choices
        self.vraagt_eigen = bool(self.data.get("eigen"))

    def clean_telefoon(self) -> str:
        """Take nothing but a number."""
        nummer = str(self.cleaned_data["telefoon"]).strip()
        if nummer:
            alleen_telefoon(nummer)
        return nummer

    def clean_web(self) -> dict[str, str]:
        """Return it as the website or the mail address it is."""
        tekst = str(self.cleaned_data["web"]).strip()
        if not tekst:
            return {}
        try:
            if "@" in tekst:
                return {"email": forms.EmailField().clean(tekst)}
            return {"website": forms.URLField(assume_scheme="https", max_length=200).clean(tekst)}
        except ValidationError:
            raise ValidationError(
                "Dit is geen website en geen e-mailadres. Schrijf het als https://www.voorbeeld.nl.", code="web"
            ) from None

    def clean(self) -> dict[str, Any]:
        """Ask whether a contact that may be somebody's own is of the organisation: everybody reads it."""
        schoon = super().clean() or {}
        contact = {"telefoon": schoon.get("telefoon") or "", "web": (schoon.get("web") or {}).get("email", "")}
        for veld, waarde in contact.items():
            if waarde and kan_van_een_mens_zijn(waarde) and not schoon.get("eigen"):
                self.vraagt_eigen = True
                vraag = "Is dit van de organisatie zelf? Vink dat dan onderaan aan. Haal het anders weg."
                self.add_error(veld, ValidationError(vraag, code="van-wie"))
        return schoon

    @property
    def gevraagd(self) -> list[forms.BoundField]:
        """The questions on the page."""
        return [veld for veld in self if veld.name != "eigen" or self.vraagt_eigen]

    def organisatie(self) -> Staat:
        """Return the state of the organisation; call when valid."""
        d = self.cleaned_data
        return leeg(Organisatie) | {
            "naam": d["naam"],
            "formaliteit": d["formaliteit"],
            "werkgebied": [d["stadsdeel"].slug],
            "talen": sorted(taal.code for taal in d["talen"]),
            "telefoon": d["telefoon"],
            **d["web"],
        }

    def plek(self) -> Staat | None:
        """Return the state of its place, None where nothing is known of it."""
        d = self.cleaned_data
        if not d["adres"]:
            return None
        adres = ADRES.fullmatch(d["adres"])
        waar = adres.groupdict() if adres is not None else {}
        naam = d["naam"] if adres is not None else d["adres"]
        return leeg(Locatie) | {"naam": naam, "stadsdeel": d["stadsdeel"].slug, **waar}

    def wat(self) -> Staat | None:
        """Return the state of what it offers, None where nothing was said of that."""
        d = self.cleaned_data
        if not any(d[naam] for naam in ("aanbod", "behoeften", "tijden", "groepen")):
            return None
        gehoord = plat(timezone.localdate()) if d["gesproken"] else None
        rij = dict.fromkeys(TOEGANGVELDEN, "") | {"waarde": Toegang.Waarde.WELKOM.value, "gehoord_op": gehoord}
        return leeg(Aanbod) | {
            "naam": d["aanbod"] or d["naam"],
            "soort": Aanbod.Soort.ACTIVITEIT.value,
            "behoeften": sorted(behoefte.slug for behoefte in d["behoeften"]),
            "stadsdelen": [d["stadsdeel"].slug],
            "talen": sorted(taal.code for taal in d["talen"]),
            "tijden": d["tijden"],
            **{TOEGANG + groep.slug: rij for groep in d["groepen"]},
        }


def te_kiezen_stadsdelen(gebruiker: Lezer) -> Any:
    """Return the areas in which this person can put something: a keeper in the own ones, everybody else in all."""
    alle = Stadsdeel.objects.in_volgorde()
    eigen = rechten.eigen_stadsdelen(gebruiker)
    if rechten.houdt_de_stad_bij(gebruiker) or not rechten.mag_organisatie_maken(gebruiker):
        return alle
    return alle.filter(pk__in=eigen)
