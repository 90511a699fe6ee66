"""One block of an entry, changed by itself: the same form with fewer fields, and the check that goes with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from organisaties import rechten
from organisaties.bijhouden.controleren import acties as controleren
from organisaties.bijhouden.momentopname.momentopname import TIJDEN, TOEGANG, Staat
from organisaties.bijhouden.wijzigen import acties
from organisaties.ingangen.controles import Blok, Gezien, blokken, laad
from organisaties.ingangen.ophalen import voorsteladres
from organisaties.models import Aanbod, Concept, Controle, Locatie, Medewerker, Organisatie
from organisaties.models.ingang import Ingang, soort_van, vergrendel
from organisaties.regels.feiten import Feit
from organisaties.velden import AANBOD, LOCATIE, ORGANISATIE, Ding
from organisaties.zichtbaarheid import Lezer

LANGSTE_TERUG = 500
Onderdeel = Controle.Onderdeel


@dataclass(frozen=True, slots=True)
class Bewerkblok:
    """Some groups of the form of an entry.

    `naam` stands in addresses; `onderdeel`: what is checked along with it, None for what nobody checks by itself;
    `ook`: facts of that part which these groups do not ask, so that they are shown beside them.
    """

    naam: str
    kop: str
    groepen: tuple[str, ...]
    ding: Ding
    onderdeel: Controle.Onderdeel | None = None
    ook: tuple[str, ...] = ()

    def heeft(self, veld: str) -> bool:
        """Whether a field of a state is part of this block."""
        if veld == TIJDEN:
            return "tijden" in self.groepen
        if veld.startswith(TOEGANG):
            return self.ding is AANBOD and "wie" in self.groepen
        return any(veld in self.ding.in_groep(groep) for groep in self.groepen)

    def deel(self, staat: Staat) -> Staat:
        """Return of a state the fields of this block."""
        return {veld: waarde for veld, waarde in staat.items() if self.heeft(veld)}

    def leg_over(self, nu: Staat, gezien: Staat) -> Staat:
        """Return the present state, with of this block what somebody saw: what others do elsewhere is no clash."""
        return {veld: waarde for veld, waarde in nu.items() if not self.heeft(veld)} | self.deel(gezien)


def _per_naam(*alle: Bewerkblok) -> dict[str, Bewerkblok]:
    return {een.naam: een for een in alle}


VAN_ORGANISATIE = "contact"
"""The block that stands on the page of an offer and belongs to its organisation."""

BLOKKEN: dict[type[Ingang], dict[str, Bewerkblok]] = {
    Aanbod: _per_naam(
        Bewerkblok("wat", "Wat het is", ("wat",), AANBOD),
        Bewerkblok("waar", "Waar", ("waar",), AANBOD),
        Bewerkblok("tijden", "Tijden", ("tijden", "pauze"), AANBOD, Onderdeel.TIJDEN),
        Bewerkblok("toegang", "Voor wie", ("wie",), AANBOD, Onderdeel.TOEGANG, ook=("BSN nodig", "Legitimatie nodig")),
        Bewerkblok("binnen", "Hoe kom je binnen", ("binnen",), AANBOD),
        Bewerkblok("beschikbaarheid", "Plek en wachttijd", ("plek",), AANBOD, Onderdeel.BESCHIKBAARHEID),
        Bewerkblok("brengen", "Zo breng je iemand", ("brengen",), AANBOD),
        Bewerkblok("weten", "Wie mag dit zien", ("weten",), AANBOD),
    ),
    Organisatie: _per_naam(
        Bewerkblok("wie", "Wie het is", ("wie",), ORGANISATIE),
        Bewerkblok("waar", "Werkgebied en talen", ("waar",), ORGANISATIE),
        Bewerkblok(VAN_ORGANISATIE, "Contact", ("contact",), ORGANISATIE, Onderdeel.ALLES, ook=("Wat", "Werkt voor")),
        Bewerkblok("sociaal", "Wat voor organisatie", ("sociaal",), ORGANISATIE),
        Bewerkblok("collega", "Let op", ("collega",), ORGANISATIE),
        Bewerkblok("weten", "Wie mag dit zien", ("weten",), ORGANISATIE),
    ),
    Locatie: _per_naam(
        Bewerkblok("adres", "Adres", ("adres", "deel"), LOCATIE, Onderdeel.ALLES, ook=("Rolstoel",)),
        Bewerkblok("binnen", "Naar binnen", ("binnen",), LOCATIE),
        Bewerkblok("weten", "Wie mag dit zien", ("weten",), LOCATIE),
    ),
}
"""The blocks of each kind of entry, by the name in their address."""

_CONTACT_VAN_AANBOD = ("Aanmelden",)
"""What the contact of an offer says besides the contact of its organisation."""


def gevraagd(request: HttpRequest) -> str:
    """Return the name of the block that an address or a form asks for; '' for the whole entry."""
    return str((request.POST if request.method == "POST" else request.GET).get("blok", ""))


def haal_blok(model: type[Ingang], naam: str) -> Bewerkblok | None:
    """Return a block of this kind of entry, None for the whole; raises Http404 for one it does not have."""
    if not naam:
        return None
    if naam not in BLOKKEN[model]:
        raise Http404
    return BLOKKEN[model][naam]


def waarheen(request: HttpRequest, anders: str) -> str:
    """Return where somebody came from, when that is an address of our own, else `anders`."""
    terug = str((request.POST if request.method == "POST" else request.GET).get("terug", ""))
    hier = terug.startswith("/") and len(terug) <= LANGSTE_TERUG
    return terug if hier and url_has_allowed_host_and_scheme(terug, allowed_hosts=None) else anders


def andere_deur(request: HttpRequest, ingang: Ingang, *, als_voorstel: bool = False) -> str:
    """Return where a tap on a block leads instead; '' for the page that was asked for.

    The contact of an offer is that of its organisation; and who does not keep an entry can propose.
    """
    naam = gevraagd(request)
    if request.method == "POST" or not naam or not request.user.is_authenticated:
        return ""
    keuzes = {"blok": naam, "terug": waarheen(request, ingang.get_absolute_url())}
    if isinstance(ingang, Aanbod) and naam == VAN_ORGANISATIE:
        if als_voorstel:
            return f"{voorsteladres(ingang.organisatie)}?{urlencode(keuzes)}"
        keuzes["bij"] = ingang.kenmerk
        return f"{reverse('wijzigen:bewerken', args=['organisaties', ingang.organisatie.kenmerk])}?{urlencode(keuzes)}"
    if not als_voorstel and rechten.mag_voorstellen(request.user) and not rechten.mag_bewerken(request.user, ingang):
        return f"{voorsteladres(ingang)}?{urlencode(keuzes)}"
    return ""


def aanbod_erbij(request: HttpRequest, organisatie: Ingang, blok: Bewerkblok) -> Aanbod | None:
    """Return the offer from whose page somebody opened the contact of its organisation; None where there is none."""
    kenmerk = str((request.POST if request.method == "POST" else request.GET).get("bij", "")).replace("\0", "")
    if not kenmerk or not isinstance(organisatie, Organisatie) or blok.naam != VAN_ORGANISATIE:
        return None
    return Aanbod.objects.zichtbaar_voor(request.user).filter(kenmerk=kenmerk, organisatie=organisatie).first()


@dataclass(frozen=True, slots=True)
class TeNoteren:
    """What is checked when this block is saved with 'gebeld'.

    `ook`: the facts besides those in the form; `afgeleid`: what nobody said is no part of what can be vouched for here.
    """

    ingang: Ingang
    blok: Blok
    ook: tuple[Feit, ...]

    @property
    def afgeleid(self) -> bool:
        """Whether it has answers that were inferred: those are asked about one by one, at 'Klopt het nog?'."""
        return bool(self.blok.afgeleid)


def te_noteren(lezer: Lezer, ingang: Ingang, blok: Bewerkblok, bij: Aanbod | None) -> TeNoteren | None:
    """Return what can be checked together with a change of this block; None where that is nothing.

    Nothing where an owner decides: the kaart does not say yet what was changed.
    """
    if blok.onderdeel is None or not rechten.beslist_over(lezer, ingang):
        return None
    doel: Ingang = ingang
    onderdeel, ook = blok.onderdeel, blok.ook
    if bij is not None:
        if not rechten.mag_bewerken(lezer, bij):
            return None
        doel, onderdeel, ook = bij, Onderdeel.CONTACT, _CONTACT_VAN_AANBOD
    gevonden = _blok_van(doel, lezer, onderdeel)
    return TeNoteren(doel, gevonden, tuple(feit for feit in gevonden.feiten if feit.wat in ook))


def voor_pagina(
    request: HttpRequest, ingang: Ingang | None, blok: Bewerkblok | None, *, als_voorstel: bool
) -> dict[str, Any]:
    """Return what the page of one block has besides: what is checked with it, and whether a draft of mine waits."""
    if ingang is None or blok is None:
        return {"blok": None, "te_noteren": None, "bij": None, "wacht_concept": False}
    bij = aanbod_erbij(request, ingang, blok)
    mijn = Concept.objects.filter(door=request.user.pk, **{soort_van(ingang): ingang})
    return {
        "blok": blok,
        "bij": bij,
        "te_noteren": None if als_voorstel else te_noteren(request.user, ingang, blok, bij),
        "wacht_concept": not als_voorstel and mijn.exists(),
    }


def _blok_van(ingang: Ingang, lezer: Lezer, onderdeel: Controle.Onderdeel) -> Blok:
    return next(een for een in blokken(laad(ingang, lezer)) if een.onderdeel == onderdeel)


@transaction.atomic
def bewaar_en_noteer(
    *,
    gebruiker: Medewerker,
    ingang: Ingang,
    basis: Staat,
    staat: Staat,
    waarom: str,
    blok: Bewerkblok,
    bij: Aanbod | None,
    gezien: str,
    wijze: str,
) -> tuple[acties.Bewaard, Ingang | None, controleren.Uitkomst]:
    """Save a block and record that what the kaart says of it now holds; return both, and what was checked.

    `gezien` is the key of that part ('tijden:<version>') as the form showed it: when it said something else just before
    saving, nothing is recorded. Raises what `acties.bewaar` and `controleren.klopt_nog` raise, and writes nothing then.
    """
    vergrendel(ingang)
    voor = te_noteren(gebruiker, ingang, blok, bij)
    # The entry of the owner is saved as a proposal: there is nothing to vouch for.
    uitkomst = acties.bewaar(
        gebruiker=gebruiker, ingang=ingang, basis=basis, staat=staat, waarom=waarom, houd_concept=True
    )
    if voor is None or uitkomst.voorstel is not None:
        return uitkomst, None, controleren.Uitkomst()
    nu = _blok_van(voor.ingang, gebruiker, voor.blok.onderdeel)
    zo = nu.sleutel if voor.blok.sleutel == gezien else gezien
    try:
        gelezen = Gezien.uit([zo])
    except ValueError:
        raise Http404 from None
    genoteerd = controleren.klopt_nog(gebruiker=gebruiker, ingang=voor.ingang, wijze=wijze, gezien=gelezen)
    return uitkomst, voor.ingang, genoteerd
