"""Finding offers: one question in, one answer out; the only place that knows how.

- `vraag` says what is asked, `antwoord` which offers that gives, in what order, and how many behind each choice;
- `register` holds what one kind of reader can find, `opbouw` makes it, `bewaard` keeps it up to date;
- `termen`, `betekenis`, `tekstindex` know words; `lezen` reads a typed question, `vinden` and `scores` weigh it;
- `bits` are the sets all of this is made of.
"""

from organisaties.zoeken.antwoord import Antwoord, zoek, zoek_in
from organisaties.zoeken.index.bijhouden import register_voor
from organisaties.zoeken.index.register import Register
from organisaties.zoeken.vraag import Vraag

__all__ = ["Antwoord", "Register", "Vraag", "register_voor", "zoek", "zoek_in"]
