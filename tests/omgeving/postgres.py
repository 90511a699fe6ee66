"""A PostgreSQL for the tests: `python -m tests.omgeving.postgres -- COMMAND…` runs COMMAND with DATABASE_URL set.

One that answers on 127.0.0.1:5432 (or at DATABASE_URL) is used when a database can really be made there. Otherwise a
cluster of our own is started from Debian's programs, in a temporary directory on a free port of 127.0.0.1, and stopped
when the command ends, however it ends. WEGWIJS_EIGEN_POSTGRES=1 asks for the cluster of our own straight away.
"""

from __future__ import annotations

import contextlib
import getpass
import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Iterator
from hashlib import sha256
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import psycopg
from psycopg import sql

from tests.omgeving import debian

PAKKET = "postgresql"
RAAD = "Install it with: apt install postgresql"
STARTTIJD = 30.0  # seconds
STOPTIJD = 15.0  # seconds


class GeenPostgres(Exception):  # noqa: N818 - Dutch
    """There is no PostgreSQL here and none can be started; the text says why."""


@contextlib.contextmanager
def server() -> Generator[str]:
    """Give the DATABASE_URL of a server where databases can be made; raises GeenPostgres where there is none.

    WEGWIJS_TESTDATABASE names the test database for the time being; what is left of it at the end is dropped.
    """
    naam = f"test_wegwijs_{sha256(str(Path.cwd()).encode()).hexdigest()[:8]}_{os.getpid()}"
    eigen = os.environ.get("WEGWIJS_EIGEN_POSTGRES") == "1"
    url = None if eigen else next((url for url in _kandidaten() if _kan_database_maken(url)), None)
    with contextlib.ExitStack() as stapel:
        if url is None:
            url = stapel.enter_context(_eigen_cluster())
        else:
            stapel.callback(_ruim_op, url, naam)
        os.environ["WEGWIJS_TESTDATABASE"] = naam
        yield url


def _kandidaten() -> Iterator[str]:
    """Yield the addresses where a server may be: what the environment says, then the usual users."""
    url = os.environ.get("DATABASE_URL", "")
    if url.startswith(("postgres://", "postgresql://")):
        yield url
    for gebruiker in dict.fromkeys((getpass.getuser(), "postgres", "root")):
        yield f"postgresql://{gebruiker}@127.0.0.1:5432/postgres"


def _verbind(url: str) -> psycopg.Connection[tuple[object, ...]]:
    """Connect outside a transaction, because databases are made and dropped outside one."""
    return psycopg.connect(url, autocommit=True, connect_timeout=3)


def _kan_database_maken(url: str) -> bool:
    """Return whether a database can be made at `url`: by making one, for a server that answers may still refuse."""
    naam = sql.Identifier(f"test_wegwijs_proef_{os.getpid()}")
    try:
        with _verbind(url) as verbinding:
            verbinding.execute(sql.SQL("CREATE DATABASE {}").format(naam))
            verbinding.execute(sql.SQL("DROP DATABASE {}").format(naam))
    except psycopg.Error:
        return False
    return True


def _ruim_op(url: str, naam: str) -> None:
    """Drop the test databases of this run (each test process has its own) that a killed process left behind."""
    with contextlib.suppress(psycopg.Error), _verbind(url) as verbinding:
        for (gevonden,) in verbinding.execute("SELECT datname FROM pg_database").fetchall():
            if re.fullmatch(rf"{naam}(_gw\d+)?", str(gevonden)):
                verbinding.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(str(gevonden))))


def _programmas() -> Path | None:
    """Return the directory of the newest server programs, or None where there are none."""
    gevonden = [pad.parent for pad in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if gevonden:
        return max(gevonden, key=lambda pad: [int(deel) for deel in pad.parent.name.split(".") if deel.isdigit()])
    elders = shutil.which("initdb")
    return Path(elders).resolve().parent if elders else None


def _wie() -> pwd.struct_passwd | None:
    """Return the account to run the server as, or None for our own: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    for naam in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(naam)
    raise GeenPostgres("PostgreSQL does not run as root, and there is no account postgres or nobody to run it as.")


def _vrije_poort() -> int:
    """Return a port of 127.0.0.1 that is free now."""
    with socket.socket() as proef:
        proef.bind(("127.0.0.1", 0))
        poort: int = proef.getsockname()[1]
        return poort


@contextlib.contextmanager
def _eigen_cluster() -> Generator[str]:
    """Run a cluster of our own for as long as the context lasts and give its DATABASE_URL."""
    if _programmas() is None:
        debian.installeer(PAKKET)
    programmas = _programmas()
    if programmas is None:
        raise GeenPostgres(f"PostgreSQL is not installed and this account may not install it. {RAAD}")
    wie = _wie()
    with tempfile.TemporaryDirectory(prefix="wegwijs-postgres-", ignore_cleanup_errors=True) as map_naam:
        werkmap = Path(map_naam)
        # A password, because everyone on this machine can reach the port, and a superuser may run programs.
        wachtwoord = secrets.token_urlsafe(24)
        (werkmap / "wachtwoord").write_text(wachtwoord)
        if wie is not None:
            for pad in (werkmap, werkmap / "wachtwoord"):
                os.chown(pad, wie.pw_uid, wie.pw_gid)
        _maak_cluster(programmas, werkmap, wie)
        poort = _vrije_poort()
        url = f"postgresql://wegwijs:{wachtwoord}@127.0.0.1:{poort}/postgres"
        logboek = werkmap / "logboek"
        with logboek.open("wb") as uitvoer:
            proces = subprocess.Popen(
                [
                    *(str(programmas / "postgres"), "-D", str(werkmap / "data"), "-p", str(poort)),
                    *("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="),
                    # A crash may lose everything: this cluster lives for one test run.
                    *("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"),
                ],
                stdin=subprocess.DEVNULL,
                stdout=uitvoer,
                stderr=subprocess.STDOUT,
                cwd=werkmap,
                # Of its own, so that Ctrl-C reaches the tests first and the server only through us.
                start_new_session=True,
                **_als(wie),
            )
        try:
            _wacht_tot_klaar(url, proces, logboek)
            yield url
        finally:
            _stop(proces)


def _als(wie: pwd.struct_passwd | None) -> dict[str, Any]:
    """Return the arguments with which subprocess changes account."""
    return {} if wie is None else {"user": wie.pw_uid, "group": wie.pw_gid, "extra_groups": []}


def _maak_cluster(programmas: Path, werkmap: Path, wie: pwd.struct_passwd | None) -> None:
    """Make an empty cluster in `werkmap`/data."""
    opdracht = [
        *(str(programmas / "initdb"), "--pgdata", str(werkmap / "data"), "--username=wegwijs"),
        *("--auth=scram-sha-256", f"--pwfile={werkmap / 'wachtwoord'}"),
        *("--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"),
    ]
    uitkomst = subprocess.run(
        opdracht,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=werkmap,
        check=False,
        **_als(wie),
    )
    if uitkomst.returncode != 0:
        raise GeenPostgres(f"initdb failed: {uitkomst.stdout.strip()}")


def _wacht_tot_klaar(url: str, proces: subprocess.Popen[bytes], logboek: Path) -> None:
    """Return once the server answers; raises GeenPostgres where it stops or stays silent."""
    grens = time.monotonic() + STARTTIJD
    while time.monotonic() < grens and proces.poll() is None:
        with contextlib.suppress(psycopg.OperationalError), _verbind(url):
            return
        time.sleep(0.1)
    raise GeenPostgres(f"PostgreSQL does not start: {logboek.read_text(errors='replace').strip()[-500:]}")


def _stop(proces: subprocess.Popen[bytes]) -> None:
    """Stop the server by its process id: quickly, then at once, then by force."""
    for teken in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        if proces.poll() is not None:
            return
        proces.send_signal(teken)
        with contextlib.suppress(subprocess.TimeoutExpired):
            proces.wait(STOPTIJD)


def ruim_op_bij_stopteken() -> None:
    """Turn the usual stop signals into an ordinary exit, so that what was opened gets closed."""

    def stop(teken: int, _frame: FrameType | None) -> NoReturn:
        raise SystemExit(128 + teken)

    for teken in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(teken, stop)


def main(argumenten: list[str]) -> int:
    """Run the command behind `--` against a server and return its exit status."""
    if argumenten[:1] != ["--"] or len(argumenten) < 2:
        print("usage: python -m tests.omgeving.postgres -- COMMAND…", file=sys.stderr)
        return 2
    ruim_op_bij_stopteken()
    try:
        with server() as url:
            omgeving = os.environ | {"DATABASE_URL": url}
            return subprocess.run(argumenten[1:], env=omgeving, check=False).returncode
    except GeenPostgres as fout:
        print(fout, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
