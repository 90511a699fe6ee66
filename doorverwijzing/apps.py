"""App configuration."""

from django.apps import AppConfig


class DoorverwijzingConfig(AppConfig):
    """How to bring someone there."""

    name = "doorverwijzing"
    verbose_name = "Doorverwijzing"

    def ready(self) -> None:
        """Let every change of a route be noted, as result pages show routes, and every step that is lost."""
        from doorverwijzing import verlies
        from doorverwijzing.models import Route, Stap
        from organisaties import stand

        stand.luister_ernaast(Route, Stap)
        verlies.luister()
