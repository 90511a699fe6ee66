"""What a password must be, each rule said in our words (AUTH_PASSWORD_VALIDATORS).

The rules are Django's own. Its translation leaves one of them in English and speaks as no other page of ours.
"""

from __future__ import annotations

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    NumericPasswordValidator,
    UserAttributeSimilarityValidator,
)

MINSTENS = 12
REGEL = f"Minstens {MINSTENS} tekens. Een paar losse woorden achter elkaar werkt goed."
"""The rule as the pages say it before somebody types."""


class LangGenoeg(MinimumLengthValidator):
    """Not too short."""

    def get_error_message(self) -> str:
        """Say what is wrong and what would be right."""
        return f"Dit wachtwoord is te kort. Gebruik minstens {self.min_length} tekens."

    def get_help_text(self) -> str:
        """Say the rule."""
        return f"Gebruik minstens {self.min_length} tekens."


class NietJouwNaam(UserAttributeSimilarityValidator):
    """Not like the name or the address of the account."""

    def get_error_message(self) -> str:
        """Say which of them, filled in as `verbose_name`."""
        return "Dit wachtwoord lijkt te veel op je %(verbose_name)s. Kies andere woorden."

    def get_help_text(self) -> str:
        """Say the rule."""
        return "Gebruik niet je naam of je e-mailadres."


class NietTeGewoon(CommonPasswordValidator):
    """Not one that everybody tries first."""

    def get_error_message(self) -> str:
        """Say what would be right."""
        return "Dit wachtwoord gebruiken veel mensen. Kies een paar losse woorden achter elkaar."

    def get_help_text(self) -> str:
        """Say the rule."""
        return "Gebruik geen wachtwoord dat veel mensen gebruiken."


class NietAlleenCijfers(NumericPasswordValidator):
    """Not a number."""

    def get_error_message(self) -> str:
        """Say what would be right."""
        return "Dit wachtwoord is alleen een getal. Gebruik ook letters."

    def get_help_text(self) -> str:
        """Say the rule."""
        return "Gebruik niet alleen cijfers."
