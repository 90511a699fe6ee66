"""How the own organisations stand: what is on the kaart, when and how it was last checked, and what waits."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, Q
from django.utils import timezone

from kaart.hulp.tekst import opsomming
from organisaties import rechten
from organisaties.models import Aanbod, Controle, Locatie, Mailvraag, Medewerker, Organisatie, Voorstel
from organisaties.models.ingang import soort_van
from organisaties.regels import versheid
from organisaties.regels.keuzes import Status
from organisaties.regels.versheid import Versheidscode


@dataclass(frozen=True, slots=True)
class Nagekeken:
    """One entry with its last check (None where nobody looked), and whether that is too long ago."""

    ingang: Any
    laatste: Controle | None
    te_lang: bool

    @property
    def nog_iets(self) -> str:
        """What is left to look at, in words: of an entry checked block by block some may be older, or never checked."""
        if not self.te_lang or self.laatste is None:
            return ""
        alles = self.ingang.gecontroleerd_op == self.laatste.op
        return "Dat is te lang geleden." if alles else "Nog niet alles ervan is nagekeken."


@dataclass(slots=True)
class Eigen:
    """One own organisation as its owner finds it."""

    organisatie: Organisatie
    aanbod: list[Nagekeken] = field(default_factory=list)
    plekken: list[Nagekeken] = field(default_factory=list)
    zelf: Nagekeken | None = None
    voorstellen: int = 0
    meldingen: int = 0
    vraag: Mailvraag | None = None

    @property
    def wacht(self) -> str:
        """What waits for a decision, in words; '' when nothing does."""
        delen = []
        if self.voorstellen:
            delen.append("1 voorstel" if self.voorstellen == 1 else f"{self.voorstellen} voorstellen")
        if self.meldingen:
            delen.append("1 melding" if self.meldingen == 1 else f"{self.meldingen} meldingen")
        enkel = self.voorstellen + self.meldingen == 1
        return f"{opsomming(delen)} {'wacht' if enkel else 'wachten'} op jullie" if delen else ""

    @property
    def te_lang(self) -> int:
        """How many things were checked too long ago, or never."""
        return sum(een.te_lang for een in (*self.aanbod, *self.plekken, *([self.zelf] if self.zelf else [])))


def stand_van_eigen(eigenaar: Medewerker) -> list[Eigen]:
    """Return how each own organisation stands, by name; ten queries at most, however many there are."""
    organisaties = list(
        rechten.eigen_organisaties(eigenaar)
        .prefetch_related(
            Prefetch("aanbod", Aanbod.objects.met_stand(eigenaar), to_attr="zichtbaar_aanbod"),
            Prefetch("locaties", Locatie.objects.order_by("naam", "pk")),
        )
        .order_by("naam", "pk")
    )
    if not organisaties:
        return []
    laatste = _laatste_controles(organisaties)
    wachten = _wat_wacht(organisaties)
    vragen: dict[int, Mailvraag] = {}
    te_beantwoorden = Mailvraag.objects.te_beantwoorden(timezone.localdate()).filter(antwoord_op=None)
    for vraag in te_beantwoorden.filter(organisatie__in=organisaties):
        vragen.setdefault(vraag.organisatie_id, vraag)
    uit = []
    for een in organisaties:
        eigen = Eigen(een, vraag=vragen.get(een.pk))
        eigen.zelf = _nagekeken(een, een, laatste)
        eigen.aanbod = [_nagekeken(aanbod, een, laatste) for aanbod in een.zichtbaar_aanbod]
        eigen.plekken = [_nagekeken(plek, een, laatste) for plek in een.locaties.all()]
        eigen.voorstellen, eigen.meldingen = wachten[een.pk]
        uit.append(eigen)
    return uit


def _nagekeken(ingang: Any, van: Organisatie, laatste: dict[tuple[str, int], Controle]) -> Nagekeken:
    soort = ingang.soort if isinstance(ingang, Aanbod) else ""
    code = versheid.code(ingang.gecontroleerd_op, soort, van.formaliteit, timezone.localdate())
    op_de_kaart = getattr(ingang, "status", Status.GEPUBLICEERD) == Status.GEPUBLICEERD
    return Nagekeken(
        ingang, laatste.get((soort_van(ingang), ingang.pk)), op_de_kaart and code is not Versheidscode.VERS
    )


def _laatste_controles(organisaties: list[Organisatie]) -> dict[tuple[str, int], Controle]:
    """Return the last check of each entry of these; one query."""
    bij = Q(organisatie__in=organisaties) | Q(locatie__organisatie__in=organisaties)
    bij |= Q(aanbod__organisatie__in=organisaties)
    laatste: dict[tuple[str, int], Controle] = {}
    gedaan = Controle.objects.filter(bij, ingreep=None).exclude(uitslag=Controle.Uitslag.NIET_BEREIKT)
    for controle in gedaan.order_by("-op", "-pk"):
        for soort in ("organisatie", "locatie", "aanbod"):
            if sleutel := getattr(controle, f"{soort}_id"):
                laatste.setdefault((soort, sleutel), controle)
    return laatste


def _wat_wacht(organisaties: list[Organisatie]) -> dict[int, tuple[int, int]]:
    """Return for each of these how many proposals and how many reports wait; one query."""
    bij = Q(organisatie__in=organisaties) | Q(locatie__organisatie__in=organisaties)
    bij |= Q(aanbod__organisatie__in=organisaties)
    aantal: defaultdict[tuple[int, bool], int] = defaultdict(int)
    rijen = Voorstel.objects.open().filter(bij).order_by()
    for soort, *van in rijen.values_list(
        "soort", "organisatie_id", "locatie__organisatie_id", "aanbod__organisatie_id"
    ):
        aantal[next(pk for pk in van if pk), soort == Voorstel.Soort.MELDING] += 1
    return {een.pk: (aantal[een.pk, False], aantal[een.pk, True]) for een in organisaties}
