"""A part ends when whoever started it is gone: a closed window or a killed keeper leaves nobody behind who holds the port (Linux)."""

from __future__ import annotations

import ctypes
import os
import signal

SERVED = "MOTCUA_SERVED"  # in the environment of what `serve` starts
_PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """Ask the system to end this process when its parent dies, where the system can."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def end_with_server() -> None:
    """The same for a process that granian has made for `serve`; nothing in any other."""
    if SERVED in os.environ:
        end_with_parent()
