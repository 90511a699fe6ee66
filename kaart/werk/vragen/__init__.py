"""Open questions of an area: something seems to be there, and somebody has to find out where and for whom."""
