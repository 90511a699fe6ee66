"""What an owner does with several of its own entries at once: still so, or shut for a while."""
