"""The names of the sheets that go along to be read: what is brought back passes them over."""

GROEPSWOORDEN, OPEN_VRAGEN = "Woorden voor een groep", "Open vragen"
ROLLEN, LIJNEN = "Rollen", "Lijnen per stadsdeel"
TER_LEZING = frozenset({GROEPSWOORDEN, OPEN_VRAGEN, ROLLEN, LIJNEN})
