"""The sheet as a whole: entries in order, what was left out, and where its QR code leads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Prefetch, Q, Value, When
from django.db.models.expressions import Combinable
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from doorverwijzing.briefje import qr, woorden
from doorverwijzing.briefje.blok import Blok, blok_van_aanbod, blok_van_organisatie, haltes_van, locaties_van
from doorverwijzing.briefje.sleutels import STIL, Sleutel, lijst_adres, stil
from doorverwijzing.briefje.talen import Brieftaal
from doorverwijzing.briefje.tolk import Tolk, Tweetalig
from doorverwijzing.briefje.verraadt import Onthult
from organisaties import zichtbaarheid
from organisaties.models import Aanbod, Locatie, Openingstijd, Organisatie
from organisaties.zichtbaarheid import Lezer


@dataclass(frozen=True, slots=True)
class Blad:
    """What one slip shows. `meer` is the address behind its QR code, empty where a visitor may see none of it."""

    taal: Brieftaal
    blokken: list[Blok]
    weggelaten: int
    vraag_de_weg: Tweetalig | None
    kop: Tweetalig
    telling: Tweetalig
    niet_alles: Tweetalig | None
    anders: Tweetalig
    heen: Tweetalig
    meer: str
    meer_qr: SafeString | str
    meer_tekst: Tweetalig
    slot: list[Tweetalig]

    @property
    def is_lijst(self) -> bool:
        """Whether there is more than one entry."""
        return len(self.blokken) > 1

    @property
    def zorgen(self) -> list[str]:
        """What a colleague should know before giving the slip, each once."""
        return list(dict.fromkeys(zorg for blok in self.blokken for zorg in blok.zorgen))


def aanbod_voor(gebruiker: Lezer, kenmerken: Iterable[str]) -> dict[str, Aanbod]:
    """Return the offers this person may know of, by kenmerk; whom they are open to is not even read."""
    erbij: list[Any] = [
        Prefetch("locaties", Locatie.objects.voor_lijst(gebruiker), to_attr="zichtbare_locaties_in_database"),
        Prefetch("openingstijden", Openingstijd.objects.bij_aanbod(gebruiker), to_attr="tijden_in_database"),
        "talen",
        "behoeften",
    ]
    rijen = (
        Aanbod.objects.zichtbaar_voor(gebruiker)
        .filter(kenmerk__in=list(kenmerken))
        .select_related("organisatie")
        .prefetch_related(*erbij)
        .annotate(voor_bezoeker=_waar(zichtbaarheid.aanbod(zichtbaarheid.BEZOEKER)))
    )
    return {aanbod.kenmerk: aanbod for aanbod in rijen}


def organisaties_voor(gebruiker: Lezer, kenmerken: Iterable[str]) -> dict[str, Organisatie]:
    """Return the organisations this person may know of, by kenmerk."""
    erbij: list[Any] = [
        Prefetch("locaties", Locatie.objects.voor_lijst(gebruiker), to_attr="zichtbare_locaties"),
        "talen",
    ]
    rijen = (
        Organisatie.objects.zichtbaar_voor(gebruiker)
        .filter(kenmerk__in=list(kenmerken))
        .prefetch_related(*erbij)
        .annotate(voor_bezoeker=_waar(zichtbaarheid.organisaties(zichtbaarheid.BEZOEKER)))
    )
    return {organisatie.kenmerk: organisatie for organisatie in rijen}


def _waar(voorwaarde: Q) -> Combinable:
    """Return an annotation: whether a visitor may know of this row."""
    return Case(When(voorwaarde, then=Value(True)), default=Value(False))


def blokken_voor(
    sleutels: Sequence[Sleutel | None], tolk: Tolk, onthult: Onthult, gebruiker: Lezer
) -> tuple[list[Blok], int]:
    """Return the entries this person may see, numbered, and how many were left out; the reason is the same for all."""
    gevraagd = [sleutel for sleutel in sleutels if sleutel]
    aanbod = aanbod_voor(gebruiker, [s.kenmerk for s in gevraagd if not s.organisatie])
    organisaties = organisaties_voor(gebruiker, [s.kenmerk for s in gevraagd if s.organisatie])
    haltes = haltes_van(
        [*(een.zichtbare_locaties for een in aanbod.values()), *map(locaties_van, organisaties.values())]
    )
    vandaag = timezone.localdate()
    blokken: list[Blok] = []
    for sleutel in gevraagd:
        if sleutel.organisatie and sleutel.kenmerk in organisaties:
            blokken.append(blok_van_organisatie(organisaties[sleutel.kenmerk], sleutel, tolk, onthult, vandaag, haltes))
        elif not sleutel.organisatie and sleutel.kenmerk in aanbod:
            blokken.append(blok_van_aanbod(aanbod[sleutel.kenmerk], sleutel, tolk, onthult, vandaag, haltes))
    nummer = 0
    for plaats, blok in enumerate(blokken):
        blok.anders = blok.sleutel.anders and plaats > 0
        nummer += not blok.anders
        blok.nummer = nummer
    return blokken, len(sleutels) - len(blokken)


def maak_blad(
    sleutels: Sequence[Sleutel | None],
    taal: Brieftaal,
    gebruiker: Lezer,
    onthult: Onthult,
    volledig: Callable[[str], str],
) -> Blad:
    """Return the sheet of these entries; `volledig` makes a path into an address that a phone elsewhere can open."""
    tolk = Tolk(taal)
    blokken, weggelaten = blokken_voor(sleutels, tolk, onthult, gebruiker)
    meer = meer_adres(blokken, taal, onthult)
    adres, plek = (any(getattr(p, veld) for b in blokken for p in b.plekken) for veld in ("adres", "naam"))
    if adres and len(blokken) == 1:
        vraag: Tweetalig | None = tolk.zin(woorden.ZOEK_DIT_ADRES)
    else:
        vraag = tolk.zin(woorden.ZOEK_DEZE_PLEK) if plek and len(blokken) == 1 else None
    slot = [tolk.zin(woorden.BRIEFJE_VAN, datum=tolk.datum(timezone.localdate()))]
    if not all(blok.vers for blok in blokken):
        slot.insert(0, tolk.zin(woorden.VRAAG_OF_HET_KLOPT))
    if not taal.nagekeken_op:
        slot.append(tolk.zin(woorden.NIET_NAGEKEKEN))
    return Blad(
        taal=taal,
        blokken=blokken,
        weggelaten=weggelaten,
        vraag_de_weg=vraag,
        kop=tolk.zin(woorden.HIER_KUNT_U_HEEN),
        telling=tolk.aantal(woorden.PLEKKEN, len(blokken)),
        niet_alles=tolk.zin(woorden.DEEL_WEGGELATEN) if weggelaten else None,
        anders=tolk.zin(woorden.OF_ALS_DIT_NIET_LUKT),
        heen=tolk.zin(woorden.SCAN_VOOR_DE_WEG),
        meer=volledig(meer) if meer else "",
        meer_qr=qr.teken(volledig(meer)) if meer else "",
        meer_tekst=tolk.zin(woorden.SCAN_VOOR_BRIEFJE if len(blokken) > 1 else woorden.SCAN_VOOR_MEER),
        slot=slot,
    )


def meer_adres(blokken: Sequence[Blok], taal: Brieftaal, onthult: Onthult) -> str:
    """Return the path behind the QR code, of what a visitor may see: the page of one offer, or this list."""
    openbaar = [blok.sleutel for blok in blokken if blok.openbaar]
    if len(blokken) == 1 and openbaar and not openbaar[0].organisatie:
        return stille_pagina(openbaar[0].kenmerk, onthult)
    return lijst_adres("briefje:lijst", openbaar, onthult, taal.code) if openbaar else ""


def stille_pagina(kenmerk: str, onthult: Onthult) -> str:
    """Return the path of the page of an offer, by way of a detour where its own address betrays."""
    sleutel = stil(kenmerk, onthult)
    if sleutel.startswith(STIL):
        return reverse("briefje:stille_pagina", args=[sleutel.removeprefix(STIL)])
    return reverse("ingangen:aanbod", args=[kenmerk])
