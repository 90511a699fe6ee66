"""The keys of new rows, made from the name: nobody has to think one up, and no old one is given again."""

from __future__ import annotations

from typing import Any

from django.conf.locale import LANG_INFO
from django.db.models import Model
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext

from organisaties.models import OudBegrip, Taal

LANGSTE_SLUG = 60
LANGSTE_DEEL = 8


def zet_sleutel(rij: Any) -> None:
    """Give a new row its key, where its list has one."""
    if isinstance(rij, Taal):
        if not rij.code:
            rij.code = _vrij(Taal, "code", taalcode(rij.naam), 12)
    elif hasattr(rij, "slug") and not rij.slug:
        rij.slug = _vrij(type(rij), "slug", slugify(rij.naam) or "naamloos", LANGSTE_SLUG)


def taalcode(naam: str) -> str:
    """Return the code of a language by its Dutch name (BCP 47); one for private use where Django does not know it."""
    gezocht = naam.casefold().strip()
    with translation.override("nl"):
        for code, wat in LANG_INFO.items():
            if "name" in wat and gettext(wat["name"]).casefold() == gezocht:
                return code
    return f"x-{slugify(naam).replace('-', '')[:LANGSTE_DEEL] or 'taal'}"


def _vrij(model: type[Model], veld: str, begin: str, langste: int) -> str:
    bezet = {*model._default_manager.values_list(veld, flat=True), *OudBegrip.objects.van(model)}
    begin = begin[:langste].strip("-")
    nummer, keuze = 1, begin
    while keuze in bezet:
        nummer += 1
        keuze = f"{begin[: langste - len(str(nummer)) - 1].strip('-')}-{nummer}"
    return keuze
