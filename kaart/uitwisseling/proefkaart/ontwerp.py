"""Made-up rows in memory: what an organisation, a place and an offer look like. Nothing is written here."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kaart.uitwisseling.proefkaart import woorden
from kaart.uitwisseling.proefkaart.loting import Loting, Scheef
from organisaties.models import (
    Aanbod,
    Behoefte,
    Controle,
    Doelgroep,
    Gebied,
    Locatie,
    Nieuwkomerscategorie,
    Openingstijd,
    Organisatie,
    Stadsdeel,
    Taal,
    Toegang,
)
from organisaties.regels.keuzes import JaNee, Status, Zekerheid, Zichtbaarheid
from organisaties.regels.openingstijden import WEEKDAGNAAM

BRON = "Verzonnen voor een proefkaart; bestaat niet."
# Each opening of a day comes back in this share of the week's days: workdays mostly.
DAGEN = {1: 5, 2: 6, 3: 6, 4: 6, 5: 4, 6: 2, 7: 1}
ZICHTBAAR = {Zichtbaarheid.OPENBAAR: 88, Zichtbaarheid.NAAM_OPENBAAR: 7, Zichtbaarheid.PROFESSIONALS: 5}
STATUS = {Status.GEPUBLICEERD: 96, Status.CONCEPT: 2, Status.GESTOPT: 2}
JA_NEE = {JaNee.NEE: 58, JaNee.JA: 14, JaNee.NAVRAGEN: 14, JaNee.ONBEKEND: 14}
AANMELDEN = {"inloop": 42, "afspraak": 24, "bellen": 18, "verwijzing": 10, "onbekend": 6}
KOSTEN = {"gratis": 68, "bijdrage": 22, "onbekend": 10}
KRING = {"gemengd": 70, "eigen": 12, "nvt": 18}
RUIMTE = {"onbekend": 74, "plek": 17, "wachtlijst": 6, "vol": 3}
ZEKERHEID = {Zekerheid.OPGEGEVEN: 70, Zekerheid.BRON: 20, Zekerheid.ZWAKKE_BRON: 7, Zekerheid.BEKEND: 3}
ROLSTOEL = {"ja": 45, "nee": 10, "onbekend": 45}
# How wide a stadsdeel is around its middle, in degrees.
BREEDTE, LENGTE = 0.012, 0.018


@dataclass(frozen=True, slots=True)
class Lijsten:
    """The reference lists, and how unequally they are drawn from."""

    themas: Scheef[tuple[Behoefte, Sequence[Behoefte]]]
    stadsdelen: Scheef[Stadsdeel]
    talen: Scheef[Taal]
    doelgroepen: Sequence[Doelgroep]
    categorieen: Sequence[Nieuwkomerscategorie]
    gebieden: Mapping[int, Sequence[Gebied]]

    @classmethod
    def uit_database(cls, loting: Loting) -> Lijsten:
        """Read the lists; which stadsdeel has the most is up to the seed."""
        behoeften = list(Behoefte.objects.in_volgorde())
        kinderen: dict[int, list[Behoefte]] = {}
        gebieden: dict[int, list[Gebied]] = {}
        for behoefte in behoeften:
            if behoefte.ouder_id:
                kinderen.setdefault(behoefte.ouder_id, []).append(behoefte)
        for gebied in Gebied.objects.in_volgorde():
            gebieden.setdefault(gebied.stadsdeel_id, []).append(gebied)
        gangbaar = list(woorden.THEMAS)
        wijd = sorted(
            (b for b in behoeften if not b.ouder_id),
            key=lambda b: gangbaar.index(b.slug) if b.slug in gangbaar else len(gangbaar),
        )
        return cls(
            themas=Scheef.van([(b, (*kinderen.get(b.pk, ()), b)) for b in wijd], 0.8),
            stadsdelen=Scheef.van(loting.geschud(list(Stadsdeel.objects.in_volgorde())), 0.6),
            # Dutch is nearly always among them; the others as often as their place in the list says.
            talen=Scheef.van(list(Taal.objects.exclude(code="nl").in_volgorde()), 0.9),
            doelgroepen=list(Doelgroep.objects.in_volgorde()),
            categorieen=list(Nieuwkomerscategorie.objects.in_volgorde()),
            gebieden=gebieden,
        )


@dataclass(slots=True)
class Thuis:
    """An organisation with what its offers take from it."""

    rij: Organisatie
    stadsdelen: list[Stadsdeel]
    talen: list[Taal]
    locaties: list[Locatie] = field(default_factory=list)


@dataclass(slots=True)
class Gemaakt:
    """An offer with the rows that hang on it."""

    rij: Aanbod
    behoeften: list[Behoefte]
    stadsdelen: list[Stadsdeel]
    talen: list[Taal]
    doelgroepen: list[Doelgroep]
    locaties: list[Locatie]
    tijden: list[Openingstijd]
    toegang: list[Toegang]
    controle: Controle | None


class Ontwerper:
    """Makes rows, one after the other; the order of the calls is part of what the seed decides."""

    def __init__(self, lijsten: Lijsten, loting: Loting, dag: datetime.date) -> None:
        self.lijsten, self.loting, self.dag = lijsten, loting, dag
        self.nederlands = Taal.objects.filter(code="nl").first()

    def organisatie(self, nummer: int) -> Thuis:
        """Return a provider."""
        loting = self.loting
        formeel = loting.kans(0.45)
        stadsdelen = loting.scheve_paar(self.lijsten.stadsdelen, 3)
        talen = self._talen(4)
        hele_stad = loting.kans(0.15)
        vorm = loting.een(woorden.FORMELE_VORMEN if formeel else woorden.INFORMELE_VORMEN)
        naam = f"{vorm} {loting.een(woorden.EIGENNAMEN)} {self._waar(stadsdelen[0])}"
        soorten = Organisatie.Soort
        rij = Organisatie(
            kenmerk=f"proef-organisatie-{nummer}",
            naam=naam[:150],
            omschrijving=f"{loting.een(woorden.GEWONE_ZINNEN)} {self._samenstelling()} en {self._samenstelling()}.",
            soort=loting.een(
                (soorten.WELZIJN, soorten.VRIJWILLIGERS, soorten.GEZONDHEID, soorten.JURIDISCH, soorten.BUURTTEAM)
                if formeel
                else (soorten.ZELFORGANISATIE, soorten.VRIJWILLIGERS, soorten.GELOOF, soorten.OVERIG)
            ),
            formaliteit="formeel" if formeel else "informeel",
            aankomstinfrastructuur=loting.kans(0.25),
            sociale_infrastructuur=loting.kans(0.8),
            sociale_basis=loting.een(Organisatie.SocialeBasis.values),
            bonding=loting.kans(0.4),
            bridging=loting.kans(0.5),
            linking=loting.kans(0.2),
            hele_stad=hele_stad,
            zichtbaarheid=loting.uit(ZICHTBAAR),
            status=loting.uit(STATUS),
            zekerheid=loting.uit(ZEKERHEID),
            bron=BRON,
            gecontroleerd_op=self._gecontroleerd_op(),
        )
        return Thuis(rij, stadsdelen, talen)

    def locatie(self, nummer: int, thuis: Thuis) -> Locatie:
        """Return a place of an organisation that is already in the database."""
        loting = self.loting
        stadsdeel = loting.een(thuis.stadsdelen)
        gebied = loting.een(self.lijsten.gebieden[stadsdeel.pk]) if self.lijsten.gebieden.get(stadsdeel.pk) else None
        lat, lon = self._punt(stadsdeel)
        return Locatie(
            kenmerk=f"proef-locatie-{nummer}",
            organisatie=thuis.rij,
            naam=f"{loting.een(woorden.FORMELE_VORMEN)} {loting.een(woorden.EIGENNAMEN)}",
            straat=loting.een(woorden.STRATEN),
            huisnummer=str(loting.getal(1, 400)),
            stadsdeel=stadsdeel,
            gebied=gebied,
            lat=lat,
            lon=lon,
            rolstoel=loting.uit(ROLSTOEL),
            zichtbaarheid=loting.uit(ZICHTBAAR),
            zekerheid=loting.uit(ZEKERHEID),
            bron=BRON,
        )

    def aanbod(self, nummer: int, thuis: Thuis) -> Gemaakt:
        """Return an offer of an organisation whose places are already in the database."""
        loting = self.loting
        wijd, smal = loting.scheef(self.lijsten.themas)
        thema = woorden.THEMAS.get(wijd.slug, woorden.ALGEMEEN)
        behoeften = loting.paar(smal, loting.getal(1, 3))
        if loting.kans(0.3):
            behoeften.append(loting.een(loting.scheef(self.lijsten.themas)[1]))
        doelgroepen = loting.paar(self.lijsten.doelgroepen, 1) if loting.kans(0.22) else []
        hele_stad = loting.kans(0.75 if thuis.rij.hele_stad else 0.08)
        online = loting.kans(0.04)
        locaties = [] if online or not thuis.locaties or loting.kans(0.1) else loting.paar(thuis.locaties, 1)
        soort = loting.een(thema.soorten)
        rij = Aanbod(
            kenmerk=f"proef-aanbod-{nummer}",
            organisatie=thuis.rij,
            naam=self._naam(thema, thuis, doelgroepen)[:150],
            soort=soort,
            omschrijving=self._omschrijving(thema, behoeften),
            hele_stad=hele_stad,
            online=online,
            kring=loting.uit(KRING),
            aanmelden=loting.uit(AANMELDEN),
            kosten=loting.uit(KOSTEN),
            bsn=loting.uit(JA_NEE),
            legitimatie=loting.uit(JA_NEE),
            bankafschriften=loting.uit({**JA_NEE, JaNee.JA: 4}),
            eerst_overleggen=loting.kans(0.08),
            groepsgrootte=loting.getal(3, 40) if loting.kans(0.3) else None,
            overdracht=loting.een(woorden.OVERDRACHT) if loting.kans(0.6) else "",
            let_op=loting.een(woorden.LET_OP) if loting.kans(0.3) else "",
            zichtbaarheid=loting.uit(ZICHTBAAR),
            status=loting.uit(STATUS),
            zekerheid=loting.uit(ZEKERHEID),
            bron=BRON,
            gecontroleerd_op=self._gecontroleerd_op(),
        )
        self._druk(rij)
        tijden = self._tijden(rij)
        rij.tijden = ", ".join(dict.fromkeys(WEEKDAGNAAM[tijd.als_regel().weekdag][:2] for tijd in tijden))
        return Gemaakt(
            rij=rij,
            behoeften=list(dict.fromkeys(behoeften)),
            stadsdelen=[] if hele_stad else loting.paar(thuis.stadsdelen, loting.getal(1, 2)),
            talen=self._talen(3) if loting.kans(0.5) else thuis.talen,
            doelgroepen=doelgroepen,
            locaties=locaties,
            tijden=tijden,
            toegang=self._toegang(rij),
            controle=self._controle(rij),
        )

    def _talen(self, hoogstens: int) -> list[Taal]:
        nederlands = [self.nederlands] if self.nederlands and self.loting.kans(0.96) else []
        return [*nederlands, *self.loting.scheve_paar(self.lijsten.talen, hoogstens)]

    def _waar(self, stadsdeel: Stadsdeel) -> str:
        gebieden = self.lijsten.gebieden.get(stadsdeel.pk)
        return (self.loting.een(gebieden) if gebieden and self.loting.kans(0.6) else stadsdeel).naam

    def _samenstelling(self) -> str:
        return f"{self.loting.een(woorden.VOOR)}{self.loting.een(woorden.ACHTER)}".capitalize()

    def _naam(self, thema: woorden.Thema, thuis: Thuis, doelgroepen: Sequence[Doelgroep]) -> str:
        loting = self.loting
        wat = loting.een(thema.namen) if loting.kans(0.75) else self._samenstelling()
        voor = f" voor {doelgroepen[0].naam.lower()}" if doelgroepen and loting.kans(0.7) else ""
        if loting.kans(0.5):
            return f"{wat}{voor} in {self._waar(loting.een(thuis.stadsdelen))}"
        return f"{wat}{voor} bij {loting.een(woorden.EIGENNAMEN)}"

    def _omschrijving(self, thema: woorden.Thema, behoeften: Sequence[Behoefte]) -> str:
        loting = self.loting
        zinnen = [*loting.paar(thema.zinnen, loting.getal(1, 2)), *loting.paar(woorden.GEWONE_ZINNEN, 1)]
        if loting.kans(0.5):
            zinnen.append(f"Er is ook een {self._samenstelling().lower()}.")
        if loting.kans(0.3):
            zinnen.append(f"Het gaat om {behoeften[0].naam.lower()}.")
        return " ".join(zinnen)

    def _punt(self, stadsdeel: Stadsdeel) -> tuple[Decimal | None, Decimal | None]:
        """Return a point somewhere around the middle of a stadsdeel; it lies at no address."""
        if stadsdeel.centrum_lat is None or stadsdeel.centrum_lon is None or self.loting.kans(0.15):
            return None, None
        return (
            round(stadsdeel.centrum_lat + Decimal(str(round(self.loting.afstand(BREEDTE), 6))), 6),
            round(stadsdeel.centrum_lon + Decimal(str(round(self.loting.afstand(LENGTE), 6))), 6),
        )

    def _gecontroleerd_op(self) -> datetime.date | None:
        if self.loting.kans(0.35):
            return None
        return self.dag - datetime.timedelta(days=self.loting.dagen_geleden(120))

    def _druk(self, rij: Aanbod) -> None:
        """Fill in waiting time, room and pause."""
        loting = self.loting
        rij.ruimte = loting.uit(RUIMTE)
        if rij.ruimte != Aanbod.Ruimte.ONBEKEND:
            rij.ruimte_op = self.dag - datetime.timedelta(days=loting.dagen_geleden(40))
        if loting.kans(0.15):
            rij.wachttijd = loting.een(woorden.WACHTTIJDEN)
            rij.wachttijd_op = self.dag - datetime.timedelta(days=loting.dagen_geleden(60))
        if loting.kans(0.03):
            rij.pauze_vanaf = self.dag - datetime.timedelta(days=loting.getal(0, 30))
            rij.pauze_tot = self.dag + datetime.timedelta(days=loting.getal(0, 60)) if loting.kans(0.7) else None

    def _tijden(self, rij: Aanbod) -> list[Openingstijd]:
        loting = self.loting
        if loting.kans(0.28):
            return []
        dagen = dict.fromkeys(loting.uit(DAGEN) for _ in range(loting.getal(1, 4)))
        uur = loting.getal(8, 19)
        van = datetime.time(uur, loting.een((0, 0, 30)))
        tot = datetime.time(min(uur + loting.getal(1, 4), 23), 0)
        tijden = []
        for dag in dagen:
            tijd = Openingstijd(aanbod=rij, weekdag=dag, van=van, tot=tot if loting.kans(0.9) else None)
            if loting.kans(0.06):
                tijd.elke_weken = loting.getal(2, 4)
                tijd.begin = self.dag - datetime.timedelta(days=loting.getal(0, 200))
            elif loting.kans(0.04):
                tijd.week_van_maand = loting.getal(1, 5)
            tijd.bereken_fase()
            tijden.append(tijd)
        return tijden

    def _toegang(self, rij: Aanbod) -> list[Toegang]:
        """Return whom it is open to: everyone, those with papers, those without, or nothing known."""
        loting, waarde = self.loting, Toegang.Waarde
        profiel = loting.uit({"iedereen": 45, "papieren": 30, "steunpunt": 7, "stil": 18})
        if profiel == "stil":
            return []
        rijen = []
        for nummer, categorie in enumerate(self.lijsten.categorieen):
            if loting.kans(0.06):
                continue
            if profiel == "iedereen":
                oordeel = waarde.WELKOM if loting.kans(0.92) else waarde.NAVRAGEN
            elif profiel == "steunpunt":
                oordeel = waarde.WELKOM if categorie.gevoelig else loting.een((waarde.NAVRAGEN, waarde.NIET))
            elif categorie.gevoelig:
                oordeel = loting.een((waarde.NIET, waarde.NIET, waarde.NAVRAGEN))
            else:
                oordeel = waarde.WELKOM if nummer == 0 else loting.een(tuple(waarde))
            rijen.append(Toegang(aanbod=rij, categorie=categorie, waarde=oordeel, bron=BRON))
        return rijen

    def _controle(self, rij: Aanbod) -> Controle | None:
        if rij.gecontroleerd_op is None:
            return None
        return Controle(
            aanbod=rij,
            op=rij.gecontroleerd_op,
            rol="aandachtsfunctionaris",
            wijze=self.loting.een([wijze for wijze in Controle.Wijze.values if wijze != Controle.Wijze.ZELF]),
            uitslag=Controle.Uitslag.KLOPT if self.loting.kans(0.8) else Controle.Uitslag.AANGEPAST,
        )
