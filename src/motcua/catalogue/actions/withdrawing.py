"""A version that waits for its day is taken back: nobody was ever served by it, so nothing can point at it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from motcua.accounts.models import Staff
from motcua.accounts.rules import actor_of
from motcua.audit.actions import append
from motcua.kernel.clock import local_day
from motcua.kernel.text import clean

from ..errors import LaterVersionFirst, ReasonNeeded, VersionBegun
from ..models import EditorDraft, Procedure, ProcedureVersion
from ..rules.editing import check_draft_step
from .revising import bump_revision


@transaction.atomic
def withdraw_version(version: ProcedureVersion, *, reason: str, by: Staff, now: datetime) -> ProcedureVersion | None:
    """The version goes, the one before it has no end again (returned; None when it was the first). The draft keeps the content.

    Raises ReasonNeeded, VersionBegun from the first day on, LaterVersionFirst.
    """
    if not clean(reason):
        raise ReasonNeeded
    procedure = Procedure.objects.select_for_update().get(pk=version.procedure_id)
    held = procedure.versions.get(pk=version.pk)
    if held.valid_from <= local_day(now):
        raise VersionBegun(held.valid_from)
    if held.valid_to is not None:
        raise LaterVersionFirst
    before = procedure.versions.filter(valid_to=held.valid_from - timedelta(days=1)).first()
    data = {"number": held.number, "valid_from": held.valid_from.isoformat(), "fingerprint": held.fingerprint, "reason": clean(reason)}
    _let_go(held, before, by=by, now=now, reason=clean(reason))
    held.delete()
    if before is not None:
        before.valid_to = None
        before.save(update_fields=["valid_to"])
    append("procedure", procedure.pk, "withdraw", at=now, actor=actor_of(by), data=data)
    bump_revision()
    return before


def _let_go(version: ProcedureVersion, before: ProcedureVersion | None, *, by: Staff, now: datetime, reason: str) -> None:
    """Drafts that name the version: the one it came from is withdrawn, those begun from it go on from the version before."""
    draft = EditorDraft.objects.select_for_update().filter(published=version).first()
    if draft is not None:
        step = check_draft_step(draft.status, "withdraw", is_writer=True)
        EditorDraft.objects.filter(pk=draft.pk).update(status=step.to.value, published=None, note=reason, revision=F("revision") + 1)
        append("draft", draft.pk, "withdraw", at=now, actor=actor_of(by), data={"number": version.number, "reason": reason})
    EditorDraft.objects.filter(base=version).update(base=before)
