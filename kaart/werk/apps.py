"""App configuration."""

from django.apps import AppConfig


class WerkConfig(AppConfig):
    """Keeping the whole kaart true: what waits for whom, handing over, reminding."""

    name = "kaart.werk"
    label = "werk"
    verbose_name = "Werk"

    def ready(self) -> None:
        """Guard every text."""
        from kaart.hulp.persoonsgegevens.bewaking import bewaak_modellen

        bewaak_modellen(self.label)
