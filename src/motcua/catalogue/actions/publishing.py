"""Publishing a version: it never changes after."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from motcua.audit.actions import append

from ..errors import VersionTooEarly
from ..models import Procedure, ProcedureVersion
from ..rules import Draft, check_draft
from .revising import bump_revision
from .writing import ToWrite, write_versions


@transaction.atomic
def publish_version(draft: Draft, *, valid_from: date, by: str, now: datetime) -> ProcedureVersion:
    """The draft is what the procedure says from `valid_from` on; the version in force ends the day before.

    The same content again returns the version in force, unchanged. Creates the procedure at its first version.
    Raises BadDraft, UnknownKey, VersionTooEarly. `by` is an actor ("staff:3", "system").
    """
    check_draft(draft)
    procedure, _ = Procedure.objects.get_or_create(code=draft.code)
    procedure = Procedure.objects.select_for_update().get(pk=procedure.pk)
    last = procedure.versions.filter(valid_to__isnull=True).first()
    if last and last.fingerprint == draft.fingerprint():
        return last
    if last:
        close(last, valid_from)
    number = last.number + 1 if last else 1
    [version] = write_versions([ToWrite(procedure, draft, number, valid_from)])
    data = {"number": version.number, "valid_from": valid_from.isoformat(), "fingerprint": version.fingerprint}
    append("procedure", procedure.pk, "publish", at=now, actor=by, data=data)
    bump_revision()
    return version


def close(last: ProcedureVersion, next_from: date) -> None:
    """The version ends the day before the next one begins. Raises VersionTooEarly."""
    if last.valid_from >= next_from:
        raise VersionTooEarly(last.procedure.code, last.valid_from)
    last.valid_to = next_from - timedelta(days=1)
    last.save(update_fields=["valid_to"])
