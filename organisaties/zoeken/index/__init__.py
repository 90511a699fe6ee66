"""The search index in memory: one register for each kind of reader. Only the search itself imports from here.

`register` holds what one kind of reader can find; `bouwen` makes it, `bijhouden` keeps it up to date. What is in the
database `aanbodlezer`, `dag` and `namenlezer` read; `sets` makes sets of it. `tekstindex` says where words stand and
`woordenschat` which words there are. `rijen`, `bitset` and `scores` are what these are made of.
"""
