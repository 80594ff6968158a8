"""Closed sets, drafts and choices of the catalogue."""

from __future__ import annotations

from .applying import Row, Specific, applying, paper_counts
from .drafts import Agencies, Draft, DraftCase, DraftFee, DraftPaper, DraftResult, DraftTerm, check_draft
from .kinds import Audience, Channel, CollectedWhen, FeeKind, GuidanceHow
from .levels import SERVICE_WORDS, ServiceLevel, service_level
from .searching import LEAD_IN, MAX_QUERY, searchable
from .steps import StepKind, check_steps

__all__ = [
    "LEAD_IN", "MAX_QUERY", "SERVICE_WORDS", "Agencies", "Audience", "Channel", "CollectedWhen", "Draft",
    "DraftCase", "DraftFee", "DraftPaper", "DraftResult", "DraftTerm", "FeeKind", "GuidanceHow", "Row", "ServiceLevel", "Specific",
    "StepKind", "applying", "check_draft", "check_steps", "paper_counts", "searchable", "service_level",
]  # fmt: skip
