"""From words to procedures: candidates from the index, then the order that a person at the guidance desk would give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import tantivy

from ...rules.searching import Question, Score, Standing, score, understand
from .asking import asked, by_code
from .building import Held
from .keeping import current
from .schema import Found, unpacked

CANDIDATES = 80
# A candidate that the index gives less than this share of what it gives the first is none.
LEAST = 0.1
REMEMBERED = 20_000
# What answers less than this share of what the best answers is not shown; less than this of the question is only near.
WORTH = 0.6
FITS = 0.35


@dataclass(frozen=True, slots=True)
class Hit:
    """A version that was found, with its score."""

    pk: int
    code: str
    title: str
    field: str
    score: Score
    standing: Standing


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question found, best first. `near`: nothing fits well, these come closest. `question.label` says what was understood."""

    question: Question
    hits: tuple[Hit, ...] = ()
    near: tuple[Hit, ...] = ()


def answer(
    text: str, *, day: date, level: str = "", only: Mapping[str, str] | None = None, unfinished: bool = False, limit: int = CANDIDATES
) -> Answer:
    """The procedures that fit the words. `level`: where the citizen stands (ranks, never hides); `only`: filters by exact keys."""
    held = current(day)
    question = understand(text, held.lexicon, held.vocabulary, unfinished=unfinished)
    if question.code:
        return Answer(question, tuple(_coded(held, question.code, day, only or {})[:limit]))
    if not (question.concepts or question.actions or question.specials):
        return Answer(question)
    hits = _ranked(held, question, day, level, only or {})
    best = max((hit.score.covered for hit in hits), default=0.0)
    good = tuple(hit for hit in hits if hit.score.covered >= max(FITS, WORTH * best))
    near = () if good else tuple(sorted(hits, key=lambda hit: -hit.score.covered)[:limit])
    return Answer(question, good[:limit], near)


def _ranked(held: Held, question: Question, day: date, level: str, only: Mapping[str, str]) -> list[Hit]:
    query = asked(held.index.schema, question, day=day, only=only)
    hits = []
    candidates = held.searcher.search(query, limit=CANDIDATES, count=False).hits
    least = LEAST * candidates[0][0] if candidates else 0.0
    for weight, address in candidates:
        if weight < least:
            break
        found = _met(held, address)
        total = score(question, found.record, found.head, found.standing, level=level, lexicon=held.lexicon)
        if total.covered > 0:
            hits.append(_hit(found, total))
    return sorted(hits, key=lambda hit: (-hit.score.total, len(hit.title), hit.code))


def _coded(held: Held, code: str, day: date, only: Mapping[str, str]) -> list[Hit]:
    """By the code as typed, else by its national part."""
    for spelt in dict.fromkeys((code, ".".join(code.split(".")[:2]))):
        query = by_code(held.index.schema, spelt, day=day, only=only)
        hits = held.searcher.search(query, limit=CANDIDATES, count=False).hits
        if hits:
            return [_hit(_met(held, address), Score(1.0, 1.0)) for _bm25, address in hits]
    return []


def _met(held: Held, address: tantivy.DocAddress) -> Found:
    """What the document says; kept, because the same procedures are asked for again and again."""
    key = (address.segment_ord, address.doc)
    found = held.met.get(key)
    if found is None:
        stored: Any = held.searcher.doc(address)
        found = unpacked(stored.get_first("stored"), held.vocabulary)
        if len(held.met) >= REMEMBERED:
            held.met.clear()
        held.met[key] = found
    return found


def _hit(found: Found, total: Score) -> Hit:
    return Hit(found.pk, found.code, found.title, found.field, total, found.standing)
