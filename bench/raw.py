"""The statements of a tap without web and program: pgbench on PostgreSQL, the sqlite3 module on SQLite. The upper end of what is possible.

Its tickets are of a day long past and cancelled: waiting ones the worker would close, each by a transaction, beside what is measured next.
"""

from __future__ import annotations

import re
import secrets
import shutil
import sqlite3
import subprocess
import time
from pathlib import Path

from .place import Place

SCRIPT = r"""
\set group random(1, 5)
\set spread random(1, 1000000000)
BEGIN;
INSERT INTO queueing_line (group_id, day, last, since_priority) VALUES (:group, '2001-01-01', 1, 0)
ON CONFLICT (group_id, day) DO UPDATE SET last = queueing_line.last + 1 RETURNING last AS ordinal \gset
INSERT INTO queueing_ticket (centre_id, group_id, day, number, state, is_priority, rank_at, token, request, language, taken_at)
VALUES (1, :group, '2001-01-01', (:group * 1000000 + :ordinal)::text, 'cancelled', false, now(), left(gen_random_uuid()::text, 22),
        left(gen_random_uuid()::text, 22), 'vi', now()) RETURNING id AS ticket \gset
INSERT INTO audit_event (kind, record, seq, at, verb, actor, data, previous, digest)
VALUES ('bench', :ticket, 1, now(), 'issue', 'citizen', '{"number": "A001", "group": 1, "priority": ""}', repeat('0', 64), repeat('0', 64));
WITH hall AS (INSERT INTO queueing_hall (centre_id, version) VALUES (1, 1)
ON CONFLICT (centre_id) DO UPDATE SET version = queueing_hall.version + 1 RETURNING centre_id, version)
SELECT version, pg_notify('motcua', centre_id || ':' || version) FROM hall;
COMMIT;
"""
LINE = """INSERT INTO queueing_line (group_id, day, last, since_priority) VALUES (?, '2001-01-01', 1, 0)
ON CONFLICT (group_id, day) DO UPDATE SET last = queueing_line.last + 1 RETURNING last"""
TICKET = """INSERT INTO queueing_ticket (centre_id, group_id, day, number, state, is_priority, rank_at, token, request, language, taken_at)
VALUES (1, ?, '2001-01-01', ?, 'cancelled', 0, '2001-01-01', ?, ?, 'vi', '2001-01-01') RETURNING id"""
EVENT = """INSERT INTO audit_event (kind, record, seq, at, verb, actor, data, previous, digest)
VALUES ('bench', ?, 1, '2001-01-01', 'issue', 'citizen', '{}', ?, ?)"""
HALL = """INSERT INTO queueing_hall (centre_id, version) VALUES (1, 1)
ON CONFLICT (centre_id) DO UPDATE SET version = queueing_hall.version + 1 RETURNING version"""


def raw_rate(here: Place, seconds: float) -> float:
    """Transactions a second with nothing around them (durable, 8 connections on PostgreSQL, one writer on SQLite)."""
    return _pgbench(here, seconds) if here.database == "postgres" else _sqlite(here, seconds)


def _pgbench(here: Place, seconds: float) -> float:
    found = shutil.which("pgbench")
    if found is None:
        return float("nan")
    script = here.folder / "tap.sql"
    script.write_text(re.sub(r"\n(?=ON CONFLICT|VALUES|        left|SELECT version)", " ", SCRIPT))
    words = [found, "-n", "-M", "prepared", "-c", "8", "-j", "2", "-T", str(max(int(seconds), 2)), "-f", str(script), here.url]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    rate = re.search(r"tps = ([\d.]+)", done.stdout)
    if rate is None:
        raise SystemExit(f"bench: pgbench: {done.stderr[-600:]}")
    return float(rate[1])


def _sqlite(here: Place, seconds: float) -> float:
    link = sqlite3.connect(Path(here.folder) / "motcua.sqlite3", isolation_level=None)
    link.execute("PRAGMA journal_mode=WAL")
    link.execute("PRAGMA synchronous=FULL")
    done, until, start = 0, time.perf_counter() + seconds, time.perf_counter()
    while time.perf_counter() < until:
        group = done % 5 + 1
        link.execute("BEGIN IMMEDIATE")
        ordinal = link.execute(LINE, [group]).fetchone()[0]
        token = secrets.token_urlsafe(16)
        ticket = link.execute(TICKET, [group, f"{group * 1000000 + ordinal}", token, token]).fetchone()[0]
        link.execute(EVENT, [ticket, "0" * 64, "0" * 64])
        link.execute(HALL).fetchone()
        link.execute("COMMIT")
        done += 1
    return done / (time.perf_counter() - start)
