"""Whether a brake holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils.crypto import salted_hmac

from .models import WrongTry
from .rules import Brake


def key_of(brake: Brake, value: str) -> str:
    """A keyed hash of an address or code, so that the table tells nothing."""
    return salted_hmac(f"motcua.brake.{brake.name}", value, secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()


def braked(tries: Sequence[tuple[Brake, str]], *, now: datetime) -> tuple[Brake | None, float]:
    """(the brake that refuses, or None; seconds by which the answer is to be slowed) for these keys; one query."""
    wanted = {(brake.name, key_of(brake, value)): brake for brake, value in tries}
    where = Q()
    for name, key in wanted:
        where |= Q(brake=name, key=key)
    slow = 0.0
    for row in WrongTry.objects.filter(where):
        brake = wanted[row.brake, row.key]
        if row.refused_until is not None and row.refused_until > now:
            return brake, 0.0
        if row.count >= brake.slow_after and now - row.since <= brake.window:
            slow = max(slow, brake.delay_seconds)
    return None, slow


def rest_left(brake: Brake, value: str, *, now: datetime) -> timedelta:
    """How long a refused key still has to wait; zero when it need not."""
    row = WrongTry.objects.filter(brake=brake.name, key=key_of(brake, value), refused_until__gt=now).first()
    return row.refused_until - now if row and row.refused_until else timedelta(0)
