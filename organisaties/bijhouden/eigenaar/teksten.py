"""Which columns hold free text of people, and which hold something else: the one list that leaving the kaart goes by.

Only free text may lose a name (`organisaties.bijhouden.eigenaar.uitwissen`). What somebody is called, how somebody is
reached, keys and lists of words are never touched, whoever leaves. Of the fields of the kaart their own rows say so
(`organisaties.velden`). A test walks every text column of every model: one that stands in neither list fails it, so
that a new column is a choice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from organisaties import velden
from organisaties.velden import Ding, Weggaan


@dataclass(frozen=True, slots=True)
class Teksten:
    """The free texts of one model.

    `bij`: the relation to the entry on whose page it stands, '' for the row itself, None where nobody keeps it.
    `van`: the paths to the organisation(s) with which the row goes away. `intern`: for colleagues only.
    `vraagbaar`: a text that leads people or tells them something now; where it would lose its sense, who keeps it is
    asked. Else it is a remark or something of the past, in which a mark does no harm.
    """

    label: str
    velden: tuple[str, ...]
    bij: str | None = ""
    van: tuple[str, ...] = ()
    intern: frozenset[str] = frozenset()
    vraagbaar: bool = True

    @property
    def model(self) -> type[models.Model]:
        """The model itself."""
        return apps.get_model(self.label)

    def van_anderen(self, organisatie: models.Model) -> models.QuerySet[Any]:
        """Return the rows that stay when this organisation leaves, in a fixed order."""
        eigen = Q(pk__in=())
        for pad in self.van:
            eigen |= Q(**{pad: organisatie.pk})
        rijen: Any = self.model._default_manager.order_by("pk")
        return rijen.exclude(eigen)  # type: ignore[no-any-return]


def _vrij(ding: Ding, van: str, bij: str = "") -> Teksten:
    vrij = ding.bij_weggaan(Weggaan.VRIJ)
    return Teksten(ding.model, vrij, bij=bij, van=(van,), intern=ding.besloten(vrij))


def _intern(label: str, *kolommen: str, van: tuple[str, ...] = ()) -> Teksten:
    """Return texts for colleagues that nobody keeps by name."""
    return Teksten(label, kolommen, bij=None, van=van, intern=frozenset(kolommen), vraagbaar=False)


VRIJ = (
    _vrij(velden.ORGANISATIE, "pk"),
    _vrij(velden.LOCATIE, "organisatie"),
    _vrij(velden.AANBOD, "organisatie"),
    _vrij(velden.OPENINGSTIJD, "aanbod__organisatie", bij="aanbod"),
    _vrij(velden.TOEGANG, "aanbod__organisatie", bij="aanbod"),
    Teksten(
        "organisaties.Praktijktip",
        ("tekst",),
        bij="aanbod",
        van=("aanbod__organisatie",),
        intern=frozenset({"tekst"}),
    ),
    Teksten(
        "organisaties.Samenwerking",
        ("toelichting", "andere", "bron"),
        bij="van",
        van=("van", "naar"),
        intern=frozenset({"toelichting", "andere", "bron"}),
    ),
    _intern("organisaties.Gat", "vraag", "bron", "antwoord"),
    _intern("organisaties.Organisatierol", "rol", "thema", "wat", "bron", van=("organisatie",)),
    _intern("organisaties.Stadsdeellijn", "toelichting", "bron"),
    Teksten("doorverwijzing.Route", ("bron",), intern=frozenset({"bron"})),
    Teksten(
        "doorverwijzing.Stap",
        ("instructie", "waarschuwing", "nog_doel"),
        bij="route",
        van=("organisatie", "aanbod__organisatie"),
    ),
    Teksten(
        "doorverwijzing.Signaal",
        ("toelichting",),
        bij=None,
        van=("aanbod__organisatie",),
        intern=frozenset({"toelichting"}),
        vraagbaar=False,
    ),
    Teksten(
        "organisaties.Voorstel",
        ("toelichting", "besluit_reden"),
        bij=None,
        van=("organisatie", "locatie__organisatie", "aanbod__organisatie"),
        intern=frozenset({"toelichting", "besluit_reden"}),
        vraagbaar=False,
    ),
    Teksten(
        "organisaties.Versie",
        ("waarom",),
        bij=None,
        van=("organisatie", "locatie__organisatie", "aanbod__organisatie"),
        intern=frozenset({"waarom"}),
        vraagbaar=False,
    ),
    Teksten(
        "werk.Uitstel",
        ("notitie",),
        bij=None,
        van=("organisatie", "locatie__organisatie", "aanbod__organisatie"),
        intern=frozenset({"notitie"}),
        vraagbaar=False,
    ),
)
"""Free texts, in which a whole name, web address, mail address or number may be taken out."""

VRAAG_BIJ_NAAM = (
    *(
        Teksten(
            ding.model, ding.bij_weggaan(Weggaan.NAAM), van=("pk" if ding is velden.ORGANISATIE else "organisatie",)
        )
        for ding in velden.INGANGEN
    ),
    Teksten("doorverwijzing.Route", ("naam",)),
)
"""What others call their own: never changed, but its keeper is asked when the name of the leaver stands in it."""

NIET_VRIJ: dict[str, str] = {
    **{
        ding.model: " ".join(ding.bij_weggaan(Weggaan.NAAM, Weggaan.VAST))
        for ding in (*velden.INGANGEN, velden.CONTACTPERSOON)
    },
    "organisaties.Stadsdeel": "slug naam postcodes",
    "organisaties.Gebied": "slug naam",
    "organisaties.Taal": "code naam eigen_naam",
    "organisaties.Behoefte": "slug naam toelichting synoniemen",
    "organisaties.Doelgroep": "slug naam",
    "organisaties.Nieuwkomerscategorie": "slug naam naam_waardig toelichting",
    "organisaties.Synoniem": "term synoniemen",
    "organisaties.Groepswoord": "woord",
    "organisaties.Taalwoorden": "woorden",
    "organisaties.Woordbehoefte": "woord taal",
    "organisaties.Plaatsnaam": "naam code",
    "organisaties.Postcode": "pc4",
    "organisaties.Halte": "naam",
    "organisaties.Gat": "kenmerk rol",
    "uitwisseling.Invoer": "rol naam",
    "uitwisseling.Kolommenlijst": "naam kolommen antwoorden",
    "organisaties.Medewerker": "password username first_name last_name email",
    "organisaties.Aanmelding": "sessie",
    "organisaties.Accountregel": "rol rol_over details",
    "organisaties.Controle": "rol",
    "organisaties.Ingreep": "rol teruggedraaid_rol",
    "organisaties.OudKenmerk": "kenmerk",
    "organisaties.Mailvraag": "adres rol",
    "organisaties.Mailstoring": "adres",
    "organisaties.Voorstel": "overgenomen rol",
    "organisaties.Versie": "rol",
    "organisaties.Vervallen": "teken",
    "organisaties.Nazien": "veld",
    "organisaties.Kaartwijziging": "aanbod namen",
    "organisaties.Praktijktip": "rol",
    "uitwisseling.Uitvoer": "rol vorm",
    # The list for people who are not safe is the city's own, with a source and a date: nobody's leaving rewrites it.
    "doorverwijzing.Hulplijn": "slug naam waarvoor telefoon bereikbaar bron uit_bestand",
    "werk.Overdracht": "wat",
    "werk.Ronde": "wat",
    # Words of lists, and words searched in vain: none is kept that names an organisation.
    "werk.Lijstwijziging": "lijst rol wat",
    "werk.VergeefsWoord": "woord",
    "werk.GenegeerdWoord": "woord",
    "organisaties.OudBegrip": "sleutel",
    "werk.Uitstel": "rol",
    "doorverwijzing.Route": "kenmerk naam",
    "doorverwijzing.Signaal": "afgehandeld_rol",
    "doorverwijzing.Signaalstempel": "teken",
}
"""What identifies, reaches, refers or counts: never changed because another leaves."""

GELEZEN_ALS_STAAT = {
    "organisaties.Voorstel": "wijzigingen",
    "organisaties.Versie": "staat",
    "organisaties.Concept": "basis staat",
    "organisaties.Controlebeurt": "eerder",
}
"""JSON columns: in them only the fields that are free text in the entry itself are (`…eigenaar.standen`)."""

ELDERS_GELEZEN = {"uitwisseling.Invoer": "terug", "organisaties.Ingreep": "terug"}
"""JSON columns that their own rooms read when somebody leaves (`…eigenaar.meegaan`)."""


def vrije_velden(model: type[models.Model]) -> tuple[str, ...]:
    """Return the free texts of a model; none for one that has none."""
    return next((teksten.velden for teksten in VRIJ if teksten.model is model), ())
