"""Proposing other words for an entry, and deciding about that."""
