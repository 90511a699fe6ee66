"""The slip as a file: letters that are there, text that can be read back, codes that can be scanned, one page."""

from __future__ import annotations

import builtins
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import fontTools.ttLib
import pypdfium2
import pytest
from django.conf import settings
from django.test import Client
from fontTools import subset

from doorverwijzing.briefje import pdf
from doorverwijzing.briefje.sleutels import HOOGSTENS, Sleutel
from doorverwijzing.briefje.talen import TALEN
from doorverwijzing.briefje.verraadt import Onthult
from organisaties.models import Aanbod
from organisaties.regels.rollen import Rol
from tests.doorverwijzing.test_briefje_verraadt_niets import GROEPEN, stukken
from tests.fabrieken import maak_aanbod, maak_medewerker
from tests.omgeving import programmas

pytestmark = pytest.mark.programma("pdf")

A4 = (595, 842)  # points
DOKTER = "/aanbod/kruispost-huisarts/briefje.pdf"
# No lam-alef in these: PDF readers give its two letters back in either order.
WOORDEN = {
    "ar": ("متى", "الجمعة", "التكلفة مبلغ صغير", "هولندية"),
    "fa": ("چه وقت", "جمعه", "دوشنبه", "هلندی"),
    "ti": ("መዓስ", "ሰኑይ ክሳብ ዓርቢ", "ንእሽቶ ክፍሊት ኣለዎ", "ሆላንድኛ"),
    "uk": ("Коли", "понеділок", "нідерландська"),
    "ru": ("Когда", "пятница", "нидерландский"),
    "so": ("Goorma", "Isniin", "Holandays"),
    "tr": ("Ne zaman", "Pazartesi", "İngilizce"),
    "pl": ("Kiedy", "poniedziałek", "niderlandzki"),
    "pt-BR": ("Quando", "segunda-feira", "holandês"),
    "es": ("Cuándo", "lunes", "neerlandés"),
    "fr": ("Quand", "lundi", "néerlandais"),
    "en": ("When", "Monday", "Dutch"),
}


def lees(inhoud: bytes) -> tuple[int, str]:
    """Return the number of pages and the text of a PDF, in one form of letters and with single spaces."""
    document = pypdfium2.PdfDocument(inhoud)
    tekst = " ".join(bladzij.get_textpage().get_text_range() for bladzij in document)
    return len(document), " ".join(unicodedata.normalize("NFKC", tekst).split())


def haal(client: Client, pad: str, **vraag: Any) -> bytes:
    """Return the PDF at an address."""
    antwoord = client.get(pad, vraag, follow=True)
    assert antwoord.status_code == 200, antwoord.content[:300]
    assert antwoord["Content-Type"] == "application/pdf"
    return antwoord.content


def scan(inhoud: bytes, map_: Path) -> set[str]:
    """Return what the QR codes on the first page say, read by another program from a picture of it."""
    plaat = map_ / "blad.png"
    pypdfium2.PdfDocument(inhoud)[0].render(scale=2.5).to_pil().save(plaat)
    return set(programmas.draai(["zbarimg", "--quiet", "--raw", str(plaat)]).split())


@pytest.mark.parametrize("taal", [taal.code for taal in TALEN])
def test_de_tekst_is_terug_te_lezen_in_elke_taal(client: Client, kaart: None, taal: str) -> None:
    aantal, tekst = lees(haal(client, DOKTER, taal=taal))
    assert aantal == 1
    for woord in (*WOORDEN[taal], "Oudezijds Voorburgwal 129", "maandag t/m vrijdag", "Inloop bij de dokter"):
        assert unicodedata.normalize("NFKC", woord) in tekst, woord
    assert not re.search("[\x00\ufffd]", tekst)


@pytest.mark.programma("zbarimg")
@pytest.mark.parametrize("taal", ["ar", "ti"])
def test_de_codes_leiden_naar_de_openbare_pagina_en_de_weg(
    client: Client, kaart: None, tmp_path: Path, taal: str
) -> None:
    assert scan(haal(client, DOKTER, taal=taal), tmp_path) == {
        "http://testserver/aanbod/kruispost-huisarts/",
        "https://www.openstreetmap.org/directions?to=Oudezijds+Voorburgwal+129,+Amsterdam",
    }
    assert client.get("/aanbod/kruispost-huisarts/").status_code == 200


@pytest.mark.programma("zbarimg")
def test_de_code_van_een_lijst_leidt_naar_dezelfde_lijst_voor_wie_geen_account_heeft(
    als: Callable[[str], Client], db: None, tmp_path: Path
) -> None:
    for kenmerk, zichtbaarheid in (("open", "openbaar"), ("stil", "professionals"), ("ook-open", "openbaar")):
        maak_aanbod(kenmerk=kenmerk, zichtbaarheid=zichtbaarheid)
    inhoud = haal(als("opbouwwerker"), "/briefje.pdf", aanbod=["open", "stil", "ook-open"], taal="ti")
    assert scan(inhoud, tmp_path) == {"http://testserver/briefje/?aanbod=open&aanbod=ook-open&taal=ti"}


def test_elk_briefje_past_op_een_a4(kaart: None) -> None:
    """The fullest of every kind, each in another language; an A5 has the same proportions."""
    client = Client()
    client.force_login(maak_medewerker(Rol.OPBOUWWERKER))
    vol = sorted(
        Aanbod.objects.prefetch_related("openingstijden", "locaties", "talen"),
        key=lambda a: (-len(a.openingstijden.all()) - 4 * len(a.locaties.all()) - len(a.documenten) / 20, a.pk),
    )
    for nummer, aanbod in enumerate(vol[:24]):
        document = pypdfium2.PdfDocument(
            haal(client, f"/aanbod/{aanbod.kenmerk}/briefje.pdf", taal=TALEN[nummer % 12].code)
        )
        assert len(document) == 1, aanbod.kenmerk
        assert tuple(round(maat) for maat in document[0].get_size()) == A4


def test_geen_woord_voor_een_groep_in_de_tekst_of_titel_van_elk_aanbod(kaart: None) -> None:
    client = Client()
    client.force_login(maak_medewerker(Rol.OPBOUWWERKER))
    onthult = Onthult.van_de_kaart()
    kenmerken = list(Aanbod.objects.order_by("pk").values_list("kenmerk", flat=True))
    for nummer, stuk in enumerate(stukken(kenmerken, HOOGSTENS)):
        sleutels = [Sleutel(kenmerk).als_tekst(onthult) for kenmerk in stuk]
        inhoud = haal(client, "/briefje.pdf", aanbod=sleutels, taal=TALEN[nummer % 12].code)
        _, tekst = lees(inhoud)
        assert not GROEPEN.search(tekst.lower()), GROEPEN.search(tekst.lower())
        assert pypdfium2.PdfDocument(inhoud).get_metadata_dict()["Title"] == "Briefje"


def test_het_bestand_heet_neutraal_en_wordt_nergens_bewaard(client: Client, kaart: None) -> None:
    antwoord = client.get(DOKTER, {"taal": "ar"})
    assert antwoord["Content-Disposition"] == 'inline; filename="briefje.pdf"'
    assert "no-store" in antwoord["Cache-Control"]
    assert antwoord["Referrer-Policy"] == "no-referrer"
    assert "noindex" in antwoord["X-Robots-Tag"]


def test_een_lijst_van_acht_staat_op_hoogstens_vijf_bladzijden(client: Client, kaart: None) -> None:
    kenmerken = Aanbod.objects.filter(zichtbaarheid="openbaar", organisatie__zichtbaarheid="openbaar")
    aantal, tekst = lees(haal(client, "/briefje.pdf", aanbod=[a.kenmerk for a in kenmerken[:HOOGSTENS]], taal="fa"))
    assert aantal <= 5
    assert "Hier kunt u heen" in tekst


def test_twee_plekken_passen_op_een_blad(client: Client, kaart: None) -> None:
    rij = ["boost-lunch", "of.kruispost-huisarts"]
    assert lees(haal(client, "/briefje.pdf", aanbod=rij, taal="ar"))[0] == 1


def test_er_wordt_niets_opgehaald(caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    (tmp_path / "geheim.css").write_text("body { color: red }")
    bronnen = ["https://elders.example/x.png", "file:///etc/passwd", "/static/img/favicon.svg", "data:image/png,x"]
    html = "".join(f'<img src="{bron}">' for bron in bronnen)
    html += f'<link rel="stylesheet" href="{(tmp_path / "geheim.css").as_uri()}">'
    assert pdf.maak(f'<!doctype html><body class="papier">{html}</body>').startswith(b"%PDF")
    geweigerd = [r.getMessage() for r in caplog.records if "fetches nothing" in r.getMessage()]
    assert any("elders.example" in regel for regel in geweigerd)
    assert any("geheim.css" in regel for regel in geweigerd)
    assert any("passwd" in regel for regel in geweigerd)


def test_zonder_letters_voor_de_taal_een_zin_met_raad_en_geen_hokjes(tmp_path: Path) -> None:
    (tmp_path / "fonts.conf").write_text(
        f"<fontconfig><dir>{tmp_path}</dir><cachedir>{tmp_path}</cachedir></fontconfig>"
    )
    # One font with Latin letters alone, made smaller from one that is here.
    [latijn, *_] = [
        pad
        for map_ in ("/usr/share/fonts", "/usr/local/share/fonts")
        for pad in Path(map_).rglob("NotoSans-Regular.*tf")
    ]
    letter = fontTools.ttLib.TTFont(latijn)
    snijder = subset.Subsetter()
    snijder.populate(unicodes=range(0x20, 0x250))
    snijder.subset(letter)
    letter.save(tmp_path / "latijn.ttf")
    proef = (
        "import django; django.setup(); from doorverwijzing.briefje import pdf\n"
        'try: pdf.maak(\'<body class="papier"><p lang="ti">መዓስ</p></body>\')\n'
        "except pdf.KanNiet as fout: print(fout.waarom, fout.pakketten)"
    )
    uitkomst = subprocess.run(
        [sys.executable, "-c", proef],
        env=os.environ
        | {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "DJANGO_SETTINGS_MODULE": "tests.omgeving.instellingen"},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "De letters voor deze taal ontbreken" in uitkomst.stdout
    assert "fonts-noto-core" in uitkomst.stdout


def test_zonder_de_programmas_een_pagina_die_zegt_wat_er_moet(
    client: Client, kaart: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    echt = builtins.__import__

    def zonder(naam: str, *rest: Any, **opties: Any) -> Any:
        if naam == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return echt(naam, *rest, **opties)

    monkeypatch.setattr(builtins, "__import__", zonder)
    antwoord = client.get(DOKTER, {"taal": "ar"})
    assert antwoord.status_code == 503
    tekst = antwoord.content.decode()
    assert "Hier kan nog geen PDF worden gemaakt" in tekst
    assert f"apt install {' '.join(pdf.PAKKETTEN)}" in tekst
