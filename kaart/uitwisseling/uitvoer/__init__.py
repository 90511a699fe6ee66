"""Spreadsheets out: what somebody may see, as xlsx, ods or csv.

`alles` makes of a description (`kaart.uitwisseling.bladen`) sheets of typed cells, with `lijsten` for the drop-downs
and `leesmij` for what the file is; `kaart.uitwisseling.bestanden` writes them.
"""
