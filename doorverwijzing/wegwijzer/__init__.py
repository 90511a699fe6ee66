"""From a need and an area to one answer, step by step."""
