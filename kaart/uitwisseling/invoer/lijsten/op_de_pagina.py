"""What the page shows of a list before anything is written: how it is read, what is asked, what will stand there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kaart.uitwisseling.invoer.bron import FORMULE
from kaart.uitwisseling.invoer.csvtekst import SCHEIDINGEN, TEKENSETS
from kaart.uitwisseling.invoer.lijsten import schrijven
from kaart.uitwisseling.invoer.lijsten.antwoorden import IS, NAAM, TE_MISSEN, Doe, vragen_bij
from kaart.uitwisseling.invoer.lijsten.beoordelen import Lijst
from kaart.uitwisseling.invoer.lijsten.gelezen import Rij
from kaart.uitwisseling.invoer.lijsten.herkennen import Zeker
from kaart.uitwisseling.invoer.lijsten.kolommen import DOELEN, ERBIJ, KRUIS
from organisaties.models import Doelgroep, Nieuwkomerscategorie, Stadsdeel, Taal

EERSTE_RIJEN, EERSTE_KOLOMMEN = 5, 8
VOORBEELDEN, LANG = 3, 50
ZEKER = {
    Zeker.WOORD: "",
    Zeker.INHOUD: "We denken dit door wat erin staat. Kijk het na.",
    Zeker.GOK: "Dit is een gok. Zeg zelf welke kolom de namen heeft.",
}


def bestand(lijst: Lijst) -> dict[str, Any]:
    """Return the sheets with how many rows they have and which are read, the first rows raw, and how a csv was read."""
    werkmap, eerste = lijst.werkmap, lijst.gelezen.vertaling.blad
    bron = next(blad for blad in werkmap.bladen if blad.titel == eerste)
    return {
        "bladen": [
            (plek, blad.titel, sum(any(cel.strip() for cel in rij) for _, rij in blad.rijen), plek in lijst.bladen)
            for plek, blad in enumerate(werkmap.bladen)
        ],
        "rauw": [
            (nummer, [_kort(cel) for cel in rij[:EERSTE_KOLOMMEN]], len(rij) > EERSTE_KOLOMMEN)
            for nummer, rij in [een for een in bron.rijen if any(cel.strip() for cel in een[1])][:EERSTE_RIJEN]
        ],
        "scheidingen": list(SCHEIDINGEN.items()) if werkmap.scheiding else [],
        "tekensets": list(TEKENSETS.items()) if werkmap.scheiding else [],
    }


def kolommen(lijst: Lijst) -> dict[str, Any]:
    """Return per column what stands above it, three examples, what it is taken for, how sure, and what it may be."""
    vertaling = lijst.gelezen.vertaling
    rijen = [rij for rij in lijst.gelezen.rijen if not rij.blad or rij.blad == vertaling.blad]
    gelezen = []
    for plek, kop in enumerate(vertaling.koppen):
        teksten = dict.fromkeys(
            _kort(rij.cellen[plek]) for rij in rijen if plek < len(rij.cellen) and rij.cellen[plek].strip()
        )
        doel = vertaling.kolommen.get(plek, "")
        if plek in vertaling.erbij:
            doel = ERBIJ
        elif plek in vertaling.kruisen:
            doel = KRUIS
        gelezen.append(
            {
                "plek": plek,
                "kop": kop,
                "doel": doel,
                "voorbeelden": list(teksten)[:VOORBEELDEN],
                "leeg": not teksten,
                "zeker": ZEKER[vertaling.zeker[plek]] if plek in vertaling.zeker else "",
                "kruis": plek in vertaling.kruisen,
            }
        )
    return {
        # What holds nothing needs no answer.
        "kolommen": [kolom for kolom in gelezen if not kolom["leeg"] or kolom["doel"]],
        "doelen": DOELEN,
        "erbij": ERBIJ,
        "kruis": KRUIS,
    }


def antwoorden(lijst: Lijst, keuzes: Mapping[str, str]) -> dict[str, Any]:
    """Return what can be answered to the faults, with what was answered; the lists a word may be one of."""
    kop = lijst.gelezen.vertaling.kop("naam")
    # What was answered is asked again too, or it could not be taken back.
    gegeven = {naam.removeprefix(NAAM): wat for naam, wat in keuzes.items() if naam.startswith(NAAM) and wat}
    namen = {
        "onbekend-stadsdeel": [
            (f"{IS}{slug}", naam) for slug, naam in Stadsdeel.objects.in_volgorde().values_list("slug", "naam")
        ],
        "onbekende-taal": [
            (f"{IS}{code}", naam) for code, naam in Taal.objects.order_by("naam").values_list("code", "naam")
        ],
        "onbekende-doelgroep": [
            (f"{IS}{slug}", naam)
            for model in (Nieuwkomerscategorie, Doelgroep)
            for slug, naam in model.objects.order_by("naam").values_list("slug", "naam")
        ],
    }
    vragen = vragen_bij(lijst.gelezen.fouten, kop)
    gevraagd = {vraag.code for vraag in vragen}
    gevraagd |= {f"{vraag.code}:{sleutel}" for vraag in vragen for _, sleutel, _ in vraag.woorden}
    in_woorden = dict(een for lijst_ in namen.values() for een in lijst_)
    in_woorden |= {
        Doe.LEEG.value: "laat leeg",
        Doe.OPMERKING.value: "bewaar als opmerking",
        Doe.VOORSTEL.value: "neem ons voorstel",
    }
    al = {**lijst.antwoorden.om_te_onthouden, **gegeven}
    return {
        "foutvragen": [
            {
                "vraag": vraag,
                "keuze": gegeven.get(vraag.code, ""),
                "woorden": [
                    (woord, f"{NAAM}{vraag.code}:{sleutel}", aantal, gegeven.get(f"{vraag.code}:{sleutel}", ""))
                    for woord, sleutel, aantal in vraag.woorden
                ],
                "lijst": namen.get(vraag.code, []),
            }
            for vraag in vragen
        ],
        # What was answered stays in the form, and can be taken back.
        "beantwoord": [
            (f"{NAAM}{naam}", naam.partition(":")[2] or TE_MISSEN.get(naam, naam), wat, in_woorden.get(wat, wat))
            for naam, wat in al.items()
            if naam not in gevraagd
        ],
        "doe_leeg": Doe.LEEG.value,
        "doe_opmerking": Doe.OPMERKING.value,
        "doe_voorstel": Doe.VOORSTEL.value,
    }


def dubbelen(lijst: Lijst, keuzes: Mapping[str, str]) -> list[tuple[Rij, schrijven.Dubbel, str]]:
    """Return the good rows that look like what stands on the kaart, with what was chosen."""
    return [
        (rij, lijst.dubbelen[rij.sleutel], keuzes.get(f"dubbel-{rij.sleutel}", schrijven.OVERSLAAN))
        for rij in lijst.gelezen.goede
        if rij.sleutel in lijst.dubbelen
    ]


@dataclass(frozen=True, slots=True)
class Tak:
    """One organisation as it will stand on the kaart, with its rows."""

    hoofd: Rij
    rijen: list[Rij]
    namen: Mapping[str, str]

    @property
    def waar(self) -> str:
        """Which rows say it."""
        nummers = ", ".join(f"{rij.blad} {rij.nummer}".strip() for rij in self.rijen)
        return f"{'Rij' if len(self.rijen) == 1 else 'Rijen'} {nummers}"

    @property
    def feiten(self) -> list[tuple[str, str]]:
        """What will stand there of the organisation itself, in words."""
        rij = self.hoofd
        stadsdelen = ", ".join("hele stad" if slug == "stad" else self.namen.get(slug, slug) for slug in rij.werkgebied)
        talen = ", ".join(self.namen.get(f"taal:{code}", code) for code in rij.talen)
        alles = [
            ("Stadsdeel", stadsdelen or "niet bekend"), ("Talen", talen), ("Telefoon", rij.telefoon),
            ("E-mail", rij.email), ("Website", rij.website), ("Vraag naar", rij.contact_rol),
            ("Formeel of informeel", rij.formaliteit), ("Laatst gesproken", rij.gesproken),
            ("Opmerking voor collega’s", rij.opmerking),
        ]  # fmt: skip
        return [(wat, tekst) for wat, tekst in alles if tekst]

    @property
    def plekken(self) -> list[str]:
        """The places that will be made."""
        met_plek = [rij for rij in self.rijen if rij.straat and rij.stadsdeel]
        return list(
            dict.fromkeys(
                f"{f'{rij.straat} {rij.huisnummer}'.strip()}, {rij.postcode}".rstrip(", ")
                + f" ({self.namen.get(rij.stadsdeel, rij.stadsdeel)})"
                for rij in met_plek
            )
        )

    @property
    def aanbod(self) -> list[tuple[str, str]]:
        """What it offers, each with for whom and what it costs."""
        gevonden: dict[str, str] = {}
        for rij in self.rijen:
            wie = [self.namen.get(slug, slug) for slug in (*rij.groepen.categorieen, *rij.groepen.doelgroepen)]
            kosten = "" if rij.kosten.soort == "onbekend" else rij.kosten.uitleg or rij.kosten.soort
            if rij.omschrijving or wie or kosten:
                gevonden.setdefault(rij.omschrijving or rij.naam, "; ".join(filter(None, (", ".join(wie), kosten))))
        return list(gevonden.items())


def boom(lijst: Lijst) -> list[Tak]:
    """Return the organisations that will be made, with their places and what they offer."""
    namen = lijst.namen
    return [Tak(schrijven.samen_een(rijen, ""), rijen, namen) for rijen in schrijven.per_organisatie(lijst.gelezen)]


def _kort(cel: str) -> str:
    tekst = " ".join(cel.removeprefix(FORMULE).split())
    return tekst if len(tekst) <= LANG else f"{tekst[:LANG]}…"
