"""Making terms of what was typed. Without a database.

`lezen` says in what order the ways of reading take their turn, and what they leave for the next; `term` what comes of
it; `woord_voor_woord` which words count, `ontkennen` what is not wanted, `samen_gezegd` and `samenstellingen` what
words mean together.
"""
