"""What people searched for and did not open: words that the catalogue or the lexicon lacks (no personal data, see `rules/searching/noting`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Sum

from ..models import SearchAsked


@dataclass(frozen=True, slots=True)
class Asked:
    """Words with how often they were searched since a day; `found`: how many procedures fitted at most, `last`: the last day."""

    words: str
    asked: int
    found: int
    opened: int
    last: date


def without_click(*, since: date, limit: int = 100) -> list[Asked]:
    """The words asked since the day of which nothing was opened, most asked first. One query."""
    rows = SearchAsked.objects.filter(day__gte=since).values("words")
    rows = rows.annotate(times=Sum("asked"), clicks=Sum("opened"), most=Max("found"), last=Max("day")).filter(clicks=0, times__gt=0)
    found = rows.order_by("-times", "words").values_list("words", "times", "most", "clicks", "last")
    return [Asked(*row) for row in found[:limit]]
