"""Every sentence that only the turned phone says, in Dutch: keys of the catalogues in locale/, as `briefje.woorden`."""

from __future__ import annotations

from doorverwijzing.briefje import woorden


def _(tekst: str) -> str:
    """Mark a text for the catalogues."""
    return tekst


# --- Above the pictures.
WAAR_HULP_BIJ = _("Waar kunt u hulp bij gebruiken?")

# --- What stands below a picture: as short as on a door, and nothing that shames who points at it.
BEHOEFTEN = {
    "eten": _("Eten en drinken"),
    "opvang": _("Een plek om te slapen"),
    "spullen": _("Kleren, douche en spullen"),
    "wonen": _("Huis en huur"),
    "verblijf": _("Verblijf en advocaat"),
    "geld": _("Geld en rekeningen"),
    "papieren": _("Brieven en formulieren"),
    "taal": _("Nederlands leren"),
    "tolk": _("Iemand die uw taal spreekt"),
    "werk": _("Werk"),
    "uitbuiting": _("Loon en rechten op het werk"),
    "gezondheid": _("Dokter en gezondheid"),
    "mentaal": _("Zorgen en verdriet"),
    "ontmoeten": _("Mensen leren kennen"),
    "meedoen": _("Sport en leuke dingen"),
    "kinderen": _("Kinderen en school"),
    "gemeenschap": _("Eigen gemeenschap en geloof"),
    "wegwijs": _("De weg in de buurt en de stad"),
    "zelf": _("Zelf iets doen voor de buurt"),
}
# Stands for every need about safety. Whoever looks along may be the one who is feared, so it says nothing of that.
PRATEN = _("Praten met iemand die helpt")

# --- Around the slips.
HELE_STAD = _("De hele stad")
IETS_ANDERS = _("Kies iets anders")
MEER_PLEKKEN = _("Meer plekken")
NERGENS = _("Hier weten we nog geen plek voor. Vraag het aan de persoon die u helpt.")
NIET_IN_DIT_DEEL = _("In dit deel van de stad weten we geen plek. Dit is er in de hele stad.")
# Before an hour, or alone: 'Open now, until 17:00'.
NU_OPEN = _("Nu open")
VANDAAG_OPEN = _("Vandaag open")

# --- The worker stands beside the person: ask them. The first stands in a row too: '10:00–12:00, ask this …'.
VRAAG_WIE_HELPT = _("vraag dit aan de persoon die u helpt")
IN_PLAATS_VAN = {
    woorden.MET_VERWIJZING: _("Iemand moet u aanmelden. Vraag dat aan de persoon die u helpt."),
    woorden.PLEK_OP_NAVRAAG: _("Vraag waar en wanneer aan de persoon die u helpt."),
}

# --- Whom to call.
GEVAAR = _("Is er nu gevaar? Bel {nummer}.")
WIE_DAN = _("Weet u niet wie u moet bellen? Vraag het aan de persoon die u helpt.")
WAAR_NIEMAND_LUISTERT = _("Bel op een plek waar niemand meeluistert.")
SNEL_WEG = _("Snel weg")
