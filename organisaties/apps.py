"""App configuration."""

from django.apps import AppConfig


class OrganisatiesConfig(AppConfig):
    """What exists, for whom, and who keeps it true."""

    name = "organisaties"
    verbose_name = "Organisaties en aanbod"

    def ready(self) -> None:
        """Let every change of the map be noted, so that no search answers from before it."""
        from organisaties import stand

        stand.luister()
