"""App configuration."""

from django.apps import AppConfig


class UitwisselingConfig(AppConfig):
    """What goes out of the house and what comes back: tables, spreadsheets, lists of others, open data."""

    name = "kaart.uitwisseling"
    label = "uitwisseling"
    verbose_name = "Uitwisseling"
