"""What is different between two drafts, part by part, in words that a person can compare."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

from motcua.deadlines.rules import Unit

from .applying import paper_counts
from .drafts import Agencies, Draft, DraftCase, DraftFee, DraftResult, DraftTerm
from .telling import number_words

FIELD_NAMES = {
    "name": "Tên thủ tục", "name_en": "Tên tiếng Anh", "decision": "Số quyết định", "department": "Cơ quan", "field": "Lĩnh vực", "level": "Cấp",
    "levels": "Các cấp", "kind": "Loại thủ tục", "audiences": "Đối tượng", "life_events": "Sự kiện", "keywords": "Từ khóa", "summary": "Tóm tắt",
    "conditions": "Yêu cầu, điều kiện", "steps": "Trình tự", "results": "Kết quả", "cases": "Thành phần hồ sơ", "terms": "Cách nộp, thời hạn",
    "fees": "Phí, lệ phí", "legal": "Căn cứ pháp lý", "late_rule": "Hạn nhận trong ngày", "result_place": "Nơi trả kết quả",
    "needs_signed_result": "Kết quả ký số", "agencies": "Các cơ quan", "related": "Thủ tục liên quan", "partly_reason": "Lý do một phần",
    "supplement_regime": "Cách tính khi bổ sung", "supplement_days": "Số ngày chờ bổ sung", "source": "Nguồn",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """A part of the draft (its attribute's name) that says something else; old and new are lines of words."""

    field: str
    old: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def label(self) -> str:
        return FIELD_NAMES[self.field]


def differences(old: Draft, new: Draft) -> list[Difference]:
    """The parts in which the drafts differ, in the order of the draft; empty when they say the same."""
    found = []
    for one in fields(Draft):
        before, after = getattr(old, one.name), getattr(new, one.name)
        if one.name != "code" and before != after:
            found.append(Difference(one.name, part_lines(before), part_lines(after)))
    return found


def part_lines(value: Any) -> tuple[str, ...]:
    """A part of a draft as lines of words; an empty part has none."""
    if isinstance(value, tuple):
        return tuple(line for row in value for line in _row_lines(row))
    if isinstance(value, Agencies):
        return tuple(filter(None, (value.competent, value.executing, value.coordinating, value.authorised, value.address)))
    return (str(value),) if value not in ("", None) else ()


def _row_lines(row: Any) -> tuple[str, ...]:
    for kind, write in _WRITERS:
        if isinstance(row, kind):
            return write(row)
    return (str(row),)


def _case_lines(case: DraftCase) -> tuple[str, ...]:
    papers = tuple(
        f"{paper.name} ({counts})" if counts else paper.name
        for paper in case.papers
        for counts in [paper_counts(originals=paper.originals, certified=paper.certified, copies=paper.copies, only_show=paper.only_show)]
    )
    return ((f"{case.name}:",) if case.name else ()) + papers


def _term_lines(term: DraftTerm) -> tuple[str, ...]:
    limit = " ".join(filter(None, (number_words(term.amount), Unit(term.unit).label)))
    return (" · ".join(filter(None, (term.channel.label, limit, term.case, term.fee_words, term.note))),)


def _fee_lines(fee: DraftFee) -> tuple[str, ...]:
    amount = f"{fee.amount:,}".replace(",", ".")
    return (" · ".join(filter(None, (fee.kind.label, fee.name, f"{amount} đồng/{fee.per}", fee.channel, fee.case))),)


_WRITERS: list[tuple[type, Callable[[Any], tuple[str, ...]]]] = [
    (DraftCase, _case_lines),
    (DraftTerm, _term_lines),
    (DraftFee, _fee_lines),
    (DraftResult, lambda row: (f"{row.name} ({row.code})" if row.code else row.name,)),
    (tuple, lambda row: (" - ".join(filter(None, row)),)),
]
