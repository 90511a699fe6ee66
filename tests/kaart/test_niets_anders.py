"""A removal, an import, undoing it, a hand-over and a proposal each change what is meant, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from kaart.uitwisseling.invoer.eigen.verwerken import bevestig, draai_terug, ontvang
from kaart.uitwisseling.invoer.lijsten.acties import bevestig_lijst
from kaart.werk.overdracht import acties as overdragen
from organisaties import models as m
from organisaties.bijhouden.eigenaar.acties import verwijder
from organisaties.bijhouden.momentopname.momentopname import lees
from organisaties.bijhouden.voorstellen import acties as voorstellen
from organisaties.regels.rollen import Rol
from tests.bestanden import inhoud
from tests.fabrieken import maak_medewerker
from tests.niets_anders import alleen_anders, dump, onbedoeld, rij
from tests.uitwisseling.test_invoer import bewerk


@pytest.fixture
def chef(als: Callable[[str], Client], kaart: None) -> Client:
    return als("coordinator")


def wie() -> m.Medewerker:
    return m.Medewerker.objects.get(username="coordinator")


def test_de_meetlat_ziet_elke_cel_elke_rij_en_elke_lijst(kaart: None) -> None:
    voor = dump()
    assert onbedoeld(voor, dump()) == []
    aanbod = m.Aanbod.objects.order_by("pk")[0]
    m.Aanbod.objects.filter(pk=aanbod.pk).update(let_op="anders")
    aanbod.talen.clear()
    m.Synoniem.objects.create(term="nieuw", synoniemen="x")
    gezien = onbedoeld(voor, dump())
    assert any(een.startswith(f"{rij(aanbod)}.let_op") for een in gezien)
    assert any(een.startswith("organisaties_aanbod_talen:") for een in gezien)
    assert any(een.startswith("organisaties_synoniem:") for een in gezien)
    with pytest.raises(AssertionError, match="did not happen"), alleen_anders("organisaties_locatie:*"):
        pass


def test_een_verwijdering(chef: Client) -> None:
    weg = m.Organisatie.objects.get(kenmerk="carabic")
    eigenaar = maak_medewerker(Rol.AANBIEDER, naam="eigenaar")
    eigenaar.organisaties.add(weg)
    aanbod = [f"{rij(een)}" for een in weg.aanbod.all()]
    onder = [f"{rij(een)}" for a in weg.aanbod.all() for een in (*a.toegang.all(), *a.openingstijden.all())]
    lijsten = [
        f"{tussen._meta.db_table}:{pk}"
        for veld in m.Aanbod._meta.many_to_many
        for tussen in (getattr(m.Aanbod, veld.name).through,)
        for pk in tussen.objects.filter(aanbod__organisatie=weg).values_list("pk", flat=True)
    ]
    lijsten += [
        f"{tussen._meta.db_table}:{pk}"
        for veld in m.Organisatie._meta.many_to_many
        for tussen in (getattr(m.Organisatie, veld.name).through,)
        for pk in tussen.objects.filter(organisatie=weg).values_list("pk", flat=True)
    ]
    stappen = [rij(een) for a in weg.aanbod.all() for een in a.stappen.all()] + [rij(s) for s in weg.stappen.all()]
    account = [rij(eigenaar), "organisaties_medewerker_groups:*", "organisaties_medewerker_organisaties:*"]
    onthouden = ["organisaties_vervallen:*"] + (["doorverwijzing_stapverlies:*"] if stappen else [])
    plekken = [rij(een) for een in weg.locaties.all()]
    with alleen_anders(rij(weg), *aanbod, *onder, *lijsten, *stappen, *plekken, *account, *onthouden):
        verwijder(gebruiker=eigenaar, organisatie=weg, naam=weg.naam)


def test_een_import_en_die_ongedaan_maken(chef: Client) -> None:
    gewijzigd = m.Aanbod.objects.get(kenmerk="carabic-voedsel")
    bestand = inhoud(chef.post("/werk/uitvoer/", {"vorm": "xlsx"}))
    bestand = bewerk(bestand, "Aanbod", waar=gewijzigd.kenmerk, Wachttijd="drie weken")
    invoer = ontvang(gebruiker=wie(), naam="k.xlsx", inhoud=bestand)
    begin = dump()
    met = (f"{rij(gewijzigd)}.wachttijd", f"{rij(gewijzigd)}.gewijzigd_op", "organisaties_versie:*", f"{rij(invoer)}.*")
    with alleen_anders(*met):
        bevestig(gebruiker=wie(), invoer=invoer)
    invoer.refresh_from_db()
    with alleen_anders(*met[:2], f"{rij(invoer)}.teruggedraaid_op"):
        assert draai_terug(gebruiker=wie(), invoer=invoer) == (1, 0)
    blijft = (f"{rij(gewijzigd)}.gewijzigd_op", "organisaties_versie:*", f"{rij(invoer)}.*")
    assert onbedoeld(begin, dump(), *blijft) == [], "undone is as it was"


def test_een_lijst_van_een_ander_en_die_ongedaan_maken(chef: Client) -> None:
    tekst = "Organisatie;Telefoon;Stadsdeel;Wat doen ze\nKoor aan de kade;020 123 45 67;Oost;Zingen\n"
    invoer = ontvang(gebruiker=wie(), naam="lijst.csv", inhoud=tekst.encode())
    begin = dump()
    bevestig_lijst(gebruiker=wie(), invoer=invoer, keuzes={"formaliteit": "informeel"})
    nieuw = m.Organisatie.objects.get(naam="Koor aan de kade")
    erbij = [rij(nieuw), *(rij(een) for een in nieuw.aanbod.all())]
    tussen = ("organisaties_organisatie_werkgebied:*", "organisaties_aanbod_stadsdelen:*")
    assert onbedoeld(begin, dump(), *erbij, *tussen, "organisaties_versie:*", f"{rij(invoer)}.*") == []
    oud = {tabel: begin[tabel] for tabel in ("organisaties_organisatie_werkgebied", "organisaties_aanbod_stadsdelen")}
    na = dump()
    assert all(na[tabel][sleutel] == een for tabel, rijen in oud.items() for sleutel, een in rijen.items())
    invoer.refresh_from_db()
    draai_terug(gebruiker=wie(), invoer=invoer)
    assert onbedoeld(begin, dump(), f"{rij(invoer)}.*") == []


def test_een_overdracht_en_die_ongedaan_maken(chef: Client) -> None:
    vertrekt = maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, naam="vertrekt")
    opvolger = maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, naam="opvolger")
    vertrekt.stadsdelen.set(m.Stadsdeel.objects.all()[:2])
    aanbod = list(m.Aanbod.objects.order_by("pk")[:3])
    for een in aanbod:
        een.houders.add(vertrekt)
    begin = dump()
    verdeling: dict[overdragen.Ding, m.Medewerker] = {("aanbod", een.pk): opvolger for een in aanbod}
    with alleen_anders("organisaties_aanbod_houders:*", "werk_overdracht:*"):
        overdracht = overdragen.draag_over(gebruiker=wie(), van=vertrekt, verdeling=verdeling)
    with alleen_anders("organisaties_aanbod_houders:*", f"{rij(overdracht)}.teruggedraaid_op"):
        overdragen.draai_terug(gebruiker=wie(), overdracht=overdracht)
    assert onbedoeld(begin, dump(), "organisaties_aanbod_houders:*", f"{rij(overdracht)}*") == []
    assert {een.pk for een in vertrekt.houdt_aanbod.all()} == {een.pk for een in aanbod}


def test_een_voorstel_overnemen_afwijzen_en_intrekken(chef: Client) -> None:
    aanbod = m.Aanbod.objects.get(kenmerk="carabic-voedsel")
    werker = maak_medewerker(Rol.OPBOUWWERKER, naam="werker")
    nu = lees(aanbod)
    anders = nu | {"wachttijd": "een week", "omschrijving": "Iets anders."}

    def stel_voor() -> Any:
        with alleen_anders("organisaties_voorstel:*"):
            return voorstellen.stel_voor(gebruiker=werker, ingang=aanbod, basis=nu, staat=anders)

    voorstel = stel_voor()
    with alleen_anders(rij(voorstel)):
        voorstellen.trek_in(gebruiker=werker, voorstel=voorstel)
    voorstel = stel_voor()
    gezien = voorstellen.stempel(voorstel, nu)
    with alleen_anders(f"{rij(voorstel)}.*"):
        voorstellen.besluit(gebruiker=wie(), voorstel=voorstel, velden=[], gezien=gezien, reden="klopt niet")
    voorstel = stel_voor()
    with alleen_anders(
        f"{rij(voorstel)}.*", f"{rij(aanbod)}.wachttijd", f"{rij(aanbod)}.gewijzigd_op", "organisaties_versie:*"
    ):
        voorstellen.besluit(gebruiker=wie(), voorstel=voorstel, velden=["wachttijd"], gezien=gezien)
