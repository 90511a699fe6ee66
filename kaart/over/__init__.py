"""What the site says of itself: who runs it, what it keeps, how it searches; and the same for machines."""
