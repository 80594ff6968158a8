"""Which open dossiers a calendar would move: thousands of terms counted anew in one pass (closed ones never)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from motcua.audit.models import Event
from motcua.catalogue.models import ProcedureVersion
from motcua.deadlines.rules import LateRule, Limit, Regime, Unit, WorkCalendar, due_moment
from motcua.kernel.clock import local

from ..models import Dossier
from ..rules import Status
from ..rules.asking import supplement_due
from ..rules.history import CLOCK_VERBS, Dues, Term, dues_of, pauses_of
from .terms import PAUSED

Calendars = Callable[[str], WorkCalendar]
CHUNK = 2000
_COLUMNS = (
    "pk", "code", "agency_code", "received_at", "limit_amount", "limit_unit", "version_id", "first_due_at", "due_at", "pauses", "status",
    "extended_at", "extended_to", "supplement_due_at",
)  # fmt: skip
# Of a version: late rule, regime, working days that a citizen has to bring papers.
Rules = dict[int, tuple[LateRule, Regime, int]]
Told = dict[int, list[tuple[str, datetime, Any]]]


@dataclass(frozen=True, slots=True)
class Moved:
    """An open dossier of which a calendar moves the appointment or, while papers are awaited, the deadline for these.

    `unit` is the name of the deciding unit.
    """

    dossier_id: int
    code: str
    unit: str
    old_due: datetime
    new_due: datetime
    is_supplement: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """What counting anew needs of a dossier; one that waits for papers may not have been received yet (`received_at` is None)."""

    pk: int
    code: str
    agency_code: str
    received_at: datetime
    limit_amount: Decimal | None
    limit_unit: str
    version_id: int
    first_due_at: datetime
    due_at: datetime
    pauses: int
    status: int
    extended_at: datetime | None
    extended_to: datetime | None
    supplement_due_at: datetime | None

    @property
    def is_plain(self) -> bool:
        """Never paused, never extended, with a limit: its appointment depends on nothing but reception and calendar."""
        is_paused = self.pauses or self.status in PAUSED
        return not is_paused and self.extended_at is None and self.limit_unit != Unit.NONE.value


@dataclass(slots=True)
class Counter:
    """Counts appointments over calendars; equal terms (same minute, limit, agency) are counted once."""

    calendar_of: Calendars
    rules: Rules = field(default_factory=dict)
    known: dict[tuple[Any, ...], datetime | None] = field(default_factory=dict)

    def count(self, rows: Sequence[Row]) -> Iterator[tuple[Row, Dues]]:
        """The rows whose clock does not stand, each with its appointments as the calendar now gives them."""
        self._learn({row.version_id for row in rows})
        running = [row for row in rows if row.status not in PAUSED]
        told = _told([row.pk for row in running if not row.is_plain])
        for row in running:
            found = self._plain(row) if row.is_plain else self._with_history(row, told[row.pk])
            if found is not None:
                yield row, found

    def deadlines(self, rows: Sequence[Row]) -> Iterator[tuple[Row, datetime]]:
        """The rows that wait for papers, each with the deadline as the calendar now gives it from the request for them."""
        waiting = [row for row in rows if row.status == Status.SUPPLEMENT and row.supplement_due_at is not None]
        self._learn({row.version_id for row in waiting})
        told = _told([row.pk for row in waiting])
        for row in waiting:
            asked = next(((at, data) for verb, at, data in reversed(told[row.pk]) if verb == "request_supplement"), None)
            if asked is not None:
                yield row, self._deadline(row, *asked)

    def _deadline(self, row: Row, asked: datetime, data: Any) -> datetime:
        days, on_sheet = self.rules[row.version_id][2], data.get("until")
        key = ("supplement", row.agency_code, asked.replace(second=0, microsecond=0), days)
        if key not in self.known:
            self.known[key] = supplement_due(asked, days, self.calendar_of(row.agency_code))
        found = self.known[key]
        assert found is not None
        # The citizen holds a sheet with a date: a calendar that changes later gives more time than that, never less.
        return max(found, datetime.fromisoformat(on_sheet)) if on_sheet else found

    def _learn(self, versions: set[int]) -> None:
        missing = versions - self.rules.keys()
        if missing:
            found = ProcedureVersion.objects.filter(pk__in=missing).values_list("pk", "late_rule", "supplement_regime", "supplement_days")
            self.rules |= {pk: (LateRule(late), Regime(regime), days) for pk, late, regime, days in found}

    def _plain(self, row: Row) -> Dues | None:
        late_rule, _regime, _days = self.rules[row.version_id]
        received = row.received_at.replace(second=0, microsecond=0)
        key = (row.agency_code, received, row.limit_amount, row.limit_unit, late_rule)
        if key not in self.known:
            limit = Limit(row.limit_amount or Decimal(0), Unit(row.limit_unit))
            self.known[key] = due_moment(received, limit, calendar=self.calendar_of(row.agency_code), late_rule=late_rule)
        found = self.known[key]
        return Dues(found, found) if found else None

    def _with_history(self, row: Row, events: Sequence[tuple[str, datetime, Any]]) -> Dues | None:
        late_rule, regime, _days = self.rules[row.version_id]
        unit = Unit(row.limit_unit or Unit.NONE.value)
        promised = next((data.get("due") for verb, _, data in events if verb == "receive"), None)
        by_hand = datetime.fromisoformat(promised) if promised else row.first_due_at
        term = Term(
            local(row.received_at), Limit(row.limit_amount or Decimal(0), unit), late_rule, regime,
            by_hand=by_hand if unit is Unit.NONE else None, extended_at=row.extended_at, extended_to=row.extended_to,
        )  # fmt: skip
        pauses = pauses_of((verb, at) for verb, at, _ in events)
        return dues_of(term, pauses, self.calendar_of(row.agency_code))


def _told(records: Sequence[int]) -> Told:
    """The events that the clock hears of, by dossier."""
    found: Told = defaultdict(list)
    if records:
        events = Event.objects.filter(kind="dossier", record__in=records, verb__in=[*CLOCK_VERBS, "receive"])
        for record, verb, at, data in events.order_by("record", "seq").values_list("record", "verb", "at", "data"):
            found[record].append((verb, at, data))
    return found


def open_rows(agency_codes: Iterable[str] | None = None) -> QuerySet[Dossier]:
    """Received dossiers without a result and not ended, and whatever waits for papers; a hand-set appointment without pauses has nothing to count."""
    has_term = Q(received_at__isnull=False, due_at__isnull=False) & ~Q(limit_unit__in=["", Unit.NONE.value], pauses=0)
    rows = Dossier.objects.filter(has_term | Q(supplement_due_at__isnull=False), ended_at__isnull=True, finished_at__isnull=True)
    return rows if agency_codes is None else rows.filter(agency_code__in=list(agency_codes))


def chunk_after(rows: QuerySet[Dossier], last: int) -> list[Row]:
    """The next rows by id."""
    return [Row(*values) for values in rows.filter(pk__gt=last).order_by("pk").values_list(*_COLUMNS)[:CHUNK]]


def moved_by(calendar_of: Calendars, *, agency_codes: list[str] | None = None) -> Iterator[Moved]:
    """Open dossiers whose appointment or deadline for papers these calendars would move, by id; nothing is written.

    `calendar_of` gives the calendar of an agency code, with changes that may not be saved yet. The appointment of a dossier
    whose clock stands is left out: it is counted when the clock runs again.
    """
    counter, last, rows = Counter(calendar_of), 0, open_rows(agency_codes)
    while chunk := chunk_after(rows, last):
        last = chunk[-1].pk
        moved = [(row, row.due_at, dues.current, False) for row, dues in counter.count(chunk) if is_moved(row, dues)]
        moved += [(row, old, new, True) for row, old, new in moved_deadlines(counter, chunk)]
        units = dict(Dossier.objects.filter(pk__in=[row.pk for row, *_ in moved]).values_list("pk", "deciding_unit__name"))
        for row, old, new, is_supplement in sorted(moved, key=lambda one: one[0].pk):
            yield Moved(row.pk, row.code or "", units.get(row.pk, ""), old, new, is_supplement)


def moved_deadlines(counter: Counter, rows: Sequence[Row]) -> list[tuple[Row, datetime, datetime]]:
    """The rows whose deadline for papers differs from what the dossier says: the old and the new one."""
    return [(row, row.supplement_due_at, found) for row, found in counter.deadlines(rows) if row.supplement_due_at and row.supplement_due_at != found]


def is_moved(row: Row, dues: Dues) -> bool:
    """Whether either appointment differs from what the dossier says."""
    return row.due_at != dues.current or row.first_due_at != dues.first
