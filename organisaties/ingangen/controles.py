"""When each block of an entry was last checked, by whom (role) and how; a check is no edit."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from kaart.hulp.tekst import opsomming
from organisaties.models import Aanbod, Controle, Locatie, Organisatie
from organisaties.models.ingang import Ingang, soort_van
from organisaties.regels.feiten import Blokfeiten, Feit, feiten_van
from organisaties.zichtbaarheid import BEZOEKER, Kijker, Lezer, vertegenwoordiger

O = Controle.Onderdeel  # noqa: E741 - short for the table below

ONDERDELEN: tuple[Controle.Onderdeel, ...] = (O.CONTACT, O.TIJDEN, O.TOEGANG, O.BESCHIKBAARHEID)
"""The parts of an offer that age at their own pace; an organisation and a place are checked as a whole."""

HEEL_BLOK = "*"
"""In the place of the key of one group: all groups of the block whose answer was inferred."""


@dataclass(frozen=True, slots=True)
class Blok:
    """One part: its facts as this reader sees them, and its last check; None where nobody looked yet.

    `verborgen`: there is more than this reader may see, so that it cannot be vouched for here; `gedaan`: it was
    checked since the question was asked; `meer`: colleagues see more of it than this reader, who cannot date it.
    """

    onderdeel: Controle.Onderdeel
    inhoud: Blokfeiten
    controle: Controle | None
    verborgen: bool = False
    gedaan: bool = False
    meer: bool = False

    @property
    def naam(self) -> str:
        """What it is called."""
        return "gegevens" if self.onderdeel == O.ALLES else str(self.onderdeel.label)

    @property
    def op(self) -> datetime.date | None:
        """The day of the last check."""
        return self.controle.op if self.controle else None

    @property
    def feiten(self) -> tuple[Feit, ...]:
        """What the kaart says."""
        return self.inhoud.feiten

    @property
    def regels(self) -> list[Feit]:
        """What the kaart says, in as few lines as it takes: groups with the same answer stand together."""
        samen: dict[tuple[object, ...], list[Feit]] = {}
        for nummer, feit in enumerate(self.feiten):
            gelijk = (feit.tekst, feit.bij, feit.afgeleid) if feit.sleutel else (nummer,)
            samen.setdefault(gelijk, []).append(feit)
        return [replace(lijst[0], wat=opsomming([feit.wat for feit in lijst])) for lijst in samen.values()]

    @property
    def te_tonen(self) -> bool:
        """Whether its facts stand there; what is missing, or only shown after signing in, is just named."""
        return self.inhoud.bekend and not self.verborgen

    @property
    def afgeleid(self) -> tuple[Feit, ...]:
        """What nobody said: only somebody who asked can take that mark away, for each row or for the block."""
        return self.inhoud.afgeleid

    @property
    def sleutel(self) -> str:
        """What a form sends for it: which block, in which version."""
        return f"{self.onderdeel.value}:{self.inhoud.versie}"

    @property
    def open(self) -> bool:
        """Whether somebody can vouch for it now: a missing fact is nothing to vouch for."""
        return self.inhoud.bekend and not self.verborgen and not self.gedaan

    @property
    def aan_te_vinken(self) -> bool:
        """Whether it has a tick of its own; what was inferred is asked about group by group, or as a block."""
        return self.open and not self.afgeleid

    @property
    def vooraf(self) -> bool:
        """Whether that tick is set beforehand."""
        return self.aan_te_vinken and self.inhoud.actueel


@dataclass(frozen=True, slots=True)
class Gezien:
    """What somebody vouches for: block → its version on the screen, and group → version of the block it stood in."""

    blokken: dict[str, str] = field(default_factory=dict)
    nagevraagd: dict[str, str] = field(default_factory=dict)

    @classmethod
    def uit(cls, blokken: Iterable[str], nagevraagd: Iterable[str] = ()) -> Self:
        """Read what a form sent, 'tijden:<version>' and '<group>:<version>'; raises ValueError for anything else."""
        gezien = cls(_paren(blokken), _paren(nagevraagd))
        if not gezien.blokken.keys() <= set(O.values):
            raise ValueError("There is no such block.")
        return gezien

    @classmethod
    def van(cls, blokken: Iterable[Blok]) -> Self:
        """Return what somebody sends who leaves the ticks as they are."""
        return cls({blok.onderdeel.value: blok.inhoud.versie for blok in blokken if blok.vooraf})


def _paren(teksten: Iterable[str]) -> dict[str, str]:
    paren = {}
    for tekst in teksten:
        naam, scheiding, versie = tekst.rpartition(":")
        if not (naam and scheiding and versie.isalnum()):
            raise ValueError("This is no block with a version.")
        paren[naam] = versie
    return paren


@dataclass(frozen=True, slots=True)
class Nakijken:
    """The blocks of an entry as a form shows them: those with facts, and the names of the others."""

    blokken: list[Blok]
    niet_bekend: list[str]
    na_inloggen: list[str]

    @classmethod
    def van(cls, blokken: Iterable[Blok]) -> Self:
        """Sort the blocks."""
        alle = list(blokken)
        return cls(
            [blok for blok in alle if blok.te_tonen],
            [blok.naam for blok in alle if not blok.te_tonen and not blok.verborgen],
            [blok.naam for blok in alle if blok.verborgen],
        )

    @property
    def open(self) -> bool:
        """Whether somebody can vouch for any of it."""
        return any(blok.open for blok in self.blokken)

    @property
    def gedaan(self) -> bool:
        """Whether some of it was checked since the question was asked."""
        return any(blok.gedaan for blok in self.blokken)


def laad(ingang: Ingang, gebruiker: Lezer) -> Ingang:
    """Return an entry with all its facts, as far as this person may see them; raises DoesNotExist when none."""
    gevonden: Ingang = te_laden(type(ingang), gebruiker).get(pk=ingang.pk)
    return gevonden


def te_laden(model: type[Ingang], gebruiker: Lezer) -> Any:
    """Return the queryset that reads what `blokken` needs; four queries, whatever the number of rows."""
    if model is Aanbod:
        return Aanbod.objects.voor_controle(gebruiker)
    if model is Organisatie:
        return Organisatie.objects.zichtbaar_voor(gebruiker).prefetch_related("werkgebied")
    return Locatie.objects.voor_lijst(gebruiker).select_related("organisatie")


def blokken(ingang: Ingang) -> list[Blok]:
    """Return the blocks of an entry that came by `laad`, each with its last check; one query."""
    return blokken_bij([ingang])[ingang.pk]


def blokken_bij(ingangen: Collection[Ingang]) -> dict[int, list[Blok]]:
    """Return the blocks of several entries of one kind, by their keys; one query, none for no entries."""
    if not ingangen:
        return {}
    soort = soort_van(next(iter(ingangen)))
    per_ingang: defaultdict[int, list[Controle]] = defaultdict(list)
    controles = Controle.objects.filter(**{f"{soort}__in": [ingang.pk for ingang in ingangen]}, ingreep=None)
    for controle in controles.order_by("-op", "-pk"):
        per_ingang[getattr(controle, f"{soort}_id")].append(controle)
    return {ingang.pk: _blokken(ingang, per_ingang[ingang.pk]) for ingang in ingangen}


def _blokken(ingang: Ingang, controles: Sequence[Controle]) -> list[Blok]:
    laatste: dict[str, Controle] = {}
    for controle in controles:
        if controle.uitslag == Controle.Uitslag.NIET_BEREIKT:
            continue
        raakt = (*ONDERDELEN, O.ALLES) if controle.onderdeel == O.ALLES else (controle.onderdeel,)
        for deel in raakt:
            laatste.setdefault(deel, controle)
    return [Blok(O(naam), inhoud, laatste.get(naam)) for naam, inhoud in feiten_van(ingang).items()]


def blokken_zonder_inloggen(ingang: Ingang, eigenaar: Any, na: int) -> list[Blok]:
    """Return the blocks as a page shows them to whoever has its link: of each what a visitor may see.

    A block of which the owner sees more is `verborgen`; one that was checked after the check `na` is `gedaan`.
    """
    voor_eigenaar = blokken(laad(ingang, eigenaar))
    try:
        openbaar = feiten_van(laad(ingang, BEZOEKER))
    except type(ingang).DoesNotExist:
        openbaar = {}
    uit = []
    for blok in voor_eigenaar:
        zichtbaar = openbaar.get(blok.onderdeel.value)
        gedaan = blok.controle is not None and blok.controle.pk > na
        if zichtbaar is None or zichtbaar.versie != blok.inhoud.versie:
            # Whether there is something at all is not said either.
            uit.append(replace(blok, inhoud=Blokfeiten((), "0", bekend=False), verborgen=True, gedaan=gedaan))
        else:
            uit.append(replace(blok, gedaan=gedaan))
    return uit


def openbare_blokken(ingangen: Collection[Ingang]) -> dict[int, list[Blok]]:
    """Return the blocks of entries of one kind as a visitor sees them, by their keys; nine queries at most.

    What a visitor may not know of is not among them.
    """
    if not ingangen:
        return {}
    model, sleutels = type(next(iter(ingangen))), [ingang.pk for ingang in ingangen]
    openbaar = list(te_laden(model, BEZOEKER).filter(pk__in=sleutels))
    voor_collega = te_laden(model, vertegenwoordiger(Kijker.PROFESSIONAL)).filter(pk__in=[een.pk for een in openbaar])
    versies = {een.pk: {naam: blok.versie for naam, blok in feiten_van(een).items()} for een in voor_collega}
    return {
        pk: [replace(blok, meer=versies[pk][blok.onderdeel.value] != blok.inhoud.versie) for blok in lijst]
        for pk, lijst in blokken_bij(openbaar).items()
    }


def oudste(ingang: Ingang) -> datetime.date | None:
    """Return the day since when the whole entry was checked: that of the block that waits longest; None for never.

    A block without an answer counts for nothing: it is a missing fact, not one that waits for a check.
    """
    alle = blokken(laad(ingang, vertegenwoordiger(Kijker.PROFESSIONAL)))
    dagen = [blok.op for blok in alle if blok.inhoud.bekend]
    bekend = [dag for dag in dagen if dag is not None]
    return min(bekend) if bekend and len(bekend) == len(dagen) else None
