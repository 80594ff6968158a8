"""Search over the catalogue: an index per machine, built from the database; see `keeping` for when, `finding` for how."""

from __future__ import annotations

from .finding import Answer, Hit, answer
from .keeping import current, forget_index, index_mark, prepare_soon, reindex

__all__ = ["Answer", "Hit", "answer", "current", "forget_index", "index_mark", "prepare_soon", "reindex"]
