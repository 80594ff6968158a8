"""The lists of open dossiers: a centre's for reception and head, a unit's for its department; soonest due first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.accounts.models import Post
from motcua.accounts.rules import Role
from motcua.dossiers import queries as dossiers
from motcua.dossiers.models import Dossier
from motcua.dossiers.policies import may_see
from motcua.dossiers.rules import Clock, Status, clock_of
from motcua.dossiers.rules.lateness import is_late
from motcua.kernel import clock
from motcua.web.shared.desk import desk_page
from motcua.web.shared.http import StaffRequest, staff_only, staff_posts

from .calling import number_of

PER_PAGE = 25
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Row:
    """A dossier as a list shows it."""

    dossier: Dossier
    status: str
    is_late: bool
    near: bool


@require_safe
@staff_only(Role.RECEPTION, Role.DEPARTMENT, Role.HEAD)
def dossiers_page(request: StaffRequest) -> HttpResponse:
    """One tab of the list, or what a search found; applicants are masked."""
    now, posts = clock.now(), staff_posts(request)
    post = post_for_lists(posts)
    words = request.GET.get("q", "")[:200]
    tab = request.GET.get("muc", "")
    tab = tab if tab in dossiers.TABS else ("dang" if post.role == Role.DEPARTMENT else "moi")
    if words.strip():
        found = [row for row in dossiers.find_for_desk(words) if may_see(posts, row)]
        more = None
    else:
        found, more = _page_of(_rows(tab, post), number_of(request.GET.get("sau")))
    hand = tab == "moi" and not words.strip() and post.role == Role.RECEPTION
    context: dict[str, Any] = {
        "rows": [row_of(one, now) for one in found], "tabs": [{"code": code, "label": label} for code, (label, _s) in dossiers.TABS.items()],
        "tab": tab, "q": words, "more": more, "is_first": not request.GET.get("sau"), "place": post.centre or post.unit, "centre": post.centre,
        "can_hand": hand, "now": now, "empty": EMPTY[tab],
    }  # fmt: skip
    return desk_page(request, "desk/dossiers.html", context)


EMPTY = {
    "moi": "Hồ sơ xuất hiện ở đây ngay khi quầy tiếp nhận xong.",
    "dang": "Hồ sơ xuất hiện ở đây khi được bàn giao cho cơ quan giải quyết.",
    "cho": "Hồ sơ xuất hiện ở đây khi chờ công dân bổ sung giấy tờ hoặc nộp tiền.",
    "tra": "Hồ sơ xuất hiện ở đây khi đã có kết quả.",
}


def post_for_lists(posts: list[Post]) -> Post:
    """The post whose list is shown: a centre's before a unit's."""
    fitting = [post for post in posts if post.role in (Role.RECEPTION, Role.HEAD, Role.DEPARTMENT)]
    return min(fitting, key=lambda post: (post.role == Role.DEPARTMENT, post.pk))


def _rows(tab: str, post: Post) -> QuerySet[Dossier]:
    if post.role == Role.DEPARTMENT:
        return dossiers.desk_list(tab=tab, unit=post.unit_id)
    return dossiers.desk_list(tab=tab, centre=post.centre_id)


def _page_of(rows: QuerySet[Dossier], after: int | None) -> tuple[list[Dossier], int | None]:
    """The rows after this one in the order (due, id), and the last one's id when more follow; nothing is counted."""
    mark = Dossier.objects.filter(pk=after).values_list("due_at", flat=True).first() if after else None
    if mark is not None:
        rows = rows.filter(due_at__gte=mark).filter(Q(due_at__gt=mark) | Q(pk__gt=after))
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
