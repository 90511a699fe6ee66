"""Every state an entry had: written with each change, also of what passed this page by."""

from __future__ import annotations

from organisaties import rechten
from organisaties.bijhouden.momentopname.momentopname import Staat, lees
from organisaties.bijhouden.momentopname.verschil import anders
from organisaties.models import Versie
from organisaties.models.ingang import Ingang, soort_van


def leg_vast(
    *,
    ingang: Ingang,
    voor: Staat | None,
    gebruiker: rechten.Doener | None,
    soort: str,
    waarom: str = "",
    rol: str = "",
) -> Versie:
    """Keep the state an entry has now, within the transaction that made it so.

    `voor` is the state before; where that is not the last one kept (the first change of an entry, or one that came
    from elsewhere: loading, a bulk write) it is kept as well, so that a difference never blames the wrong person.
    Without `gebruiker`, somebody without an account did it; `rol` says who.
    """
    bij = {soort_van(ingang): ingang}
    if voor is not None:
        laatste = Versie.objects.bij(ingang).first()
        if laatste is None:
            Versie.objects.create(**bij, soort=Versie.Soort.BEGIN, staat=voor)
        elif anders(laatste.staat, voor):
            Versie.objects.create(**bij, soort=Versie.Soort.ANDERS, staat=voor)
    wie = rechten.als_medewerker(gebruiker) if gebruiker is not None else None
    return Versie.objects.create(
        **bij,
        soort=soort,
        staat=lees(ingang),
        door=wie,
        rol=rol or (rechten.rol_in_woorden(wie) if wie else ""),
        waarom=waarom,
    )
