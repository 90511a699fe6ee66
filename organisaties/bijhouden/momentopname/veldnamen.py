"""What each field of an entry is called on every page: in the form, in a comparison, in a proposal."""

from __future__ import annotations

from organisaties import velden

OPSCHRIFTEN: dict[str, dict[str, str]] = {
    "Organisatie": velden.ORGANISATIE.opschriften,
    "Locatie": velden.LOCATIE.opschriften,
    # Rows of their own, which are part of the state of an offer.
    "Aanbod": velden.AANBOD.opschriften | {"openingstijden": "Openingstijden"},
}
