"""Load a folder of tables into the kaart: read, check everything, then write what differs.

`fouten`, `velden`, `tabellen` and `samenhang` are the reading, without a database; `csvmap` gets the texts
out of CSV files; `kaartbestanden` and `controles` describe the files of this app, `bestemmingen` where
their rows go; `schrijven` writes; `laden` puts it together.
"""
