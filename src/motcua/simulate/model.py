"""The plan of a centre's day: who comes when, for what, and how it will go (drawn once, the same for the same seed).

Times are simulated seconds since the doors opened at 07:30. The plan says nothing about who is called when: that is the
program's own decision, and what the simulation is there to watch.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

HOUR = 3600
LUNCH = (4 * HOUR, 6 * HOUR)
CLOSES = int(9.5 * HOUR)
# How the visitors spread over the day: (from, to, share). The rush is at the two openings.
FLOW = (
    (0, 2 * HOUR, 0.36),
    (2 * HOUR, 3.5 * HOUR, 0.19),
    (3.5 * HOUR, LUNCH[0], 0.04),
    (LUNCH[1], LUNCH[1] + 2 * HOUR, 0.27),
    (LUNCH[1] + 2 * HOUR, CLOSES - 0.5 * HOUR, 0.12),
    (CLOSES - 0.5 * HOUR, CLOSES - 0.1 * HOUR, 0.02),
)
USUAL_SERVICE = 8 * 60
SPREAD = 0.45
QUICKER_WHEN_INVALID = 0.7


@dataclass(frozen=True, slots=True)
class Shares:
    """How many of all visitors, between 0 and 1."""

    priority: float = 0.08
    no_show: float = 0.06
    invalid: float = 0.15
    taps_twice: float = 0.05
    follows: float = 0.35


@dataclass(frozen=True, slots=True)
class Visitor:
    """One person's day. `comes_at`, `walk` (from the call to the counter) and `service` are simulated seconds.

    `luck` (0 to 1) picks among what a page offers, so that the choice is part of the plan.
    """

    index: int
    comes_at: float
    group: str
    is_priority: bool
    shows_up: bool
    has_valid_papers: bool
    taps_twice: bool
    follows: bool
    walk: float
    service: float
    luck: float


def plan_day(count: int, *, groups: Mapping[str, float], seed: int, shares: Shares | None = None) -> list[Visitor]:
    """`count` visitors in the order in which they come; `groups` is group letter -> weight (the counters that serve it).

    The shares are kept exactly (8 % of 400 is 32), who they fall on is drawn. Raises ValueError without visitors or groups.
    """
    if count < 1 or not groups:
        raise ValueError("Cần ít nhất một khách và một nhóm phục vụ.")
    shares = shares or Shares()
    dice = random.Random(seed)  # noqa: S311 - a repeatable draw, no secret
    marked = {name: _drawn(dice, count, getattr(shares, name)) for name in Shares.__slots__}
    letters, weights = list(groups), list(groups.values())
    visitors = []
    for index, comes_at in enumerate(sorted(_arrival(dice) for _ in range(count))):
        is_valid = index not in marked["invalid"]
        service = dice.lognormvariate(0, SPREAD) * USUAL_SERVICE * (1 if is_valid else QUICKER_WHEN_INVALID)
        visitors.append(
            Visitor(
                index=index, comes_at=comes_at, group=dice.choices(letters, weights)[0], is_priority=index in marked["priority"],
                shows_up=index not in marked["no_show"], has_valid_papers=is_valid, taps_twice=index in marked["taps_twice"],
                follows=index in marked["follows"], walk=dice.uniform(15, 75), service=service, luck=dice.random(),
            )
        )  # fmt: skip
    return visitors


def _drawn(dice: random.Random, count: int, share: float) -> set[int]:
    return set(dice.sample(range(count), min(count, round(count * share))))


def _arrival(dice: random.Random) -> float:
    start, end, _ = dice.choices(FLOW, [share for *_, share in FLOW])[0]
    return dice.uniform(start, end)
