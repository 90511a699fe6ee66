"""Who keeps what: an area or theme is given, works as a right, and is taken back; and what nobody keeps is said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from kaart.werk.mensen import acties
from kaart.werk.models import Overdracht
from kaart.werk.overdracht.acties import draag_over, draai_terug
from kaart.werk.overdracht.soorten import SOORTEN
from organisaties import models as m
from organisaties import rechten
from organisaties.regels.rollen import Rol
from tests.conftest import ROLLEN
from tests.fabrieken import BehoefteFabriek, StadsdeelFabriek, maak_medewerker
from tests.organisaties.test_tegelijk import tegelijk

pytestmark = pytest.mark.django_db


DINGEN = ("binnen", "plek", "buiten", "ver", "op-plek", "stadsbreed", "elders", "onder-thema", "voor-ouderen")


@pytest.fixture
def chef() -> m.Medewerker:
    return maak_medewerker(Rol.COORDINATOR, naam="chef", email="chef@stad.example")


def houder(naam: str = "fatma") -> m.Medewerker:
    return maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, naam=naam, email=f"{naam}@stad.example")


def opnieuw(wie: m.Medewerker) -> m.Medewerker:
    """Return the account as the next request reads it."""
    return m.Medewerker.objects.get(pk=wie.pk)


def ingelogd(wie: m.Medewerker) -> Client:
    client = Client()
    client.force_login(wie)
    return client


def tekst(antwoord: Any) -> str:
    return " ".join(html.fromstring(antwoord.content).text_content().split())


@pytest.mark.parametrize(
    ("soort", "houdt_bij"),
    [
        ("gebied", {"binnen", "plek", "op-plek"}),
        ("behoefte", {"onder-thema"}),
        ("doelgroep", {"voor-ouderen"}),
        ("", set()),
    ],
)
def test_een_gebied_of_thema_is_precies_dit_recht(
    stad: dict[str, Any], chef: m.Medewerker, soort: str, houdt_bij: set[str]
) -> None:
    wie = houder()
    if soort:
        acties.geef(gebruiker=chef, soort=SOORTEN[soort], ding=stad[soort], aan=wie)
    wie = opnieuw(wie)
    assert {naam for naam in DINGEN if rechten.mag_bijhouden(wie, stad[naam])} == houdt_bij
    client = ingelogd(wie)
    for naam in DINGEN:
        ding = {m.Aanbod: "aanbod", m.Locatie: "locaties"}.get(type(stad[naam]), "organisaties")
        status = client.get(f"/{ding}/{stad[naam].kenmerk}/bewerken/").status_code
        assert status == (200 if naam in houdt_bij else 403), naam
    lijst = tekst(client.get("/werk/"))
    for naam in DINGEN:
        if type(stad[naam]) is m.Aanbod:
            assert (f"{stad[naam].naam} " in lijst) is (naam in houdt_bij), naam
    # The role is what makes it a right: whoever loses that keeps nothing.
    wie.groups.clear()
    assert not any(rechten.mag_bijhouden(opnieuw(wie), stad[naam]) for naam in DINGEN)


def test_wie_alleen_een_thema_heeft_stelt_iets_nieuws_voor(stad: dict[str, Any], chef: m.Medewerker) -> None:
    wie = houder()
    acties.geef(gebruiker=chef, soort=SOORTEN["behoefte"], ding=stad["behoefte"], aan=wie)
    assert not rechten.mag_organisatie_maken(opnieuw(wie))
    assert "Oost" in tekst(ingelogd(opnieuw(wie)).get("/werk/nieuw/"))


@pytest.mark.parametrize("rol", [rol for rol in ROLLEN if rol != "bezoeker"])
def test_wie_geeft_neemt_terug_en_uitnodigt(als: Callable[[str], Client], stad: dict[str, Any], rol: str) -> None:
    wie = houder()
    client, pad = als(rol), "/werk/mensen/gebied/dapper/"
    mag = rol == "coordinator"
    assert client.get("/werk/mensen/").status_code == (200 if mag else 403)
    for velden in ({"doe": "geef", "aan": wie.pk}, {"doe": "uitnodigen", "email": "nieuw@stad.example"}):
        assert client.post(pad, velden).status_code == (302 if mag else 403)
    assert opnieuw(wie).gebieden_en_themas == (("Dapperbuurt",) if mag else ())
    nieuw = m.Medewerker.objects.filter(email="nieuw@stad.example").first()
    assert (nieuw is not None) is mag
    if nieuw:
        assert nieuw.rollen == {Rol.AANDACHTSFUNCTIONARIS}
        assert nieuw.gebieden_en_themas == ("Dapperbuurt",)
    assert client.post(pad, {"doe": "terug", "van": wie.pk}).status_code == (302 if mag else 403)
    assert opnieuw(wie).gebieden_en_themas == ()
    gedaan = [("gebied", "erbij: Dapperbuurt"), ("uitgenodigd", ""), ("gebied", "erbij: Dapperbuurt")]
    gedaan.append(("gebied", "eraf: Dapperbuurt"))
    regels = list(m.Accountregel.objects.order_by("pk").values_list("wat", "details"))
    assert regels == (gedaan if mag else [])


def test_wie_het_niet_kan_bijhouden_krijgt_het_niet(stad: dict[str, Any], chef: m.Medewerker) -> None:
    werker = maak_medewerker(Rol.OPBOUWWERKER, naam="werker")
    weg = maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, naam="weg", is_active=False)
    for wie in (werker, weg):
        with pytest.raises(ValidationError, match="kan niets bijhouden"):
            acties.geef(gebruiker=chef, soort=SOORTEN["gebied"], ding=stad["gebied"], aan=wie)
    with pytest.raises(PermissionDenied):
        acties.geef(gebruiker=chef, soort=SOORTEN["aanbod"], ding=stad["elders"], aan=houder())
    antwoord = ingelogd(chef).post("/werk/mensen/gebied/dapper/", {"doe": "geef", "aan": werker.pk})
    assert "Kies iemand uit de lijst" in tekst(antwoord)
    bestaat = ingelogd(chef).post("/werk/mensen/gebied/dapper/", {"doe": "uitnodigen", "email": "CHEF@stad.example"})
    assert "is er al een account" in tekst(bestaat)
    assert "CHEF@stad.example" in bestaat.content.decode(), "what was typed stays"
    assert not m.Accountregel.objects.exists()


def test_wat_niemand_bijhoudt_staat_er_hardop(stad: dict[str, Any], chef: m.Medewerker) -> None:
    fatma, weg = houder(), houder("weg")
    fatma.stadsdelen.set([stad["oost"]])
    weg.stadsdelen.set([stad["west"]])
    m.Medewerker.objects.filter(pk=weg.pk).update(is_active=False)
    gezegd = tekst(ingelogd(chef).get("/werk/mensen/"))
    assert "1 van de 2 stadsdelen heeft niemand" in gezegd
    assert "West Niemand" in gezegd
    assert "Dapperbuurt: wie Oost bijhoudt" in gezegd
    assert "Niemand heeft nog een thema" in gezegd


def test_wie_iets_krijgt_leest_in_de_mail_wat_en_waarom(
    stad: dict[str, Any], chef: m.Medewerker, django_capture_on_commit_callbacks: Any
) -> None:
    wie = houder()
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            acties.geef(gebruiker=chef, soort=SOORTEN["gebied"], ding=stad["gebied"], aan=wie)
    [bericht] = mail.outbox
    assert bericht.to == ["fatma@stad.example"]
    assert "Wegwijs" in bericht.subject
    assert "gebied Dapperbuurt" in bericht.body
    assert "Een coördinator gaf het aan jou" in bericht.body
    assert "/inloggen/?next=%2Fwerk%2F" in bericht.body
    assert " u " not in bericht.body


def test_overdragen_neemt_gebied_en_thema_mee_en_de_opvolger_hoort_het(
    stad: dict[str, Any], chef: m.Medewerker, django_capture_on_commit_callbacks: Any
) -> None:
    van, naar = houder(), houder("opvolger")
    van.stadsdelen.set([stad["oost"]])
    van.gebieden.set([stad["gebied"]])
    van.behoeften.set([stad["behoefte"]])
    van.houdt_aanbod.set([stad["elders"], stad["op-plek"]])
    client = ingelogd(chef)
    velden = dict.fromkeys(("stadsdeel", "gebied", "behoefte", "aanbod"), naar.pk)
    with django_capture_on_commit_callbacks(execute=True):
        gezegd = tekst(client.post(f"/werk/overdracht/{van.pk}/", velden, follow=True))
    assert "Overgedragen: 1 stadsdeel, 1 gebied, 1 thema en 2 keer aanbod op naam." in gezegd
    [bericht] = mail.outbox
    assert bericht.to == ["opvolger@stad.example"]
    for regel in ("- stadsdeel Oost", "- gebied Dapperbuurt", "- thema Veiligheid", "- 2 keer aanbod op naam"):
        assert regel in bericht.body
    assert "kan de coördinator het terugdraaien" in bericht.body
    assert "Elders" not in bericht.body, "no entry by name"
    assert opnieuw(naar).gebieden_en_themas == ("Oost", "Dapperbuurt", "Veiligheid")
    over = dict(m.Accountregel.objects.values_list("over__username", "details"))
    assert over == {
        "fatma": "eraf: Oost, Dapperbuurt, Veiligheid",
        "opvolger": "erbij: Oost, Dapperbuurt, Veiligheid",
    }
    begin = tekst(ingelogd(opnieuw(van)).get("/werk/"))
    assert "Wat jij bijhield, is op" in begin
    assert "Alles is gecontroleerd" not in begin
    assert "Niets te doen" not in begin
    draai_terug(gebruiker=chef, overdracht=Overdracht.objects.get())
    assert opnieuw(van).gebieden_en_themas == ("Oost", "Dapperbuurt", "Veiligheid")
    assert "Wat jij bijhield" not in tekst(ingelogd(opnieuw(van)).get("/werk/"))


def test_wie_het_al_had_krijgt_geen_mail(
    stad: dict[str, Any], chef: m.Medewerker, django_capture_on_commit_callbacks: Any
) -> None:
    van, naar = houder(), houder("opvolger")
    for wie in (van, naar):
        wie.stadsdelen.set([stad["oost"]])
    with django_capture_on_commit_callbacks(execute=True):
        draag_over(gebruiker=chef, van=van, verdeling={("stadsdeel", stad["oost"].pk): naar})
    assert mail.outbox == []


def test_het_overzicht_vraagt_altijd_even_veel(stad: dict[str, Any], chef: m.Medewerker) -> None:
    client, tellingen = ingelogd(chef), {"/werk/mensen/": [], "/werk/mensen/stadsdeel/oost/": []}  # type: ignore[var-annotated]
    for aantal in (2, 22):
        for n in range(aantal):
            wie = houder(f"h-{aantal}-{n}")
            wie.stadsdelen.set([stad["oost"]])
            wie.gebieden.set([m.Gebied.objects.create(slug=f"g-{aantal}-{n}", naam="G", stadsdeel=stad["oost"])])
            wie.behoeften.set([BehoefteFabriek.create()])
        for pad, tel in tellingen.items():
            client.get(pad)
            with CaptureQueriesContext(connection) as gesteld:
                client.get(pad)
            tel.append(len(gesteld))
    assert all(weinig == veel for weinig, veel in tellingen.values()), tellingen


@pytest.mark.django_db(transaction=True)
def test_twee_die_tegelijk_geven_geven_het_een_keer() -> None:
    oost = StadsdeelFabriek.create(slug="oost", naam="Oost")
    chefs = [maak_medewerker(Rol.COORDINATOR, naam=f"chef-{n}") for n in range(2)]
    wie = houder()
    uitkomsten = tegelijk(
        *(lambda c=c: acties.geef(gebruiker=c, soort=SOORTEN["stadsdeel"], ding=oost, aan=wie) for c in chefs)
    )
    assert sorted(map(str, uitkomsten)) == ["False", "True"], uitkomsten
    assert m.Accountregel.objects.count() == 1
