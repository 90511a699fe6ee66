"""The hand-over file: everything of one person as sheets to keep."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils import timezone

from kaart.uitwisseling.bestanden.vellen import Vel, Velkolom
from kaart.uitwisseling.bladen.cellen import Cel, veilig
from kaart.werk.overdracht.portefeuille import Portefeuille


def vellen(portefeuille: Portefeuille) -> list[Vel]:
    """Return a sheet for what is kept, contacts, lines, tips and proposals; each is there also when it is empty.

    Lines and tips are for colleagues: another reader has no sheet of them, as an empty one would say there are none.
    """
    p = portefeuille
    bijgehouden = [
        *((deel.soort.titel, ding) for deel in p.delen for ding in deel.dingen),
        *((f"{titel} (via gebied of thema)", ding) for titel, dingen in p.mee for ding in dingen),
    ]
    return [
        _vel(
            "Bijgehouden",
            (("Soort", 28), ("Naam", 45), ("Kenmerk", 32), ("Laatst gecontroleerd", 18)),
            (
                (soort, ding.naam, getattr(ding, "kenmerk", ""), getattr(ding, "gecontroleerd_op", None))
                for soort, ding in bijgehouden
            ),
        ),
        _vel(
            "Contacten",
            (("Organisatie", 40), ("Rol", 30), ("Naam", 25), ("Telefoon", 18), ("Mail", 30), ("Geldig tot", 14)),
            (
                (
                    contact.organisatie.naam,
                    contact.rol,
                    *((contact.naam, contact.telefoon, contact.email) if contact.mag_genoemd else ("", "", "")),
                    contact.geldig_tot,
                )
                for contact in p.contacten
            ),
        ),
        *(_voor_collegas(p) if p.voor_collega else ()),
        _vel(
            "Voorstellen",
            (("Over", 40), ("Toelichting", 60), ("Ingediend op", 14)),
            (
                (str(voorstel.doel), voorstel.toelichting, timezone.localtime(voorstel.ingediend_op).date())
                for voorstel in p.voorstellen
            ),
        ),
    ]


def _voor_collegas(p: Portefeuille) -> list[Vel]:
    return [
        _vel(
            "Lijnen",
            (("Van", 40), ("Hoe", 24), ("Naar", 40), ("Toelichting", 50)),
            ((lijn.van.naam, lijn.get_soort_display(), lijn.ander_einde, lijn.toelichting) for lijn in p.lijnen),
        ),
        _vel(
            "Praktijktips",
            (("Aanbod", 40), ("Tip", 70), ("Rol", 22), ("Gegeven op", 14)),
            ((tip.aanbod.naam, tip.tekst, tip.rol, tip.gegeven_op) for tip in p.tips),
        ),
    ]


def _vel(titel: str, kolommen: Sequence[tuple[str, int]], rijen: Iterable[Sequence[Cel]]) -> Vel:
    regels = [[veilig(cel) if isinstance(cel, str) else cel for cel in rij] for rij in rijen]
    return Vel(titel, [Velkolom(kop, breedte) for kop, breedte in kolommen], lambda: regels)
