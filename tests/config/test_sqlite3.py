"""The turnstile in front of SQLite's transactions: one at a time, freed by commit, rollback and death, never for ever."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.db import OperationalError

from motcua.config.settings import _database
from motcua.config.sqlite3.base import DatabaseWrapper, Turnstile

pytestmark = pytest.mark.django_db


def wrapper(file: Path, *, timeout: float = 20) -> DatabaseWrapper:
    words = {
        "TIME_ZONE": None,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": False,
        "AUTOCOMMIT": True,
        "ATOMIC_REQUESTS": False,
        "TEST": {},
    }
    found = _database(f"sqlite:///{file}")
    return DatabaseWrapper({**found, **words, "OPTIONS": {**found["OPTIONS"], "timeout": timeout}}, "side")


def test_threads_take_turns(tmp_path: Path) -> None:
    inside: list[int] = []
    most: list[int] = []
    turns = [Turnstile(str(tmp_path / "db"), patience=20) for _ in range(8)]

    def work(turn: Turnstile) -> None:
        for _ in range(20):
            turn.enter()
            inside.append(1)
            most.append(len(inside))
            inside.pop()
            turn.leave()

    threads = [threading.Thread(target=work, args=(turn,)) for turn in turns]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(most) == 160
    assert max(most) == 1
    for turn in turns:
        turn.remove()


HOLD = """
import sys, time
from motcua.config.sqlite3.base import Turnstile
turn = Turnstile(sys.argv[1], patience=5)
turn.enter()
print("in", flush=True)
time.sleep(60)
"""


def test_a_process_that_dies_frees_its_turn(tmp_path: Path) -> None:
    file = str(tmp_path / "db")
    other = subprocess.Popen([sys.executable, "-c", HOLD, file], stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    assert other.stdout.readline() == "in\n"
    threading.Timer(0.3, other.kill).start()
    start = time.monotonic()
    turn = Turnstile(file, patience=20)
    turn.enter()
    assert 0.1 < time.monotonic() - start < 10
    turn.remove()
    other.wait()
    other.stdout.close()


@pytest.mark.parametrize("end", ["commit", "rollback", "close"])
def test_the_turn_ends_with_the_transaction(tmp_path: Path, end: str) -> None:
    first, second = wrapper(tmp_path / "db"), wrapper(tmp_path / "db", timeout=0.2)
    first.cursor().execute("CREATE TABLE t (n)")
    first.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    with pytest.raises(OperationalError, match="locked"):
        second.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    getattr(first, end)()
    second.close()
    second.connect()
    second.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    second.cursor().execute("INSERT INTO t VALUES (1)")
    second.commit()
    first.close()
    second.close()


def test_nested_blocks_pass_once(tmp_path: Path) -> None:
    side = wrapper(tmp_path / "db")
    side.cursor().execute("CREATE TABLE t (n)")
    side.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    point = side.savepoint() if side.features.uses_savepoints else None
    assert side.turnstile is not None
    assert side.turnstile.is_through
    side.savepoint_rollback(point)
    assert side.turnstile.is_through
    side.commit()
    assert not side.turnstile.is_through
    side.close()


def test_without_a_place_for_its_file_threads_still_take_turns_and_nothing_stays_locked(tmp_path: Path) -> None:
    nowhere = str(tmp_path / "not a folder" / "db")
    first, second = Turnstile(nowhere, patience=5), Turnstile(nowhere, patience=0.1)
    first.enter()
    assert first.is_through
    second.enter()
    assert not second.is_through
    first.leave()
    second.enter()
    assert second.is_through
    second.remove()
    assert first.turn.acquire(timeout=1)
    first.turn.release()


def test_a_file_that_went_bad_frees_the_turn(tmp_path: Path) -> None:
    turn, other = Turnstile(str(tmp_path / "db"), patience=5), Turnstile(str(tmp_path / "db"), patience=1)
    turn.enter()
    os.close(turn.file)
    turn.leave()
    other.enter()
    assert other.is_through
    other.remove()
    turn.remove()


def test_turnstile_and_database_share_one_patience(tmp_path: Path) -> None:
    file = tmp_path / "db"
    side = wrapper(file, timeout=2)
    side.cursor().execute("CREATE TABLE t (n)")
    lock = sqlite3.connect(file, isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    ahead = Turnstile(str(file), patience=5)
    ahead.enter()
    threading.Timer(1.5, ahead.leave).start()
    start = time.monotonic()
    with pytest.raises(OperationalError, match="locked"):
        side.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    assert 1.8 < time.monotonic() - start < 2.8
    assert side.cursor().execute("PRAGMA busy_timeout").fetchone() == (2000,)
    lock.execute("ROLLBACK")
    lock.close()
    side.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    side.commit()
    side.close()
    ahead.remove()


def test_a_file_that_others_are_turning_to_a_log_is_opened_when_they_are_done_and_not_waited_for_for_ever(tmp_path: Path) -> None:
    """SQLite itself does not wait here: whoever wants a log for a file that another one is writing is told "locked" at once."""
    file = tmp_path / "db"
    other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    other.execute("CREATE TABLE t (n)")
    other.execute("BEGIN IMMEDIATE")
    start = time.monotonic()
    with pytest.raises(OperationalError, match="locked"):
        wrapper(file, timeout=0.5).ensure_connection()
    assert 0.4 < time.monotonic() - start < 3
    threading.Timer(0.3, other.execute, ("ROLLBACK",)).start()
    side = wrapper(file, timeout=10)
    side.connect()
    assert side.cursor().execute("PRAGMA journal_mode").fetchone() == ("wal",)
    side.close()
    other.close()
