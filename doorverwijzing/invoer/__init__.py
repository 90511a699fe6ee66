"""Importing the map with its routes: what a file would do, doing it, and undoing it."""
