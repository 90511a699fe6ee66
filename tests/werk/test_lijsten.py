"""The reference lists on pages: adding, changing, retiring and merging, each with its rights and its second look."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from doorverwijzing.models import Hulplijn, Route
from kaart.werk.lijsten.lijstregister import LIJSTEN
from kaart.werk.models import Lijstwijziging
from organisaties import models as m
from organisaties.bijhouden.momentopname.momentopname import lees, zet
from organisaties.regels.rollen import Rol
from tests.fabrieken import BehoefteFabriek, CategorieFabriek, OrganisatieFabriek, maak_aanbod, maak_medewerker

pytestmark = pytest.mark.django_db


@pytest.fixture
def coord() -> Client:
    client = Client()
    client.force_login(maak_medewerker(Rol.COORDINATOR, naam="coord"))
    return client


def tekst(antwoord: Any) -> str:
    return re.sub(r"\s+", " ", antwoord.content.decode())


def verzonden(antwoord: Any) -> dict[str, Any]:
    """Return what a browser would send of the form of one row, as it stands."""
    form = antwoord.context["form"]
    waarden = {veld.html_name: veld.value() for veld in form}
    return {
        naam: "on" if waarde is True else waarde
        for naam, waarde in waarden.items()
        if waarde not in (None, "", False) or str(waarde) == "0"
    }


def bewaar(client: Client, pad: str, **anders: Any) -> Any:
    return client.post(pad, verzonden(client.get(pad)) | anders, follow=True)


@pytest.mark.parametrize(
    ("rol", "mag"),
    [
        (Rol.OPBOUWWERKER, False),
        (Rol.AANDACHTSFUNCTIONARIS, False),
        (Rol.AANBIEDER, False),
        (Rol.COORDINATOR, True),
        (Rol.BEHEERDER, True),
    ],
)
@pytest.mark.parametrize("naam", [*LIJSTEN, "bestaat-niet"])
def test_wie_een_lijst_bijhoudt(rol: Rol, mag: bool, naam: str) -> None:
    """Whoever may not, may not know which lists there are, nor send anything."""
    rij = BehoefteFabriek.create(naam="Eten")
    client = Client()
    client.force_login(maak_medewerker(rol))
    goed = 404 if naam == "bestaat-niet" else 200
    assert client.get(f"/werk/lijsten/{naam}/").status_code == (goed if mag else 403)
    for pad in (
        f"/werk/lijsten/{naam}/nieuw/",
        f"/werk/lijsten/behoeften/{rij.pk}/weg/",
        "/werk/lijsten/vergeefs/negeer/",
    ):
        antwoord = client.post(pad, {"naam": "Ingeslopen", "in_plaats": ""})
        assert mag or antwoord.status_code == 403, pad
    assert mag or m.Behoefte.objects.get().naam == "Eten"
    assert mag or not Lijstwijziging.objects.exists()


def test_een_nieuwe_behoefte_krijgt_haar_sleutel_van_de_naam_en_telt_haar_woorden(coord: Client) -> None:
    antwoord = bewaar(
        coord,
        "/werk/lijsten/behoeften/nieuw/",
        naam="Fiets repareren",
        synoniemen="fietsenmaker, bakfiets;\nrijwiel|bakfiets",
    )
    behoefte = m.Behoefte.objects.get()
    assert (behoefte.slug, behoefte.synoniemen) == ("fiets-repareren", "fietsenmaker|bakfiets|rijwiel")
    assert "Dat zijn drie woorden: fietsenmaker, bakfiets en rijwiel." in tekst(antwoord)
    assert 'name="slug"' not in tekst(coord.get("/werk/lijsten/behoeften/nieuw/"))
    regel = Lijstwijziging.objects.get()
    assert (regel.rol, regel.lijst, regel.wat) == ("coördinator", "behoeften", "‘Fiets repareren’ erbij")
    assert "Fiets repareren" in tekst(coord.get("/werk/lijsten/"))
    bewaar(coord, "/werk/lijsten/behoeften/nieuw/", naam="Fiets repareren")
    assert set(m.Behoefte.objects.values_list("slug", flat=True)) == {"fiets-repareren", "fiets-repareren-2"}


def test_de_code_van_een_taal_komt_van_de_naam(coord: Client) -> None:
    for naam, code in (("Vietnamees", "vi"), ("Berbers uit de Rif", "x-berbersu")):
        bewaar(coord, "/werk/lijsten/talen/nieuw/", naam=naam, eigen_naam=naam)
        assert m.Taal.objects.get(naam=naam).code == code


def test_zoeken_in_een_lijst_staat_in_geen_adres(coord: Client) -> None:
    for naam, woorden in (("Eten", "voedselbank|maaltijd"), ("Wonen", "huis")):
        BehoefteFabriek.create(naam=naam, synoniemen=woorden)
    gevonden = tekst(coord.post("/werk/lijsten/behoeften/", {"zoek": "voedsel"}))
    assert "1 rij met ‘voedsel’" in gevonden
    assert "Eten" in gevonden
    assert ">Wonen<" not in gevonden
    assert ">Wonen<" in tekst(coord.get("/werk/lijsten/behoeften/?zoek=voedsel")), (
        "what stands in an address is not read"
    )


def test_een_lijst_zegt_hoe_vaak_iets_gebruikt_wordt(coord: Client) -> None:
    eten, wonen = BehoefteFabriek.create(naam="Eten"), BehoefteFabriek.create(naam="Wonen")
    for _ in range(3):
        maak_aanbod().behoeften.add(eten)
    m.Behoefte.objects.create(naam="Maaltijd", slug="maaltijd", ouder=eten)
    lijst = tekst(coord.get("/werk/lijsten/behoeften/"))
    assert "3 keer aanbod, 1 behoefte eronder" in lijst or "1 behoefte eronder, 3 keer aanbod" in lijst
    assert lijst.count("Nergens gebruikt.") == 2
    assert wonen.naam in lijst


def test_even_veel_vragen_voor_2_rijen_als_voor_22(coord: Client) -> None:
    aantallen = []
    for hoeveel in (2, 20):
        for nummer in range(hoeveel):
            behoefte = BehoefteFabriek.create()
            maak_aanbod().behoeften.add(behoefte)
            m.Taal.objects.create(code=f"x-{hoeveel}{nummer}", naam=f"T{hoeveel}{nummer}", eigen_naam="T")
            m.Groepswoord.objects.create(woord=f"woord{hoeveel}{nummer}", categorie=CategorieFabriek.create())
        per_lijst = []
        for naam in ("behoeften", "talen", "groepswoorden"):
            coord.get(f"/werk/lijsten/{naam}/")
            with CaptureQueriesContext(connection) as gesteld:
                coord.get(f"/werk/lijsten/{naam}/")
            per_lijst.append(len(gesteld))
        aantallen.append(per_lijst)
    assert aantallen[0] == aantallen[1]
    assert max(aantallen[1]) <= 14


@pytest.mark.parametrize(
    ("naam", "velden"),
    [
        ("behoeften", {"naam": "Bel 06 12345678"}),
        ("behoeften", {"naam": "Eten", "synoniemen": "bsn 123456782"}),
        ("synoniemen", {"term": "tel", "synoniemen": "06 12345678"}),
        ("doelgroepen", {"naam": "mevrouw Yilmaz-Öztürk 06-12345678"}),
        ("talen", {"naam": "Vietnamees", "eigen_naam": "06 12345678"}),
    ],
)
def test_de_bewaker_leest_elke_tekst(coord: Client, naam: str, velden: dict[str, str]) -> None:
    antwoord = bewaar(coord, f"/werk/lijsten/{naam}/nieuw/", **velden)
    assert "Nog niet bewaard" in tekst(antwoord)
    assert not Lijstwijziging.objects.exists()
    assert next(iter(velden.values())) in tekst(antwoord), "what was typed is still there"


def test_wat_over_veiligheid_gaat_vraagt_een_tweede_blik(coord: Client) -> None:
    rust = BehoefteFabriek.create(naam="Veilig zijn", neutraal=True)
    pad = f"/werk/lijsten/behoeften/{rust.pk}/"
    vraag = bewaar(coord, pad, synoniemen="bang thuis, weglopen")
    assert "Dat zijn twee woorden: bang thuis en weglopen." in tekst(vraag)
    rust.refresh_from_db()
    assert rust.synoniemen == "", "nothing is kept before the second look"
    gezien = vraag.context["blik"]
    assert "gaat over veiligheid" in gezien
    coord.post(pad, verzonden(vraag) | {"gezien": gezien})
    rust.refresh_from_db()
    assert rust.synoniemen == "bang thuis|weglopen"
    # The look at one thing is none at another: taking the mark away says something else.
    anders = bewaar(coord, pad, neutraal="", gezien=gezien)
    assert "betrapt" in tekst(anders)
    rust.refresh_from_db()
    assert rust.neutraal


def test_een_woord_van_een_andere_behoefte_vraagt_een_tweede_blik(coord: Client) -> None:
    BehoefteFabriek.create(naam="Eten", synoniemen="honger|boodschappen")
    fiets = BehoefteFabriek.create(naam="Een fiets", synoniemen="tweewieler")
    pad = f"/werk/lijsten/behoeften/{fiets.pk}/"
    vraag = bewaar(coord, pad, synoniemen="tweewieler, Honger")
    assert "‘honger’ hoort al bij ‘Eten’." in tekst(vraag)
    fiets.refresh_from_db()
    assert fiets.synoniemen == "tweewieler"
    coord.post(pad, verzonden(vraag) | {"gezien": vraag.context["blik"]})
    fiets.refresh_from_db()
    assert fiets.synoniemen == "tweewieler|Honger"
    assert "hoort al bij" not in tekst(bewaar(coord, pad, synoniemen="tweewieler, Honger, bel")), "only what is new"


def test_een_woord_voor_een_groep_vraagt_een_tweede_blik(coord: Client) -> None:
    groep = CategorieFabriek.create(naam="Statushouders")
    vraag = bewaar(coord, "/werk/lijsten/groepswoorden/nieuw/", woord="asielstatus", categorie=groep.pk)
    assert "kiest dan de groep ‘Statushouders’" in tekst(vraag)
    assert not m.Groepswoord.objects.exists()
    coord.post("/werk/lijsten/groepswoorden/nieuw/", verzonden(vraag) | {"gezien": vraag.context["blik"]})
    assert m.Groepswoord.objects.get().categorie == groep


def test_een_nummer_staat_er_alleen_met_bron_en_datum(coord: Client) -> None:
    lijn = Hulplijn.objects.create(slug="lijn", naam="Een hulplijn", waarvoor="praten")
    pad = f"/werk/lijsten/hulplijnen/{lijn.pk}/"
    assert "Vul bij een nummer ook de bron in" in tekst(bewaar(coord, pad, telefoon="020 123 4567"))
    heel = {"telefoon": "020 123 4567", "bron": "eigen site", "nagekeken_op": "2026-11-20"}
    vraag = bewaar(coord, pad, **heel)
    assert "bellen straks 020 123 4567" in tekst(vraag)
    assert Hulplijn.objects.get().telefoon == ""
    coord.post(pad, verzonden(vraag) | {"gezien": vraag.context["blik"]})
    assert Hulplijn.objects.get().telefoon == "020 123 4567"


def test_een_naam_van_een_buurt_ligt_waar_de_andere_namen_liggen(coord: Client) -> None:
    oost = m.Stadsdeel.objects.create(slug="oost", naam="Oost")
    gebied = m.Gebied.objects.create(slug="watergraafsmeer", naam="Watergraafsmeer", stadsdeel=oost)
    plek: dict[str, Any] = {
        "gebied": gebied,
        "stadsdeel": oost,
        "soort": "buurt",
        "lat": "52.350000",
        "lon": "4.930000",
    }
    m.Plaatsnaam.objects.create(naam="Middenmeer", **plek)
    assert "Middenmeer" in tekst(coord.get(f"/werk/lijsten/gebieden/{gebied.pk}/"))
    bewaar(coord, "/werk/lijsten/buurtnamen/nieuw/", naam="De Meer", gebied=gebied.pk)
    nieuw = m.Plaatsnaam.objects.get(naam="De Meer")
    assert (nieuw.stadsdeel, str(nieuw.lat), nieuw.soort) == (oost, "52.350000", "buurt")
    assert "staat al bij" in tekst(bewaar(coord, "/werk/lijsten/buurtnamen/nieuw/", naam="de meer", gebied=gebied.pk))
    for pad in ("nieuw/", f"{gebied.pk}/", f"{gebied.pk}/weg/"):
        assert coord.post(f"/werk/lijsten/gebieden/{pad}", {"naam": "Anders"}).status_code in (403, 200)
    assert m.Gebied.objects.get().naam == "Watergraafsmeer", "nobody redraws the city here"


def test_wat_in_gebruik_is_gaat_niet_zomaar_weg(coord: Client) -> None:
    eten, wonen = BehoefteFabriek.create(naam="Eten"), BehoefteFabriek.create(naam="Wonen")
    maak_aanbod().behoeften.add(eten)
    pad = f"/werk/lijsten/behoeften/{eten.pk}/weg/"
    assert "Dit is in gebruik: 1 aanbod." in tekst(coord.get(pad))
    assert "Kies wat ervoor in de plaats komt" in tekst(coord.post(pad, {"in_plaats": ""}))
    assert "Deze keuze bestaat niet" in tekst(coord.post(pad, {"in_plaats": "99999999999999999999"}))
    assert m.Behoefte.objects.count() == 2
    coord.post(f"/werk/lijsten/behoeften/{wonen.pk}/weg/", {"in_plaats": ""})
    assert list(m.Behoefte.objects.all()) == [eten], "what nothing uses just goes"


def test_twee_behoeften_worden_een_en_alles_gaat_mee(coord: Client) -> None:
    oud = BehoefteFabriek.create(slug="maaltijd", naam="Maaltijd", synoniemen="warm eten|prak")
    nieuw = BehoefteFabriek.create(slug="eten", naam="Eten", synoniemen="prak|voedselbank")
    onder = m.Behoefte.objects.create(slug="soep", naam="Soep", ouder=oud)
    alleen_oud, allebei = maak_aanbod(), maak_aanbod(kenmerk="allebei")
    alleen_oud.behoeften.add(oud)
    allebei.behoeften.add(oud, nieuw)
    route = Route.objects.create(kenmerk="route", naam="Aan tafel", behoefte=oud)
    gat = m.Gat.objects.create(kenmerk="gat", vraag="Is er een eetcafé?", behoefte=oud)
    for code in ("ar", "ti"):
        taal = m.Taal.objects.create(code=code, naam=code, eigen_naam=code)
        m.Taalwoorden.objects.create(behoefte=oud, taal=taal, woorden="een|twee", nagekeken=code == "ar")
    m.Taalwoorden.objects.create(behoefte=nieuw, taal=m.Taal.objects.get(code="ar"), woorden="twee|drie")
    for behoefte, woord in ((oud, "tafel"), (oud, "bord"), (nieuw, "bord")):
        m.Woordbehoefte.objects.create(behoefte=behoefte, woord=woord, zeker="0.5")
    voor = lees(allebei)

    antwoord = coord.post(f"/werk/lijsten/behoeften/{oud.pk}/weg/", {"in_plaats": nieuw.pk}, follow=True)
    assert "‘Maaltijd’ is nu ‘Eten’. Dat is 5 keer aangepast" in tekst(antwoord)
    nieuw.refresh_from_db()
    for rij in (onder, route, gat):
        rij.refresh_from_db()
    assert nieuw.synoniemen == "prak|voedselbank|Maaltijd|warm eten"
    assert (onder.ouder, route.behoefte, gat.behoefte) == (nieuw, nieuw, nieuw)
    assert [list(een.behoeften.all()) for een in (alleen_oud, allebei)] == [[nieuw], [nieuw]]
    assert {(w.taal.code, w.woorden) for w in m.Taalwoorden.objects.all()} == {
        ("ar", "twee|drie|een"),
        ("ti", "een|twee"),
    }
    assert sorted(m.Woordbehoefte.objects.values_list("woord", flat=True)) == ["bord", "tafel"]
    assert "is nu ‘Eten’" in Lijstwijziging.objects.get().wat
    # An earlier state of an entry names the old one, and is put back as the new one.
    zet(allebei, voor, ["behoeften"])
    assert list(allebei.behoeften.all()) == [nieuw]


def test_het_oude_adres_leidt_door(coord: Client) -> None:
    oud = BehoefteFabriek.create(slug="maaltijd", naam="Maaltijd")
    nieuw = BehoefteFabriek.create(slug="eten", naam="Eten")
    coord.post(f"/werk/lijsten/behoeften/{oud.pk}/weg/", {"in_plaats": nieuw.pk})
    bezoeker = Client()
    assert bezoeker.get("/wegwijzer/maaltijd/").headers["Location"] == "/wegwijzer/eten/"
    assert bezoeker.get("/wegwijzer/bestaat-niet/").status_code == 404
    antwoord = bezoeker.get("/zoeken/?behoefte=maaltijd&behoefte=eten&kosten=gratis")
    assert antwoord.headers["Location"] == "/zoeken/?behoefte=eten&kosten=gratis"
    assert bezoeker.get("/zoeken/?behoefte=bestaat-niet").status_code == 200
    # A third becomes that one: both old keys lead to where it went; and nobody gets an old key again.
    derde = BehoefteFabriek.create(slug="voedsel", naam="Voedsel")
    coord.post(f"/werk/lijsten/behoeften/{nieuw.pk}/weg/", {"in_plaats": derde.pk})
    assert bezoeker.get("/wegwijzer/maaltijd/").headers["Location"] == "/wegwijzer/voedsel/"
    bewaar(coord, "/werk/lijsten/behoeften/nieuw/", naam="Maaltijd")
    assert m.Behoefte.objects.get(naam="Maaltijd").slug == "maaltijd-2"


@pytest.mark.parametrize("naam", ["talen", "doelgroepen"])
def test_ook_talen_en_doelgroepen_worden_een(coord: Client, naam: str) -> None:
    organisatie, aanbod = OrganisatieFabriek.create(), maak_aanbod()
    if naam == "talen":
        rijen: list[Any] = [m.Taal.objects.create(code=c, naam=c, eigen_naam=c) for c in ("ar", "ary")]
        organisatie.talen.set(rijen)
        aanbod.talen.set(rijen[:1])
    else:
        rijen = [m.Doelgroep.objects.create(slug=s, naam=s) for s in ("meiden", "meisjes")]
        aanbod.doelgroepen.set(rijen)
    facet = {"talen": "taal", "doelgroepen": "extra_doelgroep"}[naam]
    oud = getattr(rijen[0], "code", "") or rijen[0].slug
    coord.post(f"/werk/lijsten/{naam}/{rijen[0].pk}/weg/", {"in_plaats": rijen[1].pk})
    assert list(getattr(aanbod, naam).all()) == [rijen[1]]
    assert naam == "doelgroepen" or list(organisatie.talen.all()) == [rijen[1]]
    nieuw = getattr(rijen[1], "code", "") or rijen[1].slug
    assert Client().get(f"/zoeken/?{facet}={oud}").headers["Location"] == f"/zoeken/?{facet}={nieuw}"


@pytest.mark.parametrize("wat", ["veilig weg", "veilig in", "eronder", "derde niveau", "zichzelf"])
def test_wat_niet_kan_wordt_geweigerd_en_er_verandert_niets(coord: Client, wat: str) -> None:
    een, twee = BehoefteFabriek.create(naam="Een"), BehoefteFabriek.create(naam="Twee")
    if wat == "veilig weg":
        m.Behoefte.objects.filter(pk=een.pk).update(nood=True)
    if wat == "veilig in":
        m.Behoefte.objects.filter(pk=twee.pk).update(neutraal=True)
    if wat == "eronder":
        m.Behoefte.objects.filter(pk=twee.pk).update(ouder=een)
    if wat == "derde niveau":
        m.Behoefte.objects.create(slug="kind", naam="Kind", ouder=een)
        m.Behoefte.objects.filter(pk=twee.pk).update(ouder=m.Behoefte.objects.create(slug="top", naam="Top"))
    if wat == "zichzelf":
        twee = een
    aanbod = maak_aanbod()
    aanbod.behoeften.add(een)
    voor = list(m.Behoefte.objects.order_by("pk").values())
    antwoord = coord.post(f"/werk/lijsten/behoeften/{een.pk}/weg/", {"in_plaats": twee.pk})
    assert antwoord.status_code == 200
    assert 'role="alert"' in tekst(antwoord)
    assert list(m.Behoefte.objects.order_by("pk").values()) == voor
    assert list(aanbod.behoeften.all()) == [een]
    assert not m.OudBegrip.objects.exists()


def test_feestdagen_en_wat_het_aanbod_ervan_zegt(coord: Client) -> None:
    maak_aanbod(feestdagen="dicht")
    pagina = tekst(coord.get("/werk/lijsten/dagen-dicht/"))
    assert "kerstdag" in pagina.lower()
    assert re.search(r"[Dd]icht[^:<]*: 1<", pagina), pagina


def test_elke_lijst_is_te_openen_met_de_echte_gegevens(als: Callable[[str], Client], kaart: None) -> None:
    client = als("coordinator")
    assert client.get("/werk/lijsten/").status_code == 200
    for naam, lijst in LIJSTEN.items():
        antwoord = client.get(f"/werk/lijsten/{naam}/")
        assert antwoord.status_code == 200, naam
        rij = lijst.rijen.first()
        assert rij is not None, naam
        for pad in (f"{rij.pk}/", *([f"{rij.pk}/weg/", "nieuw/"] if lijst.form else [])):
            assert client.get(f"/werk/lijsten/{naam}/{pad}").status_code == 200, (naam, pad)
    for rij in m.Behoefte.objects.all()[:5]:
        # Unchanged is unchanged.
        voor = m.Behoefte.objects.filter(pk=rij.pk).values().get()
        bewaar(client, f"/werk/lijsten/behoeften/{rij.pk}/")
        assert m.Behoefte.objects.filter(pk=rij.pk).values().get() == voor
