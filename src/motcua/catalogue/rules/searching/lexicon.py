"""What people say and what it means in a procedure: sayings, words of asking, intents. Data from `catalogue/words/`, found longest first."""

from __future__ import annotations

import itertools
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from .syllables import Word, words

# "khai sinh [của tôi] ghi sai": so many words of no weight may stand inside a saying.
MAX_BETWEEN = 4
_CHOICE = re.compile(r"\(([^()]*)\)")
# In so many words one wrong tone is a slip; in fewer it is another word ("đồ đạc", "đo đạc").
LONG = 3
PLACE = Path(__file__).resolve().parents[2] / "words"


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


@dataclass(frozen=True, slots=True)
class Saying:
    """Words that people say; `meant` are official texts for a meaning, the name of the intent for an action or a special."""

    kind: Kind
    said: tuple[Word, ...]
    meant: tuple[str, ...] = ()

    def fit(self, typed: list[Word], at: int, *, is_toned: bool, between: frozenset[str]) -> Fit | None:
        """How it stands there, words like "của tôi" in between allowed; None when something else stands there."""
        here: list[Word] = []
        place, passed = at, 0
        for said in self.said:
            while here and place < len(typed) and typed[place].key != said.key and typed[place].key in between and passed < MAX_BETWEEN:
                place, passed = place + 1, passed + 1
            if place >= len(typed) or typed[place].key != said.key:
                return None
            here.append(typed[place])
            place += 1
        same = [word.sound == said.sound for word, said in zip(here, self.said, strict=True)]
        differ = sum(not equal and (word.is_marked or is_toned) for word, equal in zip(here, same, strict=True))
        if differ > (len(here) >= LONG):
            return None
        return Fit(len(here), all(same), place - at, self)


@dataclass(frozen=True, slots=True)
class Intent:
    """Something that sets procedures apart: what is done (cấp lại) or for whom (có yếu tố nước ngoài).

    `named`: how procedures word it, `unless` they also say this; `missed`: how much a procedure loses that has it without being asked.
    """

    name: str
    label: str
    named: tuple[str, ...]
    missed: float
    wrong: float
    unless: tuple[str, ...] = ()


class Lexicon:
    """All sayings by their first word, and the intents."""

    def __init__(
        self, sayings: Iterable[Saying], actions: Mapping[str, Intent], specials: Mapping[str, Intent],
        between: Iterable[str] = (), asks: Iterable[str] = (),
    ) -> None:  # fmt: skip
        self.actions, self.specials = actions, specials
        self.between, self.asks = frozenset(between), frozenset(asks)
        self.sayings = list(sayings)
        by_first: dict[str, list[Saying]] = defaultdict(list)
        for saying in self.sayings:
            by_first[saying.said[0].key].append(saying)
        self._by_first = {key: sorted(group, key=lambda one: -len(one.said)) for key, group in by_first.items()}

    def here(self, typed: list[Word], at: int, *, is_toned: bool) -> list[Fit]:
        """The sayings that begin here, the longest first; of the same words those with the right tones only, when there are any."""
        fits = (one.fit(typed, at, is_toned=is_toned, between=self.between) for one in self._by_first.get(typed[at].key, ()))
        found = [fit for fit in fits if fit]
        exact = {fit.words for fit in found if fit.is_exact}
        return [fit for fit in found if fit.is_exact or fit.words not in exact]

    def extended(self, more: Iterable[tuple[str, str]]) -> Lexicon:
        """The same with further sayings (said, meant; several meanings apart by semicolons), as administrators add them."""
        added = [_meaning(said, _split(meant)) for said, meant in more]
        return Lexicon([*self.sayings, *filter(None, added)], self.actions, self.specials, self.between, self.asks) if added else self

    @cached_property
    def known(self) -> frozenset[str]:
        """All words of the sayings, and their pairs."""
        found: set[str] = set()
        for saying in self.sayings:
            line = [word.key for word in saying.said]
            found |= {*line, *(f"{first} {second}" for first, second in itertools.pairwise(line))}
        return frozenset(found)

    @cached_property
    def alone(self) -> frozenset[str]:
        """The sayings of one word."""
        return frozenset(saying.said[0].key for saying in self.sayings if len(saying.said) == 1)


@lru_cache(maxsize=1)
def shipped() -> Lexicon:
    """The lexicon of the project's files, read once in a process."""
    sayings: list[Saying] = []
    meanings: _Meanings = {}
    for kind, pattern in ((Kind.CONTEXT, "contexts.toml"), (Kind.MEANING, "meanings/*.toml")):
        for path in sorted(PLACE.glob(pattern)):
            _gather(meanings, kind, _table(path))
    sayings += [Saying(kind, said, _specific_first(meant)) for kind, said, meant in meanings.values()]
    fillers = _table(PLACE / "fillers.toml")
    sayings += _all(Kind.FILLER, fillers["said"])
    intents: dict[Kind, dict[str, Intent]] = {Kind.ACTION: {}, Kind.SPECIAL: {}}
    for kind, group in intents.items():
        for name, row in _table(PLACE / f"{kind.value}s.toml").items():
            group[name] = Intent(name, row["label"], tuple(row["named"]), row["missed"], row["wrong"], tuple(row.get("unless", ())))
            sayings += _all(kind, row["said"], name)
    between, asks = ((one.key for text in fillers[name] for one in words(text)) for name in ("between", "asks"))
    return Lexicon(sayings, intents[Kind.ACTION], intents[Kind.SPECIAL], between, asks)


def _table(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _split(meant: str) -> tuple[str, ...]:
    return tuple(text for text in map(str.strip, meant.split(";")) if text)


_Meanings = dict[tuple[str, ...], tuple[Kind, tuple[Word, ...], list[str]]]


def _gather(meanings: _Meanings, kind: Kind, table: Mapping[str, list[str]]) -> None:
    """What each saying means; a saying that stands in several places means all of it, a context stays one."""
    for meant, patterns in table.items():
        given = _split(meant)
        for said in (tuple(words(one)) for pattern in patterns for one in spelt_out(pattern)):
            if said:
                texts = meanings.setdefault(tuple(word.sound for word in said), (kind, said, []))[2]
                texts += [text for text in given if text not in texts]


def _specific_first(meant: list[str]) -> tuple[str, ...]:
    """The texts in their order, but none after one that it contains: "buôn bán thuốc thú y" before "thuốc thú y"."""
    found: list[str] = []
    for text in meant:
        place = next((at for at, other in enumerate(found) if other.lower() in text.lower()), len(found))
        found.insert(place, text)
    return tuple(found)


def spelt_out(pattern: str) -> list[str]:
    """The sayings of a pattern: "(mất|rơi) (bằng lái|gplx)" are four; an empty choice leaves the word out."""
    found = _CHOICE.search(pattern)
    if found is None:
        return [" ".join(pattern.split())]
    start, end = pattern[: found.start()], pattern[found.end() :]
    return [one for choice in found[1].split("|") for one in spelt_out(f"{start}{choice}{end}")]


def _meaning(said: str, meant: tuple[str, ...]) -> Saying | None:
    found = tuple(words(said))
    return Saying(Kind.MEANING, found, meant) if found and meant else None


def _all(kind: Kind, texts: Iterable[str], *meant: str) -> list[Saying]:
    found = (tuple(words(one)) for text in texts for one in spelt_out(text))
    return [Saying(kind, said, meant) for said in found if said]
