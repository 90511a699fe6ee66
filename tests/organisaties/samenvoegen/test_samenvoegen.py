"""Two organisations or places become one: all that pointed at one points at the other, and back."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import models

from doorverwijzing.models import Stap
from organisaties import models as m
from organisaties.bijhouden.momentopname.momentopname import lees
from organisaties.bijhouden.samenvoegen import acties
from organisaties.bijhouden.samenvoegen.naast_elkaar import vergelijk
from organisaties.bijhouden.samenvoegen.opname import wijst_naar
from organisaties.bijhouden.wijzigen.acties import bewaar, nieuw_kenmerk, zet_terug
from organisaties.regels.rollen import Rol
from tests.fabrieken import LocatieFabriek, OrganisatieFabriek, StadsdeelFabriek, maak_aanbod, maak_medewerker
from tests.niets_anders import dump, onbedoeld
from tests.organisaties.samenvoegen.stad import VANDAAG, coordinator, kies, twee

pytestmark = pytest.mark.django_db


def voeg_samen(een: Any, ander: Any, *, ruimer: bool = False, blijft: str = "een", **velden: str) -> m.Ingreep:
    gekozen = kies(een, ander, blijft, **velden)
    versie = vergelijk(een, ander, gekozen).versie
    return acties.voeg_samen(
        gebruiker=coordinator(), een=een, ander=ander, gekozen=gekozen, versie=versie, ruimer=ruimer
    )


def test_alles_wat_wees_naar_de_ene_wijst_naar_de_andere() -> None:
    blijft, weg = twee()
    voeg_samen(blijft, weg)
    assert not m.Organisatie.objects.filter(kenmerk="weg").exists()
    nu = m.Organisatie.objects.get(kenmerk="blijft")
    assert nu.aanbod.filter(kenmerk="koken").exists()
    assert nu.locaties.get().kenmerk == "plek-weg"
    assert nu.contactpersonen.get().naam == "A. Proef"
    assert nu.rollen.count() == 1, "the same role once"
    assert set(nu.werkgebied.values_list("slug", flat=True)) == {"oost", "west"}
    assert (nu.telefoon, nu.email, nu.omschrijving) == ("020 123 4567", "post@lindeboom.example", "Koken met buren")
    assert Stap.objects.filter(organisatie=nu).count() == 1
    assert not m.Samenwerking.objects.filter(van=models.F("naar")).exists()
    warm = m.Samenwerking.objects.get(soort="warme-lijn")
    assert warm.toelichting == "bel gerust", "of two that say the same the one with words stays"
    assert m.Voorstel.objects.get().organisatie == nu
    assert m.Nazien.objects.get().sleutel == nu.pk
    assert coordinator() in nu.houders.all()


def test_niets_wijst_nog_naar_wat_er_niet_meer_is() -> None:
    blijft, weg = twee()
    voeg_samen(blijft, weg)
    for relatie in wijst_naar(m.Organisatie):
        assert not relatie.related_model._base_manager.filter(**{relatie.field.attname: weg.pk}).exists(), relatie


@pytest.mark.parametrize("blijft_welke", ["een", "ander"])
def test_na_ongedaan_maken_is_de_database_zoals_ervoor(blijft_welke: str) -> None:
    een, ander = twee()
    voor = dump()
    ingreep = voeg_samen(een, ander, blijft=blijft_welke)
    assert onbedoeld(voor, dump()), "something happened"
    acties.draai_terug(gebruiker=coordinator(), ingreep=ingreep)
    # What was done and undone is remembered; and a harvester must hear that it changed again.
    assert onbedoeld(voor, dump(), f"organisaties_ingreep:{ingreep.pk}", "*.gewijzigd_op") == []
    assert m.Ingreep.objects.get().terug is None


def test_twee_plekken_worden_een_en_weer_twee() -> None:
    oost = StadsdeelFabriek.create(slug="oost")
    een = LocatieFabriek.create(kenmerk="een", naam="Buurthuis", stadsdeel=oost, straat="Kade", huisnummer="1")
    ander = LocatieFabriek.create(
        kenmerk="ander", naam="Huis van de Buurt", stadsdeel=oost, straat="Kade", huisnummer="3"
    )
    aan_beide = maak_aanbod(kenmerk="beide", locaties=[een, ander])
    aan_een = maak_aanbod(kenmerk="alleen", locaties=[ander])
    coordinator()
    voor = dump()
    ingreep = voeg_samen(een, ander, adres="ander")
    nu = m.Locatie.objects.get(kenmerk="een")
    assert (nu.naam, nu.huisnummer) == ("Buurthuis", "3")
    assert [p.kenmerk for p in aan_beide.locaties.all()] == ["een"]
    assert [p.kenmerk for p in aan_een.locaties.all()] == ["een"]
    assert not m.Locatie.objects.filter(kenmerk="ander").exists()
    acties.draai_terug(gebruiker=coordinator(), ingreep=ingreep)
    assert onbedoeld(voor, dump(), f"organisaties_ingreep:{ingreep.pk}", "*.gewijzigd_op") == []


def test_een_eerdere_stand_van_aanbod_op_een_oude_plek_kan_nog_terug() -> None:
    een, ander = LocatieFabriek.create(kenmerk="een"), LocatieFabriek.create(kenmerk="ander")
    aanbod = maak_aanbod(kenmerk="koken", locaties=[een, ander])
    bewaar(gebruiker=coordinator(), ingang=aanbod, basis=lees(aanbod), staat=lees(aanbod) | {"naam": "Anders"})
    toen = m.Versie.objects.bij(aanbod).last()
    assert toen is not None
    voeg_samen(een, ander)
    zet_terug(gebruiker=coordinator(), ingang=aanbod, versie=toen)
    assert [p.kenmerk for p in aanbod.locaties.all()] == ["een"]


def test_wat_besloten_was_blijft_besloten() -> None:
    """What goes to a more open organisation keeps by itself how closed it was, and gets that back as it was."""
    blijft, weg = twee(zichtbaarheid="professionals")
    with pytest.raises(ValidationError):
        voeg_samen(blijft, weg, zichtbaarheid="een")
    ingreep = voeg_samen(blijft, weg, zichtbaarheid="een", ruimer=True)
    assert m.Organisatie.objects.get(kenmerk="blijft").zichtbaarheid == "openbaar"
    assert m.Aanbod.objects.get(kenmerk="koken").zichtbaarheid == "professionals"
    assert m.Locatie.objects.get(kenmerk="plek-weg").zichtbaarheid == "professionals"
    assert m.Aanbod.objects.get(kenmerk="van-blijft-1").zichtbaarheid == "openbaar"
    acties.draai_terug(gebruiker=coordinator(), ingreep=ingreep)
    assert m.Aanbod.objects.get(kenmerk="koken").zichtbaarheid == "openbaar"
    assert m.Organisatie.objects.get(kenmerk="weg").zichtbaarheid == "professionals"


@pytest.mark.parametrize(("veld", "waarde"), [("zichtbaarheid", "professionals"), ("status", "gestopt")])
@pytest.mark.parametrize("besloten", ["blijft", "weg"])
def test_zonder_keuze_wint_de_meest_besloten_stand(veld: str, waarde: str, besloten: str) -> None:
    een, ander = twee()
    m.Organisatie.objects.filter(kenmerk=besloten).update(**{veld: waarde})
    een.refresh_from_db()
    ander.refresh_from_db()
    voeg_samen(een, ander)
    assert getattr(m.Organisatie.objects.get(kenmerk="blijft"), veld) == waarde


def test_een_plek_wordt_niet_openbaar_door_de_organisatie_van_de_andere() -> None:
    dicht = OrganisatieFabriek.create(zichtbaarheid="professionals")
    een = LocatieFabriek.create(kenmerk="open")
    ander = LocatieFabriek.create(kenmerk="schuil", organisatie=dicht)
    voeg_samen(een, ander)
    assert m.Locatie.objects.get(kenmerk="open").zichtbaarheid == "professionals"


def test_een_controle_van_toen_telt_niet_voor_wat_het_nu_is() -> None:
    blijft, weg = twee()
    ingreep = voeg_samen(blijft, weg)
    nu = m.Organisatie.objects.get(kenmerk="blijft")
    assert nu.gecontroleerd_op is None
    assert not m.Controle.objects.filter(organisatie=nu, ingreep=None).exists()
    m.Controle.objects.create(organisatie=nu, op=VANDAAG, rol="x", wijze="gebeld", uitslag="klopt")
    m.Organisatie.objects.filter(pk=nu.pk).update(gecontroleerd_op=datetime.date(2026, 11, 25))
    acties.draai_terug(gebruiker=coordinator(), ingreep=ingreep)
    # A check of the two together vouches for neither of them.
    assert m.Organisatie.objects.get(kenmerk="blijft").gecontroleerd_op == VANDAAG
    assert m.Controle.objects.filter(organisatie=nu, ingreep=None).count() == 1


def test_de_geschiedenis_van_beide_blijft_en_de_een_staat_niet_tussen_de_ander() -> None:
    blijft, weg = twee()
    voeg_samen(blijft, weg)
    nu = m.Organisatie.objects.get(kenmerk="blijft")
    assert {v.staat["naam"] for v in m.Versie.objects.bij(nu)} == {"Huis Lindeboom"}
    assert {v.staat["naam"] for v in m.Versie.objects.van_voor(nu)} == {"Stichting Lindeboom"}
    laatste = m.Versie.objects.bij(nu).first()
    assert laatste is not None
    assert (laatste.soort, laatste.waarom) == ("samen", "Samengevoegd met Stichting Lindeboom")


def test_wat_iemand_daarna_schreef_gaat_niet_verloren() -> None:
    blijft, weg = twee()
    ingreep = voeg_samen(blijft, weg)
    nu = m.Organisatie.objects.get(kenmerk="blijft")
    bewaar(gebruiker=coordinator(), ingang=nu, basis=lees(nu), staat=lees(nu) | {"omschrijving": "Iets nieuws"})
    with pytest.raises(ValidationError, match="Wat doet deze organisatie"):
        acties.draai_terug(gebruiker=coordinator(), ingreep=ingreep)
    assert m.Organisatie.objects.get(kenmerk="blijft").omschrijving == "Iets nieuws"
    assert not m.Organisatie.objects.filter(kenmerk="weg").exists()


def test_wat_iemand_daarna_besloten_maakte_gaat_niet_weer_open() -> None:
    blijft, weg = twee()
    ingreep = voeg_samen(blijft, weg)
    nu = m.Organisatie.objects.get(kenmerk="blijft")
    bewaar(gebruiker=coordinator(), ingang=nu, basis=lees(nu), staat=lees(nu) | {"zichtbaarheid": "professionals"})
    with pytest.raises(ValidationError, match="Wie mag dit zien"):
        acties.draai_terug(gebruiker=coordinator(), ingreep=ingreep)


def test_wat_niet_in_de_weg_zit_blijft_bij_ongedaan_maken() -> None:
    blijft, weg = twee()
    ingreep = voeg_samen(blijft, weg)
    nu = m.Organisatie.objects.get(kenmerk="blijft")
    bewaar(gebruiker=coordinator(), ingang=nu, basis=lees(nu), staat=lees(nu) | {"contact_rol": "de balie"})
    koken = m.Aanbod.objects.get(kenmerk="koken")
    bewaar(gebruiker=coordinator(), ingang=koken, basis=lees(koken), staat=lees(koken) | {"naam": "Samen eten"})
    maak_aanbod(kenmerk="nieuw", organisatie=nu)
    acties.draai_terug(gebruiker=coordinator(), ingreep=ingreep)
    assert m.Organisatie.objects.get(kenmerk="blijft").contact_rol == "de balie"
    koken.refresh_from_db()
    assert (koken.naam, koken.organisatie.kenmerk) == ("Samen eten", "weg")
    assert m.Aanbod.objects.get(kenmerk="nieuw").organisatie.kenmerk == "blijft"


def test_aanbod_dat_daarna_verder_ging_blijft_waar_het_is() -> None:
    blijft, weg = twee(zichtbaarheid="professionals")
    ingreep = voeg_samen(blijft, weg, zichtbaarheid="een", ruimer=True)
    derde = m.Organisatie.objects.get(kenmerk="derde")
    koken = m.Aanbod.objects.get(kenmerk="koken")
    acties.verhuis(gebruiker=coordinator(), aanbod=koken, naar=derde, van=koken.organisatie_id)
    acties.draai_terug(gebruiker=coordinator(), ingreep=ingreep)
    koken.refresh_from_db()
    assert (koken.organisatie, koken.zichtbaarheid) == (derde, "professionals"), "not opened by an undo beside it"


def test_na_een_week_of_een_tweede_keer_kan_het_niet_meer() -> None:
    blijft, weg = twee()
    ingreep = voeg_samen(blijft, weg)
    with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=8)):
        with pytest.raises(ValidationError, match="binnen een week"):
            acties.draai_terug(gebruiker=coordinator(), ingreep=ingreep)
        call_command("ruim_op")
    ingreep.refresh_from_db()
    assert ingreep.terug is None


def test_van_drie_gaat_de_laatste_eerst_terug_en_leidt_elk_adres_door() -> None:
    blijft, weg = twee()
    eerste = voeg_samen(weg, blijft)
    derde = m.Organisatie.objects.get(kenmerk="derde")
    voor = dump()
    tweede = voeg_samen(derde, m.Organisatie.objects.get(kenmerk="weg"))
    assert m.OudKenmerk.objects.van(m.Organisatie) == {"blijft": "derde", "weg": "derde"}
    eerste.refresh_from_db()
    with pytest.raises(ValidationError, match="Maak eerst dat ongedaan"):
        acties.draai_terug(gebruiker=coordinator(), ingreep=eerste)
    acties.draai_terug(gebruiker=coordinator(), ingreep=tweede)
    assert onbedoeld(voor, dump(), f"organisaties_ingreep:{tweede.pk}", "*.gewijzigd_op") == []
    eerste.refresh_from_db()
    acties.draai_terug(gebruiker=coordinator(), ingreep=eerste)
    assert m.Organisatie.objects.filter(kenmerk__in=["blijft", "weg", "derde"]).count() == 3


def test_wie_intussen_iets_veranderde_wordt_niet_overschreven() -> None:
    blijft, weg = twee()
    gekozen = kies(blijft, weg)
    versie = vergelijk(blijft, weg, gekozen).versie
    bewaar(gebruiker=coordinator(), ingang=weg, basis=lees(weg), staat=lees(weg) | {"naam": "Nieuwe naam"})
    wie: dict[str, Any] = {"gebruiker": coordinator(), "gekozen": gekozen, "versie": versie}
    with pytest.raises(acties.IntussenAnders):
        acties.voeg_samen(een=blijft, ander=weg, **wie)
    voeg_samen(blijft, m.Organisatie.objects.get(kenmerk="weg"))
    with pytest.raises(acties.IntussenAnders):
        acties.voeg_samen(een=blijft, ander=weg, **wie)


def test_een_oud_kenmerk_wordt_nooit_opnieuw_gebruikt() -> None:
    blijft, weg = twee()
    voeg_samen(blijft, weg)
    assert nieuw_kenmerk(m.Organisatie, "Weg") == "weg-2"


# --- Owners.


def eigenaar_van(organisatie: m.Organisatie, naam: str = "eigenaar") -> m.Medewerker:
    wie = maak_medewerker(Rol.AANBIEDER, naam=naam)
    wie.organisaties.add(organisatie)
    return wie


@pytest.mark.parametrize("welke", ["blijft", "weg"])
def test_een_eigenaar_die_zelf_beslist_wordt_niet_samengevoegd(welke: str) -> None:
    blijft, weg = twee()
    eigenaar_van(m.Organisatie.objects.get(kenmerk=welke))
    with pytest.raises(PermissionDenied):
        voeg_samen(blijft, weg)


@pytest.mark.parametrize("welke", ["blijft", "weg"])
def test_een_eigenaar_die_het_toestaat_blijft_eigenaar_en_mag_het_terugdraaien(welke: str) -> None:
    blijft, weg = twee()
    wie = eigenaar_van(m.Organisatie.objects.get(kenmerk=welke))
    m.Organisatie.objects.filter(kenmerk=welke).update(laat_wijzigen=True)
    voor = dump()
    ingreep = voeg_samen(blijft, weg)
    nu = m.Organisatie.objects.get(kenmerk="blijft")
    assert list(wie.organisaties.all()) == [nu]
    assert nu.laat_wijzigen
    acties.draai_terug(gebruiker=wie, ingreep=ingreep)
    assert onbedoeld(voor, dump(), f"organisaties_ingreep:{ingreep.pk}", "*.gewijzigd_op") == []


def test_een_organisatie_komt_niet_terug_zonder_haar_eigenaar() -> None:
    blijft, weg = twee()
    wie = eigenaar_van(weg)
    m.Organisatie.objects.filter(kenmerk="weg").update(laat_wijzigen=True)
    ingreep = voeg_samen(blijft, weg)
    wie.organisaties.clear()
    with pytest.raises(ValidationError, match="eigenaar is intussen een ander"):
        acties.draai_terug(gebruiker=coordinator(), ingreep=ingreep)


def test_wie_maar_een_van_beide_bijhoudt_voegt_niet_samen() -> None:
    blijft, weg = twee()
    weg.werkgebied.set([StadsdeelFabriek.create(slug="west")])
    houder = maak_medewerker(Rol.AANDACHTSFUNCTIONARIS)
    houder.stadsdelen.add(StadsdeelFabriek.create(slug="oost"))
    gekozen = kies(blijft, weg)
    wie: dict[str, Any] = {"een": blijft, "ander": weg, "gekozen": gekozen}
    with pytest.raises(PermissionDenied):
        acties.voeg_samen(gebruiker=houder, versie=vergelijk(blijft, weg, gekozen).versie, **wie)
    weg.werkgebied.add(StadsdeelFabriek.create(slug="oost"))
    assert acties.voeg_samen(gebruiker=houder, versie=vergelijk(blijft, weg, gekozen).versie, **wie).pk


# --- An offer by itself.


def test_aanbod_verhuist_en_komt_terug() -> None:
    blijft, weg = twee(zichtbaarheid="professionals")
    koken = m.Aanbod.objects.get(kenmerk="koken")
    voor = dump()
    ingreep = acties.verhuis(gebruiker=coordinator(), aanbod=koken, naar=blijft, van=weg.pk)
    koken.refresh_from_db()
    assert (koken.organisatie, koken.zichtbaarheid) == (blijft, "professionals")
    laatste = m.Versie.objects.bij(koken).first()
    assert laatste is not None
    assert laatste.waarom == "Van een ander op de kaart naar Huis Lindeboom", "a hidden name is not told"
    with pytest.raises(acties.IntussenAnders):
        acties.verhuis(
            gebruiker=coordinator(), aanbod=koken, naar=m.Organisatie.objects.get(kenmerk="derde"), van=weg.pk
        )
    acties.draai_terug(gebruiker=coordinator(), ingreep=ingreep)
    assert onbedoeld(voor, dump(), f"organisaties_ingreep:{ingreep.pk}", "*.gewijzigd_op") == []


def test_een_kopie_is_een_concept_dat_niemand_nakeek() -> None:
    twee()
    koken = m.Aanbod.objects.get(kenmerk="koken")
    m.Aanbod.objects.filter(pk=koken.pk).update(gecontroleerd_op=VANDAAG, ruimte="vol", ruimte_op=VANDAAG)
    koken.refresh_from_db()
    kopie = acties.kopieer(gebruiker=coordinator(), aanbod=koken)
    assert (kopie.status, kopie.gecontroleerd_op, kopie.ruimte, kopie.ruimte_op) == ("concept", None, "onbekend", None)
    assert kopie.naam == f"{koken.naam} (kopie)"
    assert kopie.organisatie == koken.organisatie
    assert [t.afgeleid for t in kopie.toegang.all()] == [True]
    assert kopie.openingstijden.count() == 1
    assert list(kopie.locaties.all()) == list(koken.locaties.all())
