"""Changing what exists: every write to an entry, each subject in its own room.

`momentopname` is an entry as plain values, its history and how two states differ; `wijzigen` edits entries;
`voorstellen` are changes that somebody else decides about; `controleren` dates what still holds; `contacten` and
`samenwerking` keep whom to ask for and who works with whom; `eigenaar` is for an organisation's own entry;
`samenvoegen` makes one entry of two.
"""
