"""Answers kept for a few seconds in this process, so that a tap at the kiosk asks the database only for what changes with every tap."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from time import monotonic
from typing import Any, TypeVar

from django.db import connection

Answer = TypeVar("Answer")
AT_MOST = 4096

_kept: dict[Hashable, tuple[float, Any]] = {}


def remembered(key: Hashable, ask: Callable[[], Answer], *, seconds: float) -> Answer:
    """The answer to `ask`, at most `seconds` old, or older by the time that asking takes: one thread asks anew, the others go on with the old answer.

    Inside a transaction it is always asked: there only the truth counts.
    """
    if connection.in_atomic_block:
        return ask()
    present = monotonic()
    found = _kept.get(key)
    if found is not None and found[0] > present:
        answer: Answer = found[1]
        return answer
    if len(_kept) >= AT_MOST:
        _kept.clear()
    if found is not None:
        _kept[key] = (present + seconds, found[1])
    try:
        answer = ask()
    except BaseException:
        _kept.pop(key, None)
        raise
    _kept[key] = (present + seconds, answer)
    return answer


def forget() -> None:
    """Drop everything kept in this process."""
    _kept.clear()
