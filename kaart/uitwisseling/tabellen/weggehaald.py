"""What a newer delivery no longer has, with the reason: stopped on a site that still has it, as a person would.

Nobody's own work is undone: what has an owner, was checked or was changed here, only gets a proposal, which its keepers
find on the work list. A place has no state of its own: one at which nothing goes on any more is removed. On a new site
nothing of it is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from kaart.uitwisseling.tabellen.bestanden import KENMERK, lengte
from kaart.uitwisseling.tabellen.fouten import Fout, Onleesbaar, toon
from kaart.uitwisseling.tabellen.ontleden import Bestand, Kolom
from kaart.uitwisseling.tabellen.samenhang import Levering
from kaart.uitwisseling.tabellen.schrijven import Telling
from kaart.uitwisseling.tabellen.velden import Tekst, keuze_uit
from organisaties import rechten, zichtbaarheid
from organisaties.bijhouden.momentopname.geschiedenis import leg_vast
from organisaties.bijhouden.momentopname.momentopname import lees, zet
from organisaties.models import Aanbod, Controle, Locatie, Organisatie, Synoniem, Versie, Voorstel
from organisaties.models.ingang import INGANGEN, Ingang, soort_van, vergrendel
from organisaties.regels.keuzes import Status

ROL = "beheerder"
# Other versions only say what an entry was before somebody changed it.
MET_DE_HAND = (
    Versie.Soort.NIEUW, Versie.Soort.WIJZIGING, Versie.Soort.VOORSTEL, Versie.Soort.TERUG, Versie.Soort.INVOER,
)  # fmt: skip
BESTAND_VAN = {"aanbod": "aanbod", "organisatie": "organisaties", "locatie": "locaties", "synoniem": "synoniemen"}

WEGGEHAALD = Bestand(
    "weggehaald",
    "rij",
    ("soort", "kenmerk"),
    (
        Kolom("soort", keuze_uit(BESTAND_VAN), gevuld=True),
        Kolom("kenmerk", Tekst(lengte(Synoniem, "term")), gevuld=True),
        Kolom("waarom", Tekst(lengte(Versie, "waarom")), gevuld=True),
    ),
    facultatief=True,
)


def niet_ook_in_de_levering(levering: Levering) -> Iterator[Fout]:
    """Yield a fault for what this delivery takes away and brings at once, and for a key that could be none."""
    tabel = levering.tabellen.get(WEGGEHAALD.naam)
    for rij in tabel.rijen if tabel else ():
        soort, kenmerk = rij.tekst("soort"), rij.tekst("kenmerk")
        ander = levering.tabellen.get(BESTAND_VAN.get(soort, ""))
        kolom = ander.bestand.sleutel[0] if ander else ""
        if tabel and ander and any(r.tekst(kolom) == kenmerk for r in ander.rijen):
            yield tabel.fout(rij, "kenmerk", f"{toon(kenmerk)} staat ook in {ander.herkomst}. Haal één van beide weg.")
        elif tabel and soort in INGANGEN and kenmerk:
            try:
                KENMERK.lees(kenmerk)
            except Onleesbaar as fout:
                yield tabel.fout(rij, "kenmerk", str(fout))


def haal_weg(levering: Levering) -> Telling:
    """Stop, propose to stop, or remove what is still here; five queries where nothing is."""
    telling = Telling("weggehaald.csv")
    per_soort: dict[str, dict[str, str]] = {soort: {} for soort in BESTAND_VAN}
    for rij in levering.tabellen[WEGGEHAALD.naam].rijen:
        per_soort[rij.tekst("soort")][rij.tekst("kenmerk")] = rij.tekst("waarom")
    voorgesteld = [
        ingang.kenmerk
        for model in (Aanbod, Locatie, Organisatie)
        for ingang, waarom in _nog_hier(model, per_soort)
        if _haal_een_weg(vergrendel(ingang), waarom, telling)
    ]
    weg, _ = Synoniem.objects.filter(term__in=per_soort["synoniem"]).delete()
    telling.weg += weg
    telling.ongewijzigd = sum(map(len, per_soort.values())) - telling.wijzigingen
    if voorgesteld:
        waarom = "Hier heeft iemand ze nagekeken, veranderd of in beheer: kijk op de werklijst."
        telling.let_op = (f"deze blijven staan: {', '.join(voorgesteld)}. {waarom}",)
    return telling


def _nog_hier(model: type[Ingang], per_soort: dict[str, dict[str, str]]) -> Iterable[tuple[Ingang, str]]:
    redenen = per_soort[soort_van(model)]
    rijen: Any = model._default_manager.filter(kenmerk__in=redenen).order_by("pk")
    if model is not Locatie:
        rijen = rijen.exclude(status=Status.GESTOPT)
    return [(ingang, redenen[ingang.kenmerk]) for ingang in rijen]


def _haal_een_weg(ingang: Ingang, waarom: str, telling: Telling) -> bool:
    """Take one away; return whether somebody here has to decide that instead."""
    if _van_iemand_hier(ingang):
        telling.nieuw += _stel_voor(ingang, waarom)
        return True
    if isinstance(ingang, Locatie):
        ingang.delete()
        telling.weg += 1
        return False
    voor = lees(ingang)
    zet(ingang, {**voor, "status": Status.GESTOPT.value}, ["status"])
    leg_vast(
        ingang=ingang,
        voor=voor,
        gebruiker=rechten.Opdrachtregel(),
        soort=Versie.Soort.WIJZIGING,
        waarom=waarom,
        rol=ROL,
    )
    telling.gewijzigd += 1
    return False


def _van_iemand_hier(ingang: Ingang) -> bool:
    """Whether an entry is somebody's own, or something of others still goes on at it."""
    soort = soort_van(ingang)
    organisatie = ingang.pk if isinstance(ingang, Organisatie) else ingang.organisatie_id
    if ingang.gecontroleerd_op or Controle.objects.filter(**{soort: ingang}).exists():
        return True
    if Versie.objects.filter(**{soort: ingang}, soort__in=MET_DE_HAND).exists():
        return True
    if Organisatie.objects.filter(rechten.met_eigenaar(), pk=organisatie).exists():
        return True
    if isinstance(ingang, Aanbod):
        return False
    # Offers come before their organisation: what was stopped a moment ago goes on no more.
    return ingang.aanbod.filter(zichtbaarheid.loopt()).exists()


def _stel_voor(ingang: Ingang, waarom: str) -> int:
    """Propose it to whoever keeps the entry, once; return how many proposals that makes."""
    bij: dict[str, Any] = {soort_van(ingang): ingang}
    if Voorstel.objects.filter(**bij, rol=ROL, toelichting=waarom).exists():
        return 0
    if isinstance(ingang, Locatie):
        Voorstel.objects.create(**bij, soort=Voorstel.Soort.MELDING, wijzigingen={}, toelichting=waarom, rol=ROL)
    else:
        van_naar = {"status": {"van": ingang.status, "naar": Status.GESTOPT.value}}
        Voorstel.objects.create(**bij, wijzigingen=van_naar, toelichting=waarom, rol=ROL)
    return 1
