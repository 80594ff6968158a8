"""One thread does for all that wait what each would do alone: eight taps at one moment cost one transaction and one wait for the disc."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")


class _Wish(Generic[Item]):
    """What one thread wants done, and how it ended."""

    __slots__ = ("error", "is_done", "item")

    def __init__(self, item: Item) -> None:
        self.item = item
        self.is_done = False
        self.error: BaseException | None = None


class Together(Generic[Item]):
    """`do` gets the items of all threads that came since the last time, in order of their coming, at most `at_most` of them.

    It runs within `inside` (a transaction), and whoever comes until that is entered is of the party. It does all or nothing. When it
    raises one of `alone`, each item is done by itself, so that one bad item harms no other; any other error is everybody's.
    """

    def __init__(
        self, do: Callable[[list[Item]], None], *, alone: tuple[type[Exception], ...], at_most: int = 16,
        inside: Callable[[], AbstractContextManager[Any]] = nullcontext,
    ) -> None:  # fmt: skip
        self._do = do
        self._alone = alone
        self._at_most = at_most
        self._inside = inside
        self._waiting: deque[_Wish[Item]] = deque()
        self._turn = threading.Lock()

    def __call__(self, item: Item) -> None:
        """Come back when the item is done; raises what `do` raised for it."""
        wish = _Wish(item)
        self._waiting.append(wish)
        while not wish.is_done:
            with self._turn:
                if not wish.is_done:
                    self._do_waiting()
        if wish.error is not None:
            raise wish.error

    def _do_waiting(self) -> None:
        batch: list[_Wish[Item]] = []
        try:
            self._try(batch)
        except self._alone:
            for wish in batch:
                self._try([wish])

    def _try(self, batch: list[_Wish[Item]]) -> None:
        """Done, or everybody's error, or (for several) one that `alone` names. An empty batch is filled with those who wait."""
        error: BaseException | None = None
        try:
            with self._inside():
                self._fill(batch)
                self._do([wish.item for wish in batch])
        except BaseException as raised:
            if len(batch) > 1 and isinstance(raised, self._alone):
                raise
            error = raised
            self._fill(batch)  # nobody waits a second time for a lock that was not to be had
        for wish in batch:
            wish.error, wish.is_done = error, True

    def _fill(self, batch: list[_Wish[Item]]) -> None:
        if not batch:
            batch.extend(self._waiting.popleft() for _ in range(min(len(self._waiting), self._at_most)))
