"""A ticket as people see it: on the kiosk's screen, on the phone, on 80 mm paper. No personal data is in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import segno
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from motcua.papers.ticket_image import TicketSlip
from motcua.queueing import queries
from motcua.queueing.memory import remembered
from motcua.queueing.models import ServiceGroup, Ticket
from motcua.queueing.queries import Position
from motcua.queueing.rules import State, is_still_called
from motcua.web.shared.filters import duration
from motcua.web.shared.http import public_url

from .menu import in_language

KEPT = 5.0
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Slip:
    """What every view of a ticket shows."""

    ticket: Ticket
    service: str
    counters: str
    position: Position
    follow_url: str
    priority: str
    is_past: bool = False  # of an earlier day, and called no more

    @property
    def state(self) -> str:
        return self.ticket.state

    @property
    def wait(self) -> timedelta:
        return self.position.wait

    @property
    def wait_words(self) -> str:
        """How long still, in the language of this answer: about so long, soon, or once a counter opens."""
        if not self.position.counters:
            return _("đến khi quầy mở")
        if not self.position.ahead:
            return _("sắp đến lượt")
        return duration(self.wait) if self.wait < MINUTE else _("khoảng %(time)s") % {"time": duration(self.wait)}


def ticket_or_404(token: str) -> Ticket:
    """The ticket of the token; Http404 for an unknown one."""
    found = queries.ticket_of(token)
    if found is None:
        raise Http404
    return found


def slip_of(request: HttpRequest, ticket: Ticket, *, now: datetime) -> Slip:
    """The ticket in the language of this answer."""
    reason = ticket.priority
    return Slip(
        ticket=ticket, service=in_language(ticket.group.name, ticket.group.name_en), counters=counters_of(ticket),
        position=queries.position(ticket, now=now),
        follow_url=public_url(request, reverse("kiosk:ticket", args=[ticket.token])),
        priority=in_language(reason.name, reason.name_en) if reason else "",
        is_past=not is_still_called(day=ticket.day, taken_at=ticket.taken_at, now=now),
    )  # fmt: skip


def counters_of(ticket: Ticket) -> str:
    """The counters to go to, "3, 4"; the one counter after a transfer to it."""
    if ticket.only_counter is not None:
        return str(ticket.only_counter.number)
    group = ticket.group
    return remembered(("counters", group.pk), lambda: ", ".join(map(str, _numbers(group))), seconds=KEPT)


def _numbers(group: ServiceGroup) -> list[int]:
    return list(group.counters.filter(is_active=True).order_by("number").values_list("number", flat=True))


def paper_slip(slip: Slip) -> TicketSlip:
    """The same for the ticket printer, in the visitor's language."""
    ticket = slip.ticket
    return TicketSlip(
        centre=in_language(ticket.centre.name, ticket.centre.name_en), number=ticket.number, service=slip.service,
        issued_at=ticket.taken_at, follow_url=slip.follow_url, counters=slip.counters, ahead=slip.position.ahead,
        wait=slip.wait if slip.position.counters else None, priority=slip.priority, language="en" if ticket.language == "en" else "vi",
    )  # fmt: skip


def qr_picture(url: str) -> SafeString:
    """The address as an inline SVG that takes the size of its frame."""
    return mark_safe(segno.make(url, error="m").svg_inline(border=4, omitsize=True))  # noqa: S308 - drawn by segno from our address


def state_words(state: str) -> str:
    """The state of a ticket in the language of this answer."""
    return {
        State.WAITING: _("Đang chờ"), State.CALLED: _("Đã gọi"), State.SERVING: _("Đang phục vụ"), State.FINISHED: _("Đã phục vụ xong"),
        State.NO_SHOW: _("Vắng mặt khi gọi"), State.CANCELLED: _("Đã hủy"),
    }[State(state)]  # fmt: skip
