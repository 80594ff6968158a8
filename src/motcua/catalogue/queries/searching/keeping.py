"""Which index answers: built at need, by one process for all of a machine; the old one answers until the new one is whole."""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from hashlib import blake2s
from pathlib import Path

from django.conf import settings
from django.core.files import locks
from django.db import connection

from motcua.kernel.clock import local_day, now

from ...rules.searching.lexicon import PLACE as WORDS
from ..revisions import Mark, mark
from .building import Held, build, opened

# Whoever asks for a day further back than this gets an index of his own.
LOOKS_BACK = timedelta(days=31)
QUIET = 0.7
LOOK_AGAIN = 0.3
SHAPE = "4"

_held: dict[str, Held] = {}
_apart: dict[tuple[str, Mark, date], Held] = {}
_looked: dict[str, float] = {}
_one = threading.Lock()
_working = threading.Event()
_asked_for = threading.Event()


def current(day: date) -> Held:
    """The index for questions about the day: at most a moment behind what is published, never half."""
    wanted = mark()
    if connection.in_atomic_block:
        return _own(wanted, day)
    held = _held.get(_database()) or _first(wanted)
    if held.mark != wanted:
        held = _newer(wanted) or held
    return held if day >= held.since else _own(wanted, day)


def index_mark(day: date) -> Mark:
    """What the index that answers now was built from: pages kept with results are kept under this."""
    return current(day).mark


def reindex() -> Held:
    """Build the index anew, now, whatever is there; other processes take it over."""
    wanted = mark()
    with _locked():
        held = _built(wanted)
    _held[_database()] = held
    return held


def prepare_soon() -> None:
    """Something was published here: build the index once nothing more comes for a moment, without anybody waiting for it."""
    if not settings.SEARCH_AHEAD:
        return
    _asked_for.set()
    if not _working.is_set():
        _working.set()
        threading.Thread(target=_prepare, name="search-index").start()


def forget_index() -> None:
    """Drop the indexes that this process holds; the next question opens or builds one."""
    _held.clear()
    _apart.clear()
    _looked.clear()


def _own(wanted: Mark, day: date) -> Held:
    """An index in memory: for what only this transaction sees, and for days long past."""
    key = (_database(), wanted, day)
    if key not in _apart:
        _apart.clear()
        _apart[key] = build(wanted, day)
    return _apart[key]


def _first(wanted: Mark) -> Held:
    """Nothing is held yet: open what is there, or build it while the others wait."""
    with _one:
        found = _held.get(_database()) or _open(wanted)
        if found is None:
            with _locked():
                found = _open(wanted) or _built(wanted)
        _held[_database()] = found
        return found


def _newer(wanted: Mark) -> Held | None:
    """The new index when it is whole; else somebody builds it, and None says that the old one must do."""
    key, moment = _database(), time.monotonic()
    if moment - _looked.get(key, 0.0) < LOOK_AGAIN:
        return None
    _looked[key] = moment
    found = _open(wanted)
    if found is not None:
        _held[key] = found
    elif not _working.is_set():
        _working.set()
        threading.Thread(target=_prepare, name="search-index", daemon=True).start()
    return found


def _prepare() -> None:
    """Wait for a quiet moment, then build for what is published by then."""
    try:
        while True:
            while _asked_for.is_set():
                _asked_for.clear()
                time.sleep(QUIET)
            with _locked():
                wanted = mark()
                _held[_database()] = _open(wanted) or _built(wanted)
            if not _asked_for.is_set():
                return
    finally:
        _working.clear()
        connection.close()


def _open(wanted: Mark) -> Held | None:
    place = _folder() / _name(wanted)
    try:
        return opened(place, wanted) if place.is_dir() else None
    except (OSError, ValueError, KeyError):
        shutil.rmtree(place, ignore_errors=True)
        return None


def _built(wanted: Mark) -> Held:
    """A whole index in its folder, or in memory where no folder can be written."""
    since = local_day(now()) - LOOKS_BACK
    try:
        folder = _folder()
        folder.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix="new-", dir=folder))
    except OSError:
        return build(wanted, since)
    try:
        build(wanted, since, work)
        place = folder / _name(wanted)
        shutil.rmtree(place, ignore_errors=True)
        work.rename(place)
        _tidy(folder, place)
        return opened(place, wanted)
    except OSError:
        shutil.rmtree(work, ignore_errors=True)
        return build(wanted, since)


def _tidy(folder: Path, present: Path) -> None:
    """Only the present index and the one before stay: somebody may be opening that."""
    others = [path for path in folder.iterdir() if path.is_dir() and path != present]
    for path in sorted(others, key=lambda one: one.stat().st_mtime)[:-1]:
        shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _locked() -> Iterator[None]:
    """One builder on this machine, the others wait for it. Without a folder everybody is for himself."""
    try:
        folder = _folder()
        folder.mkdir(parents=True, exist_ok=True)
        handle = (folder / "lock").open("a")
    except OSError:
        yield
        return
    with handle:
        locks.lock(handle, locks.LOCK_EX)
        yield
        locks.unlock(handle)


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "search" / _database()


def _name(wanted: Mark) -> str:
    """Other content, other words or another shape of the index: another folder."""
    text = f"{SHAPE} {wanted.value} {wanted.stamp} {_words_stamp()}"
    return blake2s(text.encode(), digest_size=10).hexdigest()


def _words_stamp() -> str:
    return " ".join(f"{path.name}:{path.stat().st_size}:{path.stat().st_mtime_ns}" for path in sorted(WORDS.rglob("*.toml")))


def _database() -> str:
    known = connection.settings_dict
    text = " ".join(str(known.get(name, "")) for name in ("ENGINE", "HOST", "PORT", "NAME"))
    return blake2s(text.encode(), digest_size=6).hexdigest()
