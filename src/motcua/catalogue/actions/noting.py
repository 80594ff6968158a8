"""Searches counted for the editor: gathered in the process, written every few seconds, so that no search waits for a write.

A process that is killed loses the counts of its last seconds; nothing else depends on them. A database that is locked or away does not:
what could not be written is gathered further.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from datetime import date

from django.db import DatabaseError, connection, transaction
from django.db.models import F

from ..models import SearchAsked
from ..rules.searching.noting import noted_words

log = logging.getLogger(__name__)

FLUSH_SECONDS = 5.0
MOST_WORDS = 2000


@dataclass(slots=True)
class _Count:
    asked: int = 0
    opened: int = 0
    found: int | None = None


_counts: dict[tuple[str, date], _Count] = {}
_lock = threading.Lock()
_timer: threading.Timer | None = None


def note_search(question: str, *, day: date) -> None:
    """The words were searched. Words about a person are not kept."""
    _note(question, day, asked=1)


def note_found(question: str, *, day: date, found: int) -> None:
    """So many procedures fit the words; said when they are looked up, not each time when the same page is shown again."""
    _note(question, day, found=found)


def note_opened(question: str, *, day: date) -> None:
    """A result of these words was opened."""
    _note(question, day, opened=1)


def flush_searches() -> int:
    """Write what was gathered; how many rows were touched. Raises DatabaseError, and then all of it is still gathered."""
    global _timer
    with _lock:
        gathered, _timer = dict(_counts), None
        _counts.clear()
    # In one order everywhere: two processes that write the same words never wait for each other in a ring.
    try:
        with transaction.atomic():
            for (words, day), count in sorted(gathered.items(), key=lambda item: item[0]):
                _write(words, day, count)
    except DatabaseError:
        for (words, day), count in gathered.items():
            _gather(words, day, count)
        raise
    return len(gathered)


def forget_searches() -> None:
    """Drop what was gathered and not yet written."""
    with _lock:
        _counts.clear()


def _note(question: str, day: date, *, asked: int = 0, opened: int = 0, found: int | None = None) -> None:
    words = noted_words(question)
    if not words:
        return
    _gather(words, day, _Count(asked, opened, found))
    _soon()


def _gather(words: str, day: date, more: _Count) -> None:
    with _lock:
        if len(_counts) >= MOST_WORDS and (words, day) not in _counts:
            return
        count = _counts.setdefault((words, day), _Count())
        count.asked, count.opened = count.asked + more.asked, count.opened + more.opened
        count.found = count.found if more.found is None else more.found


def _soon() -> None:
    """A timer of the process writes; inside a transaction (a test) whoever wants rows calls flush_searches."""
    global _timer
    if connection.in_atomic_block:
        return
    with _lock:
        if _timer is not None:
            return
        _timer = threading.Timer(FLUSH_SECONDS, _flush_in_thread)
        _timer.daemon = True
    _timer.start()


def _flush_in_thread() -> None:
    try:
        flush_searches()
    except DatabaseError as error:
        log.warning("The counts of searches wait for the database: %s", error)
        _soon()
    finally:
        connection.close()


def _write(words: str, day: date, count: _Count) -> None:
    row, _ = SearchAsked.objects.get_or_create(words=words, day=day)
    changes: dict[str, object] = {"asked": F("asked") + count.asked, "opened": F("opened") + count.opened}
    if count.found is not None:
        changes["found"] = count.found
    SearchAsked.objects.filter(pk=row.pk).update(**changes)
