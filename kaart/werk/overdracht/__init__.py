"""Handing over: what somebody keeps (`portefeuille`), moved to successors at once and back (`acties`).

`soorten` says what can be kept and where that is written down; `zonder_houder` what nobody keeps; `dossier` is the file
for a successor.
"""
