"""Fixed lines beside search results: kept in memory, and never older than the kaart."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from doorverwijzing.models import Route, Stap
from organisaties.models import Aanbod, Behoefte, Stadsdeel
from organisaties.regels.keuzes import Status


def titels(client: Client, vraag: str) -> list[str]:
    response = client.get(f"/zoeken/?{vraag}")
    return [titel for titel in Route.objects.values_list("naam", flat=True) if titel in response.content.decode()]


def maak_route(naam: str, *, stadsdeel: str = "") -> Route:
    route = Route.objects.create(kenmerk="proef-route", naam=naam, behoefte=Behoefte.objects.get(slug="eten"))
    if stadsdeel:
        route.stadsdelen.add(Stadsdeel.objects.get(slug=stadsdeel))
    Stap.objects.create(
        route=route,
        nummer=1,
        aanbod=Aanbod.objects.get(kenmerk="carabic-voedsel"),
        wijze=Stap.Wijze.ZELF,
        instructie="Ga.",
    )
    return route


def test_een_nieuwe_route_staat_er_meteen_bij_en_verdwijnt_als_zij_stopt(client: Client, kaart: None) -> None:
    assert "Eten bij de proeftuin" not in titels(client, "behoefte=eten")
    route = maak_route("Eten bij de proeftuin")
    assert "Eten bij de proeftuin" in titels(client, "behoefte=eten")
    assert "Eten bij de proeftuin" in titels(client, "behoefte=eten-warme-maaltijd"), "a narrower need"
    assert "Eten bij de proeftuin" not in titels(client, "behoefte=taal")
    route.status = Status.GESTOPT
    route.save()
    assert "Eten bij de proeftuin" not in titels(client, "behoefte=eten")


def test_een_ander_stadsdeel_bij_een_route_geldt_meteen(client: Client, kaart: None) -> None:
    route = maak_route("Eten om de hoek", stadsdeel="oost")
    assert titels(client, "behoefte=eten&stadsdeel=oost")[:1], "there are routes"
    assert "Eten om de hoek" in titels(client, "behoefte=eten&stadsdeel=oost")
    assert "Eten om de hoek" not in titels(client, "behoefte=eten&stadsdeel=west")
    assert "Eten om de hoek" not in titels(client, "behoefte=eten"), "no area was asked for"
    route.stadsdelen.set([Stadsdeel.objects.get(slug="west")])
    assert "Eten om de hoek" in titels(client, "behoefte=eten&stadsdeel=west")
    assert "Eten om de hoek" not in titels(client, "behoefte=eten&stadsdeel=oost")


def test_een_stap_naar_wat_een_bezoeker_niet_mag_weten_blijft_van_collegas(
    client: Client, als: Callable[[str], Client], kaart: None
) -> None:
    route = maak_route("Eten met een omweg")
    geheim = Aanbod.objects.get(kenmerk="hushu-house-eten")
    Stap.objects.create(route=route, nummer=2, aanbod=geheim, wijze=Stap.Wijze.WARM, instructie="Loop mee.")
    # A colleague first, so that his page is in memory; a list names routes and no steps.
    assert geheim.naam in als("opbouwwerker").get(route.get_absolute_url()).content.decode()
    assert geheim.naam not in client.get(route.get_absolute_url()).content.decode()
    vraag = "behoefte=eten&q=zzzzqqq&aanmelden=verwijzing&kosten=bijdrage&taal=ti&kring=eigen"
    assert "Eten met een omweg" in (pagina := client.get(f"/zoeken/?{vraag}").content.decode())
    assert geheim.naam not in pagina
