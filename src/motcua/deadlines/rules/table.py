"""One year of working time as running totals, so that a due moment is two look-ups and a bisection."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

MinuteSpans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class YearTable:
    """Per day of the year its spans (minutes since midnight) and the running totals at its start; last = whole year.

    ``minutes`` counts working minutes; ``shares`` counts parts of a working day: a minute weighs ``weights[day]``.
    """

    first: int
    spans: Sequence[MinuteSpans]
    minutes: Sequence[int]
    shares: Sequence[int]
    weights: Sequence[int]

    @classmethod
    def build(cls, first: int, spans: Sequence[MinuteSpans], weights: Sequence[int]) -> YearTable:
        minutes, shares = [0], [0]
        for day_spans, weight in zip(spans, weights, strict=True):
            length = sum(closes - opens for opens, closes in day_spans)
            minutes.append(minutes[-1] + length)
            shares.append(shares[-1] + length * weight)
        return cls(first, spans, minutes, shares, weights)

    def elapsed(self, day: int, minute: int, *, by_day: bool) -> int:
        """What has been worked in this year until the minute of the day (index in the year), in minutes or shares."""
        inside = 0
        for opens, closes in self.spans[day]:
            if minute <= opens:
                break
            inside += min(minute, closes) - opens
        return self.shares[day] + inside * self.weights[day] if by_day else self.minutes[day] + inside

    def total(self, *, by_day: bool) -> int:
        return (self.shares if by_day else self.minutes)[-1]

    def reach(self, target: int, *, by_day: bool) -> tuple[int, int]:
        """The earliest (day, minute) at which ``elapsed`` is the target: 0 < target <= total."""
        running = self.shares if by_day else self.minutes
        day = bisect_left(running, target) - 1
        left = target - running[day]
        if by_day:
            left = -(-left // self.weights[day])
        for opens, closes in self.spans[day]:
            if left <= closes - opens:
                return day, opens + left
            left -= closes - opens
        raise AssertionError("the running totals and the spans of a day disagree")
