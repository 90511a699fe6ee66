"""Says the words of a slip in Dutch and in one other language.

Catalogues are gettext files (`locale/<language>/LC_MESSAGES/briefje.po`), compiled in memory the first time a process
needs one (docs/besluiten/0007). Weekdays, dates and names of languages come from CLDR through Babel.
"""

from __future__ import annotations

import datetime
import functools
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from gettext import GNUTranslations
from pathlib import Path

from babel import Locale
from babel.dates import format_date, get_day_names
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.html import format_html, format_html_join

from doorverwijzing.briefje import woorden
from doorverwijzing.briefje.talen import NEDERLANDS, Brieftaal

DOMEIN = "briefje"
LOCALE_MAP = settings.BASE_DIR / "locale"
# Where CLDR writes the month first, or calls a language as its speakers in the Netherlands do not.
DATUMVORM = {"ti": "d MMMM y", "so": "d MMMM y"}
EIGEN_TAALNAMEN = {"ti": {"nl": "ሆላንድኛ"}, "so": {"tr": "Turki", "am": "Amxaari"}, "tr": {"nl": "Hollandaca"}}
CLDR_CODE = {"prs": ("fa_AF",), "pt-BR": ("pt_BR", "pt")}
KOMMA = {"ar": "، ", "fa": "، ", "ti": "፣ "}


@dataclass(frozen=True, slots=True)
class Tweetalig:
    """The same in Dutch and in the other language; `anders` is empty where only Dutch is known, or asked for."""

    nl: str
    anders: str = ""


Gat = Tweetalig | str


@functools.cache
def catalogus(map_: str) -> GNUTranslations:
    """Return the compiled catalogue of the directory `map_` below locale/; raises FileNotFoundError without one."""
    pad: Path = LOCALE_MAP / map_ / "LC_MESSAGES" / f"{DOMEIN}.po"
    mo = io.BytesIO()
    with pad.open("rb") as bestand:
        write_mo(mo, read_po(bestand, locale=map_, domain=DOMEIN))
    mo.seek(0)
    return GNUTranslations(mo)


class Tolk:
    """Speaks Dutch and one other language; when that is Dutch too, it leaves the other side empty."""

    def __init__(self, taal: Brieftaal) -> None:
        self.taal = taal
        self._catalogus = None if taal.is_nederlands else catalogus(taal.map)

    def zin(self, bron: str, **gaten: Gat) -> Tweetalig:
        """Return a sentence of `woorden`; a gap takes something in two languages, or a time or number as it is."""
        anders = self._catalogus.gettext(bron) if self._catalogus else ""
        return self._vul(bron, anders, gaten)

    def aantal(self, paar: tuple[str, str], n: int) -> Tweetalig:
        """Return one of (singular, plural) with {n} filled in, by the plural rule of each language."""
        anders = self._catalogus.ngettext(*paar, n) if self._catalogus else ""
        return self._vul(paar[n != 1], anders, {"n": str(n)})

    def woord(self, tekst: str) -> Tweetalig:
        """Return what somebody typed, translated where slips know the word and in Dutch alone otherwise."""
        bron = woorden.BEKEND.get(tekst.strip().casefold())
        return self.zin(bron) if bron else Tweetalig(tekst.strip())

    def dag(self, weekdag: int) -> Tweetalig:
        """Return the name of a weekday; 1 is Monday."""
        return self._van_cldr(lambda cldr: get_day_names("wide", "stand-alone", cldr)[weekdag - 1])

    def datum(self, dag: datetime.date) -> Tweetalig:
        """Return a date in words."""
        return self._van_cldr(lambda cldr: format_date(dag, DATUMVORM.get(cldr, "long"), cldr))

    def taalnaam(self, code: str, naam: str) -> Tweetalig:
        """Return the name of a spoken language by its BCP 47 code; `naam` is how the kaart writes it."""
        if not self._catalogus:
            return Tweetalig(naam)
        if code in woorden.TALEN_ZONDER_CLDR:
            return Tweetalig(naam, self.zin(woorden.TALEN_ZONDER_CLDR[code]).anders)
        cldr = Locale.parse(self.taal.cldr).languages
        namen = [EIGEN_TAALNAMEN.get(self.taal.cldr, {}).get(code), *map(cldr.get, CLDR_CODE.get(code, (code,)))]
        return Tweetalig(naam, next((bekend for bekend in namen if bekend), ""))

    def rij(self, delen: Iterable[Tweetalig]) -> Tweetalig:
        """Return several things as one list with commas; what is known in Dutch alone stands in Dutch in both."""
        delen = list(delen)
        nederlands = format_html_join(", ", "{}", ((deel.nl,) for deel in delen))
        if not self._catalogus:
            return Tweetalig(nederlands)
        komma = KOMMA.get(self.taal.code, ", ")
        return Tweetalig(nederlands, format_html_join(komma, "{}", ((_anders(deel),) for deel in delen)))

    def _van_cldr(self, vorm: Callable[[str], str]) -> Tweetalig:
        return Tweetalig(vorm(NEDERLANDS.cldr), vorm(self.taal.cldr) if self._catalogus else "")

    def _vul(self, nl: str, anders: str, gaten: dict[str, Gat]) -> Tweetalig:
        """Fill the gaps; the catalogues are ours and safe, what fills a gap is escaped."""
        in_het_nederlands = {naam: gat.nl if isinstance(gat, Tweetalig) else gat for naam, gat in gaten.items()}
        in_de_taal = {naam: _anders(gat) for naam, gat in gaten.items()}
        return Tweetalig(
            format_html(nl, **in_het_nederlands) if gaten else nl,
            format_html(anders, **in_de_taal) if gaten and anders else anders,
        )


def _anders(gat: Gat) -> str:
    """Return what fills a gap in the other language: figures and Dutch keep their own direction there."""
    if isinstance(gat, str):
        return format_html('<bdi dir="ltr">{}</bdi>', gat)
    return gat.anders or format_html('<bdi dir="ltr" lang="nl">{}</bdi>', gat.nl)
