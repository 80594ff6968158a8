"""What the calling page shows: the present ticket, the steps it allows with their keys, who waits, who did not come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from motcua.dossiers.models import Dossier, GuidanceSlip
from motcua.queueing import queries as hall
from motcua.queueing.models import CounterSession, Ticket
from motcua.queueing.rules import State
from motcua.web.shared.http import live_url

SHOWN = 30
HINTS = {
    "F2": gettext_noop("gọi số"), "F3": gettext_noop("gọi lại"), "F4": gettext_noop("bắt đầu"), "F6": gettext_noop("tiếp nhận"),
    "F7": gettext_noop("vắng mặt"), "F8": gettext_noop("chuyển"), "K": gettext_noop("kết thúc"), "F10": gettext_noop("tạm dừng"),
    "Delete": gettext_noop("đóng quầy"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Button:
    """A step of the calling page: `do` is posted, `href` is followed; `look` is primary for the most probable one only."""

    text: str
    key: str
    icon: str
    look: str
    do: str = ""
    href: str = ""
    big: bool = False

    @property
    def hint(self) -> str:
        """The step in a word or two, for the foot of the page."""
        return _("tiếp tục") if self.do == "resume" else _(HINTS[self.key])


@dataclass(frozen=True, slots=True)
class Waiting:
    """A line of the waiting list."""

    ticket: Ticket
    waited: timedelta


def counter_context(request: HttpRequest, session: CounterSession, now: datetime) -> dict[str, Any]:
    """Everything that the page and its live part show; the part alone uses the same."""
    current, centre = session.current, session.counter.centre
    waiting = list(hall.waiting_tickets(session.counter, now)[: SHOWN + 1])
    done = _work_done(current) if current else {"dossiers": [], "slips": []}
    return {
        "session": session, "current": current, "centre": centre, "counter": {"name": _("Quầy %(n)s") % {"n": session.counter.number}},
        "waited": _waited(current, now) if current else None, **done,
        "buttons": buttons(session, current, has_work=bool(done["dossiers"] or done["slips"])),
        "waiting": [Waiting(ticket, now - ticket.taken_at) for ticket in waiting[:SHOWN]], "more_wait": len(waiting) > SHOWN,
        "absent": list(hall.no_shows(centre, now)[:SHOWN]), "live_address": f"{live_url(request)}/{centre.pk}",
    }  # fmt: skip


def _waited(ticket: Ticket, now: datetime) -> timedelta:
    return (ticket.called_at or now) - ticket.taken_at


def _work_done(ticket: Ticket) -> dict[str, Sequence[Any]]:
    """What was received or guided with this ticket already; decides whether to end or to receive is more probable."""
    return {
        "dossiers": list(Dossier.objects.filter(ticket=ticket).only("id", "code").order_by("id")),
        "slips": list(GuidanceSlip.objects.filter(ticket=ticket).only("id").order_by("id")),
    }


def buttons(session: CounterSession, current: Ticket | None, *, has_work: bool) -> list[Button]:
    """The steps in the order of the keys, exactly one of them filled."""
    close = Button(_("Đóng quầy"), "Delete", "door", "quiet", do="close")
    if session.paused_at is not None:
        rest = _serving(has_work, paused=True) if current else [close]
        return [Button(_("Tiếp tục gọi số"), "F10", "speaker", "secondary" if current else "primary", do="resume", big=True), *rest]
    if current is None:
        return [
            Button(_("Gọi số tiếp theo"), "F2", "speaker", "primary", do="next", big=True),
            Button(_("Tiếp nhận không kèm số"), "F6", "inbox", "secondary", href="/can-bo/tiep-nhan/"),
            Button(_("Tạm dừng"), "F10", "pause", "quiet", href="/can-bo/quay/tam-dung/"),
            close,
        ]
    if current.state == State.CALLED:
        return [
            Button(_("Bắt đầu"), "F4", "user", "primary", do="start", big=True),
            Button(_("Gọi lại"), "F3", "speaker", "secondary", do="again"),
            Button(_("Tiếp nhận hồ sơ"), "F6", "inbox", "secondary", do="receive"),
            Button(_("Vắng mặt"), "F7", "cross", "secondary", do="no_show"),
            Button(_("Chuyển"), "F8", "next", "quiet", href="/can-bo/quay/chuyen/"),
            Button(_("Kết thúc"), "K", "check", "quiet", do="finish"),
        ]
    return _serving(has_work, paused=False)


def _serving(has_work: bool, *, paused: bool) -> list[Button]:
    first, second = ("secondary", "primary") if has_work else ("primary", "secondary")
    found = [
        Button(_("Tiếp nhận hồ sơ"), "F6", "inbox", first, do="receive", big=not has_work),
        Button(_("Kết thúc"), "K", "check", second if paused else "secondary", do="finish"),
        Button(_("Chuyển"), "F8", "next", "quiet", href="/can-bo/quay/chuyen/"),
    ]
    if not paused:
        found.insert(1, Button(_("Kết thúc và gọi số tiếp theo"), "F2", "speaker", second, do="next", big=has_work))
        found.append(Button(_("Tạm dừng"), "F10", "pause", "quiet", href="/can-bo/quay/tam-dung/"))
    return found
