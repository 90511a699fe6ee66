"""How fresh an entry is."""

import datetime as dt

import pytest

from organisaties.regels.versheid import Versheidscode, code, versheid

VANDAAG = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("soort", "formaliteit", "maanden_geleden", "verwacht"),
    [
        ("spreekuur", "formeel", 2, Versheidscode.VERS),
        ("spreekuur", "formeel", 4, Versheidscode.OUD),
        ("activiteit", "informeel", 3, Versheidscode.VERS),
        ("activiteit", "informeel", 5, Versheidscode.OUD),
        ("dienst", "informeel", 5, Versheidscode.VERS),
        ("dienst", "informeel", 7, Versheidscode.OUD),
        ("", "formeel", 11, Versheidscode.VERS),
        ("", "formeel", 13, Versheidscode.OUD),
    ],
)
def test_de_termijn_hangt_af_van_de_soort(
    soort: str, formaliteit: str, maanden_geleden: int, verwacht: Versheidscode
) -> None:
    gecontroleerd = VANDAAG - dt.timedelta(days=maanden_geleden * 30)
    assert code(gecontroleerd, soort, formaliteit, VANDAAG) is verwacht


def test_nooit_gecontroleerd_is_nooit_vers_hoe_goed_de_bron_ook_is() -> None:
    uitkomst = versheid(None, zekerheid="R", op=VANDAAG)
    assert uitkomst.code is Versheidscode.NOOIT
    assert uitkomst.tekst == "Nog niet gecontroleerd"
    assert "onderzoek" in uitkomst.bron
