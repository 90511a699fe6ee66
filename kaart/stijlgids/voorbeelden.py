"""Made-up reports, work and short lines for the style guide."""

from __future__ import annotations

import datetime
from types import SimpleNamespace
from typing import Any

from doorverwijzing.signalen.forms import SignaalForm
from doorverwijzing.signalen.groepen import Groep as Signaalgroep
from kaart.werk.lijst.per_organisatie import Groep, Weg
from kaart.werk.lijst.regels import Werk
from kaart.werk.lijst.views import Vorm
from organisaties.ingangen.netwerk.lijnen import Lijn, Netwerk
from organisaties.ingangen.netwerk.tekening import teken


def voorbeelden() -> dict[str, Any]:
    """Return what the parts of the work pages need."""
    stichting = _organisatie(1, "Stichting Voorbeeld", "informeel")
    aanbod: Any = SimpleNamespace(
        kenmerk="voorbeeld",
        naam="Samen eten in de buurt",
        organisatie=stichting,
        organisatie_id=1,
        get_soort_display=lambda: "activiteit",
        bijzonder_nu=[],
        get_absolute_url=lambda: "#werk",
    )
    netwerk: Any = Netwerk(
        stichting,
        [
            Lijn(_organisatie(2, "Voorbeeldwelzijn", "formeel"), "warme-lijn", uitgaand=False),
            Lijn(
                _organisatie(3, "Spreekuur in de wijk", "formeel"), "houdt-spreekuur-bij", uitgaand=False, aanbod=aanbod
            ),
            Lijn(
                _organisatie(4, "Taalgroep", "informeel"), "verwijst-naar", uitgaand=True, toelichting="Elke dinsdag."
            ),
        ],
    )
    return {
        "meldaanbod": aanbod,
        "meldformulier": SignaalForm(),
        "signaalgroep": Signaalgroep(
            soort="vol",
            label="vol",
            aantal=3,
            laatste=datetime.date(2026, 11, 3),
            aanbod=aanbod,
            behoefte=None,
            stadsdeel=None,
            categorie=None,
            afgehandeld=False,
            teksten=["Om tien uur waren alle plekken vergeven."],
        ),
        "werkgroep": Groep(
            "Stichting Voorbeeld",
            "groep-voorbeeld",
            [Werk("aanbod", aanbod, [("signaal", "3 collega’s meldden: vol"), ("nooit", "Nog nooit gecontroleerd")])],
            stichting,
            [Weg("Website", "#werk", "uit")],
        ),
        "werkvorm": Vorm(),
        "netwerk": netwerk,
        "tekening": teken(netwerk),
    }


def _organisatie(pk: int, naam: str, formaliteit: str) -> Any:
    return SimpleNamespace(pk=pk, naam=naam, formaliteit=formaliteit, get_absolute_url=lambda: "#lijnen")
