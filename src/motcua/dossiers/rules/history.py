"""From what happened to what it means for the clock: pauses, and the appointments that follow (Decree 118/2025)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from motcua.deadlines.rules import Due, LateRule, Limit, Pause, PauseKind, Regime, Unit, WorkCalendar, due, due_moment
from motcua.deadlines.rules.moments import from_minute, minute_number, to_minute
from motcua.deadlines.rules.ruler import after, between

BEGINS = {"request_supplement": PauseKind.SUPPLEMENT, "require_payment": PauseKind.PAYMENT}
ENDS = frozenset({"resume", "restart", "confirm_payment", "withdraw", "stop", "expire", "expire_unreceived"})
CLOCK_VERBS = frozenset(BEGINS) | ENDS


@dataclass(frozen=True, slots=True)
class Term:
    """What a dossier was promised. `by_hand`: the appointment set at reception when the procedure has no limit.

    `extended_at` and `extended_to`: when the letter of apology was written, and the new appointment in it.
    """

    received: datetime
    limit: Limit
    late_rule: LateRule = LateRule.NONE
    regime: Regime = Regime.RESTART
    by_hand: datetime | None = None
    extended_at: datetime | None = None
    extended_to: datetime | None = None


@dataclass(frozen=True, slots=True)
class Dues:
    """`first` is the appointment without the extension, by which early, on time and late are judged; `current` has it."""

    first: datetime
    current: datetime


def pauses_of(history: Iterable[tuple[str, datetime]]) -> tuple[Pause, ...]:
    """The pauses that (verb, moment) pairs tell of, in order; the last one may still be open (end None).

    Verbs that say nothing about the clock are passed over, so the whole story of a dossier may be given.
    """
    found: list[Pause] = []
    begun: tuple[PauseKind, datetime] | None = None
    for verb, at in history:
        if begun is None and verb in BEGINS:
            begun = BEGINS[verb], at
        elif begun is not None and verb in ENDS:
            found.append(Pause(begun[1], at, kind=begun[0]))
            begun = None
    if begun is not None:
        found.append(Pause(begun[1], None, kind=begun[0]))
    return tuple(found)


def dues_of(term: Term, pauses: Sequence[Pause], calendar: WorkCalendar) -> Dues | None:
    """Both appointments by replaying the pauses over the calendar; None while the clock stands.

    - A limit is counted anew from reception.
    - An appointment set by hand, and one promised in a letter, is a date and not a count: it stays, and only pauses
      after it was given move it, by the working time that then remained (under both regimes).
    - The extended appointment is never before the first one.
    """
    if term.limit.unit is Unit.NONE:
        first = shifted(term.by_hand, pauses, calendar) if term.by_hand else None
    else:
        first = due_moment(
            term.received, term.limit, calendar=calendar, late_rule=term.late_rule, pauses=pauses, regime=term.regime
        )
    if first is None:
        return None
    if term.extended_at is None or term.extended_to is None:
        return Dues(first, first)
    later = [pause for pause in pauses if pause.start >= to_minute(term.extended_at)]
    extended = shifted(term.extended_to, later, calendar)
    return None if extended is None else Dues(first, max(first, extended))


def shifted(appointed: datetime, pauses: Sequence[Pause], calendar: WorkCalendar) -> datetime | None:
    """A date moved by pauses: what remained of working time when each began runs on from its end; None while one is open."""
    moved = minute_number(appointed)
    for pause in pauses:
        begun = minute_number(pause.start)
        if begun >= moved:
            continue
        if pause.end is None:
            return None
        ended = minute_number(pause.end)
        if between(calendar, begun, ended, by_day=False):
            moved = after(calendar, ended, max(between(calendar, begun, moved, by_day=False), 1), by_day=False)
    return from_minute(moved) if moved != minute_number(appointed) else appointed


def proof_of(term: Term, pauses: Sequence[Pause], calendar: WorkCalendar) -> Due | None:
    """How the first appointment was counted, line by line; None when it was set by hand."""
    if term.limit.unit is Unit.NONE:
        return None
    return due(
        term.received, term.limit, calendar=calendar, late_rule=term.late_rule, pauses=pauses, regime=term.regime
    )
