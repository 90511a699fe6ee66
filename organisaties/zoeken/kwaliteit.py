"""Measuring search: questions with right answers, asked along the same way as the results page."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.http import QueryDict

from organisaties import zichtbaarheid
from organisaties.begrippen import begrippen_voor
from organisaties.models.gedeeld import woorden
from organisaties.zichtbaarheid import Kijker, Lezer
from organisaties.zoeken.filters import AanbodFilter

KOLOMMEN = ("id", "vraag", "stadsdeel", "categorie", "taal", "goed", "niet_bovenaan")
VERDER_KIJKEN = 50
# Without a column 'soort' a lone letter at the beginning of the remark says of which kind a question is.
LETTER = re.compile(r"\s*([a-z])\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Proefvraag:
    """One question and the keys of offers of which one should come first."""

    id: str
    vraag: str
    stadsdeel: str
    categorie: str
    taal: str
    goed: frozenset[str]
    niet_bovenaan: frozenset[str]
    soort: str = ""


@dataclass(frozen=True, slots=True)
class Uitslag:
    """What came of one question: the keys of the first results, and the place of the first right one (from 1)."""

    vraag: Proefvraag
    eerste: tuple[str, ...]
    aantal: int

    @property
    def plaats(self) -> int | None:
        """The place of the first right answer; None where it is not among the first fifty."""
        return next((plaats for plaats, kenmerk in enumerate(self.eerste, 1) if kenmerk in self.vraag.goed), None)

    @property
    def fout_bovenaan(self) -> bool:
        """Whether the first result is one that must not be."""
        return bool(self.eerste) and self.eerste[0] in self.vraag.niet_bovenaan


@dataclass(frozen=True, slots=True)
class Meting:
    """The outcome of one question or more."""

    uitslagen: tuple[Uitslag, ...]

    def succes(self, diepte: int) -> float:
        """Return the share of questions with a right answer among the first `diepte`."""
        raak = sum(uitslag.plaats is not None and uitslag.plaats <= diepte for uitslag in self.uitslagen)
        return raak / len(self.uitslagen)

    @property
    def zonder_resultaat(self) -> float:
        """The share of questions that found nothing at all."""
        return sum(not uitslag.aantal for uitslag in self.uitslagen) / len(self.uitslagen)

    @property
    def fout_bovenaan(self) -> int:
        """How many questions have on top what must not be there."""
        return sum(uitslag.fout_bovenaan for uitslag in self.uitslagen)

    def per_soort(self) -> Iterator[tuple[str, Meting]]:
        """Yield each kind of question with its outcome, in the order of the kinds; nothing where no kinds are told."""
        for soort in sorted({uitslag.vraag.soort for uitslag in self.uitslagen} - {""}):
            yield soort, Meting(tuple(uitslag for uitslag in self.uitslagen if uitslag.vraag.soort == soort))

    @property
    def mrr(self) -> float:
        """The mean reciprocal rank."""
        return sum(1 / uitslag.plaats for uitslag in self.uitslagen if uitslag.plaats) / len(self.uitslagen)

    def cijfers(self) -> dict[str, Any]:
        """Return what it comes to, by name."""
        return {
            "aantal": len(self.uitslagen),
            "success@1": round(self.succes(1), 4),
            "success@5": round(self.succes(5), 4),
            "mrr": round(self.mrr, 4),
            "zonder_resultaat": round(self.zonder_resultaat, 4),
            "fout_bovenaan": self.fout_bovenaan,
        }

    def als_json(self) -> dict[str, Any]:
        """Return all of it as plain values."""
        return {
            **self.cijfers(),
            "soorten": {soort: meting.cijfers() for soort, meting in self.per_soort()},
            "vragen": [
                {
                    "id": uitslag.vraag.id,
                    "vraag": uitslag.vraag.vraag,
                    "plaats": uitslag.plaats,
                    "fout_bovenaan": uitslag.fout_bovenaan,
                    "aantal": uitslag.aantal,
                    "eerste": list(uitslag.eerste[:10]),
                }
                for uitslag in self.uitslagen
            ],
        }


def lees_vragen(pad: Path) -> list[Proefvraag]:
    """Return the questions of a CSV file; raises ValueError where it is none, OSError where it is not there."""
    with pad.open(encoding="utf-8-sig", newline="") as bestand:
        lezer = csv.DictReader(bestand)
        ontbreekt = [kolom for kolom in KOLOMMEN if kolom not in (lezer.fieldnames or ())]
        if ontbreekt:
            raise ValueError(f"de kolom '{ontbreekt[0]}' ontbreekt. Nodig zijn: {', '.join(KOLOMMEN)}.")
        vragen = [
            Proefvraag(
                id=rij["id"],
                vraag=rij["vraag"] or "",
                stadsdeel=(rij["stadsdeel"] or "").strip(),
                categorie=(rij["categorie"] or "").strip(),
                taal=(rij["taal"] or "").strip(),
                goed=frozenset(woorden(rij["goed"] or "")),
                niet_bovenaan=frozenset(woorden(rij["niet_bovenaan"] or "")),
                soort=_soort(rij),
            )
            for rij in lezer
        ]
    if not vragen:
        raise ValueError("er staan geen vragen in.")
    return vragen


def _soort(rij: dict[str, str]) -> str:
    if "soort" in rij:
        return (rij["soort"] or "").strip()
    letter = LETTER.match(rij.get("toelichting") or "")
    return letter[1].lower() if letter else ""


def meet(vragen: list[Proefvraag], soort: Kijker) -> Meting:
    """Ask every question as this kind of reader."""
    lezer = zichtbaarheid.vertegenwoordiger(soort)
    return Meting(tuple(_stel(vraag, lezer) for vraag in vragen))


def _stel(vraag: Proefvraag, lezer: Lezer) -> Uitslag:
    data = QueryDict(mutable=True)
    taal = begrippen_voor(lezer)["taal"].get(vraag.taal)
    data["q"] = f"{vraag.vraag} {taal.naam.split('(')[0].strip().lower()}" if taal else vraag.vraag
    if vraag.stadsdeel:
        data["stadsdeel"] = vraag.stadsdeel
    categorie = (vraag.categorie,) if vraag.categorie else ()
    antwoord = AanbodFilter(data, gebruiker=lezer, open_voor=categorie).antwoord
    kenmerken = tuple(antwoord.register.rijen[p].kenmerk for p in antwoord.stuk(0, VERDER_KIJKEN))
    return Uitslag(vraag, kenmerken, antwoord.aantal)
