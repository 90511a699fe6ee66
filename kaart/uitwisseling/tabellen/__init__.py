"""Load a folder of tables into the kaart: read, check everything, then write what differs.

`fouten`, `velden`, `ontleden` and `samenhang` are the reading, without a database; `csvmap` gets the texts out of CSV
files. `bestanden` and `regels` describe the files of what exists, with `aanvullingen` for what fits in none of their
columns; `opzoeklijsten`, `samenwerkingen`, `routes` and `hulplijnen` the others. `bestemmingen` says where rows go and
`vertrokken` what may not come back. `schrijven` writes; `laden` puts it together.
"""
