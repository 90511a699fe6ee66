"""Two people in the same instant, over connections of their own: nothing lost, nothing done twice."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from organisaties import models as m
from organisaties.bijhouden.momentopname.momentopname import lees
from organisaties.bijhouden.voorstellen import acties as voorstellen
from organisaties.bijhouden.wijzigen import acties as bewerken
from organisaties.regels.rollen import Rol
from tests.fabrieken import maak_aanbod, maak_medewerker


def tegelijk(*taken: Callable[[], Any]) -> list[Any]:
    """Do these in the same instant, each with a connection of its own; return what each gave or raised."""
    klaar = threading.Barrier(len(taken))
    uitkomsten: list[Any] = [None] * len(taken)

    def doe(plek: int, taak: Callable[[], Any]) -> None:
        try:
            klaar.wait(timeout=10)
            uitkomsten[plek] = taak()
        except Exception as fout:  # noqa: BLE001 - what was raised is the outcome
            uitkomsten[plek] = fout
        finally:
            connection.close()

    draden = [threading.Thread(target=doe, args=paar) for paar in enumerate(taken)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(timeout=30)
    return uitkomsten


@pytest.mark.django_db(transaction=True)
def test_van_twee_die_tegelijk_bewaren_ziet_de_tweede_wat_de_eerste_deed() -> None:
    aanbod = maak_aanbod(naam="Koor")
    wie = [maak_medewerker(Rol.COORDINATOR, naam=f"c{n}") for n in range(4)]
    basis = lees(aanbod)

    def taak(nummer: int) -> Callable[[], Any]:
        return lambda: bewerken.bewaar(
            gebruiker=wie[nummer], ingang=aanbod, basis=basis, staat={**basis, "naam": f"Koor {nummer}"}
        )

    uitkomsten = tegelijk(*(taak(nummer) for nummer in range(4)))
    gelukt = [u for u in uitkomsten if isinstance(u, bewerken.Bewaard)]
    te_laat = [u for u in uitkomsten if isinstance(u, bewerken.Intussen)]
    assert (len(gelukt), len(te_laat)) == (1, 3), uitkomsten
    naam = m.Aanbod.objects.get().naam
    assert all(u.nu["naam"] == naam for u in te_laat)
    assert [v.staat["naam"] for v in m.Versie.objects.order_by("pk")] == ["Koor", naam]


@pytest.mark.django_db(transaction=True)
def test_een_voorstel_wordt_maar_een_keer_overgenomen() -> None:
    aanbod = maak_aanbod(naam="Koor")
    basis = lees(aanbod)
    voorstel = voorstellen.stel_voor(
        gebruiker=maak_medewerker(Rol.OPBOUWWERKER), ingang=aanbod, basis=basis, staat={**basis, "naam": "Buurtkoor"}
    )
    gezien = voorstellen.stempel(voorstel, basis)
    wie = [maak_medewerker(Rol.COORDINATOR, naam=f"c{n}") for n in range(4)]

    def taak(nummer: int) -> Callable[[], Any]:
        return lambda: voorstellen.besluit(
            gebruiker=wie[nummer],
            voorstel=voorstel,
            velden=["naam"] if nummer % 2 else [],
            gezien=gezien,
            reden="Zo is het",
        )

    uitkomsten = tegelijk(*(taak(nummer) for nummer in range(4)))
    assert sum(isinstance(u, tuple) for u in uitkomsten) == 1, uitkomsten
    assert sum(isinstance(u, voorstellen.AlBesloten) for u in uitkomsten) == 3, uitkomsten
    voorstel.refresh_from_db()
    assert (m.Aanbod.objects.get().naam == "Buurtkoor") == (voorstel.besluit == "aangenomen")
    assert m.Versie.objects.count() == (2 if voorstel.besluit == "aangenomen" else 0)
