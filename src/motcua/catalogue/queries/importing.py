"""What came in from other catalogues and still waits for an editor."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from motcua.kernel.text import clean

from ..models import ProcedureVersion, Unreadable
from ..rules.reading.problems import Problem

UNREADABLE_PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class UnreadablePage:
    """A page of the work list: its rows (version, procedure and department read), which page of how many (from 1), rows in all."""

    rows: list[Unreadable]
    page: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class ProblemCount:
    """A problem, its words, and how many open parts have it."""

    problem: str
    label: str
    count: int


def open_unreadable(
    *, problem: str = "", code: str = "", department: str = "", page: int = 1, per_page: int = UNREADABLE_PER_PAGE
) -> UnreadablePage:
    """The open parts of versions without an end, by problem, procedure code or department key. Two queries.

    In the order in which they came. A page outside the list becomes the nearest one.
    """
    rows = _open().select_related("version__procedure", "version__department")
    wanted = {"problem": problem, "version__procedure__code": clean(code[:60]), "version__department__key": department}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    total = rows.count()
    pages = max(1, -(-total // per_page))
    page = min(max(page, 1), pages)
    return UnreadablePage(list(rows[(page - 1) * per_page : page * per_page]), page, pages, total)


def unreadable_counts() -> list[ProblemCount]:
    """Each problem that is open with its number, the most frequent first. One query."""
    found = _open().order_by().values_list("problem").annotate(number=Count("pk")).order_by("-number", "problem")
    return [ProblemCount(problem, problem_label(problem), number) for problem, number in found]


def unreadable_of(version: ProcedureVersion) -> list[Unreadable]:
    """The open parts of one version in the order of the record. One query."""
    return list(version.unreadable.filter(settled_at__isnull=True))


def problem_label(problem: str) -> str:
    """The problem in words; one that this program no longer knows stays as it was written."""
    return Problem(problem).label if problem in {one.value for one in Problem} else problem


def _open() -> QuerySet[Unreadable]:
    """A version that another one followed waits for nobody."""
    return Unreadable.objects.filter(settled_at__isnull=True, version__valid_to__isnull=True)
