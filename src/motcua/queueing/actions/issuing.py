"""Giving a number (seed step 2): one short transaction of four statements, the same number never twice, one ticket per tap."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, connection

from motcua.audit.actions import begin
from motcua.catalogue.models import Procedure
from motcua.centres import queries as centres
from motcua.centres.models import Centre
from motcua.kernel.clock import local_day
from motcua.kernel.codes import new_token

from ..errors import CentreClosed, GroupNotServed, RequestUnreadable
from ..memory import remembered
from ..models import PriorityReason, ServiceGroup, Ticket
from ..rules import ticket_number
from .hall import busy_transaction, on_disc, touch

REQUEST_LENGTH = range(1, 65)
OPENING_REMEMBERED = 5.0
_NEXT = """
INSERT INTO queueing_line (group_id, day, last, since_priority) VALUES (%s, %s, 1, 0)
ON CONFLICT (group_id, day) DO UPDATE SET last = queueing_line.last + 1 RETURNING last
"""
COLUMNS = (
    "centre_id", "group_id", "procedure_id", "day", "number", "state", "priority_id", "is_priority", "rank_at", "token", "request",
    "language", "taken_at",
)  # fmt: skip
_TICKET = f"""
INSERT INTO queueing_ticket ({", ".join(COLUMNS)}) VALUES ({", ".join(["%s"] * len(COLUMNS))}) RETURNING id
"""  # noqa: S608  # constants of this module


def issue_ticket(
    centre: Centre,
    group: ServiceGroup,
    *,
    request: str,
    priority: PriorityReason | None = None,
    procedure: Procedure | None = None,
    language: str = "vi",
    now: datetime,
    kiosk: str = "",
) -> Ticket:
    """Give the next number of the group's line today in Việt Nam.

    `request` is the token of one tap (1-64 characters): the same token always gives the same ticket, whatever else is asked.
    The rank is the whole second: of those who tapped in the same second the smaller number is called first, whoever's request was read first.
    Raises GroupNotServed, CentreClosed, RequestUnreadable; then nothing was given.
    """
    if len(request) not in REQUEST_LENGTH or not request.isascii() or not request.isprintable():
        raise RequestUnreadable
    if group.centre_id != centre.pk or not group.is_active:
        raise GroupNotServed
    if not remembered(
        ("takes visitors", centre.pk), lambda: centres.takes_visitors(centre, now), seconds=OPENING_REMEMBERED
    ):
        return _given_before(request) or _closed(centre, now)
    ticket = Ticket(
        centre=centre, group=group, procedure=procedure, day=local_day(now), priority=priority, is_priority=priority is not None,
        rank_at=now.replace(microsecond=0), token=new_token(), request=request, language=language, taken_at=now,
    )  # fmt: skip
    try:
        return _write(ticket, now=now, actor=f"kiosk:{kiosk}" if kiosk else "citizen")
    except IntegrityError:
        given = _given_before(request)
        if given is None:
            raise
        return given


@busy_transaction()
def _write(ticket: Ticket, *, now: datetime, actor: str) -> Ticket:
    ticket.number = ticket_number(ticket.group.letter, _next_ordinal(ticket.group_id, ticket.day))
    ticket.pk = _insert(ticket)
    data = {
        "number": ticket.number,
        "group": ticket.group_id,
        "priority": ticket.priority.code if ticket.priority else "",
    }
    begin("ticket", ticket.pk, "issue", at=now, actor=actor, data=data)
    touch(ticket.centre_id)
    return ticket


def _next_ordinal(group_id: int, day: date) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [group_id, connection.ops.adapt_datefield_value(day)])
        return int(cursor.fetchone()[0])


def _insert(ticket: Ticket) -> int:
    """The row by hand: the mapper would need as long as the rest of the tap. Columns without a value here are null."""
    values = [_adapted(ticket, name) for name in COLUMNS]
    with connection.cursor() as cursor:
        cursor.execute(_TICKET, values)
        ticket._state.adding, ticket._state.db = False, connection.alias
        return int(cursor.fetchone()[0])


def _adapted(ticket: Ticket, column: str) -> Any:
    value = getattr(ticket, column)
    if column.endswith("_at"):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if column == "day" else value


def _given_before(request: str) -> Ticket | None:
    """The ticket of an earlier request with this token; safe on the disc before anybody is told of it again."""
    given = Ticket.objects.select_related("group", "centre").filter(request=request).first()
    if given is not None:
        on_disc()
    return given


def _closed(centre: Centre, now: datetime) -> Ticket:
    raise CentreClosed(centres.opening_words(centre, now))
