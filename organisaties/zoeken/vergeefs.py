"""Counting a word that was searched in vain, so that whoever keeps the words hears of it and nobody else of anything.

Kept are, for each week, the words and of each a few bits: one of 64 for whoever asked, worked out with a secret of that
week which is thrown away with it. So one person who tries five times is one bit, and a bit is of one in 64 people:
docs/besluiten/0017-vergeefs-gezochte-woorden.md says why. It stands in the shared cache, which a page that is read may
write; `manage.py ruim_op` takes what enough people asked out of it once the week is over.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable
from typing import Any, cast

from django.core.cache import caches
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import get_random_string, salted_hmac

from kaart.hulp import rate_limit
from kaart.hulp.background import run_later
from kaart.hulp.persoonsgegevens.bewaking import lees_cel
from kaart.hulp.persoonsgegevens.persoonsnamen import bekende_namen
from kaart.hulp.rate_limit import Rem
from kaart.hulp.shared_cache import SharedCache
from organisaties.zoeken.antwoord import Antwoord
from organisaties.zoeken.getypt import lees_getypt
from organisaties.zoeken.index.register import Register
from organisaties.zoeken.lezen.lezen import lees
from organisaties.zoeken.taal.gevaar import gevaarlijst
from organisaties.zoeken.taal.termen import vlak

VAKKEN = 64
# Letters: shorter says nothing, longer is no word.
KORTSTE, LANGSTE = 4, 24
# A question of more words is a story; what is missing in it says little.
HOOGSTENS_WOORDEN = 6
HOOGSTENS_PER_WEEK = 2000
WEEK = 7 * 86_400
# So long after its week a count is still there to be taken out.
BLIJFT = 3 * WEEK
# Nobody fills the list alone: so many new words a day count of one reader.
NIEUWE_WOORDEN = Rem("vergeefs gezocht", 20, 86_400)

_SLEUTEL, _GEHEIM = "vergeefs:{}", "vergeefs:geheim:{}"


def tel(request: HttpRequest, antwoord: Antwoord, *, iets_weg: bool) -> None:
    """Count the words of a question that found nothing, each by itself; `iets_weg`: some of it was no such word."""
    if antwoord.aantal or iets_weg or antwoord.uitslag is None or antwoord.gaat_over_veiligheid:
        return
    gelezen = antwoord.uitslag.gelezen
    if gelezen.gevaar or antwoord.gaat_over_nood or len(antwoord.vraag.q.split()) > HOOGSTENS_WOORDEN:
        return
    if any(vlak(woord) in gevaarlijst().woorden for woord in antwoord.vraag.q.split()):
        return
    telbaar = [woord for woord in gelezen.onbekend if is_telbaar(woord, antwoord.register)]
    if telbaar:
        # After the answer: whoever searches waits for nobody, and hears of no fault in the counting.
        run_later(_onthoud, telbaar, rate_limit.wie(request), maandag(timezone.localdate()))


def is_telbaar(woord: str, register: Register) -> bool:
    """Whether a word may be counted: letters only, of nobody, of no group, no language and no danger."""
    kaal = vlak(woord)
    if not kaal.isalpha() or not KORTSTE <= len(kaal) <= LANGSTE:
        return False
    if kaal in bekende_namen() or lees_cel(woord):
        return False
    getypt = lees_getypt(woord, register)
    if getypt.anders or getypt.weg:
        return False
    gelezen = lees(woord, register.index, register.betekenis)
    over_veiligheid = register.betekenis.neutraal | register.betekenis.nood
    naar = {slug for term in gelezen.termen for slug in term.behoeften}
    lijkt_gevaar = kaal in gevaarlijst().woorden or gevaarlijst().bedoeld(kaal) != kaal
    # A word that points at a language or a place is known already.
    return not (naar & over_veiligheid or gelezen.gevaar or gelezen.wensen or lijkt_gevaar)


def maandag(dag: datetime.date) -> datetime.date:
    """Return the first day of the week of a day."""
    return dag - datetime.timedelta(days=dag.weekday())


def neem_uit(week: datetime.date, minstens: int) -> dict[str, int]:
    """Return of a week that is over the words of at least so many, with how many; forget all of it."""
    sleutel = _SLEUTEL.format(week.isoformat())
    bewaard: dict[str, int] = _cache().get(sleutel) or {}
    _cache().delete_many([sleutel, _GEHEIM.format(week.isoformat())])
    return {woord: n for woord, vakken in sorted(bewaard.items()) if (n := vakken.bit_count()) >= minstens}


def _onthoud(woorden: Iterable[str], wie: str, week: datetime.date) -> None:
    cache, sleutel = _cache(), _SLEUTEL.format(week.isoformat())
    vak = 1 << _vak(wie, week)
    bewaard: dict[str, int] = cache.get(sleutel) or {}
    nieuw = [woord for woord in woorden if not bewaard.get(woord, 0) & vak]
    if not nieuw or NIEUWE_WOORDEN.neem(wie).wacht:
        return

    def erbij(eerder: Any) -> dict[str, int]:
        nu: dict[str, int] = dict(eerder or {})
        for woord in nieuw:
            if woord in nu or len(nu) < HOOGSTENS_PER_WEEK:
                nu[woord] = nu.get(woord, 0) | vak
        return nu

    cache.wijzig(sleutel, erbij, BLIJFT)


def _vak(wie: str, week: datetime.date) -> int:
    """Return one of the 64: the same for a reader all week, and nobody's once the secret of the week is gone."""
    cache, sleutel = _cache(), _GEHEIM.format(week.isoformat())
    geheim = cache.get(sleutel)
    if geheim is None:
        # The first one stays, also when two come at once.
        cache.wijzig(sleutel, lambda eerder: eerder or get_random_string(32), BLIJFT)
        geheim = cache.get(sleutel)
    som = salted_hmac("organisaties.zoeken.vergeefs", f"{geheim}:{wie}", algorithm="sha256").digest()
    return int.from_bytes(hashlib.sha256(som).digest()[:2], "big") % VAKKEN


def _cache() -> SharedCache:
    return cast(SharedCache, caches["default"])
