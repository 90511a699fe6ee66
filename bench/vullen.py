"""Put the same data where the floor and datasette can use it: `python -m bench.vullen DATASETTE.sqlite3`.

Reads, through the models, what a visitor may see. The floor gets two tables beside those of Wegwijs, laid out for its
one query; datasette gets a file of its own, as somebody would publish a spreadsheet.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from organisaties.zichtbaarheid import BEZOEKER

FACETTEN = (
    "stadsdeel", "gebied", "behoefte", "taal", "open", "zonder_bsn", "aanmelden", "kosten", "extra_doelgroep",
    "kring", "formaliteit", "infrastructuur", "open_voor",
)  # fmt: skip
# A choice is one number: 1000 × the place of its facet plus the place of its value, so that the facet is n / 1000.
PER_FACET = 1000


@dataclass(frozen=True, slots=True)
class Rij:
    """One offer: what is shown, what can be searched, and the choices it counts for as (facet, value)."""

    pk: int
    getoond: dict[str, Any]
    keuzes: list[tuple[str, str]]

    def per_facet(self, facet: str) -> list[str]:
        """Return the values of one facet."""
        return [waarde for van, waarde in self.keuzes if van == facet]


def rijen() -> Iterator[Rij]:
    """Yield every offer that a visitor may know of, in the order of the kaart."""
    from organisaties.models import Aanbod, Behoefte, Doelgroep, Gebied, Nieuwkomerscategorie, Stadsdeel
    from organisaties.regels.klok import Soort

    overal = list(Stadsdeel.objects.values_list("slug", flat=True))
    gebieden: dict[str, list[str]] = defaultdict(list)
    for gebied, stadsdeel in Gebied.objects.values_list("slug", "stadsdeel__slug"):
        gebieden[stadsdeel].append(gebied)
    ouders = dict(Behoefte.objects.filter(ouder__isnull=False).values_list("slug", "ouder__slug"))
    groepen = list(Doelgroep.objects.values_list("slug", flat=True))
    categorieen = list(Nieuwkomerscategorie.objects.zichtbaar_voor(BEZOEKER).values_list("slug", flat=True))
    lijst = Aanbod.objects.voor_lijst(BEZOEKER).prefetch_related("behoeften", "stadsdelen", "doelgroepen")
    for aanbod in lijst.iterator(chunk_size=2000):
        locaties = aanbod.zichtbare_locaties
        stadsdelen = {deel.slug for deel in aanbod.stadsdelen.all()} | {plek.stadsdeel.slug for plek in locaties}
        in_gebieden = {plek.gebied.slug for plek in locaties if plek.gebied}
        # What is for the whole city or online counts everywhere; what is for everyone counts for each group.
        in_gebieden |= {gebied for deel in aanbod.stadsdelen.all() for gebied in gebieden[deel.slug]}
        if aanbod.hele_stad or aanbod.online:
            stadsdelen, in_gebieden = set(overal), {gebied for eigen in gebieden.values() for gebied in eigen}
        behoeften = {behoefte.slug for behoefte in aanbod.behoeften.all()}
        open_ = {
            Soort.OPEN: {"nu", "vandaag"}, Soort.STRAKS: {"vandaag"}, Soort.VANDAAG: {"vandaag"},
            Soort.ONBEKEND: {"onbekend"},
        }.get(aanbod.open_nu.soort, {"nee"})  # fmt: skip
        if "vandaag" in open_ and (aanbod.gepauzeerd or aanbod.ruimte_nu == Aanbod.Ruimte.VOL):
            open_ = {"nee"}
        organisatie = aanbod.organisatie
        per_facet: dict[str, Any] = {
            "stadsdeel": stadsdelen,
            "gebied": in_gebieden,
            "behoefte": behoeften | {ouders[slug] for slug in behoeften if slug in ouders},
            "taal": {taal.code for taal in aanbod.talen.all()},
            "open": open_,
            "zonder_bsn": {"ja" if aanbod.bsn == "nee" else "nee" if aanbod.bsn == "ja" else "navragen"},
            "aanmelden": {aanbod.aanmelden},
            "kosten": {aanbod.kosten},
            "extra_doelgroep": {groep.slug for groep in aanbod.doelgroepen.all()} or set(groepen),
            "kring": {"eigen" if aanbod.kring == "eigen" else "gemengd"},
            "formaliteit": {"formeel", "informeel"}
            if organisatie.formaliteit == "beide"
            else {organisatie.formaliteit},
            "infrastructuur": {
                *(["aankomst"] if organisatie.aankomstinfrastructuur else []),
                *(["sociaal"] if organisatie.sociale_infrastructuur else []),
            },
            "open_voor": set(categorieen) - {o.categorie.slug for o in aanbod.zichtbare_toegang if o.waarde == "niet"},
        }
        yield Rij(
            pk=aanbod.pk,
            getoond={
                "kenmerk": aanbod.kenmerk,
                "naam": aanbod.naam,
                "organisatie": organisatie.naam,
                "formaliteit": organisatie.formaliteit,
                "omschrijving": aanbod.omschrijving,
                "plek": locaties[0].naam if locaties else "",
                "talen": [taal.naam for taal in aanbod.talen.all()],
                "tijden": aanbod.zichtbare_tijden_in_woorden,
                "bsn": aanbod.bsn,
                "legitimatie": aanbod.legitimatie,
                "aanmelden": aanbod.aanmelden,
                "kosten": aanbod.kosten,
                "wachttijd": aanbod.wachttijd,
                "gecontroleerd_op": str(aanbod.gecontroleerd_op or ""),
            },
            keuzes=[(facet, waarde) for facet in FACETTEN for waarde in sorted(per_facet[facet])],
        )


def vul_vloer(alle: list[Rij]) -> None:
    """Make the tables of the floor in the database of Wegwijs."""
    from django.db import connection

    per_facet: dict[str, dict[str, int]] = {facet: {} for facet in FACETTEN}
    for rij in alle:
        for facet, waarde in rij.keuzes:
            eigen = per_facet[facet]
            eigen.setdefault(waarde, (FACETTEN.index(facet) + 1) * PER_FACET + len(eigen))
    nummers = [[per_facet[facet][waarde] for facet, waarde in rij.keuzes] for rij in alle]
    with connection.cursor() as cursor:
        for tabel in ("vloer", "vloer_tekst", "vloer_keuze", "vloer_nummer"):
            cursor.execute(f"DROP TABLE IF EXISTS {tabel}")
        cursor.execute("CREATE TABLE vloer_nummer (nummer integer PRIMARY KEY, facet text, waarde text)")
        cursor.executemany(
            "INSERT INTO vloer_nummer VALUES (%s, %s, %s)",
            [(nummer, facet, waarde) for facet, eigen in per_facet.items() for waarde, nummer in eigen.items()],
        )
        if connection.vendor == "postgresql":
            _vul_postgres(cursor, alle, nummers)
        else:
            _vul_sqlite(cursor, alle, nummers)


def _vul_postgres(cursor: Any, alle: list[Rij], nummers: list[list[int]]) -> None:
    cursor.execute(
        """CREATE TABLE vloer (pk integer PRIMARY KEY, plaats integer, rij jsonb, keuzes integer[],
           tekst tsvector)"""
    )
    cursor.executemany(
        """INSERT INTO vloer VALUES (%s, %s, %s, %s, setweight(to_tsvector('dutch', %s), 'A')
           || setweight(to_tsvector('dutch', %s), 'B') || setweight(to_tsvector('dutch', %s), 'C'))""",
        [
            (
                rij.pk,
                plaats,
                json.dumps(rij.getoond, ensure_ascii=False),
                eigen,
                rij.getoond["naam"],
                rij.getoond["organisatie"],
                rij.getoond["omschrijving"],
            )
            for plaats, (rij, eigen) in enumerate(zip(alle, nummers, strict=True))
        ],
    )
    cursor.execute("CREATE INDEX vloer_tekst_idx ON vloer USING gin (tekst)")
    cursor.execute("CREATE INDEX vloer_keuzes_idx ON vloer USING gin (keuzes)")
    cursor.execute("CREATE UNIQUE INDEX vloer_plaats_idx ON vloer (plaats)")
    cursor.execute("ANALYZE vloer")


def _vul_sqlite(cursor: Any, alle: list[Rij], nummers: list[list[int]]) -> None:
    from bench.vloer import stammen

    cursor.execute("CREATE TABLE vloer (pk integer PRIMARY KEY, plaats integer, rij text)")
    cursor.execute("CREATE TABLE vloer_keuze (pk integer, nummer integer, PRIMARY KEY (pk, nummer)) WITHOUT ROWID")
    cursor.execute("CREATE VIRTUAL TABLE vloer_tekst USING fts5 (naam, organisatie, omschrijving, content='')")
    cursor.executemany(
        "INSERT INTO vloer VALUES (%s, %s, %s)",
        [(rij.pk, plaats, json.dumps(rij.getoond, ensure_ascii=False)) for plaats, rij in enumerate(alle)],
    )
    cursor.executemany(
        "INSERT INTO vloer_keuze VALUES (%s, %s)",
        [(rij.pk, nummer) for rij, eigen in zip(alle, nummers, strict=True) for nummer in eigen],
    )
    cursor.executemany(
        "INSERT INTO vloer_tekst (rowid, naam, organisatie, omschrijving) VALUES (%s, %s, %s, %s)",
        [
            (rij.pk, *(" ".join(stammen(rij.getoond[v])) for v in ("naam", "organisatie", "omschrijving")))
            for rij in alle
        ],
    )
    cursor.execute("CREATE INDEX vloer_keuze_nummer ON vloer_keuze (nummer, pk)")
    cursor.execute("CREATE UNIQUE INDEX vloer_plaats ON vloer (plaats)")
    cursor.execute("ANALYZE")


def vul_datasette(alle: list[Rij], pad: Path) -> None:
    """Make the file for datasette: one table, lists as JSON, full text with its own triggers left out."""
    pad.unlink(missing_ok=True)
    lijsten = {"stadsdelen": "stadsdeel", "behoeften": "behoefte", "talen": "taal", "doelgroepen": "extra_doelgroep"}
    gewoon = [
        "kenmerk",
        "naam",
        "organisatie",
        "formaliteit",
        "omschrijving",
        "plek",
        "tijden",
        "bsn",
        "aanmelden",
        "kosten",
    ]
    with sqlite3.connect(pad) as db:
        db.execute(
            f"CREATE TABLE aanbod (id integer PRIMARY KEY, {', '.join(f'{k} text' for k in (*gewoon, *lijsten))})"
        )
        db.executemany(
            f"INSERT INTO aanbod VALUES ({', '.join('?' * (1 + len(gewoon) + len(lijsten)))})",
            [
                (
                    rij.pk,
                    *(rij.getoond[kolom] for kolom in gewoon),
                    *(json.dumps(rij.per_facet(facet)) for facet in lijsten.values()),
                )
                for rij in alle
            ],
        )
        db.execute("CREATE INDEX aanbod_kosten ON aanbod (kosten)")
        db.execute(
            "CREATE VIRTUAL TABLE aanbod_fts"
            ' USING fts5 (naam, organisatie, omschrijving, content="aanbod", content_rowid="id")'
        )
        db.execute("INSERT INTO aanbod_fts (aanbod_fts) VALUES ('rebuild')")
        db.execute("ANALYZE")
    db.close()


def main(argumenten: list[str]) -> None:
    """Fill both."""
    import django

    django.setup()
    alle = list(rijen())
    vul_vloer(alle)
    vul_datasette(alle, Path(argumenten[0]))
    print(len(alle))


if __name__ == "__main__":
    main(sys.argv[1:])
