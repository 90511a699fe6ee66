"""Questions in the languages of the slip: in their own letters and in Latin ones, and Dutch before all of them."""

from __future__ import annotations

import csv
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client

from organisaties.models import Behoefte, Taal, Taalwoorden, Woordbehoefte
from organisaties.zichtbaarheid import Kijker, vertegenwoordiger
from organisaties.zoeken import Vraag, register_voor, zoek_in
from organisaties.zoeken.antwoord import Antwoord
from organisaties.zoeken.index.register import Register
from organisaties.zoeken.lezen.lezen import lees
from organisaties.zoeken.taal.andere_talen import VOLGORDE
from organisaties.zoeken.taal.functiewoorden import FUNCTIEWOORDEN, ONTKENNING
from organisaties.zoeken.taal.gepakt import Woordbehoeften, Woordenrij
from organisaties.zoeken.taal.gewoon import BESTAND
from organisaties.zoeken.taal.spellingen import arabische_kern, schrift_van, sleutels

# In each language: sleep, a doctor, violence at home, wages that are not paid. None stands in the lists as it is here.
VRAGEN = """
en|opvang|we are sleeping outside
en|gezondheid|my mother needs to see a doctor
en|veiligheid|he hits me
en|uitbuiting|my employer still didn't pay us
es|opvang|dormimos en la calle
es|gezondheid|necesito ver un médico
es|veiligheid|mi esposo me golpea
es|uitbuiting|mi jefe no me ha pagado
fr|opvang|je dors dans la rue
fr|gezondheid|je voudrais voir un médecin
fr|veiligheid|mon mari me frappe souvent
fr|uitbuiting|mon patron ne me paie pas
pl|opvang|nie mamy gdzie spać
pl|gezondheid|potrzebuję lekarza dla matki
pl|veiligheid|mój mąż mnie bije
pl|uitbuiting|mój szef mi nie płaci
pt-BR|opvang|estou dormindo na rua
pt-BR|gezondheid|preciso ver um medico
pt-BR|veiligheid|meu marido me bate muito
pt-BR|uitbuiting|o patrão não me paga
tr|opvang|sokakta uyuyorum kalacak yerim yok
tr|gezondheid|annem için doktor lazım
tr|veiligheid|kocam bana vuruyor
tr|uitbuiting|patronum hala ödemiyor
so|opvang|meel aan seexdo ma haysto
so|gezondheid|waxaan u baahanahay dhakhtar
so|veiligheid|ninkaygu wuu i garaacaa
so|uitbuiting|mushaharkayga iima bixiyo
ar|opvang|ليس لدي مكان أنام فيه
ar|gezondheid|أمي بحاجة إلى طبيب
ar|veiligheid|زوجي بيضربني كل يوم
ar|uitbuiting|صاحب العمل لا يدفع راتبي
ar|gezondheid|ana mohtaj doktor
ar|veiligheid|zawji yadribni
fa|opvang|جای خواب ندارم
fa|gezondheid|مادرم دکتر لازم دارد
fa|veiligheid|شوهرم مرا می‌زند
fa|uitbuiting|صاحبکار حقوقم را نمی‌دهد
fa|gezondheid|man doktor lazem daram
fa|veiligheid|shoharam man ra mizanad
ti|opvang|መደቀሲ የብለይን
ti|gezondheid|ኣደይ ሓኪም የድልያ
ti|veiligheid|ሰብኣየይ ይሃርመኒ
ti|uitbuiting|ኣስራሒየይ ደሞዝ ኣይከፍለንን
ti|gezondheid|hakim yedlyeni
ti|veiligheid|sebayey yharmeni
ru|opvang|мне негде спать
ru|gezondheid|маме нужен врач
ru|veiligheid|муж меня избивает
ru|uitbuiting|начальник не платит зарплату
ru|gezondheid|mne nuzhen vrach
ru|veiligheid|muzh menya byot
uk|opvang|мені ніде спати
uk|gezondheid|мамі потрібен лікар
uk|veiligheid|чоловік мене б'є
uk|uitbuiting|мій начальник не платить зарплату
uk|gezondheid|meni potriben likar
uk|veiligheid|cholovik mene bye
""".strip().splitlines()


@pytest.fixture
def register(kaart: None) -> Register:
    return register_voor(vertegenwoordiger(Kijker.BEZOEKER))


def gevraagd(register: Register, q: str) -> Antwoord:
    return zoek_in(Vraag(q), register)


def namen_behoefte(antwoord: Antwoord) -> set[str]:
    assert antwoord.uitslag is not None
    return {slug.split("-")[0] for slug, zeker in antwoord.uitslag.behoeften.items() if zeker >= 0.5}


def test_twaalf_talen_vinden_wat_iemand_nodig_heeft(register: Register) -> None:
    mis = []
    for regel in VRAGEN:
        taal, behoefte, q = regel.split("|")
        antwoord = gevraagd(register, q)
        eerste = antwoord.stuk(0, 5)
        if not any(register.maskers["behoefte"][behoefte] >> positie & 1 for positie in eerste):
            mis.append(regel)
        assert antwoord.uitslag is not None
        assert antwoord.uitslag.gelezen.vreemd.taal == taal, regel
        # Whoever is beaten gets the page that shows nothing of it, whatever the language.
        assert antwoord.gaat_over_veiligheid == (behoefte == "veiligheid"), regel
    assert not mis


def test_een_vraag_over_geweld_krijgt_de_neutrale_pagina(client: Client, kaart: None) -> None:
    pagina = client.get("/zoeken/", {"q": "ሰብኣየይ ይሃርመኒ"}).content.decode()
    assert "<title>Informatie" in pagina
    assert 'id="snel-weg"' in pagina


@pytest.mark.parametrize(
    ("q", "verwacht"),
    [
        ("hakim yedlyeni", ['lang="ti"', "ተረዲእና", '<bdi lang="nl">Huisarts</bdi>']),
        ("зюзюбра", ['lang="uk"', 'dir="ltr"', 'lang="ar" dir="rtl"', "behoefte=eten"]),
        ("家庭暴力", ['lang="ar" dir="rtl"', "behoefte=gezondheid", "/wegwijzer/"]),
    ],
)
def test_de_pagina_antwoordt_in_de_taal_van_de_vraag(client: Client, kaart: None, q: str, verwacht: list[str]) -> None:
    pagina = client.get("/zoeken/", {"q": q}).content.decode()
    assert [deel for deel in verwacht if deel not in pagina] == []
    assert "Geen treffer" not in pagina
    assert "nog niet nagekeken" in pagina


@pytest.mark.parametrize("q", ["niet goed slapen", "man is dood", "die is in bed", "post is laat", "list en bedrog"])
def test_nederlands_gaat_voor(register: Register, q: str) -> None:
    antwoord = gevraagd(register, q)
    assert antwoord.uitslag is not None
    assert not antwoord.uitslag.gelezen.vreemd.taal


def test_geen_gewoon_nederlands_woord_wordt_in_een_andere_taal_geweld(register: Register) -> None:
    mis = []
    for woord in BESTAND.read_text(encoding="ascii").split()[:12_000:3]:
        delen = lees(woord, register.index, register.betekenis).vreemd.delen
        if any(slug in register.betekenis.neutraal for deel in delen for slug in deel.behoeften):
            mis.append(woord)
    assert not mis


@pytest.mark.parametrize("woord", ["is", "die", "dus", "dom", "zal", "daar", "son", "solo", "para", "bol"])
def test_een_los_woord_verandert_een_nederlandse_vraag_niet_van_taal(register: Register, woord: str) -> None:
    antwoord = gevraagd(register, f"{woord} taalles voor vrouwen")
    assert antwoord.uitslag is not None
    assert not antwoord.uitslag.gelezen.vreemd.delen
    assert "taal" in namen_behoefte(antwoord)


def test_een_vreemd_woord_in_een_nederlandse_vraag_telt_mee(register: Register) -> None:
    assert "gezondheid" in namen_behoefte(gevraagd(register, "mevrouw zoekt een lekarz in de buurt"))


def test_niet_kunnen_slapen_is_iets_anders_dan_nergens_slapen(register: Register) -> None:
    for nergens, niet in (
        ("негде спать", "не могу спать"),
        ("no tengo dónde dormir", "no puedo dormir"),
        ("nie mam gdzie spać", "nie mogę spać"),
    ):
        assert "opvang" in namen_behoefte(gevraagd(register, nergens))
        assert namen_behoefte(gevraagd(register, niet)) == {"mentaal"}


def test_een_coordinator_verbetert_de_woorden(register: Register, kaart: None) -> None:
    assert "eten" not in namen_behoefte(gevraagd(register, "bulbulfood"))
    Taalwoorden.objects.filter(behoefte__slug="eten", taal__code="en").update(woorden="bulbulfood")
    eten = Behoefte.objects.get(slug="eten")
    Taalwoorden.objects.get(behoefte=eten, taal__code="en").save()
    opnieuw = register_voor(vertegenwoordiger(Kijker.BEZOEKER))
    assert "eten" in namen_behoefte(gevraagd(opnieuw, "bulbulfood"))


def test_de_lijst_heeft_elke_behoefte_in_elke_taal_en_zegt_wat_niet_is_nagekeken(kaart: None) -> None:
    breed = set(Behoefte.objects.filter(ouder=None).values_list("slug", flat=True))
    for taal in VOLGORDE:
        rijen = Taalwoorden.objects.filter(taal__code=taal)
        assert {rij.behoefte.slug for rij in rijen.select_related("behoefte")} >= breed
        assert not any(rij.nagekeken for rij in rijen), "nobody has read this list yet"
    assert set(VOLGORDE) <= set(Taal.objects.values_list("code", flat=True))


def tabel() -> Iterator[dict[str, str]]:
    with (settings.BASE_DIR / "fixtures" / "woordbehoeften.csv").open(encoding="utf-8", newline="") as bestand:
        yield from csv.DictReader(bestand)


def test_de_tabel_met_gewone_woorden_is_te_lezen_en_gaat_nooit_over_veiligheid(kaart_met_tabel: None) -> None:
    rijen = list(tabel())
    neutraal = set(Behoefte.objects.filter(neutraal=True).values_list("slug", flat=True))
    assert 10_000 < len(rijen) < 40_000
    assert not neutraal & {rij["behoefte"] for rij in rijen}
    assert rijen == sorted(rijen, key=lambda rij: (rij["woord"], rij["behoefte"]))
    assert Woordbehoefte.objects.count() == len(rijen)


def test_een_woord_dat_niemand_noemde_vindt_zijn_behoefte_door_de_tabel(kaart_met_tabel: None) -> None:
    register = register_voor(vertegenwoordiger(Kijker.BEZOEKER))
    bekend = register.index.schat
    woord, behoefte = next(
        (rij["woord"], rij["behoefte"]) for rij in tabel() if rij["taal"] == "nl" and rij["woord"] not in bekend
    )
    antwoord = gevraagd(register, woord)
    assert antwoord.uitslag is not None
    assert behoefte in antwoord.uitslag.behoeften


def test_gepakte_woorden_geven_terug_wat_erin_ging() -> None:
    woorden = ["нож", "mes", "cuchillo", "ሓኪም", "messen"]
    rij = Woordenrij.van(woorden)
    assert list(rij) == sorted(woorden, key=str.encode)
    assert [rij.plek(woord) >= 0 for woord in (*woorden, "me", "mesje")] == [True] * 5 + [False] * 2
    assert [woord for _, woord in rij.met_begin("mes")] == ["mes", "messen"]
    assert len(Woordenrij.van([])) == 0

    tabel = Woordbehoeften.van([("mes", "eten", 0.7), ("mes", "werk", 0.9), ("нож", "eten", 0.61)])
    assert tabel["mes"] == (("werk", 0.9), ("eten", 0.7))
    assert dict(tabel) == {"mes": (("werk", 0.9), ("eten", 0.7)), "нож": (("eten", 0.61),)}
    assert tabel.get("me") is None


def test_spellingen_van_een_woord_komen_bij_elkaar() -> None:
    for een, ander in (
        ("начальник", "nachalnik"),
        ("начальник", "natchalnik"),
        ("طبيب", "tabib"),
        ("ሓኪም", "hakim"),
        ("መደቀሲ", "medeqesi"),
    ):
        assert set(sleutels(een)) & set(sleutels(ander, klank=True)), (een, ander)
    assert arabische_kern("والمدرسة") == arabische_kern("مدرستي")
    assert set(sleutels("ሓኪም")) & set(sleutels("ሓኪመይ"))
    assert [schrift_van(t) for t in ("huis", "дом", "بيت", "ገዛ", "家", "")] == [
        "latijn", "cyrillisch", "arabisch", "ethiopisch", "chinees", "",
    ]  # fmt: skip


def test_elke_taal_heeft_kleine_woorden_en_zegt_hoe_ze_ontkent() -> None:
    assert set(VOLGORDE) <= set(FUNCTIEWOORDEN)
    assert set(VOLGORDE) == set(ONTKENNING)
