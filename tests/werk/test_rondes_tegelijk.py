"""A round and somebody else in the same instant, over connections of their own: no text and no check is lost."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from kaart.werk.models import Ronde, Uitstel
from kaart.werk.rondes.acties import Nagekeken, Teruggedraaid, kijk_na, maak_ongedaan, pauzeer, stel_uit
from organisaties.bijhouden.momentopname.momentopname import lees
from organisaties.bijhouden.wijzigen.acties import Bewaard, Intussen, bewaar
from organisaties.models import Aanbod, Controle, Medewerker
from organisaties.regels.rollen import Rol
from tests.fabrieken import maak_medewerker
from tests.nakijken import gezien
from tests.organisaties.test_tegelijk import tegelijk
from tests.werk.test_werklijst import vandaag
from tests.werk.test_werklijst_per_organisatie import bereikbaar, maak

pytestmark = pytest.mark.django_db(transaction=True)

KERST = datetime.date(2026, 12, 21)


def acht() -> list[Aanbod]:
    huis = bereikbaar("Huis")
    return [maak(f"Aanbod{nummer}", huis) for nummer in range(8)]


def mensen(aantal: int) -> list[Medewerker]:
    return [maak_medewerker(Rol.COORDINATOR, naam=f"c{nummer}") for nummer in range(aantal)]


def test_een_pauze_van_acht_en_een_wijziging_van_een_ervan() -> None:
    aanbod, (een, ander) = acht(), mensen(2)
    basis = lees(aanbod[3])
    straks = basis | {"omschrijving": "Elke dinsdag samen koken"}
    pauze, gewijzigd = tegelijk(
        lambda: pauzeer(gebruiker=een, aanbod=aanbod, vanaf=KERST, tot=None),
        lambda: bewaar(gebruiker=ander, ingang=aanbod[3], basis=basis, staat=straks),
    )
    assert isinstance(pauze, Ronde), pauze
    assert Aanbod.objects.filter(pauze_vanaf=KERST).count() == 8
    # Either it was written, or who wrote it is told what the round did, and keeps the text on the screen.
    omschrijving = Aanbod.objects.get(pk=aanbod[3].pk).omschrijving
    if isinstance(gewijzigd, Bewaard):
        assert omschrijving == "Elke dinsdag samen koken"
    else:
        assert isinstance(gewijzigd, Intussen), gewijzigd
        assert gewijzigd.nu["pauze_vanaf"] == KERST.isoformat()
    maak_ongedaan(gebruiker=een, ronde=pauze)
    assert not Aanbod.objects.filter(pauze_vanaf__isnull=False).exists()
    assert Aanbod.objects.get(pk=aanbod[3].pk).omschrijving == omschrijving


def test_twee_rondes_over_hetzelfde_wachten_op_elkaar_en_niet_voor_altijd() -> None:
    aanbod, (een, ander) = acht(), mensen(2)
    gezien_door: list[dict[Any, Any]] = [{ding: gezien(ding, wie) for ding in aanbod} for wie in (een, ander)]
    andersom = dict(reversed(gezien_door[1].items()))
    uitkomsten = tegelijk(
        lambda: kijk_na(gebruiker=een, gezien=gezien_door[0], wijze="gebeld"),
        lambda: kijk_na(gebruiker=ander, gezien=andersom, wijze="gemaild"),
    )
    assert all(isinstance(uitkomst, Nagekeken) for uitkomst in uitkomsten), uitkomsten
    assert Controle.objects.count() == 16
    rondes = [uitkomst.ronde for uitkomst in uitkomsten]
    uitkomsten = tegelijk(
        lambda: maak_ongedaan(gebruiker=een, ronde=rondes[0]),
        lambda: kijk_na(gebruiker=ander, gezien=andersom, wijze="bezocht"),
    )
    assert not [uitkomst for uitkomst in uitkomsten if isinstance(uitkomst, Exception)], uitkomsten
    assert set(Controle.objects.values_list("door", flat=True)) == {ander.pk}
    assert Aanbod.objects.filter(gecontroleerd_op=vandaag()).count() == 8


def test_een_ronde_wordt_maar_een_keer_teruggedraaid() -> None:
    aanbod, (een,) = acht(), mensen(1)
    ronde = stel_uit(gebruiker=een, ingangen=aanbod, waarom="later", tot=KERST)
    uitkomsten = tegelijk(*[lambda: maak_ongedaan(gebruiker=een, ronde=ronde)] * 3)
    assert sum(isinstance(uitkomst, Teruggedraaid) for uitkomst in uitkomsten) == 1, uitkomsten
    assert sum(isinstance(uitkomst, Ronde.DoesNotExist) for uitkomst in uitkomsten) == 2, uitkomsten
    assert not Uitstel.objects.exists()
