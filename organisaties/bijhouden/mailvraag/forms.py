"""What an organisation answers, block by block, or about being on the kaart at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms

from kaart.hulp.persoonsgegevens.bewaking import Bewaakt
from kaart.hulp.persoonsgegevens.formulierveld import TekstMetNummer, VeiligeTekst
from organisaties.bijhouden.mailvraag.acties import Blokantwoord
from organisaties.bijhouden.mailvraag.wat_er_staat import ANDERS, KLOPT, Deel
from organisaties.models import Controle
from organisaties.models.ingang import Ingang

SCHRIJF = "Schrijf in een paar woorden wat er anders is."


class AntwoordForm(Bewaakt, forms.Form):
    """For each block a choice and a text; which version was on the page is sent beside them."""

    def __init__(self, delen: Sequence[Deel] = (), *args: Any, **kwargs: Any) -> None:
        """Take the blocks on the page, with what was answered before."""
        super().__init__(*args, **kwargs)
        self.delen = list(delen)
        for deel in self.delen:
            bekend = deel.blok.inhoud.bekend
            if bekend:
                self.fields[f"keuze-{deel.naam}"] = forms.ChoiceField(
                    label=f"{deel.blok.naam.capitalize()} bij {deel.ingang}",
                    choices=((KLOPT, "Klopt"), (ANDERS, "Dit is anders")),
                    required=False,
                    initial=deel.keuze,
                    widget=forms.RadioSelect,
                )
            # Their own new number is what somebody writes beside 'contact'.
            soort = TekstMetNummer if deel.blok.onderdeel == Controle.Onderdeel.CONTACT else VeiligeTekst
            self.fields[f"tekst-{deel.naam}"] = soort(
                label=f"{'Wat is er anders' if bekend else 'Weet u dit wel'}? ({deel.blok.naam} bij {deel.ingang})",
                max_length=500,
                required=False,
                initial=deel.tekst,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text="",
            )

    def regels(self) -> Iterator[tuple[Deel, Any, Any]]:
        """Yield each block with its two fields; of what is not known there is no choice, only a text."""
        for deel in self.delen:
            keuze = self[f"keuze-{deel.naam}"] if deel.blok.inhoud.bekend else None
            yield deel, keuze, self[f"tekst-{deel.naam}"]

    def clean(self) -> dict[str, Any]:
        """Ask for what is different where somebody says that it is, and refuse both at once."""
        netjes = super().clean() or self.cleaned_data
        alles = self.data.get("doe") == "alles"
        for deel in self.delen:
            keuze = netjes.get(f"keuze-{deel.naam}", "")
            tekst = netjes.get(f"tekst-{deel.naam}", "")
            nieuw = keuze == ANDERS or (tekst and tekst != deel.tekst)
            if alles and nieuw:
                self.add_error(f"tekst-{deel.naam}", "U schreef dat dit anders is. Kies dan ‘Verstuur mijn antwoord’.")
            elif keuze == KLOPT and tekst and tekst != deel.tekst:
                self.add_error(f"tekst-{deel.naam}", "U koos ‘Klopt’, en schreef ook iets op. Kies ‘Dit is anders’.")
            elif keuze == ANDERS and not tekst and f"tekst-{deel.naam}" not in self.errors:
                self.add_error(f"tekst-{deel.naam}", SCHRIJF)
        return netjes

    def antwoord(self, gezien: dict[str, str], *, alles: bool) -> dict[Ingang, dict[str, Blokantwoord]]:
        """Return what was said of each block that was on the page; `gezien`: its name there → its version."""
        uit: dict[Ingang, dict[str, Blokantwoord]] = {}
        for deel in self.delen:
            keuze = self.cleaned_data.get(f"keuze-{deel.naam}", "")
            tekst = self.cleaned_data.get(f"tekst-{deel.naam}", "")
            if deel.naam not in gezien:
                continue
            if alles or keuze == KLOPT:
                if deel.blok.inhoud.bekend:
                    uit.setdefault(deel.ingang, {})[deel.blok.onderdeel.value] = Blokantwoord(gezien[deel.naam])
            elif tekst:
                uit.setdefault(deel.ingang, {})[deel.blok.onderdeel.value] = Blokantwoord(gezien[deel.naam], tekst)
        return uit


class OverAllesForm(Bewaakt, forms.Form):
    """That an organisation stops, or wants to leave the kaart; why, if it wants to say."""

    reden = VeiligeTekst(
        label="Wilt u er iets bij zeggen? (hoeft niet)",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Bijvoorbeeld: vanaf wanneer. Schrijf niets over een persoon.",
    )
