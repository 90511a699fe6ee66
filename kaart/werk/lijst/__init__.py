"""The work list: what needs somebody today, in their areas, most urgent first, with the reason."""
