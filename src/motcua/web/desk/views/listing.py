"""The lists of open dossiers: a centre's for reception and head, a unit's for its department; soonest due first.

Who works at several places chooses one: the tab that opens and the ticks to hand over differ from place to place, and one place's list comes
in the order of one index, where several places' had to be sorted first.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.accounts.models import Post
from motcua.accounts.rules import Role
from motcua.centres.models import Centre, Unit
from motcua.dossiers import queries as dossiers
from motcua.dossiers.models import Dossier
from motcua.kernel import clock
from motcua.web.shared.desk import desk_page
from motcua.web.shared.dossiers import page_of, row_of
from motcua.web.shared.http import StaffRequest, number_of, see_other, staff_only, staff_posts

from .. import searching


@require_http_methods(["GET", "HEAD", "POST"])
def dossiers_page(request: HttpRequest) -> HttpResponse:
    """The list. An old address with a number or a name in it leads to one without, before a log-in page could carry it on."""
    return see_other(reverse("desk:dossiers")) if searching.is_private(request) else _dossiers_page(request)


@staff_only(Role.RECEPTION, Role.DEPARTMENT, Role.HEAD)
def _dossiers_page(request: StaffRequest) -> HttpResponse:
    """One tab of the list, or what a search found; applicants are masked. By POST: a search, answered at an address of its own."""
    if request.method == "POST":
        return see_other(searching.address_for(request, request.POST.get("q", "")))
    now, posts = clock.now(), staff_posts(request)
    held, search = posts_with_lists(posts), searching.search_of(request)
    post = next((post for post in held if str(post.pk) == request.GET.get("noi")), held[0])
    tab = request.GET.get("muc", "")
    tab = tab if tab in dossiers.TABS else ("dang" if post.role == Role.DEPARTMENT else "moi")
    if search.words:
        found, more = list(dossiers.find_for_desk(search.words, posts)), None
    else:
        found, more = page_of(_rows(tab, post), number_of(request.GET.get("sau")))
    hand = tab == "moi" and not search.words and post.role == Role.RECEPTION
    context: dict[str, Any] = {
        "rows": [row_of(one, now) for one in found], "tabs": [{"code": code, "label": label} for code, (label, _s) in dossiers.TABS.items()],
        "tab": tab, "q": search.words, "is_over": search.is_over, "more": more, "is_first": not request.GET.get("sau"), "place": place_of(post),
        "places": [{"post": one.pk, "name": place_of(one).name, "is_here": one == post} for one in held], "centre": post.centre, "can_hand": hand,
        "tab_address": f"{request.path}?noi={post.pk}&muc=" if len(held) > 1 else f"{request.path}?muc=", "now": now, "empty": EMPTY[tab],
    }  # fmt: skip
    return desk_page(request, "desk/dossiers.html", context)


EMPTY = {
    "moi": "Hồ sơ xuất hiện ở đây ngay khi quầy tiếp nhận xong.",
    "dang": "Hồ sơ xuất hiện ở đây khi được bàn giao cho cơ quan giải quyết.",
    "cho": "Hồ sơ xuất hiện ở đây khi chờ công dân bổ sung giấy tờ hoặc nộp tiền.",
    "tra": "Hồ sơ xuất hiện ở đây khi đã có kết quả.",
}


def posts_with_lists(posts: list[Post]) -> list[Post]:
    """One post for each place whose list this person has: where they receive, then where they lead, then where they decide."""
    found: dict[Centre | Unit, Post] = {}
    for role in (Role.RECEPTION, Role.HEAD, Role.DEPARTMENT):
        for post in (post for post in posts if post.role == role):
            found.setdefault(place_of(post), post)
    return list(found.values())


def place_of(post: Post) -> Centre | Unit:
    """The centre or the unit whose list goes with this post."""
    place = post.unit if post.role == Role.DEPARTMENT else post.centre
    assert place is not None  # a database constraint for each of the three roles
    return place


def _rows(tab: str, post: Post) -> QuerySet[Dossier]:
    if post.role == Role.DEPARTMENT:
        return dossiers.desk_list(tab=tab, unit=post.unit_id)
    return dossiers.desk_list(tab=tab, centre=post.centre_id)
