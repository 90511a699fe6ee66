"""Plain rules without a database or a request: opening hours, freshness, completeness, roles, choices."""
