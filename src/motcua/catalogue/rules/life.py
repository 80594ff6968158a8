"""Which moments of a life lead to a procedure: a table of ours for records whose source names none (entry by life event, level 1 of the seed)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from motcua.kernel.text import fold

TABLE = Path(__file__).with_suffix("").with_name("life_events.toml")


@dataclass(frozen=True, slots=True)
class LifeStep:
    """One thing to do in an event; its words are folded, and begin and end with a space so that they are found whole."""

    event: str
    key: str
    fields: frozenset[str]
    words: tuple[str, ...]
    without: tuple[str, ...]

    def holds(self, field: str, name: str) -> bool:
        """Whether the folded field and the folded name (between spaces) belong here."""
        if self.fields and field not in self.fields:
            return False
        return any(word in name for word in self.words) and not any(word in name for word in self.without)


@cache
def life_steps() -> tuple[LifeStep, ...]:
    """The table, in the order in which people take the steps of each event."""
    rows = tomllib.loads(TABLE.read_text(encoding="utf-8"))["step"]
    return tuple(
        LifeStep(
            row["event"], row["key"], frozenset(row.get("fields", ())), _whole(row["any"]), _whole(row.get("no", ()))
        )
        for row in rows
    )


def life_events_of(field: str, name: str) -> tuple[str, ...]:
    """The keys of the events that lead to a procedure with this field and name, each once, in the order of the table."""
    field, name = fold(field), f" {fold(name)} "
    return tuple(dict.fromkeys(step.event for step in life_steps() if step.holds(field, name)))


def life_step_of(event: str, *, field: str, name: str) -> str:
    """The first step of the event that holds the procedure; empty when none does (somebody put it there by hand)."""
    field, name = fold(field), f" {fold(name)} "
    return next((step.key for step in life_steps() if step.event == event and step.holds(field, name)), "")


def _whole(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(f" {word} " for word in words)
