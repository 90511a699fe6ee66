"""Spreadsheets that nobody designed: a list of organisations as somebody kept it, with one organisation for each row.

`herkennen` finds the sheet, its header and what each column means; `waarden` reads what people type in a cell, or says
with a code what is wrong; `lezen` makes rows of it and passes over what is no row; `schrijven` puts the good rows on
the kaart.
"""
