"""Ticket printers for the tests: a TCP listener that behaves (or misbehaves) like one, and a reader of ESC/POS."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from PIL import Image

ASK_PAPER = b"\x10\x04\x04"


@dataclass
class Printer:
    """What a listener got, and where it listens."""

    host: str
    port: int
    got: bytearray = field(default_factory=bytearray)
    done: threading.Event = field(default_factory=threading.Event)


Behaviour = Callable[[socket.socket, Printer], None]


def patient(link: socket.socket, printer: Printer) -> None:
    """Answers the paper question with "paper present" and takes everything until the sender is through."""
    while block := link.recv(4096):
        printer.got += block
        if ASK_PAPER in block:
            link.sendall(b"\x12")


def silent(link: socket.socket, printer: Printer) -> None:
    """Takes everything and never answers anything."""
    while block := link.recv(4096):
        printer.got += block


def slow(link: socket.socket, printer: Printer) -> None:
    """Takes 4 KB every 20 ms, as a small buffer over a thermal head does."""
    while block := link.recv(4096):
        printer.got += block
        time.sleep(0.02)


def without_paper(link: socket.socket, printer: Printer) -> None:
    """Says that the roll is at its end."""
    printer.got += link.recv(16)
    link.sendall(b"\x72")
    printer.got += link.recv(4096)


def hangs_up(link: socket.socket, printer: Printer) -> None:
    """Takes 8 KB and closes, as when the cover opens or the power goes."""
    while len(printer.got) < 8192:
        printer.got += link.recv(1024)


def stalls(link: socket.socket, printer: Printer) -> None:
    """Takes 4 KB and then nothing, the connection staying open."""
    printer.got += link.recv(4096)
    time.sleep(3)


@contextmanager
def listening(behaviour: Behaviour) -> Iterator[Printer]:
    """A printer on 127.0.0.1 that serves one connection with small buffers, in a thread of its own."""
    server = socket.socket()
    server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    server.bind(("127.0.0.1", 0))
    server.listen(1)
    printer = Printer(*server.getsockname())

    def serve() -> None:
        link, _ = server.accept()
        with link:
            behaviour(link, printer)
        printer.done.set()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield printer
    finally:
        thread.join(timeout=5)
        server.close()


@dataclass
class Job:
    """An ESC/POS stream read back: the order of its commands and the printed picture."""

    commands: list[str]
    image: Image.Image


def read_job(stream: bytes) -> Job:
    """The commands of the stream; raises ValueError at the first byte that a printer would print as rubbish."""
    commands: list[str] = []
    bands: list[Image.Image] = []
    at = 0
    while at < len(stream):
        name, size = _command(stream[at:])
        if name == "raster":
            bands.append(_band(stream[at : at + size]))
        commands.append(name)
        at += size
    paper = Image.new("1", (max(band.width for band in bands), sum(band.height for band in bands)), 1)
    top = 0
    for band in bands:
        paper.paste(band, (0, top))
        top += band.height
    return Job(commands, paper)


def _command(rest: bytes) -> tuple[str, int]:
    if rest.startswith(ASK_PAPER):
        return "ask paper", 3
    if rest.startswith(b"\x1b@"):
        return "init", 2
    if rest.startswith(b"\x1dv0"):
        width, height = int.from_bytes(rest[4:6], "little"), int.from_bytes(rest[6:8], "little")
        return "raster", 8 + width * height
    if rest.startswith(b"\x1bd"):
        return "feed", 3
    if rest.startswith(b"\x1dV"):
        return "cut", 3
    raise ValueError(f"unknown command {rest[:6]!r}")


def _band(command: bytes) -> Image.Image:
    width, height = int.from_bytes(command[4:6], "little") * 8, int.from_bytes(command[6:8], "little")
    if len(command) != 8 + width // 8 * height:
        raise ValueError("the raster is shorter than its head says")
    dots = Image.frombytes("1", (width, height), command[8:])
    return dots.point(lambda dot: 0 if dot else 255)
