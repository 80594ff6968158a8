"""Giving a number (seed step 2): the same number never twice, one ticket per tap."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError

from motcua.catalogue.models import Procedure
from motcua.centres import queries as centres
from motcua.centres.models import Centre
from motcua.kernel.clock import local_day
from motcua.kernel.codes import new_token

from ..errors import CentreClosed, GroupNotServed, RequestUnreadable
from ..memory import remembered
from ..models import PriorityReason, ServiceGroup, Ticket
from .giving import write_ticket

REQUEST_LENGTH = range(1, 65)
OPENING_REMEMBERED = 5.0


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
        return write_ticket(ticket, actor=f"kiosk:{kiosk}" if kiosk else "citizen")
    except IntegrityError:
        given = _given_before(request)
        if given is None:
            raise
        return given


def _given_before(request: str) -> Ticket | None:
    """The ticket of an earlier request with this token; what can be read is on the disc."""
    return Ticket.objects.select_related("group", "centre").filter(request=request).first()


def _closed(centre: Centre, now: datetime) -> Ticket:
    raise CentreClosed(centres.opening_words(centre, now))
