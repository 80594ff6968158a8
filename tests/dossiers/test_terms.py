"""Terms that stop, run on, begin anew, are extended or end: by the actions, and the same when the history is replayed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cast import MONDAY, World

from motcua.audit.models import Event
from motcua.audit.queries import broken_links
from motcua.deadlines.errors import ExtensionRefused
from motcua.deadlines.rules import (
    DEFAULT_CALENDAR,
    Limit,
    OwnDay,
    Regime,
    Unit,
    WorkCalendar,
    due_moment,
    office_hours,
    working_minutes,
)
from motcua.deadlines.rules.calendar import DEFAULT_HOURS
from motcua.dossiers import actions
from motcua.dossiers.errors import (
    DueTooFar,
    DutyUnstated,
    ExceptionNotNeeded,
    LetterIncomplete,
    MissingItemsNone,
    MovedOn,
    NotAWorkingDay,
    NotRunning,
    NotTheHead,
    PaymentUnproven,
    ReasonMissing,
    StepNotAllowed,
    SupplementAlreadyAsked,
    SupplementNotOver,
)
from motcua.dossiers.models import Dossier, Duty, Supplement
from motcua.dossiers.queries import moved_by, proof_of
from motcua.dossiers.queries.terms import history_of, replayed
from motcua.dossiers.rules import Actor, Status
from motcua.dossiers.rules.history import Dues, Term, dues_of, pauses_of
from motcua.dossiers.tasks import watch_terms
from motcua.kernel.clock import VN
from motcua.messages.models import Outgoing

ITEMS = [{"paper": "Bản vẽ", "problem": "chưa có chữ ký", "remedy": ""}]
CAME = [actions.PaperGiven(asked=None, originals=1)]


def vn(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=VN)


def with_regime(world: World, regime: Regime) -> None:
    world.case(world.deed).version.__class__.objects.update(supplement_regime=regime.value)


def ask(world: World, dossier: Dossier, now: datetime) -> Dossier:
    return actions.request_supplement(
        dossier, items=ITEMS, reason="Thiếu chữ ký", who=Actor.DEPARTMENT, by=world.officer, now=now
    )


def paused_for_money(world: World, dossier: Dossier, begun: datetime, ended: datetime) -> Dossier:
    moved = actions.require_payment(dossier, amount=5_000_000, basis="Thông báo thuế 12", by=world.officer, now=begun)
    return actions.confirm_payment(moved, document="BL 01", by=world.clerk, now=ended)


def test_a_supplement_under_restart_gives_the_whole_term_again(world: World) -> None:
    dossier = ask(world, world.a_dossier(at="processing"), vn(3, 4))
    assert (dossier.status, dossier.resumes_to, dossier.supplement_due_at) == (5, 4, vn(3, 25))
    moved = actions.complete_supplement(dossier, papers=CAME, by=world.clerk, now=vn(3, 10, 10, 30))
    expected = due_moment(vn(3, 10, 10, 30), Limit(Decimal(10), Unit.WORKING_DAY))
    assert (moved.status, moved.due_at, moved.first_due_at, moved.supplement_due_at) == (
        Status.RECEIVED,
        expected,
        expected,
        None,
    )
    assert Supplement.objects.get().ended_at == vn(3, 10, 10, 30)
    assert list(broken_links("dossier")) == []


def test_a_supplement_under_pause_keeps_what_remained(world: World) -> None:
    with_regime(world, Regime.PAUSE)
    before = world.a_dossier(at="processing")
    left = working_minutes(vn(3, 4, 10, 20), before.due_at)
    moved = actions.complete_supplement(ask(world, before, vn(3, 4, 10, 20)), papers=CAME, by=world.clerk, now=vn(3, 10, 14, 5))
    assert moved.status == Status.PROCESSING
    assert working_minutes(vn(3, 10, 14, 5), moved.due_at) == left
    reasons = [row.reason for row in proof_of(moved).explanation]  # type: ignore[union-attr]
    assert "tạm dừng 10:20 4/3 - 14:05 10/3: chờ bổ sung" in reasons
    assert proof_of(moved).total_minutes == 4800  # type: ignore[union-attr]


@pytest.mark.parametrize("regime", list(Regime))
def test_a_pause_for_money_always_keeps_what_remained(world: World, regime: Regime) -> None:
    with_regime(world, regime)
    before = world.a_dossier(at="processing")
    moved = paused_for_money(world, before, vn(3, 5, 8), vn(3, 9, 8))
    assert moved.status == Status.PROCESSING and working_minutes(vn(3, 9, 8), moved.due_at) == working_minutes(
        vn(3, 5, 8), before.due_at
    )
    assert Duty.objects.get().document == "BL 01"


def test_two_pauses_that_touch_are_one(world: World) -> None:
    before = world.a_dossier(at="processing")
    once = paused_for_money(world, before, vn(3, 5, 8), vn(3, 6, 10))
    twice = paused_for_money(world, once, vn(3, 6, 10), vn(3, 9, 14))
    assert working_minutes(vn(3, 9, 14), twice.due_at) == working_minutes(vn(3, 5, 8), before.due_at)
    assert twice.pauses == 2


def test_a_pause_over_tet_and_inside_the_night(world: World) -> None:
    dossier = world.a_dossier(now=vn(2, 10))
    dossier = actions.hand_to_department(dossier, taker="An", by=world.clerk, now=vn(2, 10, 10))
    over = paused_for_money(world, dossier, vn(2, 13, 16), vn(2, 23, 8))
    assert working_minutes(vn(2, 23, 8), over.due_at) == 4800 - working_minutes(vn(2, 10), vn(2, 13, 16))
    night = paused_for_money(world, over, vn(2, 24, 20), vn(2, 25, 5))
    assert night.due_at == over.due_at


def test_a_swap_announced_while_paused_counts_when_the_clock_runs_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_regime(world, Regime.PAUSE)
    dossier = ask(world, world.a_dossier(at="processing"), vn(3, 4))
    off = WorkCalendar(
        [office_hours(*DEFAULT_HOURS)], [OwnDay(date(2026, 3, 12), worked=False, reason="nghỉ bù", legal_basis="12/QĐ")]
    )
    assert [row.is_supplement for row in moved_by(lambda code: off)] == [True]
    assert actions.recompute_open(calendar_of=lambda code: off, reason="đổi ngày", by="system", now=vn(3, 5)).moved == 1
    asked, dossier = dossier, Dossier.objects.get()
    assert (dossier.due_at, dossier.supplement_due_at) == (asked.due_at, vn(3, 26))
    monkeypatch.setattr("motcua.dossiers.queries.terms.calendar_of", lambda code: off)
    moved = actions.complete_supplement(dossier, papers=CAME, by=world.clerk, now=vn(3, 10))
    assert moved.due_at == due_moment(MONDAY, Limit(Decimal(12), Unit.WORKING_DAY), calendar=off) + timedelta(
        days=2
    ) or moved.due_at > vn(3, 18)
    assert working_minutes(vn(3, 10), moved.due_at, off) == 4800 - working_minutes(MONDAY, vn(3, 4))


@pytest.mark.parametrize(
    ("items", "reason", "error"),
    [([], "x", MissingItemsNone), ([{"paper": " "}], "x", MissingItemsNone), (ITEMS, "  ", ReasonMissing)],
    ids=["none", "empty", "why"],
)
def test_a_request_for_papers_says_what_and_why(
    world: World, items: list[dict[str, str]], reason: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        actions.request_supplement(
            world.a_dossier(at="processing"),
            items=items,
            reason=reason,
            who=Actor.DEPARTMENT,
            by=world.officer,
            now=vn(3, 3),
        )
    assert Supplement.objects.count() == 0


def test_a_second_request_needs_the_head(world: World) -> None:
    dossier = actions.complete_supplement(
        ask(world, world.a_dossier(at="processing"), vn(3, 3)), papers=CAME, by=world.clerk, now=vn(3, 4)
    )
    with pytest.raises(SupplementAlreadyAsked):
        ask(world, dossier, vn(3, 5))
    with pytest.raises(NotTheHead):
        actions.allow_second_supplement(dossier, reason="Luật mới", by=world.clerk, now=vn(3, 5))
    with pytest.raises(ReasonMissing):
        actions.allow_second_supplement(dossier, reason=" ", by=world.head, now=vn(3, 5))
    allowed = actions.allow_second_supplement(dossier, reason="Luật mới", by=world.head, now=vn(3, 5))
    with pytest.raises(ExceptionNotNeeded):
        actions.allow_second_supplement(allowed, reason="Luật mới", by=world.head, now=vn(3, 5))
    assert ask(world, allowed, vn(3, 5)).supplements_asked == 2
    assert Event.objects.get(verb="allow_supplement").data == {"reason": "Luật mới"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Dossier.objects.update(supplements_asked=9)


def test_papers_that_never_come_end_the_dossier_once(world: World) -> None:
    dossier = ask(world, world.a_dossier(at="processing"), vn(3, 4))
    with pytest.raises(SupplementNotOver):
        actions.expire(dossier, now=vn(3, 25, 8))
    assert watch_terms(now=vn(3, 25, 8)).expired == 0
    assert watch_terms(now=vn(3, 25, 9)).expired == 1 and watch_terms(now=vn(3, 25, 9)).expired == 0
    dossier.refresh_from_db()
    assert dossier.status == Status.STOPPED and "Hết hạn bổ sung" in dossier.reason and dossier.ended_at == vn(3, 25, 9)
    assert Outgoing.objects.filter(key__startswith="expired-").count() == 1


def test_an_extension_keeps_both_dates_and_moves_no_judgement(world: World) -> None:
    dossier = world.a_dossier(at="processing")
    moved = actions.extend(
        dossier,
        until=date(2026, 3, 20),
        reason="Chờ đo đạc",
        signer="Trịnh Lãnh",
        signer_title="Giám đốc",
        by=world.officer,
        now=vn(3, 9),
    )
    assert (moved.first_due_at, moved.due_at) == (dossier.due_at, vn(3, 20, 17))
    assert Event.objects.get(verb="extend").data["in_time"] is True
    with pytest.raises(ExtensionRefused, match="một lần"):
        actions.extend(
            moved, until=date(2026, 3, 27), reason="x", signer="x", signer_title="x", by=world.officer, now=vn(3, 10)
        )
    later = paused_for_money(world, moved, vn(3, 18, 9), vn(3, 19, 9))
    assert later.first_due_at == dossier.due_at and working_minutes(vn(3, 19, 9), later.due_at) == working_minutes(
        vn(3, 18, 9), vn(3, 20, 17)
    )


@pytest.mark.parametrize(
    ("until", "reason", "at", "error"),
    [
        (date(2026, 3, 20), " ", vn(3, 9), LetterIncomplete), (date(2026, 3, 21), "x", vn(3, 9), NotAWorkingDay),
        (date(2026, 3, 10), "x", vn(3, 9), ExtensionRefused), (date(2026, 3, 20), "x", vn(3, 17), ExtensionRefused),
        (date(2062, 3, 20), "x", vn(3, 9), DueTooFar),
    ],
    ids=["no reason", "Saturday", "not later", "too late", "a year mistyped"],
)  # fmt: skip
def test_extensions_that_the_law_does_not_allow(
    world: World, until: date, reason: str, at: datetime, error: type[Exception]
) -> None:
    with pytest.raises(error):
        actions.extend(
            world.a_dossier(at="processing"),
            until=until,
            reason=reason,
            signer="x",
            signer_title="x",
            by=world.officer,
            now=at,
        )


def test_a_dossier_that_stands_is_not_extended(world: World) -> None:
    with pytest.raises(NotRunning):
        actions.extend(
            ask(world, world.a_dossier(), vn(3, 3)),
            until=date(2026, 3, 30),
            reason="x",
            signer="x",
            signer_title="x",
            by=world.officer,
            now=vn(3, 4),
        )


@pytest.mark.parametrize("at", ["received", "processing"])
def test_stop_and_withdraw_end_it(world: World, at: str) -> None:
    with pytest.raises(ReasonMissing):
        actions.stop(world.a_dossier(at=at), reason=" ", by=world.officer, now=vn(3, 3))
    stopped = actions.stop(
        ask(world, world.a_dossier(at=at), vn(3, 3)), reason="Đất tranh chấp", by=world.officer, now=vn(3, 4)
    )
    assert (stopped.status, stopped.reason, stopped.ended_at) == (Status.STOPPED, "Đất tranh chấp", vn(3, 4))
    back = actions.withdraw(world.a_dossier(at=at), by=world.clerk, now=vn(3, 3))
    assert (back.status, back.ended_at) == (Status.WITHDRAWN, vn(3, 3))
    with pytest.raises(StepNotAllowed):
        actions.withdraw(world.a_dossier(at="finished"), by=world.clerk, now=vn(3, 3))


def test_payments_are_stated_and_proven(world: World) -> None:
    dossier = world.a_dossier(at="processing")
    for amount, basis in ((0, "x"), (-5, "x"), (5, " ")):
        with pytest.raises(DutyUnstated):
            actions.require_payment(dossier, amount=amount, basis=basis, by=world.officer, now=vn(3, 3))
    waiting = actions.require_payment(dossier, amount=5, basis="x", by=world.officer, now=vn(3, 3))
    with pytest.raises(PaymentUnproven):
        actions.confirm_payment(waiting, document=" ", by=world.clerk, now=vn(3, 4))
    actions.confirm_payment(waiting, document="1", by=world.clerk, now=vn(3, 4))
    with pytest.raises(MovedOn):
        actions.confirm_payment(waiting, document="1", by=world.clerk, now=vn(3, 4))


def test_the_live_appointment_is_the_replayed_one(world: World) -> None:
    dossier = paused_for_money(world, world.a_dossier(at="processing"), vn(3, 3, 23), vn(3, 4, 9, 30))
    dossier = actions.complete_supplement(ask(world, dossier, vn(3, 5, 11, 30)), papers=CAME, by=world.clerk, now=vn(3, 9, 16, 59))
    dossier = actions.hand_to_department(dossier, taker="An", by=world.clerk, now=vn(3, 10))
    dossier = paused_for_money(world, dossier, vn(3, 14, 10), vn(3, 15, 10))
    assert replayed(dossier, history_of(dossier)) == Dues(dossier.first_due_at, dossier.due_at)


def test_an_appointment_set_by_hand_moves_by_pauses_only(world: World) -> None:
    dossier = actions.receive(
        centre=world.centre, case=world.case(world.endless), channel="counter", applicant=__import__("tests.cast", fromlist=["AN"]).AN,
        papers=world.all_papers(world.endless), by=world.clerk, now=MONDAY, request="hand-1", due_at=vn(3, 12, 16),
    )  # fmt: skip
    dossier = actions.hand_to_department(dossier, taker="An", by=world.clerk, now=vn(3, 3))
    moved = paused_for_money(world, dossier, vn(3, 11, 16), vn(3, 13, 16))
    assert moved.due_at == vn(3, 16, 16) and replayed(moved, history_of(moved)) == Dues(moved.due_at, moved.due_at)


moments = st.integers(0, 60 * 24 * 60).map(lambda minutes: vn(1, 12, 0) + timedelta(minutes=minutes))


@settings(max_examples=200, deadline=None)
@given(
    starts=moments,
    cuts=st.lists(moments, min_size=2, max_size=8),
    days=st.integers(1, 30),
    regime=st.sampled_from(list(Regime)),
)
def test_pauses_of_a_history_are_the_pauses_that_made_it(
    starts: datetime, cuts: list[datetime], days: int, regime: Regime
) -> None:
    cuts = sorted(cuts)[: len(cuts) // 2 * 2]
    verbs = ["require_payment", "confirm_payment"] * (len(cuts) // 2)
    history = [("receive", starts), *zip(verbs, cuts, strict=True), ("recompute", cuts[-1])]
    pauses = pauses_of(history)
    assert [(pause.start, pause.end) for pause in pauses] == list(zip(cuts[::2], cuts[1::2], strict=True))
    term = Term(starts, Limit(Decimal(days), Unit.WORKING_DAY), regime=regime)
    found = dues_of(term, pauses, DEFAULT_CALENDAR)
    assert found is not None and found.first == found.current
    stood = sum(
        working_minutes(max(p.start, starts), min(p.end, found.first))
        for p in pauses
        if p.end and p.end > starts and p.start < found.first
    )
    merged_overlap = sum(
        working_minutes(max(a.start, b.start, starts), min(a.end, b.end))
        for i, a in enumerate(pauses)
        for b in pauses[i + 1 :]
        if a.end and b.end and b.start < a.end
    )
    assert merged_overlap == 0
    assert working_minutes(starts, found.first) - stood == 480 * days
    half = pauses_of(history[: 1 + len(cuts) - 1])
    assert half[-1].end is None
