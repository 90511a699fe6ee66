"""Two entries become one, an offer moves or is copied; all but a copy can be undone for a week (docs/besluiten/0015).

`naast_elkaar` compares two entries field by field; `blijft_dicht` keeps closed what was closed; `opname` takes rows
down and puts them back; `acties` does it.
"""
