"""From a table of texts to typed rows or faults, by a description that is plain data. No database.

Where the texts come from (CSV, a spreadsheet) makes no difference here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kaart.uitwisseling.tabellen.fouten import Fout, Onleesbaar, bedoelt_u, toon
from kaart.uitwisseling.tabellen.velden import Keuze, Veld, Waarde


@dataclass(frozen=True, slots=True)
class Tabel:
    """What was delivered: `naam` of its description, `herkomst` as the reader knows it, numbered rows of texts."""

    naam: str
    herkomst: str
    kop: tuple[str, ...]
    rijen: tuple[tuple[int, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Kolom:
    """One column; `gevuld`: no cell may be empty; `facultatief`: the column itself may be absent.

    `kop`: what a spreadsheet for people has above it, where the name alone would not do.
    """

    naam: str
    veld: Veld
    gevuld: bool = False
    facultatief: bool = False
    kop: str = ""

    @property
    def opschrift(self) -> str:
        """What stands above it in a spreadsheet for people."""
        return self.kop or self.naam.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Rij:
    """A row as read; a cell with a fault and an absent optional column are not in `waarden`."""

    nummer: int
    waarden: Mapping[str, Waarde]

    def tekst(self, kolom: str) -> str:
        """Return the text in `kolom`, or an empty text when there is none."""
        waarde = self.waarden.get(kolom)
        return waarde if isinstance(waarde, str) else ""

    def lijst(self, kolom: str) -> tuple[str, ...]:
        """Return the values of a cell that holds several, or none."""
        waarde = self.waarden.get(kolom)
        return waarde if isinstance(waarde, tuple) else ()


# A remark about a row by its own values: (column, message).
Opmerking = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Bestand:
    """The description of one table.

    `sleutel`: the columns that together say which row it is. `boven`: the column with the row above this
    one (the stadsdeel of a gebied). `standaard`: what stands in for an absent optional table. `map`: the folder inside
    that of the delivery in which it stands.
    """

    naam: str
    enkelvoud: str
    sleutel: tuple[str, ...]
    kolommen: tuple[Kolom, ...]
    boven: str | None = None
    facultatief: bool = False
    standaard: Tabel | None = None
    rijcontroles: tuple[Callable[[Rij], Iterable[Opmerking]], ...] = ()
    map: str = ""

    def herkomst(self, extensie: str = ".csv") -> str:
        """Return the file name, with the folder it stands in."""
        return f"{self.map}/{self.naam}{extensie}" if self.map else f"{self.naam}{extensie}"


@dataclass(frozen=True, slots=True)
class Ontleed:
    """A table as read: the rows, the faults, and whether its keys can be relied on."""

    bestand: Bestand
    herkomst: str
    rijen: tuple[Rij, ...] = ()
    fouten: tuple[Fout, ...] = ()
    # False when the table could not be read at all: then a reference to it says nothing.
    leesbaar: bool = True
    kolommen: frozenset[str] = field(default_factory=frozenset)

    def fout(self, rij: Rij, kolom: str, melding: str) -> Fout:
        """Return a fault in a cell of this table."""
        return Fout(self.herkomst, melding, rij.nummer, kolom)


def ontleed(bestand: Bestand, tabel: Tabel) -> Ontleed:
    """Read `tabel` by its description; never raises, every fault is in the answer.

    Rows that are wholly empty are skipped: spreadsheets leave them behind.
    """
    fouten = list(_koppen(bestand, tabel))
    if fouten:
        return Ontleed(bestand, tabel.herkomst, fouten=tuple(fouten), leesbaar=False)
    kolommen = {kolom.naam: kolom for kolom in bestand.kolommen}
    volgorde = [kolommen[naam] for naam in tabel.kop]
    rijen: list[Rij] = []
    for nummer, cellen in tabel.rijen:
        if not any(cel.strip() for cel in cellen):
            continue
        if len(cellen) != len(volgorde):
            verwacht = f"{len(cellen)} cellen, maar de kop heeft {len(volgorde)} kolommen"
            fouten.append(
                Fout(tabel.herkomst, f"{verwacht}. Staat er een komma in een tekst zonder aanhalingstekens?", nummer)
            )
        waarden: dict[str, Waarde] = {}
        rij = Rij(nummer, waarden)
        meldingen: list[Opmerking] = []
        for kolom, cel in zip(volgorde, cellen, strict=False):
            # Of a row of the wrong width only the key is read, so that references to it are not faults as well.
            if len(cellen) != len(volgorde) and kolom.naam not in bestand.sleutel:
                continue
            try:
                waarde = _lees_cel(kolom, cel)
            except Onleesbaar as onleesbaar:
                meldingen.append((kolom.naam, str(onleesbaar)))
            else:
                waarden[kolom.naam] = waarde
        rijen.append(rij)
        if len(cellen) == len(volgorde):
            for controle in bestand.rijcontroles:
                meldingen.extend(controle(rij))
            fouten.extend(Fout(tabel.herkomst, melding, nummer, kolom_naam) for kolom_naam, melding in meldingen)
    fouten.extend(_dubbele_sleutels(bestand, tabel.herkomst, rijen))
    fouten.sort(key=lambda fout: fout.rij or 0)
    return Ontleed(bestand, tabel.herkomst, tuple(rijen), tuple(fouten), kolommen=frozenset(tabel.kop))


# What is read together: one of them alone would be judged, or followed by a default, without the other.
SAMEN = (frozenset({"stadsdeel", "gebied"}), frozenset({"documenten", "bankafschriften"}))


def alleen(tabel: Ontleed, per_rij: Mapping[int, Collection[str]]) -> Ontleed:
    """Return the table in which the rows of `per_rij` (by number) only say these columns, beside their key.

    The other cells are as if they were not in the file: not written, and a value in them that today's rules refuse is
    no fault. What must hold between the cells of a row is still asked of the whole row.
    """
    rijen: list[Rij] = []
    vergeten: set[tuple[int, str]] = set()
    for rij in tabel.rijen:
        if rij.nummer not in per_rij:
            rijen.append(rij)
            continue
        telt = {*per_rij[rij.nummer], *tabel.bestand.sleutel}
        telt.update(*(groep for groep in SAMEN if groep & telt))
        vergeten.update(
            (rij.nummer, kolom.naam)
            for kolom in tabel.bestand.kolommen
            if kolom.naam not in telt and kolom.naam not in rij.waarden
        )
        rijen.append(Rij(rij.nummer, {naam: waarde for naam, waarde in rij.waarden.items() if naam in telt}))
    fouten = tuple(fout for fout in tabel.fouten if (fout.rij, fout.kolom) not in vergeten)
    return replace(tabel, rijen=tuple(rijen), fouten=fouten)


def sleutel_van(bestand: Bestand, rij: Rij) -> tuple[Waarde, ...] | None:
    """Return the key of a row, None where a cell of it cannot be read; a column that may be absent is empty then."""
    mag_weg = {kolom.naam for kolom in bestand.kolommen if kolom.facultatief}
    if any(kolom not in rij.waarden and kolom not in mag_weg for kolom in bestand.sleutel):
        return None
    return tuple(rij.waarden.get(kolom) for kolom in bestand.sleutel)


def _lees_cel(kolom: Kolom, cel: str) -> Waarde:
    for teken in cel:
        # PostgreSQL refuses NUL, and a half surrogate cannot be written as UTF-8 at all.
        if teken == "\0" or "\ud800" <= teken <= "\udfff":
            raise Onleesbaar(f"{toon(cel)} bevat een teken dat geen tekst is (U+{ord(teken):04X}). Haal het weg.")
    tekst = cel.replace("\r\n", "\n").replace("\r", "\n").strip()
    waarde = kolom.veld.lees(tekst) if tekst else kolom.veld.leeg
    if kolom.gevuld and (not tekst or waarde in ("", ())):
        keuze = f" Kies uit: {', '.join(kolom.veld.woorden)}." if isinstance(kolom.veld, Keuze) else ""
        raise Onleesbaar(f"deze cel is leeg. Hier moet altijd iets staan.{keuze}")
    return waarde


def _koppen(bestand: Bestand, tabel: Tabel) -> Iterator[Fout]:
    bekend = [kolom.naam for kolom in bestand.kolommen]
    if len(tabel.kop) == 1 and ";" in tabel.kop[0]:
        yield Fout(tabel.herkomst, "de kolommen zijn gescheiden met ';'. Bewaar het bestand met komma's.", 1)
        return
    for plaats, naam in enumerate(tabel.kop, 1):
        if not naam:
            yield Fout(tabel.herkomst, f"kolom {plaats} heeft geen naam. Vul een naam in of haal de kolom weg.", 1)
        elif naam not in bekend:
            vrij = [optie for optie in bekend if optie not in tabel.kop]
            yield Fout(tabel.herkomst, f"de kolom {toon(naam)} kent dit bestand niet.{bedoelt_u(naam, vrij)}", 1)
    for naam in dict.fromkeys(naam for naam in tabel.kop if naam and tabel.kop.count(naam) > 1):
        yield Fout(tabel.herkomst, f"de kolom {toon(naam)} staat er meer dan één keer.", 1)
    for kolom in bestand.kolommen:
        if not kolom.facultatief and kolom.naam not in tabel.kop:
            yield Fout(tabel.herkomst, f"de kolom '{kolom.naam}' ontbreekt.", 1)


def _dubbele_sleutels(bestand: Bestand, herkomst: str, rijen: Sequence[Rij]) -> Iterator[Fout]:
    eerder: dict[tuple[Waarde, ...], int] = {}
    for rij in rijen:
        sleutel = sleutel_van(bestand, rij)
        if sleutel is None:
            continue
        if sleutel in eerder:
            wat = " + ".join(bestand.sleutel)
            getoond = ", ".join(toon(str(deel)) for deel in sleutel if deel not in (None, ""))
            yield Fout(
                herkomst, f"{getoond} staat ook al in rij {eerder[sleutel]} ({wat}).", rij.nummer, bestand.sleutel[0]
            )
        eerder.setdefault(sleutel, rij.nummer)
