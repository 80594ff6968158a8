"""Late is late against the first appointment: an extension does not move that one (Decree 118/2025)."""

from __future__ import annotations

from datetime import datetime

from motcua.deadlines.rules import Judgement, judge

from .statuses import Clock, Status, clock_of


def is_late(status: Status, *, due: datetime | None, finished: datetime | None, now: datetime) -> bool:
    """Whether the result came after its due minute, or its clock still runs past it. While the clock stands nothing is late.

    `due` is the first appointment; for what a citizen is told while waiting, the present one.
    """
    end = finished or (now if clock_of(status) is Clock.RUNS else None)
    return due is not None and end is not None and judge(end, due) is Judgement.LATE
