"""Asking the organisation itself, by mail to its own address, and what it answers without an account."""
