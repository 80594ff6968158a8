"""Cost as work grows: the same four requests with 10 thousand, 100 thousand and 1 million past dossiers, rounds in turn over the three."""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from statistics import median

from motcua.demo import read

from .asking import Scripts, ask, request
from .figures import Figure
from .place import HOME, Place, Server, place, server
from .subjects import CENTRE, Options, asked, officer, password
from .tickets import taps

SIZES = (10_000, 100_000, 1_000_000)
CONNECTIONS = 2
ASKED = 200
MOST = 1.5


def measure(here: Place, options: Options) -> Iterator[Figure]:
    """The p95 at the largest size is at most 1.5 times that at the smallest. The place given is not used: each size has its own."""
    with ExitStack() as stack:
        places = {size: stack.enter_context(place(here.database)) for size in SIZES}
        for size, at in places.items():
            print(_fill(at, size), file=sys.stderr, flush=True)
        servers = {size: stack.enter_context(server(at)) for size, at in places.items()}
        subjects = {size: _subjects(at, servers[size]) for size, at in places.items()}
        times = _rounds(servers, subjects, options)
    for name, by_size in times.items():
        middle = {size: median(rounds) for size, rounds in by_size.items()}
        ratios = [large / small for small, large in zip(by_size[SIZES[0]], by_size[SIZES[-1]], strict=True)]
        note = "p95 in ms: " + ", ".join(f"{size:,} {span:.1f}" for size, span in middle.items())
        yield Figure(f"{name}: p95 at 1 million by 10 thousand", here.database, median(ratios), "x", MOST, note=note, rounds=ratios)


def _fill(at: Place, size: int) -> str:
    words = [sys.executable, "-m", "bench.load", str(size)]
    return subprocess.run(words, env=at.environment, cwd=HOME, check=True, capture_output=True, text=True).stdout.strip()


def _subjects(at: Place, running: Server) -> Mapping[str, tuple[int, Scripts]]:
    """Name -> the status expected and what to ask."""
    clerk, head = officer(running), _head(running)
    halls = {hall["slug"]: hall for hall in asked(at, "halls", count=15)}
    codes = asked(at, "codes", count=100)
    lists = [f"/can-bo/ho-so/?muc={tab}" for tab in ("moi", "dang", "tra")]

    def get(address: str, cookies: Mapping[str, str] | None = None) -> str:
        return request("GET", address, host=running.host, cookies=cookies)

    return {
        "ticket issue": (303, taps(running, halls[CENTRE])),
        "tracking page": (200, [get(f"/tra-cuu/?ma={code}&bm={security}") for code, security in codes]),
        "desk list": (200, [get(address, clerk.browser.cookies) for address in lists]),
        "today's figures": (200, [get("/quan-ly/", head)]),
    }


def _head(running: Server) -> Mapping[str, str]:
    """The cookies of the provincial centre's head."""
    row = next(row for row in read.table("staff")["staff"] if row["role"] == "head" and row.get("centre") == CENTRE)
    browser = running.browser()
    page = browser.get("/can-bo/dang-nhap/?next=/quan-ly/", name="form")
    form = next(form for form in page.forms() if "password" in form.names())
    typed = {"username": row["username"], "password": password()}
    browser.submit(page, form, [(name, typed.get(name, value)) for name, value in form.sent()], name="login")
    return browser.cookies


def _rounds(
    servers: Mapping[int, Server], subjects: Mapping[int, Mapping[str, tuple[int, Scripts]]], options: Options
) -> Mapping[str, Mapping[int, Sequence[float]]]:
    """Name -> size -> the p95 of each round in ms."""
    times: dict[str, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    for turn in range(options.rounds + 1):
        for name in subjects[SIZES[0]]:
            for size in SIZES:
                status, scripts = subjects[size][name]
                answers = ask(servers[size].host, scripts, connections=CONNECTIONS, count=ASKED).check(status)
                if turn:
                    times[name][size].append(answers.percentile(0.95))
    return times
