"""Databases of every size, and the servers in front of them: made here, reached on 127.0.0.1, ended by their number."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from bench.belasting import een

WORTEL = Path(__file__).resolve().parent.parent
VAR = WORTEL / "var" / "bench"
BENCH_PYTHON = WORTEL / "bench" / ".venv" / "bin" / "python"
PROCESSEN, DRADEN = 2, 4
STARTTIJD = 60.0  # seconds
ECHT = 150
"""This size stands for the real opening data; any other is a made-up city with so many offers."""


class Mislukt(Exception):  # noqa: N818 - Dutch
    """Something that the bench needs does not work; the text says what."""


@dataclass(frozen=True, slots=True)
class Gegevens:
    """One filled database: `url` for Wegwijs, `vloer` for the floor, `datasette` a file 'kaart' for datasette."""

    soort: str
    omvang: int
    url: str
    vloer: str
    datasette: Path


def omgeving(url: str = "", **extra: str) -> dict[str, str]:
    """Return the environment of a production site without https."""
    return os.environ | {
        "ALLOWED_HOSTS": "127.0.0.1",
        "DATABASE_URL": url or "sqlite://:memory:",
        "DJANGO_SETTINGS_MODULE": "kaart.settings",
        # One key for all processes of a run: the chosen category in a cookie is signed with it.
        "SECRET_KEY": _SLEUTEL,
        "STATIC_ROOT": str(VAR / "static"),
        "WEGWIJS_DEBUG": "0",
        "WEGWIJS_HTTPS": "0",
        "WEGWIJS_VAR": str(VAR),
        "LOGNIVEAU": "WARNING",
        **extra,
    }


_SLEUTEL = secrets.token_urlsafe(60)


def draai(argumenten: Sequence[str], env: Mapping[str, str]) -> str:
    """Run Python with these arguments and return what it printed; raises Mislukt where it fails."""
    uitkomst = subprocess.run(
        [sys.executable, *argumenten],
        cwd=WORTEL,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if uitkomst.returncode != 0:
        raise Mislukt(f"python {' '.join(argumenten)} failed:\n{uitkomst.stdout}{uitkomst.stderr}")
    return uitkomst.stdout


def merk(omvang: int) -> str:
    """Return a hash of all that decides what is in a database of this size."""
    som = sha256(str(omvang).encode())
    mappen = (
        "fixtures",
        "organisaties/migrations",
        "doorverwijzing/migrations",
        "kaart/uitwisseling/proefkaart",
        "kaart/uitwisseling/tabellen",
        "organisaties/models",
    )
    for map_ in mappen:
        for pad in sorted((WORTEL / map_).rglob("*.*")):
            if pad.suffix in (".py", ".csv"):
                som.update(pad.read_bytes())
    som.update((WORTEL / "bench" / "vullen.py").read_bytes())
    return som.hexdigest()[:10]


@contextlib.contextmanager
def sqlite(omvang: int, *, bewaar: bool) -> Iterator[Gegevens]:
    """Give a filled SQLite database of this size."""
    pad = VAR / f"kaart-{omvang}-{merk(omvang)}.sqlite3"
    gegevens = Gegevens("SQLite", omvang, f"sqlite:///{pad}", str(pad), VAR / pad.stem / "kaart.sqlite3")
    klaar = pad.with_suffix(".klaar")
    if not klaar.exists():
        for oud in VAR.glob(f"kaart-{omvang}-*"):
            _weg(oud)
        _vul(gegevens)
        klaar.touch()
    try:
        yield gegevens
    finally:
        if not bewaar:
            for weg in VAR.glob(f"{pad.stem}*"):
                _weg(weg)


@contextlib.contextmanager
def postgres(omvang: int, server: str, *, bewaar: bool) -> Iterator[Gegevens]:
    """Give a filled PostgreSQL database of this size, made on the server at this address."""
    naam = f"wegwijs_bench_{omvang}_{merk(omvang)}"
    url = f"{server.rsplit('/', 1)[0]}/{naam}"
    gegevens = Gegevens("PostgreSQL", omvang, url, url, VAR / naam / "kaart.sqlite3")
    with psycopg.connect(server, autocommit=True) as db:
        er_is = db.execute("SELECT 1 FROM pg_database WHERE datname = %s", [naam]).fetchone()
        # Filled to the end or not at all: the mark is set last.
        klaar = gegevens.datasette.exists() and er_is and _heeft_merk(url)
        if not klaar:
            _laat_vallen(db, f"wegwijs_bench_{omvang}_")
            db.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(naam)))
    try:
        if not klaar:
            _vul(gegevens)
            with psycopg.connect(url, autocommit=True) as db:
                db.execute("CREATE TABLE bench_klaar ()")
        yield gegevens
    finally:
        if not bewaar:
            with psycopg.connect(server, autocommit=True) as db:
                _laat_vallen(db, naam)


def _laat_vallen(db: psycopg.Connection[Any], begin: str) -> None:
    """Drop the databases whose names begin like this, kept by an older run perhaps, and what lies beside them."""
    for (naam,) in db.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [begin]).fetchall():
        db.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(naam)))
    for weg in VAR.glob(f"{begin}*"):
        _weg(weg)


def _weg(pad: Path) -> None:
    if pad.is_dir():
        shutil.rmtree(pad, ignore_errors=True)
    else:
        pad.unlink(missing_ok=True)


def _heeft_merk(url: str) -> bool:
    with psycopg.connect(url) as db:
        return db.execute("SELECT to_regclass('bench_klaar') IS NOT NULL").fetchone() == (True,)


def _vul(gegevens: Gegevens) -> None:
    env = omgeving(gegevens.url)
    draai(["manage.py", "migrate", "--no-input", "--verbosity=0"], env)
    if gegevens.omvang == ECHT:
        draai(["manage.py", "laad_kaart", "fixtures"], env)
    else:
        organisaties = max(gegevens.omvang // 3, 1)
        draai(
            [
                *("manage.py", "maak_proefkaart", f"--organisaties={organisaties}"),
                *(f"--aanbod={gegevens.omvang}", "--zaad=1"),
            ],
            env,
        )
    gegevens.datasette.parent.mkdir(parents=True, exist_ok=True)
    draai(["-m", "bench.vullen", str(gegevens.datasette)], env)


def vrije_poort() -> int:
    """Return a port of 127.0.0.1 that is free now."""
    with socket.socket() as proef:
        proef.bind(("127.0.0.1", 0))
        poort: int = proef.getsockname()[1]
        return poort


@contextlib.contextmanager
def _proces(naam: str, opdracht: Sequence[str], env: Mapping[str, str], poort: int, proef: str) -> Iterator[int]:
    """Run a server for as long as the context lasts and give its port, once `proef` answers with 200."""
    VAR.mkdir(parents=True, exist_ok=True)
    logboek = VAR / f"{naam}-{poort}.log"
    with logboek.open("wb") as uitvoer:
        proces = subprocess.Popen(
            list(opdracht),
            cwd=WORTEL,
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=uitvoer,
            stderr=subprocess.STDOUT,
        )
    try:
        grens = time.monotonic() + STARTTIJD
        while True:
            if proces.poll() is not None or time.monotonic() > grens:
                raise Mislukt(f"{naam} does not start:\n{logboek.read_text(errors='replace')[-2000:]}")
            with contextlib.suppress(OSError, EOFError):
                if een(poort, proef).status == 200:
                    break
            time.sleep(0.1)
        yield poort
    finally:
        proces.terminate()
        try:
            proces.wait(20)
        except subprocess.TimeoutExpired:
            proces.kill()
            proces.wait()
        logboek.unlink(missing_ok=True)


def _gunicorn() -> str:
    return str(Path(sys.executable).parent / "gunicorn")


@contextlib.contextmanager
def wegwijs(gegevens: Gegevens) -> Iterator[list[int]]:
    """Run Wegwijs as in production: its own gunicorn configuration."""
    poort = vrije_poort()
    env = omgeving(
        gegevens.url, ADRES="127.0.0.1", PORT=str(poort), WEB_CONCURRENCY=str(PROCESSEN), WEB_THREADS=str(DRADEN)
    )
    opdracht = [_gunicorn(), "--config", "kaart/gunicorn.py", "kaart.wsgi"]
    with _proces("wegwijs", opdracht, env, poort, "/gezondheid/") as adres:
        yield [adres]


@contextlib.contextmanager
def vloer(gegevens: Gegevens) -> Iterator[list[int]]:
    """Run the floor with as many processes and threads as Wegwijs."""
    poort = vrije_poort()
    opdracht = [
        *(_gunicorn(), "--bind", f"127.0.0.1:{poort}", "--worker-class", "gthread", "--keep-alive", "5"),
        *("--workers", str(PROCESSEN), "--threads", str(DRADEN), "--no-control-socket", "bench.vloer:app"),
    ]
    env = os.environ | {"VLOER_DATABASE": gegevens.vloer}
    with _proces("vloer", opdracht, env, poort, "/zoeken/?q=taal&stadsdeel=west") as adres:
        yield [adres]


@contextlib.contextmanager
def datasette(gegevens: Gegevens) -> Iterator[list[int]]:
    """Run datasette on the same data: a process for each core, the file immutable, no time limit cut short."""
    with contextlib.ExitStack() as stapel:
        poorten = []
        for _ in range(PROCESSEN):
            poort = vrije_poort()
            opdracht = [
                *(str(BENCH_PYTHON), "-m", "datasette", "serve", "-i", str(gegevens.datasette)),
                *("--host", "127.0.0.1", "--port", str(poort)),
                *("--setting", "suggest_facets", "off", "--setting", "facet_time_limit_ms", "20000"),
                *("--setting", "sql_time_limit_ms", "30000", "--setting", "max_returned_rows", "100"),
            ]
            poorten.append(stapel.enter_context(_proces("datasette", opdracht, os.environ, poort, "/-/versions.json")))
        yield poorten


def geheugen(poort: int) -> list[int]:
    """Return the resident memory in MB of the processes of the gunicorn for Wegwijs on this port."""
    gevonden = []
    for map_ in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, IndexError):
            if f"PORT={poort}".encode() in (map_ / "environ").read_bytes().split(b"\0"):
                gevonden.append(int((map_ / "status").read_text().split("VmRSS:")[1].split()[0]) // 1024)
    return sorted(gevonden)
