"""The kinds of file for a list: read within our own bounds, written so that no program takes a text for a formula."""

from __future__ import annotations

from typing import Any

import tablib
from import_export.formats.base_formats import CSV, XLSX, Format

from kaart.uitwisseling.bladen.cellen import terug, veilig
from kaart.uitwisseling.invoer import werkmap
from kaart.uitwisseling.invoer.bron import FORMULE, eis_heel
from kaart.uitwisseling.tabellen.fouten import Onleesbaar


class Rekenblad(Format):  # type: ignore[misc]
    """Any spreadsheet with one sheet; which kind it is shows from its contents."""

    def __init__(self, encoding: str | None = None) -> None:
        self.encoding = encoding

    def get_title(self) -> str:
        """Return how the kind is called on the page."""
        return "rekenblad (xlsx, ods of csv)"

    def is_binary(self) -> bool:
        """Say that the bytes are read as they are."""
        return True

    def get_read_mode(self) -> str:
        """Say so to what keeps the file until it is confirmed."""
        return "rb"

    def can_import(self) -> bool:
        """Only for reading."""
        return True

    def create_dataset(self, in_stream: bytes) -> tablib.Dataset:
        """Return the rows of the first sheet as texts; raises Onleesbaar."""
        bladen = eis_heel(werkmap.lees(in_stream)).bladen
        rijen = [tuple(cel.strip() for cel in rij) for _, rij in bladen[0].rijen] if bladen else []
        rijen = [rij for rij in rijen if any(rij)]
        if not rijen:
            raise Onleesbaar("Dit bestand is leeg. Kies een bestand waar iets in staat.")
        koppen = [kop.casefold() for kop in rijen[0] if kop]
        if len(set(koppen)) < len(koppen):
            raise Onleesbaar("Een kolom staat er twee keer in. Haal er één weg.")
        dataset = tablib.Dataset(headers=koppen)
        for rij in rijen[1:]:
            if any(cel.startswith(FORMULE) for cel in rij):
                raise Onleesbaar("Er staat een formule in. Die voeren we niet uit. Typ wat er moet staan als tekst.")
            dataset.append([terug(cel) for cel in (*rij, *[""] * len(koppen))[: len(koppen)]])
        return dataset


class _Veilig:
    """Writes cells that stay texts."""

    def export_data(self, dataset: tablib.Dataset, **kwargs: Any) -> Any:
        """Return the file."""
        veilige = tablib.Dataset(headers=dataset.headers, title=dataset.title)
        for rij in dataset:
            veilige.append([veilig(str(cel)) for cel in rij])
        return super().export_data(veilige, **kwargs)  # type: ignore[misc]


class VeiligXlsx(_Veilig, XLSX):  # type: ignore[misc]
    """Excel."""


class VeiligCsv(_Veilig, CSV):  # type: ignore[misc]
    """Comma separated."""
