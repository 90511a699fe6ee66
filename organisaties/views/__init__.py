"""The pages of what exists."""
