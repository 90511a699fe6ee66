"""The website check asks the world outside and nothing else, also where a name says something else the second time."""

from __future__ import annotations

import http.server
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from pytest_socket import SocketConnectBlockedError

from organisaties.bijhouden.controleren.websites import antwoordt, is_buiten


@pytest.mark.parametrize(
    "adres",
    [
        *("127.0.0.1", "10.1.2.3", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.1", "224.0.0.1", "::1"),
        *("fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::8.8.8.8"),
        *("64:ff9b:1::1", "2002:7f00:1::", "2002:808:808::1", "2001:0:1:2::3", "::127.0.0.1", "ff02::1", "geen adres"),
    ],
)
def test_binnenshuis_en_elke_omweg_daarheen_is_niet_buiten(adres: str) -> None:
    assert not is_buiten(adres)


@pytest.mark.parametrize("adres", ["8.8.8.8", "145.222.10.1", "2a00:1450:400e::200e", "::ffff:8.8.8.8"])
def test_de_wereld_is_buiten(adres: str) -> None:
    assert is_buiten(adres)


class Naamserver:
    """A resolver on loopback that gives each answer once, and the last for ever."""

    def __init__(self, *antwoorden: str) -> None:
        self.antwoorden, self.gevraagd = list(antwoorden), 0
        self.bus = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.bus.bind(("127.0.0.1", 0))
        threading.Thread(target=self._luister, daemon=True).start()

    def _luister(self) -> None:
        with suppress(OSError):
            while True:
                vraag, wie = self.bus.recvfrom(512)
                self.gevraagd += 1
                adres = self.antwoorden.pop(0) if len(self.antwoorden) > 1 else self.antwoorden[0]
                kop = vraag[:2] + struct.pack("!HHHHH", 0x8180, 1, 1, 0, 0)
                naam = b"\xc0\x0c" + struct.pack("!HHIH", 1, 1, 0, 4) + socket.inet_aton(adres)
                self.bus.sendto(kop + vraag[12:] + naam, wie)

    def zoek_op(self, naam: str, poort: Any, *args: Any, **kwargs: Any) -> list[Any]:
        """Return what `socket.getaddrinfo` does, by asking this server over the wire."""
        if naam.replace(".", "").isdigit():
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (naam, poort or 0))]
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as bus:
            bus.settimeout(5)
            labels = b"".join(bytes([len(deel)]) + deel.encode() for deel in naam.split("."))
            vraag = struct.pack("!HHHHHH", 7, 0x0100, 1, 0, 0, 0) + labels + b"\0" + struct.pack("!HH", 1, 1)
            bus.sendto(vraag, self.bus.getsockname())
            antwoord = bus.recv(512)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (socket.inet_ntoa(antwoord[-4:]), poort or 0))]


@pytest.fixture
def binnen() -> Iterator[tuple[int, list[str]]]:
    """Run a server within, that nobody may reach; give its port and what it was asked."""
    gevraagd: list[str] = []

    class Antwoord(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            gevraagd.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    server = http.server.HTTPServer(("127.0.0.1", 0), Antwoord)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port, gevraagd
    server.shutdown()
    server.server_close()


@pytest.fixture
def verbonden(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note to which addresses a connection is tried; what leads outside goes no further here."""
    plekken: list[str] = []
    echt = socket.create_connection

    def noteer(plek: tuple[str, int], *args: Any, **kwargs: Any) -> Any:
        plekken.append(plek[0])
        if is_buiten(plek[0]):
            raise TimeoutError
        return echt(plek, *args, **kwargs)

    monkeypatch.setattr(socket, "create_connection", noteer)
    return plekken


@pytest.mark.parametrize("schema", ["http", "https"])
def test_een_naam_die_zich_bedenkt_komt_nergens_binnen(
    binnen: tuple[int, list[str]],
    verbonden: list[str],
    monkeypatch: pytest.MonkeyPatch,
    schema: str,
) -> None:
    poort, gevraagd = binnen
    # So that the port is no reason to refuse: only the address is.
    monkeypatch.setattr("organisaties.bijhouden.controleren.websites.POORTEN", frozenset({poort}))
    naamserver = Naamserver("8.8.8.8", "127.0.0.1")
    monkeypatch.setattr(socket, "getaddrinfo", naamserver.zoek_op)
    with suppress(SocketConnectBlockedError):
        assert not antwoordt(f"{schema}://draait.example:{poort}/intern?x=1")
    assert naamserver.gevraagd == 1, "looked up once"
    assert verbonden == ["8.8.8.8"], "and asked there"
    with suppress(SocketConnectBlockedError):
        assert not antwoordt(f"{schema}://draait.example:{poort}/intern?x=1")
    assert verbonden == ["8.8.8.8"]
    assert gevraagd == []


@pytest.mark.parametrize(
    "adres",
    [
        *("http://127.0.0.1/", "http://localhost/", "http://169.254.169.254/", "file:///x", "ftp://example.org/"),
        *("http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://[::ffff:127.0.0.1]/", "http://2130706433/"),
        *("http://0x7f.1/", "http://8.8.8.8:22/", "https://8.8.8.8:8443/", "http://user@127.0.0.1/", "http://", "x"),
        *("http://[kapot", "http://a b/", "http://x\r\nHost: y/"),
    ],
)
def test_niemand_laat_deze_server_binnenshuis_rondkijken(adres: str, verbonden: list[str]) -> None:
    assert not antwoordt(adres)
    assert verbonden == []


def test_een_doorverwijzing_naar_binnen_wordt_niet_gevolgd(
    binnen: tuple[int, list[str]], verbonden: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first answer comes from a real server that stands for one outside; where it sends us is within."""
    poort, gevraagd = binnen

    class Verwijst(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(302)
            self.send_header("Location", f"http://127.0.0.1:{poort}/intern")
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    buiten = http.server.HTTPServer(("127.0.0.1", 0), Verwijst)
    threading.Thread(target=buiten.serve_forever, daemon=True).start()
    echt = socket.socket
    monkeypatch.setattr("organisaties.bijhouden.controleren.websites.POORTEN", frozenset({80, poort}))

    def naar_buiten(plek: tuple[str, int], *args: Any, **kwargs: Any) -> Any:
        verbonden.append(plek[0])
        verbinding = echt(socket.AF_INET, socket.SOCK_STREAM)
        verbinding.connect(("127.0.0.1", buiten.server_port))
        return verbinding

    monkeypatch.setattr(socket, "create_connection", naar_buiten)
    monkeypatch.setattr(socket, "getaddrinfo", Naamserver("8.8.8.8").zoek_op)
    try:
        assert not antwoordt("http://keurig.example/")
    finally:
        buiten.shutdown()
        buiten.server_close()
    assert verbonden == ["8.8.8.8"]
    assert gevraagd == []
