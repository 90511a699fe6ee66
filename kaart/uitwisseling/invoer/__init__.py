"""Spreadsheets coming in.

`werkmap` gets the cells out of a file that anybody may have sent, within the bounds of `grenzen`. `eigen` reads files
that we made: `eigen.vergelijken` says per row what would change, `eigen.verwerken` does and undoes it. `lijsten` reads
lists of others, with columns of their own.
"""
