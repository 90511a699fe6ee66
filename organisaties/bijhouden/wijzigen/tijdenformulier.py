"""The opening times of an offer as one timetable: a line for each time under its day, then days that are otherwise."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import QueryDict

from kaart.hulp.persoonsgegevens.bewaking import Bewaakt
from kaart.hulp.persoonsgegevens.formulierveld import VeiligeTekst
from organisaties.bijhouden.momentopname.momentopname import PLEK_VAN_TIJD, TIJDVELDEN, op_volgorde, plat
from organisaties.models import Openingstijd
from organisaties.regels.klok import NACHT_TOT
from organisaties.regels.openingstijden import WEEKDAGEN, WEKEN_VAN_MAAND
from organisaties.velden import OPENINGSTIJD

HOOGSTENS = 60
UUR = ["%H:%M", "%H.%M", "%H:%M:%S", "%H"]
ANDERS = [(waarde, label.capitalize()) for waarde, label in Openingstijd.Soort.choices if waarde != "gewoon"]
FOUT_UUR = "Schrijf een tijd als 9:30."
PLEK_WEG = "Deze plek hoort niet (meer) bij dit aanbod. Kies een andere plek, of haal deze tijd weg."
FOUT_DAG = "Dit is geen datum. Schrijf het als 31-12-2026."


def _datum(naam: str, label: str = "", hulp: str = "") -> forms.DateField:
    return forms.DateField(
        label=label or OPENINGSTIJD[naam].label,
        required=False,
        help_text=hulp or OPENINGSTIJD[naam].hulp,
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": FOUT_DAG},
    )


def _uur(naam: str) -> forms.TimeField:
    return forms.TimeField(
        label=OPENINGSTIJD[naam].label,
        required=False,
        input_formats=UUR,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": FOUT_UUR},
    )


def _eindigt_te_vroeg(van: datetime.time | None, tot: datetime.time | None) -> str:
    """Return what is wrong with an end before its beginning, '' where nothing is: what ends at night may do so."""
    if van is None or tot is None or tot > van or tot <= NACHT_TOT:
        return ""
    return "Deze tijd eindigt voor hij begint. Is het na middernacht? Dat kan tot 8 uur ’s ochtends."


@dataclass(frozen=True, slots=True)
class Plekken:
    """Where hours may hold alone: all places to choose from (key, name), and those that are places of the offer now."""

    alle: tuple[tuple[str, str], ...] = ()
    van_aanbod: frozenset[str] = frozenset()

    def zet_in(self, form: MetPlek) -> None:
        """Let a line choose one of several places; where there is one there is nothing to choose."""
        veld: Any = form.fields[PLEK_VAN_TIJD]
        gekozen = str(form[PLEK_VAN_TIJD].value() or "")
        if len(self.alle) < 2 and not gekozen:
            del form.fields[PLEK_VAN_TIJD]
            return
        bij_naam = dict(self.alle)
        veld.choices = [("", "Op elke plek"), *bij_naam.items()]


class MetPlek(Bewaakt, forms.Form):
    """Hours that may hold at one place alone."""

    locatie = forms.ChoiceField(
        label=OPENINGSTIJD[PLEK_VAN_TIJD].label,
        required=False,
        error_messages={"invalid_choice": PLEK_WEG},
    )
    plekken = Plekken()

    @property
    def plek(self) -> forms.BoundField | None:
        """The choice of a place, None where there is nothing to choose."""
        return self[PLEK_VAN_TIJD] if PLEK_VAN_TIJD in self.fields else None

    def clean_locatie(self) -> str:
        """Ask for a place of the offer as it is filled in: one that was unticked takes its hours along unseen."""
        plek = str(self.cleaned_data[PLEK_VAN_TIJD])
        if plek and plek not in self.plekken.van_aanbod:
            raise forms.ValidationError(PLEK_WEG)
        return plek


class TijdForm(MetPlek):
    """One time on one day of the week."""

    weekdag = forms.TypedChoiceField(choices=WEEKDAGEN, coerce=int, widget=forms.HiddenInput)
    van = _uur("van")
    tot = _uur("tot")
    elke_weken = forms.TypedChoiceField(
        label=OPENINGSTIJD["elke_weken"].label,
        coerce=int,
        required=False,
        empty_value="1",
        choices=[(1, "Elke week"), (2, "Om de week"), (3, "Elke drie weken"), (4, "Elke vier weken")],
    )
    begin = _datum("begin")
    week_van_maand = forms.TypedChoiceField(
        label=OPENINGSTIJD["week_van_maand"].label,
        coerce=int,
        required=False,
        empty_value=None,
        choices=[("", "Niet per maand"), *((n, f"{naam.capitalize()} van de maand") for n, naam in WEKEN_VAN_MAAND)],
    )
    geldig_van = _datum("geldig_van")
    geldig_tot = _datum("geldig_tot")
    toelichting = VeiligeTekst(label=OPENINGSTIJD["toelichting"].label, required=False, max_length=120, help_text="")

    def __init__(self, data: Any = None, *, sleutel: str, plekken: Plekken, initial: Any = None) -> None:
        """Take the key of this line in the form, and the places to choose from."""
        super().__init__(data, initial=initial, prefix=f"tijd-{sleutel}")
        self.sleutel, self.plekken = sleutel, plekken
        plekken.zet_in(self)

    def clean(self) -> dict[str, Any]:
        """Ask for what makes a time a time."""
        schoon: dict[str, Any] = super().clean() or {}
        van, tot = schoon.get("van"), schoon.get("tot")
        if fout := _eindigt_te_vroeg(van, tot):
            self.add_error("tot", fout)
        if int(schoon.get("elke_weken") or 1) > 1 and not schoon.get("begin") and "begin" not in self.errors:
            self.add_error("begin", "Vul een dag in waarop het doorgaat: anders weten we niet in welke week.")
        geldig_van, geldig_tot = schoon.get("geldig_van"), schoon.get("geldig_tot")
        if geldig_van and geldig_tot and geldig_tot < geldig_van:
            self.add_error("geldig_tot", "Dit is eerder dan ‘Geldt vanaf’.")
        return schoon

    @property
    def dag(self) -> int:
        """The day of the week it stands under, 1 (Monday) to 7."""
        waarde = str(self["weekdag"].value() or "1")
        return int(waarde) if waarde in {"1", "2", "3", "4", "5", "6", "7"} else 1

    @property
    def bijzonder(self) -> bool:
        """Whether more is known than the hours, or something in it is wrong: then the rest of the line is open."""
        meer = ("begin", "week_van_maand", "geldig_van", "geldig_tot", "toelichting")
        vaak = str(self["elke_weken"].value() or "1") != "1"
        return vaak or any(self[naam].value() or self[naam].errors for naam in meer)


class AndersForm(MetPlek):
    """Days that are otherwise: shut, or open at other hours."""

    soort = forms.ChoiceField(label="Wat is er dan?", choices=ANDERS)
    geldig_van = _datum("geldig_van", label="Eerste dag")
    geldig_tot = _datum("geldig_tot", label="Laatste dag", hulp="Leeg betekent: alleen die ene dag.")
    van = _uur("van")
    tot = _uur("tot")
    toelichting = VeiligeTekst(
        label="Reden", required=False, max_length=120, help_text="Bijvoorbeeld: zomerstop. Iedereen kan dit lezen."
    )

    def __init__(self, data: Any = None, *, sleutel: str, plekken: Plekken, initial: Any = None) -> None:
        """Take the key of this line in the form, and the places to choose from."""
        super().__init__(data, initial=initial, prefix=f"anders-{sleutel}")
        self.sleutel, self.plekken = sleutel, plekken
        plekken.zet_in(self)

    def clean(self) -> dict[str, Any]:
        """Ask for the days, and for hours only where it is open."""
        schoon: dict[str, Any] = super().clean() or {}
        eerste, laatste = schoon.get("geldig_van"), schoon.get("geldig_tot")
        if not self.is_leeg and eerste is None and "geldig_van" not in self.errors:
            self.add_error("geldig_van", "Vul de eerste dag in.")
        if eerste and laatste and laatste < eerste:
            self.add_error("geldig_tot", "Dit is eerder dan ‘Eerste dag’.")
        if schoon.get("soort") == Openingstijd.Soort.DICHT and (schoon.get("van") or schoon.get("tot")):
            self.add_error("soort", "Bij ‘Dicht’ horen geen uren. Haal de uren weg, of kies ‘Open op andere tijden’.")
        elif fout := _eindigt_te_vroeg(schoon.get("van"), schoon.get("tot")):
            self.add_error("tot", fout)
        return schoon

    @property
    def is_leeg(self) -> bool:
        """Whether nothing was filled in: then the line is passed over."""
        return not any(self[naam].value() for naam in ("geldig_van", "geldig_tot", "van", "tot", "toelichting"))

    def rij(self) -> dict[str, Any]:
        """Return the row as a state holds it; call when valid."""
        rij: dict[str, Any] = dict.fromkeys(TIJDVELDEN)
        rij |= {naam: plat(waarde) for naam, waarde in self.cleaned_data.items()}
        return _met_plek({**rij, "elke_weken": 1, "geldig_tot": rij["geldig_tot"] or rij["geldig_van"]})


@dataclass(slots=True)
class Week:
    """The lines of a week and of other days, and which one was added last."""

    lijnen: list[TijdForm]
    bij: str = ""
    anders: list[AndersForm] = field(default_factory=list)

    def dagen(self) -> Iterator[tuple[int, str, list[TijdForm]]]:
        """Yield each day of the week (number, name) with its lines."""
        for nummer, naam in WEEKDAGEN:
            yield nummer, naam, [lijn for lijn in self.lijnen if lijn.dag == nummer]

    def is_goed(self) -> bool:
        """Read all lines; return whether each one is right."""
        goed = [lijn.is_valid() for lijn in (*self.lijnen, *self.anders)]
        return all(goed)

    def staat(self) -> list[dict[str, Any]]:
        """Return the rows as a state holds them; call after `is_goed`."""
        rijen = []
        for lijn in self.lijnen:
            rij = {naam: plat(lijn.cleaned_data.get(naam)) for naam in TIJDVELDEN}
            gewoon = {"elke_weken": int(rij["elke_weken"] or 1), "soort": Openingstijd.Soort.GEWOON.value}
            rijen.append(_met_plek({**rij, **gewoon}))
        rijen += [lijn.rij() for lijn in self.anders if not lijn.is_leeg]
        return op_volgorde(rijen)

    @property
    def fouten(self) -> Iterator[tuple[str, str]]:
        """Yield every fault as (id of the field, message)."""
        for lijn in self.lijnen:
            if lijn.is_bound:
                for naam, meldingen in lijn.errors.items():
                    dag = dict(WEEKDAGEN)[lijn.dag]
                    for melding in meldingen:
                        yield f"id_{lijn.prefix}-{naam}", f"{dag.capitalize()}: {melding}"
        for anders in self.anders:
            if anders.is_bound:
                for naam, meldingen in anders.errors.items():
                    for melding in meldingen:
                        yield f"id_{anders.prefix}-{naam}", f"Andere dagen: {melding}"


def _met_plek(rij: dict[str, Any]) -> dict[str, Any]:
    """Return a row as a state holds it: one for every place names none."""
    return {naam: waarde for naam, waarde in rij.items() if naam != PLEK_VAN_TIJD or waarde}


def van_staat(tijden: list[dict[str, Any]], plekken: Plekken) -> Week:
    """Return the week of a state."""
    gewoon = [tijd for tijd in tijden if tijd.get("soort", Openingstijd.Soort.GEWOON) == Openingstijd.Soort.GEWOON]
    anders = sorted((tijd for tijd in tijden if tijd not in gewoon), key=lambda tijd: str(tijd["geldig_van"]))
    return Week(
        [TijdForm(sleutel=str(n), plekken=plekken, initial=tijd) for n, tijd in enumerate(gewoon)],
        anders=[AndersForm(sleutel=str(n), plekken=plekken, initial=tijd) for n, tijd in enumerate(anders)],
    )


def van_post(data: QueryDict, plekken: Plekken) -> Week:
    """Return the week as it was sent."""
    return Week(
        [TijdForm(data, sleutel=sleutel, plekken=plekken) for sleutel in _sleutels(data, "tijd")],
        anders=[AndersForm(data, sleutel=sleutel, plekken=plekken) for sleutel in _sleutels(data, "anders")],
    )


def verlegd(data: QueryDict, opdracht: str, plekken: Plekken) -> Week:
    """Return the week as it was sent with a line more ('tijd-erbij:3') or fewer ('tijd-weg:12'); nothing is judged.

    So too with other days: 'tijd-anders-erbij:', 'tijd-anders-weg:2'.
    """
    sleutels, anders = _sleutels(data, "tijd"), _sleutels(data, "anders")
    wat, _, waarde = opdracht.partition(":")
    bij = ""
    if wat == "tijd-weg" and waarde in sleutels:
        sleutels.remove(waarde)
    if wat == "tijd-anders-weg" and waarde in anders:
        anders.remove(waarde)
    if wat == "tijd-anders-erbij" and len(anders) < HOOGSTENS:
        anders.append(str(max((int(s) for s in anders), default=-1) + 1))
    lijnen = [
        TijdForm(sleutel=s, plekken=plekken, initial={naam: data.get(f"tijd-{s}-{naam}", "") for naam in TIJDVELDEN})
        for s in sleutels
    ]
    if wat == "tijd-erbij" and waarde in {str(n) for n, _ in WEEKDAGEN} and len(sleutels) < HOOGSTENS:
        bij = str(max((int(s) for s in sleutels), default=-1) + 1)
        nieuw = TijdForm(sleutel=bij, plekken=plekken, initial={"weekdag": waarde, "elke_weken": 1})
        nieuw.fields["van"].widget.attrs["autofocus"] = True
        lijnen.append(nieuw)
    dagen = [
        AndersForm(
            sleutel=s,
            plekken=plekken,
            initial={naam: data.get(f"anders-{s}-{naam}", "") for naam in AndersForm.base_fields},
        )
        for s in anders
    ]
    if wat == "tijd-anders-erbij" and dagen:
        dagen[-1].fields["geldig_van"].widget.attrs["autofocus"] = True
    return Week(lijnen, bij, dagen)


def _sleutels(data: QueryDict, naam: str) -> list[str]:
    gevonden = [s for s in data.getlist(naam) if s.isascii() and s.isdigit() and len(s) < 5]
    return list(dict.fromkeys(gevonden))[:HOOGSTENS]


assert {*TijdForm.base_fields, "soort"} == set(TIJDVELDEN)  # noqa: S101 - one list of fields, two places
assert all(Openingstijd._meta.get_field(naam) for naam in TIJDVELDEN)  # noqa: S101
