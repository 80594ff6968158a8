"""The words of the catalogue with how common they are, alone and in pairs: what a typed word can have meant."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from itertools import pairwise

_FIRST = (("ngh", "ng"), ("gh", "g"), ("gi", "d"), ("tr", "ch"), ("x", "s"), ("r", "d"), ("v", "d"), ("l", "n"), ("k", "c"))
_LAST = (("ng", "n"), ("nh", "n"), ("ch", "t"), ("c", "t"), ("y", "i"))
_LETTERS = "abcdeghiklmnopqrstuvxy"


@dataclass(slots=True)
class Vocabulary:
    """How many procedures use a word and a pair of words ("khai sinh"); `threes`: three words in a row that several have.

    `said`: words and pairs of the sayings that search knows; `alone`: those that are a saying by themselves.
    """

    size: int
    words: Mapping[str, int]
    pairs: Mapping[str, int]
    threes: Set[str] = frozenset()
    said: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()
    _alike: dict[str, list[str]] = field(default_factory=dict)
    _rarities: dict[str, float] = field(default_factory=dict)

    def knows(self, word: str) -> bool:
        return word in self.words or word in self.said

    def knows_pair(self, first: str, second: str) -> bool:
        return f"{first} {second}" in self.pairs or f"{first} {second}" in self.said

    def is_common(self, word: str) -> bool:
        """Whether one procedure in a hundred has it: such a word is meant as it is typed."""
        return self.words.get(word, 0) > max(3, self.size / 100)

    def knows_three(self, keys: list[str]) -> bool:
        """Whether several procedures have these three words in a row."""
        return len(keys) == 3 and " ".join(keys) in self.threes

    def rarity(self, word: str) -> float:
        """0 for a word that every procedure has, 1 for one that hardly any has."""
        known = self._rarities.get(word)
        if known is None:
            known = self._rare(self.words.get(word, 0))
            if word in self.words:
                self._rarities[word] = known
        return known

    def rarity_of(self, keys: tuple[str, ...]) -> float:
        """The rarity of the rarest pair of neighbours, of a single word its own."""
        if len(keys) < 2:
            return self.rarity(keys[0])
        pairs = (self.pairs.get(f"{first} {second}", 0) for first, second in pairwise(keys))
        return self._rare(min(pairs))

    def _rare(self, count: int) -> float:
        return min(1.0, max(0.05, -math.log((count + 1) / (self.size + 2)) / math.log(self.size + 2)))

    def closeness(self, first: str, second: str) -> float:
        """How much more often the two stand together than by chance, 0 to 1 (normalised pointwise mutual information)."""
        together = self.pairs.get(f"{first} {second}", 0)
        if together < 2:
            return 0.0
        total = max(self.size, together + 1)
        chance = (self.words.get(first, 1) / total) * (self.words.get(second, 1) / total)
        share = together / total
        return max(0.0, math.log(share / chance) / -math.log(share)) if chance < share < 1 else 0.0

    def alike(self, word: str) -> list[str]:
        """Known words that sound like this one ("trung" for "chung"), the common ones first."""
        if not self._alike:
            groups = defaultdict(list)
            for known in {*self.words, *(said for said in self.said if " " not in said)}:
                groups[spoken(known)].append(known)
            self._alike.update({key: sorted(group, key=self._rank) for key, group in groups.items()})
        return [known for known in self._alike.get(spoken(word), []) if known != word]

    def slips(self, word: str) -> list[str]:
        """Known words one slip of the finger away, the common ones first."""
        return sorted((near for near in set(_one_slip(word)) if near != word and self.knows(near)), key=self._rank)

    def beginning(self, start: str, *, limit: int = 6) -> list[str]:
        """Known words that begin so, the common ones first."""
        found = (known for known in self.words if known.startswith(start) and known != start)
        return sorted(found, key=self._rank)[:limit]

    def _rank(self, word: str) -> tuple[int, str]:
        return (-self.words.get(word, 0), word)


def count(texts: Iterable[list[str]]) -> Vocabulary:
    """The vocabulary of these texts, one list of words for each procedure."""
    single: dict[str, int] = defaultdict(int)
    double: dict[str, int] = defaultdict(int)
    triple: dict[str, int] = defaultdict(int)
    size = 0
    for text in texts:
        size += 1
        for one in set(text):
            single[one] += 1
        for pair in {f"{first} {second}" for first, second in pairwise(text)}:
            double[pair] += 1
        for three in {" ".join(text[at : at + 3]) for at in range(len(text) - 2)}:
            triple[three] += 1
    return Vocabulary(size, dict(single), dict(double), {three for three, number in triple.items() if number > 1})


def spoken(word: str) -> str:
    """What a word sounds like where tr = ch, s = x, d = gi = r = v, l = n, and endings -n = -ng, -t = -c."""
    for letters, sound in _FIRST:
        if word.startswith(letters) and len(word) > len(letters):
            word = sound + word[len(letters) :]
            break
    for letters, sound in _LAST:
        if word.endswith(letters):
            return word[: -len(letters)] + sound
    return word


def _one_slip(word: str) -> Iterable[str]:
    for place in range(len(word) + 1):
        start, end = word[:place], word[place:]
        if end:
            yield start + end[1:]
            yield from (start + letter + end[1:] for letter in _LETTERS)
        if len(end) > 1:
            yield start + end[1] + end[0] + end[2:]
        yield from (start + letter + end for letter in _LETTERS)
