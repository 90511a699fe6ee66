"""Words for a group of people are a filter and no text: every word of the data, for a colleague and for a visitor."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import parse_qs, unquote_plus, urlsplit

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from lxml import html

from organisaties.models import Aanbod, Groepswoord, Nieuwkomerscategorie, Toegang
from organisaties.zichtbaarheid import Kijker, vertegenwoordiger
from organisaties.zoeken import register_voor, zoek
from organisaties.zoeken.gezegd import COOKIE as GEZEGD
from organisaties.zoeken.groepswoorden import Gesplitst, splits
from organisaties.zoeken.index.register import Register
from organisaties.zoeken.open_voor import COOKIE
from organisaties.zoeken.suggesties import stel_voor
from organisaties.zoeken.vraag import Vraag
from tests.fabrieken import CategorieFabriek, OrganisatieFabriek, maak_aanbod
from tests.organisaties.test_zoeken import Pagina

PAPIEREN = "ongedocumenteerden"
# What a word stands beside: needs of our own, of everyday and of trouble.
NODEN = ("", "dokter", "slaapplek vannacht", "taalles met kinderopvang", "de baas betaalt niet", "warme jas")
BUURTTEAM = "buurtteam"
# Who must be on the first page for someone without papers.
DEUREN = {"hushu-house", "wereldhuis", "stap-verder", "askv", "kruispost"}


@pytest.fixture
def woorden(kaart: None) -> dict[str, str | None]:
    """Return every word of the data with the slug of its category."""
    return Groepswoord.objects.per_woord()


def register(soort: Kijker) -> Register:
    return register_voor(vertegenwoordiger(soort))


def vormen(woord: str) -> list[str]:
    """Return how a word may be typed: as it is, with capitals, with other hyphens and spaces."""
    anders = woord.replace("-", " ") if "-" in woord else woord.replace(" ", "-")
    return list(dict.fromkeys([woord, woord.upper(), woord.title(), anders, f"  {woord}, "]))


def kaal(tekst: str) -> str:
    """Return a text as it would be compared by whoever looks for a word in it."""
    plat = "".join(t for t in unicodedata.normalize("NFKD", tekst.casefold()) if not unicodedata.combining(t))
    return " ".join(re.findall(r"[^\W_]+", plat.replace("ı", "i")))


def staat_in(woord: str, tekst: str) -> bool:
    return f" {kaal(woord)} " in f" {kaal(tekst)} "


def categorieen_op(pagina: Pagina) -> set[str]:
    """Return the groups that are ticked on a page."""
    return {str(waarde) for waarde in pagina.boom.xpath("//input[@name='open_voor'][@checked]/@value")}


def test_elk_woord_is_voor_een_collega_de_groep_en_verlaat_de_tekst(woorden: dict[str, str | None]) -> None:
    assert len(woorden) > 150
    collega = register(Kijker.PROFESSIONAL)
    for (woord, slug), nood in itertools.product(woorden.items(), NODEN):
        for vorm in vormen(woord):
            for tekst in (f"{vorm} {nood}".strip(), f"{nood}, voor {vorm}".strip()):
                gesplitst = splits(tekst, collega)
                assert gesplitst.categorieen == ((slug,) if slug else ()), tekst
                assert gesplitst.zegt_niet_welke == (slug is None), tekst
                assert not staat_in(woord, gesplitst.rest), tekst
                assert kaal(gesplitst.rest) == kaal(nood), tekst


def test_elk_woord_is_voor_een_bezoeker_hooguit_geen_bsn_nodig_of_een_taal(woorden: dict[str, str | None]) -> None:
    bezoeker = register(Kijker.BEZOEKER)
    talen = {b.naam.split("(")[0].strip().lower() for b in bezoeker.begrippen["taal"].values()}
    for (woord, slug), nood in itertools.product(woorden.items(), NODEN):
        for vorm in vormen(woord):
            tekst = f"{vorm} {nood}".strip()
            gesplitst = splits(tekst, bezoeker)
            assert gesplitst.gevonden, tekst
            assert gesplitst.categorieen == ()
            assert gesplitst.over_papieren == (slug == PAPIEREN), tekst
            assert not staat_in(woord, gesplitst.rest), tekst
            assert kaal(gesplitst.rest.removesuffix(nood)) in {kaal(taal) for taal in talen} | {""}, tekst


def test_na_het_adres_zonder_het_woord_staat_het_ook_nergens_op_de_pagina(
    als: Callable[[str], Client], woorden: dict[str, str | None]
) -> None:
    """In no address, title, field or link; and the second page is what the choice itself would give."""
    for lezer in ("opbouwwerker", "bezoeker"):
        client = als(lezer)
        for woord, slug in list(woorden.items())[::4]:
            eerste = client.get("/zoeken/", {"q": f"{woord} dokter", "stadsdeel": "oost", "pagina": "3"})
            assert eerste.status_code == 302, woord
            naar = eerste["Location"]
            assert "ETag" not in eerste.headers
            assert eerste["Cache-Control"] == "no-store"
            assert not staat_in(woord, unquote_plus(naar)), naar
            assert "stadsdeel=oost" in naar
            for geheim in {s for s in woorden.values() if s}:
                assert geheim not in unquote_plus(naar) + eerste.cookies.output(), "a category in an address or cookie"
            vraag = parse_qs(urlsplit(naar).query)
            assert vraag.get("zonder_bsn", []) == (["ja"] if lezer == "bezoeker" and slug == PAPIEREN else [])
            pagina = Pagina(client, naar.removeprefix("/zoeken/"))
            assert categorieen_op(pagina) == ({slug} if slug and lezer == "opbouwwerker" else set()), woord
            boom = pagina.boom
            plekken = [boom.findtext(".//title"), *boom.xpath("//main//input[@type='search']/@value")]
            plekken += [unquote_plus(str(adres)) for adres in boom.xpath("//@href | //@action | //@data-adres")]
            plekken += boom.xpath("//input[@type='hidden'][@name='terug']/@value")
            for plek in plekken:
                assert not re.search(rf"[?&]q=[^&]*\b{re.escape(kaal(woord))}\b", kaal(str(plek))), woord
                assert plek not in {woord, f"{woord} dokter"}
            client.post("/zoeken/open-voor/", {"wis": "1", "terug": "/zoeken/"})


def test_het_wordt_een_keer_gezegd_en_is_met_een_tik_weer_weg(
    als: Callable[[str], Client], woorden: dict[str, str | None]
) -> None:
    client = als("opbouwwerker")
    pagina = Pagina(client, "?q=dokter+ongedocumenteerd", follow=True)
    (melding,) = pagina.boom.xpath("//*[@data-gelezen]")
    assert "We hebben ‘Open voor ongedocumenteerden’ voor je aangezet." in melding.text_content()
    assert melding.get("data-gelezen") == "dokter", "what the box must hold from now on"
    assert not Pagina(client, "?q=dokter").boom.xpath("//*[@data-gelezen]"), "once"
    (uit,) = melding.xpath(".//form")
    client.post(uit.get("action"), {i.get("name"): i.get("value") for i in uit.xpath(".//input|.//button")})
    assert categorieen_op(Pagina(client, "?q=dokter")) == set()

    bezoeker = Client()
    bezoeker.get("/zoeken/")
    melding = Pagina(bezoeker, "?q=dokter+zonder+papieren", follow=True).boom.xpath("//*[@data-gelezen]")[0]
    assert "geen BSN nodig" in melding.text_content()
    assert PAPIEREN not in melding.text_content()
    assert melding.xpath(".//a/@href") == ["/zoeken/?q=dokter"]


def test_een_woord_dat_niet_zegt_welke_groep_laat_een_collega_kiezen(
    als: Callable[[str], Client], woorden: dict[str, str | None]
) -> None:
    client = als("opbouwwerker")
    melding = Pagina(client, "?q=kookgroep+nieuwkomer", follow=True).boom.xpath("//*[@data-gelezen]")[0]
    knoppen = melding.xpath(".//form[@method='post']//button[@name='open_voor']/@value")
    assert set(knoppen) == set(Nieuwkomerscategorie.objects.values_list("slug", flat=True))
    bezoeker = Pagina(Client(), "?q=kookgroep+nieuwkomer", follow=True).boom.xpath("//*[@data-gelezen]")[0]
    assert not bezoeker.xpath(".//button")


def test_wat_getypt_is_vervangt_wat_gekozen_was(als: Callable[[str], Client], woorden: dict[str, str | None]) -> None:
    client = als("opbouwwerker")
    client.get("/zoeken/")
    naar = client.post("/zoeken/open-voor/", {"q": "taalles polen", "open_voor": "statushouders"})["Location"]
    assert naar == "/zoeken/?q=taalles"
    assert categorieen_op(Pagina(client, "?q=taalles")) == {"arbeidsmigranten-oost-europa"}
    client.post("/zoeken/open-voor/", {"q": "taalles", "open_voor": "statushouders"})
    assert categorieen_op(Pagina(client, "?q=taalles")) == {"statushouders"}


@pytest.mark.parametrize("nood", ["", "slaapplek vannacht"])
def test_een_bezoeker_ziet_precies_wat_het_filter_zelf_geeft(woorden: dict[str, str | None], nood: str) -> None:
    """Of a word about papers nothing is left but the filter, so no page, count or order can betray a category."""
    client = Client()
    client.get("/zoeken/")
    gewoon = Pagina(client, f"?q={nood}&zonder_bsn=ja")
    for woord in [w for w, slug in woorden.items() if slug == PAPIEREN][::2]:
        antwoord = client.get("/zoeken/", {"q": f"{woord} {nood}".strip()})
        assert COOKIE not in antwoord.cookies
        pagina = Pagina(client, antwoord["Location"].removeprefix("/zoeken/"))
        assert (pagina.aantal, pagina.kenmerken) == (gewoon.aantal, gewoon.kenmerken), woord
        assert PAPIEREN not in pagina.tekst.casefold()


@pytest.mark.parametrize("lezer", ["opbouwwerker", "bezoeker"])
def test_het_buurtteam_staat_nooit_eerst_en_nooit_zonder_waarschuwing(
    als: Callable[[str], Client], woorden: dict[str, str | None], lezer: str
) -> None:
    van_het_buurtteam = set(
        Aanbod.objects.filter(organisatie__kenmerk=BUURTTEAM, bsn__in=("ja", "navragen")).values_list(
            "kenmerk", flat=True
        )
    )
    assert van_het_buurtteam
    client = als(lezer)
    papieren = [woord for woord, slug in woorden.items() if slug == PAPIEREN]
    gevraagd = itertools.product((*papieren[::7], "geen bsn"), (*NODEN, "inloop buurtteam", "schulden"))
    for woord, nood in gevraagd:
        pagina = Pagina(client, f"?q={woord}+{nood}", follow=True)
        assert pagina.kenmerken or nood, woord
        assert not set(pagina.kenmerken[:1]) & van_het_buurtteam, woord
        for kenmerk in van_het_buurtteam & set(pagina.kenmerken):
            assert "Vraagt een BSN (meestal). Vraag het eerst na." in pagina.artikel(kenmerk)
        client.post("/zoeken/open-voor/", {"wis": "1", "terug": "/zoeken/"})


def test_met_alleen_het_woord_staat_wie_er_voor_is_op_de_eerste_bladzijde(
    als: Callable[[str], Client], woorden: dict[str, str | None]
) -> None:
    client = als("opbouwwerker")
    van = dict(Aanbod.objects.values_list("kenmerk", "organisatie__kenmerk"))
    welkom = set(
        Toegang.objects.filter(categorie__slug=PAPIEREN, waarde="welkom").values_list("aanbod__kenmerk", flat=True)
    )
    for woord in [w for w, slug in woorden.items() if slug == PAPIEREN][::5]:
        pagina = Pagina(client, f"?q={woord}", follow=True)
        assert {van[kenmerk] for kenmerk in pagina.kenmerken} >= DEUREN, woord
        assert set(pagina.kenmerken) <= welkom


def test_de_waarschuwing_van_het_buurtteam_is_voor_iedereen(als: Callable[[str], Client], kaart: None) -> None:
    aanbod = Aanbod.objects.get(kenmerk="buurtteam-inloop")
    for client in (Client(), als("opbouwwerker")):
        for pad in (f"/aanbod/{aanbod.kenmerk}/", f"/organisaties/{BUURTTEAM}/", "/zoeken/?q=buurtteam"):
            assert "Vraag het eerst na." in client.get(pad).content.decode(), pad


# --- What is no word for a group, and what is one with a fault in it.


MET_EEN_FOUT = (
        "ongedocumeteerd", "ongedocumenterde", "zonder verblijfsvergunnig", "onge documenteerd", "zonderpapieren",
        "sanspapiers", "ONGEDOCUMENTEERDEN!", "onge\u200bdocumenteerd", "ｉｌｌｅｇａａｌ", "kağitsiz",
        "without papers",
)  # fmt: skip


def test_een_fout_in_een_lang_woord_verandert_niets(woorden: dict[str, str | None]) -> None:
    goed = Gesplitst(rest="tandarts", categorieen=(PAPIEREN,), gevonden=True)
    for getypt in MET_EEN_FOUT:
        assert splits(f"tandarts {getypt}", register(Kijker.PROFESSIONAL)) == goed, getypt
        assert splits(f"tandarts {getypt}", register(Kijker.BEZOEKER)).over_papieren, getypt


GEEN_GROEP = (
        "zij kan goed op kinderen letten", "hongeren", "tolk roemeens", "taalles pools", "migraine", "emigreren",
        "bsn aanvragen", "vluchtelingenwerk", "papieren invullen", "opvang voor vannacht", "een gevecht op straat",
        "ASKV Steunpunt Vluchtelingen", "COA (opvang van asielzoekers)", "", "?", "zonder", "verblijfsvergunning",
)  # fmt: skip


def test_wat_geen_groep_is_blijft_zoals_het_was(woorden: dict[str, str | None]) -> None:
    for soort, getypt in itertools.product(Kijker, GEEN_GROEP):
        assert splits(getypt, register(soort)) == Gesplitst(rest=getypt), (soort, getypt)


def test_wat_ontkend_wordt_zet_niets_aan_en_laat_geen_geen_achter(woorden: dict[str, str | None]) -> None:
    collega = register(Kijker.PROFESSIONAL)
    for getypt in (
        "geen statushouder, taalles", "taalles niet voor asielzoekers", "niet bij polen taalles",
        "is niet illegaal taalles", "taalles liever niet met polen",
    ):  # fmt: skip
        assert splits(getypt, collega) == Gesplitst(rest="taalles", gevonden=True), getypt
    assert splits("baas betaalt niet, polen", collega).categorieen == ("arbeidsmigranten-oost-europa",)
    assert splits("baas betaalt niet polen", collega).rest == "baas betaalt niet"


def test_de_langste_woorden_gaan_voor_en_twee_groepen_mogen(woorden: dict[str, str | None]) -> None:
    collega = register(Kijker.PROFESSIONAL)
    assert splits("uitgeprocedeerde asielzoeker eten", collega).categorieen == (PAPIEREN,)
    assert splits("polen en statushouders samen koken", collega).categorieen == (
        "arbeidsmigranten-oost-europa", "statushouders",
    )  # fmt: skip


def test_een_groep_die_de_beheerder_erbij_zet_telt_meteen_en_in_elke_stad(
    als: Callable[[str], Client], db: None
) -> None:
    client = als("opbouwwerker")
    CategorieFabriek(slug="eilanders", naam="Eilanders")
    assert client.get("/zoeken/", {"q": "kade-klant dokter"}).status_code == 200
    Groepswoord.objects.create(woord="kadeklant", categorie=Nieuwkomerscategorie.objects.get(slug="eilanders"))
    assert client.get("/zoeken/", {"q": "kadeklant dokter"})["Location"] == "/zoeken/?q=dokter"
    assert client.get("/zoeken/", {"q": "eilanders dokter"})["Location"] == "/zoeken/?q=dokter", (
        "its name is a word too"
    )


# --- Every reader of a typed text.


def test_in_geen_tekst_wordt_naar_een_groep_gezocht(db: None) -> None:
    groep = CategorieFabriek(slug=PAPIEREN, naam="Ongedocumenteerden", gevoelig=True)
    Groepswoord.objects.create(woord="illegaal", categorie=groep)
    organisatie = OrganisatieFabriek(naam="Illegaal Onder Dak Netwerk")
    verraad = maak_aanbod(
        kenmerk="verraad", naam="Les voor illegaal", omschrijving="Illegaal mag.", organisatie=organisatie
    )
    maak_aanbod(kenmerk="les", naam="Les", bsn="nee")
    for soort in Kijker:
        antwoord = zoek(Vraag("illegaal les"), vertegenwoordiger(soort))
        assert antwoord.uitslag is not None
        assert [term.woord for term in antwoord.uitslag.gelezen.termen] == ["les"]
        assert stel_voor("illegaal", register(soort)) == []
        gevonden = zoek(Vraag("illegaal onder dak netwerk"), vertegenwoordiger(soort)).alle_sleutels()
        assert gevonden == [verraad.pk], "the whole name of an organisation is a name"


GETYPT = "ongedocumenteerd"


@pytest.mark.parametrize("lezer", ["bezoeker", "opbouwwerker"])
def test_elk_adres_dat_een_getypte_tekst_neemt_gaat_door_zonder_het_woord(
    als: Callable[[str], Client], woorden: dict[str, str | None], lezer: str
) -> None:
    client = als(lezer)
    client.get("/zoeken/")
    for pad in ("/zoeken/", reverse("uitvoer:resultaten"), reverse("opendata:agenda")):
        antwoord = client.get(pad, {"q": [f"{GETYPT} eten", f"eten {GETYPT}"], "kosten": "gratis"})
        assert antwoord.status_code == 302, pad
        assert GETYPT not in antwoord["Location"]
        assert urlsplit(antwoord["Location"]).path == pad
        assert parse_qs(urlsplit(antwoord["Location"]).query)["q"] == ["eten"]
    namen = client.get("/organisaties/", {"q": f"{GETYPT} huis"})
    assert namen["Location"] == "/organisaties/?q=huis"
    assert COOKIE not in namen.cookies
    assert client.get("/organisaties/", {"q": "vluchtelingen"}).status_code == 200, "part of a name"
    assert GETYPT not in client.get("/zoeken/voorstellen/", {"q": f"eten {GETYPT}"}).content.decode()
    diensten = client.get("/hsds/services", {"search": GETYPT}).json()
    zonder = client.get("/hsds/services").json()
    assert 0 < diensten["total_items"] < zonder["total_items"], "only what asks for no BSN"


def paden_zonder_argument(patronen: Iterable[Any], voor: str = "/") -> Iterator[str]:
    """Yield every page of the site that takes no argument, those of the admin aside: there one looks up rows."""
    for patroon in patronen:
        pad = f"{voor}{patroon.pattern}"
        if isinstance(patroon, URLResolver):
            if patroon.namespace != "admin":
                yield from paden_zonder_argument(patroon.url_patterns, pad)
        elif pad.endswith("/") and not re.search(r"[<(^$\\]", pad):
            yield pad


@pytest.mark.parametrize("lezer", ["bezoeker", "opbouwwerker"])
def test_geen_enkele_pagina_herhaalt_het_woord_uit_een_adres(
    als: Callable[[str], Client], woorden: dict[str, str | None], lezer: str
) -> None:
    """Also not a page that somebody adds later and that takes a text."""
    client = als(lezer)
    paden = list(paden_zonder_argument(get_resolver().url_patterns))
    assert {"/zoeken/", "/organisaties/", "/"} <= set(paden)
    herhaalt = []
    for pad in paden:
        antwoord = client.get(pad, {"q": f"{GETYPT}e kookgroep"})
        if antwoord.status_code in (301, 302):
            naar = antwoord["Location"]
        else:
            soort = antwoord.headers.get("Content-Type", "")
            naar = "" if antwoord.streaming or "html" not in soort else antwoord.content.decode()
        if f"{GETYPT}e kookgroep" in unquote_plus(naar).casefold():
            herhaalt.append(pad)
    assert herhaalt == []


def test_het_bestand_met_resultaten_heeft_dezelfde_rijen_als_de_pagina(
    als: Callable[[str], Client], woorden: dict[str, str | None]
) -> None:
    client = als("opbouwwerker")
    client.get("/zoeken/")
    antwoord = client.get(reverse("uitvoer:resultaten"), {"q": "ongedocumenteerd eten", "vorm": "csv"}, follow=True)
    rijen = b"".join(antwoord.streaming_content) if antwoord.streaming else antwoord.content
    assert GETYPT not in rijen.decode().casefold()
    pagina = Pagina(client, "?q=eten")
    assert categorieen_op(pagina) == {PAPIEREN}
    assert rijen.decode().count("\r\n") - 1 == pagina.aantal


def test_het_merk_van_een_pagina_die_iets_zegt_is_er_niet(client: Client, woorden: dict[str, str | None]) -> None:
    client.get("/zoeken/?q=eten")
    client.get("/zoeken/", {"q": f"{GETYPT} eten"})
    assert GEZEGD in client.cookies
    zegt = client.get("/zoeken/?q=eten&zonder_bsn=ja")
    assert "ETag" not in zegt.headers
    assert html.fromstring(zegt.content).xpath("//*[@data-gelezen]")
    assert "ETag" in client.get("/zoeken/?q=eten&zonder_bsn=ja").headers
