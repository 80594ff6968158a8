"""How well a procedure answers a question: every part of the sum says why it is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .lexicon import Intent, Lexicon
from .records import Head, Record
from .understanding import Alternative, Concept, Question

# Where words stand: the name says what a procedure is, papers only what it asks for.
IN_NAME, IN_ASIDE, IN_KEYWORDS, IN_RESULTS, IN_FIELD, IN_PAPERS, IN_MORE = 1.0, 0.5, 1.0, 0.55, 0.5, 0.25, 0.2
SCATTERED = 0.72
PARTLY = 0.35
NEAR = 12
OTHER_TONES = 0.55
# Of a long name the later words say less: they are cases and conditions.
LATE = 0.12
NAME_COVERED = 0.3
# Of a story one thing is the matter and the rest is how it came: the best answered concept counts once more.
MAIN = 0.15
WHOLE_KEYWORD = 0.12
ACTION_FITS, SPECIAL_FITS, SPECIAL_LACKS = 0.18, 0.14, 0.06
HERE, NEARBY, POPULAR, FOR_CITIZENS = 0.07, 0.04, 0.05, 0.03


@dataclass(frozen=True, slots=True)
class Standing:
    """What else counts of a procedure: its levels, whom it is for, how much it is asked for (0 to 1)."""

    levels: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    popularity: float = 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """`covered`: how much of the question the procedure answers (0 to 1); `total` orders the results."""

    total: float
    covered: float


def score(question: Question, record: Record, head: Head, standing: Standing, *, level: str, lexicon: Lexicon) -> Score:
    """The score of one procedure. `level`: the citizen's level of government, empty for any."""
    covered, matched = _covered(question, record)
    total = covered + NAME_COVERED * covered * _name_covered(head, matched)
    total += _action_fit(question.actions, record.actions, lexicon.actions)
    total += _special_fit(question.specials, record.specials, lexicon.specials)
    total += _whole_keyword(question, record)
    return Score(total + _standing(standing, level), covered)


def _covered(question: Question, record: Record) -> tuple[float, set[str]]:
    """The share of the question that the procedure's texts answer, by weight, and the words that matched."""
    whole = sum(concept.weight for concept in question.concepts)
    if not whole:
        return (0.5 if question.actions or question.specials else 0.0), set()
    found, best, matched = 0.0, 0.0, set()
    for concept in question.concepts:
        quality, keys = _best(concept, record)
        found += concept.weight * quality
        best = max(best, concept.weight * quality)
        matched |= keys
    return (1 - MAIN) * found / whole + MAIN * best / max(concept.weight for concept in question.concepts), matched


def _best(concept: Concept, record: Record) -> tuple[float, set[str]]:
    best, keys = 0.0, set()
    for one in concept.alternatives:
        quality = one.weight * _found(one, record) if one.weight > best else 0.0
        if quality > best:
            best, keys = quality, set(one.keys)
    return best, keys


def _found(one: Alternative, record: Record) -> float:
    phrase = f" {one.text} "
    best = 0.0
    place = record.name.find(phrase)
    if place >= 0:
        best = (IN_NAME - LATE * min(1.0, place / 160)) * _tones(one, record.name_sound)
    if phrase in record.keywords:
        best = max(best, IN_KEYWORDS * _tones(one, record.keywords_sound))
    if best >= IN_RESULTS:
        return best
    places = ((record.aside, IN_ASIDE), (record.results, IN_RESULTS), (record.field, IN_FIELD), (record.papers, IN_PAPERS), (record.more, IN_MORE))
    best = max(best, *(weight for text, weight in places if phrase in text), 0.0)
    if len(one.keys) > 1 and best < SCATTERED:
        best = max(best, _scattered(one, record))
    return best


def _scattered(one: Alternative, record: Record) -> float:
    """All words near each other in any order, or most of them anywhere: long names have every word somewhere."""
    places = [place for place in (record.name.find(f" {key} ") for key in one.keys) if place >= 0]
    held = len(places) / len(one.keys)
    if held < 0.6:
        return 0.0
    is_near = max(places) - min(places) <= NEAR + 3 * len(one.text)
    return SCATTERED if held == 1 and is_near else PARTLY * held


def _tones(one: Alternative, text: str) -> float:
    """1 unless marks were typed that the text does not have ("bán" for "bản")."""
    if one.sounds == one.keys:
        return 1.0
    return 1.0 if f" {' '.join(one.sounds)} " in text else OTHER_TONES


def _name_covered(head: Head, matched: set[str]) -> float:
    """How much of the name the question named: "khai sinh" is all of "đăng ký khai sinh", half of "khai sinh lưu động"."""
    return sum(rarity for word, rarity in head.words if word in matched) / head.whole if head.whole else 0.0


def _action_fit(asked: frozenset[str], done: tuple[str, ...], actions: Mapping[str, Intent]) -> float:
    """What is to be done is done here, or something else is: lost papers are not issued for the first time."""
    if asked:
        if asked.intersection(done):
            return ACTION_FITS
        return -max((actions[name].wrong for name in done if name in actions), default=0.1)
    if "new" in done:
        return 0.0
    return -min((actions[name].missed for name in done if name in actions), default=0.0)


def _special_fit(asked: frozenset[str], has: tuple[str, ...], specials: Mapping[str, Intent]) -> float:
    """The plain procedure before the special one, unless the question names what is special."""
    fit = -max((specials[name].missed for name in has if name not in asked), default=0.0)
    return fit + sum(SPECIAL_FITS if name in has else -SPECIAL_LACKS for name in asked)


def _whole_keyword(question: Question, record: Record) -> float:
    """An editor wrote these very words as what people say."""
    said = f" {' '.join(key for concept in question.concepts for key in concept.alternatives[-1].keys)} "
    return WHOLE_KEYWORD if said.strip() and said in record.keywords.split("|") else 0.0


def _standing(standing: Standing, level: str) -> float:
    """What can be done here before what only a ministry does; then what many ask for."""
    fit = POPULAR * standing.popularity + (FOR_CITIZENS if "citizen" in standing.audiences else 0.0)
    if level:
        return fit + (HERE if level in standing.levels else 0.0)
    if "commune" in standing.levels:
        return fit + HERE
    return fit + (NEARBY if "province" in standing.levels else 0.0)
