"""Makes the sheet into a one-page PDF, with fonts of this machine and nothing from the network."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, NoReturn

from django.conf import settings

if TYPE_CHECKING:
    from weasyprint import Document

PAKKETTEN = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-noto-core")
"""Debian's names for what a PDF needs; README and the set-up of tests and demo name the same."""
# From roomy to tight; the first that fits on one page is taken, else the last. Only a few of a list fit on one.
MATEN = ("ruim", "krap", "krapper", "krapst")
MATEN_KLEINE_LIJST = ("ruim", "krap", "krapper", "krap")
MATEN_LIJST = ("krap",)
KLEINE_LIJST = 3


class KanNiet(Exception):  # noqa: N818 - Dutch
    """This machine cannot make a PDF; `pakketten` is what to install, `waarom` a sentence for whoever runs it."""

    def __init__(self, waarom: str) -> None:
        super().__init__(waarom)
        self.waarom = waarom
        self.pakketten = " ".join(PAKKETTEN)


def maten(aantal: int) -> tuple[str, ...]:
    """Return the sizes to try for a sheet of so many entries."""
    return MATEN if aantal == 1 else MATEN_KLEINE_LIJST if aantal <= KLEINE_LIJST else MATEN_LIJST


def maak(html: str, aantal: int = 1) -> bytes:
    """Return the PDF of a sheet of `aantal` entries (templates/doorverwijzing/briefje/pdf.html).

    Raises KanNiet rather than draw a box where a letter should be.
    """
    try:
        import weasyprint
    except OSError as fout:
        raise KanNiet("De programma’s die letters zetten (Pango) ontbreken op deze server.") from fout
    document = _passend(weasyprint, html, maten(aantal))
    inhoud = document.write_pdf(pdf_tags=True)
    missend = sorted({teken for letter in document.fonts.values() for teken in letter.missing})
    if missend:
        voorbeeld = " ".join(f"U+{teken:04X}" for teken in missend[:3])
        raise KanNiet(f"De letters voor deze taal ontbreken op deze server ({voorbeeld}).")
    return bytes(inhoud or b"")


def _passend(weasyprint: Any, html: str, te_proberen: tuple[str, ...]) -> Document:
    """Return the roomiest version that fits on one page."""
    fetcher = _niets(weasyprint)
    stijl = weasyprint.CSS(string=_stijlblad(), url_fetcher=fetcher)
    for maat in te_proberen:
        passend = html.replace('class="papier"', f'class="papier {maat}"', 1)
        document: Document = weasyprint.HTML(string=passend, url_fetcher=fetcher).render(stylesheets=[stijl])
        if len(document.pages) == 1:
            break
    return document


@functools.cache
def _stijlblad() -> str:
    pad = settings.BASE_DIR / "static" / "css" / "briefje.css"
    return str(pad.read_text(encoding="utf-8"))


def _niets(weasyprint: Any) -> Any:
    """Return a fetcher that fetches nothing at all: the sheet carries its drawings, the style sheet is given to it."""

    class Niets(weasyprint.URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> NoReturn:
            raise ValueError(f"A slip fetches nothing, and not {url[:80]}")

    return Niets()
