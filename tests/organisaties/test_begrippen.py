"""The reference lists stand apart from the search index, are always those of now, and hold nothing that is hidden."""

from __future__ import annotations

import threading
from collections.abc import Mapping

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.test import Client

from organisaties.begrippen import Begrippen, begrippen_voor
from organisaties.models import Aanbod, Behoefte, Nieuwkomerscategorie, Stadsdeel, Taal
from organisaties.regels.rollen import Rol
from organisaties.zichtbaarheid import Kijker, vertegenwoordiger
from organisaties.zoeken import register_voor
from organisaties.zoeken.index import bijhouden
from tests.fabrieken import maak_medewerker

BEZOEKER = AnonymousUser()
COLLEGA = vertegenwoordiger(Kijker.PROFESSIONAL)
ZONDER_INDEX = (
    "/",
    "/wegwijzer/",
    "/wegwijzer/eten/",
    "/wegwijzer/eten/oost/open-voor/",
    "/even-rust/",
    "/even-rust/1/",
    "/even-rust/1/oost/open-voor/",
    "/over/",
    "/wegwijzer/routes/eten-algemeen/",
    "/aanbod/carabic-voedsel/",
)


class GeenIndexNodigError(Exception):
    """Somebody wanted the search index."""


@pytest.fixture
def zonder_index(kaart: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away the index, and let whoever makes one fail."""

    def geen_index(*args: object) -> None:
        raise GeenIndexNodigError

    monkeypatch.setattr(bijhouden, "_bewaard", {})
    monkeypatch.setattr(bijhouden, "bouw", geen_index)


@pytest.mark.parametrize("pad", ZONDER_INDEX)
@pytest.mark.usefixtures("zonder_index")
def test_a_page_that_only_asks_what_one_looks_for_needs_no_search_index(pad: str, client: Client) -> None:
    assert client.get(pad).status_code == 200


@pytest.mark.usefixtures("zonder_index")
def test_the_route_pages_and_the_choice_of_a_group_need_no_search_index(client: Client) -> None:
    route = client.post("/zoeken/open-voor/", {"open_voor": "statushouders", "stadsdeel": "oost"})
    assert route.status_code == 302
    assert "stadsdeel=oost" in route["Location"]
    with pytest.raises(GeenIndexNodigError):
        client.get("/zoeken/")


@pytest.mark.usefixtures("zonder_index")
@pytest.mark.parametrize("model", ["behoefte", "synoniem", "taal", "doelgroep", "stadsdeel", "gebied"])
def test_the_keeper_of_the_lists_needs_no_search_index(model: str, beheerder: Client) -> None:
    assert beheerder.get(f"/admin/organisaties/{model}/").status_code == 200
    assert beheerder.get("/admin/").status_code == 200


@pytest.fixture
def beheerder(db: None, client: Client) -> Client:
    """Return a browser in which the keeper of this site is signed in."""
    client.force_login(maak_medewerker(Rol.BEHEERDER))
    return client


@pytest.mark.usefixtures("kaart")
def test_a_changed_row_is_in_the_lists_of_the_next_reader() -> None:
    assert begrippen_voor(BEZOEKER)["stadsdeel"]["oost"].naam == "Oost"
    oost = Stadsdeel.objects.get(slug="oost")
    oost.naam = "Overamstel"
    oost.save()
    assert begrippen_voor(BEZOEKER)["stadsdeel"]["oost"].naam == "Overamstel"
    Taal.objects.create(code="xx", naam="Xaans", eigen_naam="Xaans")
    assert "xx" in begrippen_voor(BEZOEKER)["taal"]
    Taal.objects.filter(code="xx").delete()
    assert "xx" not in begrippen_voor(BEZOEKER)["taal"]
    Behoefte.objects.filter(slug="eten").update(naam="Brood")
    assert begrippen_voor(BEZOEKER)["behoefte"]["eten"].naam == "Brood"


@pytest.mark.usefixtures("kaart")
def test_a_row_that_was_moved_stands_there_for_the_next_reader() -> None:
    eerst, *rest = begrippen_voor(BEZOEKER)["stadsdeel"]
    Stadsdeel.objects.filter(slug=eerst).update(volgorde=99)
    assert list(begrippen_voor(BEZOEKER)["stadsdeel"]) == [*rest, eerst]
    assert list(register_voor(BEZOEKER).begrippen["stadsdeel"]) == [*rest, eerst]


@pytest.mark.usefixtures("kaart")
def test_what_a_word_means_follows_its_list_at_once_and_is_read_once_for_all_readers() -> None:
    bezoeker, collega = register_voor(BEZOEKER).betekenis, register_voor(COLLEGA).betekenis
    assert bezoeker.behoeften is collega.behoeften
    assert not bezoeker.kent(("zwolm",))
    Behoefte.objects.filter(slug="eten").update(synoniemen="zwolm")
    assert "eten" in register_voor(BEZOEKER).betekenis.behoeften[("zwolm",)]
    assert "eten" in register_voor(COLLEGA).betekenis.behoeften[("zwolm",)]


@pytest.mark.usefixtures("kaart")
def test_a_change_that_was_taken_back_is_in_no_list() -> None:
    with transaction.atomic():
        Stadsdeel.objects.create(slug="eiland", naam="Eiland")
        assert "eiland" in begrippen_voor(BEZOEKER)["stadsdeel"]
        transaction.set_rollback(True)
    assert "eiland" not in begrippen_voor(BEZOEKER)["stadsdeel"]


@pytest.mark.usefixtures("kaart")
def test_a_visitor_has_no_sensitive_group_in_any_list_and_a_colleague_has() -> None:
    gevoelig = set(Nieuwkomerscategorie.objects.filter(gevoelig=True).values_list("slug", flat=True))
    assert gevoelig
    # The colleague first: what is kept for one kind of reader never answers another.
    assert gevoelig <= set(begrippen_voor(COLLEGA)["open_voor"])
    assert not gevoelig & set(begrippen_voor(BEZOEKER)["open_voor"])
    eerst = next(iter(begrippen_voor(BEZOEKER)["open_voor"]))
    Nieuwkomerscategorie.objects.filter(slug=eerst).update(gevoelig=True)
    assert eerst not in begrippen_voor(BEZOEKER)["open_voor"]
    assert eerst in begrippen_voor(COLLEGA)["open_voor"]


@pytest.mark.usefixtures("kaart")
def test_search_answers_with_the_same_lists_and_a_change_of_an_offer_keeps_them() -> None:
    eerst = begrippen_voor(BEZOEKER)
    assert register_voor(BEZOEKER).begrippen is eerst
    Aanbod.objects.get(kenmerk="carabic-voedsel").save()
    assert begrippen_voor(BEZOEKER) is eerst


@pytest.mark.usefixtures("kaart")
def test_nobody_can_write_to_the_lists() -> None:
    begrippen = begrippen_voor(BEZOEKER)
    for lijst in (begrippen, begrippen["taal"]):
        assert isinstance(lijst, Mapping)
        with pytest.raises(TypeError):
            lijst["nieuw"] = None  # type: ignore[index]
    with pytest.raises(AttributeError):
        begrippen["taal"]["nl"].naam = "anders"
    with pytest.raises(AttributeError):
        begrippen.lijsten = {}


@pytest.mark.django_db(transaction=True)
def test_threads_that_read_while_somebody_writes_never_get_an_older_list() -> None:
    """Each reader sees at least what was committed before it asked."""
    geschreven, klaar = [0], threading.Event()
    fouten: list[object] = []

    def lees() -> None:
        try:
            while not klaar.is_set():
                minstens = geschreven[0]
                begrippen: Begrippen = begrippen_voor(BEZOEKER)
                if len(begrippen["stadsdeel"]) < minstens:
                    fouten.append((minstens, len(begrippen["stadsdeel"])))
        except Exception as fout:  # noqa: BLE001 - whatever is wrong, the test must say it
            fouten.append(fout)
        finally:
            connection.close()

    lezers = [threading.Thread(target=lees) for _ in range(3)]
    for lezer in lezers:
        lezer.start()
    try:
        for nummer in range(20):
            Stadsdeel.objects.create(slug=f"deel-{nummer}", naam=f"Deel {nummer}")
            geschreven[0] = nummer + 1
    finally:
        klaar.set()
        for lezer in lezers:
            lezer.join()
    assert not fouten
