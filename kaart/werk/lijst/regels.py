"""The work list itself: all sources in one order, a page of it with words, and counts for each reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from doorverwijzing.models import Route, Signaal
from kaart.hulp.tekst import opsomming
from kaart.werk.lijst.bronnen import KOLOMMEN, Vraag, bronnen
from kaart.werk.lijst.redenen import (
    NAMEN,
    Reden,
    dag,
    zin_over_antwoord,
    zin_over_contact,
    zin_over_controle,
    zin_over_einde,
    zin_over_lijst,
    zin_over_nazien,
    zin_over_pauze,
    zin_over_stoppen,
    zin_over_vraag,
)
from kaart.werk.models import Uitstel
from kaart.werk.rondes.forms import bundel
from organisaties.ingangen.controles import Blok, Nakijken, blokken_bij, te_laden
from organisaties.models import Aanbod, Gat, Locatie, Nazien, Organisatie

ALTIJD_GELIJK = {Reden.CONTACT: zin_over_contact, Reden.LIJST: zin_over_lijst, Reden.STOPT: zin_over_stoppen}
"""The reasons that say the same of everything."""

_PLEK = {reden: KOLOMMEN.index(reden.kolom) for reden in Reden}
CONTROLEERBAAR = ("aanbod", "organisatie", "locatie")


@dataclass(frozen=True, slots=True)
class Werk:
    """One line: what it is about, why it stands there, and whether 'klopt nog' can take it off."""

    ding: str
    onderwerp: Any
    redenen: list[tuple[str, str]]
    blokken: list[Blok] = field(default_factory=list)
    volgende: str = ""
    uitstel: Uitstel | None = None
    # The last of what colleagues reported; 0 for none.
    laatste_signaal: int = 0

    @property
    def sleutel(self) -> str:
        """What names this line in an address and in a form."""
        return f"{self.ding}:{self.onderwerp.kenmerk}"

    @property
    def meervoud(self) -> str:
        """Its word in the addresses of pages about one entry."""
        return {"organisatie": "organisaties", "locatie": "locaties"}.get(self.ding, self.ding)

    @property
    def anker(self) -> str:
        """The id of this line on the page."""
        return f"{self.ding}-{self.onderwerp.kenmerk}"

    @property
    def bij_organisatie(self) -> int:
        """The key of the organisation that one asks about it; 0 for what belongs to none."""
        if self.ding in ("aanbod", "locatie"):
            return int(self.onderwerp.organisatie_id)
        return int(self.onderwerp.pk) if self.ding == "organisatie" else 0

    @property
    def soort(self) -> str:
        """What it is, in a word or two; of a question the need and the area."""
        if self.ding == "aanbod":
            return str(self.onderwerp.get_soort_display())
        if self.ding == "vraag":
            return ". ".join(
                [*([self.onderwerp.behoefte.naam] if self.onderwerp.behoefte else []), self.onderwerp.waar]
            )
        return {"organisatie": "Organisatie", "locatie": "Plek"}.get(self.ding, "Route")

    @property
    def adres(self) -> str:
        """The address of the page where one looks at it or puts it right."""
        if self.ding == "route":
            return reverse("routes:route", args=[self.onderwerp.kenmerk])
        if self.ding == "vraag":
            return reverse("vragen:vraag", args=[self.onderwerp.kenmerk])
        return str(self.onderwerp.get_absolute_url())

    @property
    def bundel(self) -> str:
        """What its box sends: this entry, with the blocks that are ticked beforehand."""
        return bundel(self.ding, self.onderwerp.kenmerk, [blok.sleutel for blok in self.blokken if blok.vooraf])

    @property
    def gemeld(self) -> list[str]:
        """What colleagues reported, in words."""
        return [zin for reden, zin in self.redenen if reden == Reden.SIGNAAL.value]

    @property
    def na_te_zien(self) -> bool:
        """Whether a text of it still names an organisation that left."""
        return any(reden == Reden.NAZIEN.value for reden, _ in self.redenen)

    @property
    def controleerbaar(self) -> bool:
        """Whether it has facts to look at."""
        return self.ding in CONTROLEERBAAR

    @property
    def nakijken(self) -> Nakijken:
        """What somebody looks at when checking it."""
        return Nakijken.van(self.blokken)


def rijen(vraag: Vraag) -> QuerySet[Any, Any]:
    """Return everything there is to do as rows of KOLOMMEN, most urgent first; a Paginator can slice it."""
    delen = [bron.values_list(*KOLOMMEN) for bron in bronnen(vraag).values()]
    samen = delen[0].union(*delen[1:], all=True) if len(delen) > 1 else delen[0]
    return samen.order_by("-dringend", "naam", "ding", "pk")


def tellingen(vraag: Vraag) -> list[tuple[str, str, int]]:
    """Return each reason (value, words) with how many lines have it, whatever reason was chosen; one query."""
    return tel(rijen(replace(vraag, reden="")))


def tel(stuk: Iterable[tuple[Any, ...]]) -> list[tuple[str, str, int]]:
    """Return each reason (value, words) with how many of these rows of KOLOMMEN have it."""
    geteld = dict.fromkeys(Reden, 0)
    for rij in stuk:
        for reden in Reden:
            geteld[reden] += heeft(rij, reden)
    return [(reden.value, NAMEN[reden], aantal) for reden, aantal in geteld.items() if aantal]


def heeft(rij: tuple[Any, ...], reden: Reden) -> bool:
    """Whether a row of KOLOMMEN stands there for this reason."""
    return bool(rij[_PLEK[reden]])


def lees(stuk: Sequence[tuple[Any, ...]], vraag: Vraag) -> list[Werk]:
    """Return these rows with what they are about and their reasons and facts in words; fifteen queries at most."""
    dingen = {
        "aanbod": _in_bulk(stuk, "aanbod", te_laden(Aanbod, vraag.gebruiker)),
        "organisatie": _in_bulk(stuk, "organisatie", te_laden(Organisatie, vraag.gebruiker)),
        "locatie": _in_bulk(stuk, "locatie", te_laden(Locatie, vraag.gebruiker)),
        "route": _in_bulk(stuk, "route", Route.objects.all()),
        "vraag": _in_bulk(stuk, "vraag", Gat.objects.select_related("stadsdeel", "gebied", "behoefte")),
    }
    blokken = {ding: blokken_bij(dingen[ding].values()) for ding in CONTROLEERBAAR}
    gemeld = Signaal.objects.tellingen(dingen["aanbod"]) if dingen["aanbod"] else {}
    nazien = _na_te_zien(stuk)
    uitstel = _uitstel(dingen)
    signalen = _laatste_signalen(stuk)
    werk = []
    for rij in stuk:
        _, ding, pk, _, _, *aantallen = rij
        # What was deleted a moment ago is simply not there.
        if onderwerp := dingen[ding].get(pk):
            bij = blokken.get(ding, {}).get(pk, [])
            redenen = [
                (reden.value, zin)
                for reden, aantal in zip(Reden, aantallen, strict=True)
                if aantal
                for zin in (
                    [zin_over_nazien(nazien.get((ding, pk), []))]
                    if reden is Reden.NAZIEN
                    else _zinnen(reden, aantal, onderwerp, gemeld.get(pk, []) if ding == "aanbod" else [], vraag, bij)
                )
            ]
            werk.append(
                Werk(
                    ding,
                    onderwerp,
                    redenen,
                    bij,
                    uitstel=uitstel.get((ding, pk)),
                    laatste_signaal=signalen.get(pk, 0) if ding == "aanbod" else 0,
                )
            )
    volgenden = [een.sleutel for een in werk[1:]]
    return [replace(een, volgende=volgende) for een, volgende in zip(werk, [*volgenden, ""], strict=False)]


def _na_te_zien(stuk: Sequence[tuple[Any, ...]]) -> dict[tuple[str, int], list[str]]:
    """Return per line which texts name an organisation that left; no query where no line does."""
    gevraagd = [rij[2] for rij in stuk if heeft(rij, Reden.NAZIEN)]
    gevonden: dict[tuple[str, int], list[str]] = {}
    if gevraagd:
        for ding, pk, veld in Nazien.objects.filter(sleutel__in=gevraagd).values_list("ding", "sleutel", "veld"):
            gevonden.setdefault((ding, pk), []).append(veld)
    return gevonden


def _uitstel(dingen: Mapping[str, Mapping[int, Any]]) -> dict[tuple[str, int], Uitstel]:
    """Return per line what was last said when it was put off, unless somebody checked it since; one query at most."""
    over = [Q(**{f"{ding}__in": list(dingen[ding])}) for ding in CONTROLEERBAAR if dingen[ding]]
    if not over:
        return {}
    gevonden: dict[tuple[str, int], Uitstel] = {}
    for rij in Uitstel.objects.filter(reduce(or_, over)).order_by("pk"):
        for ding in CONTROLEERBAAR:
            if onderwerp := dingen[ding].get(getattr(rij, f"{ding}_id")):
                gezien_op = onderwerp.gecontroleerd_op
                gevonden.pop((ding, onderwerp.pk), None)
                if gezien_op is None or timezone.localdate(rij.op) > gezien_op:
                    gevonden[ding, onderwerp.pk] = rij
    return gevonden


def _laatste_signalen(stuk: Sequence[tuple[Any, ...]]) -> dict[int, int]:
    """Return per offer the key of the last report that asks for something; no query where there is none."""
    gevraagd = [rij[2] for rij in stuk if rij[1] == "aanbod" and heeft(rij, Reden.SIGNAAL)]
    if not gevraagd:
        return {}
    te_doen = Signaal.objects.actueel().te_doen().filter(aanbod__in=gevraagd).order_by()
    return dict(te_doen.values("aanbod").annotate(laatste=Max("pk")).values_list("aanbod", "laatste"))


def _in_bulk(stuk: Sequence[tuple[Any, ...]], ding: str, queryset: Any) -> dict[int, Any]:
    sleutels = [pk for _, soort, pk, *_ in stuk if soort == ding]
    return queryset.in_bulk(sleutels) if sleutels else {}


def _zinnen(
    reden: Reden, aantal: int, onderwerp: Any, gemeld: Iterable[Any], vraag: Vraag, blokken: Iterable[Blok]
) -> list[str]:
    """Say one reason in words."""
    if reden is Reden.SIGNAAL:
        return [str(telling) for telling in gemeld if telling.soort != Signaal.Soort.GELUKT]
    if reden is Reden.VOORSTEL:
        return ["1 voorstel van een collega" if aantal == 1 else f"{aantal} voorstellen van collega’s"]
    if reden is Reden.ANTWOORD:
        return [zin_over_antwoord(aantal)]
    if reden is Reden.MAIL:
        return [f"Mail naar {onderwerp.email} komt niet aan"]
    if reden is Reden.LOOPT_AF:
        return [zin_over_einde(onderwerp.geldig_tot, vraag.op)]
    if reden is Reden.PAUZE:
        return [zin_over_pauze(onderwerp.pauze_vanaf, onderwerp.pauze_tot)]
    if reden in ALTIJD_GELIJK:
        return [ALTIJD_GELIJK[reden]()]
    if reden is Reden.GAT:
        return [zin_over_vraag(onderwerp.bron)]
    if reden is Reden.WEBSITE:
        return [f"Website antwoordt niet sinds {dag(onderwerp.website_kapot_op)}"]
    if reden in (Reden.ROUTE, Reden.STAP_WEG):
        weg = reden is Reden.STAP_WEG
        return [str(gebrek) for gebrek in vraag.gebreken.get(onderwerp.pk, []) if gebrek.stap_weg is weg]
    bekend = [blok for blok in blokken if blok.inhoud.bekend]
    nooit = [blok.naam for blok in bekend if blok.op is None]
    if reden is Reden.NOOIT and nooit and len(nooit) < len(bekend):
        return [f"Nog niet nagekeken: {opsomming(nooit)}"]
    return [zin_over_controle(onderwerp.gecontroleerd_op)]
