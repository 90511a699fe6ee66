"""The public part of the kaart, for whoever wants to use it, and nothing else.

Everything here reads as a visitor, whoever is signed in (`publiek.BEZOEKER`). Whom an offer is open to is in none of
it: see docs/besluiten on open data. `hsds` speaks Open Referral, `jsonld` schema.org, `geojson` maps, `agenda`
calendars; `tabellen` are the sheets of the spreadsheets as csv.
"""
