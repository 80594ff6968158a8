"""Closed sets, drafts and choices of the catalogue."""

from __future__ import annotations

from .applying import Row, Specific, agreed, applying, paper_counts
from .drafts import (
    Agencies,
    Draft,
    DraftCase,
    DraftFee,
    DraftPaper,
    DraftResult,
    DraftTerm,
    check_draft,
    check_importable,
)
from .kinds import Audience, Channel, CollectedWhen, FeeKind, GuidanceHow
from .levels import SERVICE_WORDS, ServiceLevel, service_level
from .searching import LEAD_IN, MAX_QUERY, MAX_WORDS, search_phrase, search_words, searchable
from .steps import StepKind, check_steps

__all__ = [
    "LEAD_IN", "MAX_QUERY", "MAX_WORDS", "SERVICE_WORDS", "Agencies", "Audience", "Channel", "CollectedWhen", "Draft",
    "DraftCase", "DraftFee", "DraftPaper", "DraftResult", "DraftTerm", "FeeKind", "GuidanceHow", "Row", "ServiceLevel", "Specific",
    "StepKind", "agreed", "applying", "check_draft", "check_importable", "check_steps", "paper_counts", "search_phrase", "search_words",
    "searchable", "service_level",
]  # fmt: skip
