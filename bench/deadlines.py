"""How fast due moments are: moments a second, microseconds per moment with pauses, milliseconds per explanation.

Run: ``python bench/deadlines.py``. The target: 20,000 due moments a second in one process, 1 ms an explanation.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal

from motcua.deadlines.rules import Limit, Pause, Regime, Unit, due, due_moment
from motcua.kernel.clock import VN

COUNT = 20_000
FIRST = datetime(2025, 1, 1, tzinfo=VN)


def _cases(dice: random.Random) -> list[tuple[datetime, Limit]]:
    amounts = [Decimal(number) / 2 for number in range(1, 61)]
    return [
        (FIRST + timedelta(minutes=dice.randrange(2 * 365 * 1440)), Limit(dice.choice(amounts), Unit.WORKING_DAY))
        for _ in range(COUNT)
    ]


def _rate(work: Callable[[], object], count: int) -> float:
    start = time.perf_counter()
    work()
    return count / (time.perf_counter() - start)


def _reference() -> float:
    """Plain datetime arithmetic on this machine, to read the figures as ratios."""
    day = timedelta(days=1)
    return _rate(lambda: [(FIRST + number * day).astimezone(VN) for number in range(COUNT)], COUNT)


def main() -> None:
    dice = random.Random(1)
    cases = _cases(dice)
    due_moment(*cases[0])
    for received, limit in cases[:500]:
        due_moment(received, limit)
    day = timedelta(days=1)
    paused = [(received, limit, [Pause(received + day, received + 3 * day)]) for received, limit in cases]
    reference = _reference()
    plain = _rate(lambda: [due_moment(received, limit) for received, limit in cases], COUNT)
    print(f"reference (datetime arithmetic)   {reference:12,.0f} a second")
    print(f"due moments                       {plain:12,.0f} a second   ratio {plain / reference:.3f}")
    for regime in Regime:
        rate = _rate(lambda r=regime: [due_moment(a, b, pauses=c, regime=r) for a, b, c in paused], COUNT)
        print(f"due moments, one {regime.value:8} pause   {rate:12,.0f} a second   ratio {rate / reference:.3f}")
    explained = _rate(lambda: [due(received, limit) for received, limit in cases[:3000]], 3000)
    longest = Limit(Decimal(30), Unit.WORKING_DAY)
    thirty = _rate(lambda: [due(received, longest) for received, _ in cases[:3000]], 3000)
    print(f"explanation, up to 30 days        {1000 / explained:12.3f} ms")
    print(f"explanation, 30 days              {1000 / thirty:12.3f} ms")


if __name__ == "__main__":
    main()
