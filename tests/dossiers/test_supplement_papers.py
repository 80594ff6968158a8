"""What the sheet of a request for papers says of this dossier, and what enters the record when the papers come."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.cast import AN, MONDAY, World, token

from motcua.catalogue.models import ProcedureVersion
from motcua.deadlines.rules import Regime
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import letters
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
