"""Roles, the end of a shift, and the brakes against guessing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Protocol

from motcua.kernel.clock import VN, local

LONGEST_SHIFT = timedelta(hours=12)


class HasKey(Protocol):
    """Whatever row a member of staff is read into."""

    @property
    def pk(self) -> int: ...


def actor_of(staff: HasKey) -> str:
    """The name of a member of staff in events and records: `staff:<id>`."""
    return f"staff:{staff.pk}"


class Role(StrEnum):
    """What a member of staff does; a person may hold several posts."""

    GUIDE = "guide"
    RECEPTION = "reception"
    DEPARTMENT = "department"
    HEAD = "head"
    EDITOR = "editor"
    ADMIN = "admin"

    @property
    def label(self) -> str:
        return _ROLE_LABELS[self]


_ROLE_LABELS = {
    Role.GUIDE: "Cán bộ hướng dẫn",
    Role.RECEPTION: "Cán bộ tiếp nhận",
    Role.DEPARTMENT: "Cán bộ chuyên môn",
    Role.HEAD: "Lãnh đạo trung tâm",
    Role.EDITOR: "Biên tập thủ tục",
    Role.ADMIN: "Quản trị viên",
}


class Held(Protocol):
    """What is needed to know of a post."""

    role: str
    centre_id: int | None


def headed(posts: Iterable[Held]) -> frozenset[int]:
    """The ids of the centres that the holder of these posts is head of."""
    return frozenset(post.centre_id for post in posts if post.role == Role.HEAD and post.centre_id is not None)


def shift_ends(login: datetime, *, closes: time) -> datetime:
    """When the session that begins at `login` ends: at `closes` of that day in Việt Nam, or 12 hours on when that has passed."""
    here = local(login)
    end = datetime.combine(here.date(), closes, VN)
    return end if end > here else here + LONGEST_SHIFT


@dataclass(frozen=True, slots=True)
class Brake:
    """A named limit on wrong tries: from `slow_after` on each answer is delayed, at `refuse_after` refused for `rest`."""

    name: str
    slow_after: int
    refuse_after: int
    window: timedelta
    rest: timedelta
    delay_seconds: float = 0.5


TRACKING_BY_ADDRESS = Brake("tra-cuu-theo-dia-chi", 5, 10, timedelta(minutes=15), timedelta(minutes=15))
TRACKING_BY_CODE = Brake("tra-cuu-theo-ma", 3, 5, timedelta(minutes=15), timedelta(minutes=15))
