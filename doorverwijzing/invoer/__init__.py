"""Importing the kaart with its routes: what a file would do, doing it, and undoing it."""
