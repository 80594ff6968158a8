"""One process of a crowd: threads that tap, call or cancel at the same moment, on a database that other processes use too.

python -m tests.queueing.crowd issue --threads 7 --times 5 --start 1700000000.0 --centre 1 --groups 1,2
python -m tests.queueing.crowd call --threads 3 --start ... --sessions 4,5,6
"""

from __future__ import annotations

import argparse
import json
import sys
import threading
import time
from collections.abc import Callable
from datetime import datetime

import django

django.setup()

from django.db import connection  # noqa: E402 - after the set-up
from tests.cast import MONDAY  # noqa: E402

from motcua.audit.queries import broken_links  # noqa: E402
from motcua.centres.models import Centre  # noqa: E402
from motcua.kernel.codes import new_token  # noqa: E402
from motcua.queueing import actions  # noqa: E402
from motcua.queueing.errors import NobodyWaits, TicketNotInState  # noqa: E402
from motcua.queueing.models import Call, CounterSession, Hall, Line, ServiceGroup, Ticket  # noqa: E402

Row = tuple[str, object]


def issue(options: argparse.Namespace, number: int, now: datetime) -> list[Row]:
    centre = Centre.objects.get(pk=options.centre)
    groups = list(ServiceGroup.objects.filter(pk__in=options.groups).order_by("pk"))
    rows: list[Row] = []
    _await(options.start)
    for turn in range(options.times):
        request = options.request or new_token()
        ticket = actions.issue_ticket(centre, groups[(number + turn) % len(groups)], request=request, now=now)
        rows.append(("issued", ticket.number))
    return rows


def call(options: argparse.Namespace, number: int, now: datetime) -> list[Row]:
    """Call and finish until nobody waits; several threads share each session, as double clicks from several pages do."""
    session = CounterSession.objects.select_related("officer").get(pk=options.sessions[number % len(options.sessions)])
    rows: list[Row] = []
    expected = None
    _await(options.start)
    while True:
        try:
            ticket = actions.call_next(session, expected=expected, by=session.officer, now=now)
        except NobodyWaits:
            return rows
        rows.append(("called", ticket.pk))
        try:
            actions.start(session, expected=ticket.pk, by=session.officer, now=now)
        except TicketNotInState:
            rows.append(("gone", ticket.pk))
        expected = ticket.pk


def cancel(options: argparse.Namespace, number: int, now: datetime) -> list[Row]:
    tickets = list(Ticket.objects.order_by("pk"))[number :: options.threads][: options.times]
    rows: list[Row] = []
    _await(options.start)
    for ticket in tickets:
        try:
            actions.cancel(ticket, now=now)
            rows.append(("cancelled", ticket.pk))
        except TicketNotInState:
            rows.append(("late", ticket.pk))
    return rows


def report(options: argparse.Namespace, number: int, now: datetime) -> list[Row]:
    """What the database says afterwards."""
    rows: list[Row] = [("ticket", [t.number, t.state, t.group_id, t.pk]) for t in Ticket.objects.order_by("pk")]
    rows += [("call", [c.ticket_id, c.again]) for c in Call.objects.order_by("pk")]
    rows += [("line", [line.group_id, line.last]) for line in Line.objects.all()]
    rows += [("held", s.current_id) for s in CounterSession.objects.filter(current__isnull=False)]
    rows += [("version", Hall.objects.get(pk=options.centre).version)]
    return rows + [("broken", list(link)) for link in broken_links("ticket")]


def _await(start: float) -> None:
    time.sleep(max(start - time.time(), 0))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("verb", choices=["issue", "call", "cancel", "report"])
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--start", type=float, default=0)
    parser.add_argument("--centre", type=int)
    parser.add_argument("--request", default="")
    parser.add_argument("--groups", type=_numbers, default=[])
    parser.add_argument("--sessions", type=_numbers, default=[])
    options = parser.parse_args()
    rows: list[Row] = []
    work: Callable[..., list[Row]] = {"issue": issue, "call": call, "cancel": cancel, "report": report}[options.verb]

    def run(number: int) -> None:
        try:
            rows.extend(work(options, number, MONDAY))
        except Exception as error:
            rows.append(("error", f"{type(error).__name__}: {error}"))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(options.threads)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    json.dump(rows, sys.stdout)


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


if __name__ == "__main__":
    main()
