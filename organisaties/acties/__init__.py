"""What changes in what exists and how it is kept: every write is one atomic function that names what it is given."""
