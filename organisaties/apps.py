"""App configuration."""

from django.apps import AppConfig


class OrganisatiesConfig(AppConfig):
    """What exists, for whom, and who keeps it true."""

    name = "organisaties"
    verbose_name = "Organisaties en aanbod"

    def ready(self) -> None:
        """Let every change of the kaart be noted, so that no search answers from before it; guard every text."""
        from kaart.hulp.persoonsgegevens.bewaking import bewaak_modellen, laat_ongelezen
        from kaart.hulp.resubmit import leest_terug
        from organisaties import models, velden
        from organisaties.accounts import sessie, systeemchecks
        from organisaties.bijhouden.eigenaar.meegaan import meld_aan
        from organisaties.bijhouden.samenvoegen.te_herstellen import wis_uit_ingrepen
        from organisaties.bijhouden.wijzigen.teruglezen import lees_terug
        from organisaties.zoeken import luisteren

        # Importing them registers what `check --deploy` says, and what happens at signing in.
        assert systeemchecks  # noqa: S101
        assert sessie  # noqa: S101
        luisteren.luister()
        leest_terug(lees_terug)
        meld_aan(wis_uit_ingrepen)
        luisteren.luister_ernaast(models.Gat, models.Halte, models.Organisatierol, models.Stadsdeellijn)
        laat_ongelezen(velden.ongelezen(), velden.eigen_regels())
        bewaak_modellen(self.name)
