"""Verbs of a draft: begin, save, submit, take back, return, approve, discard. Each one transaction with one event."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from motcua.accounts.models import Staff
from motcua.accounts.rules import actor_of
from motcua.audit.actions import append, begin
from motcua.kernel.clock import local_day
from motcua.kernel.text import clean

from ..errors import BadDraft, CodeTaken, DraftChanged, NothingChanged, ReasonNeeded
from ..models import EditorDraft, Procedure, ProcedureAlias, ProcedureVersion
from ..queries.drafting import draft_of
from ..queries.editing import newest_version, open_draft, writers
from ..rules import Draft, DraftCase, check_draft
from ..rules.comparing import changes_in, compare
from ..rules.draft_json import draft_from_json, draft_to_json
from ..rules.editing import DraftStatus, check_draft_step, check_valid_from
from .publishing import publish_version

SOURCE = "editor"
_CODE = re.compile(r"[0-9A-Za-z]+(\.[0-9A-Za-z]+)*")


@transaction.atomic
def begin_draft(version: ProcedureVersion, *, by: Staff, now: datetime) -> EditorDraft:
    """The open draft of the version's procedure; begun from what the version says when there is none."""
    procedure = Procedure.objects.select_for_update().get(pk=version.procedure_id)
    content = replace(draft_of(version), source=SOURCE)
    return open_draft(procedure.code) or _begun(content, procedure=procedure, base=version, by=by, now=now)


@transaction.atomic
def begin_procedure(code: str, *, name: str, by: Staff, now: datetime) -> EditorDraft:
    """The open draft of a procedure that is not in the catalogue yet. Raises BadDraft for a code of another form, CodeTaken."""
    code = clean(code)
    if len(code) > 40 or not _CODE.fullmatch(code):
        raise BadDraft(code[:40], "có mã không đúng dạng; mã chỉ gồm chữ, số và dấu chấm, ví dụ 1.001193")
    if ProcedureVersion.objects.filter(procedure__code=code).exists() or ProcedureAlias.objects.filter(code=code).exists():
        raise CodeTaken(code)
    content = Draft(code=code, name=clean(name), department="", field="", level="", cases=(DraftCase("", ()),), terms=(), source=SOURCE)
    procedure = Procedure.objects.filter(code=code).first()
    try:
        with transaction.atomic():
            return open_draft(code) or _begun(content, procedure=procedure, base=None, by=by, now=now)
    except IntegrityError:  # somebody else began it at the same moment; there was no row to wait for
        twin = open_draft(code)
        if twin is None:
            raise
        return twin


def _begun(content: Draft, *, procedure: Procedure | None, base: ProcedureVersion | None, by: Staff, now: datetime) -> EditorDraft:
    check_draft_step(None, "begin", is_writer=True)
    draft = EditorDraft.objects.create(
        procedure=procedure, code=content.code, base=base, content=draft_to_json(content), written_by=by, written_at=now,
        status=DraftStatus.WRITING.value,
    )  # fmt: skip
    begin("draft", draft.pk, "begin", at=now, actor=actor_of(by), data={"code": content.code, "base": base.number if base else None})
    return draft


@transaction.atomic
def save_draft(draft: EditorDraft, change: Callable[[Draft], Draft], *, section: str, revision: int, by: Staff, now: datetime) -> EditorDraft:
    """The draft as `change` makes it of what is stored. Raises DraftChanged when it is no longer at `revision`."""
    held = EditorDraft.objects.select_for_update().get(pk=draft.pk)
    check_draft_step(held.status, "save", is_writer=True)
    content = draft_to_json(change(draft_from_json(held.content)))
    return _moved(held, "save", revision=revision, by=by, now=now, data={"section": section}, content=content, written_at=now)


@transaction.atomic
def submit_draft(draft: EditorDraft, *, revision: int, valid_from: date | None, note: str, by: Staff, now: datetime) -> EditorDraft:
    """The draft waits for a second person. Raises BadDraft, NothingChanged, BadDate, DraftChanged."""
    newest, _ = _ready(draft)
    day = check_valid_from(valid_from, today=local_day(now), after=newest.valid_from if newest else None)
    return _moved(draft, "submit", revision=revision, by=by, now=now, data={"valid_from": day.isoformat()}, valid_from=day, note=clean(note))


def _ready(draft: EditorDraft) -> tuple[ProcedureVersion | None, Draft]:
    content, newest = draft_from_json(draft.content), newest_version(draft.code)
    check_draft(content)
    if newest is not None and not changes_in(compare(draft_of(newest), content, words={})):
        raise NothingChanged
    return newest, content


def recall_draft(draft: EditorDraft, *, revision: int, by: Staff, now: datetime) -> EditorDraft:
    """The writers take the draft back before anybody judged it."""
    return _moved(draft, "recall", revision=revision, by=by, now=now)


def return_draft(draft: EditorDraft, *, revision: int, reason: str, by: Staff, now: datetime) -> EditorDraft:
    """A second person gives the draft back with a reason. Raises ReasonNeeded, SecondPersonNeeded."""
    if not clean(reason):
        raise ReasonNeeded
    return _moved(draft, "return", revision=revision, by=by, now=now, data={"reason": clean(reason)}, note=clean(reason))


def discard_draft(draft: EditorDraft, *, revision: int, by: Staff, now: datetime) -> EditorDraft:
    """Nobody goes on with the draft; its content stays to be read."""
    return _moved(draft, "discard", revision=revision, by=by, now=now)


@transaction.atomic
def approve_draft(
    draft: EditorDraft, *, revision: int, compared_with: int | None, valid_from: date | None, by: Staff, now: datetime
) -> EditorDraft:
    """A second person lets the draft be what the procedure says from `valid_from` on.

    `compared_with` is the version (its key) beside which the person saw the draft. Raises SecondPersonNeeded, DraftChanged when
    either changed since, BadDraft, NothingChanged, BadDate.
    """
    if draft.procedure_id is not None:  # first the procedure, then its drafts, as whoever withdraws a version does: nobody waits in a ring
        Procedure.objects.select_for_update().get(pk=draft.procedure_id)
    held = EditorDraft.objects.select_for_update().get(pk=draft.pk)
    check_draft_step(held.status, "approve", is_writer=actor_of(by) in writers(held))
    newest, content = _ready(held)
    if held.revision != revision or (newest.pk if newest else None) != compared_with:
        raise DraftChanged
    day = check_valid_from(valid_from, today=local_day(now), after=newest.valid_from if newest else None)
    version = publish_version(content, valid_from=day, by=actor_of(by), now=now)
    values = {"published": version, "procedure": version.procedure, "approved_by": by, "approved_at": now, "valid_from": day}
    return _moved(held, "approve", revision=revision, by=by, now=now, data={"number": version.number, "valid_from": day.isoformat()}, **values)


@transaction.atomic
def _moved(
    draft: EditorDraft, verb: str, *, revision: int, by: Staff, now: datetime, data: dict[str, Any] | None = None, **values: Any
) -> EditorDraft:
    """One step of the table, compare-and-set on status and revision, with its event."""
    held = EditorDraft.objects.select_for_update().get(pk=draft.pk)
    step = check_draft_step(held.status, verb, is_writer=verb == "save" or actor_of(by) in writers(held))
    rows = EditorDraft.objects.filter(pk=held.pk, status=held.status, revision=revision)
    if rows.update(status=step.to.value, revision=F("revision") + 1, **values) != 1:
        raise DraftChanged
    append("draft", held.pk, verb, at=now, actor=actor_of(by), data={"revision": revision + 1, **(data or {})})
    return EditorDraft.objects.get(pk=held.pk)
