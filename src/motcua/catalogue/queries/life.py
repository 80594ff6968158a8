"""The procedures of a moment of life, in the order in which people need them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models.functions import Cast, Length

from ..models import ProcedureVersion
from ..rules import life_step_of, life_steps
from .versions import current


@dataclass(frozen=True, slots=True)
class StepRows:
    """A step of an event (an empty key: all that somebody added by hand), its first procedures, and how many it has in all."""

    key: str
    rows: list[ProcedureVersion]
    total: int


def life_event_steps(event: str, day: date, *, each: int) -> list[StepRows]:
    """The steps of the event that have procedures, each with its first `each`: popular ones, then those decided nearest
    to people, then short names (the everyday ones have them). Two queries."""
    placed: dict[str, list[int]] = {}
    for pk, field, name in _found(event, day):
        placed.setdefault(life_step_of(event, field=field, name=name), []).append(pk)
    order = [step.key for step in life_steps() if step.event == event] + [""]
    wanted = {pk for pks in placed.values() for pk in pks[:each]}
    rows = {row.pk: row for row in current(day).filter(pk__in=wanted)}
    return [
        StepRows(key, [rows[pk] for pk in placed[key][:each]], len(placed[key])) for key in order if key in placed
    ]


def _found(event: str, day: date) -> list[tuple[int, str, str]]:
    """(version, field, name) of all procedures of the event, the best first; both databases can look into the list as text."""
    rows = current(day).annotate(events_text=Cast("life_events", models.TextField()))
    rows = rows.filter(events_text__contains=f'"{event}"')
    ordered = rows.order_by("-procedure__is_popular", "-level__rank", Length("name"), "pk")
    return list(ordered.values_list("pk", "field__name", "name"))
