"""Changing what is on the kaart: one way for editing, proposing, comparing, keeping history and putting back.

`staat` reads and writes an entry as plain values, `verschil` compares and merges two of those and says it in words,
`geschiedenis` keeps every state that was, `dubbel` finds what looks like it. The pages are in `views`, with their
fields in `forms`, `tijden` and `toegang`. Every write goes through `organisaties.bijhouden.wijzigen.acties`.
"""
