"""The one place where a dossier's status changes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import F

from motcua.accounts.models import Staff
from motcua.audit import actions as audit
from motcua.centres.models import Centre
from motcua.centres.queries import closed_day

from ..errors import MovedOn, NotReceptionHere, NotYours, PlaceClosed
from ..models import Dossier
from ..policies import actors, may_receive
from ..rules import Actor, Status, step
from ..rules.statuses import check_step


def check_actor(by: Staff, dossier: Dossier, who: Actor) -> None:
    """That this person holds a post in which they act as `who` on this very dossier; one query. Raises NotYours."""
    if who not in actors(by.posts.all(), dossier):
        raise NotYours(str(dossier))


def check_may_receive(by: Staff, centre: Centre) -> None:
    """That this person holds a post of reception at the centre; one query. Raises NotReceptionHere."""
    if not may_receive(by.posts.all(), centre.pk):
        raise NotReceptionHere(centre.name)


def check_place_open(centre_id: int | None, day: date) -> None:
    """That nobody is asked to come for a result on a day on which the place of collection is closed for its own reason. Raises PlaceClosed."""
    closed = closed_day(centre_id, day) if centre_id is not None else None
    if closed is not None:
        raise PlaceClosed(closed.centre.name, closed.reason)


def opened(verb: str) -> Status:
    """The status in which this verb of the table opens a dossier."""
    first = step(None, verb).to
    assert first is not None
    return first


def take(
    dossier: Dossier, verb: str, *, who: Actor, actor: str, now: datetime, data: Mapping[str, Any], **changes: Any
) -> Dossier:
    """Take a step of the table inside the caller's transaction and write its event.

    Compare-and-set on status and revision: raises StepNotAllowed when the table has no such step for `who`, MovedOn when
    somebody else was first. Returns the dossier as it now is.
    """
    status = Status(dossier.status)
    wanted = check_step(status, verb, who=who)
    to = wanted.to if wanted.to is not None else Status(dossier.resumes_to or status)
    same = Dossier.objects.filter(pk=dossier.pk, status=dossier.status, revision=dossier.revision)
    if same.update(status=to, revision=F("revision") + 1, **changes) != 1:
        raise MovedOn
    audit.append("dossier", dossier.pk, verb, at=now, actor=actor, data={"from": int(status), "to": int(to), **data})
    return Dossier.objects.get(pk=dossier.pk)
