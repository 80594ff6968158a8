"""From the call to the board and the phone: all hold the live stream, hear of a call and fetch their part; how long until each shows the number."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from motcua.simulate.counter import Officer

from .figures import Figure
from .place import HOME, Place, Server, server
from .subjects import CENTRE, Options, asked, officer

BOARDS = 60
PHONES = 4  # of the last who are called; each is a part of its own to make, where sixty boards share theirs
CALLS = 12
PAUSE = 0.7


def measure(here: Place, options: Options) -> Iterator[Figure]:
    """p95 under 250 ms, all sixty boards in the rooms of the centre that calls, and the phones of some who are called."""
    hall = next(hall for hall in asked(here, "halls", count=15) if hall["slug"] == CENTRE)
    asked(here, "crowd", centre=CENTRE, each=4 * CALLS, counters=1)
    with server(here) as running:
        clerk = officer(running, open_counter=True)
        log, count = here.folder / "boards.jsonl", CALLS + int(options.rounds)
        phones = dict(asked(here, "next_in_line", centre=CENTRE, counters=1, count=count)[-PHONES:])
        boards = _boards(running, hall, log, phones.values())
        try:
            calls = [_call(clerk) for _ in range(count)]
            time.sleep(1.5)
        finally:
            boards.terminate()
            boards.wait()
        seen = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
    yield from _figures(here, seen, calls[2:], phones={number: BOARDS + place for place, number in enumerate(phones)})


def _boards(running: Server, hall: dict[str, object], log: Path, tokens: Iterable[str]) -> subprocess.Popen[bytes]:
    """The sixty boards and the phones, a process of their own that writes to `log`; returns when all hear the stream."""
    fragments = [f"/bang/{hall['slug']}/{hall['room']}/manh/"] * BOARDS + [f"/so/{token}/manh/" for token in tokens]
    words = [running.host, running.live, f"/live/{hall['pk']}", *fragments]
    with log.open("wb") as out:
        found = subprocess.Popen([sys.executable, "-m", "bench.boards", *words], cwd=HOME, stdout=out)
    until = time.monotonic() + 30
    while "ready" not in log.read_text():
        if found.poll() is not None or time.monotonic() > until:
            raise SystemExit("bench: the boards do not hear the stream.")
        time.sleep(0.1)
    time.sleep(1)
    return found


def _call(clerk: Officer) -> tuple[str, float]:
    """Press "next" and, when the visitor is there, "start"; the number called and the moment of the first press."""
    time.sleep(PAUSE)
    pressed = time.time()
    number = clerk.press("next").number
    time.sleep(PAUSE)
    clerk.press("start")
    return number, pressed


def _figures(here: Place, seen: list[dict[str, object]], calls: list[tuple[str, float]], *, phones: Mapping[str, int]) -> Iterator[Figure]:
    first: dict[tuple[object, str], float] = {}
    for look in seen:
        for number in re.findall(r"[A-ZĐ]{1,2}\d{3,}", str(look["text"])):
            first.setdefault((look["board"], number), float(str(look["at"])))
    for name, places in (("board", {number: range(BOARDS) for number, _ in calls}), ("phone", {number: [place] for number, place in phones.items()})):
        wanted = [(place, number, pressed) for number, pressed in calls for place in places.get(number, ())]
        times = sorted(1000 * (first[place, number] - pressed) for place, number, pressed in wanted if (place, number) in first)
        if not times:
            raise SystemExit(f"bench: no {name} showed any call.")
        lost = len(wanted) - len(times)
        note = f"{len(calls)} calls, {BOARDS} boards and {len(phones)} phones; p50 {times[len(times) // 2]:.0f} ms, slowest {times[-1]:.0f} ms; {lost} not seen"
        yield Figure(f"call to {name}, p95", here.database, times[int(len(times) * 0.95)], "ms", 250, note=note, rounds=times)
        yield Figure(f"calls that a {name} did not show", here.database, lost, "", 0)
