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
EACH = 1500
CROWD = 40


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
    """0.3 of the empty view; then everybody called once."""
    with server(here) as running:
        scripts = _scripts(running)
        asked(here, "crowd", centre=CENTRE, each=EACH)
        rounds = in_turn(
            running.host, empty(running), scripts[:CLIENTS], expected=303, seconds=options.seconds, rounds=options.rounds, step=0
        )
        yield ratio_figure("call next", here.database, rounds, 0.3)
        waits = asked(here, "waiting", centre=CENTRE)
        before = asked(here, "calls", centre=CENTRE)["called"]
        answers = ask(running.host, scripts, connections=AT_ONCE, count=2 * (waits + AT_ONCE) + 40 * AT_ONCE).check(303)
        for _ in range(40):
            if not asked(here, "waiting", centre=CENTRE):
                break
            ask(running.host, scripts, connections=AT_ONCE, count=40 * AT_ONCE).check(303)
        left, after = asked(here, "waiting", centre=CENTRE), asked(here, "calls", centre=CENTRE)
        note = f"{waits} waited, 50 at once from 10 counters, {answers.rate:,.0f} presses/s, p99 {answers.percentile(0.99):.0f} ms"
        missing = waits - (after["called"] - before)
        yield Figure("tickets called twice or never", here.database, after["twice"] + abs(missing) + left, "", 0, note=note)
