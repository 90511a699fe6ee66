"""Keeping routes: the list, one route, and its editor."""
