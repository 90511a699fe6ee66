"""The phone turned round: needs as pictures, then slips, on the screen in the person's own language alone.

- `op_scherm` holds the sentences and the names of the needs, which are translated in locale/ with those of slips;
- `eigentaal` says a slip without a word of Dutch in it: what is known in Dutch only is for the worker to tell;
- `plaatjes` knows which picture stands for a need, `strook` gathers the slips of one need.

Whoever holds the phone is a visitor, also on the phone of a colleague (docs/besluiten/0014-de-telefoon-omdraaien.md).
"""
