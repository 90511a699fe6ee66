"""What somebody says about a list: how to read it, and what to do with its rows."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import QueryDict


class LijstForm:
    """The form under a list, as it was sent; its fields are those of the list itself: `kolom-3`, `dubbel-7`.

    No Django form: which fields there are is known only after the file is read, and what is read follows from them.
    """

    def __init__(self, data: QueryDict) -> None:
        """Take what was sent; nothing, where the page is only asked for."""
        self.keuzes: Mapping[str, str] = {naam: waarde for naam, waarde in data.items() if isinstance(waarde, str)}
        self.doe = self.keuzes.get("doe", "")
        self.indeling = " ".join(self.keuzes.get("indeling", "").replace("\0", "").split())

    @property
    def csv(self) -> dict[str, str]:
        """How a csv is to be read, where somebody chose."""
        return {naam: self.keuzes.get(naam, "") for naam in ("scheiding", "tekens")}

    @property
    def bewaart_indeling(self) -> bool:
        """Whether the columns are to be kept under a name."""
        return bool(self.indeling) and self.doe in ("bewaar-indeling", "schrijf")
