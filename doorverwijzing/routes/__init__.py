"""Keeping routes: the list, what is wrong, and the editor."""
