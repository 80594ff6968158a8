"""Procedures, their dated versions, what each asks, takes and costs, and how they came to be."""

from __future__ import annotations

from .asking import Guidance, SearchAsked, Synonym
from .editing import EditorDraft
from .english import EnglishText
from .importing import ImportRun, Original, Unreadable
from .parts import Case, ChannelTerm, FeeAsked, FormTemplate, InternalStep, LegalBasis, PaperAsked
from .procedures import Field, Procedure, ProcedureAlias, ProcedureVersion, Revision, VersionSteps

__all__ = [
    "Case", "ChannelTerm", "EditorDraft", "EnglishText", "FeeAsked", "Field", "FormTemplate", "Guidance", "ImportRun",
    "InternalStep", "LegalBasis", "Original", "PaperAsked", "Procedure", "ProcedureAlias", "ProcedureVersion",
    "Revision", "SearchAsked", "Synonym", "Unreadable", "VersionSteps",
]  # fmt: skip
