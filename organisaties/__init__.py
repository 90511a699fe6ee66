"""What exists, who may see it and who keeps it true."""
