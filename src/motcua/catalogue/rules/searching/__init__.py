"""Search in plain Python: what a question means, what a procedure says, how well the two fit."""

from __future__ import annotations

from .folding import LEAD_IN, searchable
from .lexicon import Intent, Lexicon, shipped
from .ranking import Score, Standing, score
from .records import Head, Record, Source, head_of, record
from .sayings import Kind, Saying
from .understanding import MAX_QUERY, Alternative, Concept, Question, understand
from .vocabulary import Vocabulary, count

__all__ = [
    "LEAD_IN", "MAX_QUERY", "Alternative", "Concept", "Head", "Intent", "Kind", "Lexicon", "Question", "Record", "Saying", "Score", "Source",
    "Standing", "Vocabulary", "count", "head_of", "record", "score", "searchable", "shipped", "understand",
]  # fmt: skip
