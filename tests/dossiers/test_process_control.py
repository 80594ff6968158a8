"""The sheet of a dossier's way (form 6): its rows are what happened, nobody types them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cast import World
from tests.papers.reading import needs_poppler, words

from motcua.catalogue.models import InternalStep
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import letters
from motcua.papers.printing import Verdict, process_control_pdf

pytestmark = pytest.mark.django_db


def test_a_dossier_that_nobody_passed_on_has_none(world: World) -> None:
    assert letters.control_data(world.a_dossier(), now=world.now) is None


def test_each_hand_over_is_a_row_with_giver_and_taker(world: World) -> None:
    dossier = world.a_dossier(at="returned")
    data = letters.control_data(dossier, now=world.now)
    assert data is not None and data.due_at == dossier.first_due_at
    there, back, out = data.rows
    assert there.giver.startswith(world.clerk.full_name) and there.taker == f"Phòng nghiệp vụ, {world.land.name}" and there.verdict is None
    assert back.giver == f"{world.officer.full_name}, {world.land.name}" and back.taker == world.centre.name
    assert (back.at, back.due_at, back.verdict) == (dossier.finished_at, dossier.first_due_at, Verdict.EARLY)
    assert out.taker == dossier.applicant_name and out.note == "Giấy tiếp nhận hồ sơ" and out.verdict is None
    assert [there.at, back.at, out.at] == sorted([there.at, back.at, out.at])


@pytest.mark.parametrize(("share", "verdict"), [(90, Verdict.EARLY), (1, Verdict.LATE)], ids=["early", "late"])
def test_the_counters_own_step_is_judged_by_its_share(world: World, share: int, verdict: Verdict) -> None:
    InternalStep.objects.create(version=world.case(world.deed).version, kind="reception", share=share)
    data = letters.control_data(world.a_dossier(at="processing"), now=world.now)
    assert data is not None and [row.verdict for row in data.rows] == [verdict]


def test_after_a_pause_the_counters_step_is_not_judged(world: World) -> None:
    InternalStep.objects.create(version=world.case(world.deed).version, kind="reception", share=1)
    dossier = actions.require_payment(world.a_dossier(at="processing"), amount=1000, basis="Thông báo 1", by=world.officer, now=world.now)
    data = letters.control_data(dossier, now=world.now)
    assert data is not None and [row.verdict for row in data.rows] == [None]


def test_a_late_result_is_late_by_the_first_appointment(world: World) -> None:
    dossier = world.a_dossier(at="finished")
    Dossier.objects.filter(pk=dossier.pk).update(first_due_at=dossier.received_at)
    data = letters.control_data(Dossier.objects.get(pk=dossier.pk), now=world.now)
    assert data is not None and data.rows[-1].verdict is Verdict.LATE


@needs_poppler
def test_the_paper_says_it(world: World, tmp_path: Path) -> None:
    data = letters.control_data(world.a_dossier(at="returned"), now=world.now)
    assert data is not None
    paper = process_control_pdf(data)
    (tmp_path / "way.pdf").write_bytes(paper)
    text = words(paper, tmp_path)
    assert data.code in text and "Trước" in text and "Phòng nghiệp vụ" in text and "Trang 1/1" in text
