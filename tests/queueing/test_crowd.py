"""Many at once, threads and processes, on the database of the test run: no number twice, nobody refused, everybody called once."""

from __future__ import annotations

import json
import time
from collections import Counter as Tally
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from tests.cast import World

from motcua.queueing import actions
from motcua.queueing.models import Hall

from .hall import one_more_clerk, take
from .real_database import address, start_python

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("crowd")]
STARTING = 5.0
Rows = dict[str, list[Any]]


class Crowd:
    """Runs commands of `crowd.py`, a process each, that begin at the same moment on a database of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = address(folder)

    def run(self, *commands: str) -> Rows:
        start = ["--start", str(time.time() + STARTING)] if len(commands) > 1 or "report" not in commands[0] else []
        words = [["-m", "tests.queueing.crowd", *command.split(), *start] for command in commands]
        rows: Rows = defaultdict(list)
        for process in [start_python(word, self.folder, self.url) for word in words]:
            output, errors = process.communicate(timeout=180)
            assert process.returncode == 0, errors
            for kind, value in json.loads(output):
                rows[kind].append(value)
        assert not rows["error"]
        return rows


@pytest.mark.parametrize(
    ("processes", "threads"), [(1, 50), (2, 25), (8, 7)], ids=["1 process", "2 processes", "8 processes"]
)
def test_fifty_taps_at_once_give_fifty_numbers(world: World, tmp_path: Path, processes: int, threads: int) -> None:
    crowd = Crowd(tmp_path)
    groups = f"{world.civil.pk},{world.estate.pk}"
    issued = crowd.run(
        *[f"issue --threads {threads} --times 2 --centre {world.centre.pk} --groups {groups}"] * processes
    )["issued"]
    after = crowd.run(f"report --centre {world.centre.pk}")
    taps = processes * threads * 2
    assert len(issued) == len(set(issued)) == taps
    assert sorted(issued) == sorted(ticket[0] for ticket in after["ticket"])
    for group, last in after["line"]:
        assert last == sum(ticket[2] == group for ticket in after["ticket"])
    assert after["version"] == [taps]
    assert not after["broken"]


def test_one_tap_sent_fifty_times_is_one_ticket(world: World, tmp_path: Path) -> None:
    crowd = Crowd(tmp_path)
    command = f"issue --threads 25 --request cung-mot-lan-cham --centre {world.centre.pk} --groups {world.civil.pk},{world.estate.pk}"
    issued = crowd.run(command, command)["issued"]
    after = crowd.run(f"report --centre {world.centre.pk}")
    assert len(issued) == 50
    assert len(set(issued)) == len(after["ticket"]) == 1
    assert sum(last for _group, last in after["line"]) == 1


def _ten_counters(world: World) -> list[int]:
    counters = [*world.counters]
    for number in range(4, 11):
        counters.append(world.room.counters.create(centre=world.centre, number=number))
    world.civil.counters.set(counters)
    sessions = []
    for counter in counters:
        clerk = one_more_clerk(world, f"nguoi-{counter.number}")
        sessions.append(actions.open_counter(counter, by=clerk, now=world.now).pk)
    return sessions


def test_fifty_calls_at_once_from_ten_counters_call_everybody_once(world: World, tmp_path: Path) -> None:
    sessions = _ten_counters(world)
    tickets = [take(world, priority=world.elderly if number % 12 == 0 else None).pk for number in range(100)]
    crowd = Crowd(tmp_path)
    command = "call --threads 25 --sessions " + ",".join(map(str, sessions))
    called = crowd.run(command, command)["called"]
    after = crowd.run(f"report --centre {world.centre.pk}")
    assert set(called) == set(tickets)
    assert Tally(ticket for ticket, _again in after["call"]) == Tally(tickets)
    assert {ticket[1] for ticket in after["ticket"]} <= {"finished", "serving", "called"}
    assert (
        len(after["held"])
        == len(set(after["held"]))
        == sum(ticket[1] in {"serving", "called"} for ticket in after["ticket"])
    )
    assert not after["broken"]


def test_taps_calls_and_cancels_at_once(world: World, tmp_path: Path) -> None:
    sessions = _ten_counters(world)
    for _ in range(40):
        take(world)
    before = Hall.objects.get(pk=world.centre.pk).version
    crowd = Crowd(tmp_path)
    rows = crowd.run(
        f"issue --threads 10 --times 4 --centre {world.centre.pk} --groups {world.civil.pk}",
        "call --threads 10 --sessions " + ",".join(map(str, sessions)),
        "cancel --threads 10 --times 3",
    )
    after = crowd.run(f"report --centre {world.centre.pk}")
    states = {ticket[3]: ticket[1] for ticket in after["ticket"]}
    assert len(states) == len({ticket[0] for ticket in after["ticket"]}) == 80
    assert {pk for pk, state in states.items() if state == "cancelled"} == set(rows["cancelled"])
    assert max(Tally(ticket for ticket, _again in after["call"]).values()) == 1
    assert {pk for pk, state in states.items() if state in {"called", "serving"}} == set(after["held"])
    assert after["version"][0] > before
    assert not after["broken"]
