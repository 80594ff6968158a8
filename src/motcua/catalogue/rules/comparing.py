"""Two drafts side by side: field by field, row by row, with what changed inside each text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from .drafts import Draft
from .telling import Fact, Say, Told, told
from .words_between import GONE, NEW, Piece, side, words_between

ALIKE = 0.4  # the share of common words from which two rows are the same row, changed


@dataclass(frozen=True, slots=True)
class Change:
    """One fact in both drafts: kind is "same", "changed", "added" or "removed"."""

    label: str
    kind: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the comparison, named as the sections of the editor are."""

    key: str
    title: str
    changes: tuple[Change, ...]

    @property
    def changed(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.kind != "same")

    @property
    def same(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.kind == "same" and (change.before or change.after))


def compare(before: Draft | None, after: Draft, *, words: Mapping[str, str], _: Say = str) -> tuple[Part, ...]:
    """Every part of both; `before` is None for a procedure that has no version yet. For `words` and `_` see `told`."""
    new = told(after, words=words, _=_)
    old = told(before, words=words, _=_) if before is not None else tuple(Told(one.key, one.title) for one in new)
    return tuple(Part(two.key, two.title, tuple(_part(one, two))) for one, two in zip(old, new, strict=True))


def changes_in(parts: Iterable[Part]) -> int:
    """How many facts differ; 0 when both drafts say the same."""
    return sum(len(part.changed) for part in parts)


def _part(old: Told, new: Told) -> Iterator[Change]:
    before = {fact.label: fact for fact in old.facts}
    for fact in new.facts:
        yield _change(before.get(fact.label), fact)
    for one, two in paired(old.rows, new.rows):
        yield _change(one, two)


def _change(old: Fact | None, new: Fact | None) -> Change:
    label = (new or old or Fact("", "")).label
    before, after = _plain(old), _plain(new)
    if before == after:
        piece = (Piece("same", after),) if after else ()
        return Change(label, "same", piece, piece)
    kind = "added" if not before else "removed" if not after else "changed"
    pieces = words_between(before, after)
    return Change(label, kind, side(pieces, NEW), side(pieces, GONE))


def _plain(fact: Fact | None) -> str:
    """The text with white space as a form would give it back, so that saving a page unread changes nothing."""
    return "\n".join(line.strip() for line in fact.text.strip().splitlines() if line.strip()) if fact else ""


def paired(old: Sequence[Fact], new: Sequence[Fact]) -> list[tuple[Fact | None, Fact | None]]:
    """Rows of both in reading order, each with its counterpart: the same text, else the same key, else a similar text."""
    pairs: list[tuple[Fact | None, Fact | None]] = []
    matcher = SequenceMatcher(None, [_plain(fact) for fact in old], [_plain(fact) for fact in new], autojunk=False)
    for op, a1, a2, b1, b2 in matcher.get_opcodes():
        if op == "equal":
            pairs += zip(old[a1:a2], new[b1:b2], strict=True)
        else:
            pairs += _matched(list(old[a1:a2]), new[b1:b2])
    return pairs


def _matched(old: list[Fact], new: Sequence[Fact]) -> Iterator[tuple[Fact | None, Fact | None]]:
    partners: dict[int, Fact] = {}
    for is_one in (_same_key, _alike):
        for place, fact in enumerate(new):
            found = next((one for one in old if place not in partners and is_one(one, fact)), None)
            if found is not None:
                partners[place] = found
                old.remove(found)
    yield from ((fact, None) for fact in old)
    yield from ((partners.get(place), fact) for place, fact in enumerate(new))


def _same_key(old: Fact, new: Fact) -> bool:
    return bool(new.key) and (old.label, old.key) == (new.label, new.key)


def _alike(old: Fact, new: Fact) -> bool:
    one, two = set(old.text.split()), set(new.text.split())
    return old.label == new.label and len(one & two) >= ALIKE * len(one | two)
