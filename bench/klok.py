"""What only the inside can tell, in a process of its own: `python -m bench.klok herindex | opslaan POORT | koekjes`."""

from __future__ import annotations

import gzip
import json
import resource
import secrets
import sys
import time
from typing import Any

from organisaties.zichtbaarheid import BEZOEKER

KEREN = 5
# So many askings after a save meet both processes of the site, but for one time in 32.
VRAGEN_NA_OPSLAAN = 6


def herindex() -> dict[str, float]:
    """Return how long a process that has kept nothing takes until it can search, by kind of reader, in seconds."""
    from django.contrib.auth.models import AnonymousUser

    from organisaties.models import Aanbod, Medewerker
    from organisaties.zoeken import Vraag, register_voor, zoek

    Aanbod.objects.first()  # connecting is no part of it
    gemeten = {}
    for naam, lezer in (("bezoeker", AnonymousUser()), ("collega", Medewerker(username="bench", is_superuser=True))):
        begin = time.perf_counter()
        register_voor(lezer)
        zoek(Vraag(q="taalles"), lezer)
        gemeten[naam] = time.perf_counter() - begin
    return {**gemeten, "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def opslaan(poort: int) -> list[float]:
    """Return how long each asking after a save took, in seconds; every one of them must show what was saved."""
    from bench.belasting import een
    from organisaties.models import Aanbod

    aanbod = Aanbod.objects.filter(pk__in=Aanbod.objects.zichtbaar_voor(BEZOEKER).values("pk")).order_by("pk")[0]
    was, duren = aanbod.omschrijving, []
    try:
        for _ in range(KEREN):
            woord = "".join(secrets.choice("bcdfghklmnprst") for _ in range(16))
            aanbod.omschrijving = f"{was} {woord}"
            aanbod.save()
            for _ in range(VRAGEN_NA_OPSLAAN):
                antwoord = een(poort, f"/zoeken/?q={woord}")
                duren.append(antwoord.duur)
                if f'data-kenmerk="{aanbod.kenmerk}"' not in tekst(antwoord.inhoud):
                    raise SystemExit(f"{woord} is not found after a save")
    finally:
        aanbod.omschrijving = was
        aanbod.save()
    return duren


def koekjes() -> dict[str, str]:
    """Return the cookie of each category that a visitor can choose, and as 'collega' that of one who is signed in."""
    from django.conf import settings
    from django.contrib.auth.models import AnonymousUser, Group
    from django.http import HttpResponse
    from django.test import Client, RequestFactory

    from bench.vragen import CATEGORIEEN
    from organisaties.models import Medewerker
    from organisaties.regels.rollen import Rol
    from organisaties.zoeken import open_voor

    collega, _ = Medewerker.objects.get_or_create(username="bench")
    collega.groups.set([Group.objects.get_or_create(name=Rol.OPBOUWWERKER.value)[0]])
    client = Client()
    client.force_login(collega)
    sessie = client.cookies[settings.SESSION_COOKIE_NAME].value
    gemaakt = {"collega": f"{settings.SESSION_COOKIE_NAME}={sessie}"}
    for categorie in CATEGORIEEN:
        bezoek, antwoord = RequestFactory().get("/"), HttpResponse()
        bezoek.user = AnonymousUser()
        open_voor.schrijf(bezoek, antwoord, [categorie])
        # The choice of a visitor hangs on the secret of their forms.
        gemaakt[categorie] = (
            f"{open_voor.COOKIE}={antwoord.cookies[open_voor.COOKIE].value}; "
            f"{settings.CSRF_COOKIE_NAME}={bezoek.META['CSRF_COOKIE']}"
        )
    return gemaakt


def tekst(inhoud: bytes) -> str:
    """Return the text of a body as it was sent."""
    return (gzip.decompress(inhoud) if inhoud[:2] == b"\x1f\x8b" else inhoud).decode()


def main(argumenten: list[str]) -> None:
    """Measure what is asked and print it as JSON."""
    import django

    django.setup()
    wat: dict[str, Any] = {"herindex": herindex, "koekjes": koekjes, "opslaan": lambda: opslaan(int(argumenten[1]))}
    print(json.dumps(wat[argumenten[0]]()))


if __name__ == "__main__":
    main(sys.argv[1:])
