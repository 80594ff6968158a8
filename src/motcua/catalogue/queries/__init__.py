"""Reads of the catalogue: version in force, procedure page, lists, search, terms and fees, the revision for ETags."""

from __future__ import annotations

from .addresses import last_version, present_code
from .around import Around, around, original, unread_parts
from .counts import (
    Counted,
    audience_counts,
    departments_with_counts,
    fields_with_counts,
    levels_in_use,
    levels_with_counts,
    life_event_counts,
    life_events_in_use,
)
from .english import english_texts
from .forms import template_of
from .guidance import guidance_today, recently_guided
from .life import StepRows, life_event_steps
from .lists import PER_PAGE, Found, level_of, list_procedures, popular, search, suggested
from .page import (
    CaseList,
    ChecklistRow,
    ProcedurePage,
    case_checklist,
    case_instead_of,
    case_of,
    number_of_case,
    procedure_page,
    service_level,
)
from .revisions import REVISION_SECONDS, forget_revision, revision
from .searched import Asked, without_click
from .searching import Answer, Hit, answer, forget_index, index_mark, reindex
from .terms import fees_for, term_for
from .versions import current, current_version, numbered_version, step_shares
from .whole import addresses, all_pages, procedures_in_force

__all__ = [
    "PER_PAGE", "REVISION_SECONDS", "Answer", "Around", "Asked", "CaseList", "ChecklistRow", "Counted", "Found", "Hit",
    "ProcedurePage", "StepRows", "addresses", "all_pages", "answer", "around", "audience_counts", "case_checklist", "case_instead_of", "case_of",
    "current", "current_version", "departments_with_counts", "english_texts", "fees_for", "fields_with_counts", "forget_index", "forget_revision",
    "guidance_today", "index_mark", "last_version", "level_of", "levels_in_use", "levels_with_counts", "life_event_counts",
    "life_event_steps", "life_events_in_use", "list_procedures", "number_of_case", "numbered_version", "original", "popular", "present_code",
    "procedure_page", "procedures_in_force", "recently_guided", "reindex", "revision", "search", "service_level", "step_shares",
    "suggested", "template_of", "term_for", "unread_parts", "without_click",
]  # fmt: skip
