"""A small day against the real program, as a person runs it, on the database that the suite runs on."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from tests.servers import HOME, Running, running_demo

from motcua.simulate.browser import Browser, Stopwatch
from motcua.simulate.counter import Officer

VISITORS = 30
PAGES = {
    "kiosk",
    "take_number",
    "ticket_phone",
    "login",
    "do_next",
    "do_start",
    "receive",
    "receipt_pdf",
    "guide_back",
    "track",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The demonstration with two web processes."""
    with running_demo(tmp_path_factory.mktemp("simulate"), name="simulate", workers=2) as running:
        yield running


def simulate(server: Running, *words: str, data: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command beside the server, which it finds by the data folder; told its address when `data` names another folder."""
    environment = {**os.environ, "PYTHONPATH": str(HOME / "src"), "MOTCUA_DATA_DIR": str(data or server.data)}
    environment.pop("MOTCUA_DATABASE_URL", None)
    if server.database and data is None:
        environment["MOTCUA_DATABASE_URL"] = server.database
    environment.pop("MOTCUA_PUBLIC_URL", None)
    command = [sys.executable, "-m", "motcua.config.command", "simulate", *words, *(["--url", server.base] if data else [])]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False, cwd=HOME)


def sound(result: dict[str, Any]) -> None:
    """Nothing lost, nothing doubled, everything checked."""
    assert result["lost_or_doubled"] == []
    zero = (
        "duplicate_numbers",
        "doubled_taps",
        "double_calls",
        "tickets_lost",
        "receipts_missing",
        "due_mismatches",
        "failed_requests",
    )
    assert {name: result[name] for name in zero} == dict.fromkeys(zero, 0)


def test_a_day_is_played_and_nothing_is_lost_or_doubled(server: Running) -> None:
    done = simulate(server, "--visitors", str(VISITORS), "--counters", "4", "--json")
    assert done.returncode == 0, done.stderr[-3000:]
    result = json.loads(done.stdout)
    sound(result)
    assert result["chains_broken"] == 0
    assert result["tickets_issued"] == result["tickets_called"] == VISITORS
    assert result["no_shows"] == 2
    assert result["receipts_acknowledged"] + result["guided_back"] + result["no_shows"] == VISITORS
    assert result["papers_printed"] == result["receipts_acknowledged"] + result["guided_back"]
    assert result["requests"] == sum(page["count"] for page in result["pages"].values())
    assert result["pages"].keys() >= PAGES
    assert all(page["p50_ms"] <= page["p95_ms"] <= page["p99_ms"] for page in result["pages"].values())
    assert sum(group["visitors"] for group in result["groups"].values()) == VISITORS - result["no_shows"]


def test_a_database_that_is_not_the_servers_is_not_read_as_sound(server: Running, tmp_path: Path) -> None:
    done = simulate(server, "--visitors", "3", "--counters", "1", "--seed", "5", "--json", data=tmp_path)
    assert done.returncode == 0, done.stderr[-3000:]
    result = json.loads(done.stdout)
    sound(result)
    assert result["chains_broken"] is None
    assert result["chains_unchecked"] in done.stderr and "MOTCUA_DATA_DIR" in done.stderr


def test_people_at_the_counters_are_no_loss(server: Running) -> None:
    """Whoever tried the desk before the presenter's button still sits there: one at another's counter, one paused at a third."""
    taken = Officer(Browser(server.base, Stopwatch()), "quay12", "MotCua@2026", 1)
    elsewhere = Officer(Browser(server.base, Stopwatch()), "quay2", "MotCua@2026", 3)
    for officer in (taken, elsewhere):
        officer.log_in()
        officer.open()
    elsewhere.pause()
    elsewhere.browser.close()
    done = simulate(server, "--visitors", "3", "--counters", "2", "--seed", "7", "--json")
    taken.log_out()
    assert done.returncode == 0, done.stdout[-3000:]
    result = json.loads(done.stdout)
    sound(result)
    assert (result["counters_away"], result["tickets_called"]) == (1, 3)


def test_an_unknown_centre_is_told_with_the_known_ones(server: Running) -> None:
    done = simulate(server, "--centre", "sao-hoa")
    assert done.returncode == 2
    assert "Không có trung tâm “sao-hoa”" in done.stderr and "quang-yen" in done.stderr


def test_a_chain_that_somebody_altered_ends_with_status_one(server: Running) -> None:
    play = ("--visitors", "3", "--counters", "1", "--seed", "6", "--json")
    assert simulate(server, *play).returncode == 0
    last = "WHERE id = (SELECT max(id) FROM audit_event WHERE kind = 'ticket')"
    alter(server, f"UPDATE audit_event SET actor = actor || '?' {last}")
    try:
        done = simulate(server, *play)
    finally:
        alter(server, "UPDATE audit_event SET actor = replace(actor, '?', '') WHERE actor LIKE '%?'")
    assert done.returncode == 1, done.stderr[-3000:]
    result = json.loads(done.stdout)
    assert result["chains_broken"] == 1 and len(result["lost_or_doubled"]) == 1
    assert result["lost_or_doubled"][0] in done.stderr


def alter(server: Running, statement: str) -> None:
    """Change one row of the server's database behind its back."""
    if server.database:
        with psycopg.connect(server.database, autocommit=True) as link:
            assert link.execute(statement).rowcount == 1
    else:
        with closing(sqlite3.connect(server.data / "motcua.sqlite3", timeout=20)) as file, file:
            assert file.execute(statement).rowcount == 1
