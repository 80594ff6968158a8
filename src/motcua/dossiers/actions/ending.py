"""A dossier that ends without a result: stopped by notice, or withdrawn by the citizen."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.accounts.models import Staff
from motcua.accounts.rules import actor_of
from motcua.kernel.text import clean

from ..errors import ReasonMissing
from ..models import Dossier, Duty
from ..rules import Actor
from .steps import check_actor, take
from .supplement import close_supplement
from .telling import tell


def stop(dossier: Dossier, *, reason: str, by: Staff, now: datetime) -> Dossier:
    """2, 4, 5 or 6 -> 8: by notice (form 5) with the reason; final. Raises ReasonMissing."""
    if not clean(reason):
        raise ReasonMissing
    words = reason.strip()
    with transaction.atomic():
        moved = _end(dossier, "stop", who=Actor.DEPARTMENT, by=by, now=now, reason=words)
        tell(moved, "stopped", "đã dừng giải quyết", f"Hồ sơ {moved.code} đã dừng giải quyết.\nLý do: {words}", now=now)
    return moved


def withdraw(dossier: Dossier, *, by: Staff, now: datetime, reason: str = "") -> Dossier:
    """1, 2, 4, 5 or 6 -> 7: the citizen asks at the counter to have the dossier back; final."""
    with transaction.atomic():
        return _end(
            dossier, "withdraw", who=Actor.RECEPTION, by=by, now=now, reason=reason.strip() or "Theo yêu cầu của công dân."
        )


def _end(dossier: Dossier, verb: str, *, who: Actor, by: Staff, now: datetime, reason: str) -> Dossier:
    check_actor(by, dossier, who)
    moved = take(
        dossier, verb, who=who, actor=actor_of(by), now=now, data={}, reason=reason, ended_at=now, supplement_due_at=None,
        resumes_to=None,
    )  # fmt: skip
    close_supplement(moved, now)
    Duty.objects.filter(dossier=moved, ended_at__isnull=True).update(ended_at=now)
    return moved
