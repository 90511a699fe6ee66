"""Spreadsheets coming in.

`werkmap` gets the cells out of a file that anybody may have sent, within bounds; `vergelijken` lays them beside what
stands on the site and says per row what would change. Nothing here writes: `kaart.uitwisseling.tabellen` does.
"""
