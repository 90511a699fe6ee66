"""The description of the sheets: what is written can be read back, and nothing is taken for a formula."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import given
from hypothesis import strategies as st

from kaart.uitwisseling.bladen import cellen, rijversie
from kaart.uitwisseling.bladen.kaart import AANBOD_BLAD, OPENINGSTIJDEN_BLAD, ORGANISATIES_BLAD
from kaart.uitwisseling.bladen.routes import ALLE_BLADEN
from kaart.uitwisseling.tabellen import velden
from kaart.uitwisseling.tabellen.laden import laad
from kaart.uitwisseling.tabellen.ontleden import Tabel, ontleed
from kaart.uitwisseling.tabellen.routes import KAART
from organisaties.models import Aanbod
from organisaties.regels.rollen import Rol
from tests.fabrieken import OrganisatieFabriek, maak_aanbod, maak_medewerker

GEVAARLIJK = ("=1+1", "+31 20 123", "-punt", "@SUM(A1)", "\t=1+1", "\r=1", "\n=1", "  =1+1", "＝1+1", "'=1", "''=1")


@pytest.mark.parametrize("tekst", GEVAARLIJK)
def test_wat_een_formule_lijkt_krijgt_een_apostrof_die_er_weer_af_gaat(tekst: str) -> None:
    assert cellen.veilig(tekst) == f"'{tekst}"
    assert cellen.terug(cellen.veilig(tekst)) == tekst


@pytest.mark.parametrize("tekst", ["", "'s avonds", "gewoon", "''aangehaald''", "a=b", "1-2"])
def test_gewone_tekst_blijft_zoals_die_is(tekst: str) -> None:
    assert cellen.veilig(tekst) == tekst
    assert cellen.terug(tekst) == tekst


@given(st.text(alphabet="'=+-@ \t\r\nas＝", max_size=8) | st.text())
def test_elke_tekst_komt_terug_zoals_die_was(tekst: str) -> None:
    assert cellen.terug(cellen.veilig(tekst)) == tekst


@given(st.text())
def test_elke_tekst_past_in_een_cel_van_elk_soort_bestand(tekst: str) -> None:
    schoon = cellen.schoon(tekst)
    assert "\r" not in schoon
    assert "\0" not in schoon
    assert cellen.schoon(schoon) == schoon
    schoon.encode()


def test_een_te_lange_tekst_zegt_dat_hij_is_afgekapt() -> None:
    assert cellen.schoon("a" * 40_000).endswith(cellen.AFGEKAPT)
    assert len(cellen.veilig(cellen.schoon("=" * 40_000))) <= cellen.HOOGSTENS_IN_CEL


@pytest.mark.parametrize(
    ("veld", "een", "ander", "hetzelfde"),
    [
        (velden.Datum(), "2026-11-03", "3-11-2026", True),
        (velden.Datum(), "2026-11-03", "4-11-2026", False),
        (velden.Graden(3, 8, 6), "4.900000", "4,9", True),
        (velden.Tijd(), "09:00", "9:00", True),
        (velden.JA_NEE, "ja", "JA ", True),
        (velden.Verwijzingen(("talen",)), "nl|en", "en | nl", True),
        (velden.Verwijzingen(("talen",)), "nl|en", "nl", False),
        (velden.Tekst(), "regel\nregel", "regel\r\nregel", True),
        (velden.Tekst(), "een", "Een", False),
        (velden.Datum(), "geen datum", "geen datum ", True),
    ],
)
def test_dezelfde_waarde_anders_geschreven_is_geen_verandering(
    veld: velden.Veld, een: str, ander: str, hetzelfde: bool
) -> None:
    assert cellen.gelijk(veld, een, ander) is hetzelfde


@pytest.mark.parametrize(
    ("veld", "waarde"),
    [
        (velden.Datum(), datetime.date(2026, 11, 3)),
        (velden.Tijd(), datetime.time(19, 30)),
        (velden.Tijd(), datetime.time(0, 0)),
        (velden.Getal(1, 99), 7),
        (velden.Graden(50, 54, 6), Decimal("52.353000")),
        (velden.JA_NEE, False),
        (velden.Keuze((("maandag", 1), ("dinsdag", 2))), 2),
        (velden.Keuzes(("a", "b")), ("b", "a")),
        (velden.Verwijzingen(("talen",)), ("nl", "en")),
        (velden.Woorden(), "paspoort|brief"),
        (velden.Tekst(), "twee\nregels"),
    ],
)
def test_wat_een_cel_schrijft_leest_hij_ook(veld: velden.Veld, waarde: Any) -> None:
    assert veld.lees(veld.schrijf(waarde)) == waarde
    assert veld.schrijf(None) == ""
    # Also by way of a typed cell, as a spreadsheet keeps it.
    assert veld.lees(cellen.tekst_van_cel(cellen.cel_van(veld, waarde))) == waarde


def test_elk_blad_heeft_koppen_die_van_elkaar_verschillen_en_alle_kolommen_van_zijn_tabel() -> None:
    for blad in ALLE_BLADEN:
        assert len(blad.per_kop) == len(blad.kolommen), blad.titel
        assert rijversie.KOP not in blad.per_kop
        assert set(blad.invoerkolommen) == {kolom.naam for kolom in blad.bestand.kolommen}


def test_alle_bladen_samen_teruggeladen_veranderen_niets(kaart: None) -> None:
    coordinator = maak_medewerker(Rol.COORDINATOR)
    tabellen = {}
    for blad in ALLE_BLADEN:
        regels = list(blad.regels(blad.query(coordinator), blad.kolommen_voor(coordinator)))
        assert regels, blad.titel
        rijen = tuple((nummer, tuple(regel.teksten.values())) for nummer, regel in enumerate(regels, 2))
        tabel = Tabel(blad.naam, blad.titel, tuple(regels[0].teksten), rijen)
        tabellen[blad.naam] = ontleed(blad.bestand, tabel)
    assert sum(telling.wijzigingen for telling in laad(tabellen, KAART)) == 0


def test_een_versie_zegt_welke_cel_sindsdien_veranderde(db: None) -> None:
    organisatie = OrganisatieFabriek(omschrijving="Oud")
    coordinator = maak_medewerker(Rol.COORDINATOR)
    blad, kolommen = ORGANISATIES_BLAD, ORGANISATIES_BLAD.kolommen_voor(coordinator)
    (regel,) = blad.regels(blad.query(coordinator), kolommen)
    toen = rijversie.lees_rijversie(blad.invoerkolommen, regel.versie)
    assert toen is not None
    organisatie.omschrijving = "Nieuw"
    organisatie.save()
    nu = blad.teksten(blad.query(coordinator).get())
    assert [naam for naam in blad.invoerkolommen if not toen.was(naam, nu[naam])] == ["omschrijving"]
    for kapot in ("", "r", regel.versie[:-1], "x" + regel.versie[1:]):
        assert rijversie.lees_rijversie(blad.invoerkolommen, kapot) is None


def test_wat_iemand_niet_mag_zien_zit_niet_in_de_versie(db: None) -> None:
    aanbod = maak_aanbod(let_op="geheim", bron="ook geheim")
    blad = AANBOD_BLAD
    kolommen = blad.kolommen_voor(AnonymousUser())
    (eerst,) = blad.regels(blad.query(AnonymousUser()), kolommen)
    Aanbod.objects.filter(pk=aanbod.pk).update(let_op="anders", bron="anders")
    (daarna,) = blad.regels(blad.query(AnonymousUser()), kolommen)
    assert eerst.versie == daarna.versie
    toen = rijversie.lees_rijversie(blad.invoerkolommen, eerst.versie)
    assert toen is not None
    assert toen.was("let_op", "geheim") is None


def test_tijden_van_een_aanbod_hebben_samen_een_versie(db: None) -> None:
    aanbod, ander = maak_aanbod(), maak_aanbod()
    for dag in (1, 3):
        aanbod.openingstijden.create(weekdag=dag, van="09:00", tot="10:00")
    ander.openingstijden.create(weekdag=1, van="09:00", tot="10:00")
    coordinator, blad = maak_medewerker(Rol.COORDINATOR), OPENINGSTIJDEN_BLAD

    def versies() -> list[str]:
        return [regel.versie for regel in blad.regels(blad.query(coordinator), blad.kolommen_voor(coordinator))]

    eerst = versies()
    assert eerst[0] == eerst[1] != eerst[2]
    aanbod.openingstijden.filter(weekdag=3).delete()
    assert versies()[0] != eerst[0]
    assert versies()[-1] == eerst[-1]
