"""Which letters the print fonts have, and text made fit for them: PDF/A forbids a letter without a glyph."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

from motcua.kernel.text import clean

FONTS = Path(__file__).resolve().parent.parent / "fonts"
MISSING = "\u25a1"
# Greek and Cyrillic, the box and the arrow: set in the sans mono that the page setter carries with it.
_CARRIED = ((0x0391, 0x03A1), (0x03A3, 0x03CE), (0x0400, 0x045F), (0x25A1, 0x25A1), (0x2192, 0x2192))
_LONG_WORD = re.compile(r"\S{25,}")
_BREAK = "\u200b"


@cache
def covered() -> frozenset[int]:
    """Code points that can be printed in every style."""
    lines = (FONTS / "coverage.txt").read_text(encoding="ascii").split()
    pairs = [tuple(int(end, 16) for end in line.split("-")) for line in lines]
    return frozenset(code for first, last in (*pairs, *_CARRIED) for code in range(first, last + 1))


def printable(text: str) -> str:
    """The text in NFC, line by line, a box for a letter that no font has, words over 24 letters breakable."""
    lines = (_fit(clean(line)) for line in text.splitlines())
    return "\n".join(lines).strip("\n")


def _fit(line: str) -> str:
    known = covered()
    kept = (char if ord(char) in known else _stand_in(char) for char in line)
    return _LONG_WORD.sub(_breakable, "".join(kept))


def _stand_in(char: str) -> str:
    if unicodedata.combining(char) or unicodedata.category(char) in {"Cf", "Mn", "Me", "Sk"}:
        return ""
    plain = unicodedata.normalize("NFKC", char)
    return plain if plain != char and all(ord(part) in covered() for part in plain) else MISSING


def _breakable(word: re.Match[str]) -> str:
    text = word[0]
    return _BREAK.join(text[start : start + 20] for start in range(0, len(text), 20))
