"""Two taps in the same instant, over connections of their own, count for one."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from doorverwijzing.models import Signaal
from doorverwijzing.signalen.acties import meld_signaal
from organisaties.regels.rollen import Rol
from tests.fabrieken import maak_aanbod, maak_medewerker

TEGELIJK = 6


@pytest.mark.django_db(transaction=True)
def test_twee_tikken_op_hetzelfde_moment_tellen_voor_een() -> None:
    wie, aanbod = maak_medewerker(Rol.OPBOUWWERKER), maak_aanbod()
    klaar = threading.Barrier(TEGELIJK)
    uitkomsten: list[object] = []

    def tik() -> None:
        try:
            klaar.wait(timeout=10)
            uitkomsten.append(meld_signaal(gebruiker=wie, aanbod=aanbod, soort="vol"))
        except Exception as fout:  # noqa: BLE001 - a thread's own failure would go unseen
            uitkomsten.append(fout)
        finally:
            connection.close()

    draden = [threading.Thread(target=tik) for _ in range(TEGELIJK)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(timeout=30)
    assert not [uitkomst for uitkomst in uitkomsten if isinstance(uitkomst, Exception)]
    assert len(uitkomsten) == TEGELIJK
    assert Signaal.objects.count() == 1
    assert [str(telling) for telling in Signaal.objects.tellingen([aanbod.pk])[aanbod.pk]] == ["1 collega meldde: vol"]
