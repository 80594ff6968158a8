"""Building the index: from the database into a folder or into memory."""

from __future__ import annotations

import json
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import tantivy

from ...rules.searching import Lexicon, Vocabulary, count, shipped
from ..revisions import Mark
from .reading import entries, synonyms
from .schema import Found, document, schema

HEAP = 64_000_000
NOTES = "notes.json"


@dataclass(slots=True)
class Held:
    """An index that is ready to be asked: what it was built from, and the words of its procedures.

    `since`: it knows every version in force on this day or later.
    """

    index: tantivy.Index
    searcher: tantivy.Searcher
    vocabulary: Vocabulary
    lexicon: Lexicon
    mark: Mark
    since: date
    met: OrderedDict[tuple[int, int], Found] = field(default_factory=OrderedDict)


def build(mark: Mark, since: date, place: Path | None = None) -> Held:
    """The index of everything in force since the day, in the folder or in memory. Raises OSError when the folder cannot be written."""
    more = synonyms()
    lexicon = shipped().extended(more)
    index = tantivy.Index(schema(), path=str(place)) if place else tantivy.Index(schema())
    writer = index.writer(HEAP, num_threads=1)
    texts = []
    for entry in entries(lexicon, since):
        writer.add_document(document(entry))
        read = entry.record
        texts.append(" ".join((read.name, read.aside, read.keywords, read.field, read.results)).replace("|", " ").split())
    writer.commit()
    writer.wait_merging_threads()
    vocabulary = count(texts)
    if place:
        notes = {
            "since": since.isoformat(), "size": vocabulary.size, "words": vocabulary.words, "pairs": vocabulary.pairs,
            "threes": sorted(vocabulary.threes), "synonyms": more,
        }  # fmt: skip
        (place / NOTES).write_text(json.dumps(notes, ensure_ascii=False), encoding="utf-8")
    return _held(index, vocabulary, lexicon, mark, since)


def opened(place: Path, mark: Mark) -> Held:
    """The index in the folder. Raises OSError or ValueError when it is not whole."""
    notes = json.loads((place / NOTES).read_text(encoding="utf-8"))
    lexicon = shipped().extended((said, meant) for said, meant in notes["synonyms"])
    vocabulary = Vocabulary(notes["size"], notes["words"], notes["pairs"], frozenset(notes["threes"]))
    return _held(tantivy.Index.open(str(place)), vocabulary, lexicon, mark, date.fromisoformat(notes["since"]))


def _held(index: tantivy.Index, vocabulary: Vocabulary, lexicon: Lexicon, mark: Mark, since: date) -> Held:
    vocabulary.said, vocabulary.alone = lexicon.known, lexicon.alone
    index.reload()
    return Held(index, index.searcher(), vocabulary, lexicon, mark, since)
