"""Comparisons: nothing is lost between two texts, rows find their counterparts, a round of white space changes nothing."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.catalogue.drafts import FULL, drafts

from motcua.catalogue.rules import Draft, DraftCase, DraftPaper
from motcua.catalogue.rules import words_between as between
from motcua.catalogue.rules.comparing import Change, changes_in, compare
from motcua.catalogue.rules.words_between import GONE, NEW, SAME, side, words_between

texts = st.lists(st.sampled_from(["hồ", "sơ", "nộp", "tại", "quầy", " ", "\n", "\n\n", "1.", "x"]), max_size=40).map(" ".join)


@given(texts, texts)
def test_both_texts_are_in_the_pieces(old: str, new: str) -> None:
    pieces = words_between(old, new)
    assert "".join(piece.text for piece in side(pieces, NEW)) == old
    assert "".join(piece.text for piece in side(pieces, GONE)) == new
    assert all(piece.text for piece in pieces)
    assert all(one.op != two.op for one, two in pairwise(pieces))
    if old == new:
        assert all(piece.op == SAME for piece in pieces)


@pytest.mark.parametrize(
    ("old", "new", "gone", "come"),
    [
        pytest.param("trong 5 ngày làm việc", "trong 3 ngày làm việc", ["5"], ["3"], id="one word"),
        pytest.param("nộp tại quầy", "nộp trực tuyến hoặc tại quầy", [], [" trực tuyến hoặc"], id="words more"),
        pytest.param("bản chính và bản sao", "bản sao", ["bản chính và "], [], id="words less"),
        pytest.param("Đăng ký khai sinh", "Tóm tắt mới", ["Đăng ký khai sinh"], ["Tóm tắt mới"], id="all other"),
        pytest.param("1 bản chính", "1 bản chính, 2 bản sao", [], [", 2 bản sao"], id="a comma is no part of a word"),
        pytest.param("dòng một\ndòng hai\ndòng ba", "dòng một\ndòng 2\ndòng ba", ["hai"], ["2"], id="inside a line"),
    ],
)
def test_words(old: str, new: str, gone: list[str], come: list[str]) -> None:
    pieces = words_between(old, new)
    assert [piece.text for piece in pieces if piece.op == GONE] == gone
    assert [piece.text for piece in pieces if piece.op == NEW] == come


def test_a_block_too_large_for_words_is_shown_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = "một hai ba bốn", "một hai ba năm"
    monkeypatch.setattr(between, "MOST_PAIRS", 10)
    assert [piece.op for piece in words_between(old, new)] == [GONE, NEW]


@given(drafts)
def test_a_draft_does_not_differ_from_itself(draft: Draft) -> None:
    assert changes_in(compare(draft, draft, words={})) == 0


def parts(before: Draft | None, after: Draft) -> dict[str, list[Change]]:
    return {part.key: list(part.changed) for part in compare(before, after, words={"commune": "Cấp xã"}) if part.changed}


def test_white_space_of_forms_is_no_change() -> None:
    after = replace(FULL, name=f" {FULL.name}", summary="Sao y. \r\n", steps=tuple(step.replace("\n", "\r\n") for step in FULL.steps))
    assert parts(FULL, after) == {}
    assert parts(FULL, replace(FULL, source="import")) == {}


def test_every_field_of_a_draft_can_differ() -> None:
    """What a draft says is compared: a field that nobody compares could be published unseen."""
    other = {
        "name": "x", "department": "x", "field": "x", "level": "x", "name_en": "x", "decision": "x", "audiences": ("x",), "life_events": ("x",),
        "keywords": ("x",), "summary": "x", "conditions": "x", "steps": ("x",), "results": (), "late_rule": "none", "result_place": "x",
        "needs_signed_result": False, "levels": ("x",), "kind": "x", "related": "x", "partly_reason": "x", "supplement_regime": "restart",
        "supplement_days": 1, "cases": (), "terms": (), "fees": (), "legal": (), "agencies": replace(FULL.agencies, address="x"),
    }  # fmt: skip
    assert set(other) == set(Draft.__dataclass_fields__) - {"code", "source"}
    unseen = [name for name, value in other.items() if not parts(FULL, replace(FULL, **{name: value}))]
    assert unseen == []


@pytest.mark.parametrize(
    "change",
    [{"originals": 2}, {"certified": 1}, {"copies": 9}, {"only_show": True}, {"form": "Mẫu"}, {"required": False}, {"replaced_by_data": True}, {"note": "x"}],
    ids=lambda change: next(iter(change)),
)
def test_every_field_of_a_paper_can_differ(change: dict[str, object]) -> None:
    case = FULL.cases[0]
    after = replace(FULL, cases=(replace(case, papers=(replace(case.papers[0], **change), case.papers[1])), FULL.cases[1]))  # type: ignore[arg-type]
    found = parts(FULL, after)
    assert [change.kind for change in found["giay-to"]] == ["changed"]


def test_rows_find_their_counterparts() -> None:
    def with_papers(*papers: DraftPaper) -> Draft:
        return replace(FULL, cases=(DraftCase("", papers),), terms=FULL.terms[:2], fees=())

    form, shown, photo = DraftPaper("Tờ khai", originals=1), DraftPaper("Căn cước", only_show=True), DraftPaper("Ảnh 4x6", originals=2)
    before = with_papers(form, shown, photo)
    after = with_papers(replace(form, originals=2), DraftPaper("Sổ hộ khẩu", copies=1), photo)
    found = parts(before, after)["giay-to"]
    assert [change.kind for change in found] == ["removed", "changed", "added"]
    assert "".join(piece.text for piece in found[1].after) == "Tờ khai\n2 bản chính"
    assert [piece.text for piece in found[1].before if piece.op == GONE] == ["1"]


def test_a_procedure_without_a_version_is_all_new() -> None:
    found = compare(None, FULL, words={"commune": "Cấp xã"})
    assert {change.kind for part in found for change in part.changed} == {"added"}
    level = next(change for change in found[0].changed if change.label == "Cấp quyết định")
    assert [piece.text for piece in level.after] == ["Cấp xã"]
