"""Settings from environment variables, with a sentence where a value cannot be used."""

import os

from django.core.exceptions import ImproperlyConfigured

WAAR = frozenset({"1", "ja", "true", "yes", "on"})
ONWAAR = frozenset({"0", "nee", "false", "no", "off", ""})


def tekst(naam: str, standaard: str | None = None) -> str:
    """Return the text of the variable `naam`.

    Raises ImproperlyConfigured where it is absent and there is no default.
    """
    waarde = os.environ.get(naam, standaard)
    if waarde is None:
        raise ImproperlyConfigured(f"Set the environment variable {naam}; without it Wegwijs does not start.")
    return waarde


def geheime_sleutel(naam: str) -> str:
    """Return the key in the variable `naam`; raises ImproperlyConfigured for one that can be guessed.

    The measure is Django's own (security.W009): fifty characters, of which five different, and not its example.
    """
    sleutel = tekst(naam)
    if len(sleutel) < 50 or len(set(sleutel)) < 5 or sleutel.startswith("django-insecure-"):
        raise ImproperlyConfigured(
            f"{naam} can be guessed; without a good one Wegwijs does not start. Make one and keep it: "
            'python -c "import secrets; print(secrets.token_urlsafe(60))"'
        )
    return sleutel


def vlag(naam: str, standaard: bool) -> bool:
    """Return the variable `naam` as a yes or no; raises ImproperlyConfigured for anything else."""
    waarde = os.environ.get(naam)
    if waarde is None:
        return standaard
    if waarde.strip().lower() in WAAR:
        return True
    if waarde.strip().lower() in ONWAAR:
        return False
    raise ImproperlyConfigured(f"{naam}={waarde!r} is neither yes nor no: use 1 or 0.")


def getal(naam: str, standaard: int) -> int:
    """Return the variable `naam` as a whole number; raises ImproperlyConfigured for anything else."""
    waarde = os.environ.get(naam)
    if waarde is None:
        return standaard
    try:
        return int(waarde)
    except ValueError as fout:
        raise ImproperlyConfigured(f"{naam}={waarde!r} is not a whole number.") from fout


def aantal(naam: str, standaard: int) -> int:
    """Return the variable `naam` as a whole number of zero or more; raises ImproperlyConfigured for anything else."""
    waarde = getal(naam, standaard)
    if waarde < 0:
        raise ImproperlyConfigured(f"{naam}={waarde} cannot be less than zero.")
    return waarde


def getallen(naam: str, toegestaan: tuple[str, ...]) -> dict[str, int]:
    """Return the variable `naam`, written as 'a=1,b=2', with names from `toegestaan` and whole numbers above zero.

    Raises ImproperlyConfigured for anything else.
    """
    gelezen: dict[str, int] = {}
    for deel in lijst(naam):
        sleutel, _, waarde = (stuk.strip() for stuk in deel.partition("="))
        if sleutel not in toegestaan or not waarde.isascii() or not waarde.isdigit() or int(waarde) < 1:
            bekend = ", ".join(toegestaan)
            raise ImproperlyConfigured(f"{naam}: {deel!r} is not understood. Write {toegestaan[0]}=3; known: {bekend}.")
        gelezen[sleutel] = int(waarde)
    return gelezen


def paren(naam: str, toegestaan: tuple[str, ...] = ()) -> dict[str, str]:
    """Return the variable `naam`, written as 'a=b,c=d'; where `toegestaan` is given, what is behind '=' is one of it.

    Raises ImproperlyConfigured for anything else.
    """
    gelezen: dict[str, str] = {}
    for deel in lijst(naam):
        sleutel, is_teken, waarde = (stuk.strip() for stuk in deel.partition("="))
        if not is_teken or not sleutel or not waarde or (toegestaan and waarde not in toegestaan):
            bekend = f" Known: {', '.join(toegestaan)}." if toegestaan else ""
            raise ImproperlyConfigured(f"{naam}: {deel!r} is not understood. Write it as group=word.{bekend}")
        gelezen[sleutel] = waarde
    return gelezen


def lijst(naam: str, standaard: str = "") -> list[str]:
    """Return the variable `naam`, split at commas, without empty parts."""
    return [deel.strip() for deel in os.environ.get(naam, standaard).split(",") if deel.strip()]
