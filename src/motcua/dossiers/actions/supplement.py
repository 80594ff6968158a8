"""Asking for missing papers once, and what follows (Decree 118/2025 art. 5: one request, everything at once, with the reason)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max

from motcua.accounts.models import Staff
from motcua.accounts.rules import actor_of, headed
from motcua.audit import actions as audit
from motcua.deadlines.queries import calendar_of
from motcua.deadlines.rules import Regime
from motcua.kernel.clock import write_moment
from motcua.kernel.text import clean

from ..errors import MissingItemsNone, MovedOn, ReasonMissing, SupplementIncomplete, SupplementNotOver
from ..models import Dossier, DossierPaper, Supplement
from ..queries.tracking import open_supplement
from ..rules import Actor
from ..rules.asking import check_allow_supplement, check_request_supplement, supplement_due
from .reception import PaperGiven
from .steps import check_actor, take
from .telling import tell
from .terms import go_on, pause


def request_supplement(
    dossier: Dossier, *, items: Sequence[dict[str, str]], reason: str, who: Actor, by: Staff, now: datetime
) -> Dossier:
    """1, 2 or 4 -> 5: everything that is missing at once, with the reason; the clock stops.

    `items` are {"paper", "problem", "remedy"}. The citizen has the version's `supplement_days` working days (15).
    Raises MissingItemsNone, ReasonMissing, SupplementAlreadyAsked for a second request without an exception.
    """
    check_actor(by, dossier, who)
    missing = [dict(item) for item in items if clean(item.get("paper", ""))]
    if not missing:
        raise MissingItemsNone
    if not clean(reason):
        raise ReasonMissing
    check_request_supplement(dossier, who=who)
    until = supplement_due(now, dossier.version.supplement_days, calendar_of(dossier.agency_code))
    with transaction.atomic():
        moved = pause(
            dossier, "request_supplement", who=who, actor=actor_of(by), now=now,
            data={"items": len(missing), "until": until.isoformat(), "regime": dossier.version.supplement_regime},
            supplement_due_at=until, supplements_asked=F("supplements_asked") + 1,
        )  # fmt: skip
        Supplement.objects.create(dossier=moved, at=now, by=by, items=missing, reason=reason.strip(), due_at=until)
        tell(
            moved, "supplement", "cần bổ sung giấy tờ",
            f"Hồ sơ {moved.code} cần bổ sung {len(missing)} giấy tờ. Hạn bổ sung: {write_moment(until)}.\n"
            "Xin xem chi tiết ở trang tra cứu hoặc phiếu yêu cầu bổ sung.", now=now, round_=str(moved.supplements_asked),
        )  # fmt: skip
    return moved


def allow_second_supplement(dossier: Dossier, *, reason: str, by: Staff, now: datetime) -> Dossier:
    """The recorded exception of the head: one more request for supplement.

    Raises ReasonMissing, StepNotAllowed for a dossier that no papers can be asked for, ExceptionNotNeeded, NotTheHead, MovedOn.
    """
    if not clean(reason):
        raise ReasonMissing
    check_allow_supplement(dossier, headed=headed(by.posts.all()))
    with transaction.atomic():
        same = Dossier.objects.filter(pk=dossier.pk, revision=dossier.revision, ended_at__isnull=True)
        if same.update(supplements_allowed=F("supplements_allowed") + 1, revision=F("revision") + 1) != 1:
            raise MovedOn
        audit.append(
            "dossier", dossier.pk, "allow_supplement", at=now, actor=actor_of(by), data={"reason": clean(reason)[:400]}
        )
    return Dossier.objects.get(pk=dossier.pk)


def complete_supplement(dossier: Dossier, *, papers: Sequence[PaperGiven], by: Staff, now: datetime, note: str = "") -> Dossier:
    """5 -> back (regime pause, what remained runs on) or -> 2 (regime restart, the whole term again).

    `papers`: what came for each item asked for, in their order; it enters the record. Raises SupplementIncomplete while an
    item has none. A dossier that was not yet received goes back to 1.
    """
    check_actor(by, dossier, Actor.RECEPTION)
    brought = _brought(dossier, papers)
    restarts = dossier.received_at is not None and dossier.version.supplement_regime == Regime.RESTART
    verb = "restart" if restarts else "resume"
    with transaction.atomic():
        moved = go_on(
            dossier, verb, who=Actor.RECEPTION, actor=actor_of(by), now=now,
            data={"papers": len(brought)} | ({"note": clean(note)[:400]} if clean(note) else {}), supplement_due_at=None,
        )  # fmt: skip
        close_supplement(moved, now)
        _write_papers(moved, brought, now)
    return moved


def _brought(dossier: Dossier, papers: Sequence[PaperGiven]) -> list[tuple[str, PaperGiven]]:
    """Each item of the open request by its name, with what came for it. Raises SupplementIncomplete."""
    asked = open_supplement(dossier.pk)
    names = [item["paper"] for item in asked.items] if asked else []
    missing = [name for place, name in enumerate(names) if place >= len(papers) or not papers[place].is_given]
    if missing:
        raise SupplementIncomplete(missing)
    return list(zip(names, papers, strict=False))


def _write_papers(dossier: Dossier, brought: Sequence[tuple[str, PaperGiven]], now: datetime) -> None:
    """After the papers that are there already; the caller's step holds the dossier's row."""
    last = DossierPaper.objects.filter(dossier=dossier).aggregate(last=Max("order"))["last"]
    DossierPaper.objects.bulk_create(
        DossierPaper(
            dossier=dossier, order=order, name=clean(name), originals=paper.originals, certified=paper.certified, copies=paper.copies,
            only_shown=paper.shown, brought_at=now,
        )
        for order, (name, paper) in enumerate(brought, 0 if last is None else last + 1)
    )  # fmt: skip


def expire(dossier: Dossier, *, now: datetime) -> Dossier:
    """5 -> 8 (or 3 when it had not been received): the term of the supplement is over. Raises SupplementNotOver."""
    until = _until(dossier)
    if until is None or now < until:
        raise SupplementNotOver
    verb = "expire" if dossier.received_at is not None else "expire_unreceived"
    reason = f"Hết hạn bổ sung lúc {write_moment(until)} mà chưa nhận đủ giấy tờ còn thiếu."
    with transaction.atomic():
        moved = take(
            dossier, verb, who=Actor.SYSTEM, actor="system", now=now, data={}, reason=reason, ended_at=now,
            supplement_due_at=None, resumes_to=None,
        )  # fmt: skip
        close_supplement(moved, now)
        tell(moved, "expired", "đã dừng giải quyết", f"Hồ sơ {moved.code} đã dừng giải quyết.\nLý do: {reason}", now=now)
    return moved


def _until(dossier: Dossier) -> datetime | None:
    """The deadline, by the calendar in force when that gives more time: an end is for good, and a recount may still be under way."""
    asked = Supplement.objects.filter(dossier=dossier, ended_at__isnull=True).values_list("at", flat=True).first()
    if asked is None or dossier.supplement_due_at is None:
        return dossier.supplement_due_at
    return max(dossier.supplement_due_at, supplement_due(asked, dossier.version.supplement_days, calendar_of(dossier.agency_code)))


def close_supplement(dossier: Dossier, now: datetime) -> None:
    """The open request is answered, or ended with its dossier."""
    Supplement.objects.filter(dossier=dossier, ended_at__isnull=True).update(ended_at=now)
