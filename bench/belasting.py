"""A small load generator: so many connections at once for so long, on this machine only."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from typing import Any, TypeVar

T = TypeVar("T")

WACHTTIJD = 60.0  # seconds that one answer may take
HOOGSTENS = 20_000  # requests in one measurement


@dataclass(frozen=True, slots=True)
class Antwoord:
    """What came back: the status, the body as it was sent (perhaps compressed), and how long it took in seconds."""

    status: int
    kop: Mapping[str, str]
    inhoud: bytes
    duur: float


@dataclass(frozen=True, slots=True)
class Meting:
    """One measurement; times in milliseconds."""

    p50: float
    p95: float
    per_seconde: float
    aantal: int
    bytes: int
    fouten: list[str] = field(default_factory=list)

    def als_dict(self) -> dict[str, object]:
        """Return it as plain values."""
        return asdict(self)


class Verbinding:
    """One connection, opened again for each request or kept, as a browser or a proxy would."""

    def __init__(self, poort: int, *, open_houden: bool) -> None:
        self.poort, self.open_houden = poort, open_houden
        self._stroom: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def vraag(self, pad: str, koppen: Mapping[str, str]) -> Antwoord:
        """Ask for a path; raises OSError or TimeoutError where no answer comes."""
        begin = time.perf_counter()
        async with asyncio.timeout(WACHTTIJD):
            if self._stroom is None:
                self._stroom = await asyncio.open_connection("127.0.0.1", self.poort)
            lezer, schrijver = self._stroom
            regels = [f"GET {pad} HTTP/1.1", f"Host: 127.0.0.1:{self.poort}", "Accept-Encoding: gzip"]
            regels.append(f"Connection: {'keep-alive' if self.open_houden else 'close'}")
            regels += [f"{naam}: {waarde}" for naam, waarde in koppen.items()]
            schrijver.write(("\r\n".join(regels) + "\r\n\r\n").encode())
            status, kop, inhoud = await _lees(lezer)
            if not self.open_houden or kop.get("connection", "").lower() == "close":
                await self.sluit()
        return Antwoord(status, kop, inhoud, time.perf_counter() - begin)

    async def sluit(self) -> None:
        """Close, where it is open."""
        if self._stroom is not None:
            self._stroom[1].close()
            self._stroom = None


async def _lees(lezer: asyncio.StreamReader) -> tuple[int, dict[str, str], bytes]:
    ruw = (await lezer.readuntil(b"\r\n\r\n")).decode("latin-1")
    eerste, *regels = ruw.split("\r\n")
    kop = {naam.lower(): waarde.strip() for naam, _, waarde in (regel.partition(":") for regel in regels if regel)}
    if eerste.startswith("HTTP/1.0"):
        kop.setdefault("connection", "close")
    if "content-length" in kop:
        inhoud = await lezer.readexactly(int(kop["content-length"]))
    elif kop.get("transfer-encoding", "").lower() == "chunked":
        delen = []
        while lengte := int((await lezer.readline()).split(b";")[0], 16):
            delen.append(await lezer.readexactly(lengte))
            await lezer.readexactly(2)
        await lezer.readline()
        inhoud = b"".join(delen)
    else:
        inhoud = await lezer.read()
    return int(eerste.split(" ")[1]), kop, inhoud


def meet(
    poorten: Sequence[int],
    paden: Iterator[tuple[str, Mapping[str, str]]],
    *,
    seconden: float,
    verbindingen: int = 8,
    open_houden: bool = False,
) -> Meting:
    """Ask paths (with headers) as fast as they are answered; connections are spread over the ports.

    Anything but a 200 is a fault, and faults do not count as answers.
    """
    return loop_apart(_meet(poorten, paden, seconden, verbindingen, open_houden))


async def _meet(
    poorten: Sequence[int],
    paden: Iterator[tuple[str, Mapping[str, str]]],
    seconden: float,
    verbindingen: int,
    open_houden: bool,
) -> Meting:
    duren: list[float] = []
    groottes: list[int] = []
    fouten: list[str] = []
    begin = time.perf_counter()
    gevraagd = 0

    async def klant(poort: int) -> None:
        nonlocal gevraagd
        verbinding = Verbinding(poort, open_houden=open_houden)
        while time.perf_counter() - begin < seconden and gevraagd < HOOGSTENS:
            gevraagd += 1
            pad, koppen = next(paden)
            try:
                antwoord = await verbinding.vraag(pad, koppen)
            except (OSError, TimeoutError, asyncio.IncompleteReadError) as fout:
                fouten.append(f"{type(fout).__name__} bij {pad}")
                await verbinding.sluit()
                continue
            if antwoord.status != 200:
                fouten.append(f"{antwoord.status} bij {pad}")
            else:
                duren.append(antwoord.duur * 1000)
                groottes.append(len(antwoord.inhoud))
        await verbinding.sluit()

    await asyncio.gather(*(klant(poorten[nummer % len(poorten)]) for nummer in range(verbindingen)))
    verstreken = time.perf_counter() - begin
    if not duren:
        return Meting(0.0, 0.0, 0.0, 0, 0, fouten or ["geen enkel antwoord"])
    return Meting(
        p50=statistics.median(duren),
        p95=sorted(duren)[int(0.95 * (len(duren) - 1))],
        per_seconde=len(duren) / verstreken,
        aantal=len(duren),
        bytes=int(statistics.mean(groottes)),
        fouten=fouten,
    )


def een(poort: int, pad: str, koppen: Mapping[str, str] | None = None) -> Antwoord:
    """Ask once."""

    async def vraag() -> Antwoord:
        return await Verbinding(poort, open_houden=False).vraag(pad, koppen or {})

    return loop_apart(vraag())


def loop_apart(werk: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine in a thread of its own, so that another loop of the caller is in nobody's way."""
    with ThreadPoolExecutor(1) as draad:
        return draad.submit(asyncio.run, werk).result()


def midden(metingen: Sequence[Meting], wat: Callable[[Meting], float]) -> float:
    """Return the median over rounds of one figure."""
    return statistics.median(wat(meting) for meting in metingen)
