"""Who keeps which area or theme, for a coördinator: what nobody keeps, giving it, taking it back, inviting for it."""
