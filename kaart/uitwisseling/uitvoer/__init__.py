"""Spreadsheets out: what somebody may see, as xlsx, ods or csv.

`vellen` makes of a description (`kaart.uitwisseling.bladen`) sheets of typed cells, with `lijsten` for the drop-downs
and `leesmij` for what the file is. `xlsx`, `ods` and `csvs` write such sheets row by row, so that a file of any length
takes the same memory; `vormen` is the choice between them.

openpyxl writes xlsx in its write-only mode. tablib holds a whole file in memory, writes ods without line breaks or
drop-downs and shifts cells when it reads one back, so ods and csv are written here.
"""
