"""A real mail server on loopback, for tests of what leaves and what is refused."""

from __future__ import annotations

import email
import os
import signal
import socketserver
import subprocess
import threading
from email.message import Message


class Postbus(socketserver.ThreadingTCPServer):
    """A mail server: it keeps what it takes, and may kill the sender before it says that it took it."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        """Listen on a free port."""
        super().__init__(("127.0.0.1", 0), Gesprek)
        self.berichten: list[Message] = []
        self.dood_na: int | None = None
        self.afzender: subprocess.Popen[str] | None = None
        self.klaar = threading.Event()
        # What the server answers to a recipient: "550 no such user".
        self.weigert: dict[str, str] = {}


class Gesprek(socketserver.StreamRequestHandler):
    """As much of SMTP (RFC 5321) as a client needs."""

    server: Postbus

    def zeg(self, regel: str) -> None:
        """Answer."""
        self.wfile.write(f"{regel}\r\n".encode())

    def handle(self) -> None:
        """Talk until the other side leaves."""
        self.zeg("220 loopback")
        while opdracht := self.rfile.readline().strip().upper():
            if opdracht == b"DATA":
                self.zeg("354 go on")
                regels = []
                while (regel := self.rfile.readline()) not in (b".\r\n", b""):
                    regels.append(regel)
                self.server.berichten.append(email.message_from_bytes(b"".join(regels)))
                if len(self.server.berichten) == self.server.dood_na:
                    self.server.klaar.wait(10)
                    assert self.server.afzender is not None
                    os.kill(self.server.afzender.pid, signal.SIGKILL)
                    return
            if opdracht.startswith(b"RCPT TO:") and (nee := self.server.weigert.get(_adres(opdracht))):
                self.zeg(nee)
                continue
            self.zeg("221 bye" if opdracht == b"QUIT" else "250 ok")
            if opdracht == b"QUIT":
                return


def _adres(opdracht: bytes) -> str:
    return opdracht.decode().partition("<")[2].partition(">")[0].lower()
