"""Whether a brake holds; who administers; whom wrong passwords keep out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache, lru_cache

from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.crypto import salted_hmac

from motcua.kernel.prepared import Prepared, mark

from .models import Staff, WrongTry
from .rules import Brake

LOCK_OUT = get_cool_off() or timedelta(0)


@lru_cache(maxsize=4096)
def key_of(brake: Brake, value: str) -> str:
    """A keyed hash of an address or code, so that the table tells nothing."""
    return salted_hmac(f"motcua.brake.{brake.name}", value, secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()


def braked(tries: Sequence[tuple[Brake, str]], *, now: datetime) -> tuple[Brake | None, float]:
    """(the brake that refuses, or None; seconds by which the answer is to be slowed) for these keys; one query."""
    wanted = {(brake.name, key_of(brake, value)): brake for brake, value in tries}
    slow = 0.0
    texts = [text for pair in wanted for text in pair]
    for name, key, count, since, until in _tries(len(wanted)).rows(connection, *texts):
        brake = wanted[name, key]
        if until is not None and until > now:
            return brake, 0.0
        if count >= brake.slow_after and now - since <= brake.window:
            slow = max(slow, brake.delay_seconds)
    return None, slow


def noted(number: int, *, first: int) -> Exists:
    """For a prepared query that asks it by the way: is any wrong try known of these pairs of brake name and `key_of`? Their marks begin at `first`.

    Where none is, `braked` has nothing to say; that is so for nearly everybody.
    """
    return Exists(WrongTry.objects.filter(_pairs(number, first)))


@cache
def _tries(number: int) -> Prepared:
    """The rows of `number` pairs of brake and key."""
    return Prepared(
        lambda: WrongTry.objects.filter(_pairs(number, 0)).values_list("brake", "key", "count", "since", "refused_until")
    )


def _pairs(number: int, first: int) -> Q:
    where = Q()
    for place in range(first, first + 2 * number, 2):
        where |= Q(brake=mark(place), key=mark(place + 1))
    return where


def rest_left(brake: Brake, value: str, *, now: datetime) -> timedelta:
    """How long a refused key still has to wait; zero when it need not."""
    row = WrongTry.objects.filter(brake=brake.name, key=key_of(brake, value), refused_until__gt=now).first()
    return row.refused_until - now if row and row.refused_until else timedelta(0)


def is_last_administrator(staff: Staff) -> bool:
    """Whether nobody else may open every page of the administration. Locks those who may until the transaction ends: two who dismiss each other wait."""
    able = Staff.objects.select_for_update().filter(is_active=True, is_staff=True, is_superuser=True).order_by("pk")
    return [one.pk for one in able] == [staff.pk]


def with_lock_outs(staff: QuerySet[Staff], *, now: datetime) -> QuerySet[Staff]:
    """The same staff, each with `locked_at`: the last wrong password of those who are locked out now, else None; it ends `LOCK_OUT` later."""
    tries = AccessAttempt.objects.filter(username=OuterRef("username"), failures_since_start__gte=settings.AXES_FAILURE_LIMIT)
    last = tries.filter(attempt_time__gt=now - LOCK_OUT).order_by("-attempt_time").values("attempt_time")[:1]
    return staff.annotate(locked_at=Subquery(last))
