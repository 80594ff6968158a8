"""Who sits where: the officer's centre and ticket, and the dossiers that a person may open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from motcua.accounts.rules import Role, actor_of
from motcua.audit import actions as audit
from motcua.centres.models import Centre
from motcua.dossiers import queries as dossiers
from motcua.dossiers.models import Dossier
from motcua.dossiers.policies import actors, may_see
from motcua.dossiers.rules import Actor
from motcua.queueing import queries as hall
from motcua.queueing.models import CounterSession, Ticket
from motcua.web.shared.http import StaffRequest, staff_posts


@dataclass(frozen=True, slots=True)
class Seat:
    """Where an officer of reception works now: the open counter's centre, else the centre of the post."""

    centre: Centre
    session: CounterSession | None

    @property
    def current(self) -> Ticket | None:
        return self.session.current if self.session else None


def seat_of(request: StaffRequest) -> Seat:
    """The officer's seat; one query. The bar on top shows the counter from now on."""
    session = hall.session_of(request.staff)
    if session is not None:
        request.counter = session.counter.number
        return Seat(session.counter.centre, session)
    posts = [post for post in staff_posts(request) if post.role == Role.RECEPTION and post.centre]
    if not posts or posts[0].centre is None:
        raise Http404
    return Seat(posts[0].centre, None)


def asked_ticket(seat: Seat, text: str) -> Ticket | None:
    """The ticket named in the address when it is the one in hand at this counter; another one is not carried along."""
    current = seat.current
    return current if current is not None and text == str(current.pk) else None


def seen_dossier(request: StaffRequest, pk: int, what: str, now: datetime) -> tuple[Dossier, frozenset[Actor]]:
    """The dossier and in which parts this person acts on it; leaves a read event. 404 for strangers to it."""
    dossier = dossiers.open_dossier(pk)
    posts = staff_posts(request)
    if dossier is None or not may_see(posts, dossier):
        raise Http404
    audit.note_reading("dossier", dossier.pk, what, at=now, actor=actor_of(request.staff))
    return dossier, actors(posts, dossier)
