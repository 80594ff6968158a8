"""What could not be read waits in a list, is worked through by an editor, and is gone when a newer version stands."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from tests.cast import World
from tests.catalogue.dump import CHANNELS, record

from motcua.catalogue.actions.importing import settle
from motcua.catalogue.models import Procedure, Unreadable
from motcua.catalogue.queries.importing import open_unreadable, unreadable_counts, unreadable_of
from motcua.catalogue.rules.reading.problems import Part, Problem

from .running import TUESDAY, newest, run

BAD = f"{CHANNELS}Trực tiếp1Miễn phíTrực tuyến2Miễn phí(Theo quy định)"


@pytest.fixture
def waiting(world: World, tmp_path: Path) -> list[Unreadable]:
    run(tmp_path / "a.jsonl", record(cach_thuc_thuc_hien=BAD), record("9.000002", cach_thuc_thuc_hien=BAD), record("9.000003"))
    return open_unreadable().rows


def test_counted_and_listed(waiting: list[Unreadable], django_assert_num_queries: object) -> None:
    assert [(row.problem, row.count) for row in unreadable_counts()] == [("limit_without_unit", 4), ("fee_in_words", 2)]
    assert unreadable_counts()[0].label == Problem.LIMIT_WITHOUT_UNIT.label
    assert len(waiting) == open_unreadable().total == 6
    with django_assert_num_queries(2):  # type: ignore[operator]
        found = open_unreadable(problem="limit_without_unit", code="9.000002")
        assert [(row.version.procedure.code, row.row, row.version.department.key) for row in found.rows] == [
            ("9.000002", 1, "bo_xay_dung"), ("9.000002", 2, "bo_xay_dung")
        ]  # fmt: skip
    assert [row.row for row in unreadable_of(newest("9.000002"))] == [1, 2, 2]


def test_pages(waiting: list[Unreadable]) -> None:
    last = open_unreadable(page=99, per_page=4)
    assert (last.page, last.pages, last.total, len(last.rows)) == (2, 2, 6, 2)
    assert open_unreadable(department="bo_y_te").rows == []


def test_settled_once(world: World, waiting: list[Unreadable]) -> None:
    assert settle(waiting[0], by=world.admin, now=world.now)
    assert not settle(waiting[0], by=world.head, now=world.now)
    waiting[0].refresh_from_db()
    assert (waiting[0].settled_by, waiting[0].settled_at) == (world.admin, world.now)
    assert open_unreadable().total == 5


def test_a_newer_version_clears_its_parts(waiting: list[Unreadable], tmp_path: Path) -> None:
    run(tmp_path / "b.jsonl", record(name="Tên khác"), valid_from=TUESDAY)
    assert {row.version.procedure.code for row in open_unreadable().rows} == {"9.000002"}


def test_the_command_lists_them(waiting: list[Unreadable]) -> None:
    out = io.StringIO()
    call_command("catalogue", "unreadable", "--json", "--problem", "fee_in_words", stdout=out)
    found = json.loads(out.getvalue())
    assert found["counts"] == {"limit_without_unit": 4, "fee_in_words": 2} and found["total"] == 2
    assert found["rows"][0] == {"code": "9.000001", "field": "fees", "row": 2, "problem": "fee_in_words", "text": "Miễn phí(Theo quy định)"}
    out = io.StringIO()
    call_command("catalogue", "unreadable", stdout=out)
    assert "Thời hạn chỉ có số" in out.getvalue() and "9.000002" in out.getvalue()


def test_the_command_offers_a_level(world: World, waiting: list[Unreadable]) -> None:
    def receive(*words: str) -> str:
        out = io.StringIO()
        call_command("catalogue", "receive", *words, stdout=out)
        return out.getvalue()

    procedure = Procedure.objects.get(code="9.000001")
    receive("--level", "commune", "--centres", "ha-long")
    assert [centre.slug for centre in procedure.receiving.all()] == ["ha-long"]
    receive("--level", "commune", "--centres", "all")
    assert "Thêm 0 nơi" in receive("--level", "commune", "--centres", "all")
    assert {centre.slug for centre in procedure.receiving.all()} == {"ha-long", "tinh"}
    assert world.deed.receiving.count() == 1
    for words in (("--level", "commune", "--centres", "mat-trang"), ("--level", "vua", "--centres", "all")):
        with pytest.raises(CommandError, match="không dùng được"):
            receive(*words)


def test_words_for_every_problem_and_part() -> None:
    assert all(one.label for one in (*Problem, *Part))
    assert len({one.label for one in Problem}) == len(Problem)
