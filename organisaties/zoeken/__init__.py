"""Finding offers: one question in, one answer out; the only place that knows how.

- `vraag` says what is asked, `antwoord` which offers that gives, in what order, and how many behind each choice;
- `filters` reads a question from a request, `views` and `resultaten` show the answer, `suggesties` help while typing;
- `groepswoorden` takes words for a group out of a typed text, `uit_het_adres` keeps them out of addresses, and
  `voor_wie` says what order follows from whom it is for;
- `lezen` makes terms of what was typed, each of its modules in one way, and `raden` guesses at a word that nothing is
  known of; `taal` knows words: `taal.termen` their stems, `taal.betekenis` what they mean, `taal.gewoon` which of them
  people write;
- `wegen` says what counts for how much: the only place with weights;
- `index` holds what one kind of reader can find: `index.bouwen` makes it, `index.bijhouden` keeps it up to date.
"""

from organisaties.zoeken.antwoord import Antwoord, zoek, zoek_in
from organisaties.zoeken.index.bijhouden import maak_klaar, register_voor
from organisaties.zoeken.index.register import Register
from organisaties.zoeken.vraag import Vraag

__all__ = ["Antwoord", "Register", "Vraag", "maak_klaar", "register_voor", "zoek", "zoek_in"]
