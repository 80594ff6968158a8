"""Django's SQLite where writers queue up instead of knocking: SQLite's own wait sleeps up to 100 ms between tries, so that with eight
kiosks some would wait for seconds. Here the threads of a process take turns by a lock, the processes by a lock on a file beside the database."""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections import defaultdict
from typing import Any

from django.db.backends.sqlite3 import base

KNOCK_EVERY = 0.0003
_turns: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)


class Turnstile:
    """Lets one transaction of one database file through at a time. The system frees it when a process dies."""

    def __init__(self, path: str, *, patience: float) -> None:
        self.path = path
        self.turn = _turns[path]
        self.patience = patience
        self.file = -1
        self.is_through = False

    def enter(self) -> None:
        """Wait for the turn, `patience` seconds at most; then SQLite itself decides whether the database is free."""
        if self.is_through:
            return
        until = time.monotonic() + self.patience
        if not self.turn.acquire(timeout=self.patience):
            return
        self.is_through = True
        if self.file < 0:
            self.file = os.open(f"{self.path}-turn", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o660)
        while time.monotonic() < until:
            try:
                fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except BlockingIOError:
                time.sleep(KNOCK_EVERY)

    def leave(self) -> None:
        """Let the next one through; harmless when this one was not in."""
        if self.is_through:
            self.is_through = False
            fcntl.flock(self.file, fcntl.LOCK_UN)
            self.turn.release()

    def remove(self) -> None:
        self.leave()
        if self.file >= 0:
            os.close(self.file)
            self.file = -1


class DatabaseWrapper(base.DatabaseWrapper):
    """The same database; only how transactions wait for each other differs."""

    turnstile: Turnstile | None = None

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        name = str(conn_params["database"])
        if self.turnstile is None and not self.is_in_memory_db():
            self.turnstile = Turnstile(name, patience=float(conn_params.get("timeout", 5)))
        return super().get_new_connection(conn_params)

    def _start_transaction_under_autocommit(self) -> None:
        if self.turnstile is not None:
            self.turnstile.enter()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # Django's own, which its stubs leave out
        except BaseException:
            self._leave()
            raise

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]  # as above
        finally:
            self._leave()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]  # as above
        finally:
            self._leave()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]  # as above
        finally:
            if self.turnstile is not None:
                self.turnstile.remove()
                self.turnstile = None

    def _leave(self) -> None:
        if self.turnstile is not None:
            self.turnstile.leave()
