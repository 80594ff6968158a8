"""The results flattened into text: what the citizen gets with its code; the buttons of the page it came from are dropped."""

from __future__ import annotations

import re

from ..drafts import DraftResult
from .text import said

_BUTTONS = re.compile(
    r"Chọn cơ quan thực hiện\s*Tỉnh/ ?Thành phố\s*Bộ ngành.*?(?:Nộp hồ sơ|$)|Hệ thống chỉ hiển thị những cơ quan.*?(?:Nộp hồ sơ|$)",
    re.DOTALL,
)
_CODE = re.compile(r"Mã: ?(?P<code>[A-Z0-9.\-]*\d|[^\n]{0,30}?(?=Từ khóa|$))")
_TAIL = re.compile(r"Từ khóa(?P<keywords>.*?)Mô tả(?P<description>.*)$", re.DOTALL)


def split_results(text: str) -> tuple[list[DraftResult], list[str], str]:
    """(results, keywords, description of the page's last part)."""
    body = _BUTTONS.sub("", text).strip()
    keywords, description = "", ""
    if tail := _TAIL.search(body):
        keywords, description, body = said(tail["keywords"]), said(tail["description"]), body[: tail.start()]
    found: list[DraftResult] = []
    place = 0
    for match in _CODE.finditer(body):
        found.append(DraftResult(_name(body[place : match.start()]), match["code"].strip()))
        place = match.end()
    if rest := _name(said(body[place:])):
        found.append(DraftResult(rest))
    return [row for row in found if row.name or row.code], [keywords] if keywords else [], description


def _name(text: str) -> str:
    return " ".join(text.split())
