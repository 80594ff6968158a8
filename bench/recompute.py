"""How long the recomputing of 100,000 open dossiers takes after a calendar changed, on PostgreSQL; every one of them moves.

Run: `./run bench recompute [--database postgres|sqlite]`. A throw-away database is filled with chained events first.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta

from .figures import Figure
from .place import HOME, Place
from .subjects import Options

COUNT = 100_000
GOAL_SECONDS = 60.0


def measure(here: Place, options: Options) -> Iterator[Figure]:
    """The seconds of one run, beside those of one plain UPDATE of the same rows."""
    done = subprocess.run([sys.executable, "-m", "bench.recompute"], env=here.environment, cwd=HOME, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"bench: recompute failed: {done.stderr[-1500:]}")
    seconds, plain, moved = (float(word) for word in done.stdout.split()[-3:])
    note = f"{moved:,.0f} moved, {moved / seconds:,.0f} a second; one plain UPDATE of the same rows: {plain:.1f} s"
    yield Figure("recompute 100,000 open dossiers", here.database, seconds, "s", GOAL_SECONDS, note=note)


def main() -> None:
    """In a process of its own, on the database of the environment."""
    import django

    django.setup()
    from django.db import connection
    from django.db.models import F

    from motcua.deadlines.rules import OwnDay, WorkCalendar, office_hours
    from motcua.deadlines.rules.calendar import DEFAULT_HOURS
    from motcua.dossiers.actions import recompute_open
    from motcua.dossiers.models import Dossier
    from motcua.kernel.clock import local_day, now

    _fill(COUNT)
    today = local_day(now())
    days = [today - timedelta(days=back) for back in range(40)]
    off = WorkCalendar([office_hours(*DEFAULT_HOURS)], [OwnDay(day, worked=False, reason="đo", legal_basis="đo") for day in days[::3]])
    start = time.perf_counter()
    done = recompute_open(calendar_of=lambda code: off, reason="Đo tốc độ", by="system", now=now())
    seconds = time.perf_counter() - start
    start = time.perf_counter()
    Dossier.objects.filter(ended_at__isnull=True).update(revision=F("revision") + 1)
    plain = time.perf_counter() - start
    print(f"{connection.vendor} {done.looked} looked", file=sys.stderr)
    print(seconds, plain, done.moved)


def _fill(count: int) -> None:
    """Past dossiers, all of them open and running: the load's rows, put back to status 4."""
    from django.db import connection

    from motcua.dossiers.models import Dossier

    from .load import fill

    fill(count)
    Dossier.objects.update(status=4, ended_at=None, finished_at=None, returned_at=None, resumes_to=None)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


if __name__ == "__main__":
    assert os.environ.get("MOTCUA_DATABASE_URL"), "bench: a throw-away database is named by MOTCUA_DATABASE_URL"
    main()
