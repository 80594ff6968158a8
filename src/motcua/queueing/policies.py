"""Who may do what in the hall: officers of reception at their own counter, a head of the centre closes any counter there."""

from __future__ import annotations

from typing import Protocol

from motcua.accounts.models import Post, Staff
from motcua.accounts.rules import Role
from motcua.centres.models import Counter

from .errors import NotStaffHere, NotYourCounter


class Seat(Protocol):
    """What these rules read of a counter's session (models lie above this module)."""

    @property
    def officer_id(self) -> int: ...
    @property
    def counter(self) -> Counter: ...


def works_at(staff: Staff, centre_id: int, *roles: Role) -> bool:
    """Whether the person holds one of the roles at the centre. One query."""
    return Post.objects.filter(staff=staff, centre_id=centre_id, role__in=roles).exists()


def check_may_open(staff: Staff, centre_id: int) -> None:
    """Raises NotStaffHere when the person does not receive visitors at the centre."""
    if not works_at(staff, centre_id, Role.RECEPTION):
        raise NotStaffHere


def can_work(session: Seat, staff: Staff) -> bool:
    """Whether the session is the person's own; no query."""
    return session.officer_id == staff.pk


def check_may_work(session: Seat, staff: Staff) -> None:
    """Raises NotYourCounter when somebody else opened the counter."""
    if not can_work(session, staff):
        raise NotYourCounter(str(session.counter))


def check_may_close(session: Seat, staff: Staff) -> None:
    """The officer closes the own counter, the head of the centre any; raises NotYourCounter."""
    if not can_work(session, staff) and not works_at(staff, session.counter.centre_id, Role.HEAD):
        raise NotYourCounter(str(session.counter))


def check_may_free(session: Seat, staff: Staff) -> None:
    """Only the head of the centre closes a counter for an officer who has left; raises NotYourCounter."""
    if not works_at(staff, session.counter.centre_id, Role.HEAD):
        raise NotYourCounter(str(session.counter))
