"""Two entries with something of everything that can hang on an organisation or a place."""

from __future__ import annotations

import datetime
from typing import Any

from doorverwijzing.models import Route, Signaal, Stap
from kaart.werk.models import Uitstel
from organisaties import models as m
from organisaties.bijhouden.momentopname.geschiedenis import leg_vast
from organisaties.bijhouden.momentopname.momentopname import lees
from organisaties.bijhouden.samenvoegen.naast_elkaar import vergelijk
from organisaties.regels.rollen import Rol
from tests.fabrieken import (
    BehoefteFabriek,
    CategorieFabriek,
    LocatieFabriek,
    OrganisatieFabriek,
    StadsdeelFabriek,
    maak_aanbod,
    maak_medewerker,
)

VANDAAG = datetime.date(2026, 11, 20)


def coordinator() -> m.Medewerker:
    """Return who keeps the city."""
    return m.Medewerker.objects.filter(username="coordinator").first() or maak_medewerker(
        Rol.COORDINATOR, naam="coordinator"
    )


def twee(**velden: Any) -> tuple[m.Organisatie, m.Organisatie]:
    """Make two organisations: 'blijft' and 'weg', the second with something of everything."""
    oost, west = StadsdeelFabriek.create(slug="oost"), StadsdeelFabriek.create(slug="west")
    blijft = OrganisatieFabriek.create(kenmerk="blijft", naam="Huis Lindeboom", telefoon="020 123 4567")
    weg = OrganisatieFabriek.create(
        kenmerk="weg",
        naam="Stichting Lindeboom",
        omschrijving="Koken met buren",
        email="post@lindeboom.example",
        **velden,
    )
    blijft.werkgebied.add(oost)
    weg.werkgebied.add(oost, west)
    for nummer in (1, 2, 3):
        maak_aanbod(kenmerk=f"van-blijft-{nummer}", organisatie=blijft, stadsdelen=[oost])
    hang_alles_aan(weg, blijft)
    return blijft, weg


def hang_alles_aan(weg: m.Organisatie, blijft: m.Organisatie) -> None:
    """Let something of every kind point at an organisation."""
    wie = coordinator()
    oost = StadsdeelFabriek.create(slug="oost")
    derde = OrganisatieFabriek.create(kenmerk="derde", naam="Derde Huis")
    plek = LocatieFabriek.create(kenmerk="plek-weg", naam="Keuken", organisatie=weg, stadsdeel=oost)
    aanbod = maak_aanbod(
        kenmerk="koken",
        organisatie=weg,
        stadsdelen=[oost],
        locaties=[plek],
        behoeften=[BehoefteFabriek.create(slug="eten")],
    )
    m.Toegang.objects.create(aanbod=aanbod, categorie=CategorieFabriek.create(slug="a"), waarde="welkom")
    m.Openingstijd.objects.create(aanbod=aanbod, weekdag=2)
    m.Praktijktip.objects.create(aanbod=aanbod, tekst="Kom vroeg", rol="opbouwwerker", gegeven_op=VANDAAG)
    Signaal.objects.create(aanbod=aanbod, soort="vol", op=VANDAAG)
    m.Contactpersoon.objects.create(organisatie=weg, rol="balie", naam="A. Proef", toestemming_op=VANDAAG)
    m.Organisatierol.objects.create(organisatie=weg, rol="gastvrouw")
    m.Organisatierol.objects.create(organisatie=blijft, rol="gastvrouw")
    m.Samenwerking.objects.create(van=weg, naar=derde, soort="verwijst-naar", toelichting="op dinsdag")
    m.Samenwerking.objects.create(van=blijft, naar=derde, soort="verwijst-naar")
    m.Samenwerking.objects.create(van=blijft, naar=weg, soort="werkt-samen-met")
    m.Samenwerking.objects.create(van=derde, naar=weg, soort="warme-lijn", toelichting="bel gerust")
    m.Samenwerking.objects.create(van=blijft, naar=derde, soort="warme-lijn")
    leg_vast(ingang=weg, voor=lees(weg), gebruiker=wie, soort="wijziging", waarom="gebeld")
    leg_vast(ingang=blijft, voor=lees(blijft), gebruiker=wie, soort="wijziging")
    for organisatie in (weg, blijft):
        beurt = m.Controlebeurt.objects.create(organisatie=organisatie, door=wie)
        m.Controle.objects.create(
            organisatie=organisatie,
            op=VANDAAG,
            rol="coördinator",
            wijze="gebeld",
            uitslag="klopt",
            beurt=beurt,
            door=wie,
        )
        m.Organisatie.objects.filter(pk=organisatie.pk).update(gecontroleerd_op=VANDAAG)
        m.Concept.objects.create(organisatie=organisatie, door=wie, basis=lees(organisatie), staat=lees(organisatie))
    m.Voorstel.objects.create(organisatie=weg, wijzigingen={"naam": {"van": "a", "naar": "b"}}, rol="opbouwwerker")
    m.Nazien.objects.create(ding="organisatie", sleutel=weg.pk, veld="Naam")
    Uitstel.objects.create(organisatie=weg, waarom="later", tot=VANDAAG, notitie="op reis", rol="coördinator", door=wie)
    weg.houders.add(wie)
    route = Route.objects.create(kenmerk="r", naam="Route", behoefte=BehoefteFabriek.create(slug="eten"))
    Stap.objects.create(route=route, nummer=1, organisatie=weg, wijze="zelf", instructie="Ga erheen")
    Stap.objects.create(route=route, nummer=2, aanbod=aanbod, wijze="zelf", instructie="Ga erheen")


def kies(een: Any, ander: Any, blijft: str = "een", **velden: str) -> dict[str, list[str]]:
    """Return what the form sends when nothing is changed on it but `velden`."""
    samen = vergelijk(een, ander, {"blijft": [blijft]})
    vorm = {"blijft": [blijft]}
    for keuze in samen.keuzes:
        vorm[f"veld-{keuze.naam}"] = [o.sleutel for o in keuze.opties] if keuze.opties else [keuze.kant]
    return vorm | {f"veld-{naam}": [waarde] for naam, waarde in velden.items()}
