"""The search index in memory: one register for each kind of reader. Only the search itself imports from here.

`register` holds what one kind of reader can find; `bouwen` makes it, `bijhouden` keeps it up to date. `tekstindex` says
where words stand and `woordenschat` which words there are. `rijen`, `bitset` and `scores` are what these are made of.
"""
