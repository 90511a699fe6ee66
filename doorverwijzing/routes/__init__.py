"""Routes as a reader sees them (`stappen`) and what is wrong with them (`gebreken`).

`bij_zoeken` shows them beside search results, `leunt` says what leans on an entry, and `verlies` which steps went with
what they led to. `beheer` has the pages on which they are kept.
"""
