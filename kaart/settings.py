"""Settings, all from the environment and safe when nothing is set.

WEGWIJS_DEBUG (0), SECRET_KEY (required unless WEGWIJS_DEBUG), ALLOWED_HOSTS, DATABASE_URL (SQLite in var/),
WEGWIJS_HTTPS (1: secure cookies, redirect to https, HSTS), HSTS_SECONDEN, VERTROUWDE_PROXIES (0), LOGNIVEAU.
"""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF

from kaart.hulp import omgeving, stad

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(omgeving.tekst("WEGWIJS_VAR", str(BASE_DIR / "var")))
# The city that runs this: its name, its words for areas, its time.
STADSGEGEVENS = stad.lees(Path(omgeving.tekst("STAD_BESTAND", str(BASE_DIR / "fixtures" / "stad.toml"))))

DEBUG = omgeving.vlag("WEGWIJS_DEBUG", standaard=False)
SECRET_KEY = (
    omgeving.tekst("SECRET_KEY", "only-for-development-never-in-production")
    if DEBUG
    else omgeving.geheime_sleutel("SECRET_KEY")
)
# Earlier keys: what left the kaart is remembered by a hash with the key of that time.
SECRET_KEY_FALLBACKS = omgeving.lijst("SECRET_KEY_OUD")
ALLOWED_HOSTS = omgeving.lijst("ALLOWED_HOSTS", "127.0.0.1,localhost")
CSRF_TRUSTED_ORIGINS = omgeving.lijst("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "organisaties.apps.OrganisatiesConfig",
    "doorverwijzing.apps.DoorverwijzingConfig",
    "kaart.uitwisseling.apps.UitwisselingConfig",
    "kaart.werk.apps.WerkConfig",
    "kaart.beheer.BeheerConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "csp",
    "django_filters",
    "django_htmx",
    "import_export",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kaart.hulp.geen_tekst.adres_zonder_nul",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    # A form that was given back counts after signing in in another tab too.
    "kaart.hulp.resubmit.OpnieuwVersturen",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Every page asks to sign in, but those that are marked as public.
    "kaart.middleware.AlleenIngelogd",
    "django.contrib.messages.middleware.MessageMiddleware",
    "kaart.hulp.geen_tekst.FormulierZonderNul",
    "allauth.account.middleware.AccountMiddleware",
    "organisaties.accounts.sessie.niet_te_lang",
    "organisaties.zoeken.open_voor.van_niemand_anders",
    "organisaties.accounts.middleware.tweede_stap_verplicht",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "kaart.middleware.nooit_gedeeld_bewaren",
    # What became one with another has no page of its own any more: its address leads on.
    "organisaties.ingangen.oude_adressen.LeidDoor",
    # Innermost: what the middleware above it keeps of a session is no work of a page.
    "kaart.hulp.read_only.lezen_schrijft_niet",
]

ROOT_URLCONF = "kaart.urls"
WSGI_APPLICATION = "kaart.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "organisaties.context.kijker",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Database: SQLite by default, PostgreSQL by DATABASE_URL; both behave the same.
DATABASES = {
    "default": dj_database_url.parse(
        omgeving.tekst("DATABASE_URL", f"sqlite:///{VAR_DIR / 'wegwijs.sqlite3'}"),
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Write-ahead log: readers never wait for a writer. Immediate: two writers queue instead of failing halfway.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
        # What is removed is overwritten, so that it cannot be read back from the file.
        "PRAGMA secure_delete=ON;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- What all processes and hosts know together: limits, and which codes of a second step were used.
CACHES = {
    "default": {
        "BACKEND": "kaart.hulp.shared_cache.SharedCache",
        "LOCATION": "gedeeld_geheugen",
        "KEY_FUNCTION": "kaart.hulp.shared_cache.onleesbaar",
        # From here on every write first removes what has expired; never anything else.
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

# --- Who signs in.
AUTH_USER_MODEL = "organisaties.Medewerker"
LOGIN_URL = "inloggen"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "start"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "organisaties.accounts.wachtwoordregels.NietJouwNaam"},
    {"NAME": "organisaties.accounts.wachtwoordregels.LangGenoeg", "OPTIONS": {"min_length": 12}},
    {"NAME": "organisaties.accounts.wachtwoordregels.NietTeGewoon"},
    {"NAME": "organisaties.accounts.wachtwoordregels.NietAlleenCijfers"},
]

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
# An invitation and a link for a new password work for so many seconds.
PASSWORD_RESET_TIMEOUT = 3 * 86_400
# A demo shows every role without a second step; never on a real site.
DEMO = omgeving.vlag("WEGWIJS_DEMO", standaard=False)
ACCOUNT_ADAPTER = "organisaties.accounts.adapters.Accounts"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*", "password2*"]
# Accounts come by invitation, so the address is known to be right.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if omgeving.vlag("WEGWIJS_HTTPS", standaard=not DEBUG) else "http"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {
    "login": "organisaties.accounts.forms.Inlogformulier",
    "reset_password": "organisaties.accounts.forms.Vergeten",
    "reset_password_from_key": "organisaties.accounts.forms.VergetenNieuw",
    "change_password": "organisaties.accounts.forms.Veranderen",
    "reauthenticate": "organisaties.accounts.forms.Nogmaals",
}
MFA_FORMS = {
    "activate_totp": "organisaties.accounts.forms.AppInstellen",
    "authenticate": "organisaties.accounts.forms.TweedeStap",
    "reauthenticate": "organisaties.accounts.forms.TweedeStapNogmaals",
    "add_webauthn": "organisaties.accounts.forms.SleutelErbij",
    "edit_webauthn": "organisaties.accounts.forms.SleutelNaam",
}
# Signing in with a password has brakes of its own (organisaties/accounts/rate_limit.py): allauth's count successes too,
# and what a stranger does to somebody's name would count against its owner. What is left of allauth's:
ACCOUNT_RATE_LIMITS = {
    "login": None,
    # Only the codes of a second step: the key is the account, and whoever gets there knows its password.
    "login_failed": "8/5m/key",
    # Asked by somebody who is signed in, and counted by account.
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
    # Per address only against a flood: a city hall is one address. How often one account gets mail: see that module.
    "reset_password": "60/m/ip",
    # The link holds a key that nobody guesses.
    "reset_password_from_key": "120/m/ip",
    # Doors that are not there.
    "signup": None,
    "request_login_code": None,
    "confirm_email": None,
    "manage_email": None,
    "change_phone": None,
    "verify_phone": None,
}
MFA_ADAPTER = "organisaties.accounts.adapters.TweedeStap"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
# A code typed in its last second still counts a moment later (RFC 6238, 5.2).
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
# The city's own sign-in (OpenID Connect), where one is set: address, client, secret, and what its groups mean here.
OIDC_ADRES = omgeving.tekst("OIDC_ADRES", "")
OIDC_NAAM = omgeving.tekst("OIDC_NAAM", "je account van de gemeente")
OIDC_CLAIM = omgeving.tekst("OIDC_CLAIM", "groups")
OIDC_ROLLEN = omgeving.paren(
    "OIDC_ROLLEN", ("opbouwwerker", "aandachtsfunctionaris", "aanbieder", "coördinator", "beheerder")
)
OIDC_STADSDELEN = omgeving.paren("OIDC_STADSDELEN")
SOCIALACCOUNT_ADAPTER = "organisaties.accounts.adapters.StadsInlog"
SOCIALACCOUNT_AUTO_SIGNUP = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "stad",
                "name": OIDC_NAAM,
                "client_id": omgeving.tekst("OIDC_CLIENT", "wegwijs"),
                "secret": omgeving.tekst("OIDC_GEHEIM", ""),
                "settings": {"server_url": OIDC_ADRES, "oauth_pkce_enabled": True},
            }
        ]
        if OIDC_ADRES
        else [],
    }
}

# --- Language and time.
LANGUAGE_CODE = "nl"
TIME_ZONE = STADSGEGEVENS.tijdzone
USE_I18N = True
# What Django itself leaves in English in the admin.
LOCALE_PATHS = [BASE_DIR / "kaart" / "vertaling"]
USE_TZ = True

# --- Static files: hashed and compressed, served by the web process itself.
STATIC_URL = "static/"
STATIC_ROOT = Path(omgeving.tekst("STATIC_ROOT", str(BASE_DIR / "staticfiles")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = not DEBUG

# --- Security: closed by default; what is open is named.
HTTPS = omgeving.vlag("WEGWIJS_HTTPS", standaard=not DEBUG)
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^gezondheid/$"]
SECURE_HSTS_SECONDS = omgeving.getal("HSTS_SECONDEN", 31_536_000 if HTTPS else 0)
# Both bind other sites than this one, and a preload list forgets slowly: the owner of the whole domain must choose.
SECURE_HSTS_INCLUDE_SUBDOMAINS = omgeving.vlag("HSTS_SUBDOMEINEN", standaard=False)
SECURE_HSTS_PRELOAD = omgeving.vlag("HSTS_PRELOAD", standaard=False)
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
# How many proxies of our own stand in front: so many addresses at the end of X-Forwarded-For are true (see
# kaart/hulp/client_address.py), and X-Forwarded-Proto says whether the reader came by https.
VERTROUWDE_PROXIES = omgeving.aantal("VERTROUWDE_PROXIES", 0)
ALLAUTH_TRUSTED_PROXY_COUNT = VERTROUWDE_PROXIES
if VERTROUWDE_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Not 'no-referrer': browsers then send 'Origin: null' and every form would be refused.
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# A session ends with the browser, after so long without use, and after so long in all. Use is noted now and then, as
# not every page may write; a reader who goes on is never put out sooner.
SESSIE_UREN = omgeving.getal("SESSIE_UREN", 12)
SESSIE_STIL_MINUTEN = omgeving.getal("SESSIE_STIL_MINUTEN", 120)
SESSIE_BIJWERKEN = 300
SESSION_COOKIE_AGE = SESSIE_STIL_MINUTEN * 60 + SESSIE_BIJWERKEN
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "kaart.views.formulier_verlopen"
X_FRAME_OPTIONS = "DENY"
_oidc = urlsplit(OIDC_ADRES)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        # A form that leads to the city's sign-in ends there.
        "form-action": [SELF, *([f"{_oidc.scheme}://{_oidc.netloc}"] if OIDC_ADRES else [])],
        "frame-ancestors": [NONE],
        "img-src": [SELF],
        "manifest-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "worker-src": [SELF],
    }
}

# --- Logging: never a query string, a secret in a path, or an address of a reader.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"kort": {"()": "kaart.hulp.logboek.ZonderGeheimen"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "kort"}},
    "root": {"handlers": ["console"], "level": omgeving.tekst("LOGNIVEAU", "INFO")},
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # The server for development writes the whole address of each request; Django gives it a handler of its own.
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # They tell of every step of every slip, and of every rule of its style sheet that is only for a browser.
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "WARNING"},
    },
}

# --- Mail: to the console until a server is named.
EMAIL_HOST = omgeving.tekst("EMAIL_HOST", "")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
EMAIL_PORT = omgeving.getal("EMAIL_PORT", 587)
EMAIL_USE_TLS = omgeving.vlag("EMAIL_USE_TLS", standaard=True)
EMAIL_HOST_USER = omgeving.tekst("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = omgeving.tekst("EMAIL_HOST_PASSWORD", "")
EMAIL_TIMEOUT = 20
# Whether some work waits until the answer has left (kaart/hulp/background.py).
ACHTERGROND = True
DEFAULT_FROM_EMAIL = omgeving.tekst("AFZENDER", "wegwijs@localhost")
# Where links in mails lead; a command has no request to read it from.
SITE_ADRES = omgeving.tekst("SITE_ADRES", f"{'https' if HTTPS else 'http'}://{[*ALLOWED_HOSTS, 'localhost'][0]}")

# --- The product's own settings.
SITE_NAAM = omgeving.tekst("SITE_NAAM", "Wegwijs")
STAD = STADSGEGEVENS.naam
# Whether a browser may keep today's public pages for when there is no network; see kaart/over/views_offline.py.
OFFLINE = omgeving.vlag("WEGWIJS_OFFLINE", standaard=True)
# Under which licence others may use the open data.
OPEN_DATA_LICENTIE = omgeving.tekst("OPEN_DATA_LICENTIE", "CC BY 4.0")
OPEN_DATA_LICENTIE_URL = omgeving.tekst("OPEN_DATA_LICENTIE_URL", "https://creativecommons.org/licenses/by/4.0/deed.nl")
# Where addresses of providers are looked up (PDOK Locatieserver); empty to never ask anybody.
PDOK_ADRES = omgeving.tekst("PDOK_ADRES", "https://api.pdok.nl/bzk/locatieserver/search/v3_1/free")
# Whether addresses inside the own network may be asked too, when websites are checked; for tests.
WEBSITES_OOK_BINNEN = False
# Months a check counts, by kind of offer or else by formality of the organisation; see organisaties/regels/versheid.py.
CONTROLE_MAANDEN = omgeving.getallen(
    "CONTROLE_MAANDEN",
    (
        "spreekuur",
        "inloop",
        "dienst",
        "activiteit",
        "cursus",
        "opvang",
        "noodhulp",
        "ontmoeting",
        "informeel",
        "formeel",
    ),
)
# Weeks after which 'there is room' or 'full' no longer says anything, and is not known again.
RUIMTE_WEKEN = omgeving.getal("RUIMTE_WEKEN", 6)
# A word searched in vain is shown once so many different readers tried it in a week, and for so many weeks.
VERGEEFS_MINSTENS = omgeving.getal("VERGEEFS_MINSTENS", 5)
VERGEEFS_WEKEN = omgeving.getal("VERGEEFS_WEKEN", 26)
# How many organisations the daily run asks by itself, at most; 0 for none: then only who keeps them does.
MAILVRAAG_PER_KEER = omgeving.aantal("MAILVRAAG_PER_KEER", 10)
# Weeks after which a signal of a colleague no longer counts and is removed; 'full' passes sooner.
SIGNAAL_WEKEN = omgeving.getal("SIGNAAL_WEKEN", 12)
SIGNAAL_WEKEN_VOL = omgeving.getal("SIGNAAL_WEKEN_VOL", 6)
