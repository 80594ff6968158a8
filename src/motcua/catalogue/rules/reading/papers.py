"""The papers of a record flattened into text: groups with their headings, papers with counts and form files, found again one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .forms import split_forms

_HEAD = re.compile(r"Tên giấy tờ\s*Mẫu đơn, tờ khai\s*Số lượng")
_COUNT = re.compile(
    r"(?P<glued>\d*?)(?P<originals>\d) bản chính(?:,(?P<more>\d{1,2}) bản sao)?|(?P<glued2>\d*?)(?P<copies>\d) bản sao"
    r"|Bản chính: ?(?P<o2>\d{1,2})(?:[,;]? ?Bản sao: ?(?P<c2>\d{1,2}))?"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHOWN_BELOW = re.compile(r"(?:[a-z0-9.]+[.)] )?(?:các )?giấy tờ (?:phải )?xuất trình(?!.*(?:nộp|gửi|hoặc))")
_BULLETS = re.compile(r"^[\s*+\-•–]+")


@dataclass(frozen=True, slots=True)
class PaperText:
    """A paper as the source writes it; `is_glued` when its count stands in one number with the end of its name."""

    name: str
    originals: int
    copies: int
    forms: tuple[str, ...]
    is_form_clear: bool
    is_glued: bool


@dataclass(frozen=True, slots=True)
class PaperGroup:
    """A table of papers under its heading; "--" is no heading. `rest` is text behind the last count that begins no group."""

    heading: str
    papers: tuple[PaperText, ...]
    rest: str


def split_papers(text: str) -> tuple[list[PaperGroup], str]:
    """(groups in their order, the whole text when it holds no table of papers)."""
    parts = _HEAD.split(text)
    if len(parts) == 1:
        return [], _heading(text)
    groups, heading = [], parts[0]
    for place, part in enumerate(parts[1:], 2):
        papers, rest = _papers(part)
        is_last = place == len(parts)
        groups.append(PaperGroup(_heading(heading), tuple(papers), _heading(rest) if is_last else ""))
        heading = rest
    return groups, ""


def _heading(text: str) -> str:
    heading = text.strip()
    return "" if set(heading) <= set("- ") else heading


def _papers(text: str) -> tuple[list[PaperText], str]:
    """The papers of one table, and what follows the last count."""
    found, place = [], 0
    for match in _counts(text):
        glued = match["glued"] or match["glued2"] or ""
        name = text[place : match.start()] + glued
        found.append(_paper(name, match, is_glued=bool(glued) and not _is_sure(name, glued)))
        place = match.end()
    return found, text[place:]


def _counts(text: str) -> Iterator[re.Match[str]]:
    """The counts of the table's last column; a count inside a sentence is none."""
    for match in _COUNT.finditer(text):
        if not _is_prose(text, match):
            yield match


def _is_prose(text: str, match: re.Match[str]) -> bool:
    """ "nộp 01 bản chính và", "(01 bản sao)", "1 bản chính kèm": the words go on around it."""
    number = re.match(r"\d*", match[0])
    digits = number[0] if number else ""
    before, after = text[: match.start()], text[match.end() :]
    if re.fullmatch(r"0\d", digits) or before.endswith("("):
        return True
    if re.match(r" (?:và|hoặc|kèm|có|của|được|do|để|theo|giấy|bản|hồ|quyết|văn|danh)\b", after):
        return True
    return before.endswith(" ") and len(digits) == 1 and re.match(r"$|[{UPPER}0-9+*(\-]", after) is None


def _is_sure(name: str, glued: str) -> bool:
    """A year, or a number that begins with zero ("Mẫu số 08"), cannot be part of the count."""
    return bool(_YEAR.fullmatch(glued)) or glued.startswith("0") or not name[: -len(glued)].strip()


def _paper(text: str, match: re.Match[str], *, is_glued: bool) -> PaperText:
    name, forms, is_clear = split_forms(text)
    originals = int(match["originals"] or match["o2"] or 0)
    copies = int(match["more"] or match["copies"] or match["c2"] or 0)
    return PaperText(name, originals, copies, forms, is_clear, is_glued)


def is_only_shown(name: str, heading: str, *, has_count: bool) -> bool:
    """The paper is shown, not handed in: its own words or the heading of its table say so, and neither says "nộp"."""
    words, over = _BULLETS.sub("", name).lower(), heading.lower()
    if "nộp" in words or words.endswith(":"):
        return False
    if re.match(r"(?:\d+[.)]\s*|[a-zđ]\)\s*)?(?:giấy tờ )?(?:phải |chỉ )?xuất trình", words) or re.search(
        r"\((?:chỉ )?xuất trình\b", words
    ):
        return True
    return has_count and bool(_SHOWN_BELOW.match(_BULLETS.sub("", over)))


def is_certified(name: str) -> bool:
    """Copies of this paper are certified ones, and nothing else is offered instead."""
    words = name.lower()
    return (
        bool(re.search(r"bản sao (?:có |được )?(?:công chứng, )?chứng thực|sao y chứng thực", words))
        and "hoặc" not in words
    )


def is_section(heading: str) -> bool:
    """The heading divides one list ("Giấy tờ phải xuất trình", "Lưu ý") and names no case of its own."""
    words = _BULLETS.sub("", heading).lower()
    return bool(
        re.match(
            r"(?:[a-z0-9.]+[.)]\s*)?(?:các )?(?:giấy tờ (?:phải )?(?:nộp|xuất trình)|lưu ý|ghi chú|chú ý|thành phần hồ sơ\W*$|bao gồm\W*$|số lượng)",
            words,
        )
    )
