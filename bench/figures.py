"""A measured figure beside its goal, and how it is printed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from statistics import median

from .asking import Rounds


@dataclass(slots=True)
class Figure:
    """One line of the table; `value` is compared with `goal` (at least when `more_is_better`), None: reported only."""

    name: str
    database: str
    value: float
    unit: str
    goal: float | None = None
    more_is_better: bool = False
    note: str = ""
    rounds: Sequence[float] = field(default_factory=list)

    @property
    def verdict(self) -> str:
        """ "OK", "below" or "" without a goal."""
        if self.goal is None:
            return ""
        is_good = self.value >= self.goal if self.more_is_better else self.value <= self.goal
        return "OK" if is_good else "below"

    @property
    def is_missed(self) -> bool:
        return self.verdict == "below"

    def line(self) -> str:
        """The figure as one line: name, value, goal, verdict, spread of the rounds, note."""
        goal = f"{'≥' if self.more_is_better else '≤'} {self.goal:g}" if self.goal is not None else ""
        spread = ""
        if len(self.rounds) > 1:
            spread = f"[{min(self.rounds):.3g} / {median(self.rounds):.3g} / {max(self.rounds):.3g}]"
        value = f"{self.value:.3f}" if self.unit == "x" else f"{self.value:,.1f}"
        return f"{self.database:<10} {self.name:<44} {value:>10} {self.unit:<9} {goal:<8} {self.verdict:<6} {spread:<24} {self.note}".rstrip()

    def row(self) -> dict[str, object]:
        """The figure as JSON."""
        return {**asdict(self), "verdict": self.verdict}


def table(figures: Sequence[Figure]) -> str:
    """The figures as the table of docs/reference/performance.md."""
    lines = ["| figure | database | measured | goal | | rounds (min / median / max) | beside it |", "|---|---|---|---|---|---|---|"]
    for figure in figures:
        value = f"{figure.value:.3f}" if figure.unit == "x" else f"{figure.value:,.1f} {figure.unit}".strip()
        goal = f"{'≥' if figure.more_is_better else '≤'} {figure.goal:g}" if figure.goal is not None else ""
        rounds = figure.rounds
        spread = f"{min(rounds):.3g} / {median(rounds):.3g} / {max(rounds):.3g}" if len(rounds) > 1 else ""
        lines.append(f"| {figure.name} | {figure.database} | {value} | {goal} | {figure.verdict} | {spread} | {figure.note} |")
    return "\n".join(lines)


def show(figure: Figure) -> Figure:
    """Print at once: a run takes minutes and a person waits."""
    print(figure.line(), file=sys.stderr, flush=True)
    return figure


def ratio_figure(name: str, database: str, rounds: Rounds, goal: float | None) -> Figure:
    """The subject's rate by the empty view's, with both rates and the subject's times in the note."""
    reference, subject = rounds.rates
    note = f"{subject:,.0f}/s beside {reference:,.0f}/s; p50 {rounds.middle(0.5):.1f} p99 {rounds.middle(0.99):.1f} ms"
    return Figure(name, database, rounds.ratio, "x", goal, True, note, rounds.ratios)
