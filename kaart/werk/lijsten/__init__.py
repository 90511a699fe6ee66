"""The reference lists on pages of our own: one set of pages, and the words that are missing."""
