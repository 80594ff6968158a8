"""What differs between two texts, word by word: pieces that both have, that went and that came."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, GONE, NEW = "same", "del", "ins"
# Beyond this many pairs of words the matcher would take seconds; such a block is shown as gone and come in whole.
MOST_PAIRS = 1_000_000
_WORD = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: `op` is "same", "del" (only in the old one) or "ins" (only in the new one)."""

    op: str
    text: str


def words_between(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces in reading order: those but "ins" make the old text, those but "del" the new one.

    Lines are matched first, words only inside lines that differ: a record of 50,000 characters takes no longer than its changes.
    """
    return tuple(_joined(_pieces(old, new)))


def _pieces(old: str, new: str) -> Iterator[Piece]:
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    for op, a1, a2, b1, b2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = "".join(before[a1:a2]), "".join(after[b1:b2])
        if op == "equal":
            yield Piece(SAME, gone)
        else:
            yield from _words(gone, come)


def _words(old: str, new: str) -> Iterator[Piece]:
    before, after = _WORD.findall(old), _WORD.findall(new)
    if len(before) * len(after) > MOST_PAIRS:
        yield from (Piece(GONE, old), Piece(NEW, new))
        return
    for op, a1, a2, b1, b2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if op == "equal":
            yield Piece(SAME, "".join(before[a1:a2]))
        else:
            yield from (Piece(GONE, "".join(before[a1:a2])), Piece(NEW, "".join(after[b1:b2])))


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """What changed without a word in between is one change: first what went, then what came."""
    gone, come, same = "", "", ""
    for piece in pieces:
        if piece.op == SAME:
            same += piece.text
            continue
        if same.strip() or not (gone or come):
            yield from _run(gone, come)
            gone = come = ""
            yield from _run("", "", same)
        else:
            gone, come = gone + same, come + same
        same = ""
        gone, come = (gone + piece.text, come) if piece.op == GONE else (gone, come + piece.text)
    yield from _run(gone, come, same)


def _run(gone: str, come: str, same: str = "") -> Iterator[Piece]:
    yield from (Piece(op, text) for op, text in ((GONE, gone), (NEW, come), (SAME, same)) if text)


def side(pieces: Sequence[Piece], without: str) -> tuple[Piece, ...]:
    """One side of the comparison: the pieces but those of the kind `without`."""
    return tuple(piece for piece in pieces if piece.op != without)
