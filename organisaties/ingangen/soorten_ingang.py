"""The kinds of entry, as they stand in addresses: `<ding:ding>`."""

from django.urls import register_converter


class Ding:
    """Matches the word for a kind of entry and gives it as it is."""

    regex = "organisaties|locaties|aanbod"

    def to_python(self, value: str) -> str:
        """Return the word itself."""
        return value

    def to_url(self, value: str) -> str:
        """Return the word itself."""
        return value


register_converter(Ding, "ding")
