"""What the citizens' page shows around a version: its history, linked procedures, files of forms, parts that nobody could read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from ..models import FormTemplate, Original, ProcedureVersion, Unreadable
from ..rules import original_text
from .page import ProcedurePage
from .versions import current


@dataclass(frozen=True, slots=True)
class Around:
    """`unread` has the source's own words for each part (channels, fees, papers, legal, results) that is still open."""

    history: list[ProcedureVersion]
    linked: list[ProcedureVersion]
    templates: dict[str, FormTemplate]
    unread: dict[str, str]


def around(found: ProcedurePage, day: date) -> Around:
    """Everything around the page in five queries; a procedure that was typed by an editor has nothing unread."""
    version = found.version
    history = version.procedure.versions.filter(valid_from__lte=day).order_by("-number")
    linked = current(day).filter(procedure__in=version.procedure.linked.all()).order_by("folded")
    forms = {row.paper.form for case in found.cases for row in case.papers if row.paper.form}
    templates = {row.name: row for row in FormTemplate.objects.filter(name__in=forms)}
    return Around(list(history), list(linked), templates, unread_parts(version))


def unread_parts(version: ProcedureVersion) -> dict[str, str]:
    """The parts that wait for an editor, each with its text as the source gave it. Two queries, one for an own version."""
    rows = Unreadable.objects.filter(version=version, settled_at__isnull=True).values_list("field", "text")
    found: dict[str, list[str]] = {}
    for field, text in rows:
        found.setdefault(field, []).append(text)
    source = original(version) if version.source or found else {}
    return {part: original_text(source, part) or "\n".join(filter(None, texts)) for part, texts in found.items()}


def original(version: ProcedureVersion) -> dict[str, Any]:
    """The record as the source gave it; empty when the version was typed here. One query."""
    data = Original.objects.filter(version=version).values_list("data", flat=True).first()
    return data if isinstance(data, dict) else {}
