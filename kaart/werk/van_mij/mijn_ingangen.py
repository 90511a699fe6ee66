"""The lines of 'Van mij': which entries have to do with somebody, and what is known of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone

from organisaties import rechten
from organisaties.bijhouden.momentopname.momentopname import in_het_kort, voor_in_het_kort
from organisaties.ingangen.ophalen import ding_van
from organisaties.models import Aanbod, Concept, Locatie, Medewerker, Organisatie, Versie, Voorstel
from organisaties.models.ingang import Ingang
from organisaties.regels.keuzes import Status
from organisaties.regels.versheid import Versheid, versheid
from organisaties.regels.volledigheid import Volledigheid, volledigheid

ALLES, CONCEPTEN, GEMAAKT, VOORGESTELD = "alles", "concepten", "gemaakt", "voorgesteld"
KEUZES = ((ALLES, "Alles"), (CONCEPTEN, "Nog niet klaar"), (GEMAAKT, "Zelf gemaakt"), (VOORGESTELD, "Voorgesteld"))
"""What of it one looks at: value and words."""

ZELF = (Versie.Soort.NIEUW, Versie.Soort.INVOER)
"""How something becomes somebody's: put on the kaart, or brought in with a file."""

Sleutel = tuple[str, int]
"""The kind of an entry ('organisatie', 'locatie', 'aanbod') and its key."""


@dataclass(frozen=True, slots=True)
class Soort:
    """A kind of entry, and which of it somebody keeps."""

    naam: str
    woord: str
    model: Any
    bij_te_houden: Callable[[Any], Q]


SOORTEN = (
    Soort("organisatie", "organisatie", Organisatie, rechten.bij_te_houden_organisaties),
    Soort("locatie", "plek", Locatie, rechten.bij_te_houden_locaties),
    Soort("aanbod", "aanbod", Aanbod, rechten.bij_te_houden_aanbod),
)


@dataclass(frozen=True, slots=True)
class Regel:
    """One entry: what it is, how it stands, what is missing, and what this person can do with it."""

    ingang: Any
    soort: Soort
    versheid: Versheid
    compleet: Volledigheid
    houdt_bij: bool
    concept: Concept | None
    voorstellen: int
    weg_te_gooien: bool

    @property
    def ding(self) -> str:
        """The word that stands for it in addresses."""
        return ding_van(self.soort.model)

    @property
    def van(self) -> str:
        """The organisation it belongs to; '' for an organisation."""
        return "" if isinstance(self.ingang, Organisatie) else str(self.ingang.organisatie)

    @property
    def status(self) -> str:
        """Its status; a place has none and is on the kaart."""
        return str(getattr(self.ingang, "status", Status.GEPUBLICEERD.value))

    @property
    def mist(self) -> str:
        """What is missing most, in words; '' where nothing is."""
        return self.compleet.mist[0][1] if self.compleet.mist else ""


def sleutels(gebruiker: Medewerker, wat: str) -> list[Sleutel]:
    """Return what has to do with this person and they may know of, by name; three queries."""
    gevonden = []
    for soort in SOORTEN:
        rijen = soort.model.objects.zichtbaar_voor(gebruiker).filter(_welke(soort, gebruiker, wat)).order_by()
        gevonden += [(naam.casefold(), soort.naam, pk) for naam, pk in rijen.values_list("naam", "pk")]
    return [(soort, pk) for _, soort, pk in sorted(gevonden)]


def _welke(soort: Soort, gebruiker: Medewerker, wat: str) -> Q:
    zelf = Q(pk__in=_van(Versie, soort, gebruiker).filter(soort__in=ZELF).values(soort.naam))
    mijn_concept = Q(pk__in=_van(Concept, soort, gebruiker).values(soort.naam))
    voorgesteld = Q(pk__in=_van(Voorstel, soort, gebruiker).open().values(soort.naam))
    houdt_bij = soort.bij_te_houden(gebruiker)
    if wat == CONCEPTEN:
        half = Q(status=Status.CONCEPT) & (zelf | houdt_bij) if soort.model is not Locatie else Q(pk__in=())
        return half | mijn_concept
    return {GEMAAKT: zelf, VOORGESTELD: voorgesteld}.get(wat, zelf | mijn_concept | voorgesteld | houdt_bij)


def _van(model: Any, soort: Soort, gebruiker: Medewerker) -> Any:
    return model.objects.filter(door=gebruiker.pk, **{f"{soort.naam}__isnull": False}).order_by()


def lees(bladzij: Sequence[Sleutel], gebruiker: Medewerker) -> list[Regel]:
    """Return the lines of a page, in this order; a fixed number of queries for each kind."""
    per_sleutel: dict[Sleutel, Regel] = {}
    for soort in SOORTEN:
        van_soort = [pk for naam, pk in bladzij if naam == soort.naam]
        if van_soort:
            per_sleutel |= {(soort.naam, een.ingang.pk): een for een in _regels(soort, van_soort, gebruiker)}
    return [per_sleutel[sleutel] for sleutel in bladzij if sleutel in per_sleutel]


def _regels(soort: Soort, sleutels_: Sequence[int], gebruiker: Medewerker) -> list[Regel]:
    rijen = voor_in_het_kort(soort.model.objects.zichtbaar_voor(gebruiker).filter(pk__in=sleutels_).order_by("pk"))
    houdt_bij = set(
        soort.model.objects.filter(soort.bij_te_houden(gebruiker), pk__in=sleutels_).values_list("pk", flat=True)
    )
    bij = {f"{soort.naam}__in": sleutels_}
    concepten = {getattr(een, f"{soort.naam}_id"): een for een in Concept.objects.filter(door=gebruiker.pk, **bij)}
    voorgesteld = Counter(_van(Voorstel, soort, gebruiker).open().filter(**bij).values_list(soort.naam, flat=True))
    gemaakt = dict(_van(Versie, soort, gebruiker).filter(soort__in=ZELF, **bij).values_list(soort.naam, "op"))
    return [
        Regel(
            ingang,
            soort,
            _versheid(ingang),
            volledigheid(soort.naam, in_het_kort(ingang)),
            ingang.pk in houdt_bij,
            concepten.get(ingang.pk),
            voorgesteld[ingang.pk],
            rechten.is_een_vergissing(ingang, gemaakt.get(ingang.pk))
            or (soort.model is Locatie and ingang.pk in houdt_bij),
        )
        for ingang in rijen
    ]


def _versheid(ingang: Ingang) -> Versheid:
    organisatie: Any = ingang if isinstance(ingang, Organisatie) else ingang.organisatie
    return versheid(
        ingang.gecontroleerd_op,
        soort=ingang.soort if isinstance(ingang, Aanbod) else "",
        formaliteit=organisatie.formaliteit,
        zekerheid=ingang.zekerheid,
        op=timezone.localdate(),
    )
