"""What a phone shows without scrolling, and that everything in which one types can be seen."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

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
# Questions about which something is to be said, by what must then stand there.
MET_BERICHT = {
    "?behoefte=taal-les&stadsdeel=weesp": "[data-plek=gat]",
    "?q=voedzelbank+bijlmr&kleur=rood": ".woordmeldingen",
    "?q=taalles+farsi&kleur=rood": "#vooraf",
    "?q=dokter+zonder+papieren": "[data-gelezen]",
    "?q=asielzoeker+taalles": "[data-gelezen]",
    "?q=eten&losgelaten=gezondheid": "[data-losgelaten]",
    "?q=i+need+a+doctor": "[data-in-taal]",
    "?q=vluchtelingenwerk+taalles": ".namen",
    "?behoefte=veiligheid&kleur=rood": ".noodregel",
    "?q=geweld+thuis": ".noodregel",
    "?q=hulp+in+crisis": ".noodregel",
}
# What borders a field and what is around it differ at least this much (WCAG 1.4.11).
CONTRAST = 3.0
VELDEN = "input:not([type=hidden], [type=submit], [type=file]), select, textarea"
MET_VELDEN = (
    "/",
    "/zoeken/?q=eten",
    "/organisaties/",
    "/aanbod/carabic-voedsel/bewerken/",
    "/aanbod/carabic-voedsel/tips/",
    "/aanbod/carabic-voedsel/hoe-ging-het/",
    "/aanbod/kruispost-huisarts/voorstel/",
    "/aanbod/kruispost-huisarts/klopt-niet/",
    "/organisaties/stap-verder/aanbod-voorstellen/",
    "/werk/",
    "/werk/signalen/",
    "/werk/routes/nieuw/",
    "/account/wachtwoord/",
    "/stijlgids/",
)
# Letters and what is under them (WCAG 1.4.3): in the field, as an example in it, and the ring around it.
LETTERS = 4.5
# Of each field how it looks, in one go: a page of keeping has hundreds.
SOORTEN = "velden => velden.map(v => `${v.tagName} ${v.type} ${getComputedStyle(v).borderColor} ${v.className}`)"
KLEUREN = """
(veld) => {
    const vlak = (ding) => {
        for (; ding; ding = ding.parentElement) {
            const kleur = getComputedStyle(ding).backgroundColor;
            if (!/^rgba\\(.*, 0\\)$|transparent/.test(kleur)) return kleur;
        }
        return "";
    };
    veld.focus();
    const stijl = getComputedStyle(veld);
    return [
        ["tekst", stijl.color, vlak(veld)],
        ["voorbeeld", getComputedStyle(veld, "::placeholder").color, vlak(veld)],
        ["ring", stijl.outlineStyle === "none" ? "" : stijl.outlineColor, vlak(veld.parentElement)],
    ];
}
"""


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
    for vraag in (*VRAGEN, *MET_BERICHT):
        page.goto(f"/zoeken/{vraag}")
        if wie == "bezoeker" and vraag in MET_BERICHT:
            expect(page.locator(MET_BERICHT[vraag])).to_be_attached()
        kaarten = page.locator("article.resultaat:visible")
        vakken = [kaart.bounding_box() for kaart in kaarten.all()]
        hoogten = [vak["height"] for vak in vakken if vak]
        assert hoogten
        assert max(hoogten) <= HOOGSTE_KAART, vraag
        assert vakken[0]
        assert vakken[0]["y"] < EERSTE_BOVEN, vraag
        if "groep" in wie and vraag in VRAGEN:
            assert "Ongedocumenteerden: " in kaarten.first.inner_text()
            assert page.get_by_role("button", name="Open voor ongedocumenteerden").is_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_wat_boven_de_resultaten_staat_is_een_regel_die_opengaat(
    pagina: Paginas, transactional_db: None, kaart: None, javascript: bool
) -> None:
    page = pagina(360, javascript=javascript)
    page.goto("/zoeken/?behoefte=taal-les&stadsdeel=weesp&kleur=rood")
    kop = page.locator("#vooraf > summary")
    expect(kop).to_contain_text("In Weesp kennen we dit niet.")
    regel = kop.bounding_box()
    assert regel
    assert regel["height"] < 50
    expect(page.locator("[data-plek=gat]")).to_be_hidden()
    kop.click()
    expect(page.locator("[data-plek=gat]")).to_be_visible()
    expect(page.locator("#vooraf").get_by_text("We kennen het filter").last).to_be_visible()
    # There is room for it beside the filters.
    breed = pagina(1280, javascript=javascript)
    breed.goto("/zoeken/?behoefte=taal-les&stadsdeel=weesp&kleur=rood")
    expect(breed.locator("[data-plek=gat]")).to_be_visible()
    expect(breed.locator("#vooraf > summary")).to_be_hidden()


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
    for pad in MET_VELDEN:
        page.goto(pad)
        page.evaluate("for (const vak of document.querySelectorAll('details')) vak.open = true")
        velden, gezien = page.locator(VELDEN), set[str]()
        # What looks alike is looked at once.
        for plek, soort in enumerate(velden.evaluate_all(SOORTEN)):
            veld = velden.nth(plek)
            if soort in gezien or not veld.is_visible():
                continue
            gezien.add(soort)
            soorten.add(soort.split()[1])
            waar = (pad, soort, veld.get_attribute("name"))
            assert contrast_van_rand(page, veld) >= CONTRAST, waar
            for wat, voor, achter in veld.evaluate(KLEUREN):
                assert voor, (wat, *waar)
                grens = CONTRAST if wat == "ring" else LETTERS
                assert contrast(licht(rgb(voor)), licht(rgb(achter))) >= grens, (wat, voor, achter, *waar)
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
    return max(contrast(punten[0], een) for een in punten)


def contrast(een: float, ander: float) -> float:
    """Return how much two luminances differ, 1 to 21."""
    return (max(een, ander) + 0.05) / (min(een, ander) + 0.05)


def rgb(kleur: str) -> tuple[int, int, int]:
    """Return the parts of a computed colour without transparency: 'rgb(1, 2, 3)'."""
    rood, groen, blauw = (int(deel) for deel in re.fullmatch(r"rgb\((\d+), (\d+), (\d+)\)", kleur).groups())  # type: ignore[union-attr]
    return rood, groen, blauw


def licht(kleur: tuple[int, int, int]) -> float:
    """Return the relative luminance of a colour, 0 to 1."""

    def deel(waarde: int) -> float:
        c = waarde / 255
        return c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4

    rood, groen, blauw = (deel(waarde) for waarde in kleur)
    return 0.2126 * rood + 0.7152 * groen + 0.0722 * blauw
