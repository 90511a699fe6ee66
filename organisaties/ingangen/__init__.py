"""The pages of one entry and the lists of all: organisations, places, offers, areas, and who works with whom."""
