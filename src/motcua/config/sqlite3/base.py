"""Django's SQLite where writers queue up instead of knocking: SQLite's own wait sleeps up to 100 ms between tries, so that with eight
kiosks some would wait for seconds. Here the threads of a process take turns by a lock, the processes by a lock on a file beside the database.

And `ask` goes past Django's cursor, which takes as long in Python as SQLite needs for a whole statement."""

from __future__ import annotations

import fcntl
import logging
import os
import sqlite3
import threading
import time
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from typing import Any

from django.db.backends.sqlite3 import base

from ..asking import Asks

KNOCK_EVERY = 0.0003
NOTICED = 0.05  # seconds at the turnstile from which SQLite is told to wait that much less
log = logging.getLogger(__name__)
_turns: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)


class Turnstile:
    """Lets one transaction of one database file through at a time. The system frees it when a process dies."""

    def __init__(self, path: str, *, patience: float) -> None:
        self.path = path
        self.turn = _turns[path]
        self.patience = patience
        self.file = -1
        self.is_through = False

    def enter(self) -> float:
        """Wait for the turn; the seconds of `patience` that are left. Then SQLite itself decides whether the database is free.

        The turnstile is for order, not for safety: where its file cannot be opened or locked, only the threads of the process queue up.
        """
        if self.is_through:
            return self.patience
        until = time.monotonic() + self.patience
        self._open()
        if self.turn.acquire(timeout=self.patience):
            self.is_through = True
            self._knock(until)
        return max(0.0, until - time.monotonic())

    def leave(self) -> None:
        """Let the next one through; harmless when this one was not in."""
        if not self.is_through:
            return
        self.is_through = False
        try:
            if self.file >= 0:
                fcntl.flock(self.file, fcntl.LOCK_UN)
        except OSError:
            self._shut()  # which frees the lock as well
        finally:
            self.turn.release()

    def remove(self) -> None:
        self.leave()
        self._shut()

    def _open(self) -> None:
        if self.file < 0:
            try:
                self.file = os.open(f"{self.path}-turn", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o660)
            except OSError as error:
                log.warning("No turnstile between processes: %s", error)

    def _knock(self, until: float) -> None:
        while self.file >= 0:
            try:
                fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except BlockingIOError:
                if time.monotonic() >= until:
                    return
                time.sleep(KNOCK_EVERY)
            except OSError as error:
                log.warning("No turnstile between processes: %s", error)
                self._shut()

    def _shut(self) -> None:
        file, self.file = self.file, -1
        if file >= 0:
            with suppress(OSError):
                os.close(file)


@lru_cache(maxsize=512)
def _with_question_marks(sql: str) -> str:
    return base.FORMAT_QMARK_REGEX.sub("?", sql).replace("%%", "%")


class DatabaseWrapper(Asks, base.DatabaseWrapper):
    """The same database, with `ask`; how transactions wait for each other differs."""

    turnstile: Turnstile | None = None

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        name, patience = str(conn_params["database"]), float(conn_params.get("timeout", 5))
        if self.turnstile is None and not self.is_in_memory_db():
            self.turnstile = Turnstile(name, patience=patience)
        until = time.monotonic() + patience
        while True:
            try:
                return super().get_new_connection(conn_params)
            except sqlite3.OperationalError as error:
                # A new file gets its log while others come: then SQLite says "locked" at once, without the wait that it was told.
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() >= until:
                    raise
                time.sleep(KNOCK_EVERY)

    def ask(self, sql: str, params: Sequence[Any] = ()) -> list[Any]:
        """As `Asks.ask`; the cursor's way where somebody counts or listens."""
        if self.execute_wrappers or self.queries_logged:
            return super().ask(sql, params)
        self.close_if_health_check_failed()
        self.ensure_connection()
        self.validate_no_broken_transaction()
        link: Any = self.connection
        with self.wrap_database_errors:
            found: list[Any] = link.execute(_with_question_marks(sql), params).fetchall()
        return found

    def _start_transaction_under_autocommit(self) -> None:
        try:
            left = self.turnstile.enter() if self.turnstile is not None else None
            self._begin(left)
        except BaseException:
            self._leave()
            raise

    def _begin(self, left: float | None) -> None:
        """Begin within the seconds that are left, so that turnstile and SQLite together wait no longer than one patience."""
        if self.turnstile is None or left is None or self.turnstile.patience - left < NOTICED:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # Django's own, which its stubs leave out
            return
        link: Any = self.connection
        link.execute(f"PRAGMA busy_timeout = {int(left * 1000)}")
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # as above
        finally:
            link.execute(f"PRAGMA busy_timeout = {int(self.turnstile.patience * 1000)}")

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
