"""Lists of dossiers as officers and heads see them: a row with its warning, and pages that follow each other by a moment and the id."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from motcua.dossiers.models import Dossier
from motcua.dossiers.rules import Clock, Status, clock_of
from motcua.dossiers.rules.lateness import is_late

PER_PAGE = 25
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Row:
    """A dossier as a list shows it."""

    dossier: Dossier
    status: str
    is_late: bool
    near: bool


def page_of(rows: QuerySet[Dossier], after: int | None, *, by: str = "due_at") -> tuple[list[Dossier], int | None]:
    """The rows after this one in the order (`by`, id), and the last one's id when more follow; nothing is counted."""
    rows = rows.order_by(by, "id")
    mark = Dossier.objects.filter(pk=after).values_list(by, flat=True).first() if after else None
    if mark is not None:
        rows = rows.filter(**{f"{by}__gte": mark}).filter(Q(**{f"{by}__gt": mark}) | Q(pk__gt=after))
    found = list(rows[: PER_PAGE + 1])
    more = found[PER_PAGE - 1].pk if len(found) > PER_PAGE else None
    return found[:PER_PAGE], more


def row_of(dossier: Dossier, now: datetime) -> Row:
    """The row with its warning while the clock runs: late against the first appointment (an extension does not move that one), near within a day of
    the present one."""
    status = Status(dossier.status)
    runs = clock_of(status) is Clock.RUNS
    late = runs and is_late(status, due=dossier.first_due_at, finished=None, now=now)
    return Row(dossier, _(status.label), late, runs and not late and dossier.due_at is not None and dossier.due_at - now < A_DAY)
