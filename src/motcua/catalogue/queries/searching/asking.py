"""A question understood becomes a query of the index; nothing of what was typed is ever parsed as one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import tantivy
from tantivy import Occur, Query

from ...rules.searching import Alternative, Concept, Question

Clause = tuple[Occur, Query]
MAX_ALTERNATIVES = 6
MAX_PHRASE = 12
_PHRASES = (("name", 3.0), ("keywords", 3.0), ("rest", 1.0))
_WORDS = (("name", 2.0), ("keywords", 2.0), ("rest", 0.6))
ALL_WORDS = 1.2
APART = 0.3
MAX_ELSEWHERE = 4
MAX_SCATTERED = 8
ACTION = 1.5


def asked(schema: tantivy.Schema, question: Question, *, day: date, only: Mapping[str, str]) -> Query:
    """What fits the question in any part, in force on the day and passing the filters (names of the index's exact fields)."""
    wanted = list(_wanted(schema, question))
    words = Query.boolean_query([(Occur.Should, query) for query in wanted]) if wanted else Query.all_query()
    return Query.boolean_query([(Occur.Must, words), *_in_force(schema, day), *_only(schema, only)])


def by_code(schema: tantivy.Schema, code: str, *, day: date, only: Mapping[str, str]) -> Query:
    """The procedure with this code or old code, with or without its local suffix."""
    return Query.boolean_query([(Occur.Must, Query.term_query(schema, "code", code)), *_in_force(schema, day), *_only(schema, only)])


def _in_force(schema: tantivy.Schema, day: date) -> Iterator[Clause]:
    number = day.toordinal()
    kind = tantivy.FieldType.Unsigned
    begun = Query.range_query(schema, "since", kind, upper_bound=number)
    not_over = Query.range_query(schema, "until", kind, lower_bound=number)
    yield from ((Occur.Must, Query.const_score_query(query, 0.0)) for query in (begun, not_over))


def _only(schema: tantivy.Schema, only: Mapping[str, str]) -> Iterator[Clause]:
    for name, value in only.items():
        if value:
            yield Occur.Must, Query.const_score_query(Query.term_query(schema, name, value), 0.0)


def _wanted(schema: tantivy.Schema, question: Question) -> Iterator[Query]:
    for concept in question.concepts:
        yield from _concept(schema, concept)
    for action in question.actions:
        yield Query.const_score_query(Query.term_query(schema, "action", action), ACTION)


def _concept(schema: tantivy.Schema, concept: Concept) -> Iterator[Query]:
    for one in concept.alternatives[:MAX_ALTERNATIVES]:
        yield from _alternative(schema, one, concept.weight * one.weight)
    # The words as typed, each for itself: a long name may have them far apart.
    for key in dict.fromkeys(concept.alternatives[-1].keys[:MAX_PHRASE]):
        yield Query.boost_query(Query.term_query(schema, "name", key), APART * concept.weight)


def _alternative(schema: tantivy.Schema, one: Alternative, weight: float) -> Iterator[Query]:
    keys = one.keys
    if len(keys) == 1:
        for name, boost in _WORDS:
            yield Query.boost_query(Query.term_query(schema, name, keys[0]), boost * weight)
        return
    for name, boost in _PHRASES if len(keys) <= MAX_ELSEWHERE else _PHRASES[:2]:
        yield Query.boost_query(Query.phrase_query(schema, name, list(keys[:MAX_PHRASE])), boost * weight)
    if len(keys) <= MAX_SCATTERED:
        words = [(Occur.Must, Query.term_query(schema, "name", key)) for key in dict.fromkeys(keys)]
        yield Query.boost_query(Query.boolean_query(words), ALL_WORDS * weight)
