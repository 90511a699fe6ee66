"""What goes out of the house and what comes back.

`tabellen` says what files of the kaart hold, `bladen` the same as sheets. `uitvoer` writes files, `invoer`
reads them, `opendata` gives the public part to programs of others, `proefkaart` makes up a city.
"""
