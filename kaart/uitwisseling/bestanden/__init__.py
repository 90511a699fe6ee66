"""Writing files, for whoever has rows: knows sheets (`vellen`) and no page.

`xlsx`, `ods` and `csvs` write sheets of typed cells row by row, so that a file of any length takes the same memory;
`vormen` is the choice between them.

openpyxl writes xlsx in its write-only mode. tablib holds a whole file in memory, writes ods without line breaks or
drop-downs and shifts cells when it reads one back, so ods and csv are written here.
"""
