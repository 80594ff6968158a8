"""The inside of `bench recompute`: fills the database of the environment with open dossiers and counts them anew; nearly all of them move.

Run: `python -m bench.recounting 100000` with MOTCUA_DATABASE_URL and MOTCUA_DATA_DIR of a throw-away demonstration.
"""

from __future__ import annotations

import sys
import time
from datetime import timedelta

import django

django.setup()

from django.db import connection  # noqa: E402 - after the set-up
from django.db.models import F  # noqa: E402

from motcua.deadlines.rules import OwnDay, WorkCalendar, office_hours  # noqa: E402
from motcua.deadlines.rules.calendar import DEFAULT_HOURS  # noqa: E402
from motcua.dossiers.actions import recompute_open  # noqa: E402
from motcua.dossiers.models import Dossier  # noqa: E402
from motcua.kernel.clock import local_day, now  # noqa: E402

from .load import fill  # noqa: E402

DAYS_BACK = 400


def main(count: int) -> None:
    """Prints seconds, the seconds of one plain UPDATE of the same rows, looked at, moved."""
    fill(count)
    Dossier.objects.update(status=4, ended_at=None, finished_at=None, returned_at=None, resumes_to=None)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    today = local_day(now())
    # Every second day off: whatever the limit, the term crosses one.
    days = [OwnDay(today - timedelta(days=back), worked=False, reason="đo", legal_basis="đo") for back in range(-1, DAYS_BACK, 2)]
    off = WorkCalendar([office_hours(*DEFAULT_HOURS)], days)
    start = time.perf_counter()
    done = recompute_open(calendar_of=lambda code: off, reason="Đo tốc độ", by="system", now=now())
    seconds = time.perf_counter() - start
    start = time.perf_counter()
    Dossier.objects.filter(ended_at__isnull=True).update(revision=F("revision") + 1)
    print(seconds, time.perf_counter() - start, done.looked, done.moved)


if __name__ == "__main__":
    main(int(sys.argv[1]))
