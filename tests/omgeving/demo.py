"""`make demo`: a filled database, demo accounts, static files, and the production server in front.

Everything it makes lies in var/ and staticfiles/. ADRES (127.0.0.1) and PORT (8000) say where it listens.
A second start skips what has not changed.
"""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from tests.omgeving import programmas

WORTEL = Path(__file__).resolve().parent.parent.parent
VAR = WORTEL / "var"
STATISCH = WORTEL / "staticfiles"
DATABASE = VAR / "wegwijs.sqlite3"
OVERAL = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - compared with, not listened on


class Stop(Exception):  # noqa: N818 - Dutch
    """The demo cannot start; the text says why and what to do."""


def in_url(adres: str) -> str:
    """Return an address as it stands in a URL: IPv6 in brackets."""
    return f"[{adres}]" if ":" in adres else adres


def controleer_poort(adres: str, poort: int) -> None:
    """Return where the port is free; raises Stop with a sentence otherwise."""
    try:
        familie, soort, protocol, _, doel = socket.getaddrinfo(adres, poort, type=socket.SOCK_STREAM)[0]
        with socket.socket(familie, soort, protocol) as proef:
            # As the server does it: a port that was in use a moment ago counts as free.
            proef.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            proef.bind(doel)
    except PermissionError as fout:
        raise Stop(f"Port {poort} is only for root. Choose one above 1023: make demo PORT=8080") from fout
    except OSError as fout:
        raise Stop(
            f"Port {poort} on {adres} cannot be used ({fout.strerror}). Choose another one: make demo PORT={poort + 1}"
        ) from fout


def geheime_sleutel(pad: Path) -> str:
    """Return the key in this file, which is made once and readable by its owner only."""
    try:
        beschrijving = os.open(pad, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return pad.read_text().strip()
    with os.fdopen(beschrijving, "w") as bestand:
        bestand.write(sleutel := secrets.token_urlsafe(60))
    return sleutel


def vingerafdruk(*paden: Path) -> str:
    """Return a hash of these files, and of all files in these directories."""
    som = sha256()
    for pad in paden:
        for bestand in sorted(
            deel for deel in (pad.rglob("*") if pad.is_dir() else [pad]) if deel.is_file() and deel.suffix != ".pyc"
        ):
            inhoud = bestand.read_bytes()
            som.update(f"{bestand.relative_to(WORTEL)} {len(inhoud)}\n".encode() + inhoud)
    return som.hexdigest()


def omgeving(adres: str, poort: int) -> dict[str, str]:
    """Return the environment of the demo: production settings without https, whatever the caller's own is.

    Never the caller's DATABASE_URL: demo accounts have known passwords.
    """
    gastheren = ["127.0.0.1", "localhost", "[::1]"]
    if adres in OVERAL:
        gastheren = ["*"]  # who listens everywhere answers to every name
    elif in_url(adres) not in gastheren:
        gastheren.append(in_url(adres))
    eigen = {naam: waarde for naam, waarde in os.environ.items() if naam not in ("DATABASE_URL", "STATIC_ROOT")}
    return eigen | {
        "ADRES": adres,
        "PORT": str(poort),
        "ALLOWED_HOSTS": ",".join(gastheren),
        "DJANGO_SETTINGS_MODULE": "kaart.settings",
        "SECRET_KEY": geheime_sleutel(VAR / "geheime-sleutel"),
        "WEGWIJS_DEBUG": "0",
        # Every role is one click away, without a second step.
        "WEGWIJS_DEMO": "1",
        "WEGWIJS_HTTPS": "0",
        "WEGWIJS_VAR": str(VAR),
    }


def beheer(env: dict[str, str], *opdracht: str) -> str:
    """Run a management command and return what it printed; raises Stop when it fails."""
    uitkomst = subprocess.run(
        [sys.executable, "manage.py", *opdracht],
        cwd=WORTEL,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if uitkomst.returncode != 0:
        raise Stop(f"manage.py {' '.join(opdracht)} failed:\n{uitkomst.stdout}{uitkomst.stderr}")
    return uitkomst.stdout.strip()


def eens(stempel: Path, afdruk: str, env: dict[str, str], *opdracht: str) -> None:
    """Run a management command unless it ran on the very same files before."""
    if stempel.exists() and stempel.read_text() == afdruk:
        return
    verslag = beheer(env, *opdracht)
    if verslag:
        print(verslag, flush=True)
    stempel.write_text(afdruk)


def main() -> None:
    """Prepare, tell what to try, and become the server."""
    adres = os.environ.get("ADRES") or "127.0.0.1"
    try:
        poort = int(os.environ.get("PORT") or 8000)
    except ValueError as fout:
        raise Stop(f"PORT={os.environ['PORT']} is not a number.") from fout
    controleer_poort(adres, poort)
    VAR.mkdir(exist_ok=True)
    env = omgeving(adres, poort)

    print("Preparing the database …", flush=True)
    nieuw = not DATABASE.exists()
    beheer(env, "migrate", "--no-input")
    gegevens = VAR / "stempel-gegevens"
    if nieuw:
        gegevens.unlink(missing_ok=True)
    # Not at every start: what one changed while looking around should still be there the next time.
    bronnen = [
        WORTEL / "fixtures",
        WORTEL / "kaart" / "uitwisseling" / "tabellen",
        *WORTEL.glob("*/migrations"),
        *WORTEL.glob("kaart/*/migrations"),
    ]
    eens(gegevens, vingerafdruk(*sorted(bronnen)), env, "laad_kaart", "fixtures")
    accounts = beheer(env | {"WEGWIJS_DEBUG": "1"}, "maak_demo_accounts")
    if not (STATISCH / "staticfiles.json").exists():
        (VAR / "stempel-statisch").unlink(missing_ok=True)
    eens(
        VAR / "stempel-statisch",
        vingerafdruk(WORTEL / "static", WORTEL / "requirements.txt"),
        env,
        *("collectstatic", "--no-input", "--clear", "--verbosity", "0"),
    )

    if not programmas.installeer(programmas.PDF):
        print(f"Slips cannot be made into a PDF here yet. {programmas.PDF.raad}", flush=True)

    adres_in_url = f"http://{in_url(OVERAL.get(adres, adres))}:{poort}"
    print(
        f"""
Wegwijs runs on {adres_in_url}/ (Ctrl-C stops it). Try:

  {adres_in_url}/zoeken/?stadsdeel=zuidoost&behoefte=eten   who helps with food in Zuidoost
  {adres_in_url}/aanbod/kruispost-huisarts/briefje/?taal=ti   a slip to take along, in Tigrinya
  {adres_in_url}/inloggen/   sign in as one of the accounts below and search again

{accounts}
""",
        flush=True,
    )
    gunicorn = Path(sys.executable).parent / "gunicorn"
    os.chdir(WORTEL)
    os.execve(gunicorn, [str(gunicorn), "--config", "kaart/gunicorn.py", "kaart.wsgi"], env)


if __name__ == "__main__":
    try:
        main()
    except Stop as fout:
        sys.exit(str(fout))
