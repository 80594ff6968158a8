"""Calling the next visitor: its rate beside the empty view's, and fifty presses at once from ten counters."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from motcua.simulate.counter import COUNTER, Officer

from .asking import CLIENTS, ask, in_turn, request
from .figures import Figure, ratio_figure
from .pages import empty
from .place import Place, Server, server
from .subjects import CENTRE, Options, asked, officer

COUNTERS = 10
AT_ONCE = 50
EACH = 800
CROWD = 60


def script(running: Server, clerk: Officer) -> list[str]:
    """Next, then finish, as the counter's page sends them; an empty `current` stands for a counter without a ticket in hand."""
    assert clerk.view is not None
    form = next(form for form in clerk.view.page.forms() if "do" in form.names() and "current" in form.names())
    given = [(name, "" if name == "current" else value) for name, value in form.sent() if name != "do"]
    return [
        request("POST", form.action or COUNTER, host=running.host, cookies=clerk.browser.cookies, fields=[*given, ("do", verb)])
        for verb in ("next", "finish")
    ]


def _scripts(running: Server) -> list[list[str]]:
    with ThreadPoolExecutor(2) as pool:
        clerks = list(pool.map(lambda number: officer(running, number, open_counter=True), range(1, COUNTERS + 1)))
    return [script(running, clerk) for clerk in clerks]


def measure(here: Place, options: Options) -> Iterator[Figure]:
    """Everybody called once; then 0.3 of the empty view."""
    with server(here) as running:
        scripts = _scripts(running)
        yield _everybody_once(here, running, scripts)
        asked(here, "crowd", centre=CENTRE, each=EACH, counters=CLIENTS)
        rounds = in_turn(
            running.host, empty(running), scripts[:CLIENTS], expected=303, seconds=options.seconds, rounds=options.rounds, step=0
        )
        yield ratio_figure("call next", here.database, rounds, 0.3)


def _everybody_once(here: Place, running: Server, scripts: list[list[str]]) -> Figure:
    """Fifty connections press until nobody waits, always at the counters that still have a line: at first five at each of the ten."""
    before = asked(here, "calls", centre=CENTRE)["called"]
    waits = left = asked(here, "crowd", centre=CENTRE, each=CROWD, counters=COUNTERS)
    presses, slowest, has_moved = 0, 0.0, True
    while left and has_moved:
        lines = asked(here, "lines", centre=CENTRE, counters=COUNTERS)
        busy = [one for one, waiting in zip(scripts, lines, strict=True) if waiting]
        answers = ask(running.host, busy, connections=AT_ONCE, count=4 * left + AT_ONCE).check(303)
        presses, slowest = presses + len(answers.taken), max(slowest, answers.percentile(0.99))
        present = asked(here, "waiting", centre=CENTRE, counters=COUNTERS)
        left, has_moved = present, present < left
    after = asked(here, "calls", centre=CENTRE)
    note = f"{waits} waited, {presses:,} presses, 50 at once at 10 counters, p99 {slowest:.0f} ms; {after['broken']} broken chains"
    wrong = after["twice"] + abs(waits - (after["called"] - before)) + left + after["broken"]
    return Figure("tickets called twice or never", here.database, wrong, "", 0, note=note)
