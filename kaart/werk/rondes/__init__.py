"""Several entries in one go on the work list: checked, put off, paused; and taking that back."""
