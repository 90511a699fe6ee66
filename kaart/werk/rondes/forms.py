"""What somebody chose on the work list, and what should happen to it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.http import QueryDict

from kaart.hulp.persoonsgegevens.bewaking import Bewaakt
from kaart.hulp.persoonsgegevens.formulierveld import VeiligeTekst
from organisaties.ingangen.controles import Gezien
from organisaties.models import Controle
from organisaties.models.ingang import INGANGEN, Ingang
from organisaties.zichtbaarheid import Lezer

MODELLEN: dict[str, Any] = dict(INGANGEN)
HOOGSTENS = 100

DOEN = (
    *((f"klopt:{wijze}", naam) for wijze, naam in Controle.Wijze.choices if wijze != Controle.Wijze.ZELF),
    ("pauze", "Op pauze"),
    ("later", "Later"),
    ("niet-bereikt", "Niet bereikt"),
    ("nu", "Terug op de lijst"),
)

WANNEER = (("morgen", "Morgen"), ("week", "Volgende week"), ("maand", "Over een maand"))
DAGEN = {"morgen": 1, "week": 7, "maand": 30}


def bundel(ding: str, kenmerk: str, blokken: Iterable[str] = ()) -> str:
    """Return what a box sends for one entry: which one, and the blocks on the screen that one may vouch for.

    'aanbod:koken/contact:<version>,tijden:<version>'; several in one box have a space between them.
    """
    return f"{ding}:{kenmerk}/{','.join(blokken)}"


def pauzefouten(vanaf: datetime.date | None, tot: datetime.date | None) -> dict[str, str]:
    """Return what is wrong with a pause, by its field: it needs a first day, and does not end before that."""
    if vanaf is None:
        return {"pauze_vanaf": "Vul in vanaf welke dag de pauze geldt."}
    if tot is not None and tot < vanaf:
        return {"pauze_tot": "De laatste dag ligt voor de eerste dag. Kies een latere dag."}
    return {}


class RondeForm(Bewaakt, forms.Form):
    """What to do with what was ticked; raises nothing for entries that are gone, see `ingangen`."""

    doe = forms.ChoiceField(choices=DOEN)
    pauze_vanaf = forms.DateField(
        label="Vanaf", required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    pauze_tot = forms.DateField(
        label="Tot en met", required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    wanneer = forms.ChoiceField(label="Weer op de lijst", choices=WANNEER, required=False)
    notitie = VeiligeTekst(
        label="Notitie voor collega’s",
        help_text="Schrijf niets over een persoon.",
        max_length=200,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Ask a first day for a pause, that does not end before it begins."""
        gegeven = super().clean() or self.cleaned_data
        if gegeven.get("doe") == "pauze" and "pauze_vanaf" not in self.errors:
            for veld, fout in pauzefouten(gegeven.get("pauze_vanaf"), gegeven.get("pauze_tot")).items():
                self.add_error(veld, fout)
        return gegeven

    def tot(self, vandaag: datetime.date) -> datetime.date:
        """Return the day on which it stands on the list again."""
        dagen = 0 if self.cleaned_data["doe"] == "nu" else DAGEN[self.cleaned_data["wanneer"] or "week"]
        return vandaag + datetime.timedelta(days=dagen)

    def gekozen(self) -> dict[tuple[str, str], Gezien]:
        """Return (kind, key) with the blocks on the screen; raises ValueError for what no page of ours sends."""
        per_ding: dict[tuple[str, str], Gezien] = {}
        for vak in cast(QueryDict, self.data).getlist("kies"):
            for deel in vak.split():
                welk, _, blokken = deel.partition("/")
                ding, scheiding, kenmerk = welk.partition(":")
                if ding not in MODELLEN or not scheiding or not kenmerk:
                    raise ValueError("This is no entry.")
                per_ding[ding, kenmerk] = Gezien.uit(blokken.split(",") if blokken else [])
        if len(per_ding) > HOOGSTENS:
            raise ValueError("No page of ours has so many.")
        return per_ding

    def ingangen(self, gebruiker: Lezer) -> dict[Ingang, Gezien]:
        """Return the chosen entries that are still there and that this person may know of; one query for each kind."""
        gekozen = self.gekozen()
        gevonden: dict[Ingang, Gezien] = {}
        for ding, model in MODELLEN.items():
            kenmerken = [kenmerk for soort, kenmerk in gekozen if soort == ding]
            if kenmerken:
                for ingang in model.objects.zichtbaar_voor(gebruiker).filter(kenmerk__in=kenmerken).order_by("pk"):
                    gevonden[ingang] = gekozen[ding, ingang.kenmerk]
        return gevonden
