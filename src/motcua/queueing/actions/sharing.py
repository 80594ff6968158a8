"""On SQLite the presses of one moment in a process share a transaction, so its wait for the disc; on PostgreSQL each has its own,
since there the short cut (`moving`) shares and a press that goes the long way may wait for a lock."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Any, ParamSpec, TypeVar, cast

from django.db import connection, transaction

from motcua.kernel.together import Together

Given = ParamSpec("Given")
Made = TypeVar("Made")


class _Press:
    """What one thread wants done in the transaction, and what came of it."""

    __slots__ = ("made", "work")

    def __init__(self, work: Callable[[], Any]) -> None:
        self.work = work
        self.made: Any = None


def in_one_transaction(verb: Callable[Given, Made]) -> Callable[Given, Made]:
    """The verb in a transaction, all or nothing; when it raises, the presses that shared it are done again, each by itself."""

    @wraps(verb)
    def pressed(*args: Given.args, **kwargs: Given.kwargs) -> Made:
        if connection.vendor != "sqlite" or connection.in_atomic_block:
            with transaction.atomic():
                return verb(*args, **kwargs)
        press = _Press(partial(verb, *args, **kwargs))
        _together(press)
        return cast(Made, press.made)

    return pressed


def _do(presses: list[_Press]) -> None:
    for press in presses:
        press.made = press.work()


_together = Together[_Press](_do, alone=(Exception,), inside=transaction.atomic)
