"""Where a step leads, as somebody types it: an offer or an organisation by its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms

from organisaties.models import Aanbod, Organisatie
from organisaties.regels.keuzes import Status
from organisaties.zichtbaarheid import BEZOEKER, Lezer
from organisaties.zoeken import Vraag, register_voor, zoek, zoek_in
from organisaties.zoeken.getypt import als_vraag

HOOGSTENS_GENOEMD = 5
HOOGSTENS_IN_LIJST = 300
TUSSEN = " – "
ORGANISATIE = " (organisatie)"


def schrijfwijze(doel: Aanbod | Organisatie) -> str:
    """Return how a target is written in the form; an organisation may be called as its offer is."""
    return f"{doel.naam}{TUSSEN}{doel.organisatie.naam}" if isinstance(doel, Aanbod) else f"{doel.naam}{ORGANISATIE}"


def zoek_doel(getypt: str, gebruiker: Lezer) -> list[Aanbod | Organisatie]:
    """Return what goes by this text: its key, its whole name, or the only ones that have it in their name.

    Offers go before organisations of the same name. Compared here and not by the database: the two that we run on fold
    capitals in their own ways.
    """
    gezocht = _kaal(getypt)
    aanbod = Aanbod.objects.zichtbaar_voor(gebruiker).lopend().select_related("organisatie")
    organisaties = Organisatie.objects.zichtbaar_voor(gebruiker).exclude(status=Status.GESTOPT)
    rijen = [
        (model, pk, kenmerk, {_kaal(naam), _kaal(f"{naam}{TUSSEN}{van}" if van else f"{naam}{ORGANISATIE}")})
        for model, pk, kenmerk, naam, van in (
            *((Aanbod, *rij) for rij in aanbod.values_list("pk", "kenmerk", "naam", "organisatie__naam")),
            *((Organisatie, *rij, "") for rij in organisaties.values_list("pk", "kenmerk", "naam")),
        )
    ]
    gevonden = [rij for rij in rijen if gezocht == rij[2] or gezocht in rij[3]]
    if gevonden and any(rij[0] is Aanbod for rij in gevonden):
        gevonden = [rij for rij in gevonden if rij[0] is Aanbod]
    gevonden = gevonden or [rij for rij in rijen if any(gezocht in naam for naam in rij[3])]
    treffers: list[Aanbod | Organisatie] = []
    for model, pk, _, _ in gevonden[: HOOGSTENS_GENOEMD + 1]:
        treffers.append(aanbod.get(pk=pk) if model is Aanbod else organisaties.get(pk=pk))
    return treffers


def lijst_bij(behoefte: str, gebruiker: Lezer) -> list[str]:
    """Return what to choose from while typing: what is for a need (slug) first, then organisations, up to a limit."""
    if behoefte:
        sleutels = list(zoek(Vraag("", {"behoefte": (behoefte,)}, ()), gebruiker).alle_sleutels())[:HOOGSTENS_IN_LIJST]
    else:
        sleutels = []
    aanbod = Aanbod.objects.zichtbaar_voor(gebruiker).select_related("organisatie").in_bulk(sleutels)
    namen = [schrijfwijze(aanbod[pk]) for pk in sleutels if pk in aanbod]
    rest = max(HOOGSTENS_IN_LIJST - len(namen), 0)
    organisaties = Organisatie.objects.zichtbaar_voor(gebruiker).exclude(status=Status.GESTOPT).order_by("naam", "pk")
    namen += [schrijfwijze(een) for een in organisaties[: min(rest, HOOGSTENS_IN_LIJST // 2)]]
    return list(dict.fromkeys(namen))


@dataclass(frozen=True, slots=True)
class NogNiet:
    """What somebody typed that is no entry of the kaart (yet), and in a sentence why not."""

    getypt: str
    zin: str


class DoelVeld(forms.CharField):
    """An offer or an organisation, or what is none of these yet; the form sets `gebruiker`."""

    gebruiker: Lezer = BEZOEKER

    def clean(self, value: Any) -> Any:
        """Return the target, None for nothing, NogNiet with what comes near for anything else."""
        getypt = super().clean(value)
        if not getypt:
            return None
        treffers = zoek_doel(getypt, self.gebruiker)
        if len(treffers) == 1:
            return treffers[0]
        if treffers:
            namen = ", ".join(f"‘{schrijfwijze(doel)}’" for doel in treffers[:HOOGSTENS_GENOEMD])
            return NogNiet(getypt, f"Er zijn er meer die zo heten: {namen}. Schrijf de hele naam over.")
        register = register_voor(self.gebruiker)
        nabij = zoek_in(als_vraag(getypt, register), register)
        aanbod = Aanbod.objects.select_related("organisatie").in_bulk(nabij.register.kenmerken(nabij.stuk(0, 3)))
        if aanbod:
            namen = ", ".join(f"‘{schrijfwijze(doel)}’" for doel in aanbod.values())
            return NogNiet(getypt, f"Dit staat zo niet op de kaart. Bedoel je {namen}?")
        return NogNiet(getypt, "Dit staat niet op de kaart. Kijk of de naam goed geschreven is.")


def _kaal(tekst: str) -> str:
    return " ".join(tekst.casefold().split())
