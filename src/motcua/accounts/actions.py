"""Counting wrong tries, so that guessing codes is slowed and then refused for a while; and forgetting them, those of a log-in too."""

from __future__ import annotations

from datetime import datetime, timedelta

from axes.utils import reset
from django.db import transaction

from .models import Staff, WrongTry
from .queries import key_of
from .rules import Brake

TRIES_KEPT = timedelta(days=1)


def note_wrong_try(brake: Brake, value: str, *, now: datetime) -> int:
    """Count one wrong try; the count within the brake's window. At `refuse_after` the key is refused for `rest`.

    A try that others of the same moment have overtaken meanwhile is not counted any more: it gets one more than `refuse_after`."""
    key = key_of(brake, value)
    with transaction.atomic():
        row, _ = WrongTry.objects.select_for_update().get_or_create(brake=brake.name, key=key, defaults={"since": now})
        if row.refused_until is not None and row.refused_until > now:
            return brake.refuse_after + 1
        over = now - row.since > brake.window or row.refused_until is not None
        row.count = 1 if over else row.count + 1
        row.since = now if over else row.since
        row.refused_until = now + brake.rest if row.count >= brake.refuse_after else None
        row.save()
    return row.count


def forget_wrong_tries(*, now: datetime) -> int:
    """Drop the tries that began a day ago or earlier: every brake's window and rest are long over. How many were dropped."""
    return WrongTry.objects.filter(since__lte=now - TRIES_KEPT).delete()[0]


def end_lock_out(staff: Staff) -> int:
    """Forget the wrong passwords given for this user name, from wherever: the person may log in at once. How many tries were forgotten."""
    return int(reset(username=staff.get_username()))
