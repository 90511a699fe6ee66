"""Which one warning and which one reason stand on a card."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from organisaties.regels.nu import VRAAGT_BSN, Bijzonder
from organisaties.regels.op_kaartje import ALLEEN_PLEK, NIET_BRUIKBAAR, Waarom, een_reden, een_waarschuwing
from organisaties.regels.versheid import Versheid, Versheidscode

NOOIT = Versheid(Versheidscode.NOOIT, "Nog niet gecontroleerd", "")
VERS = Versheid(Versheidscode.VERS, "Gecontroleerd op 3-11-2026", "")
VOL = Bijzonder("niet", "niet", "Vol")
PAUZE = Bijzonder("pauze", "pauze", "Nu even niet")
BSN = Bijzonder("navragen", "papieren", VRAAGT_BSN["ja"])
# From what makes going there most in vain to what does so least, with what the card then says.
OP_VOLGORDE: list[tuple[dict[str, Any], str]] = [
    ({"bijzonder": [VOL]}, "Vol"),
    ({"gemeld": ["1 collega meldde: verhuisd"]}, "1 collega meldde: verhuisd"),
    ({"bijzonder": [BSN]}, "Vraagt een BSN"),
    ({"bereikbaar": False}, NIET_BRUIKBAAR),
    ({"let_op": "Bel niet op maandag."}, "Bel niet op maandag."),
]


def test_wie_kan_binnenlopen_mist_alleen_het_adres() -> None:
    plek: dict[str, Any] = {"bijzonder": [], "plek_om_binnen_te_lopen": True, "versheid": NOOIT}
    assert een_waarschuwing(**plek, bereikbaar=False).tekst == ALLEEN_PLEK
    assert een_waarschuwing(**plek).tekst == "Nog niet gecontroleerd", "there is an address"


def samen(*delen: dict[str, Any]) -> dict[str, Any]:
    """Return all of these at once."""
    alles: dict[str, Any] = {"bijzonder": []}
    for deel in delen:
        alles |= {**deel, "bijzonder": [*alles["bijzonder"], *deel.get("bijzonder", ())]}
    return alles


@pytest.mark.parametrize("paar", list(itertools.combinations(OP_VOLGORDE, 2)))
def test_het_zwaarste_staat_er_en_hoeveel_er_nog_meer_is(paar: tuple[Any, Any]) -> None:
    (zwaar, tekst), (licht, _) = paar
    for delen in ((zwaar, licht), (licht, zwaar)):
        regel = een_waarschuwing(**samen(*delen), versheid=NOOIT)
        assert (regel.tekst, regel.meer) == (tekst, 1)


def test_van_twee_dezelfde_soort_staat_wat_het_eerst_genoemd_is() -> None:
    regel = een_waarschuwing(bijzonder=[PAUZE, VOL, BSN], versheid=NOOIT)
    assert (regel.tekst, regel.meer) == ("Nu even niet", 2)


def test_hoe_oud_het_is_staat_er_alleen_als_er_niets_anders_is() -> None:
    assert een_waarschuwing(bijzonder=[], versheid=NOOIT).tekst == "Nog niet gecontroleerd"
    vers = een_waarschuwing(bijzonder=[], versheid=VERS)
    assert (vers.soort, vers.icoon, vers.meer) == ("vers", "goed", 0)
    assert een_waarschuwing(bijzonder=[VOL], versheid=NOOIT).meer == 0


def test_wat_collegas_schreven_is_te_herkennen_om_niet_te_printen() -> None:
    assert een_waarschuwing(bijzonder=[], let_op="Vraag naar de beheerder.", versheid=VERS).intern
    assert een_waarschuwing(bijzonder=[], gemeld=["1 collega meldde: vol"], versheid=VERS).intern
    assert not een_waarschuwing(bijzonder=[VOL], let_op="Vraag naar de beheerder.", versheid=VERS).intern


def test_een_reden_is_wat_de_kaart_niet_al_laat_zien() -> None:
    naam, taal = (Waarom.IN_NAAM, "Past bij: les (in de naam)"), (Waarom.TAAL, "Spreekt Dari")
    assert een_reden([naam, taal]) == "Spreekt Dari"
    assert een_reden([naam, (Waarom.WOORDEN, "Past bij: fiets")]) == "Past bij: fiets"
    assert een_reden([naam]) == "Past bij: les (in de naam)"
    assert een_reden([]) == ""


def test_een_zwakke_reden_wordt_gezegd() -> None:
    zwak = (Waarom.UITLEG, "In de uitleg staat: fiets")
    assert een_reden([zwak, (Waarom.HEEFT, "Gratis")]) == "In de uitleg staat: fiets"
    assert een_reden([zwak, (Waarom.WOORDEN, "Past bij: les")]) == "Past bij: les"
