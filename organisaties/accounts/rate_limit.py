"""How often somebody may try to sign in: whoever guesses is stopped, whoever is guessed at is not.

Counted are wrong passwords, never right ones:

- for a client and an account together: so a stranger's guesses never count against the owner elsewhere;
- for a client over all accounts, against guessing along a list of names;
- for an account over all clients, which refuses nobody: while many guess at it from everywhere, a client that is new
  to it gets one try at a time and then waits. The right password at the first try always opens.

A browser that signed in to an account before is known by a cookie that means nothing to a reader, is only sent to
the sign-in pages, and counts for itself: whoever guesses from the same address, as in a city hall, does not stop its
owner. (OWASP calls this a device cookie.) No address of a reader is kept: keys are keyed hashes and expire.
"""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.crypto import get_random_string, salted_hmac

from kaart.hulp import client_address
from kaart.hulp.rate_limit import Beurt, Rem
from organisaties.models import Medewerker

PAAR = Rem("inlog-paar", 8, 5 * 60)
PAAR_DAG = Rem("inlog-paar-dag", 30, 24 * 3600)
PLEK = Rem("inlog-plek", 60, 5 * 60)
PLEK_DAG = Rem("inlog-plek-dag", 600, 24 * 3600)
ACCOUNT = Rem("inlog-account", 50, 3600)
NIEUW_BIJ_ACCOUNT = Rem("inlog-nieuw", 1, 15 * 60)
# How often one account gets a link for a new password; more than that is answered the same and not sent.
HERSTEL = Rem("wachtwoord-vergeten", 3, 15 * 60)

KOEKJE = "wegwijs_browser"
ZOUT = "organisaties.rekeningen.remmen"
BEKEND_DAGEN = 60
# On a shared computer: so many accounts are known at once, the last ones.
BEKEND_HOOGSTENS = 8


class Poging:
    """One try to sign in to `naam`, a user name or address as it was typed."""

    def __init__(self, request: HttpRequest, naam: str) -> None:
        self.account = account_van(naam)
        self.netwerk = client_address.netwerk(request)
        self.browser = _bekende_browser(request, self.account)
        self.beurten: list[Beurt] = []

    def begin(self) -> int:
        """Count it as if it were wrong, so that many at once cannot slip through; return the seconds to wait, or 0."""
        # Asked before this one counts itself.
        onder_vuur = not self.browser and bool(ACCOUNT.wacht(self.account))
        wie = self.browser or self.netwerk
        remmen: list[tuple[Rem, tuple[str, ...]]] = [(PAAR, (wie, self.account)), (PAAR_DAG, (wie, self.account))]
        if not self.browser:
            remmen += [(PLEK, (self.netwerk,)), (PLEK_DAG, (self.netwerk,))]
        if onder_vuur:
            remmen.append((NIEUW_BIJ_ACCOUNT, (self.netwerk, self.account)))
        for rem, sleutel in remmen:
            beurt = rem.neem(*sleutel)
            if beurt.wacht:
                self.gelukt()  # not tried, so not counted anywhere
                return beurt.wacht
            self.beurten.append(beurt)
        if not self.browser:
            self.beurten.append(ACCOUNT.neem(self.account))
        return 0

    def gelukt(self) -> None:
        """Take back what was counted."""
        for beurt in self.beurten:
            beurt.geef_terug()
        self.beurten.clear()

    def begin_opnieuw(self) -> None:
        """Forget what this client got wrong at this account: it has just shown that it is its owner's."""
        for rem in (PAAR, PAAR_DAG, NIEUW_BIJ_ACCOUNT):
            for wie in filter(None, (self.browser, self.netwerk)):
                rem.vergeet(wie, self.account)


def account_van(naam: str) -> str:
    """Return what stands for an account, whichever of its names was typed; also for one that is not there."""
    naam = naam.strip()
    gevonden = Medewerker.objects.filter(Q(username__iexact=naam) | Q(email__iexact=naam)).order_by("pk").first()
    return f"account {gevonden.pk}" if gevonden else f"naam {naam.casefold()}"


def onthoud_browser(request: HttpRequest, antwoord: HttpResponseBase, medewerker: Medewerker) -> None:
    """Let this browser be known to the account that signs in."""
    merk, bekend = _lees_koekje(request)
    dit = _merk_van(f"account {medewerker.pk}")
    bekend = [*(ander for ander in bekend if ander != dit), dit][-BEKEND_HOOGSTENS:]
    antwoord.set_cookie(
        KOEKJE,
        signing.dumps([merk or get_random_string(22), bekend], salt=ZOUT),
        max_age=BEKEND_DAGEN * 86_400,
        path=reverse("inloggen"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _bekende_browser(request: HttpRequest, account: str) -> str:
    """Return what stands for this browser where the account signed in with it, or is signed in now; else ''."""
    if request.user.is_authenticated and account == f"account {request.user.pk}":
        return f"sessie {request.session.session_key}"
    merk, bekend = _lees_koekje(request)
    return f"browser {merk}" if merk and _merk_van(account) in bekend else ""


def _lees_koekje(request: HttpRequest) -> tuple[str, list[str]]:
    try:
        merk, bekend = signing.loads(request.COOKIES.get(KOEKJE, ""), salt=ZOUT, max_age=BEKEND_DAGEN * 86_400)
    except (signing.BadSignature, ValueError, TypeError):
        return "", []
    return merk, bekend


def _merk_van(account: str) -> str:
    return salted_hmac(ZOUT, account, algorithm="sha256").hexdigest()[:22]
