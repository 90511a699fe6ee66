"""Reminders: one short mail a day to each who keeps something, that says how much waits."""
