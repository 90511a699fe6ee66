"""Editing entries: pages, forms and the actions behind them.

The pages are in `views`, their fields in `forms`, `tijdenformulier` and `toegangformulier`; `formulier` is one in the
state somebody left it. `dubbelen` finds what looks like something new, `adreszoeker` looks up addresses. Every write is
in `acties`; values, differences and history are in `organisaties.bijhouden.momentopname`.
"""
