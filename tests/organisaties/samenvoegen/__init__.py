"""Two that become one, an offer that moves."""
