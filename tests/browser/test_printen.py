"""What goes to paper: six results to a sheet, an offer on one, and nothing that is for colleagues unless asked for."""

from __future__ import annotations

import math
from typing import Any

import pypdfium2
from playwright.sync_api import Page

from organisaties.models import Aanbod
from organisaties.regels.rollen import Rol
from tests.browser.conftest import Paginas
from tests.browser.test_werk import log_in
from tests.fabrieken import maak_medewerker

PER_BLAD = 6
GEHEIM = "Vraag naar de beheerder van de kelder."


def papier(page: Page) -> tuple[int, str]:
    """Return how many sheets of A4 a page takes, and all that is on them."""
    document: Any = pypdfium2.PdfDocument(page.pdf(format="A4"))
    teksten = [blad.get_textpage().get_text_bounded() for blad in document]
    return len(teksten), " ".join(" ".join(teksten).split())


def test_zes_resultaten_op_een_blad_met_de_vraag_en_de_datum(
    pagina: Paginas, transactional_db: None, kaart: None
) -> None:
    page = pagina(360)
    for vraag in ("?q=eten&kosten=gratis", "?q=taal"):
        page.goto(f"/zoeken/{vraag}")
        aantal = page.locator("article.resultaat:visible").count()
        assert aantal > PER_BLAD
        bladen, tekst = papier(page)
        assert bladen <= math.ceil(aantal / PER_BLAD), vraag
        assert "Geprint op" in tekst
        assert "Op de lijst" not in tekst
        assert "Filters" not in tekst
    page.goto("/zoeken/?q=eten&kosten=gratis")
    assert "“eten”" in papier(page)[1]
    assert "Gratis" in papier(page)[1]


def test_wat_voor_collegas_is_komt_alleen_op_papier_als_een_van_hen_dat_aanvinkt(
    pagina: Paginas, transactional_db: None, kaart: None
) -> None:
    Aanbod.objects.filter(kenmerk="kruispost-huisarts").update(let_op=GEHEIM)
    maak_medewerker(Rol.OPBOUWWERKER, naam="collega")
    page = pagina(360)
    log_in(page, "collega")
    for pad in ("/aanbod/kruispost-huisarts/", "/zoeken/?q=kruispost"):
        page.goto(pad)
        bladen, tekst = papier(page)
        assert "Kruispost" in tekst
        for woord in (GEHEIM, "Ongedocumenteerden", "Hoe ging het", "Klopt dit niet"):
            assert woord not in tekst, (pad, woord)
        if pad.startswith("/aanbod/"):
            assert bladen == 1
        page.get_by_label("Print ook wat alleen voor collega’s is").check()
        assert GEHEIM in papier(page)[1], pad
