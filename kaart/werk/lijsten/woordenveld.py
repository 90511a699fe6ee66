"""A field for several words, as people type them: with commas, semicolons, bars or on lines of their own."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from kaart.hulp.getalwoorden import EENHEDEN
from kaart.hulp.tekst import opsomming
from organisaties.models.gedeeld import SCHEIDING, woorden

TUSSEN = re.compile(r"[,;\n\r|]+")
LANGSTE_WOORD = 80


class Woordenveld(forms.CharField):
    """Shows a word on each line, and gives them as the kaart keeps them, with a bar between; each word once."""

    def __init__(self, **kwargs: Any) -> None:
        """Ask in a box of a few lines."""
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 6}))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Return the words below each other; what somebody typed stays as it was typed."""
        return "\n".join(value.split(SCHEIDING)) if isinstance(value, str) else value

    def to_python(self, value: Any) -> str:
        """Return the words with a bar between; raises ValidationError for one that is a whole story."""
        delen = uiteen(super().to_python(value) or "")
        for deel in delen:
            if len(deel) > LANGSTE_WOORD:
                raise forms.ValidationError(f"‘{deel[:30]}…’ is te lang voor een woord. Gebruik hoogstens 80 letters.")
        return SCHEIDING.join(delen)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare words, not how they were typed."""
        return uiteen(initial or "") != uiteen(data or "")


def uiteen(tekst: str) -> list[str]:
    """Return the words of a typed text, each once, in order."""
    gezien: dict[str, str] = {}
    for deel in TUSSEN.split(tekst):
        schoon = " ".join(deel.split())
        if schoon:
            gezien.setdefault(schoon.casefold(), schoon)
    return list(gezien.values())


def in_woorden(tekst: str) -> str:
    """Return how many words there are and which, as 'Dat zijn drie woorden: a, b en c'."""
    delen = woorden(tekst)
    if not delen:
        return "Er staan nu geen woorden bij."
    if len(delen) == 1:
        return f"Dat is één woord: {delen[0]}."
    hoeveel = EENHEDEN[len(delen)] if len(delen) < len(EENHEDEN) else str(len(delen))
    return f"Dat zijn {hoeveel} woorden: {opsomming(delen)}."
