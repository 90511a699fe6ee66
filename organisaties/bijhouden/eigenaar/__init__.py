"""What an owner does with its own organisation: see it whole, let colleagues change it, and leave the kaart."""
