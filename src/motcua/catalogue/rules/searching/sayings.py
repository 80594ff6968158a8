"""Sayings: words that people say, with choices: "(mất|rơi) (bằng lái|gplx)" is four of them, "(của tôi|)" may be missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise, product
from typing import NamedTuple

from .syllables import Word, words

# "khai sinh [của tôi] ghi sai": so many words of no weight may stand inside a saying.
MAX_BETWEEN = 4
# In so many words one wrong tone is a slip; in fewer it is another word ("đồ đạc", "đo đạc").
LONG = 3
_PART = re.compile(r"\(([^()]*)\)|([^()]+)")

Choice = tuple[Word, ...]
Slot = tuple[Choice, ...]


class Kind(StrEnum):
    """What a saying is good for."""

    FILLER = "filler"
    MEANING = "meaning"
    CONTEXT = "context"
    ACTION = "action"
    SPECIAL = "special"


class Fit(NamedTuple):
    """A saying found in a question: how many of its words, whether with the same tones, how many words it takes up."""

    words: int
    is_exact: bool
    taken: int
    saying: Saying


class _State(NamedTuple):
    """How far a saying has been read: the next word of the question, and what was met on the way."""

    place: int
    words: int = 0
    passed: int = 0
    inexact: int = 0
    wrong: int = 0


@dataclass(frozen=True, slots=True)
class Saying:
    """What is said, slot by slot; `meant` are official texts for a meaning, the name of the intent for an action or a special."""

    kind: Kind
    slots: tuple[Slot, ...]
    meant: tuple[str, ...] = ()

    def fit(self, typed: list[Word], at: int, *, is_toned: bool, between: frozenset[str]) -> Fit | None:
        """The longest way in which it stands there, words like "của tôi" in between allowed; None when something else stands there."""
        states = {at: _State(at)}
        for slot in self.slots:
            states = _through(slot, states, typed, is_toned=is_toned, between=between)
            if not states:
                return None
        best = max(states.values(), key=lambda state: (state.words, -state.wrong, -state.inexact))
        if not best.words or best.wrong > (best.words >= LONG):
            return None
        return Fit(best.words, not best.inexact, best.place - at, self)

    def firsts(self) -> set[str]:
        """The words with which it may begin."""
        found: set[str] = set()
        for slot in self.slots:
            found |= {choice[0].key for choice in slot if choice}
            if all(slot):
                break
        return found

    def pairs(self) -> Iterator[str]:
        """Words that it has side by side."""
        for slot in self.slots:
            for choice in slot:
                yield from (f"{one.key} {two.key}" for one, two in pairwise(choice))
        for before, after in pairwise(self.slots):
            yield from (f"{one[-1].key} {two[0].key}" for one, two in product(before, after) if one and two)


def _through(
    slot: Slot, states: dict[int, _State], typed: list[Word], *, is_toned: bool, between: frozenset[str]
) -> dict[int, _State]:
    """The states after a slot: the best one for each place."""
    found: dict[int, _State] = {}
    for state in states.values():
        for choice in slot:
            after = _read(choice, state, typed, is_toned=is_toned, between=between)
            known = found.get(after.place) if after else None
            if after and (known is None or (after.words, -after.wrong) > (known.words, -known.wrong)):
                found[after.place] = after
    return found


def _read(choice: Choice, state: _State, typed: list[Word], *, is_toned: bool, between: frozenset[str]) -> _State | None:
    place, count, passed, inexact, wrong = state
    size = len(typed)
    for said in choice:
        while count and place < size and typed[place].key != said.key and passed < MAX_BETWEEN and typed[place].key in between:
            place, passed = place + 1, passed + 1
        if place >= size or typed[place].key != said.key:
            return None
        if typed[place].sound != said.sound:
            inexact += 1
            wrong += typed[place].is_marked or is_toned
        place, count = place + 1, count + 1
    return _State(place, count, passed, inexact, wrong)


def saying(kind: Kind, pattern: str, meant: tuple[str, ...]) -> Saying | None:
    """The saying of a pattern; None when it has no word."""
    slots = []
    for choices, plain in _PART.findall(pattern):
        texts = choices.split("|") if not plain else [plain]
        slot = tuple(dict.fromkeys(tuple(words(text)) for text in texts))
        if any(slot):
            slots.append(slot)
    return Saying(kind, tuple(slots), meant) if slots else None
