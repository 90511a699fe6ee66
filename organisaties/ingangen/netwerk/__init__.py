"""The short lines of an organisation: with whom, in which direction, and whom to call first."""

from organisaties.ingangen.netwerk.lijnen import Lijn, Netwerk, netwerk_van

__all__ = ["Lijn", "Netwerk", "netwerk_van"]
