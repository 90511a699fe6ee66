"""Pages of how to get someone there, a module for each."""
