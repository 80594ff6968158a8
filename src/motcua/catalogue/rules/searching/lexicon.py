"""What people say and what it means in a procedure, from the files in `catalogue/words/` and from administrators."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from .sayings import Fit, Kind, Saying, saying
from .syllables import Word, words

PLACE = Path(__file__).resolve().parents[2] / "words"


@dataclass(frozen=True, slots=True)
class Intent:
    """Something that sets procedures apart: what is done (cấp lại) or for whom (có yếu tố nước ngoài).

    `named`: how procedures word it, `unless` they also say this; `missed`: how much a procedure loses that has it without
    being asked; `wrong`: how much when something else was asked.
    """

    name: str
    label: str
    named: tuple[str, ...]
    missed: float
    wrong: float
    unless: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lexicon:
    """All sayings, the intents, the words that may stand inside a saying, and the words after which one says what one wants."""

    sayings: tuple[Saying, ...]
    actions: Mapping[str, Intent]
    specials: Mapping[str, Intent]
    between: frozenset[str] = frozenset()
    asks: frozenset[str] = frozenset()

    @cached_property
    def _by_first(self) -> dict[str, list[Saying]]:
        found: dict[str, list[Saying]] = defaultdict(list)
        for one in self.sayings:
            for first in one.firsts():
                found[first].append(one)
        return dict(found)

    def here(self, typed: list[Word], at: int, *, is_toned: bool) -> list[Fit]:
        """The sayings that begin here; of the same number of words those with the right tones only, when there are any."""
        fits = (one.fit(typed, at, is_toned=is_toned, between=self.between) for one in self._by_first.get(typed[at].key, ()))
        found = [fit for fit in fits if fit]
        exact = {fit.words for fit in found if fit.is_exact}
        found = [fit for fit in found if fit.is_exact or fit.words not in exact]
        # "de" without marks is "để" rather than "đê": of single words the one that says nothing is the common one.
        if any(fit.words == 1 and fit.saying.kind == Kind.FILLER for fit in found):
            found = [fit for fit in found if fit.words > 1 or fit.is_exact or fit.saying.kind == Kind.FILLER]
        return found

    def extended(self, more: Iterable[tuple[str, str]]) -> Lexicon:
        """The same with further sayings (said, meant; several meanings apart by semicolons), as administrators add them."""
        added = [one for said, meant in more if (parts := split(meant)) and (one := saying(Kind.MEANING, said, parts))]
        return Lexicon((*self.sayings, *added), self.actions, self.specials, self.between, self.asks) if added else self

    @cached_property
    def known(self) -> frozenset[str]:
        """All words of the sayings, and their pairs."""
        found = {pair for one in self.sayings for pair in one.pairs()}
        return frozenset(found | {word.key for one in self.sayings for slot in one.slots for choice in slot for word in choice})

    @cached_property
    def alone(self) -> frozenset[str]:
        """The sayings of one word."""
        single = (one.slots[0] for one in self.sayings if len(one.slots) == 1)
        return frozenset(choice[0].key for slot in single for choice in slot if len(choice) == 1)


@lru_cache(maxsize=1)
def shipped() -> Lexicon:
    """The lexicon of the project's files, read once in a process."""
    fillers = _table(PLACE / "fillers.toml")
    found = [saying(Kind.FILLER, text, ()) for text in fillers["said"]]
    found += [saying(Kind.CONTEXT, text, split(meant)) for meant, said in _table(PLACE / "contexts.toml").items() for text in said]
    for path in sorted(PLACE.glob("meanings/*.toml")):
        found += [saying(Kind.MEANING, text, split(meant)) for meant, said in _table(path).items() for text in said]
    intents: dict[Kind, dict[str, Intent]] = {}
    for kind in (Kind.ACTION, Kind.SPECIAL):
        rows = _table(PLACE / f"{kind.value}s.toml")
        found += [saying(kind, text, (name,)) for name, row in rows.items() for text in row["said"]]
        intents[kind] = {name: _intent(name, row) for name, row in rows.items()}
    return Lexicon(
        tuple(one for one in found if one), intents[Kind.ACTION], intents[Kind.SPECIAL],
        frozenset(_keys(fillers["between"])), frozenset(_keys(fillers["asks"])),
    )  # fmt: skip


def _intent(name: str, row: Mapping[str, Any]) -> Intent:
    return Intent(name, row["label"], tuple(row["named"]), row["missed"], row["wrong"], tuple(row.get("unless", ())))


def _keys(texts: Iterable[str]) -> Iterator[str]:
    return (word.key for text in texts for word in words(text))


def _table(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def split(meant: str) -> tuple[str, ...]:
    """The alternatives of a meaning."""
    return tuple(text for text in map(str.strip, meant.split(";")) if text)
