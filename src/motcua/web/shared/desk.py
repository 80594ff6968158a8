"""Pages of officers: the bar on top, the tabs that their roles open, what was just done, and the warning before the shift ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from motcua.accounts.models import Post
from motcua.accounts.rules import Role
from motcua.kernel import clock

from .http import page, staff_posts

WARN_BEFORE_END = timedelta(minutes=20)


class Place(NamedTuple):
    """A tab of the desk: its words, key, address and the roles that have it."""

    text: str
    key: str
    href: str
    about: str
    icon: str
    roles: frozenset[Role]


PLACES = (
    Place("Quầy", "Q", "/can-bo/quay/", "Mở quầy, gọi số, tiếp khách.", "counter", frozenset({Role.RECEPTION})),
    Place("Tiếp nhận", "T", "/can-bo/tiep-nhan/", "Tiếp nhận hồ sơ có số hoặc không có số.", "inbox", frozenset({Role.RECEPTION})),
    Place(
        "Hồ sơ", "H", "/can-bo/ho-so/", "Tìm, bàn giao, giải quyết và trả kết quả.", "document",
        frozenset({Role.RECEPTION, Role.DEPARTMENT, Role.HEAD}),
    ),
    Place("Hướng dẫn", "D", "/huong-dan/", "Tìm thủ tục và in danh mục giấy tờ cho khách.", "hand", frozenset({Role.GUIDE, Role.RECEPTION, Role.HEAD})),
    Place("Hôm nay", "N", "/quan-ly/", "Số người chờ, thời gian chờ, hồ sơ đến hạn và quá hạn.", "chart", frozenset({Role.HEAD})),
    Place(
        "Thủ tục", "B", "/quan-ly/thu-tuc/", "Soạn, duyệt và công bố phiên bản của thủ tục.", "document", frozenset({Role.EDITOR, Role.ADMIN}),
    ),
    Place("Quản trị", "A", "/quan-ly/quan-tri/", "Đơn vị, quầy, giờ mở cửa, cán bộ, vai trò.", "lock", frozenset({Role.ADMIN})),
)  # fmt: skip
_FIRST = {
    Role.RECEPTION: "/can-bo/quay/", Role.DEPARTMENT: "/can-bo/ho-so/", Role.GUIDE: "/huong-dan/", Role.HEAD: "/quan-ly/",
    Role.EDITOR: "/quan-ly/thu-tuc/", Role.ADMIN: "/quan-ly/quan-tri/",
}  # fmt: skip


def places_of(posts: Iterable[Post]) -> list[Place]:
    """The tabs that these posts open, in their order on the page."""
    roles = {Role(post.role) for post in posts}
    return [place for place in PLACES if place.roles & roles]


def first_place(posts: Iterable[Post]) -> str:
    """Where a person most probably wants to go after logging in."""
    roles = {Role(post.role) for post in posts}
    return next((address for role, address in _FIRST.items() if role in roles), "/can-bo/")


def desk_page(request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200) -> HttpResponse:
    """Render a page that extends `shared/desk_base.html`, with navigation, log-out button, messages and the end of the shift."""
    given: dict[str, Any] = {"desk_url": "/can-bo/", "logout_url": "/can-bo/dang-xuat/", **(context or {})}
    places = places_of(staff_posts(request))
    given.setdefault("navigation", [_tab(place, request.path) for place in places])
    given.setdefault("messages", get_messages(request))
    given.setdefault("shift_ends_at", _end_when_near(request))
    given.setdefault("counter", _counter(request))
    return page(request, template, given, status=status)


def _tab(place: Place, path: str) -> dict[str, Any]:
    is_here = path.startswith(place.href) and not (place.href == "/quan-ly/" and path != "/quan-ly/")
    return {"text": place.text, "href": place.href, "key": place.key, "current": is_here}


def _counter(request: HttpRequest) -> dict[str, str] | None:
    """The open counter where the view has read it; no page asks the database for it."""
    number = getattr(request, "counter", None)
    return {"name": _("Quầy %(n)s") % {"n": number}} if number else None


def _end_when_near(request: HttpRequest) -> Any:
    if not request.user.is_authenticated:
        return None
    end = request.session.get_expiry_date()
    return end if end - clock.now() < WARN_BEFORE_END else None
