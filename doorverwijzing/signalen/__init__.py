"""Signals on pages: reporting in two taps, and dealing with what colleagues reported."""
