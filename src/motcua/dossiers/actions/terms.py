"""The appointments of a dossier after a step that the clock hears of."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import F

from ..models import Dossier
from ..queries.terms import history_of, replayed
from ..rules import Actor
from .steps import take


def pause(dossier: Dossier, verb: str, *, who: Actor, actor: str, now: datetime, data: dict[str, Any], **changes: Any) -> Dossier:
    """A step into a status in which the clock stands; the dossier remembers where it came from."""
    return take(
        dossier, verb, who=who, actor=actor, now=now, data=data, resumes_to=dossier.status, pauses=F("pauses") + 1, **changes
    )


def go_on(dossier: Dossier, verb: str, *, who: Actor, actor: str, now: datetime, data: dict[str, Any], **changes: Any) -> Dossier:
    """A step after which the clock runs again: both appointments from the replayed history, told in the event."""
    dues = replayed(dossier, [*history_of(dossier), (verb, now)])
    if dues is not None:
        changes |= {"first_due_at": dues.first, "due_at": dues.current}
        data = {**data, "first_due": dues.first.isoformat(), "due": dues.current.isoformat()}
        if dues.current != dossier.due_at:
            changes["warned"] = 0
    return take(dossier, verb, who=who, actor=actor, now=now, data=data, resumes_to=None, **changes)
