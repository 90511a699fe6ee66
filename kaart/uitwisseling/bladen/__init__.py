"""What a spreadsheet of the kaart looks like: one description for what goes out and for what comes back.

`blad` says what a sheet is: the columns of `kaart.uitwisseling.tabellen`, with for each how its value is read from a
row of the database; `kaart` has the sheets of what exists and `routes` that of the routes; `cellen` is the way of a
value into a cell and back, and `rijversie` how a row says from which state of the site it comes.
`kaart.uitwisseling.uitvoer` writes sheets, `kaart.uitwisseling.invoer` reads them.

What importing may lean on, so that a round trip changes nothing:

- A row of a file is the same as the row on the site when each cell is (`cellen.gelijk`); only the cells that differ
  are parsed and written. An old value that today's rules refuse is no fault until somebody changes it.
- Text comes back through `cellen.terug`, which undoes the apostrophe before what might be a formula.
- A cell was edited in the file when the `Rijversie` in the last column says so; it was edited on the site when the
  version says so of what stands on the site now; both, with different results, is a conflict. Where rows belong
  together (`Blad.groep`: the opening times of an offer, the steps of a route) the version is of the whole group.
- Columns with `Kolom.alleen_lezen` stand there for people and are passed over.
"""
