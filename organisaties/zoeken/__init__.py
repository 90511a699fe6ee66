"""Finding offers: one question in, one answer out; the only place that knows how.

`vraag` says what is asked, `register` holds what can be found (for each kind of reader apart), `tekst` knows
words, `antwoord` brings them together: which offers, in what order, why, and how many behind each choice.
"""

from organisaties.zoeken.antwoord import Antwoord, zoek
from organisaties.zoeken.register import Register, register_voor
from organisaties.zoeken.vraag import Vraag

__all__ = ["Antwoord", "Register", "Vraag", "register_voor", "zoek"]
