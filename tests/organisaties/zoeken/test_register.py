"""What is saved is found at once, and a register that was kept up to date equals one that was made from nothing."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from organisaties import zichtbaarheid
from organisaties.models import Aanbod, Behoefte, Locatie, Openingstijd, Organisatie, Stadsdeel, Synoniem, Taal, Toegang
from organisaties.models.wijziging import in_een_keer
from organisaties.zichtbaarheid import Kijker
from organisaties.zoeken import Antwoord, Vraag, register_voor, zoek, zoek_in
from organisaties.zoeken.index.bijhouden import Gewijzigd, gewijzigd_sinds
from organisaties.zoeken.index.bouwen import bouw
from organisaties.zoeken.index.register import Register
from tests.fabrieken import OrganisatieFabriek, maak_aanbod

BEZOEKER = AnonymousUser()
VRAGEN = [
    Vraag(),
    Vraag("dokter zonder verzekering"),
    Vraag("fietsles", {"stadsdeel": ("west",)}),
    Vraag("", {"behoefte": ("eten",), "stadsdeel": ("zuidoost",)}),
    Vraag("", {"taal": ("ar",), "open": ("vandaag",)}, ("statushouders",)),
    Vraag("gratis advokaat arabisch oost"),
]


def kenmerken(antwoord: Antwoord) -> list[str]:
    return [antwoord.register.rijen[p].kenmerk for p in antwoord.stuk(0, antwoord.aantal)]


def vindt(q: str) -> list[str]:
    return kenmerken(zoek(Vraag(q), BEZOEKER))


def stel_alles(register: Register) -> list[object]:
    uitkomsten: list[object] = []
    for vraag in VRAGEN:
        antwoord = zoek_in(vraag, register)
        facetten = {facet: {w: antwoord.tel(facet, w) for w in waarden} for facet, waarden in register.maskers.items()}
        uitkomsten.append((kenmerken(antwoord), facetten, antwoord.niet.bit_count()))
    return uitkomsten


def test_wat_is_opgeslagen_is_meteen_te_vinden(db: None) -> None:
    aanbod = maak_aanbod(kenmerk="eerst", naam="Breien in de buurt")
    assert vindt("breien") == ["eerst"]
    aanbod.naam = "Timmeren in de buurt"
    aanbod.save()
    assert vindt("breien") == []
    assert vindt("timmeren") == ["eerst"]
    aanbod.delete()
    assert vindt("timmeren") == []


def test_een_nieuw_woord_in_de_thesaurus_werkt_meteen(db: None) -> None:
    maak_aanbod(kenmerk="fiets", naam="Fietsles")
    assert vindt("stalen ros") == []
    Synoniem.objects.create(term="stalen ros", synoniemen="fiets")
    assert vindt("stalen ros") == ["fiets"]


@pytest.mark.parametrize("soort", list(Kijker))
def test_bijwerken_geeft_hetzelfde_als_opnieuw_lezen(kaart: None, soort: Kijker) -> None:
    lezer = zichtbaarheid.vertegenwoordiger(soort)
    register_voor(lezer)
    vandaag = timezone.localdate()
    oost, arabisch = Stadsdeel.objects.get(slug="oost"), Taal.objects.get(code="ar")

    een, twee, drie, vier, vijf, zes = Aanbod.objects.order_by("pk")[:6]
    een.naam = "Aardige fietsles"
    een.save()
    twee.talen.add(arabisch)
    twee.stadsdelen.set([oost])
    drie.delete()
    Toegang.objects.filter(aanbod=vier).update(waarde="niet")
    Openingstijd.objects.create(aanbod=vijf, weekdag=vandaag.isoweekday())
    Aanbod.objects.filter(pk=zes.pk).update(pauze_vanaf=vandaag)
    maak_aanbod(kenmerk="nieuw", naam="Dokter op de fiets", behoeften=[Behoefte.objects.get(slug="eten")])
    plek = Locatie.objects.filter(aanbod__isnull=False).first()
    assert plek is not None
    plek.stadsdeel = oost
    plek.save()
    plek.aanbod.add(een)
    Organisatie.objects.filter(aanbod=een).update(naam="Zonnebloem")
    OrganisatieFabriek(kenmerk="leeg").delete()
    verhuisd = Organisatie.objects.filter(aanbod__isnull=False).last()
    assert verhuisd is not None
    verhuisd.zichtbaarheid = "professionals"
    verhuisd.save()

    bijgewerkt = register_voor(lezer)
    opnieuw = bouw(soort, vandaag)
    assert bijgewerkt.ervoor, "this was made anew: the test shows nothing"
    assert stel_alles(bijgewerkt) == stel_alles(opnieuw)


def test_een_wijziging_leest_alleen_wat_gewijzigd_is(kaart: None) -> None:
    register_voor(BEZOEKER)
    aanbod = Aanbod.objects.filter(zichtbaarheid="openbaar").first()
    assert aanbod is not None
    aanbod.save()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        register = register_voor(BEZOEKER)
    assert len(queries) <= 6
    assert len(register.ervoor) == 1
    assert not any('"organisaties_synoniem"' in query["sql"] for query in queries)


def test_wat_wordt_teruggedraaid_is_niet_gevonden(transactional_db: None) -> None:
    maak_aanbod(kenmerk="blijft", naam="Breien")
    assert vindt("breien") == ["blijft"]

    def mislukt() -> None:
        with transaction.atomic():
            maak_aanbod(kenmerk="weg", naam="Breien voor twee")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        mislukt()
    assert vindt("breien") == ["blijft"]


def test_veel_wijzigingen_in_een_keer_geven_een_notitie_met_wat_er_veranderde(db: None) -> None:
    een, ander = maak_aanbod(kenmerk="een"), maak_aanbod(kenmerk="ander")
    voor, _ = gewijzigd_sinds(None)
    with in_een_keer():
        een.save()
        with in_een_keer():
            ander.save()
    na, gewijzigd = gewijzigd_sinds(voor)
    assert gewijzigd == Gewijzigd(frozenset({een.pk, ander.pk}))
    assert len(na.notities) == len(voor.notities) + 1


def test_morgen_wordt_alles_opnieuw_gelezen(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    maak_aanbod(kenmerk="een")
    vandaag = register_voor(BEZOEKER)
    morgen = timezone.localdate() + datetime.timedelta(days=1)
    monkeypatch.setattr("organisaties.zoeken.index.bijhouden.timezone.localdate", lambda: morgen)
    assert register_voor(BEZOEKER).dag == morgen != vandaag.dag
