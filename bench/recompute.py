"""How long recomputing 100,000 open dossiers takes after a calendar changed (goal: under 60 s on PostgreSQL); see `recounting` for the inside."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

from .figures import Figure
from .place import HOME, Place
from .subjects import Options

COUNT = 100_000
GOAL_SECONDS = 60.0


def measure(here: Place, options: Options) -> Iterator[Figure]:
    """The seconds of one run, beside those of one plain UPDATE of the same rows."""
    words = [sys.executable, "-m", "bench.recounting", str(COUNT)]
    done = subprocess.run(words, env=here.environment, cwd=HOME, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"bench: recompute failed: {done.stderr[-1500:]}")
    seconds, plain, looked, moved = (float(word) for word in done.stdout.split()[-4:])
    note = f"{looked:,.0f} looked at, {moved:,.0f} moved; one plain UPDATE of the same rows: {plain:.1f} s"
    yield Figure("recompute 100,000 open dossiers", here.database, seconds, "s", GOAL_SECONDS, note=note)
