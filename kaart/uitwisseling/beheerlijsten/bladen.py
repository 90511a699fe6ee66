"""Which columns each list has in a spreadsheet, and by which one a row is known again.

Another list is one class here and one in `kaart/uitwisseling/admin.py`.
"""

from __future__ import annotations

import contextlib
from decimal import Decimal
from typing import Any

import tablib
from django.db.models import Model
from django.utils.html import format_html
from django.utils.safestring import SafeString
from import_export.fields import Field
from import_export.resources import Diff, ModelResource
from import_export.widgets import ForeignKeyWidget, Widget

from kaart.uitwisseling.tabellen.fouten import Onleesbaar
from kaart.uitwisseling.tabellen.velden import Fractie
from organisaties import models
from organisaties.models.wijziging import in_een_keer


class Geheel(Widget):  # type: ignore[misc]
    """A whole number of zero or more."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> int:
        """Return the number; raises ValueError."""
        if not str(value).isdecimal() or len(str(value)) > 6:
            raise ValueError(f"'{value}' is geen geheel getal, zoals 0 of 12.")
        return int(value)


class JaNee(Widget):  # type: ignore[misc]
    """A yes or no, in words."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> bool:
        """Return it; raises ValueError."""
        if str(value).casefold() not in ("ja", "nee"):
            raise ValueError(f"'{value}' is geen ja of nee.")
        return str(value).casefold() == "ja"

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        """Return the word."""
        return "ja" if value else "nee"


class OpSleutel(ForeignKeyWidget):  # type: ignore[misc]
    """A row of another list, by its key."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Model | None:
        """Return the row, None for an empty cell; raises ValueError for a key that is not there."""
        try:
            gevonden: Model | None = super().clean(value, row, **kwargs)
        except self.model.DoesNotExist:
            soort = self.model._meta.verbose_name
            raise ValueError(f"'{value}' is geen {soort}. Is het een nieuwe? Zet die dan hoger in de lijst.") from None
        return gevonden


class Verschil(Diff):  # type: ignore[misc]
    """What changes in a row, in html without styles of its own: the strict policy of this site refuses those."""

    def as_html(self) -> list[SafeString]:
        """Return each cell: as it is, or what goes and what comes."""
        return [_verschil(voor, na) for voor, na in zip(self.left, self.right, strict=True)]


def _verschil(voor: str, na: str) -> SafeString:
    if voor == na:
        return format_html("{}", na)
    weg = format_html("<del>{}</del> ", voor) if voor else ""
    return format_html("{}{}", weg, format_html("<ins>{}</ins>", na) if na else "")


class Lijstblad(ModelResource):  # type: ignore[misc]
    """A reference list as a sheet. What the guard of texts refuses is refused here too; a file takes no row away."""

    def before_import(self, dataset: tablib.Dataset, **kwargs: Any) -> None:
        """Refuse a file of something else; raises ValueError."""
        bekend = [veld.column_name for veld in self.get_import_fields()]
        if vreemd := [kop for kop in dataset.headers if kop not in bekend]:
            raise ValueError(f"De kolom '{vreemd[0]}' hoort niet bij deze lijst. Wel: {', '.join(bekend)}.")
        for sleutel in self._meta.import_id_fields:
            if sleutel not in dataset.headers:
                raise ValueError(f"De kolom '{sleutel}' ontbreekt. Daaraan herkennen we een rij.")
        kolommen = [dataset[sleutel] for sleutel in self._meta.import_id_fields]
        gezien: set[tuple[str, ...]] = set()
        for rij in zip(*kolommen, strict=True):
            sleutel_van_rij = tuple(str(deel or "") for deel in rij)
            if sleutel_van_rij in gezien and any(sleutel_van_rij):
                raise ValueError(
                    f"'{', '.join(filter(None, sleutel_van_rij))}' staat er twee keer in. Haal er één weg."
                )
            gezien.add(sleutel_van_rij)

    def import_data(self, dataset: tablib.Dataset, dry_run: bool = False, **kwargs: Any) -> Any:
        """Write all rows with one note of the change, so that search reads the lists once more and not once a row."""
        with contextlib.nullcontext() if dry_run else in_een_keer():
            return super().import_data(dataset, dry_run=dry_run, **kwargs)

    @classmethod
    def get_diff_class(cls) -> type[Diff]:
        """Return what shows a change."""
        return Verschil

    class Meta:
        import_id_fields: tuple[str, ...] = ("slug",)
        skip_unchanged = True
        use_transactions = True
        # Each changed row is checked as a form would, with the guard of texts.
        clean_model_instances = True


class Deel(Widget):  # type: ignore[misc]
    """A part from 0 to 1, with a point or a comma."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Decimal:
        """Return it in three decimals; raises ValueError."""
        try:
            return Fractie(3).lees(str(value).strip())
        except Onleesbaar as fout:
            raise ValueError(str(fout)) from None


class _MetVolgorde(Lijstblad):
    volgorde = Field(attribute="volgorde", column_name="volgorde", widget=Geheel())


class Stadsdelen(_MetVolgorde):
    """Areas; where their middle lies comes with the kaart."""

    class Meta(Lijstblad.Meta):
        model = models.Stadsdeel
        fields = ("slug", "naam", "soort", "postcodes", "volgorde")


class Gebieden(_MetVolgorde):
    """Smaller areas."""

    stadsdeel = Field(attribute="stadsdeel", column_name="stadsdeel", widget=OpSleutel(models.Stadsdeel, "slug"))

    class Meta(Lijstblad.Meta):
        model = models.Gebied
        fields = ("slug", "naam", "stadsdeel", "volgorde")


class Doelgroepen(_MetVolgorde):
    """Audiences."""

    class Meta(Lijstblad.Meta):
        model = models.Doelgroep
        fields = ("slug", "naam", "volgorde")


class Talen(_MetVolgorde):
    """Languages."""

    class Meta(Lijstblad.Meta):
        model = models.Taal
        import_id_fields = ("code",)
        fields = ("code", "naam", "eigen_naam", "richting", "volgorde")


class Behoeften(_MetVolgorde):
    """Needs."""

    ouder = Field(attribute="ouder", column_name="ouder", widget=OpSleutel(models.Behoefte, "slug"))
    neutraal = Field(attribute="neutraal", column_name="neutraal", widget=JaNee())
    nood = Field(attribute="nood", column_name="nood", widget=JaNee())

    class Meta(Lijstblad.Meta):
        model = models.Behoefte
        fields = ("slug", "naam", "ouder", "toelichting", "synoniemen", "neutraal", "nood", "volgorde")


class Synoniemen(Lijstblad):
    """The thesaurus."""

    class Meta(Lijstblad.Meta):
        model = models.Synoniem
        import_id_fields = ("term",)
        fields = ("term", "synoniemen")


class Groepswoorden(Lijstblad):
    """Words for a group."""

    categorie = Field(
        attribute="categorie", column_name="categorie", widget=OpSleutel(models.Nieuwkomerscategorie, "slug")
    )

    class Meta(Lijstblad.Meta):
        model = models.Groepswoord
        import_id_fields = ("woord",)
        fields = ("woord", "categorie")


class Taalwoorden(Lijstblad):
    """Words of other languages."""

    behoefte = Field(attribute="behoefte", column_name="behoefte", widget=OpSleutel(models.Behoefte, "slug"))
    taal = Field(attribute="taal", column_name="taal", widget=OpSleutel(models.Taal, "code"))
    nagekeken = Field(attribute="nagekeken", column_name="nagekeken", widget=JaNee())

    class Meta(Lijstblad.Meta):
        model = models.Taalwoorden
        import_id_fields = ("behoefte", "taal")
        fields = ("behoefte", "taal", "woorden", "nagekeken")


class Woordbehoeften(Lijstblad):
    """Common words."""

    behoefte = Field(attribute="behoefte", column_name="behoefte", widget=OpSleutel(models.Behoefte, "slug"))
    zeker = Field(attribute="zeker", column_name="zeker", widget=Deel())

    class Meta(Lijstblad.Meta):
        model = models.Woordbehoefte
        import_id_fields = ("woord", "behoefte")
        fields = ("woord", "taal", "behoefte", "zeker")


class Plaatsnamen(Lijstblad):
    """Neighbourhoods; where they lie comes with the kaart, or by hand."""

    gebied = Field(attribute="gebied", column_name="gebied", widget=OpSleutel(models.Gebied, "slug"))
    stadsdeel = Field(attribute="stadsdeel", column_name="stadsdeel", widget=OpSleutel(models.Stadsdeel, "slug"))

    class Meta(Lijstblad.Meta):
        model = models.Plaatsnaam
        import_id_fields = ("naam", "soort", "gebied")
        fields = ("naam", "soort", "gebied", "stadsdeel", "lat", "lon", "code")
