"""Fills a throw-away database with past dossiers (valid rows, each with its ticket, papers, fee and chained events), fast.

Run: `python -m bench.load 100000` with MOTCUA_DATABASE_URL and MOTCUA_DATA_DIR of a demonstration. Called again with more, it adds older ones.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Mapping
from contextlib import nullcontext
from datetime import datetime, timedelta
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402 - after the set-up

from motcua.audit.models import Event  # noqa: E402
from motcua.audit.rules import START, Sealed, digest_of  # noqa: E402
from motcua.dossiers.models import CodeSeries, Dossier, DossierPaper, HandOver  # noqa: E402
from motcua.dossiers.rules import Status  # noqa: E402
from motcua.kernel.clock import day_bounds, local_day, now  # noqa: E402
from motcua.kernel.codes import SECURITY_ALPHABET, DossierCode  # noqa: E402
from motcua.kernel.text import fold  # noqa: E402
from motcua.payments.models import FeeDue  # noqa: E402
from motcua.queueing.models import Line, Ticket  # noqa: E402
from motcua.queueing.rules import State, ticket_number  # noqa: E402

from .bulk import Rows, Table, go_on_after, hurry, settle, without_indexes, write  # noqa: E402
from .province import A_DAY, Desk, Province, Work, person, status_of  # noqa: E402

NEWEST = 2_000_000
BATCH = 20 * A_DAY
MANY = 50 * A_DAY
# The queue's numbers of past days begin at 5000 per group and day, so that a day with live tickets too has no number twice.
FROM_NUMBER = 5000
TABLES = {
    "ticket": Table(Ticket, with_id=True), "dossier": Table(Dossier, with_id=True), "paper": Table(DossierPaper, with_id=False),
    "fee": Table(FeeDue, with_id=False), "hand_over": Table(HandOver, with_id=False), "event": Table(Event, with_id=False),
}  # fmt: skip


def fill(count: int) -> float:
    """Have at least `count` past dossiers; seconds it took. Days are filled whole: the count is rounded up to thousands."""
    start = time.perf_counter()
    present = Dossier.objects.filter(pk__gt=NEWEST // 2, pk__lte=NEWEST).count()
    province = Province(now())
    with without_indexes(TABLES.values()) if count - present > MANY else nullcontext():
        for first in range(present, count, BATCH):
            _add(province, range(first, min(first + BATCH, count)))
    if not present:
        _count_on(province)
    for name in ("ticket", "dossier"):
        go_on_after(TABLES[name], NEWEST)
    settle()
    return time.perf_counter() - start


def _add(province: Province, places: range) -> None:
    rows: Rows = {name: [] for name in TABLES}
    for place in places:
        _dossier(province, place, rows)
    with hurry():
        for name, table in TABLES.items():
            write(table, rows[name])


def _dossier(province: Province, place: int, rows: Rows) -> None:
    offset, in_day = place // A_DAY, A_DAY - 1 - place % A_DAY
    number, ordinal = province.places[in_day]
    desk = province.desks[number]
    dice = random.Random(place)
    work = desk.work[dice.randrange(len(desk.work))]
    received = province.received_at(offset, in_day)
    row = _columns(NEWEST - place, desk, work, province.due(received, work), received, dice)
    row["code"] = str(DossierCode(desk.agency, province.day(offset), FROM_NUMBER + ordinal))
    row |= _course(status_of(offset, dice), received, province.now)
    _ticket(rows, desk, ordinal, row)
    rows["dossier"].append(TABLES["dossier"].row(**row))
    _belongings(rows, work, row)
    _events(rows, row)


def _columns(pk: int, desk: Desk, work: Work, due: datetime, received: datetime, dice: random.Random) -> dict[str, Any]:
    name, id_number = person(dice.randrange(20_000))
    return {
        "id": pk, "security_code": "".join(dice.choices(SECURITY_ALPHABET, k=8)), "request": f"{dice.getrandbits(96):024x}",
        "version_id": work.version, "case_id": work.case, "helped_at_id": desk.centre, "received_at_centre_id": desk.centre,
        "collect_at_id": desk.centre, "deciding_unit_id": work.unit, "agency_code": desk.agency, "ticket_id": pk, "applicant_name": name,
        "applicant_folded": fold(name), "id_number": id_number, "phone": f"09{dice.randrange(10**8):08d}", "address": "Phường Hồng Hải",
        "received_at": received, "receiver_id": desk.staff[dice.randrange(len(desk.staff))], "limit_amount": work.amount,
        "limit_unit": work.limit_unit, "first_due_at": due, "due_at": due,
    }  # fmt: skip


def _course(status: Status, received: datetime, present: datetime) -> dict[str, Any]:
    """The columns that follow from the status; moments lie after reception and not in the future."""
    span = present - received
    finished, ended = received + min(span / 3, timedelta(days=4)), received + min(span / 2, timedelta(days=6))
    course: dict[str, Any] = {"status": int(status)}
    if status in (Status.FINISHED, Status.RETURNED):
        course["finished_at"] = finished
    if status is Status.RETURNED:
        course["returned_at"] = ended
    if status in (Status.RETURNED, Status.STOPPED, Status.WITHDRAWN):
        course["ended_at"] = ended
    if status is Status.STOPPED:
        course["reason"] = "Không bổ sung giấy tờ trong thời hạn."
    if status is Status.SUPPLEMENT:
        course["resumes_to"] = int(Status.RECEIVED)
    return course | {"revision": len(_verbs(status))}


def _ticket(rows: Rows, desk: Desk, ordinal: int, row: Mapping[str, Any]) -> None:
    group, letter, counters = desk.groups[ordinal % len(desk.groups)]
    received, pk = row["received_at"], row["id"]
    day, number = local_day(received), ticket_number(letter, FROM_NUMBER + ordinal)
    # Today's first are received at midnight: nobody's number is of the day before.
    taken = max(received - timedelta(minutes=14), day_bounds(day)[0])
    rows["ticket"].append(
        TABLES["ticket"].row(
            id=pk, centre_id=desk.centre, group_id=group, day=day, number=number, state=State.FINISHED.value, rank_at=taken,
            token=row["request"][:22] + "xx", request=row["request"], taken_at=taken, called_at=taken + timedelta(minutes=6),
            started_at=taken + timedelta(minutes=7), ended_at=received + timedelta(minutes=1), counter_id=counters[pk % len(counters)],
            officer_id=row["receiver_id"], language="vi", is_priority=False,
        )
    )  # fmt: skip
    data = {"number": number, "group": group, "priority": ""}
    rows["event"].append(_sealed(Sealed("ticket", pk, 1, taken, "issue", "citizen", data, START)))


def _belongings(rows: Rows, work: Work, row: Mapping[str, Any]) -> None:
    pk, receiver, returned = row["id"], row["receiver_id"], row.get("returned_at")
    for order, (asked, name) in enumerate(work.papers):
        rows["paper"].append(TABLES["paper"].row(dossier_id=pk, asked_id=asked, order=order, name=name, originals=1))
    if work.fee:
        kind, name, amount, when = work.fee
        paid = {"paid_at": returned, "paid_to_id": receiver, "method": "cash"} if returned else {}
        rows["fee"].append(TABLES["fee"].row(dossier_id=pk, kind=kind, name=name, amount=amount, when=when, **paid))
    if returned:
        words = {"taker": row["applicant_name"], "proof": "receipt"}
        rows["hand_over"].append(TABLES["hand_over"].row(dossier_id=pk, at=returned, giver_id=receiver, **words))


def _verbs(status: Status) -> tuple[tuple[str, Status], ...]:
    begin = (("receive", Status.RECEIVED),)
    to_unit = (*begin, ("hand_to_department", Status.PROCESSING))
    done = (*to_unit, ("finish", Status.FINISHED))
    return {
        Status.RECEIVED: begin, Status.PROCESSING: to_unit, Status.FINISHED: done, Status.RETURNED: (*done, ("hand_over", Status.RETURNED)),
        Status.SUPPLEMENT: (*begin, ("request_supplement", Status.SUPPLEMENT)), Status.STOPPED: (*to_unit, ("stop", Status.STOPPED)),
        Status.WITHDRAWN: (*begin, ("withdraw", Status.WITHDRAWN)),
    }[status]  # fmt: skip


def _events(rows: Rows, row: Mapping[str, Any]) -> None:
    """The chain that leads to the dossier's status."""
    received = row["received_at"]
    moments = {"receive": received, "finish": row.get("finished_at"), "hand_over": row.get("ended_at")}
    previous, before = START, None
    for seq, (verb, status) in enumerate(_verbs(Status(row["status"])), 1):
        at = moments.get(verb) or received + timedelta(seconds=seq)
        data: dict[str, Any] = {"from": before, "to": int(status)}
        if verb == "receive":
            data |= {"code": row["code"], "centre": row["received_at_centre_id"], "version": row["version_id"], "channel": "counter"}
        event = _sealed(Sealed("dossier", row["id"], seq, at, verb, f"staff:{row['receiver_id']}", data, previous))
        rows["event"].append(event)
        previous, before = event[-1], int(status)


def _sealed(event: Sealed) -> tuple[Any, ...]:
    return TABLES["event"].row(
        kind=event.kind, record=event.record, seq=event.seq, at=event.at, verb=event.verb, actor=event.actor, data=event.data,
        previous=event.previous, digest=digest_of(event),
    )  # fmt: skip


def _count_on(province: Province) -> None:
    """The counters of codes and lines of today stand past what was loaded."""
    for desk in province.desks:
        CodeSeries.objects.update_or_create(
            agency_code=desk.agency, day=province.today, defaults={"last": FROM_NUMBER + A_DAY}
        )
        for group, _letter, _counters in desk.groups:
            Line.objects.update_or_create(group_id=group, day=province.today, defaults={"last": FROM_NUMBER + A_DAY})


if __name__ == "__main__":
    seconds = fill(int(sys.argv[1]))
    print(f"{Dossier.objects.count():,} dossiers, {Event.objects.count():,} events in {connection.vendor}, {seconds:.1f} s")
