"""A question as people type it becomes what it is about: concepts with the official words for them, what is to be done, for whom."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from motcua.kernel.text import clean, fold

from .lexicon import Lexicon
from .records import intents_in
from .sayings import Fit, Kind, Saying
from .spelling import repair
from .syllables import Word, words
from .vocabulary import Vocabulary

MAX_QUERY = 200
MAX_WORDS = 24
# Words that stand together this often are one thing ("khoáng sản") even when no saying names them; rare ones are terms of the trade.
TOGETHER, LONGEST_RUN, TERM, PART = 0.3, 5, 0.5, 0.6
# A saying's own words: what an editor's keyword repeats counts nearly as much as the official word.
OWN_WORDS = 0.9
# How much words say: those of a saying all, pairs that the catalogue knows less, single words least when there is something better.
SAID, BACKGROUND, PAIRED, SINGLE, BESIDE = 1.0, 0.4, 0.7, 0.6, 0.5
LEAST, NUMBER = 0.3, 0.15
ACTION_WORDS = 0.12
_WEIGHTS = (1.0, 0.86, 0.78, 0.72)
# What stands after "giờ muốn" is what is asked for, what came before is the story.
ASKED_FOR = 1.35
_CODE = re.compile(r"^(\d)[.\s]?(\d{6})((?:\.\w{2,6})*)$")


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way in which a procedure may word a concept."""

    keys: tuple[str, ...]
    sounds: tuple[str, ...]
    weight: float = 1.0

    @property
    def text(self) -> str:
        return " ".join(self.keys)


@dataclass(frozen=True, slots=True)
class Concept:
    """Something the question names, how much it says (0 to 1), and how procedures may word it."""

    label: str
    alternatives: tuple[Alternative, ...]
    weight: float
    is_said: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What was understood. `code` is set when a code was typed; `label` is for people, e.g. "giấy phép lái xe, cấp lại"."""

    text: str
    code: str = ""
    concepts: tuple[Concept, ...] = ()
    actions: frozenset[str] = frozenset()
    specials: frozenset[str] = frozenset()
    label: str = ""
    is_everything: bool = False


@dataclass(slots=True)
class _Reading:
    """What the reader of a question has found so far."""

    concepts: list[Concept] = field(default_factory=list)
    hints: list[Concept] = field(default_factory=list)
    loose: list[Word] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)
    implied: set[str] = field(default_factory=set)
    is_asking: bool = False
    fillers: list[Word] = field(default_factory=list)


def understand(text: str, lexicon: Lexicon, vocabulary: Vocabulary, *, unfinished: bool = False) -> Question:
    """What a question of any length, script or normal form asks for. `unfinished`: the last word is still being typed."""
    asked = clean(text[: 4 * MAX_QUERY])[:MAX_QUERY]
    code = code_in(asked)
    if code:
        return Question(asked, code=code, label=code)
    typed = repair(words(asked)[:MAX_WORDS], vocabulary, unfinished=unfinished)
    read = _read(typed, lexicon, vocabulary)
    specials = _specials(typed, lexicon)
    if not (read.concepts or read.actions or specials):
        if [word.key for word in read.fillers] in (["thu", "tuc"], ["tat", "ca", "thu", "tuc"]):
            return Question(asked, is_everything=True)
        read.concepts = _loose(read.fillers, vocabulary)
    actions = [*read.actions, *(name for name in lexicon.actions if name in read.implied and not read.actions)]
    labels = [concept.label for concept in read.concepts]
    labels += [lexicon.actions[name].label for name in read.actions] + [lexicon.specials[name].label for name in specials]
    specials += [name for name in lexicon.specials if name in read.implied]
    concepts = (*_weighed(read.concepts), *read.hints)
    return Question(asked, "", concepts, frozenset(actions), frozenset(specials), _said(labels))


def _said(labels: Iterable[str]) -> str:
    """The labels in their order, none that another one holds: "phieu" says nothing beside "phiếu lý lịch tư pháp"."""
    kept: list[str] = []
    for label in labels:
        inner = f" {fold(label)} "
        if not any(inner in f" {fold(other)} " for other in kept):
            kept = [other for other in kept if f" {fold(other)} " not in inner] + [label]
    return ", ".join(kept)


def code_in(asked: str) -> str:
    """The procedure's code when the question is one: "1.001193", "1001193", with or without a local suffix; else empty."""
    found = _CODE.match(asked)
    return f"{found[1]}.{found[2]}{found[3].upper()}" if found else ""


def _read(typed: list[Word], lexicon: Lexicon, vocabulary: Vocabulary) -> _Reading:
    read = _Reading()
    marked = sum(word.is_marked for word in typed)
    is_toned = marked * 3 >= len(typed) and marked > 0
    at = 0
    for place, fits in _segments(typed, lexicon, is_toned=is_toned):
        read.loose += typed[at:place]
        _settle(read, vocabulary)
        at = place + fits[0].taken
        for kind in _kinds(fits):
            _take(read, kind, [fit.saying for fit in fits if fit.saying.kind == kind], typed[place:at], lexicon, vocabulary)
    read.loose += typed[at:]
    _settle(read, vocabulary)
    return read


def _kinds(fits: list[Fit]) -> list[Kind]:
    """What the sayings are good for; what is only a context here is no meaning as well."""
    kinds = list(dict.fromkeys(fit.saying.kind for fit in fits))
    return [kind for kind in kinds if kind != Kind.MEANING] if Kind.CONTEXT in kinds else kinds


def _segments(typed: list[Word], lexicon: Lexicon, *, is_toned: bool) -> list[tuple[int, list[Fit]]]:
    """The question cut into sayings so that long ones come out whole, wherever they begin; words between belong to none."""
    size = len(typed)
    best: list[tuple[int, list[tuple[int, list[Fit]]]]] = [(0, [])] * (size + 1)
    for at in range(size - 1, -1, -1):
        best[at] = best[at + 1]
        groups: dict[int, list[Fit]] = defaultdict(list)
        for fit in lexicon.here(typed, at, is_toned=is_toned):
            if fit.saying.kind != Kind.SPECIAL:
                groups[fit.words].append(fit)
        for count, fits in groups.items():
            rest, after = best[at + fits[0].taken]
            if count * count + rest > best[at][0] or (count * count + rest == best[at][0] and not best[at][1]):
                best[at] = (count * count + rest, [(at, fits), *after])
    return best[0][1]


def _specials(typed: list[Word], lexicon: Lexicon) -> list[str]:
    """The specials named anywhere, inside other sayings too: "lấy chồng Hàn Quốc"."""
    marked = sum(word.is_marked for word in typed)
    fits = (fit for at in range(len(typed)) for fit in lexicon.here(typed, at, is_toned=marked * 3 >= len(typed) and marked > 0))
    return list(dict.fromkeys(name for fit in fits if fit.saying.kind == Kind.SPECIAL for name in fit.saying.meant))


def _settle(read: _Reading, vocabulary: Vocabulary) -> None:
    read.concepts += _loose(read.loose, vocabulary)
    read.loose = []


def _take(read: _Reading, kind: Kind, sayings: list[Saying], typed: list[Word], lexicon: Lexicon, vocabulary: Vocabulary) -> None:
    if kind == Kind.FILLER:
        read.fillers += typed
        read.is_asking = read.is_asking or any(word.key in lexicon.asks for word in typed)
    elif kind == Kind.ACTION:
        read.actions += [name for saying in sayings for name in saying.meant if name not in read.actions]
        read.hints.append(Concept("", (_alternative(typed, 1.0),), ACTION_WORDS))
    else:
        weight = BACKGROUND if kind == Kind.CONTEXT else SAID * (ASKED_FOR if read.is_asking and read.concepts else 1.0)
        concept = _meant(sayings, typed, vocabulary, weight)
        read.concepts.append(concept)
        read.is_asking = False
        official = f" {concept.alternatives[0].text} "
        read.implied |= {*(intents_in(official, lexicon.actions) or _inner(typed, lexicon)), *intents_in(official, lexicon.specials)}


def _inner(typed: list[Word], lexicon: Lexicon) -> set[str]:
    """What is to be done by the words inside a saying: "mất sổ đi biển" is a lost book, though the saying means the book only."""
    fits = (fit for at in range(len(typed)) for fit in lexicon.here(typed, at, is_toned=any(word.is_marked for word in typed)))
    return {name for fit in fits if fit.saying.kind == Kind.ACTION and fit.is_exact for name in fit.saying.meant}


def _meant(sayings: list[Saying], typed: list[Word], vocabulary: Vocabulary, weight: float) -> Concept:
    """The official words first; what was said itself counts too, because editors repeat it in keywords."""
    texts = _specific_first(dict.fromkeys(text for saying in sayings for text in saying.meant))
    found = [_alternative(words(text), _WEIGHTS[min(place, 3)]) for place, text in enumerate(texts)]
    own = _alternative(typed, OWN_WORDS)
    if own.keys not in {one.keys for one in found}:
        found.append(own)
    rarest = max(vocabulary.rarity_of(one.keys) for one in found)
    return Concept(texts[0], tuple(found), weight * min(1.0, LEAST + rarest), is_said=True)


def _specific_first(meant: Iterable[str]) -> list[str]:
    """The texts in their order, but none after one that it contains: "buôn bán thuốc thú y" before "thuốc thú y"."""
    found: list[str] = []
    for text in meant:
        place = next((at for at, other in enumerate(found) if other.lower() in text.lower()), len(found))
        found.insert(place, text)
    return found


def _loose(typed: list[Word], vocabulary: Vocabulary) -> list[Concept]:
    """Concepts of words that no saying names: runs that the catalogue writes so ("quản tài viên"), then single words."""
    found: list[Concept] = []
    at = 0
    while at < len(typed):
        size = _run_length([word.key for word in typed[at : at + LONGEST_RUN]], vocabulary)
        found.append(_run(typed[at : at + size], vocabulary))
        at += size
    return found


def _run_length(keys: list[str], vocabulary: Vocabulary) -> int:
    """How many of the words belong together: as long as each stands so with the two before it, or closely with the one before."""
    size = 1
    while size < len(keys):
        is_close = vocabulary.closeness(keys[size - 1], keys[size]) >= TOGETHER
        is_usual = size + 1 < len(keys) and size == 1 and vocabulary.knows_three(keys[:3])
        if not (is_close or is_usual or (size > 1 and vocabulary.knows_three(keys[size - 2 : size + 1]))):
            break
        size += 1
    return size


def _run(group: list[Word], vocabulary: Vocabulary) -> Concept:
    label = " ".join(word.typed for word in group)
    if len(group) == 1:
        weight = SINGLE * vocabulary.rarity(group[0].key)
        weight = min(weight, NUMBER) if any(char.isdigit() for char in group[0].key) else weight
        return Concept(label, (_alternative(group, 1.0),), weight)
    whole = _alternative(group, 1.0)
    pairs = (_alternative(group[at : at + 2], PART) for at in range(len(group) - 1)) if len(group) > 2 else ()
    rarity = vocabulary.rarity_of(whole.keys)
    return Concept(label, (*pairs, whole), (SAID if rarity >= TERM else PAIRED) * rarity, is_said=rarity >= TERM)


def _weighed(concepts: list[Concept]) -> list[Concept]:
    """Beside a saying the other words only tell cases apart."""
    if not any(concept.is_said for concept in concepts):
        return concepts
    return [one if one.is_said else replace(one, weight=BESIDE * one.weight) for one in concepts]


def _alternative(group: list[Word], weight: float) -> Alternative:
    return Alternative(tuple(word.key for word in group), tuple(word.sound for word in group), weight)
