"""The legal bases flattened into text: titles and numbers, glued to each other, told apart at the numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .text import LOWER

_HEAD = re.compile(r"Tên văn bản pháp lý\s*Mã văn bản")
# Titles that begin in lower case would else give their first capital neighbour to the number before.
_LOWER = r"(?:hướng dẫn|quy|sửa đổi|bổ sung|ban hành|về\b|của\b|bãi bỏ|công bố|một số|điều|đính chính|phê duyệt|chi tiết|thi hành|ngày)"
_CAPITAL = "A-ZĐÐ"
_NEXT = rf"(?=$|[^{_CAPITAL}0-9\-]|\d+/|[{_CAPITAL}](?!{_LOWER})[{LOWER}]|LUẬT|BỘ LUẬT|NGHỊ|THÔNG|QUYẾT|PHÁP LỆNH|HIẾN)"
_KIND = r"(?:Bộ luật|Luật|Luất|Thông tư liên tịch|Thông tư|Nghị định|Nghị quyết|Quyết định|Pháp lệnh|Văn bản hợp nhất|Số|số)"
# A title may end with a year that the number is glued to.
_START = r"(?:(?<=19\d\d)|(?<=20\d\d)|(?<=QH\d\d)|(?<!\d))\d{1,4}[a-z]?/"
_NUMBER = re.compile(
    rf"(?:{_KIND} ?(?:số ?)?:? ?)?{_START}(?:\d{{4}}/)?(?:(?:[A-Z]+-)?(?:UBTV)?QH\d{{2}}|QĐ-TTg|CT-TTg|[{_CAPITAL}][{_CAPITAL}0-9\-]*?{_NEXT})(?:\(\w+\))?"
)


@dataclass(slots=True)
class _Row:
    number: str
    title: str
    is_apart: bool


def split_legal(text: str) -> tuple[list[tuple[str, str]], str]:
    """((number, title) in their order, what stands behind the last number). A title that is missing is empty."""
    body = _HEAD.sub("", text, count=1)
    rows: list[_Row] = []
    place = 0
    for match in _NUMBER.finditer(body):
        if _ends_cell(
            body[match.start() - 1 : match.start()] if match.start() else "", body[match.end() : match.end() + 4]
        ):
            before = body[place : match.start()]
            rows.append(
                _Row(match[0].strip(), " ".join(before.split()), is_apart=before == "" or not before[-1].isspace())
            )
            place = match.end()
    return [(row.number, row.title) for row in _joined(rows)], body[place:].strip()


def _ends_cell(before: str, after: str) -> bool:
    """Numbers inside a sentence go on with a space or a mark; the cell's number has the next title glued to it."""
    return before not in ("(", "/") and (after == "" or not re.match(r"[\s.,;:)/\-]|ngày", after))


def _joined(rows: list[_Row]) -> list[_Row]:
    """A title that ends with a number was cut there: it comes back in front of the number that follows it at once."""
    found: list[_Row] = []
    for row in rows:
        last = found[-1] if found else None
        if last and not row.title and (_bare(last.number) == _bare(row.number) or not last.is_apart):
            found[-1] = _Row(
                _bare(row.number), f"{last.title} {max(last.number, row.number, key=len)}".strip(), is_apart=True
            )
        else:
            found.append(row)
    return found


def _bare(number: str) -> str:
    match = re.search(r"\d+[a-z]?/.*", number)
    return match[0] if match else number
