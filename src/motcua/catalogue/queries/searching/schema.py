"""The fields of the search index, and how a procedure becomes a document of it."""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass, fields
from datetime import date
from typing import Any

import tantivy

from ...rules.searching import Head, Record, Standing, Vocabulary, head_of

# Texts are folded words apart by spaces, so that no sign of a query language can be in them.
TEXTS = ("name", "keywords", "rest")
EXACT = ("code", "field", "department", "level", "audience", "life_event", "centre", "action")
FOREVER = date(9999, 12, 31)
_NAMES = tuple(one.name for one in fields(Record))


@dataclass(frozen=True, slots=True)
class Entry:
    """A version as the index holds it: `keys` are what filters ask for, by the names of EXACT."""

    pk: int
    code: str
    title: str
    field: str
    valid_from: date
    valid_to: date | None
    record: Record
    standing: Standing
    keys: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Found:
    """What ranking needs of a document."""

    pk: int
    code: str
    title: str
    field: str
    record: Record
    head: Head
    standing: Standing


def schema() -> tantivy.Schema:
    """Words with their places, exact keys, days as numbers, and what ranking needs as one stored text."""
    builder = tantivy.SchemaBuilder()
    for name in TEXTS:
        builder.add_text_field(name, tokenizer_name="whitespace")
    for name in EXACT:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("since", indexed=True, fast=True)
    builder.add_unsigned_field("until", indexed=True, fast=True)
    builder.add_text_field("stored", stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def document(entry: Entry) -> tantivy.Document:
    """The document of a version."""
    record = entry.record
    found = tantivy.Document()
    found.add_text("name", record.name)
    found.add_text("keywords", _spaced(record.keywords))
    found.add_text("rest", _spaced("|".join((record.aside, record.results, record.field, record.papers, record.more))))
    for name in EXACT:
        for key in entry.keys.get(name, ()):
            found.add_text(name, key)
    found.add_unsigned("since", entry.valid_from.toordinal())
    found.add_unsigned("until", (entry.valid_to or FOREVER).toordinal())
    found.add_text("stored", _packed(entry))
    return found


def _spaced(text: str) -> str:
    """Texts apart by words that nobody asks for, so that no phrase reaches over the seam."""
    return text.replace("|", " | ")


def _packed(entry: Entry) -> str:
    return json.dumps(
        [entry.pk, entry.code, entry.title, entry.field, astuple(entry.record), astuple(entry.standing)], ensure_ascii=False, separators=(",", ":")
    )


def unpacked(stored: str, vocabulary: Vocabulary) -> Found:
    """What `document` stored."""
    pk, code, title, field, record, (levels, audiences, popularity) = json.loads(stored)
    given: dict[str, Any] = dict(zip(_NAMES, record, strict=True))
    read = Record(**{**given, "actions": tuple(given["actions"]), "specials": tuple(given["specials"])})
    return Found(pk, code, title, field, read, head_of(read, vocabulary), Standing(tuple(levels), tuple(audiences), popularity))
