"""What the sheet of a request for papers says of this dossier, and what enters the record when the papers come."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.cast import AN, MONDAY, World, token

from motcua.audit.models import Event
from motcua.catalogue.models import ProcedureVersion
from motcua.deadlines.rules import Regime
from motcua.dossiers import actions
from motcua.dossiers.errors import MovedOn, SupplementIncomplete
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import letters, receipt_data
from motcua.dossiers.rules import Actor
from motcua.kernel.clock import VN

ITEMS = [{"paper": "Bản vẽ", "problem": "chưa có chữ ký", "remedy": ""}, {"paper": "Tờ khai", "problem": "", "remedy": ""}]


def vn(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 3, day, hour, tzinfo=VN)


def ask(world: World, dossier: Dossier, now: datetime) -> Dossier:
    return actions.request_supplement(dossier, items=ITEMS, reason="Thiếu", who=Actor.RECEPTION, by=world.clerk, now=now)


@pytest.mark.parametrize(("regime", "restarts"), [(Regime.RESTART, True), (Regime.PAUSE, False)])
def test_the_sheet_follows_the_regime_of_the_version(world: World, regime: Regime, restarts: bool) -> None:
    ProcedureVersion.objects.update(supplement_regime=regime.value)
    asked = ask(world, world.a_dossier(), vn(3))
    sheet = letters.supplement_data(asked, tracking_url="https://example.org/x")
    assert sheet is not None
    assert (sheet.restarts, sheet.term, sheet.deadline) == (restarts, "10 ngày làm việc", asked.supplement_due_at)
    assert sheet.bring_to == f"{world.centre.name}, {world.centre.address}"


def test_an_appointment_set_by_hand_runs_on_whatever_the_regime_and_the_sheet_says_so(world: World) -> None:
    dossier = actions.receive(
        centre=world.centre, case=world.case(world.endless), channel="counter", applicant=AN, papers=world.all_papers(world.endless),
        by=world.clerk, now=MONDAY, request=token(), due_at=vn(12, 16),
    )  # fmt: skip
    sheet = letters.supplement_data(ask(world, dossier, vn(3)), tracking_url="https://example.org/x")
    assert sheet is not None and sheet.restarts is False


CAME = [
    actions.PaperGiven(asked=None, originals=2, copies=1), actions.PaperGiven(asked=None, certified=1),
]  # fmt: skip


def test_what_came_enters_the_record_after_what_was_there(world: World) -> None:
    dossier = ask(world, world.a_dossier(at="processing"), vn(3))
    before = list(dossier.papers.values_list("order", flat=True))
    moved = actions.complete_supplement(dossier, papers=CAME, by=world.clerk, now=vn(9))
    rows = list(moved.papers.exclude(brought_at=None).values_list("order", "name", "originals", "certified", "copies", "brought_at"))
    assert before == [0, 1, 2]
    assert rows == [(3, "Bản vẽ", 2, 0, 1, vn(9)), (4, "Tờ khai", 0, 1, 0, vn(9))]
    assert [row.name for row in moved.papers.all()][3:] == ["Bản vẽ", "Tờ khai"]
    event = Event.objects.get(verb="restart")
    assert event.data["papers"] == 2
    stopped = actions.stop(moved, reason="Tranh chấp", by=world.officer, now=vn(10))
    notice = letters.stop_data(stopped)
    assert notice is not None
    assert [(line.name, line.originals, line.certified) for line in notice.papers_returned][3:] == [("Bản vẽ", 2, 0), ("Tờ khai", 0, 1)]
    receipt = receipt_data(moved, tracking_url="https://example.org/x")
    assert [line.note for line in receipt.papers] == ["", "", "", "bổ sung ngày 09/03/2026", "bổ sung ngày 09/03/2026"]


@pytest.mark.parametrize(("paid", "free", "words"), [(True, False, "Đã nộp 100.000 đồng"), (False, False, "Chưa thu khoản nào"), (False, True, "Miễn phí")])
def test_a_stop_notice_says_what_was_paid_or_that_nothing_was_due(world: World, paid: bool, free: bool, words: str) -> None:
    dossier = world.a_dossier(at="processing", paid=paid)
    if free:
        dossier.fees_due.update(amount=0)
    notice = letters.stop_data(actions.stop(dossier, reason="Tranh chấp", by=world.officer, now=vn(10)))
    assert notice is not None and notice.fees == words


@pytest.mark.parametrize(
    ("papers", "missing"),
    [([], "Bản vẽ; Tờ khai"), (CAME[:1], "Tờ khai"), ([actions.PaperGiven(asked=None), CAME[1]], "Bản vẽ")],
    ids=["nothing", "one too few", "an empty one"],
)
def test_an_item_without_a_paper_keeps_the_request_open(world: World, papers: list[actions.PaperGiven], missing: str) -> None:
    dossier = ask(world, world.a_dossier(), vn(3))
    with pytest.raises(SupplementIncomplete, match=f"cho: {missing}. Hãy ghi số bản đã nhận"):
        actions.complete_supplement(dossier, papers=papers, by=world.clerk, now=vn(4))
    dossier.refresh_from_db()
    assert dossier.status == 5 and dossier.papers.count() == 3 and dossier.supplements.get().ended_at is None


def test_two_who_confirm_at_once_write_the_papers_once(world: World) -> None:
    dossier = ask(world, world.a_dossier(), vn(3))
    actions.complete_supplement(dossier, papers=CAME, by=world.clerk, now=vn(4))
    with pytest.raises(MovedOn):
        actions.complete_supplement(dossier, papers=CAME, by=world.clerk_two, now=vn(4))
    assert dossier.papers.count() == 5
