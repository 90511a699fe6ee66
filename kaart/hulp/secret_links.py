"""Secrets in addresses: links in mails that let in, confirm or stop something for anyone with the link.

One rule for all of them: the part of the path begins with '~'. By that mark no log keeps it (`kaart.hulp.logboek`),
and whoever writes the rules of a proxy can do the same.
"""

from django.urls import register_converter

TEKEN = "~"


class Geheim:
    """A path converter, `<geheim:code>`: one part of a path that whoever reads a log must not be able to use."""

    regex = "~[^/]+"

    def to_python(self, value: str) -> str:
        """Return the secret without its mark."""
        return value[1:]

    def to_url(self, value: str) -> str:
        """Return the secret as it stands in an address."""
        return f"{TEKEN}{value}"


# Whoever writes `<geheim:…>` imports this module first.
register_converter(Geheim, "geheim")
