"""Extending a term once, before it is over, with the letter of apology (Decree 118/2025; form 4)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from motcua.accounts.models import Staff
from motcua.accounts.rules import actor_of
from motcua.audit import actions as audit
from motcua.deadlines.queries import calendar_of
from motcua.deadlines.rules import check_extension, is_letter_in_time
from motcua.kernel.clock import at, write_moment
from motcua.kernel.text import clean

from ..errors import LetterIncomplete, MovedOn
from ..models import Dossier, Extension
from ..rules import Actor
from ..rules.appointment import check_not_far, working_spans
from ..rules.asking import check_extend
from .steps import check_actor, check_place_open
from .telling import tell


def extend(
    dossier: Dossier, *, until: date, reason: str, signer: str, signer_title: str, by: Staff, now: datetime
) -> Dossier:
    """A second appointment at the close of work of `until`; the first one stays and is what the dossier is judged by.

    The status does not change. Raises NotRunning, LetterIncomplete, DueTooFar, NotAWorkingDay, PlaceClosed, and ExtensionRefused
    for a second extension, one after expiry, or one that is not later. The event says whether the letter went out a day ahead.
    """
    check_actor(by, dossier, Actor.DEPARTMENT)
    check_extend(dossier, now=now)
    if not (clean(reason) and clean(signer) and clean(signer_title)):
        raise LetterIncomplete
    check_not_far(until, now=now)
    spans = working_spans(until, calendar_of(dossier.agency_code))
    check_place_open(dossier.collect_at_id, until)
    old, new = dossier.due_at, at(until, spans[-1].closes)
    assert old is not None
    check_extension(first_due=old, new_due=new, now=now, has_letter=True, extended_before=dossier.extended_at is not None)
    in_time = is_letter_in_time(first_due=old, sent=now)
    with transaction.atomic():
        same = Dossier.objects.filter(pk=dossier.pk, status=dossier.status, revision=dossier.revision)
        if same.update(due_at=new, extended_at=now, extended_to=new, warned=0, revision=F("revision") + 1) != 1:
            raise MovedOn
        audit.append(
            "dossier", dossier.pk, "extend", at=now, actor=actor_of(by),
            data={"first_due": old.isoformat(), "due": new.isoformat(), "in_time": in_time},
        )  # fmt: skip
        Extension.objects.create(
            dossier=dossier, at=now, by=by, old_due_at=old, new_due_at=new, reason=reason.strip(), signer=clean(signer)[:200],
            signer_title=clean(signer_title)[:200],
        )  # fmt: skip
        moved = Dossier.objects.get(pk=dossier.pk)
        tell(
            moved, "apology", "được hẹn lại ngày trả kết quả",
            f"Chúng tôi xin lỗi Ông/Bà: hồ sơ {moved.code} chưa xong đúng hẹn.\nNgày hẹn mới: {write_moment(new)}.\nLý do: {reason.strip()}", now=now,
        )  # fmt: skip
    return moved
