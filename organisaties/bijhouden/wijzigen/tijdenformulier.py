"""The opening times of an offer as a week: a line for each time, under its day."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from kaart.hulp.persoonsgegevens.bewaking import Bewaakt
from kaart.hulp.persoonsgegevens.formulierveld import VeiligeTekst
from organisaties.bijhouden.momentopname.momentopname import TIJDVELDEN, op_volgorde, plat
from organisaties.models import Openingstijd
from organisaties.regels.openingstijden import WEEKDAGEN, WEKEN_VAN_MAAND
from organisaties.velden import OPENINGSTIJD

HOOGSTENS = 60
UUR = ["%H:%M", "%H.%M", "%H:%M:%S", "%H"]
FOUT_UUR = "Schrijf een tijd als 9:30."
FOUT_DAG = "Dit is geen datum. Schrijf het als 31-12-2026."


def _datum(naam: str) -> forms.DateField:
    return forms.DateField(
        label=OPENINGSTIJD[naam].label,
        required=False,
        help_text=OPENINGSTIJD[naam].hulp,
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


class TijdForm(Bewaakt, forms.Form):
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

    def __init__(self, data: Any = None, *, sleutel: str, initial: Any = None) -> None:
        """Take the key of this line in the form."""
        super().__init__(data, initial=initial, prefix=f"tijd-{sleutel}")
        self.sleutel = sleutel

    def clean(self) -> dict[str, Any]:
        """Ask for what makes a time a time."""
        schoon: dict[str, Any] = super().clean() or {}
        van, tot = schoon.get("van"), schoon.get("tot")
        if van and tot and tot != datetime.time(0) and tot <= van and not self.errors:
            self.add_error("tot", "Deze tijd eindigt voor hij begint. Is 24:00 bedoeld? Schrijf dan 00:00.")
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


@dataclass(slots=True)
class Week:
    """The lines of a week, and which one was added last."""

    lijnen: list[TijdForm]
    bij: str = ""

    def dagen(self) -> Iterator[tuple[int, str, list[TijdForm]]]:
        """Yield each day of the week (number, name) with its lines."""
        for nummer, naam in WEEKDAGEN:
            yield nummer, naam, [lijn for lijn in self.lijnen if lijn.dag == nummer]

    def is_goed(self) -> bool:
        """Read all lines; return whether each one is right."""
        goed = [lijn.is_valid() for lijn in self.lijnen]
        return all(goed)

    def staat(self) -> list[dict[str, Any]]:
        """Return the rows as a state holds them; call after `is_goed`."""
        rijen = []
        for lijn in self.lijnen:
            rij = {naam: plat(lijn.cleaned_data.get(naam)) for naam in TIJDVELDEN}
            rijen.append({**rij, "elke_weken": int(rij["elke_weken"] or 1)})
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


def van_staat(tijden: list[dict[str, Any]]) -> Week:
    """Return the week of a state."""
    return Week([TijdForm(sleutel=str(n), initial=tijd) for n, tijd in enumerate(tijden)])


def van_post(data: QueryDict) -> Week:
    """Return the week as it was sent."""
    return Week([TijdForm(data, sleutel=sleutel) for sleutel in _sleutels(data)])


def verlegd(data: QueryDict, opdracht: str) -> Week:
    """Return the week as it was sent with a line more ('tijd-erbij:3') or fewer ('tijd-weg:12'); nothing is judged."""
    sleutels = _sleutels(data)
    wat, _, waarde = opdracht.partition(":")
    bij = ""
    if wat == "tijd-weg" and waarde in sleutels:
        sleutels.remove(waarde)
    lijnen = [
        TijdForm(sleutel=s, initial={naam: data.get(f"tijd-{s}-{naam}", "") for naam in TIJDVELDEN}) for s in sleutels
    ]
    if wat == "tijd-erbij" and waarde in {str(n) for n, _ in WEEKDAGEN} and len(sleutels) < HOOGSTENS:
        bij = str(max((int(s) for s in sleutels), default=-1) + 1)
        nieuw = TijdForm(sleutel=bij, initial={"weekdag": waarde, "elke_weken": 1})
        nieuw.fields["van"].widget.attrs["autofocus"] = True
        lijnen.append(nieuw)
    return Week(lijnen, bij)


def _sleutels(data: QueryDict) -> list[str]:
    gevonden = [s for s in data.getlist("tijd") if s.isascii() and s.isdigit() and len(s) < 5]
    return list(dict.fromkeys(gevonden))[:HOOGSTENS]


assert set(TijdForm.base_fields) == set(TIJDVELDEN)  # noqa: S101 - one list of fields, two places
assert all(Openingstijd._meta.get_field(naam) for naam in TIJDVELDEN)  # noqa: S101
