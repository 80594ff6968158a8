"""Sends a ticket to an ESC/POS printer on the network and knows whether it took all of it (seed step: kiosk)."""

from __future__ import annotations

import array
import contextlib
import select
import socket
import sys
import time
from typing import Final

from escpos.printer import Dummy

from motcua.papers.errors import PrinterUnreachable
from motcua.papers.ticket_image import TicketSlip, ticket_image

if sys.platform == "linux":
    import fcntl
    import termios

__all__ = ["PrinterUnreachable", "TicketSlip", "print_ticket", "ticket_stream"]

# Small printers have buffers of a few kilobytes: the picture goes in bands of 128 rows (9 KB).
BAND: Final = 128
ASK_PAPER: Final = b"\x10\x04\x04"
PAPER_END: Final = 0x60
ANSWER_WITHIN: Final = 0.15
CHUNK: Final = 2048

_KEPT = "Số của Ông/Bà vẫn có giá trị: xin nhớ số trên màn hình."
_NO_ANSWER = f"Máy in phiếu không trả lời. {_KEPT} Cán bộ kiểm tra nguồn điện và dây mạng của máy in."
_STOPPED = f"Máy in phiếu dừng giữa chừng. {_KEPT} Cán bộ kiểm tra giấy và nắp máy in."
_NO_PAPER = f"Máy in phiếu hết giấy. {_KEPT} Cán bộ thay cuộn giấy mới."


def ticket_stream(slip: TicketSlip) -> bytes:
    """The ESC/POS bytes of a ticket: initialise, the picture in bands, feed, cut."""
    printer = Dummy(profile="TM-T20II")
    printer.hw("INIT")
    printer.image(ticket_image(slip), fragment_height=BAND)
    printer.cut()
    return bytes(printer.output)


def print_ticket(slip: TicketSlip, *, host: str, port: int = 9100, timeout: float = 2.0) -> None:
    """Prints one ticket; returns when the printer has taken every byte.

    `timeout` is the longest silence in seconds, connecting included; the whole job has five times that.
    Raises PrinterUnreachable with a sentence for the screen. Never retries: that could print a number twice.
    """
    stream = ticket_stream(slip)
    try:
        link = socket.create_connection((host, port), timeout=timeout)
    except OSError as error:
        raise PrinterUnreachable(_NO_ANSWER) from error
    with link:
        try:
            if _paper_is_out(link):
                raise PrinterUnreachable(_NO_PAPER)
            _send(link, stream, timeout)
            _await_taken(link, timeout)
        except OSError as error:
            raise PrinterUnreachable(_STOPPED) from error


def _paper_is_out(link: socket.socket) -> bool:
    """What the printer's paper sensor says; a printer that does not answer is taken to have paper."""
    link.sendall(ASK_PAPER)
    if not select.select([link], [], [], ANSWER_WITHIN)[0]:
        return False
    answer = link.recv(16)
    if not answer:
        raise ConnectionResetError("closed before the ticket was sent")
    return bool(answer[0] & PAPER_END)


def _send(link: socket.socket, stream: bytes, timeout: float) -> None:
    end = time.monotonic() + 5 * timeout
    rest = memoryview(stream)
    while rest:
        if time.monotonic() > end:
            raise TimeoutError("the printer is too slow")
        rest = rest[link.send(rest[:CHUNK]) :]


def _await_taken(link: socket.socket, timeout: float) -> None:
    """Waits until the printer's side has confirmed every byte: a full socket buffer here is not yet a ticket there."""
    end = time.monotonic() + 5 * timeout
    waiting, moved = _unconfirmed(link), time.monotonic()
    while waiting:
        _fail_if_closed(link)
        time.sleep(0.01)
        left, present = _unconfirmed(link), time.monotonic()
        if left < waiting:
            waiting, moved = left, present
        if present - moved > timeout or present > end:
            raise TimeoutError("the printer stopped taking data")
    link.shutdown(socket.SHUT_WR)
    _fail_if_closed(link)


def _fail_if_closed(link: socket.socket) -> None:
    """A printer that hangs up on unread data answers with a reset, which shows here."""
    failed = link.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    if failed:
        raise OSError(failed, "the printer hung up")
    if select.select([link], [], [], 0)[0]:
        with contextlib.suppress(BlockingIOError):
            link.recv(16)


def _unconfirmed(link: socket.socket) -> int:
    """Bytes sent but not confirmed by the other side; 0 where the system cannot tell."""
    if sys.platform != "linux":
        return 0
    count = array.array("i", [0])
    fcntl.ioctl(link, termios.TIOCOUTQ, count)
    return count[0]
