"""From the counter to the department and back to the citizen (seed step 4; Decree 118/2025)."""

from __future__ import annotations

from datetime import datetime
from typing import IO

from django.db import transaction

from motcua.accounts.models import Staff
from motcua.accounts.rules import actor_of
from motcua.audit import actions as audit
from motcua.kernel.clock import write_moment
from motcua.kernel.text import clean, fold
from motcua.papers import actions as papers
from motcua.payments import actions as payments
from motcua.payments import rules as money

from ..errors import CollectorUnproven, FeesClosed, FeesUnpaid, ResultMissing
from ..models import Dossier, HandOver, Result
from ..rules import Actor
from ..rules.words import PROOFS
from .steps import check_actor, take
from .telling import tell


def hand_to_department(dossier: Dossier, *, taker: str, by: Staff, now: datetime, note: str = "") -> Dossier:
    """2 -> 4: give the dossier to the deciding unit, with the record of who gave, who took, when. Raises NotYours."""
    check_actor(by, dossier, Actor.RECEPTION)
    with transaction.atomic():
        moved = take(
            dossier,
            "hand_to_department",
            who=Actor.RECEPTION,
            actor=actor_of(by),
            now=now,
            data={"unit": dossier.deciding_unit_id},
        )
        HandOver.objects.create(
            dossier=moved, at=now, giver=by, to_unit_id=moved.deciding_unit_id, taker=clean(taker)[:200] or moved.deciding_unit.name,
            note=clean(note)[:400],
        )  # fmt: skip
    return moved


def finish(
    dossier: Dossier, *, name: str, number: str, upload: IO[bytes] | None, file_name: str, by: Staff, now: datetime
) -> Dossier:
    """2 or 4 -> 9: the result exists; the clock ends here. Raises NotYours, ResultMissing without a file, FileRefused for a bad one
    or for one without a digital signature where the procedure asks for it.
    """
    check_actor(by, dossier, Actor.DEPARTMENT)
    if upload is None:
        raise ResultMissing
    signed = dossier.version.needs_signed_result
    stored = papers.keep(upload, name=file_name, by=actor_of(by), now=now, must_be_signed=signed)
    with transaction.atomic():
        stored.save()
        moved = take(
            dossier, "finish", who=Actor.DEPARTMENT, actor=actor_of(by), now=now, finished_at=now,
            data={"file": stored.sha256, "number": clean(number)[:120]},
        )  # fmt: skip
        Result.objects.create(
            dossier=moved,
            name=clean(name)[:300] or stored.name,
            number=clean(number)[:120],
            file=stored,
            added_at=now,
            added_by=by,
        )
        place = moved.collect_at
        tell(
            moved, "result", "đã có kết quả",
            f"Hồ sơ {moved.code} đã có kết quả lúc {write_moment(now)}.\nNơi nhận: {place.name if place else ''}, {place.address if place else ''}.\n"
            "Xin mang giấy tiếp nhận hoặc căn cước khi đến nhận.", now=now,
        )  # fmt: skip
    return moved


def collect_fees(dossier: Dossier, *, method: str, by: Staff, now: datetime) -> int:
    """Take all unpaid fees at the counter; the sum in đồng that this call took (a second click takes 0). Raises NotYours, FeesClosed."""
    check_actor(by, dossier, Actor.RECEPTION)
    with transaction.atomic():
        held = Dossier.objects.select_for_update().get(pk=dossier.pk)
        if held.ended_at is not None:
            raise FeesClosed(str(held))
        taken = payments.collect(dossier.pk, method=method, by=by, now=now)
        amount = sum(line.total for line in taken)
        if taken:
            audit.append(
                "dossier",
                dossier.pk,
                "collect_fees",
                at=now,
                actor=actor_of(by),
                data={"amount": amount, "method": method},
            )
            dossier.revision = held.revision + 1
            Dossier.objects.filter(pk=held.pk).update(revision=dossier.revision)
    return amount


def hand_over(dossier: Dossier, *, proof: str, taker: str, by: Staff, now: datetime, note: str = "") -> Dossier:
    """9 -> 10: give the result to the applicant, or to an authorised person named in `taker` with proof.

    Raises NotYours, FeesUnpaid while a fee is open, CollectorUnproven without a proof, without a name when authorised, or with another's name when not.
    """
    check_actor(by, dossier, Actor.RECEPTION)
    name = clean(taker)[:200]
    is_other = bool(name) and fold(name) != fold(dossier.applicant_name)
    if proof not in PROOFS or (proof == "authorised" and len(name) < 2) or (proof != "authorised" and is_other):
        raise CollectorUnproven
    with transaction.atomic():
        open_fees = money.unpaid(dossier.fees_due.all())
        if open_fees.dong:
            raise FeesUnpaid(str(open_fees))
        moved = take(
            dossier,
            "hand_over",
            who=Actor.RECEPTION,
            actor=actor_of(by),
            now=now,
            returned_at=now,
            ended_at=now,
            data={"proof": proof},
        )
        HandOver.objects.create(
            dossier=moved, at=now, giver=by, taker=name or moved.applicant_name, proof=proof, note=clean(note)[:400]
        )
    return moved
