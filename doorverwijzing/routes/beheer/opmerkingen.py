"""What the writer of a step should know before it is published; nothing of it keeps anybody from saving."""

from __future__ import annotations

import re
from collections.abc import Collection

from doorverwijzing.models import Stap
from doorverwijzing.routes.beheer.bereik import bereikt, ook_in
from doorverwijzing.routes.beheer.doelen import NogNiet, schrijfwijze
from kaart.hulp.tekst import opsomming
from organisaties.models import Aanbod, Behoefte, Organisatie, Stadsdeel
from organisaties.zichtbaarheid import Lezer

BEL = re.compile(r"\bbel(t|len)?\b", re.IGNORECASE)
HOOGSTENS = 3


def mist_nummer(doel: Aanbod | Organisatie, wijze: str, *teksten: str) -> bool:
    """Return whether a step says to call where no number is known."""
    organisatie = doel.organisatie if isinstance(doel, Aanbod) else doel
    zegt_bel = wijze == Stap.Wijze.BELLEN or any(BEL.search(tekst) for tekst in teksten)
    return zegt_bel and not organisatie.telefoon


def opmerkingen_bij(
    doel: Aanbod | Organisatie | NogNiet | None,
    *,
    wijze: str,
    teksten: Collection[str],
    stadsdelen: Collection[Stadsdeel],
    behoefte: Behoefte | None,
    lezer: Lezer,
) -> list[str]:
    """Return what to tell the writer of one step, in sentences; without areas the route is for the whole city."""
    if doel is None:
        return []
    if isinstance(doel, NogNiet):
        return [doel.zin]
    gezegd = []
    if mist_nummer(doel, wijze, *teksten):
        gezegd.append("Hier is geen nummer bekend. Schrijf hoe het anders kan, of zoek het nummer op.")
    te_ver = [een for een in stadsdelen if not bereikt(doel, een)]
    if te_ver:
        gezegd.append(f"Volgens de kaart is dit niet voor {opsomming([een.naam for een in te_ver])}.")
    elif not stadsdelen and not bereikt(doel, None):
        gezegd.append("Volgens de kaart is dit niet voor de hele stad.")
    if te_ver and behoefte is not None:
        er_is = ook_in(te_ver[0], behoefte.pk, lezer, HOOGSTENS)
        if er_is:
            namen = opsomming([f"‘{schrijfwijze(een)}’" for een in er_is])
            gezegd.append(f"Daar is er wel: {namen}.")
    return gezegd
