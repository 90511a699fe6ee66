"""Organisations and places are found by their names: exact, misspelt, abbreviated, with or without offers."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from organisaties.models import Behoefte, Locatie, Organisatie, Stadsdeel, Synoniem
from organisaties.zichtbaarheid import BEZOEKER, LOOPT, Kijker, vertegenwoordiger
from organisaties.zoeken import Antwoord, Vraag, register_voor, zoek
from organisaties.zoeken.index.bouwen import bouw
from organisaties.zoeken.resultaten.naamregel import naamregels
from organisaties.zoeken.suggesties import stel_voor
from tests.fabrieken import LocatieFabriek, OrganisatieFabriek, StadsdeelFabriek, maak_aanbod

COLLEGA = vertegenwoordiger(Kijker.PROFESSIONAL)


def genoemd(q: str, lezer: object = BEZOEKER) -> list[str]:
    """Return the names that a question finds, in their order."""
    return [naam.naam for naam in zoek(Vraag(q), lezer).genoemd.namen]  # type: ignore[arg-type]


def aanbod(antwoord: Antwoord) -> list[str]:
    return [antwoord.register.rijen[p].kenmerk for p in antwoord.stuk(0, antwoord.aantal)]


def fouten(naam: str) -> Iterator[str]:
    """Yield a name with one typing error of each kind: missing, double, other, swapped, and a space forgotten."""
    letters = [plek for plek, teken in enumerate(naam) if teken.isalpha()]

    def kies(soort: str, uit: list[int]) -> int:
        return uit[zlib.crc32(f"{soort} {naam}".encode()) % len(uit)]

    plek = kies("weg", letters)
    yield naam[:plek] + naam[plek + 1 :]
    plek = kies("dubbel", letters)
    yield naam[: plek + 1] + naam[plek:]
    plek = kies("anders", letters)
    yield naam[:plek] + ("x" if naam[plek] not in "xX" else "q") + naam[plek + 1 :]
    paren = [plek for plek in letters if plek + 1 in letters and naam[plek].lower() != naam[plek + 1].lower()]
    plek = kies("om", paren)
    yield naam[:plek] + naam[plek + 1] + naam[plek] + naam[plek + 2 :]
    if " " in naam:
        yield naam.replace(" ", "", 1)


def zonder_haakjes(naam: str) -> str:
    return re.sub(r"\s*\([^)]*\)", "", naam).strip()


def eerst(q: str, organisatie: Organisatie, soort: Kijker) -> bool:
    """Tell whether an organisation is the first thing on the page, and the first offer its own, where it has one."""
    antwoord = zoek(Vraag(q), vertegenwoordiger(soort))
    regels = naamregels(antwoord)
    if not regels or (regels[0].naam.soort, regels[0].naam.pk) != ("organisatie", organisatie.pk):
        return False
    return not regels[0].aantal or antwoord.register.rijen[antwoord.stuk(0, 1)[0]].organisatie == organisatie.naam


@pytest.mark.parametrize("soort", list(Kijker))
def test_elke_organisatie_staat_bovenaan_bij_haar_naam_met_een_fout_en_bij_haar_afkorting(
    kaart: None, soort: Kijker
) -> None:
    alle = Organisatie.objects.zichtbaar_voor(vertegenwoordiger(soort)).filter(status__in=LOOPT).order_by("pk")
    vragen: dict[str, list[tuple[str, Organisatie]]] = {"exact": [], "fout": [], "afkorting": []}
    for een in alle:
        vragen["exact"].append((een.naam, een))
        for naam in dict.fromkeys((een.naam, zonder_haakjes(een.naam))):
            vragen["exact"].append((naam.lower(), een))
            if len(naam) >= 5:
                vragen["fout"] += [(fout, een) for fout in fouten(naam)]
        vragen["afkorting"] += [(kort.lower(), een) for kort in re.findall(r"\b[A-Z][A-Z0-9]{1,5}\b", een.naam)]
    wanted = {"exact": 0.98, "fout": 0.90, "afkorting": 0.95}
    for wat, reeks in vragen.items():
        mis = [f"{q!r} ({een.kenmerk})" for q, een in reeks if not eerst(q, een, soort)]
        assert len(reeks) >= 15
        assert 1 - len(mis) / len(reeks) >= wanted[wat], f"{wat}: {mis}"


@pytest.fixture
def namen(db: None) -> None:
    """Make a few organisations whose names are made of ordinary words, and offers that have those words."""
    oost = StadsdeelFabriek(slug="oost", naam="Oost")
    schuld = Behoefte.objects.create(slug="schulden", naam="Schulden", volgorde=1)
    groen = OrganisatieFabriek(kenmerk="groene-ster", naam="Groene Ster (Amsterdam)")
    groen.werkgebied.set([oost])
    maak_aanbod(kenmerk="van-ster", naam="Eten halen", organisatie=groen)
    maak_aanbod(kenmerk="groen-staan", naam="Rekeningen", omschrijving="Weer groene cijfers.", behoeften=[schuld])
    maak_aanbod(kenmerk="bij-ster", naam="Inloop", omschrijving="Samen met de Groene Ster.")
    maak_aanbod(kenmerk="ster", naam="Een ster voor iedereen")
    OrganisatieFabriek(kenmerk="leeg", naam="Kwekerij Zonnepit (KZP)")
    stil = OrganisatieFabriek(kenmerk="stil", naam="Zwaluwhuis")
    maak_aanbod(kenmerk="gestopt", organisatie=stil, status="gestopt")
    OrganisatieFabriek(kenmerk="dicht", naam="Verborgen Nachtegaal (VNG)", zichtbaarheid="professionals")
    OrganisatieFabriek(
        kenmerk="half", naam="Stille Merel", zichtbaarheid="naam-openbaar", formaliteit="informeel"
    ).werkgebied.set([oost])
    huis = OrganisatieFabriek(kenmerk="welzijn", naam="Welzijn Oost")
    plek = LocatieFabriek(kenmerk="pluim", naam="Huis van de Wijk De Pluim", organisatie=huis, stadsdeel=oost)
    LocatieFabriek(kenmerk="veer", naam="Huis van de Wijk De Veer", organisatie=huis, stadsdeel=oost)
    maak_aanbod(kenmerk="in-de-pluim", naam="Koffie", locaties=[plek])
    OrganisatieFabriek(kenmerk="fiets", naam="Fietsles van Tante Corrie")
    maak_aanbod(kenmerk="fietsles", naam="Fietsles in het park")
    Synoniem.objects.create(term="gst", synoniemen="groene ster")


@pytest.mark.parametrize(
    ("q", "verwacht"),
    [
        ("groene ster", "Groene Ster (Amsterdam)"),
        ("GROENE STER AMSTERDAM", "Groene Ster (Amsterdam)"),
        ("groenester", "Groene Ster (Amsterdam)"),
        ("gorene ster", "Groene Ster (Amsterdam)"),
        ("gst", "Groene Ster (Amsterdam)"),
        ("groene ster oost", "Groene Ster (Amsterdam)"),
        ("waar zit de groene ster", "Groene Ster (Amsterdam)"),
        ("zonnepit", "Kwekerij Zonnepit (KZP)"),
        ("kzp", "Kwekerij Zonnepit (KZP)"),
        ("kwekerij zonepit", "Kwekerij Zonnepit (KZP)"),
        ("zwaluwhuis", "Zwaluwhuis"),
        ("stille merel", "Stille Merel"),
        ("huis van de wijk de pluim", "Huis van de Wijk De Pluim"),
        ("huis van de wijk", "Huis van de Wijk De Veer"),
        ("tante corrie", "Fietsles van Tante Corrie"),
    ],
)
def test_een_naam_wordt_gevonden_hoe_iemand_hem_ook_schrijft(namen: None, q: str, verwacht: str) -> None:
    assert genoemd(q)[:1] == [verwacht]


@pytest.mark.parametrize(
    "q", ["fietsles", "fietsles oost", "ster", "oost", "welzijn", "huis", "wijk", "schulden", "een groene fiets", "?"]
)  # fmt: skip
def test_een_gewone_vraag_noemt_niemand(namen: None, q: str) -> None:
    assert genoemd(q) == []


def test_bij_een_naam_staat_het_eigen_aanbod_eerst_en_niets_dat_maar_een_woord_ervan_heeft(namen: None) -> None:
    assert aanbod(zoek(Vraag("groene ster"), BEZOEKER)) == ["van-ster", "bij-ster"]
    assert aanbod(zoek(Vraag("gorene ster"), BEZOEKER))[0] == "van-ster"
    assert aanbod(zoek(Vraag("huis van de wijk de pluim"), BEZOEKER)) == ["in-de-pluim"]
    assert set(aanbod(zoek(Vraag("ster"), BEZOEKER))) == {"van-ster", "bij-ster", "ster"}


def test_ook_gepauzeerd_eigen_aanbod_staat_eerst(namen: None) -> None:
    eigen = Organisatie.objects.get(kenmerk="groene-ster").aanbod.get()
    eigen.pauze_vanaf = timezone.localdate()
    eigen.save()
    assert aanbod(zoek(Vraag("groene ster"), BEZOEKER))[0] == "van-ster"


@pytest.mark.parametrize("q", ["verborgen nachtegaal", "verborgen nachtegal", "nachtegaal", "vng", "verborg"])
def test_een_bezoeker_vindt_een_naam_voor_professionals_op_geen_enkele_manier(
    namen: None, client: Client, als: Callable[[str], Client], q: str
) -> None:
    for pad in ("/zoeken/", "/zoeken/voorstellen/", "/organisaties/"):
        tekst = client.get(pad, {"q": q}).content.decode()
        assert "Nachtegaal" not in tekst
        assert "/organisaties/dicht/" not in tekst
    collega = als("opbouwwerker")
    assert "Nachtegaal" in "".join(
        collega.get(pad, {"q": q}).content.decode() for pad in ("/zoeken/", "/zoeken/voorstellen/")
    )


def regel_van(client: Client, q: str) -> str:
    """Return the words of the block of names."""
    (blok,) = html.fromstring(client.get("/zoeken/", {"q": q}).content).xpath("//section[@class='namen']")
    return " ".join(blok.text_content().split())


def test_het_blok_zegt_wie_waar_en_hoeveel(namen: None, client: Client, als: Callable[[str], Client]) -> None:
    assert regel_van(client, "groene ster") == (
        "Organisaties en plekken Groene Ster (Amsterdam) Formeel. Voor Oost. Aanbod: 1."
    )
    # Of an entry of which only the name is public: the name and where.
    assert regel_van(client, "stille merel") == "Organisaties en plekken Stille Merel Voor Oost. Nog geen aanbod."
    assert "Informeel" in regel_van(als("opbouwwerker"), "stille merel")
    assert "Plek in Oost" in regel_van(client, "huis van de wijk de pluim")


def test_bij_een_naam_zonder_aanbod_staat_dat_er_geen_is_en_geen_ander_woord(namen: None, client: Client) -> None:
    tekst = client.get("/zoeken/", {"q": "kwekerij zonnepit"}).content.decode()
    assert "Hierbij staat nog geen aanbod op de kaart" in tekst
    assert "Geen treffer" not in tekst
    assert "Bedoel je" not in tekst


def test_wat_niet_in_drie_regels_past_staat_achter_een_link(namen: None, client: Client) -> None:
    huis = Organisatie.objects.get(kenmerk="welzijn")
    for nummer in range(3):
        LocatieFabriek(naam=f"Huis van de Wijk Nummer {nummer}", organisatie=huis)
    boom = html.fromstring(client.get("/zoeken/", {"q": "huis van de wijk"}).content)
    assert len(boom.xpath("//section[@class='namen']//li")) == 3
    alles = client.get(str(boom.xpath("//section[@class='namen']/p/a/@href")[0])).content.decode()
    assert all(f"Nummer {nummer}" in alles for nummer in range(3))
    assert "De Veer" in alles


@pytest.mark.parametrize(
    ("q", "verwacht"),
    [
        ("zonn", {("organisatie", "leeg")}),
        ("zwal", {("organisatie", "stil")}),
        ("huis van de wijk de pl", {("plek", "pluim")}),
        ("groene s", {("organisatie", "groene-ster")}),
    ],
)
def test_voorstellen_noemen_ook_wie_geen_aanbod_heeft(namen: None, q: str, verwacht: set[tuple[str, str]]) -> None:
    assert {(v.soort, v.sleutel) for v in stel_voor(q, register_voor(BEZOEKER))} == verwacht


def opnieuw_genoemd() -> None:
    Organisatie.objects.filter(kenmerk="leeg").update(naam="Roerdomp")


def opnieuw_opgeslagen() -> None:
    een = Organisatie.objects.get(kenmerk="leeg")
    een.naam = "Roerdomp"
    een.save()


def gestopt() -> None:
    Organisatie.objects.filter(kenmerk="leeg").update(status="gestopt")


def verborgen() -> None:
    een = Organisatie.objects.get(kenmerk="leeg")
    een.zichtbaarheid = "professionals"
    een.save()


def verwijderd() -> None:
    Organisatie.objects.get(kenmerk="leeg").delete()


def uit_een_lijst() -> None:
    Organisatie.objects.filter(kenmerk="leeg").delete()


WIJZIGINGEN = [opnieuw_genoemd, opnieuw_opgeslagen, gestopt, verborgen, verwijderd, uit_een_lijst]


@pytest.mark.parametrize("wijzig", WIJZIGINGEN, ids=lambda wijzig: wijzig.__name__)
def test_een_wijziging_van_wie_geen_aanbod_heeft_werkt_meteen(namen: None, wijzig: Callable[[], None]) -> None:
    """Such a change touches no offer; the note names the name, and the offers are not read again for it."""
    plek = LocatieFabriek(kenmerk="kas", naam="Kas Vlinderslag", organisatie=Organisatie.objects.get(kenmerk="leeg"))
    assert genoemd("zonnepit") == ["Kwekerij Zonnepit (KZP)"]
    assert genoemd("vlinderslag") == ["Kas Vlinderslag"]
    basis = register_voor(BEZOEKER).rijen
    wijzig()
    assert genoemd("zonnepit") == genoemd("kzp") == []
    assert not stel_voor("zonnep", register_voor(BEZOEKER))
    # The place goes with whose it is, and the offers were not read again.
    blijft = wijzig in (opnieuw_genoemd, opnieuw_opgeslagen)
    assert genoemd("vlinderslag") == (["Kas Vlinderslag"] if blijft else [])
    assert genoemd("roerdomp") == (["Roerdomp"] if blijft else [])
    assert register_voor(BEZOEKER).rijen is basis
    assert plek


def test_wat_erbij_komt_en_waar_het_is_werkt_meteen(namen: None) -> None:
    register_voor(BEZOEKER)
    nieuw = OrganisatieFabriek(naam="Wielewaal")
    assert genoemd("wielewal") == ["Wielewaal"]
    nieuw.werkgebied.set([Stadsdeel.objects.get(slug="oost")])
    assert zoek(Vraag("wielewaal"), BEZOEKER).genoemd.namen[0].waar == "Oost"
    plek = LocatieFabriek(naam="Reigersnest", organisatie=nieuw)
    assert genoemd("reigersnest") == ["Reigersnest"]
    Locatie.objects.filter(pk=plek.pk).update(zichtbaarheid="professionals")
    assert genoemd("reigersnest") == []
    assert genoemd("reigersnest", COLLEGA) == ["Reigersnest"]


@pytest.mark.parametrize("soort", list(Kijker))
def test_bijgewerkte_namen_zijn_dezelfde_als_opnieuw_gelezen(kaart: None, soort: Kijker) -> None:
    lezer = vertegenwoordiger(soort)
    register_voor(lezer)
    een, twee, drie, vier = Organisatie.objects.order_by("pk")[:4]
    Organisatie.objects.filter(pk=een.pk).update(naam="Iets heel anders")
    twee.zichtbaarheid = "professionals"
    twee.save()
    drie.delete()
    vier.hele_stad = False
    vier.save()
    vier.werkgebied.set(Stadsdeel.objects.all()[:2])
    Locatie.objects.filter(organisatie=vier).update(naam="Andere plek")
    bijgewerkt, opnieuw = register_voor(lezer), bouw(soort, timezone.localdate())
    assert sorted(bijgewerkt.namen, key=lambda n: n.sleutel) == sorted(opnieuw.namen, key=lambda n: n.sleutel)
    for naam in opnieuw.namen:
        assert bijgewerkt.bij_naam(naam.sleutel).bit_count() == opnieuw.bij_naam(naam.sleutel).bit_count()
        for q in (naam.naam, naam.naam[1:], naam.woorden[0]):
            assert sorted(bijgewerkt.namen.met_vorm(q), key=repr) == sorted(opnieuw.namen.met_vorm(q), key=repr)
        for woord in naam.woorden:
            assert bijgewerkt.namen.kent(woord)
    for oud in (een.naam, drie.naam):
        for woord in oud.lower().split():
            assert bijgewerkt.namen.kent(woord) == opnieuw.namen.kent(woord)


def test_een_naam_kost_geen_query_meer_dan_een_ander_woord(namen: None, client: Client) -> None:
    aantallen = []
    for q in ("rekeningen", "kwekerij zonnepit", "kwekerij zonepit", "huis van de wijk"):
        client.get("/zoeken/", {"q": q})
        with CaptureQueriesContext(connection) as gevangen:
            client.get("/zoeken/", {"q": q})
        aantallen.append(len(gevangen))
    assert max(aantallen) <= aantallen[0]
