"""What a phone shows without scrolling, and that everything in which one types can be seen."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page

from organisaties.models import Stadsdeel
from organisaties.regels.rollen import Rol
from tests.browser.conftest import Paginas
from tests.browser.test_paginas import past
from tests.browser.test_werk import log_in
from tests.fabrieken import maak_medewerker

HOOGSTE_KAART = 220
EERSTE_BOVEN = 400
VRAGEN = (
    "?behoefte=eten",
    "?behoefte=taal-les",
    "?q=fietsles",
    "?q=advocaat+arabisch",
    "?q=juridische+hulp+voor+vrouwen",
)
# What borders a field and what is around it differ at least this much (WCAG 1.4.11).
CONTRAST = 3.0
VELDEN = "input:not([type=hidden], [type=submit]), select, textarea"


@pytest.mark.parametrize("wie", ["bezoeker", "collega", "collega met groep"])
def test_een_kaart_is_laag_en_de_eerste_staat_op_het_eerste_scherm(
    pagina: Paginas, transactional_db: None, kaart: None, wie: str
) -> None:
    page = pagina(360)
    if wie != "bezoeker":
        maak_medewerker(Rol.OPBOUWWERKER, naam="collega")
        log_in(page, "collega")
    if "groep" in wie:
        page.goto("/zoeken/")
        page.locator("#filters > summary").click()
        page.locator("#facet-open_voor > summary").click()
        page.locator("#k-open_voor-ongedocumenteerden").check()
        page.locator("#uitkomst .groep").wait_for()
    for vraag in VRAGEN:
        page.goto(f"/zoeken/{vraag}")
        kaarten = page.locator("article.resultaat:visible")
        vakken = [kaart.bounding_box() for kaart in kaarten.all()]
        hoogten = [vak["height"] for vak in vakken if vak]
        assert hoogten
        assert max(hoogten) <= HOOGSTE_KAART, vraag
        assert vakken[0]
        assert vakken[0]["y"] < EERSTE_BOVEN, vraag
        if "groep" in wie:
            assert "Ongedocumenteerden: " in kaarten.first.inner_text()
            assert page.get_by_role("button", name="Open voor ongedocumenteerden").is_visible()


def test_van_de_adresbalk_naar_het_eerste_resultaat_in_zes_tabs(
    pagina: Paginas, transactional_db: None, kaart: None
) -> None:
    page = pagina(1280)
    page.goto("/zoeken/?q=eten")
    for _ in range(2):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Naar de resultaten"
    page.keyboard.press("Enter")
    for _ in range(3):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('article') !== null"):
            return
    pytest.fail("Not within six presses.")


def test_een_lang_woord_loopt_nergens_de_bladzijde_uit(pagina: Paginas, transactional_db: None, kaart: None) -> None:
    page = pagina(360)
    for woord in ("a" * 60, "fiets" + "x" * 55):
        for pad in (
            "/zoeken/?q=",
            "/zoeken/?behoefte=eten&q=",
            "/zoeken/?behoefte=taal&taal=ps&stadsdeel=weesp&q=",
            "/zoeken/?kosten=",
            "/organisaties/?q=",
        ):
            page.goto(pad + woord)
            assert past(page), pad + woord


@pytest.mark.parametrize("thema", ["light", "dark"])
def test_elk_veld_is_te_zien(pagina: Paginas, transactional_db: None, kaart: None, thema: str) -> None:
    maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, naam="houder").stadsdelen.add(Stadsdeel.objects.get(slug="zuidoost"))
    # As many points as a phone has: a thin line is not half of two.
    page = pagina(360, color_scheme=thema, device_scale_factor=3)
    log_in(page, "houder")
    soorten = set()
    for pad in ("/", "/zoeken/?q=eten", "/organisaties/", "/aanbod/carabic-voedsel/bewerken/", "/stijlgids/"):
        page.goto(pad)
        page.evaluate("for (const vak of document.querySelectorAll('details')) vak.open = true")
        gezien: set[str] = set()
        for veld in page.locator(VELDEN).all():
            # What looks alike is looked at once.
            soort = str(
                veld.evaluate("v => `${v.tagName} ${v.type} ${getComputedStyle(v).borderColor} ${v.className}`")
            )
            if soort in gezien or not veld.is_visible():
                continue
            gezien.add(soort)
            soorten.add(soort.split()[1])
            assert contrast_van_rand(page, veld) >= CONTRAST, (pad, soort, veld.get_attribute("name"))
    assert {"search", "select-one", "checkbox", "text", "textarea", "date"} <= soorten


def contrast_van_rand(page: Page, veld: Locator) -> float:
    """Return how much the most different point in the first pixels of a field differs from what is beside it."""
    veld.scroll_into_view_if_needed()
    vak = veld.bounding_box()
    assert vak
    # Half-way down, where no corner is round, from two pixels beside it to twelve inside.
    strook = {"x": max(vak["x"] - 2, 0), "y": vak["y"] + vak["height"] / 2, "width": 14, "height": 1}
    with Image.open(io.BytesIO(page.screenshot(clip=strook))) as beeld:  # type: ignore[arg-type]
        rij = beeld.convert("RGB")
        punten = [licht(rij.getpixel((x, 0))) for x in range(rij.width)]  # type: ignore[arg-type]
    return max((max(punten[0], een) + 0.05) / (min(punten[0], een) + 0.05) for een in punten)


def licht(kleur: tuple[int, int, int]) -> float:
    """Return the relative luminance of a colour, 0 to 1."""

    def deel(waarde: int) -> float:
        c = waarde / 255
        return c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4

    rood, groen, blauw = (deel(waarde) for waarde in kleur)
    return 0.2126 * rood + 0.7152 * groen + 0.0722 * blauw
