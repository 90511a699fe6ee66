"""App configuration."""

from django.apps import AppConfig


class UitwisselingConfig(AppConfig):
    """What goes out of the house and what comes back: tables, spreadsheets, lists of others, open data."""

    name = "kaart.uitwisseling"
    label = "uitwisseling"
    verbose_name = "Uitwisseling"

    def ready(self) -> None:
        """Guard every text, and say what else goes when an organisation leaves: what files of others say of it."""
        from kaart.hulp.persoonsgegevens.bewaking import bewaak_modellen
        from kaart.uitwisseling.invoer.vertrek import wis_uit_invoer
        from organisaties.bijhouden.eigenaar.meegaan import meld_aan

        meld_aan(wis_uit_invoer)
        bewaak_modellen(self.label)
