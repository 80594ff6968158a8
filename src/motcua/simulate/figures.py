"""The day in figures: answer times per page, waits and service times per group. Pure functions.

`p95_ms` is the nearest rank: 95 of 100 requests were answered within it, as measured by the client, network and the
client's own work included. Waits and service times are minutes of the simulated day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import ceil

from .ledger import Served


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest-rank percentile of a non-empty sequence; `share` between 0 and 1."""
    ordered = sorted(values)
    return ordered[max(ceil(share * len(ordered)) - 1, 0)]


def page_figures(taken: Mapping[str, Sequence[float]]) -> dict[str, dict[str, float]]:
    """Page name -> count, p50_ms, p95_ms, p99_ms; `taken` is in seconds."""
    return {
        name: {"count": len(times), **{f"p{share}_ms": _ms(percentile(times, share / 100)) for share in (50, 95, 99)}}
        for name, times in sorted(taken.items())
        if times
    }


def group_figures(served: Iterable[Served]) -> dict[str, dict[str, float]]:
    """Group letter -> visitors, and minutes: mean, p95 and longest wait, mean service."""
    groups: dict[str, list[Served]] = defaultdict(list)
    for visit in served:
        groups[visit.group].append(visit)
    return {letter: _group(groups[letter]) for letter in sorted(groups)}


def _group(visits: Sequence[Served]) -> dict[str, float]:
    waits = [max(visit.called - visit.came, 0.0) for visit in visits]
    return {
        "visitors": len(visits),
        "wait_mean_min": _minutes(sum(waits) / len(waits)),
        "wait_p95_min": _minutes(percentile(waits, 0.95)),
        "wait_longest_min": _minutes(max(waits)),
        "service_mean_min": _minutes(sum(visit.service for visit in visits) / len(visits)),
    }


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 2)


def _minutes(seconds: float) -> float:
    return round(seconds / 60, 1)
