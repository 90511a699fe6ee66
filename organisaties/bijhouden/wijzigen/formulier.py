"""An entry on the page where it is changed: its fields, its week, whom it is open to, and what it began as."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import InitVar, dataclass, field
from typing import Any

from django.core import signing
from django.core.exceptions import SuspiciousOperation, ValidationError
from django.forms import BoundField
from django.http import QueryDict

from organisaties import zichtbaarheid
from organisaties.bijhouden.momentopname.momentopname import (
    INTERN,
    PLEK_VAN_TIJD,
    TIJDEN,
    TOEGANG,
    TOEGANG_INTERN,
    Staat,
    leeg,
    lees,
    op_volgorde,
)
from organisaties.bijhouden.wijzigen import tijdenformulier
from organisaties.bijhouden.wijzigen.adreszoeker import Adres
from organisaties.bijhouden.wijzigen.bewerkblok import Bewerkblok
from organisaties.bijhouden.wijzigen.forms import FORMULIEREN, AanbodForm, Groep, IngangForm, WaaromForm
from organisaties.bijhouden.wijzigen.tijdenformulier import Plekken, Week
from organisaties.bijhouden.wijzigen.toegangformulier import Toegangstabel
from organisaties.models import Aanbod, Behoefte, Concept, Locatie, Medewerker, Organisatie, Stadsdeel, Voorstel
from organisaties.models.ingang import Ingang, soort_van
from organisaties.regels.volledigheid import volledigheid

ZOUT = "organisaties.bewerken"
ZOEK_ADRES = "zoek-adres"
"""The button that looks an address up, where the form has no address of its own yet."""


@dataclass(slots=True)
class Onderwerp:
    """What is changed or made, and by whom; `ingang` is None for something new (of `organisatie`)."""

    model: type[Ingang]
    gebruiker: Medewerker
    ingang: Ingang | None = None
    organisatie: Organisatie | None = None

    def nu(self) -> Staat:
        """Return its present state."""
        return lees(self.ingang) if self.ingang is not None else leeg(self.model)

    # A proposal says nothing of what colleagues note for each other: an owner may have to decide about it.
    als_voorstel: bool = False
    # The one block that is changed; None for all of it.
    blok: Bewerkblok | None = None
    # The reports that are dealt with by this change.
    meldingen: list[Voorstel] = field(default_factory=list)

    def vraagt(self, veld: str) -> bool:
        """Whether the page asks this field of a state."""
        return self.model is Aanbod and (self.blok is None or self.blok.heeft(veld))

    @property
    def intern(self) -> bool:
        """Whether notes for colleagues are part of it for this person."""
        return zichtbaarheid.is_professional(self.gebruiker) and not self.als_voorstel

    @property
    def soort(self) -> str:
        """The word for what it is."""
        return soort_van(self.model)

    def toonbaar(self, staat: Staat) -> Staat:
        """Return what this person may see of a state; the rest never leaves the server."""
        if not zichtbaarheid.is_professional(self.gebruiker) and staat.get(TIJDEN):
            staat = {**staat, TIJDEN: self._getoonde_tijden(staat[TIJDEN])}
        if self.intern:
            return staat
        return {
            veld: {naam: waarde[naam] for naam in waarde if naam not in TOEGANG_INTERN}
            if waarde and veld.startswith(TOEGANG)
            else waarde
            for veld, waarde in staat.items()
            if veld not in INTERN
        }

    def _getoonde_tijden(self, tijden: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return the hours without those of places this person may not know of."""
        genoemd = {tijd[PLEK_VAN_TIJD] for tijd in tijden if tijd.get(PLEK_VAN_TIJD)}
        if not genoemd:
            return tijden
        bekend = dict(self.plekken(genoemd))
        return [tijd for tijd in tijden if not tijd.get(PLEK_VAN_TIJD) or tijd[PLEK_VAN_TIJD] in bekend]

    def plekken(self, kenmerken: Iterable[str]) -> list[tuple[str, str]]:
        """Return of these places the ones this person may know of, as (key, name)."""
        rijen = Locatie.objects.zichtbaar_voor(self.gebruiker).filter(kenmerk__in=set(kenmerken))
        return list(rijen.order_by("naam", "pk").values_list("kenmerk", "naam"))

    def vul_aan(self, gezien: Staat, nu: Staat) -> Staat:
        """Return a state as this person saw it, with what they could not see as it is now."""
        if TIJDEN in gezien and TIJDEN in nu:
            gezien = {**gezien, TIJDEN: op_volgorde([*gezien[TIJDEN], *self.verborgen_tijden(nu)])}
        if self.intern:
            return gezien
        heel = {veld: waarde for veld, waarde in nu.items() if veld in INTERN} | gezien
        for veld, waarde in gezien.items():
            if waarde and veld.startswith(TOEGANG):
                heel[veld] = {**dict.fromkeys(TOEGANG_INTERN, ""), **(nu.get(veld) or {}), **waarde}
        return heel

    def verborgen_tijden(self, staat: Staat) -> list[dict[str, Any]]:
        """Return the hours that this person does not see and leaves as they are."""
        if zichtbaarheid.is_professional(self.gebruiker):
            return []
        gezien = self._getoonde_tijden(staat[TIJDEN])
        return [tijd for tijd in staat[TIJDEN] if tijd not in gezien]


@dataclass(frozen=True, slots=True)
class Deel:
    """A part of the page that folds: its heading and fields; `mist`: something people ask is not known yet."""

    groep: Groep
    velden: list[BoundField]
    mist: bool
    open: bool

    @property
    def anker(self) -> str:
        """The id it has on the page."""
        return f"deel-{self.groep.groep}"


@dataclass(slots=True)
class Bewerking:
    """The page in some state of being filled in; `basis` is what the person saw when it was opened."""

    onderwerp: Onderwerp
    basis: Staat
    form: IngangForm
    week: Week | None = None
    toegang: Toegangstabel | None = None
    # What the other changed meanwhile, and which of it clashes; see `verschil.voeg_samen`.
    overgenomen: tuple[str, ...] = ()
    botsingen: tuple[str, ...] = ()
    # What was seen, what I made of it, and what it is now.
    intussen: tuple[Staat, Staat, Staat] | None = None
    concept: Concept | None = None
    adres: Adres | None = None
    adresmelding: str = ""
    extra_fouten: list[tuple[str, str]] = field(default_factory=list)
    # The fields that somebody filled in before a button gave the form another shape: they stay unfolded.
    geraakt: frozenset[str] = frozenset()
    # Whether it was sent to be judged; a button that only gives the form another shape judges nothing.
    beoordeeld: bool = False
    waarom: WaaromForm = field(init=False)
    # What was sent, or typed so far, of why.
    waarom_data: InitVar[QueryDict | None] = None
    waarom_getypt: InitVar[str] = ""

    def __post_init__(self, waarom_data: QueryDict | None, waarom_getypt: str) -> None:
        """Ask why, in the words of a change or of a proposal."""
        self.waarom = WaaromForm(waarom_data, initial={"waarom": waarom_getypt})
        if self.onderwerp.als_voorstel:
            self.waarom.fields["waarom"].label = "Hoe weet je dit? (hoeft niet)"

    def is_goed(self) -> bool:
        """Read everything; return whether all of it is right."""
        delen = [self.form.is_valid(), self.waarom.is_valid()]
        delen += [self.week.is_goed()] if self.week is not None else []
        delen += [self.toegang.is_goed()] if self.toegang is not None else []
        return all(delen) and not self.extra_fouten

    def staat(self) -> Staat:
        """Return the state as filled in; call after `is_goed`."""
        staat = self.form.staat()
        if self.week is not None:
            staat[TIJDEN] = op_volgorde([*self.week.staat(), *self.onderwerp.verborgen_tijden(self.basis)])
        if self.toegang is not None:
            staat |= self.toegang.staat()
        return staat

    @property
    def delen(self) -> list[Deel]:
        """The page part by part; folded is what is known, untouched and right."""
        mist = {veld for veld, _ in volledigheid(self.onderwerp.soort, self.basis).mist}
        geraakt = self.geraakt | set(self.form.changed_data if self.form.is_bound else ())
        delen: list[Deel] = []
        for groep, velden in self.form.in_groepen():
            # A field that is not there can be missing too: of an offer without places nothing can be ticked.
            namen = self.form.namen_in(groep) | {groep.sleutel}
            if not velden and not groep.sleutel:
                continue
            fout = any(veld.errors for veld in velden) or self._fout_in(groep)
            # What it is called is at hand; of one block nothing is folded.
            is_open = not delen or fout or bool(namen & (mist | geraakt)) or self.onderwerp.blok is not None
            delen.append(Deel(groep, velden, bool(mist & namen), is_open))
        return delen

    def _fout_in(self, groep: Groep) -> bool:
        """Whether something is wrong in the week or in the table that stands in this group."""
        waar = {"tijden": self.week, "toegang": self.toegang}.get(groep.sleutel)
        return waar is not None and any(True for _ in waar.fouten)

    def met_fouten(self, fout: ValidationError) -> Bewerking:
        """Return the page with what went wrong at its top."""
        self.extra_fouten += [("", melding) for melding in fout.messages]
        return self

    @property
    def fouten(self) -> Iterator[tuple[str, str]]:
        """Yield every fault as (id of the field, message)."""
        if self.form.is_bound:
            for naam, meldingen in self.form.errors.items():
                for melding in map(str, meldingen):
                    if naam == "__all__":
                        yield "", melding
                    else:
                        yield self.form[naam].auto_id, f"{self.form[naam].label}: {melding}"
        yield from self.week.fouten if self.week is not None else ()
        yield from self.toegang.fouten if self.toegang is not None else ()
        for fout in self.waarom.errors.get("waarom", ()):
            yield self.waarom["waarom"].auto_id, f"{self.waarom['waarom'].label}: {fout}"
        yield from self.extra_fouten

    @property
    def ondertekende_basis(self) -> str:
        """What the form carries along to know what this person saw; without what they may not see."""
        blok = self.onderwerp.blok
        gezien = self.basis if blok is None else blok.deel(self.basis)
        return signing.dumps(self.onderwerp.toonbaar(gezien), salt=zout(blok), compress=True)


def zout(blok: Bewerkblok | None) -> str:
    """Return what signs what was seen: that of one block says nothing about another."""
    return ZOUT if blok is None else f"{ZOUT}:{blok.naam}"


def open_met(onderwerp: Onderwerp, staat: Staat, basis: Staat) -> Bewerking:
    """Return the page with this state filled in."""
    week = None
    if onderwerp.vraagt(TIJDEN):
        week = tijdenformulier.van_staat(onderwerp.toonbaar(staat)[TIJDEN], _plekken(onderwerp, staat))
    tabel = Toegangstabel(staat=staat, intern=onderwerp.intern) if onderwerp.vraagt(TOEGANG) else None
    return Bewerking(onderwerp, basis, _form(onderwerp, None, staat), week, tabel)


def begin_met(onderwerp: Onderwerp, keuzes: QueryDict) -> Bewerking:
    """Return the page for something new, begun with the need and the area that an address names, as far as known."""
    leeg = onderwerp.nu()
    staat = dict(leeg)
    for model, naam, velden_ in (
        (Behoefte, "behoefte", ("behoeften",)),
        (Stadsdeel, "stadsdeel", ("stadsdelen", "werkgebied")),
    ):
        slug = keuzes.get(naam, "")
        bekend = bool(slug) and "\0" not in slug and model._default_manager.filter(slug=slug).exists()
        staat.update({veld: [slug] for veld in velden_ if bekend and veld in leeg})
    return open_met(onderwerp, staat, leeg)


def van_post(onderwerp: Onderwerp, data: QueryDict, nu: Staat) -> Bewerking:
    """Return the page as it was sent, to be judged; `nu` is the present state. Raises SuspiciousOperation."""
    basis = _basis(onderwerp, data, nu)
    return Bewerking(
        onderwerp,
        basis,
        _form(onderwerp, data, basis),
        tijdenformulier.van_post(data, _plekken(onderwerp, basis, data)) if onderwerp.vraagt(TIJDEN) else None,
        Toegangstabel(data, staat=basis, intern=onderwerp.intern) if onderwerp.vraagt(TOEGANG) else None,
        waarom_data=data,
        beoordeeld=True,
    )


def verlegd(onderwerp: Onderwerp, data: QueryDict, opdracht: str, nu: Staat, adres: Adres | None = None) -> Bewerking:
    """Return the page as it was sent with a time more or fewer, or an address filled in; nothing is judged yet."""
    basis = _basis(onderwerp, data, nu)
    form = _form(onderwerp, None, basis)
    # What was asked for answers in sight, also where it found nothing.
    geraakt = {"tijden"} if opdracht.startswith("tijd-") else {"adres"} if opdracht == ZOEK_ADRES else set()
    for naam, veld in form.fields.items():
        eerder, form.initial[naam] = form.initial.get(naam), veld.widget.value_from_datadict(data, {}, naam)
        if _als_woorden(eerder) != _als_woorden(form.initial[naam]):
            geraakt.add(naam)
    if any(naam.startswith("toegang-") and waarde for naam, waarde in data.items()):
        geraakt.add("toegang")
    if adres is not None:
        gevonden = {n: getattr(adres, n) for n in ("straat", "huisnummer", "postcode", "plaats", "lat", "lon")}
        form.initial.update({naam: waarde for naam, waarde in gevonden.items() if waarde})
        if adres.lat:
            # What was known of another point says nothing of this one.
            form.initial.update({"precisie": Locatie.Precisie.ADRES, "waar": "", "punt_bron": ""})
    week = None
    if onderwerp.vraagt(TIJDEN):
        week = tijdenformulier.verlegd(data, opdracht, _plekken(onderwerp, basis, data))
    return Bewerking(
        onderwerp,
        basis,
        form,
        week,
        Toegangstabel(staat=basis, intern=onderwerp.intern, initial=data) if onderwerp.vraagt(TOEGANG) else None,
        adres=adres,
        geraakt=frozenset(geraakt),
        waarom_getypt=data.get("waarom", ""),
    )


def _als_woorden(waarde: Any) -> list[str]:
    """Return a value in the form in which a browser sends it, so that what began and what came back compare."""
    lijst = waarde if isinstance(waarde, list) else [waarde]
    return sorted(str(een) for een in lijst if een not in (None, "", False))


def _plekken(onderwerp: Onderwerp, staat: Staat, data: QueryDict | None = None) -> Plekken:
    """Return where hours may hold alone: at the places of the offer as they are ticked now, `data`, or before."""
    eerder = {*staat["locaties"], *(tijd[PLEK_VAN_TIJD] for tijd in staat[TIJDEN] if tijd.get(PLEK_VAN_TIJD))}
    gevraagd = onderwerp.vraagt("locaties")
    gekozen = set(data.getlist("locaties") if data is not None and gevraagd else staat["locaties"])
    alle = {*eerder, *(naam for naam in gekozen if "\0" not in naam)}
    return Plekken(tuple(onderwerp.plekken(alle)) if alle else (), frozenset(gekozen))


def _form(onderwerp: Onderwerp, data: Any, staat: Staat) -> IngangForm:
    form = _heel_form(onderwerp, data, staat)
    if onderwerp.blok is not None:
        form.beperk_tot(onderwerp.blok.groepen)
    return form


def _heel_form(onderwerp: Onderwerp, data: Any, staat: Staat) -> IngangForm:
    soort = FORMULIEREN[onderwerp.model]
    if issubclass(soort, AanbodForm):
        organisatie = onderwerp.organisatie
        if organisatie is None:
            raise ValueError("An offer belongs to an organisation.")
        return soort(data, staat=staat, intern=onderwerp.intern, organisatie=organisatie, gebruiker=onderwerp.gebruiker)
    return soort(data, staat=staat, intern=onderwerp.intern)


def _basis(onderwerp: Onderwerp, data: QueryDict, nu: Staat) -> Staat:
    try:
        gezien: Staat = signing.loads(data.get("basis", ""), salt=zout(onderwerp.blok))
    except signing.BadSignature as fout:
        raise SuspiciousOperation("The form does not say what it began with.") from fout
    gezien = onderwerp.vul_aan(gezien, nu)
    return gezien if onderwerp.blok is None else onderwerp.blok.leg_over(nu, gezien)


def onderwerp_van(
    ingang: Ingang, gebruiker: Medewerker, *, als_voorstel: bool = False, blok: Bewerkblok | None = None
) -> Onderwerp:
    """Return an existing entry as what is changed, all of it or one block."""
    organisatie = ingang.organisatie if isinstance(ingang, Aanbod | Locatie) else ingang
    return Onderwerp(type(ingang), gebruiker, ingang, organisatie, als_voorstel, blok)
