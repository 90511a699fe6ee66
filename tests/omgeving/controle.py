"""`make check`: every checker runs to its end, then one line each; the exit status is 1 when any complained."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import time
from pathlib import Path

WORTEL = Path(__file__).resolve().parent.parent.parent
PAKKETTEN = ("kaart", "organisaties", "doorverwijzing", "tests")
DJANGO = "5.2"


def _bestanden(patroon: str, *mappen: str) -> list[str]:
    """Return the files under these directories that match, relative to the checkout."""
    return [str(pad.relative_to(WORTEL)) for naam in mappen for pad in sorted((WORTEL / naam).rglob(patroon))]


def controles() -> dict[str, list[str]]:
    """Return the command of each check by its name."""
    bin_map = Path(sys.executable).parent
    beheer = [sys.executable, "manage.py"]
    sjablonen = _bestanden("*.html", "templates", *PAKKETTEN)
    return {
        "format": [str(bin_map / "ruff"), "format", "--check", "--output-format=concise", "."],
        "lint": [str(bin_map / "ruff"), "check", "--output-format=concise", "."],
        "Django idiom": [
            *(str(bin_map / "django-upgrade"), "--check", "--target-version", DJANGO),
            *_bestanden("*.py", *PAKKETTEN),
        ],
        "types": [str(bin_map / "mypy"), *PAKKETTEN, "bench"],
        "import direction": [str(bin_map / "lint-imports"), "--no-cache"],
        **(
            {"templates": [str(bin_map / "djade"), "--check", f"--target-version={DJANGO}", *sjablonen]}
            if sjablonen
            else {}
        ),
        "migrations": [*beheer, "makemigrations", "--check", "--dry-run"],
        "production settings": [*beheer, "check", "--deploy", "--fail-level", "WARNING"],
        "dependencies": [str(bin_map / "deptry"), "--no-ansi", "."],
        "traces of a machine": [sys.executable, "-m", "tests.omgeving.sporen"],
    }


def omgeving() -> dict[str, str]:
    """Return the environment of a production site, with a key of the moment and a database nobody keeps."""
    return os.environ | {
        "ALLOWED_HOSTS": "wegwijs.example",
        "DATABASE_URL": "sqlite://:memory:",
        "EMAIL_HOST": "mail.wegwijs.example",
        "DJANGO_SETTINGS_MODULE": "kaart.settings",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "WEGWIJS_DEBUG": "0",
        "WEGWIJS_HTTPS": "1",
    }


def main() -> int:
    """Run all checks, each to its end."""
    uitslagen: dict[str, tuple[bool, float]] = {}
    for naam, opdracht in controles().items():
        print(f"\n--- {naam} ---", flush=True)
        begin = time.monotonic()
        uitkomst = subprocess.run(opdracht, cwd=WORTEL, env=omgeving(), stdin=subprocess.DEVNULL, check=False)
        uitslagen[naam] = (uitkomst.returncode == 0, time.monotonic() - begin)
    print()
    for naam, (goed, duur) in uitslagen.items():
        print(f"{'ok  ' if goed else 'FAIL'} {naam} ({duur:.1f} s)")
    return 0 if all(goed for goed, _ in uitslagen.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
