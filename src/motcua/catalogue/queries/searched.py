"""Words that people searched without opening a result: what the synonyms do not know yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Sum

from ..models import SearchAsked


@dataclass(frozen=True, slots=True)
class Asked:
    """Words, how often they were asked and their results opened, how many procedures fitted at best, and the last day."""

    words: str
    asked: int
    found: int
    opened: int
    last: date


def without_click(*, since: date, limit: int = 100) -> list[Asked]:
    """Words asked since the day of which no result was opened, most asked first (`found` is 0 where nothing fitted). One query."""
    rows = SearchAsked.objects.filter(day__gte=since).order_by().values("words")
    counted = rows.annotate(n=Sum("asked"), o=Sum("opened"), f=Max("found"), last=Max("day")).filter(o=0).order_by("-n", "words")
    return [Asked(row["words"], row["n"], row["f"], row["o"], row["last"]) for row in counted[:limit]]
