"""Nobody writes to a register that somebody reads, and a word that is gone is offered to nobody."""

from __future__ import annotations

import dataclasses
import datetime
import io
import itertools
import random
import re
import sys
import threading
from collections.abc import Callable, Iterator
from html import unescape
from types import MappingProxyType
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisaties.models import Aanbod, Locatie, Organisatie, Synoniem
from organisaties.zichtbaarheid import Kijker, vertegenwoordiger
from organisaties.zoeken import Register, Vraag, register_voor, zoek, zoek_in
from organisaties.zoeken.index import bijhouden
from organisaties.zoeken.index.bouwen import bouw, bouw_bij, op_dag
from organisaties.zoeken.resultaten.kaartje import kaartjes
from organisaties.zoeken.suggesties import stel_voor
from tests.fabrieken import OrganisatieFabriek, maak_aanbod
from tests.organisaties.zoeken.test_register import VRAGEN, stel_alles

BEZOEKER = AnonymousUser()
# In the name of an offer, the name of its organisation, and its description: made up, and near no word of any list.
NAAM, ORGANISATIE, UITLEG = "kwetterochtend", "zwaluwnesthuis", "sjoelbakmiddag"


def spelfouten(woord: str) -> Iterator[str]:
    """Yield what one slip of the fingers makes of a word: a letter missing, double, swapped or other."""
    for plek in range(len(woord)):
        yield woord[:plek] + woord[plek + 1 :]
        yield woord[: plek + 1] + woord[plek:]
        yield woord[:plek] + woord[plek + 1 : plek + 2] + woord[plek] + woord[plek + 2 :]
        yield woord[:plek] + ("x" if woord[plek] != "x" else "q") + woord[plek + 1 :]


def verborgen(aanbod: Aanbod) -> None:
    aanbod.zichtbaarheid = "professionals"
    aanbod.save()


def verborgen_organisatie(aanbod: Aanbod) -> None:
    aanbod.organisatie.zichtbaarheid = "professionals"
    aanbod.organisatie.save()


def gestopt(aanbod: Aanbod) -> None:
    Aanbod.objects.filter(pk=aanbod.pk).update(status="gestopt")


def verwijderd(aanbod: Aanbod) -> None:
    aanbod.delete()


def verwijderde_organisatie(aanbod: Aanbod) -> None:
    aanbod.organisatie.delete()


def anders_genoemd(aanbod: Aanbod) -> None:
    aanbod.naam, aanbod.omschrijving = "Breien", "Samen breien."
    aanbod.save()
    Organisatie.objects.filter(pk=aanbod.organisatie_id).update(naam="Molenwiek")


# Of these the organisation stays, and is found by its name without an offer.
ALLEEN_HET_AANBOD = {verborgen, gestopt, verwijderd}


def woorden_die_gaan(weg: Callable[[Aanbod], None]) -> tuple[str, ...]:
    """Return the words that nothing has any more after this."""
    return (NAAM, UITLEG) if weg in ALLEEN_HET_AANBOD else (NAAM, ORGANISATIE, UITLEG)


WEG = [verborgen, verborgen_organisatie, gestopt, verwijderd, verwijderde_organisatie, anders_genoemd]


@pytest.fixture
def vogel(db: None) -> Aanbod:
    """Give an offer with words of its own beside a few ordinary ones, all of it in a register that is whole."""
    for nummer, naam in enumerate(("Fietsles", "Taalcafé", "Samen koken", "Zwemmen", "Huiswerkhulp")):
        maak_aanbod(kenmerk=f"gewoon-{nummer}", naam=naam, omschrijving="Voor iedereen in de buurt.")
    organisatie = OrganisatieFabriek(kenmerk="vogel-organisatie", naam=f"{ORGANISATIE.title()} Noord")
    aanbod = maak_aanbod(
        kenmerk="vogel", naam=f"{NAAM.title()} voor allen", organisatie=organisatie, omschrijving=f"Ook een {UITLEG}."
    )
    register_voor(BEZOEKER)
    return aanbod


def genoemd(register: Register, getypt: str) -> str:
    """Return all words that a typed text makes the site name: corrections, proposals to correct, suggestions."""
    antwoord = zoek_in(Vraag(getypt), register)
    assert antwoord.uitslag is not None
    namen = [term.gelezen_als for term in antwoord.uitslag.gelezen.termen]
    namen += [register.index.schat.dichtstbij(woord) for woord in antwoord.uitslag.zonder_treffer]
    namen += [naam.naam for naam in antwoord.genoemd.namen]
    namen += [f"{voorstel.naam} {voorstel.uitleg}" for voorstel in stel_voor(getypt, register)]
    return " ".join(namen).casefold()


@pytest.mark.parametrize("weg", WEG, ids=lambda weg: weg.__name__)
def test_een_woord_dat_weg_is_wordt_door_niets_meer_genoemd(vogel: Aanbod, weg: Callable[[Aanbod], None]) -> None:
    for woord in (NAAM, ORGANISATIE, UITLEG):
        assert any(woord in genoemd(register_voor(BEZOEKER), fout) for fout in spelfouten(woord)), "nothing is shown"
    weg(vogel)
    register = register_voor(BEZOEKER)
    opnieuw = bouw(Kijker.BEZOEKER, timezone.localdate())
    assert (ORGANISATIE in genoemd(register, ORGANISATIE)) == (weg in ALLEEN_HET_AANBOD)
    for woord in woorden_die_gaan(weg):
        assert woord not in register.index.schat
        assert zoek_in(Vraag(woord), register).aantal == 0
        beginnen = (woord[:tot] for tot in range(2, len(woord) + 1))
        for getypt in itertools.chain(spelfouten(woord), beginnen, (f"{woord}en", f"{woord}club", f"de {woord} oost")):
            assert woord not in genoemd(register, getypt)
            # Nor does anything else tell that it was there.
            assert genoemd(register, getypt) == genoemd(opnieuw, getypt)


@pytest.mark.parametrize("weg", WEG, ids=lambda weg: weg.__name__)
def test_geen_pagina_of_bestand_noemt_een_woord_dat_weg_is(
    vogel: Aanbod, client: Client, weg: Callable[[Aanbod], None]
) -> None:
    def overal(q: str) -> str:
        adressen: list[tuple[str, dict[str, str]]] = [
            (reverse("zoeken:zoeken"), {"q": q}),
            (reverse("zoeken:suggesties"), {"q": q}),
            (reverse("opendata:agenda"), {"q": q}),
            (reverse("hsds:diensten"), {"search": q, "full": "true"}),
        ]
        antwoorden = [client.get(pad, vraag) for pad, vraag in adressen]
        assert {antwoord.status_code for antwoord in antwoorden} == {200}
        return " ".join(
            (b"".join(antwoord) if antwoord.streaming else antwoord.content).decode() for antwoord in antwoorden
        ).casefold()

    fouten = [f"{woord[:-1]}t" for woord in (NAAM, UITLEG)] + [f"{ORGANISATIE[:-2]}ys"]
    assert NAAM in overal(fouten[0])
    weg(vogel)
    for woord, fout in zip((NAAM, UITLEG, ORGANISATIE), fouten, strict=True):
        if woord not in woorden_die_gaan(weg):
            continue
        assert woord not in overal(fout)
        # Typed right it stands there as what was asked, and nowhere else.
        assert "vogel" not in overal(woord).replace("vogelnest", "")


def test_een_woord_dat_kwam_en_weer_ging_is_er_nooit_geweest(vogel: Aanbod) -> None:
    """What a change brought goes with the next change, also where no whole register was made in between."""
    ander = Aanbod.objects.get(kenmerk="gewoon-0")
    ander.omschrijving = "Met een wielrijdersgilde."
    ander.save()
    assert "wielrijdersgilde" in genoemd(register_voor(BEZOEKER), "wielrijdersgilda")
    ander.omschrijving = "Weer gewoon."
    ander.save()
    assert "wielrijdersgilde" not in genoemd(register_voor(BEZOEKER), "wielrijdersgilda")


def test_een_woord_dat_ook_elders_staat_blijft(vogel: Aanbod) -> None:
    maak_aanbod(kenmerk="nog-een", naam=f"Tweede {NAAM}")
    verborgen(vogel)
    assert NAAM in genoemd(register_voor(BEZOEKER), f"{NAAM[:-1]}t")


def test_een_woord_van_de_lijsten_blijft_ook_als_geen_aanbod_het_meer_heeft(vogel: Aanbod) -> None:
    Synoniem.objects.create(term=NAAM, synoniemen="fietsles")
    assert NAAM in register_voor(BEZOEKER).index.schat
    verborgen(vogel)
    register = register_voor(BEZOEKER)
    assert NAAM in genoemd(register, f"{NAAM[:-1]}t")
    assert [register.rijen[p].kenmerk for p in zoek_in(Vraag(NAAM), register).stuk(0, 5)] == ["gewoon-0"]


def test_een_samenstelling_valt_niet_uiteen_in_een_woord_dat_weg_is(db: None) -> None:
    """'Sjoelbak' is known by an offer that goes; that 'sjoelbakavond' holds it would tell that it was there."""
    maak_aanbod(kenmerk="avond", naam="Sjoelbakavond")
    maak_aanbod(kenmerk="los", naam="Avond")
    gaat = maak_aanbod(kenmerk="bak", naam="Sjoelbak")
    gevonden = zoek(Vraag("sjoelbak"), BEZOEKER)
    assert {gevonden.register.rijen[p].kenmerk for p in gevonden.stuk(0, 9)} == {"avond", "bak"}
    verborgen(gaat)
    bijgewerkt, opnieuw = register_voor(BEZOEKER), bouw(Kijker.BEZOEKER, timezone.localdate())
    assert bijgewerkt.ervoor == ()
    assert (
        bijgewerkt.index.schat.samenstellingen("sjoelbak") == opnieuw.index.schat.samenstellingen("sjoelbak") == set()
    )


@pytest.mark.parametrize("soort", list(Kijker))
def test_na_willekeurige_wijzigingen_worden_dezelfde_woorden_geraden(kaart: None, soort: Kijker) -> None:
    """Words near, alike or by their beginning: what was laid over gives the same as what is made from nothing."""
    toeval = random.Random(12)  # noqa: S311 - not for secrets
    lezer = vertegenwoordiger(soort)
    register_voor(lezer)
    alle = list(Aanbod.objects.order_by("pk"))
    woorden = sorted(register_voor(lezer).index.schat._alle())
    for aanbod in toeval.sample(alle, 12):
        match toeval.randrange(4):
            case 0:
                aanbod.delete()
            case 1:
                aanbod.zichtbaarheid = "professionals"
                aanbod.save()
            case 2:
                aanbod.naam = " ".join(toeval.sample(woorden, 2))
                aanbod.save()
            case _:
                aanbod.omschrijving = f"Bij de {''.join(toeval.sample('bdfgklmnprst', 7))}."
                aanbod.save()
    bij, nieuw = register_voor(lezer), bouw(soort, timezone.localdate())
    assert bij.ervoor or soort is Kijker.BEZOEKER
    een, ander = bij.index.schat, nieuw.index.schat
    assert sorted(een._alle()) == sorted(ander._alle())
    for woord in toeval.sample(woorden, 150):
        assert een.met_begin(woord[:3]) == ander.met_begin(woord[:3])
        for fout in toeval.sample(list(spelfouten(woord)), 3):
            assert (fout in een) == (fout in ander)
            assert een.nabij(fout) == ander.nabij(fout)
            assert een.dichtstbij(fout) == ander.dichtstbij(fout)
            assert een.met_einde(fout[-4:]) == ander.met_einde(fout[-4:])
            assert een.verwant(fout) == ander.verwant(fout)
    assert stel_alles(bij) == stel_alles(nieuw)


def test_niemand_kan_in_een_register_schrijven(vogel: Aanbod) -> None:
    heel = register_voor(BEZOEKER)
    verborgen(vogel)
    bijgewerkt = register_voor(BEZOEKER)
    assert bijgewerkt is not heel
    for register in (heel, bijgewerkt):
        alles_bevroren(register, "register", set())


def alles_bevroren(ding: Any, pad: str, gezien: set[int]) -> None:
    """Go through everything an object holds; fail at the first thing that can be written to."""
    if id(ding) in gezien:
        return
    gezien.add(id(ding))
    if ding is None or isinstance(ding, str | bytes | int | float | type({}.keys())):
        return
    if isinstance(ding, memoryview):
        assert ding.readonly, pad
    elif isinstance(ding, MappingProxyType):
        for sleutel, waarde in ding.items():
            alles_bevroren(waarde, f"{pad}[{sleutel!r}]", gezien)
    elif isinstance(ding, tuple | frozenset):
        for deel in ding:
            alles_bevroren(deel, f"{pad}[]", gezien)
    elif dataclasses.is_dataclass(ding):
        assert ding.__dataclass_params__.frozen, pad  # type: ignore[union-attr]
        for veld in dataclasses.fields(ding):
            with pytest.raises(dataclasses.FrozenInstanceError):
                setattr(ding, veld.name, None)
            if veld.name != "cache":
                alles_bevroren(getattr(ding, veld.name), f"{pad}.{veld.name}", gezien)
    else:
        assert type(ding).__module__ == "datetime", f"{pad} is a {type(ding)}"


def test_zoeken_gaat_door_terwijl_anderen_opslaan(kaart: None) -> None:
    """Three threads search with every kind of slip while the kaart changes; none may fail, or see half a change."""
    aanbod = Aanbod.objects.filter(zichtbaarheid="openbaar", status="gepubliceerd").first()
    assert aanbod is not None
    nu = [register_voor(BEZOEKER)]
    klaar = threading.Event()
    fouten: list[BaseException] = []
    gezocht = itertools.count()

    def zoekt(zaad: int) -> None:
        toeval = random.Random(zaad)  # noqa: S311 - not for secrets
        while not klaar.is_set():
            register = nu[0]
            raar = "".join(toeval.choices("bcdfghjklmnpqrstvwxz", k=12))
            q = f"{raar} fietsels {toeval.choice(VRAGEN).q} uitgehuwelijkt"
            try:
                genoemd(register, q)
                zoek_in(Vraag(q), register).stuk(0, 25)
                next(gezocht)
            except BaseException as fout:  # noqa: BLE001 - whatever it is, it is told below
                fouten.append(fout)
                return

    draden = [threading.Thread(target=zoekt, args=(zaad,)) for zaad in range(3)]
    ruilt_om = sys.getswitchinterval()
    # Threads take turns all the time, so that a moment between two steps does not stay unseen.
    sys.setswitchinterval(1e-5)
    for draad in draden:
        draad.start()
    try:
        for nummer in range(30):
            aanbod.omschrijving = f"Met het woord verandering{nummer} en nogwat{nummer}."
            aanbod.save()
            nu[0] = register_voor(BEZOEKER)
    finally:
        klaar.set()
        for draad in draden:
            draad.join()
        sys.setswitchinterval(ruilt_om)
    assert fouten == []
    assert next(gezocht) > 30


def test_na_veel_wijzigingen_komt_er_op_de_achtergrond_een_nieuw_geheel(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bijhouden, "HOOGSTENS_ERBIJ", 3)
    alle = [maak_aanbod(kenmerk=f"nummer-{nummer}", naam=f"Breien {nummer}") for nummer in range(6)]
    register_voor(BEZOEKER)
    for aanbod in alle[:5]:
        aanbod.naam = f"Haken {aanbod.pk}"
        aanbod.save()
        register = register_voor(BEZOEKER)
        assert zoek_in(Vraag("haken"), register).aantal == alle.index(aanbod) + 1
    for draad in threading.enumerate():
        if draad.name.startswith("register-"):
            draad.join(20)
    assert len(register_voor(BEZOEKER).ervoor) < 3
    assert zoek(Vraag("haken"), BEZOEKER).aantal == 5
    assert zoek(Vraag("breien"), BEZOEKER).aantal == 1


@pytest.mark.parametrize("soort", list(Kijker))
def test_een_nieuwe_dag_geeft_hetzelfde_als_opnieuw_lezen(kaart: None, soort: Kijker) -> None:
    vandaag = timezone.localdate()
    for dagen in (1, 2, 45, 400):
        dag = vandaag + datetime.timedelta(days=dagen)
        anders = op_dag(bouw(soort, vandaag), dag)
        assert stel_alles(anders) == stel_alles(bouw(soort, dag))
        assert anders.cache is not bouw(soort, dag).cache


def test_een_wijziging_wordt_nooit_over_een_wijziging_gelegd(vogel: Aanbod) -> None:
    verborgen(vogel)
    bijgewerkt = bouw_bij(bouw(Kijker.BEZOEKER, timezone.localdate()), [vogel.pk], register_voor(BEZOEKER), [vogel.pk])
    with pytest.raises(TypeError):
        bouw_bij(bijgewerkt, [vogel.pk], bijgewerkt, [vogel.pk])
    with pytest.raises(TypeError):
        op_dag(bijgewerkt, timezone.localdate())


def test_een_kaartje_van_voor_een_wijziging_komt_niet_terug(vogel: Aanbod, client: Client) -> None:
    """A thread that still reads the old register may draw an offer after it changed; nobody else gets that card."""
    oud = register_voor(BEZOEKER)
    client.get(reverse("zoeken:zoeken"), {"q": NAAM})
    anders_genoemd(vogel)
    plek = oud.rijen.plek(vogel.pk)  # type: ignore[union-attr]
    assert plek is not None
    kaartjes([plek], oud)
    tekst = client.get(reverse("zoeken:zoeken"), {"q": "breien"}).content.decode()
    assert "Breien" in tekst
    assert NAAM not in tekst.casefold()


@pytest.mark.parametrize("veld", ["let_op", "omschrijving"])
def test_het_aantal_bij_open_data_is_wat_in_de_bestanden_staat(kaart: None, client: Client, veld: str) -> None:
    def genoemd_aantal() -> int:
        tekst = unescape(re.sub(r"<[^>]+>", " ", client.get(reverse("opendata:pagina")).content.decode()))
        gevonden = re.search(r"Aanbod\s+(\d+)", tekst)
        assert gevonden is not None, tekst
        return int(gevonden[1])

    def regels() -> int:
        antwoord = client.get(reverse("opendata:csv", args=["aanbod"]))
        return len(list(io.StringIO(b"".join(antwoord).decode("utf-8-sig"), newline=""))) and len(
            client.get(reverse("hsds:diensten"), {"minimal": "true", "per_page": "200"}).json()["contents"]
        )

    assert genoemd_aantal() == regels()
    aanbod = Aanbod.objects.filter(zichtbaarheid="openbaar", status="gepubliceerd").first()
    assert aanbod is not None
    for nummer in range(3):
        setattr(aanbod, veld, f"Anders {nummer}")
        aanbod.save()
        assert genoemd_aantal() == regels()
    aanbod.zichtbaarheid = "professionals"
    aanbod.save()
    assert genoemd_aantal() == regels()


def test_een_wijziging_van_wat_niet_openbaar_is_verzet_de_datum_van_open_data_niet(kaart: None, client: Client) -> None:
    def datum() -> str:
        gevonden = re.search(r"Bijgewerkt op</dt><dd>([^<]+)", client.get(reverse("opendata:pagina")).content.decode())
        assert gevonden is not None
        return gevonden[1]

    oud = timezone.now() - datetime.timedelta(days=40)
    for model in (Aanbod, Organisatie, Locatie):
        model.objects.update(gewijzigd_op=oud)
    eerst = datum()
    dicht = maak_aanbod(kenmerk="dicht", naam="Dicht", zichtbaarheid="professionals")
    dicht.organisatie.zichtbaarheid = "professionals"
    dicht.organisatie.save()
    assert datum() == eerst
    assert "Last-Modified" not in client.get(reverse("opendata:csv", args=["aanbod"])).headers
    maak_aanbod(kenmerk="open", naam="Open")
    assert datum() != eerst


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00", "9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00"])
def test_een_moment_buiten_de_kalender_geeft_geen_fout(kaart: None, client: Client, moment: str) -> None:
    antwoord = client.get(reverse("hsds:diensten"), {"modified_after": moment})
    assert antwoord.status_code == 200
    assert antwoord.json()["empty"] is moment.startswith("9999")
