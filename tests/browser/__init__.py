"""Journeys and properties that only a real browser shows."""
