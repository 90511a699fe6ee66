"""The floor: what the same page would cost with one hand-written statement and nothing around it.

A WSGI application without a framework. One statement finds by full text, filters, counts behind every choice of
thirteen facets (what is chosen in a facet does not count for its own choices), orders, and returns the 25 rows as
JSON, from a flat table that was laid out for exactly this (`bench.vullen`) and that somebody would have to keep
right. No synonyms, no typing errors, no reasons, no html: about as low as a floor can lie.
VLOER_DATABASE: a path of SQLite or an address of PostgreSQL.
"""

from __future__ import annotations

import os
import re
import sqlite3
import threading
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any
from urllib.parse import parse_qs

import psycopg
import snowballstemmer

PER_PAGINA = 25
DATABASE = os.environ.get("VLOER_DATABASE", "")
POSTGRES = DATABASE.startswith("postgres")
_stemmer = snowballstemmer.stemmer("dutch_porter")
_eigen = threading.local()


def stammen(tekst: str) -> list[str]:
    """Return the stems of a text, for full text that knows no Dutch."""
    return [str(stam) for stam in _stemmer.stemWords(re.findall(r"\w+", tekst.casefold()))]


# f1 and f2: the numbers of the chosen values. A number / 1000 is its facet (see `bench.vullen`).
STATEMENT = """
WITH t AS MATERIALIZED (SELECT v.pk, v.plaats, {rang} AS rang, {a} AS a, {b} AS b {keuzes} FROM {van} WHERE {gevonden})
SELECT {object}(
    'aantal', (SELECT count(*) FROM t WHERE a AND b),
    'rijen', (SELECT {lijst}({rij}) FROM (
        SELECT v.rij FROM t JOIN vloer v ON v.pk = t.pk WHERE a AND b ORDER BY rang, t.plaats LIMIT 25 OFFSET %(begin)s
    ) r),
    'keuzes', (SELECT {paren}(nummer, aantal) FROM (
        SELECT nummer, count(*) AS aantal FROM {uit}
        WHERE (a OR nummer / 1000 = %(f1)s / 1000) AND (b OR nummer / 1000 = %(f2)s / 1000) GROUP BY nummer
    ) c)
){als_tekst}
"""


@cache
def statement(postgres: bool, met_tekst: bool, gekozen: int) -> str:
    """Return the statement for a question with or without words and with so many (0 to 2) chosen values."""
    if postgres:
        houdt = [f"v.keuzes @> ARRAY[%(f{plek})s::integer]" for plek in (1, 2)][:gekozen]
        delen = {
            "rang": "-ts_rank(v.tekst, plainto_tsquery('dutch', %(q)s))" if met_tekst else "0",
            "van": "vloer v",
            "gevonden": "v.tekst @@ plainto_tsquery('dutch', %(q)s)" if met_tekst else "true",
            "keuzes": ", v.keuzes",
            "uit": "t CROSS JOIN unnest(keuzes) AS nummer",
            "object": "json_build_object",
            "lijst": "json_agg",
            "rij": "rij",
            "paren": "json_object_agg",
            "als_tekst": "::text",
        }
    else:
        houdt = [
            f"EXISTS (SELECT 1 FROM vloer_keuze k WHERE k.pk = v.pk AND k.nummer = %(f{plek})s)" for plek in (1, 2)
        ][:gekozen]
        delen = {
            "rang": "bm25(vloer_tekst, 8, 4, 2)" if met_tekst else "0",
            "van": "vloer_tekst JOIN vloer v ON v.pk = vloer_tekst.rowid" if met_tekst else "vloer v",
            "gevonden": "vloer_tekst MATCH %(q)s" if met_tekst else "true",
            "keuzes": "",
            "uit": "t CROSS JOIN vloer_keuze k ON k.pk = t.pk",
            "object": "json_object",
            "lijst": "json_group_array",
            "rij": "json(rij)",
            "paren": "json_group_object",
            "als_tekst": "",
        }
    if len(houdt) == 2:
        # What fails both counts for no choice at all.
        delen["gevonden"] += f" AND ({houdt[0]} OR {houdt[1]})"
    a, b = [*houdt, "true", "true"][:2]
    return STATEMENT.format(a=a, b=b, **delen)


def antwoord(vraag: dict[str, str]) -> str:
    """Return the JSON for a question; at most two values are chosen."""
    q = vraag.get("q", "")
    nummers = [_nummers()[paar] for paar in vraag.items() if paar in _nummers()][:2]
    waarden: dict[str, Any] = {
        "q": q if POSTGRES else " ".join(f'"{stam}"' for stam in stammen(q)),
        "begin": PER_PAGINA * (int(vraag.get("pagina", "1")) - 1),
        **dict(zip(("f1", "f2"), [*nummers, 0, 0][:2], strict=True)),
    }
    return str(_verbinding().execute(_eigen_stijl(statement(POSTGRES, bool(q), len(nummers))), waarden).fetchone()[0])


@cache
def _eigen_stijl(tekst: str) -> str:
    """Return a statement with its parameters as the driver wants them."""
    return tekst if POSTGRES else re.sub(r"%\((\w+)\)s", r":\1", tekst)


def _verbinding() -> Any:
    """Return the connection of this thread."""
    if not hasattr(_eigen, "db"):
        if POSTGRES:
            _eigen.db = psycopg.connect(DATABASE, autocommit=True, options="-c jit=off")
        else:
            _eigen.db = sqlite3.connect(f"file:{DATABASE}?mode=ro", uri=True)
    return _eigen.db


@cache
def _nummers() -> dict[tuple[str, str], int]:
    rijen = _verbinding().execute("SELECT facet, waarde, nummer FROM vloer_nummer").fetchall()
    return {(facet, waarde): nummer for facet, waarde, nummer in rijen}


def app(omgeving: dict[str, Any], begin: Callable[[str, list[tuple[str, str]]], object]) -> Iterable[bytes]:
    """Answer."""
    vraag = {naam: waarden[0] for naam, waarden in parse_qs(omgeving.get("QUERY_STRING", "")).items()}
    inhoud = antwoord(vraag).encode()
    begin("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(inhoud)))])
    return [inhoud]
