"""App configuration."""

from django.apps import AppConfig


class DoorverwijzingConfig(AppConfig):
    """How to bring someone there."""

    name = "doorverwijzing"
    verbose_name = "Doorverwijzing"
