"""Signing in: who guesses at a password has to wait."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.core.cache import cache
from django.core.exceptions import ValidationError

# Wrong passwords for one account within SECONDEN, as each web process counts them for itself.
HOOGSTENS = 8
SECONDEN = 300


class Inlogformulier(AuthenticationForm):
    """Name and password, with a pause after too many wrong ones for the same name, known here or not."""

    def clean(self) -> dict[str, Any]:
        """Refuse without looking at the password once there were too many."""
        naam = str(self.cleaned_data.get("username", "")).strip().lower()
        sleutel = "inloggen-" + sha256(naam.encode()).hexdigest()
        if cache.get(sleutel, 0) >= HOOGSTENS:
            raise ValidationError("Er is te vaak een verkeerd wachtwoord gebruikt. Wacht vijf minuten.", code="wacht")
        try:
            gelezen = super().clean()
        except ValidationError:
            if not cache.add(sleutel, 1, SECONDEN):
                # The pause may end between the two.
                with suppress(ValueError):
                    cache.incr(sleutel)
            raise
        cache.delete(sleutel)
        return gelezen
