"""A made-up city on top of the real reference lists, to try the site at full size.

`woorden` holds the parts that texts are made of, `loting` draws them with a seed, `ontwerp` makes rows in memory,
`maken` writes them. Nothing in it exists: no row has a real address, number or name of a person.
"""

from kaart.uitwisseling.proefkaart.maken import KaartNietLeeg, Maat, maak

__all__ = ["KaartNietLeeg", "Maat", "maak"]
