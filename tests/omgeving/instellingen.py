"""Settings of the tests: `kaart.settings` in a fixed environment, and the few things that must differ.

pytest-django loads settings before any conftest runs, so this is the one place where the environment can be fixed.
Only DATABASE_URL is taken from outside: it chooses SQLite (absent) or PostgreSQL.
"""

import os
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Any

# A developer's own environment must not change what a test sees.
for naam in (
    "AFZENDER",
    "ALLOWED_HOSTS",
    "CSRF_TRUSTED_ORIGINS",
    "EMAIL_HOST",
    "HSTS_PRELOAD",
    "HSTS_SECONDEN",
    "HSTS_SUBDOMEINEN",
    "SESSIE_STIL_MINUTEN",
    "SESSIE_UREN",
    "LOGNIVEAU",
    "OIDC_ADRES",
    "OIDC_ROLLEN",
    "OIDC_STADSDELEN",
    "SECRET_KEY_OUD",
    "SITE_ADRES",
    "SITE_NAAM",
    "STAD",
    "VERTROUWDE_PROXIES",
):
    os.environ.pop(naam, None)
os.environ["WEGWIJS_DEBUG"] = "0"
os.environ["WEGWIJS_HTTPS"] = "0"
# Most tests are about what a role may do, not about how it signs in; those of accounts switch this off.
os.environ["WEGWIJS_DEMO"] = "1"
os.environ["SECRET_KEY"] = "only-for-tests-and-long-enough-for-every-check-0123456789"
# Playwright keeps an event loop in the test's own thread; Django would refuse every query next to it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

# Of this process alone (each xdist worker has its own), so that several runs at once never meet.
_WERKMAP = tempfile.TemporaryDirectory(prefix="wegwijs-test-")
_MAP = Path(_WERKMAP.name)
os.environ["WEGWIJS_VAR"] = str(_MAP)
os.environ["STATIC_ROOT"] = str(_MAP / "staticfiles")
(_MAP / "staticfiles").mkdir()

from kaart import settings as _echte  # noqa: E402

globals().update({naam: waarde for naam, waarde in vars(_echte).items() if naam.isupper()})

_CHECKOUT = sha256(str(_echte.BASE_DIR).encode()).hexdigest()[:8]

DATABASES: dict[str, Any] = _echte.DATABASES
DATABASES["default"]["CONN_MAX_AGE"] = 0  # a kept connection would keep the test database from being dropped
# A crash may lose everything: the database lives for one run of the tests.
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
else:
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c synchronous_commit=off"
DATABASES["default"]["TEST"] = {
    # A file and not ':memory:': the live server's threads then get connections of their own, as in real use.
    "NAME": str(_MAP / "test.sqlite3")
    if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3"
    else os.environ.get("WEGWIJS_TESTDATABASE", f"test_wegwijs_{_CHECKOUT}_{os.getpid()}")
}

# Plain names, so that no test needs `collectstatic` first.
STORAGES = {**_echte.STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}

# In the transaction of the test; the tests of it put it on.
ACHTERGROND = False

# Safe hashing is slow on purpose; tests sign in hundreds of times.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
