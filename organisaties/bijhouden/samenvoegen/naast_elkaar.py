"""Two entries beside each other: per field what each says, and what the one that stays will say.

What belongs together is one choice: a street of one and a house number of the other is an address of nobody.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from organisaties.bijhouden.momentopname.momentopname import VELDEN, Staat, lees
from organisaties.bijhouden.momentopname.verschil import anders, in_woorden, namen_van, opschrift
from organisaties.bijhouden.samenvoegen.blijft_dicht import nauwste, wijdte, zoals_bezoeker_ziet
from organisaties.models import Locatie, Medewerker, Organisatie

EEN, ANDER = "een", "ander"
Dubbel = Organisatie | Locatie

GROEPEN: dict[str, tuple[str, tuple[str, ...]]] = {
    "adres": (
        "Adres en punt op de plattegrond",
        (
            "straat", "huisnummer", "postcode", "plaats", "stadsdeel", "gebied", "lat", "lon", "precisie", "waar",
            "punt_bron",
        ),
    ),
}  # fmt: skip
"""Fields that are one choice, by the name of the choice."""

WIE_ZIET = ("zichtbaarheid", "status")
"""What decides who sees it: by itself the most closed of both."""

GEEN_FEIT = frozenset({"opmerking", "bron", "zekerheid", *WIE_ZIET})
"""What a check of an entry does not vouch for."""


@dataclass(frozen=True, slots=True)
class Optie:
    """One value of a list: its key, what it is called, which of both have it."""

    sleutel: str
    naam: str
    van: str


@dataclass(slots=True)
class Keuze:
    """One thing in which they differ. `kant` is what is chosen; of a list `opties` with `aan` for what is ticked."""

    naam: str
    label: str
    velden: tuple[str, ...]
    een: str
    ander: str
    kant: str = EEN
    opties: list[Optie] = field(default_factory=list)
    aan: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Vergelijking:
    """Two entries, which of both stays (EEN or ANDER), and what is chosen per field."""

    een: Dubbel
    ander: Dubbel
    blijft: str
    keuzes: list[Keuze]
    staten: dict[str, Staat]
    versie: str

    @property
    def die_blijft(self) -> Dubbel:
        """The entry that stays, with its address."""
        return self.een if self.blijft == EEN else self.ander

    @property
    def die_opgaat(self) -> Dubbel:
        """The entry whose address leads on."""
        return self.ander if self.blijft == EEN else self.een

    @property
    def voor(self) -> Staat:
        """The state of the entry that stays, as it is."""
        return self.staten[self.blijft]

    @property
    def staat(self) -> Staat:
        """The state it will have."""
        straks = dict(self.voor)
        # Each by itself as closed as the most closed, also where an organisation closes it today.
        straks["zichtbaarheid"] = nauwste("zichtbaarheid", *(staat["zichtbaarheid"] for staat in self.staten.values()))
        for keuze in self.keuzes:
            if keuze.opties:
                straks[keuze.naam] = sorted(keuze.aan)
            else:
                straks |= {veld: self._van(keuze.kant, veld) for veld in keuze.velden}
        return straks

    @property
    def wordt_ruimer(self) -> bool:
        """Whether more people will see it than saw the most closed of both."""
        straks = self.staat
        return any(
            wijdte(veld, straks[veld]) < wijdte(veld, nauwste(veld, self._van(EEN, veld), self._van(ANDER, veld)))
            for veld in WIE_ZIET
            if veld in straks
        )

    @property
    def feiten_anders(self) -> bool:
        """Whether it will say something else than what somebody may have checked."""
        return bool(set(anders(self.voor, self.staat)) - GEEN_FEIT)

    def _van(self, kant: str, veld: str) -> Any:
        if veld == "zichtbaarheid":
            return zoals_bezoeker_ziet(self.een if kant == EEN else self.ander)
        return self.staten[kant][veld]


def vergelijk(een: Dubbel, ander: Dubbel, gekozen: Mapping[str, list[str]] | None = None) -> Vergelijking:
    """Lay two entries beside each other; `gekozen`: what a form sent, by name. Some ten queries.

    Without a choice: of a field what is filled in, of a list everything of both, and as closed as the most closed.
    """
    vorm = gekozen or {}
    blijft = _een_van(vorm.get("blijft"), wie_blijft(een, ander))
    staten = {EEN: lees(een), ANDER: lees(ander)}
    uitkomst = Vergelijking(een, ander, blijft, [], staten, versie_van(een, ander, staten))
    model = type(een)
    gezien: set[str] = set()
    namen = namen_van(model, list(VELDEN[model]), tuple(staten.values()))
    for veld in VELDEN[model]:
        naam, (label, velden) = _groep(veld)
        if naam in gezien:
            continue
        gezien.add(naam)
        een_zegt, ander_zegt = ({v: uitkomst._van(kant, v) for v in velden} for kant in (EEN, ANDER))
        if een_zegt == ander_zegt:
            continue
        label = label or opschrift(model, veld)
        if isinstance(een_zegt[veld], list):
            uitkomst.keuzes.append(_lijst(veld, label, een_zegt[veld], ander_zegt[veld], namen, vorm))
            continue
        keuze = Keuze(
            naam,
            label,
            velden,
            _woorden(model, een_zegt, ander_zegt, namen),
            _woorden(model, ander_zegt, een_zegt, namen),
        )
        keuze.kant = _een_van(vorm.get(f"veld-{naam}"), _vooraf(naam, een_zegt, ander_zegt, blijft))
        uitkomst.keuzes.append(keuze)
    return uitkomst


def versie_van(een: Dubbel, ander: Dubbel, staten: Mapping[str, Staat]) -> str:
    """Return what tells whether two entries, and who owns them, still are what somebody saw of them."""
    sleutels = sorted({_organisatie(een), _organisatie(ander)})
    eigenaren = Medewerker.organisaties.through._default_manager.filter(organisatie__in=sleutels)
    delen: list[Any] = [
        een.pk, ander.pk, [staten[EEN], staten[ANDER]],
        [zoals_bezoeker_ziet(een), zoals_bezoeker_ziet(ander)],
        [list(rij) for rij in eigenaren.order_by("pk").values_list("organisatie_id", "medewerker_id")],
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(delen, sort_keys=True).encode()).hexdigest()[:24]


def wie_blijft(een: Dubbel, ander: Dubbel) -> str:
    """Return which of both best stays: the one with an owner, else the one with more offers, else the older."""

    def gewicht(ingang: Dubbel) -> tuple[int, int, int]:
        eigenaren = Medewerker.organisaties.through._default_manager.filter(organisatie=_organisatie(ingang))
        return (int(eigenaren.exists()), ingang.aanbod.count(), -ingang.pk)

    return EEN if gewicht(een) > gewicht(ander) else ANDER


def _organisatie(ingang: Dubbel) -> int:
    return int(ingang.pk if isinstance(ingang, Organisatie) else ingang.organisatie_id)


def _groep(veld: str) -> tuple[str, tuple[str, tuple[str, ...]]]:
    for naam, (label, velden) in GROEPEN.items():
        if veld in velden:
            return naam, (label, velden)
    return veld, ("", (veld,))


def _vooraf(naam: str, een: Mapping[str, Any], ander: Mapping[str, Any], blijft: str) -> str:
    if naam in WIE_ZIET:
        return EEN if wijdte(naam, een[naam]) >= wijdte(naam, ander[naam]) else ANDER
    gevuld = {kant: sum(w not in (None, "", False) for w in waarden.values()) for kant, waarden in _kanten(een, ander)}
    # 'No' is an answer beside 'yes', nothing is none beside something.
    if not any(isinstance(waarde, bool) for waarde in een.values()) and 0 in gevuld.values():
        return EEN if gevuld[EEN] else ANDER
    return blijft


def _kanten(een: Mapping[str, Any], ander: Mapping[str, Any]) -> Iterable[tuple[str, Mapping[str, Any]]]:
    return ((EEN, een), (ANDER, ander))


def _lijst(
    veld: str,
    label: str,
    een: list[str],
    ander: list[str],
    namen: Mapping[tuple[str, str], str],
    vorm: Mapping[str, list[str]],
) -> Keuze:
    alle = sorted({*een, *ander}, key=lambda sleutel: namen.get((veld, sleutel), sleutel).casefold())
    waar = {True: "beide", False: ""}
    opties = [
        Optie(sleutel, namen.get((veld, sleutel), sleutel),
              waar[True] if sleutel in een and sleutel in ander else EEN if sleutel in een else ANDER)
        for sleutel in alle
    ]  # fmt: skip
    gestuurd = "blijft" in vorm
    aan = [sleutel for sleutel in alle if sleutel in vorm.get(f"veld-{veld}", [])] if gestuurd else alle
    return Keuze(veld, label, (veld,), "", "", opties=opties, aan=aan)


def _woorden(
    model: type[models.Model], dit: Mapping[str, Any], andere: Mapping[str, Any], namen: Mapping[tuple[str, str], str]
) -> str:
    if len(dit) == 1:
        return "\n".join(in_woorden(model, veld, waarde, namen) for veld, waarde in dit.items())
    return "\n".join(
        f"{opschrift(model, veld)}: {in_woorden(model, veld, waarde, namen)}"
        for veld, waarde in dit.items()
        if waarde != andere[veld] or veld in ("straat", "huisnummer")
    )


def _een_van(gestuurd: list[str] | None, anders_: str) -> str:
    return gestuurd[0] if gestuurd and gestuurd[0] in (EEN, ANDER) else anders_
