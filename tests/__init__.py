"""The tests mirror the apps; `omgeving` sets up what they need, `browser` holds what only a browser shows."""
