"""The watch over the pages itself: what no other browser test would notice if it broke."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Paginas

pytestmark = pytest.mark.urls("tests.browser.proefpaginas")


def test_een_goede_pagina_geeft_geen_klacht(pagina: Paginas, axe: Callable[..., None], breedte: int) -> None:
    page = pagina(breedte)
    page.goto("/goed/")
    axe(page)
    assert page.evaluate("window.innerWidth") == breedte
    assert pagina.klachten == []


@pytest.mark.parametrize(
    ("pad", "klacht"),
    [
        ("/elders/", "request to another host: http://elders.example/stijl.css"),
        ("/elders/", "securitypolicyviolation"),
        ("/inline/", "securitypolicyviolation: style-src-attr"),
        ("/fout/", "uncaught in script: kapot"),
        ("/bestaat-niet/", "404"),
    ],
)
def test_een_gebrek_geeft_een_klacht(pagina: Paginas, pad: str, klacht: str) -> None:
    pagina().goto(pad, wait_until="networkidle")
    gezien, pagina.klachten = pagina.klachten, []
    assert klacht in "\n".join(gezien)


def test_een_verwachte_fout_mag(pagina: Paginas) -> None:
    pagina(toegestaan=("404",)).goto("/bestaat-niet/")
    assert pagina.klachten == []


def test_zonder_javascript_draait_er_geen_script(pagina: Paginas) -> None:
    page = pagina(javascript=False)
    page.goto("/fout/", wait_until="networkidle")  # its script would give a complaint
    expect(page.get_by_role("heading", name="Proef")).to_be_visible()


def test_axe_noemt_plek_en_reden(pagina: Paginas, axe: Callable[..., None]) -> None:
    page = pagina()
    page.goto("/ontoegankelijk/")
    with pytest.raises(pytest.fail.Exception, match=r"(?s)\* label \(critical\).*input"):
        axe(page)
    axe(page, negeer=("label",))
