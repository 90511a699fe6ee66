"""Handing over: what somebody keeps (`portefeuille`), moved to successors at once and back (`overdragen`).

`soorten` says what can be kept and where that is written down; `zonder_houder` what nobody keeps.
"""
