"""From the officer's button to the receipt on paper: the POST of the reception form and the GET of the PDF."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from statistics import median

from motcua.simulate import reception
from motcua.simulate.browser import Stopwatch
from motcua.simulate.counter import Officer
from motcua.simulate.people import person

from .figures import Figure
from .place import Place, server
from .subjects import CASES, CENTRE, Options, asked, officer

WARM = 6


def receive(clerk: Officer, cases: list[int], turns: range) -> list[tuple[float, float, float]]:
    """For each dossier the seconds of the POST, of the page that follows and of the PDF; the first ones warm up."""
    found = []
    for turn in turns:
        page = clerk.browser.get(f"/can-bo/tiep-nhan/{cases[turn % len(cases)]}/", name="form")
        watch = clerk.browser.watch = Stopwatch()
        page = reception.receive(clerk.browser, page, person(turn, seed=2), appointed=reception.appointment())
        if not reception.print_paper(clerk.browser, page, name="pdf"):
            raise SystemExit("bench: the receipt is no whole PDF.")
        found.append((watch.taken["receive"][-1], watch.taken["received"][-1], watch.taken["pdf"][-1]))
    return found[WARM:]


def measure(here: Place, options: Options) -> Iterator[Figure]:
    """p95 under 150 ms, one officer alone and four officers at once."""
    cases = asked(here, "cases", centre=CENTRE, count=CASES)
    count = int(20 * options.seconds) + WARM
    with server(here) as running:
        for clerks in (1, 4):
            people = [officer(running, number) for number in range(1, clerks + 1)]
            with ThreadPoolExecutor(clerks) as pool:
                turns = [range(number * 1000, number * 1000 + count) for number in range(clerks)]
                spans = [span for found in pool.map(lambda one, turn: receive(one, cases, turn), people, turns) for span in found]
            times = sorted((post + pdf) * 1000 for post, _page, pdf in spans)
            note = " ".join(f"{name} {median(part) * 1000:.0f}" for name, part in zip(("POST", "page", "PDF"), zip(*spans, strict=True), strict=True))
            name = f"receive to receipt PDF, {clerks} officer{'s' if clerks > 1 else ''}, p95"
            yield Figure(name, here.database, times[int(len(times) * 0.95)], "ms", 150, note=f"medians in ms: {note}", rounds=times)
