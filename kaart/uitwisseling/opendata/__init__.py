"""The public part of the kaart, for anyone who wants to use it, and nothing else.

Everything here reads as a visitor, whoever is signed in (`publiek.BEZOEKER`). Whom an offer is open to is in none of
it (docs/besluiten/0006). `hsds` speaks Open Referral, `jsonld` schema.org, `geojson` is for maps, `agenda` for
calendars; `csvtabellen` are the sheets of the spreadsheets as csv.
"""
