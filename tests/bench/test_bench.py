"""The bench compares like with like: the floor counts what Wegwijs counts, and the figures are what they say."""

from __future__ import annotations

import itertools
import json
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from bench import belasting, verslag, vloer, vragen, vullen
from organisaties.zoeken import Vraag, zoek

BEZOEKER = AnonymousUser()


@pytest.fixture
def gevuld(kaart: None) -> list[vullen.Rij]:
    """Load the real data and lay the floor."""
    alle = list(vullen.rijen())
    vullen.vul_vloer(alle)
    return alle


def vraag_vloer(q: str = "", **gekozen: str) -> tuple[int, dict[tuple[str, str], int]]:
    """Return the number of results and the counts behind all choices."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT facet, waarde, nummer FROM vloer_nummer")
        nummer_van = {(facet, waarde): nummer for facet, waarde, nummer in cursor.fetchall()}
        f1, f2 = [*(nummer_van[paar] for paar in gekozen.items()), 0, 0][:2]
        statement = vloer.statement(connection.vendor == "postgresql", bool(q), len(gekozen))
        # As numbers of their own kind: Django puts them in as text on SQLite and the driver casts on PostgreSQL.
        cursor.execute(statement, {"q": q, "begin": 0, "f1": f1, "f2": f2})
        antwoord = json.loads(cursor.fetchone()[0])
    per_nummer = antwoord["keuzes"] or {}
    return antwoord["aantal"], {paar: per_nummer.get(str(nummer), 0) for paar, nummer in nummer_van.items()}


@pytest.mark.parametrize(
    "gekozen",
    [
        {},
        {"stadsdeel": "west"},
        {"stadsdeel": "zuidoost", "behoefte": "eten"},
        {"behoefte": "taal-cafe", "taal": "ar"},
        {"open": "vandaag", "kosten": "gratis"},
    ],
    ids=str,
)
def test_de_vloer_telt_achter_elke_keuze_wat_wegwijs_telt(gevuld: list[vullen.Rij], gekozen: dict[str, str]) -> None:
    antwoord = zoek(Vraag(keuzes={facet: (waarde,) for facet, waarde in gekozen.items()}), BEZOEKER)
    aantal, keuzes = vraag_vloer(**gekozen)
    assert aantal == antwoord.aantal
    # What only serves to keep the floor's rows whole is no choice on the page.
    op_de_pagina = {paar: n for paar, n in keuzes.items() if paar not in {("open", "nee"), ("zonder_bsn", "nee")}}
    assert op_de_pagina == {
        (facet, waarde): antwoord.tel_open_voor(waarde) if facet == "open_voor" else antwoord.tel(facet, waarde)
        for facet, waarde in op_de_pagina
    }


def test_de_vloer_vindt_op_woorden(gevuld: list[vullen.Rij]) -> None:
    woord = "taalcafé" if connection.vendor == "postgresql" else " ".join(vloer.stammen("taalcafé"))
    aantal, _ = vraag_vloer(q=woord)
    assert 0 < aantal < len(gevuld)


def test_een_bezoeker_ziet_in_de_vloer_niet_meer_dan_op_de_site(gevuld: list[vullen.Rij]) -> None:
    assert len(gevuld) == zoek(Vraag(), BEZOEKER).aantal
    assert "ongedocumenteerden" not in {waarde for rij in gevuld for facet, waarde in rij.keuzes}


def test_datasette_krijgt_een_tabel_met_zoektekst(gevuld: list[vullen.Rij], tmp_path: Path) -> None:
    pad = tmp_path / "kaart.sqlite3"
    vullen.vul_datasette(gevuld, pad)
    db = sqlite3.connect(pad)
    assert db.execute("SELECT count(*) FROM aanbod").fetchone() == (len(gevuld),)
    assert db.execute("SELECT count(*) FROM aanbod_fts WHERE aanbod_fts MATCH 'fietsles'").fetchone()[0] > 1
    db.close()


def test_dezelfde_zaden_geven_dezelfde_vragen_en_elke_soort_heeft_er_veel() -> None:
    assert len(vragen.SOORTEN) == 11
    for soort in vragen.SOORTEN:
        eerste = list(itertools.islice(vragen.reeks(soort, 1), 200))
        assert eerste == list(itertools.islice(vragen.reeks(soort, 1), 200))
        assert soort == "bladeren" or len(set(eerste)) >= 8, soort
    assert len(set(itertools.islice(vragen.reeks(vragen.HOOFDVRAAG, 1), 200))) > 150


def test_de_categorie_staat_ook_hier_in_geen_adres_van_wegwijs() -> None:
    vraag = next(vragen.reeks("open voor (cookie)", 1))
    assert vraag.categorie
    assert vraag.categorie not in vragen.bij_wegwijs(vraag)


class Stil(WSGIRequestHandler):
    """Writes no log."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def poort() -> Iterator[int]:
    """Give the port of a server of which every fifth answer is a fault."""
    teller = itertools.count(1)

    def app(omgeving: dict[str, str], begin: object) -> list[bytes]:
        status = "500 Fout" if next(teller) % 5 == 0 else "200 OK"
        begin(status, [("Content-Length", "4")])  # type: ignore[operator]
        return [b"goed"]

    with make_server("127.0.0.1", 0, app, handler_class=Stil) as server:
        draad = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        draad.start()
        yield server.server_port
        server.shutdown()
        draad.join()


@pytest.mark.parametrize("open_houden", [False, True])
def test_de_belasting_telt_antwoorden_en_fouten_apart(poort: int, open_houden: bool) -> None:
    meting = belasting.meet([poort], itertools.repeat(("/", {})), seconden=0.3, verbindingen=2, open_houden=open_houden)
    assert meting.aantal > 5
    assert 0 < meting.p50 <= meting.p95
    assert meting.bytes == 4
    assert meting.fouten
    assert set(meting.fouten) == {"500 bij /"}
    assert belasting.loop_apart(belasting.Verbinding(poort, open_houden=False).vraag("/", {})).inhoud == b"goed"


def test_het_verslag_oordeelt_over_de_eisen() -> None:
    uitkomst = verslag.Uitkomst(
        machine=dict.fromkeys(("dag", "commit", "processor", "python", "django", "sqlite"), "x") | {"belasting": "4.2"},
        instellingen={
            "verbindingen": 8,
            "verbinding": "close",
            "processen": 2,
            "draden": 4,
            "ronden": 3,
            "seconden": 4.0,
            "kort": False,
        },
    )

    def meting(p95: float) -> belasting.Meting:
        return belasting.Meting(p50=p95 / 2, p95=p95, per_seconde=100, aantal=100, bytes=2048)

    for omvang, systeem, p95s in (
        (30_000, "wegwijs", (90.0, 100.0, 500.0)),
        (30_000, "vloer", (40.0, 40.0, 40.0)),
        (30_000, "datasette", (400.0, 400.0, 400.0)),
        (100_000, "wegwijs", (250.0, 250.0, 250.0)),
    ):
        uitkomst.metingen["PostgreSQL", omvang, systeem, vragen.HOOFDVRAAG] = [meting(p95) for p95 in p95s]
    uitkomst.herindex["PostgreSQL", 30_000] = {"bezoeker": 2.0, "collega": 2.5, "mb": 200}
    uitkomst.opslaan["PostgreSQL", 30_000] = [0.02, 0.3]
    assert [oordeel.gehaald for oordeel in verslag.oordelen(uitkomst)] == [True, True, False, True]
    tekst = verslag.als_markdown(uitkomst)
    assert "100 ms against 40 ms: 2.50 ×" in tekst
    assert "Others were at work on the machine (load 4.2)" in tekst
    assert "| 30,000 | PostgreSQL | **tekst + 2 facetten** | 50 | 100 | 100 | 2.0 | 20 | 40 | 100 | 2.50 |" in tekst
    assert json.loads(verslag.als_json(uitkomst))["herindex"][0]["waarde"]["collega"] == 2.5


def test_aantallen_worden_uit_elke_pagina_gelezen() -> None:
    assert verslag.aantal_gevonden("wegwijs", "<h1>1.234 resultaten</h1>") == 1234
    assert verslag.aantal_gevonden("datasette", "<h3>2,036 rows where …</h3>") == 2036
    assert verslag.aantal_gevonden("vloer", '{"aantal": 7}') == 7
    assert verslag.aantal_gevonden("wegwijs", "niets") == 0
