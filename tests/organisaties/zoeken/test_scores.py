"""Scores of all offers at once give what adding one by one gives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from organisaties.zoeken.index.bitset import as_bitset, positions, stuk
from organisaties.zoeken.index.scores import HOOGSTE, Scores

OMVANG = 40
lagen = st.lists(st.tuples(st.sets(st.integers(0, OMVANG - 1)), st.integers(0, HOOGSTE // 12)), min_size=1, max_size=12)


def tel(reeks: list[tuple[set[int], int]]) -> tuple[Scores, list[int]]:
    scores, gewoon = Scores(), [0] * OMVANG
    for plekken, gewicht in reeks:
        scores.tel_op(as_bitset(plekken, OMVANG), gewicht)
        for plek in plekken:
            gewoon[plek] += gewicht
    return scores, gewoon


@given(lagen, st.integers(0, HOOGSTE))
def test_optellen_met_bits_is_gewoon_optellen(reeks: list[tuple[set[int], int]], grens: int) -> None:
    scores, gewoon = tel(reeks)
    alles = (1 << OMVANG) - 1
    assert scores.hoogste(alles) == max(gewoon)
    assert set(positions(scores.minstens(grens, alles))) == {p for p, score in enumerate(gewoon) if score >= grens}


@given(lagen)
def test_de_cijfers_zetten_de_hoogste_vooraan(reeks: list[tuple[set[int], int]]) -> None:
    scores, gewoon = tel(reeks)
    volgorde = stuk((1 << OMVANG) - 1, scores.verdelingen(1), 0, OMVANG)
    assert volgorde == sorted(range(OMVANG), key=lambda p: (-gewoon[p], p))


def test_een_kopie_verandert_niet_mee() -> None:
    scores = Scores()
    scores.tel_op(0b11, 5)
    kopie = scores.kopie()
    kopie.tel_op(0b1, 7)
    assert (scores.hoogste(0b11), kopie.hoogste(0b11)) == (5, 12)
