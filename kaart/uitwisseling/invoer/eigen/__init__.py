"""Files that we made, coming back: `vergelijken` lays them beside the site, `verwerken` writes and undoes.

`spelling` puts in our words what can only mean one thing, `gevolgen` writes history and proposals, `aangeraakt` knows
what people worked on since, which undoing leaves alone.
"""
