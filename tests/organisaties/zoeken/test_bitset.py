"""Sets as numbers do what sets do."""

from hypothesis import given
from hypothesis import strategies as st

from organisaties.zoeken.index.bitset import as_bitset, positions, stuk

plekken = st.sets(st.integers(0, 300))


@given(plekken)
def test_heen_en_terug(gekozen: set[int]) -> None:
    assert list(positions(as_bitset(gekozen, 301))) == sorted(gekozen)


@given(plekken, st.lists(st.lists(plekken, max_size=3), max_size=3), st.integers(0, 50), st.integers(0, 50))
def test_een_stuk_is_een_stuk_van_de_hele_volgorde(
    gekozen: set[int], verdelingen: list[list[set[int]]], begin: int, lengte: int
) -> None:
    def rang(plek: int) -> tuple[int, ...]:
        per_verdeling = [
            next((n for n, deel in enumerate(verdeling) if plek in deel), len(verdeling)) for verdeling in verdelingen
        ]
        return (*per_verdeling, plek)

    in_bits = [[as_bitset(deel, 301) for deel in verdeling] for verdeling in verdelingen]
    assert (
        stuk(as_bitset(gekozen, 301), in_bits, begin, begin + lengte)
        == sorted(gekozen, key=rang)[begin : begin + lengte]
    )
