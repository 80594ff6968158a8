"""Closed sets, drafts and choices of the catalogue."""

from __future__ import annotations

from .applying import Row, Specific, agreed, applying, paper_counts
from .codes import national_code
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
from .levels import SERVICE_WORDS, Fact, Offer, ServiceClass, ServiceLevel, classify, facts, service_level
from .life import LifeStep, life_events_of, life_step_of, life_steps
from .originals import original_text
from .searching import LEAD_IN, MAX_QUERY, searchable
from .steps import StepKind, check_steps

__all__ = [
    "LEAD_IN", "MAX_QUERY", "SERVICE_WORDS", "Agencies", "Audience", "Channel", "CollectedWhen", "Draft",
    "DraftCase", "DraftFee", "DraftPaper", "DraftResult", "DraftTerm", "Fact", "FeeKind", "GuidanceHow", "LifeStep", "Offer",
    "Row", "ServiceClass", "ServiceLevel", "Specific", "StepKind", "agreed", "applying", "check_draft", "check_importable", "check_steps",
    "classify", "facts", "life_events_of", "life_step_of", "life_steps", "national_code", "original_text", "paper_counts",
    "searchable", "service_level",
]  # fmt: skip
