"""Verbs that write the catalogue: publish a version (it never changes after), say who receives it, log a guidance, count searches."""

from __future__ import annotations

from .forms import keep_template
from .guiding import log_guidance
from .noting import flush_searches, forget_searches, note_found, note_opened, note_search
from .offering import open_field, set_popular, set_receiving
from .publishing import publish_version
from .revising import bump_revision
from .translating import keep_english

__all__ = [
    "bump_revision", "flush_searches", "forget_searches", "keep_english", "keep_template", "log_guidance", "note_found", "note_opened",
    "note_search", "open_field", "publish_version", "set_popular", "set_receiving",
]  # fmt: skip
