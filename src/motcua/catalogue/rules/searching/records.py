"""What search remembers of a procedure, cut so that ranking is comparing short strings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from .lexicon import Intent, Lexicon
from .syllables import keys, words
from .vocabulary import Vocabulary

HEAD_WORDS = 18
# What a procedure does and for whom stands early in its name; later come the cases of long ones.
ACTION_WORDS, SPECIAL_WORDS = 14, 28
MAX_PAPERS = 600
MAX_MORE = 400
_ASIDE = re.compile(r"\(([^()]*)\)")
_LEAD_IN = re.compile(r"^\s*thủ tục[:\s]+(?=\w)", re.IGNORECASE)
_CODES = re.compile(r"\(?\s*\d\.\d{6}\s*\)?")
# "cấp" begins a first issue unless one of these follows ("cấp lại", "cấp tỉnh").
_ISSUES = re.compile(r" cap (?!lai |doi |dieu |bo |sua |gia |tinh |xa |trung |huyen |thay |[iv]+ |dac biet )")


@dataclass(frozen=True, slots=True)
class Source:
    """What a version says, as the index reads it."""

    name: str
    keywords: tuple[str, ...] = ()
    field: str = ""
    results: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """Texts without marks between spaces (" cap lai the "); `name_sound` and `keywords_sound` with tones, `|` between keywords."""

    name: str
    aside: str
    keywords: str
    field: str
    results: str
    papers: str
    more: str
    name_sound: str
    keywords_sound: str
    actions: tuple[str, ...]
    specials: tuple[str, ...]


class Head(NamedTuple):
    """The first words of a name, where it says what the procedure is about: each with its rarity, and all rarities together."""

    words: tuple[tuple[str, float], ...]
    whole: float


def head_of(record: Record, vocabulary: Vocabulary) -> Head:
    """The head of a record's name."""
    found = tuple((word, vocabulary.rarity(word)) for word in record.name.split()[:HEAD_WORDS])
    return Head(found, sum(rarity for _, rarity in found))


def record(source: Source, lexicon: Lexicon) -> Record:
    """The record of a version; names lose "Thủ tục" in front, what is in brackets is kept apart."""
    name = _LEAD_IN.sub("", _CODES.sub("", source.name))
    main, asides = _ASIDE.sub(" ", name), " ".join(_ASIDE.findall(name))
    named, aside = _line([main]), _line([asides])
    return Record(
        name=named, aside=aside, keywords=_line(source.keywords), field=_line([source.field]), results=_line(source.results),
        papers=_line(source.papers)[:MAX_PAPERS], more=_line(source.more)[:MAX_MORE], name_sound=_sounds([main]),
        keywords_sound=_sounds(source.keywords), actions=actions_of(_first(named, ACTION_WORDS), lexicon.actions),
        specials=intents_in(f"{_first(named, SPECIAL_WORDS)}|{aside}", lexicon.specials),
    )  # fmt: skip


def actions_of(named: str, actions: Mapping[str, Intent]) -> tuple[str, ...]:
    """What the procedure does, from its name; something issued for the first time when nothing else is said."""
    found = list(intents_in(named, actions))
    if "new" not in found and (not found or _ISSUES.search(named)):
        found.append("new")
    return tuple(found)


def intents_in(folded: str, intents: Mapping[str, Intent]) -> tuple[str, ...]:
    """The intents that a folded text names."""
    return tuple(key for key, intent in intents.items() if _says(folded, intent))


def _says(text: str, intent: Intent) -> bool:
    return any(_folded(named) in text for named in intent.named) and not any(_folded(other) in text for other in intent.unless)


@lru_cache(maxsize=1024)
def _folded(named: str) -> str:
    return f" {' '.join(keys(named))} "


def _first(line: str, count: int) -> str:
    return f" {' '.join(line.split()[:count])} "


def _line(texts: Iterable[str]) -> str:
    return "|".join(f" {' '.join(keys(text))} " for text in texts)


def _sounds(texts: Iterable[str]) -> str:
    return "|".join(f" {' '.join(word.sound for word in words(text))} " for text in texts)
