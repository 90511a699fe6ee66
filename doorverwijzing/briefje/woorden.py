"""Every sentence and word that a slip may say, in Dutch: the keys of the catalogues in locale/.

Short sentences of level B1, with 'u': the reader is the person who goes there. `make vertalingen` collects what
stands between _( ) here; a translator sees the comment above it.
"""

from __future__ import annotations


def _(tekst: str) -> str:
    """Mark a text for the catalogues."""
    return tekst


def _meer(een: str, meer: str) -> tuple[str, str]:
    """Mark a text that depends on a number {n}."""
    return een, meer


# --- What the columns of facts are called.
WAAR = _("Waar")
WANNEER = _("Wanneer")
MEENEMEN = _("Meenemen")
KOSTEN = _("Kosten")
AFSPRAAK = _("Afspraak")
TALEN = _("Talen")
VRAAG_NAAR = _("Vraag naar")
TELEFOON = _("Telefoon")
INTERNET = _("Internet")

# --- Above the sheet, said to anyone who can point the way.
ZOEK_DIT_ADRES = _("Kunt u mij helpen? Ik zoek dit adres.")
ZOEK_DEZE_PLEK = _("Kunt u mij helpen? Ik zoek deze plek.")

# --- Getting in.
BINNENLOPEN = _("U kunt zo binnenlopen. U hebt geen afspraak nodig.")
BEL_EERST = _("Bel eerst voordat u gaat.")
OP_AFSPRAAK = _("U hebt een afspraak nodig. Maak eerst een afspraak.")
MET_VERWIJZING = _("Iemand moet u aanmelden. Vraag dat aan de persoon van wie u dit briefje kreeg.")
AANMELDEN_ONBEKEND = _("Vraag eerst of u een afspraak nodig hebt.")

# --- Cost.
GRATIS = _("Het is gratis.")
KLEIN_BEDRAG = _("Het kost een klein bedrag.")
KOSTEN_ONBEKEND = _("Vraag eerst wat het kost.")

# --- What to bring.
MEENEMEN_NAVRAGEN = _("Vraag eerst of dit nodig is: {dingen}.")
MEENEMEN_ONBEKEND = _("Vraag eerst wat u moet meenemen.")

# --- Place.
ONLINE = _("Dit gaat via internet of telefoon. U hoeft nergens heen.")
ADRES_ONBEKEND = _("We weten het adres niet precies. Vraag het eerst.")
PLEK_ONBEKEND = _("We weten niet waar het is. Vraag het eerst.")
PLEK_OP_NAVRAAG = _("Vraag waar en wanneer aan de persoon van wie u dit briefje kreeg.")
MEER_PLEKKEN = _("Het kan ook op andere plekken. Vraag welke plek het dichtst bij u is.")

# --- Time.
# A range of days, from the first to the last: Monday to Friday.
DAGEN = _("{begin} t/m {eind}")
# An hour: from 10:00 on, the end is not known.
VANAF_UUR = _("vanaf {tijd}")
# An hour: until 17:00, the beginning is not known.
TOT_UUR = _("tot {tijd}")
VANAF_DAG = _("vanaf {datum}")
TOT_EN_MET_DAG = _("tot en met {datum}")
ELKE_DAG = _("elke dag")
DAG_EN_NACHT = _("dag en nacht")
TIJD_ONBEKEND = _("vraag eerst hoe laat")
# Of a day on which it is not open.
DICHT = _("dicht")
# Of a holiday.
VRAAG_OF_OPEN = _("vraag eerst of het open is")
TIJDEN_ONBEKEND = _("We weten de dagen en tijden niet. Vraag eerst wanneer u kunt komen.")
# For people who grew up with a clock that starts at sunrise, where ten in the morning is four o'clock.
KLOK = _("De uren zijn zoals op de klok in Nederland.")
ALLEEN_NEDERLANDS = _("Dit staat alleen in het Nederlands op dit briefje.")
ELKE_WEKEN = _meer("elke week", "elke {n} weken")
# Of the days with that name in a month, only this one.
WEEK_VAN_MAAND = {
    1: _("alleen de eerste keer in de maand"),
    2: _("alleen de tweede keer in de maand"),
    3: _("alleen de derde keer in de maand"),
    4: _("alleen de vierde keer in de maand"),
    5: _("alleen de laatste keer in de maand"),
}
VOLGENDE_KEER = _("de volgende keer: {datum}")

# --- Warnings.
EVEN_NIET = _("Ga er nu niet heen. Het kan even niet.")
EVEN_NIET_TOT = _("Ga er nu niet heen. Het kan niet tot en met {datum}.")
KAN_NIET_VANAF = _("Vanaf {datum} kan het even niet.")
VOL = _("Het is vol. Vraag eerst of er weer plaats is.")
WACHTLIJST = _("Er is een wachtlijst. Vraag eerst hoe lang u moet wachten.")
GESTOPT = _("Ga er niet heen. Dit is gestopt.")
LOOPT_TOT = _("Dit kan tot en met {datum}.")
LOOPT_NIET_MEER = _("Ga er niet heen zonder te vragen. Dit was tot en met {datum}.")

# --- A list of places.
HIER_KUNT_U_HEEN = _("Hier kunt u heen")
OF_ALS_DIT_NIET_LUKT = _("Of, als dit niet lukt:")
PLEKKEN = _meer("{n} plek", "{n} plekken")
DEEL_WEGGELATEN = _("Niet alles van deze lijst staat hier. Vraag ernaar bij de persoon van wie u dit briefje kreeg.")

# --- Below the sheet.
SCAN_VOOR_DE_WEG = _("De weg op uw telefoon")
SCAN_VOOR_MEER = _("Meer op uw telefoon")
SCAN_VOOR_BRIEFJE = _("Dit briefje op uw telefoon")
VRAAG_OF_HET_KLOPT = _("Vraag of bel eerst. Misschien klopt niet alles meer.")
BRIEFJE_VAN = _("Dit briefje is van {datum}.")
NIET_NAGEKEKEN = _("Deze vertaling is nog niet nagekeken. Het Nederlands geldt.")

# --- Words that people typed and that slips know: what to bring, whom to ask for, parts of the day.
_BEKEND = (
    # What to bring.
    _("identiteitsbewijs"),
    _("BSN (burgerservicenummer)"),
    _("bankafschriften"),
    _("bewijs van uw inkomen"),
    _("overzicht van uw vaste lasten"),
    _("huurcontract"),
    _("bewijs van uw adres"),
    _("paspoort"),
    _("verblijfspas"),
    _("Stadspas"),
    _("pas van de voedselbank"),
    _("de brief"),
    _("uw brieven"),
    _("uw brieven en besluiten"),
    _("diploma’s"),
    _("loonstroken"),
    # Whom to ask for.
    _("de balie"),
    _("de coördinator"),
    _("de opbouwwerker"),
    _("een vrijwilliger"),
    _("de maatschappelijk werker"),
    _("de beheerder van het gebouw"),
    # Parts of the day and of the week.
    _("’s ochtends"),
    _("’s middags"),
    _("’s avonds"),
    _("overdag"),
    _("in het weekend"),
    _("na schooltijd"),
    _("elke werkdag"),
    _("één keer per week"),
    _("twee keer per week"),
    # What something costs.
    _("Het kost 5 euro."),
)
# How the same is typed in the kaart.
_OOK = {
    "identiteitsbewijs": ("legitimatie", "id", "id-kaart", "identiteitskaart"),
    "BSN (burgerservicenummer)": ("bsn", "burgerservicenummer"),
    "bewijs van uw inkomen": ("inkomensgegevens", "inkomen", "bewijs van inkomen"),
    "overzicht van uw vaste lasten": ("vaste lasten",),
    "bewijs van uw adres": ("bewijs van adres",),
    "de brief": ("brief",),
    "uw brieven": ("brieven",),
    "uw brieven en besluiten": ("brieven en besluiten",),
    "diploma’s": ("diploma's", "diploma"),
    "loonstroken": ("loonstrook",),
    "de balie": ("balie", "receptie", "de receptie"),
    "de coördinator": ("coördinator", "coordinator"),
    "de opbouwwerker": ("opbouwwerker",),
    "een vrijwilliger": ("vrijwilliger", "vrijwilligers"),
    "de maatschappelijk werker": ("maatschappelijk werker",),
    "de beheerder van het gebouw": ("beheerder", "de beheerder"),
    "’s ochtends": ("ochtend", "'s ochtends", "ochtenden"),
    "’s middags": ("middag", "'s middags", "middagen"),
    "’s avonds": ("avond", "'s avonds", "avonden"),
    "in het weekend": ("weekend",),
    "na schooltijd": ("na school",),
    "Het kost 5 euro.": ("5 euro",),
}
BEKEND = {bron.casefold(): bron for bron in (*_BEKEND, ELKE_DAG, DAG_EN_NACHT)} | {
    anders.casefold(): bron for bron, vormen in _OOK.items() for anders in vormen
}
"""How somebody may have typed a word (casefolded) → the key of the catalogues."""


def kent(tekst: str) -> bool:
    """Return whether this is a word that slips know, however it was typed."""
    return tekst.strip().casefold() in BEKEND


IDENTITEITSBEWIJS, BSN, BANKAFSCHRIFTEN = _BEKEND[:3]

# Languages that CLDR does not name.
TALEN_ZONDER_CLDR = {"ber": _("Berbers")}
