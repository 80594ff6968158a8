"""Long official texts made readable on a phone: a short heading of a long name, numbered parts, paragraphs (real texts reach 22,855 characters)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest

LONG_NAME = 110
SHORT_NAME = 84
LEAD = 96
OPEN_AT_MOST = 320
# "Bước 1:", "+ Bước 2.", "- Bước thứ ba", "1. Bước 3" at the beginning of a line, or after a sentence has ended.
_STEP = re.compile(
    r"(?:^|(?<=[.;:]\s))[\s\-–+*•.]*(?:(?:\d+[.)])+\s*|[a-zđ]\)\s*)?(bước\s*(?:thứ\s*)?(?:\d+|[^\W\d]+))\s*[:.)\-–]\s*",
    re.IGNORECASE | re.MULTILINE,
)
_MARK = re.compile(r"^[\s\-–+*•.]+")
_BREAK = re.compile(r"[,;(]| đối với | thuộc | theo | trong trường hợp | tại | do ")
_DANGLING = re.compile(r"(?:[\s,;(]|\b(?:cho|của|và|hoặc|với|để|bằng|về))+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text without its leading signs; `depth` 0 is a paragraph, 1 and 2 are points below one."""

    text: str
    depth: int


@dataclass(frozen=True, slots=True)
class Part:
    """A step or section: its mark ("Bước 1", may be empty), its first words for the heading, all its lines."""

    mark: str
    lead: str
    lines: tuple[Line, ...]

    @property
    def is_short(self) -> bool:
        """Short enough to stand open on a phone."""
        return sum(len(line.text) for line in self.lines) <= OPEN_AT_MOST


def short_name(name: str) -> str:
    """A name that fits a phone's heading: long ones are cut where a qualification begins, else at a word, with "…"."""
    if len(name) <= LONG_NAME:
        return name
    breaks = [found.start() for found in _BREAK.finditer(name, 24, LONG_NAME)]
    kept = name[: breaks[-1]] if breaks else name[: max(name.rfind(" ", 0, SHORT_NAME), SHORT_NAME // 2)]
    return _DANGLING.sub("", kept) + "…"


def lines(text: str) -> tuple[Line, ...]:
    """The lines of a text: "-" and "+" at the beginning of a line make points, "++" and "+++" points below them."""
    found = []
    for raw in text.replace("\r", "\n").split("\n"):
        mark = _MARK.match(raw)
        words = raw[mark.end() :].strip() if mark else raw.strip()
        if words:
            signs = re.sub(r"\s", "", mark[0]) if mark else ""
            found.append(Line(words, min(len(signs), 2)))
    return tuple(found)


def parts(texts: Iterable[str]) -> tuple[Part, ...]:
    """The steps of a procedure: each text, cut where it says "Bước 1:", "Bước 2:"; a text that does not is one part."""
    found: list[Part] = []
    for text in texts:
        cuts = list(_STEP.finditer(text))
        before = text[: cuts[0].start()] if cuts else text
        if before.strip():
            found.append(_part("", before))
        for cut, after in zip_longest(cuts, cuts[1:]):
            found.append(_part(_tidy(cut[1]), text[cut.end() : after.start() if after else None]))
    return tuple(part for part in found if part.lines)


def _part(mark: str, text: str) -> Part:
    held = lines(text)
    first = held[0].text if held else ""
    if len(first) <= LEAD:
        return Part(mark, first, held)
    stop = first.rfind(" ", 0, LEAD)
    return Part(mark, first[: stop if stop > 0 else LEAD].rstrip(" ,;:") + "…", held)


def _tidy(mark: str) -> str:
    words = " ".join(mark.split())
    return words[0].upper() + words[1:].lower()
