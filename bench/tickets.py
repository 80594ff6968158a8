"""Taking a number over HTTP: its rate beside the empty view's, the same statements raw, and no number given twice."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterator
from typing import Any

from motcua.simulate.reading import text_of

from .asking import TOKEN, Answers, ask, in_turn, request
from .figures import Figure, ratio_figure
from .pages import empty
from .place import Place, Server, server
from .raw import raw_rate
from .subjects import CENTRE, Options, asked

KEEP = r"location: [^\r\n]*/so/([A-Za-z0-9_-]{10,})/"
AT_ONCE = 50
TAPS = 400
PROCESSES = (1, 2, 4, 8)
PROVINCE = 15


def taps(running: Server, hall: dict[str, Any]) -> list[str]:
    """A tap on each group's button of a centre's kiosk, as its own page sends it but for a fresh token each time."""
    browser = running.browser()
    address = f"/ki-ot/{hall['slug']}/{hall['kiosk']}/"
    page = browser.get(address, name="kiosk")
    form = next((form for form in page.forms() if "token" in form.names()), None)
    if form is None:
        raise SystemExit(f"bench: {address} answered {page.status} without a button to tap: {text_of(page.html)[:300]}")
    given = [(name, TOKEN if name == "token" else value) for name, value in form.sent()]
    return [
        request("POST", form.action or address, host=running.host, cookies=browser.cookies, fields=[*given, ("group", str(group))])
        for group in hall["groups"]
    ]


def measure(here: Place, options: Options) -> Iterator[Figure]:
    """One centre's kiosks, then those of the whole province; 0.3 of the empty view, p99 under 50 ms."""
    halls = asked(here, "halls", count=PROVINCE)
    raw = raw_rate(here, options.seconds)
    with server(here) as running:
        one = taps(running, next(hall for hall in halls if hall["slug"] == CENTRE))
        everywhere = [tap for group in zip(*(taps(running, hall)[:3] for hall in halls), strict=True) for tap in group]
        for name, requests in (("ticket issue, province", everywhere), ("ticket issue, one centre", one)):
            rounds = in_turn(running.host, empty(running), requests, expected=303, seconds=options.seconds, rounds=options.rounds)
            figure = ratio_figure(name, here.database, rounds, 0.3)
            figure.note += f"; the same statements raw {raw:,.0f}/s"
            yield figure
            slow = [answers.percentile(0.99) for answers in rounds.subject]
            yield Figure(f"{name}, p99", here.database, rounds.middle(0.99), "ms", 50, rounds=slow)


def measure_crowd(here: Place, options: Options) -> Iterator[Figure]:
    """Fifty at once on 1 to 8 server processes: numbers that two people hold, and people without one."""
    hall = next(hall for hall in asked(here, "halls", count=PROVINCE) if hall["slug"] == CENTRE)
    for processes in PROCESSES:
        with server(here, workers=processes) as running:
            answers = ask(running.host, taps(running, hall), connections=AT_ONCE, keep=KEEP, count=TAPS)
        twice, lost = _wrong(here, answers)
        note = f"{len(answers.kept)} taps, {answers.rate:,.0f}/s, p99 {answers.percentile(0.99):.0f} ms; {lost} without a number"
        yield Figure(f"numbers given twice, {processes} processes", here.database, twice + lost, "", 0, note=note)


def _wrong(here: Place, answers: Answers) -> tuple[int, int]:
    """Numbers held by more than one tap, and taps that got none."""
    tokens = [token for token in answers.kept if not token.startswith("?")]
    rows = asked(here, "numbers", tokens=tokens)
    held = Tally((centre, number) for centre, number, _token in rows)
    twice = sum(count - 1 for count in held.values()) + len(tokens) - len(set(tokens))
    return twice, TAPS - len(rows)
