"""Reads of the catalogue: version in force, procedure page, lists, search, terms and fees, the revision for ETags."""

from __future__ import annotations

from .counts import Counted, departments_with_counts, fields_with_counts, levels_in_use, life_events_in_use
from .guidance import guidance_today, recently_guided
from .lists import PER_PAGE, Found, level_of, list_procedures, popular, search
from .page import CaseList, ChecklistRow, ProcedurePage, case_checklist, case_of, procedure_page, service_level
from .revisions import REVISION_SECONDS, forget_revision, revision
from .searched import Asked, without_click
from .searching import Answer, Hit, answer, forget_index, index_mark, reindex
from .terms import fees_for, term_for
from .versions import current, current_version, step_shares

__all__ = [
    "PER_PAGE", "REVISION_SECONDS", "Answer", "Asked", "CaseList", "ChecklistRow", "Counted", "Found", "Hit", "ProcedurePage", "answer",
    "case_checklist", "case_of", "current", "current_version", "departments_with_counts", "fees_for",
    "fields_with_counts", "forget_index", "forget_revision", "guidance_today", "index_mark", "level_of", "levels_in_use", "life_events_in_use",
    "list_procedures", "popular", "procedure_page", "recently_guided", "reindex", "revision", "search", "service_level",
    "step_shares", "term_for", "without_click",
]  # fmt: skip
