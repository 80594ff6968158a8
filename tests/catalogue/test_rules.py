"""Rules of the catalogue by table: level of service, counts in words, search words, the most specific row, drafts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

import pytest

from motcua.catalogue.errors import BadDraft
from motcua.catalogue.rules import (
    Channel,
    Draft,
    DraftCase,
    DraftFee,
    DraftPaper,
    DraftTerm,
    FeeKind,
    applying,
    check_draft,
    paper_counts,
    searchable,
    service_level,
)

DRAFT = Draft(
    code="1.001193", name="Đăng ký khai sinh", department="so_tu_phap", field="Hộ tịch", level="commune",
    cases=(DraftCase("", (DraftPaper("Tờ khai", originals=1),)),),
    terms=(DraftTerm(Channel.COUNTER, Decimal(1), "working_day"),),
)  # fmt: skip


@pytest.mark.parametrize(
    ("forms", "online", "pays", "fee", "level"),
    [
        pytest.param(False, False, False, False, 1, id="information only"),
        pytest.param(True, False, True, True, 2, id="forms, paying online does not help without filing"),
        pytest.param(True, True, False, True, 3, id="filed online, paid at the desk"),
        pytest.param(True, True, True, True, 4, id="all online"),
        pytest.param(False, True, False, False, 4, id="nothing to pay"),
    ],
)
def test_level_of_service_is_derived(*, forms: bool, online: bool, pays: bool, fee: bool, level: int) -> None:
    assert service_level(has_forms=forms, files_online=online, pays_online=pays, has_fee=fee) == level


@pytest.mark.parametrize(
    ("counts", "only_show", "words"),
    [
        pytest.param((1, 0, 0), False, "1 bản chính", id="an original"),
        pytest.param((1, 1, 2), False, "1 bản chính, 1 bản sao chứng thực, 2 bản sao", id="all three"),
        pytest.param((1, 0, 0), True, "1 bản chính (chỉ xuất trình)", id="shown only"),
        pytest.param((0, 0, 0), True, "chỉ xuất trình", id="shown, no count"),
        pytest.param((0, 0, 0), False, "", id="no count in the source"),
    ],
)
def test_counts_in_words(counts: tuple[int, int, int], words: str, *, only_show: bool) -> None:
    originals, certified, copies = counts
    assert paper_counts(originals=originals, certified=certified, copies=copies, only_show=only_show) == words


def test_searchable_begins_every_line_with_a_space() -> None:
    text = searchable(code="1.001193", name="Thủ tục đăng ký khai sinh", keywords=["giấy khai sinh", "!!"], field="Hộ tịch")
    assert text == " dang ky khai sinh\n giay khai sinh\n ho tich\n 1 001193"


@dataclass
class Row:
    case_id: int | None
    channel: str


def test_the_most_specific_row_comes_first() -> None:
    rows = [Row(None, ""), Row(None, "online"), Row(7, ""), Row(7, "online"), Row(8, "online"), Row(None, "post")]
    assert applying(rows, case=7, channel="online") == [rows[3], rows[2], rows[1], rows[0]]
    assert applying(rows, case=None, channel="counter") == [rows[0]]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param({"name": " "}, "chưa có tên", id="no name"),
        pytest.param({"cases": ()}, "chưa có trường hợp nào", id="no case"),
        pytest.param({"cases": (DraftCase("", ()),)}, "chưa có giấy tờ nào", id="no paper"),
        pytest.param({"terms": ()}, "chưa có cách nộp nào", id="no channel"),
        pytest.param({"cases": DRAFT.cases * 2}, "hai trường hợp trùng tên", id="a case twice"),
        pytest.param({"terms": DRAFT.terms * 2}, "hai thời hạn cho cùng một cách nộp", id="a channel twice"),
        pytest.param({"fees": (DraftFee(FeeKind.FEE, "Phí", 1, case="lạ"),)}, "trường hợp không tồn tại", id="a strange case"),
    ],
)  # fmt: skip
def test_a_draft_that_could_not_serve_is_refused(change: dict[str, object], words: str) -> None:
    with pytest.raises(BadDraft, match=words):
        check_draft(replace(DRAFT, **change))  # type: ignore[arg-type]


def test_a_whole_draft_passes_and_its_fingerprint_tells_changes() -> None:
    check_draft(DRAFT)
    assert DRAFT.fingerprint() == replace(DRAFT).fingerprint()
    assert DRAFT.fingerprint() != replace(DRAFT, terms=(replace(DRAFT.terms[0], amount=Decimal(2)),)).fingerprint()
