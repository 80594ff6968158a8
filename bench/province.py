"""What a province's past work looks like, computed from a dossier's place in it: 1,000 dossiers a working day, newest first.

Place 0 is the newest. Two fifths come to the provincial centre; work is open for some weeks and then nearly all closed, so
that the open dossiers hardly grow with the years.
"""

from __future__ import annotations

import random
from collections import Counter as Tally
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, lru_cache
from typing import Any

from motcua.accounts.models import Post
from motcua.accounts.rules import Role
from motcua.catalogue.models import Case
from motcua.catalogue.queries import term_for
from motcua.centres.models import Centre
from motcua.centres.queries import deciding_unit
from motcua.deadlines.rules import Limit, Unit, due_moment
from motcua.dossiers.rules import Status
from motcua.kernel.clock import VN, local_day
from motcua.queueing.models import ServiceGroup

A_DAY = 1000
SLOTS = 18
FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô")
MIDDLE = ("Văn", "Thị", "Minh", "Thu", "Hải", "Đức", "Ngọc", "Quang")
GIVEN = ("An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Hùng", "Lan", "Linh", "Mai", "Nam", "Phúc", "Quân", "Sơn", "Thảo", "Trang")


@dataclass(frozen=True, slots=True)
class Work:
    """A case as a centre takes it: with its limit, who decides, and the papers it asks for."""

    case: int
    version: int
    unit: int
    amount: Any
    limit_unit: str
    papers: tuple[tuple[int, str], ...]
    fee: tuple[str, str, int, str] | None


@dataclass(slots=True)
class Desk:
    """A centre with its staff, groups (letter, counters) and the work it takes."""

    centre: int
    agency: str
    staff: list[int]
    groups: list[tuple[int, str, list[int]]]
    work: list[Work] = field(default_factory=list)


class Province:
    """The demonstration province as the loader needs it; `now` is the end of the past."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.today = local_day(now)
        self.desks = self._desks()
        self.days: list[date] = [self.today]
        self._due: dict[tuple[datetime, Any, str], datetime] = {}

    def _desks(self) -> list[Desk]:
        staff: dict[int, list[int]] = defaultdict(list)
        for centre, person in Post.objects.filter(role=Role.RECEPTION).values_list("centre", "staff").order_by("pk"):
            staff[centre].append(person)
        desks = []
        for centre in Centre.objects.select_related("unit", "local_authority").order_by("-is_provincial", "order"):
            groups = [
                (group.pk, group.letter, [counter.pk for counter in group.counters.all()])
                for group in ServiceGroup.objects.filter(centre=centre).prefetch_related("counters").order_by("letter")
            ]
            desk = Desk(centre.pk, centre.unit.agency_code, staff[centre.pk], [row for row in groups if row[2]])
            desk.work = list(self._work(centre, self.today))
            if desk.staff and desk.groups and desk.work:
                desks.append(desk)
        return desks

    @staticmethod
    def _work(centre: Centre, day: date) -> Any:
        rows = Case.objects.filter(version__procedure__receiving=centre, version__valid_to__isnull=True)
        for case in rows.select_related("version__level", "version__department", "version__procedure").prefetch_related("papers"):
            term = term_for(case.version, case, "counter")
            if term is None or term.unit == Unit.NONE or term.amount is None:
                continue
            papers = tuple((paper.pk, paper.name) for paper in list(case.papers.all())[:2])
            fee = case.version.fees.first()
            line = (fee.kind, fee.name, fee.amount, fee.when) if fee else None
            unit = deciding_unit(centre, case.version, day=day).pk
            yield Work(case.pk, case.version_id, unit, term.amount, term.unit, papers, line)

    @cached_property
    def places(self) -> list[tuple[int, int]]:
        """For each dossier of a day: which desk, and its ordinal there."""
        seen: Tally[int] = Tally()
        places = []
        for place in range(A_DAY):
            others = len(self.desks) - 1
            desk = 0 if place % 5 < 2 or not others else 1 + (place * 7 // 5) % others
            seen[desk] += 1
            places.append((desk, seen[desk]))
        return places

    def day(self, offset: int) -> date:
        """The working day (Monday to Friday) `offset` days of work ago; 0 is today, whatever day that is."""
        while len(self.days) <= offset:
            day = self.days[-1] - timedelta(days=1)
            self.days.append(day - timedelta(days=max(day.weekday() - 4, 0)))
        return self.days[offset]

    def received_at(self, offset: int, place: int) -> datetime:
        """Half hours between 07:30 and 16:30; today's are all before now."""
        slot = place * SLOTS // A_DAY
        if offset == 0:
            midnight = datetime.combine(self.today, datetime.min.time(), VN)
            return (midnight + (self.now - midnight) * slot / SLOTS).astimezone(UTC).replace(microsecond=0)
        return (datetime.combine(self.day(offset), datetime.min.time(), VN) + timedelta(minutes=450 + 30 * slot)).astimezone(UTC)

    def due(self, received: datetime, work: Work) -> datetime:
        """As reception computes it, remembered by half hour and limit."""
        key = (received, work.amount, work.limit_unit)
        if key not in self._due:
            self._due[key] = due_moment(received, Limit(work.amount, Unit(work.limit_unit)))
        return self._due[key]


def status_of(offset: int, dice: random.Random) -> Status:
    """By age in working days: today's are new, last weeks' mostly closed, older ones nearly all."""
    chance = dice.random()
    if offset == 0:
        table = ((0.60, Status.RECEIVED), (0.90, Status.PROCESSING), (0.95, Status.FINISHED))
    elif offset <= 5:
        table = ((0.05, Status.RECEIVED), (0.22, Status.PROCESSING), (0.24, Status.SUPPLEMENT), (0.30, Status.FINISHED))
    elif offset <= 20:
        table = ((0.03, Status.PROCESSING), (0.035, Status.SUPPLEMENT), (0.05, Status.FINISHED), (0.055, Status.STOPPED))
    else:
        table = ((0.0002, Status.PROCESSING), (0.0102, Status.STOPPED), (0.0152, Status.WITHDRAWN))
    return next((status for bound, status in table if chance < bound), Status.RETURNED)


@lru_cache(maxsize=4096)
def person(number: int) -> tuple[str, str]:
    """A name and its twelve-digit number; one in 20,000 people."""
    name = f"{FAMILY[number % 10]} {MIDDLE[number // 10 % 8]} {GIVEN[number // 80 % 16]}"
    return name, f"0222{number:08d}"
