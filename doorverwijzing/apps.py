"""App configuration."""

from django.apps import AppConfig


class DoorverwijzingConfig(AppConfig):
    """How to bring someone there."""

    name = "doorverwijzing"
    verbose_name = "Doorverwijzing"

    def ready(self) -> None:
        """Note every change of a route, as result pages show routes, and every step that is lost; guard every text."""
        from doorverwijzing import verlies
        from doorverwijzing.models import Route, Stap
        from kaart.hulp.bewaking import bewaak_modellen
        from organisaties import stand

        stand.luister_ernaast(Route, Stap)
        verlies.luister()
        bewaak_modellen(self.name)
