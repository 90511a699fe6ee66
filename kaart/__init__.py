"""The whole kaart: settings, site map, error pages; the rooms `uitwisseling` and `werk`; `hulp` at the bottom."""
