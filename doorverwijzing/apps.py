"""App configuration."""

from django.apps import AppConfig


class DoorverwijzingConfig(AppConfig):
    """How to bring someone there."""

    name = "doorverwijzing"
    verbose_name = "Doorverwijzing"

    def ready(self) -> None:
        """Note every change of a route, as result pages show routes, and every step that is lost; guard every text."""
        from doorverwijzing.models import Route, Stap
        from doorverwijzing.routes import verlies
        from kaart.hulp.persoonsgegevens.bewaking import bewaak_modellen
        from organisaties.zoeken import luisteren

        luisteren.luister_ernaast(Route, Stap)
        verlies.luister()
        bewaak_modellen(self.name)
