"""What happened to a procedure: its versions with who wrote, who approved and when; and the story of a draft."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from motcua.accounts.models import Staff
from motcua.audit.models import Event
from motcua.audit.queries import story

from ..models import EditorDraft, Procedure, ProcedureVersion


@dataclass(frozen=True, slots=True)
class VersionStory:
    """A version, the moment of its publication, who published it, and the draft it came from (None: an import or the demonstration)."""

    version: ProcedureVersion
    at: datetime | None
    by: str
    draft: EditorDraft | None


@dataclass(frozen=True, slots=True)
class Told:
    """A line of a story: the event and the name of who did it."""

    event: Event
    who: str


def versions_of(procedure: Procedure) -> list[VersionStory]:
    """The versions, newest first, each with its story from the events. Three queries."""
    rows = procedure.versions.select_related("draft__written_by", "draft__approved_by", "field", "department", "level").order_by("-number")
    published = {event.data.get("number"): event for event in story("procedure", procedure.pk).filter(verb="publish")}
    names = people(event.actor for event in published.values())
    found = []
    for version in rows:
        event = published.get(version.number)
        draft = getattr(version, "draft", None)
        found.append(VersionStory(version, event.at if event else None, names.get(event.actor, event.actor) if event else "", draft))
    return found


def withdrawals(procedure: Procedure) -> list[Told]:
    """Versions that were taken back before their day. Two queries."""
    return _named(list(story("procedure", procedure.pk).filter(verb="withdraw")))


def draft_story(draft: EditorDraft) -> list[Told]:
    """Every step of the draft, first to last. Two queries."""
    return _named(list(story("draft", draft.pk)))


def _named(events: list[Event]) -> list[Told]:
    names = people(event.actor for event in events)
    return [Told(event, names.get(event.actor, event.actor)) for event in events]


def people(actors: Iterable[str]) -> dict[str, str]:
    """Actor -> name of the member of staff. One query."""
    numbers = {int(actor.removeprefix("staff:")) for actor in actors if actor.startswith("staff:") and actor[6:].isdigit()}
    return {f"staff:{pk}": name for pk, name in Staff.objects.filter(pk__in=numbers).values_list("pk", "full_name")}
