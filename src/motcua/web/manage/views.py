"""The head's figures of today, and the administrator's overview of what can be changed."""

from __future__ import annotations

from datetime import datetime
from math import floor
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from motcua.accounts.rules import Role
from motcua.kernel import clock
from motcua.queueing.queries import HallFigures, open_sessions
from motcua.reports.queries import Today, today_figures
from motcua.web.shared.desk import desk_page
from motcua.web.shared.filters import duration
from motcua.web.shared.http import StaffRequest, live_url, page, staff_only

from .figures import dossier_facts
from .headed import chosen_centre, headed_centres
from .tables import table_address

TABLES = (
    (gettext_noop("Nơi làm việc"), (
        ("centres.centre", gettext_noop("Trung tâm"), gettext_noop("Địa chỉ, giờ mở cửa, ngày nghỉ riêng, phòng chờ, ki-ốt và máy in, chính sách ưu tiên.")),
        ("centres.counter", gettext_noop("Quầy"), gettext_noop("Số quầy, phòng chờ, đang dùng hay ngừng.")),
        ("queueing.servicegroup", gettext_noop("Nhóm phục vụ"), gettext_noop("Lĩnh vực nào lấy số chung, quầy nào phục vụ.")),
        ("queueing.priorityreason", gettext_noop("Diện ưu tiên"), gettext_noop("Ai được gọi sớm hơn.")),
    )),
    (gettext_noop("Cơ quan và con người"), (
        ("centres.unit", gettext_noop("Đơn vị"), gettext_noop("Mã cơ quan, ngày có hiệu lực, đơn vị kế thừa.")),
        ("accounts.staff", gettext_noop("Cán bộ"), gettext_noop("Tài khoản, mật khẩu, vai trò và nơi làm việc.")),
    )),
    (gettext_noop("Thủ tục"), (
        ("catalogue.field", gettext_noop("Lĩnh vực"), gettext_noop("Tên lĩnh vực bằng hai thứ tiếng.")),
        ("catalogue.procedure", gettext_noop("Thủ tục"), gettext_noop("Nơi tiếp nhận, thủ tục hay được hỏi.")),
        ("catalogue.synonym", gettext_noop("Từ đồng nghĩa"), gettext_noop("Lời người dân hay nói và chữ trong tên thủ tục.")),
        ("catalogue.englishtext", gettext_noop("Bản dịch tiếng Anh"), gettext_noop("Tên giấy tờ, trường hợp, các bước trên trang tiếng Anh.")),
    )),
)  # fmt: skip


@require_safe
@staff_only(Role.HEAD)
def today(request: StaffRequest) -> HttpResponse:
    """The day so far."""
    return desk_page(request, "manage/today.html", _today(request, clock.now()))


@require_safe
@staff_only(Role.HEAD)
def today_part(request: StaffRequest) -> HttpResponse:
    """The live part of the page."""
    return page(request, "manage/today_part.html", _today(request, clock.now()))


def _today(request: StaffRequest, now: datetime) -> dict[str, Any]:
    """Figures of the centre that is looked at, and its counters at work."""
    centre = chosen_centre(request)
    figures = today_figures(centre, now)
    return {
        "figures": figures, "centre": centre, "centres": list(headed_centres(request).values()), "hall_facts": _hall_facts(figures.hall), "now": now,
        "dossier_facts": dossier_facts(figures.dossiers, centre), "group_bars": _group_bars(figures), "counter_bars": _counter_bars(figures),
        "group_rows": _group_rows(figures), "counter_rows": _counter_rows(figures), "sessions": list(open_sessions(centre)),
        "hour_bars": [{"label": _("%(hour)s giờ") % {"hour": row.hour}, "value": row.issued, "tone": "now" if row.is_now else ""} for row in figures.hours],
        "live_address": f"{live_url(request)}/{centre.pk}", "part": f"{reverse('manage:today_part')}?trung-tam={centre.slug}",
    }  # fmt: skip


def _hall_facts(hall: HallFigures) -> list[dict[str, str]]:
    longest_now = duration(hall.longest_waiting_now) if hall.longest_waiting_now else ""
    # Rounded down: "100 %" is said only when it was everybody.
    share = f"{floor(hall.within_promise * 100 + 1e-9)} %" if hall.within_promise is not None else "–"
    return [
        {"label": _("Đang chờ"), "value": str(hall.waiting), "tone": "waiting" if hall.waiting else "",
         "note": _("lâu nhất %(span)s") % {"span": longest_now} if longest_now else ""},
        {"label": _("Chờ trung bình"), "value": duration(hall.mean_wait) if hall.mean_wait is not None else "–",
         "note": _("lâu nhất %(span)s") % {"span": duration(hall.longest_wait)} if hall.longest_wait is not None else ""},
        {"label": _("Được gọi trong 15 phút"), "value": share},
        {"label": _("Đã phục vụ"), "value": str(hall.served), "note": _("đang phục vụ %(n)s") % {"n": hall.serving}, "tone": "done"},
        {"label": _("Vắng mặt khi gọi"), "value": str(hall.no_shows)},
        {"label": _("Số đã phát"), "value": str(hall.issued)},
    ]  # fmt: skip


def _group_bars(figures: Today) -> list[dict[str, Any]]:
    return [{"label": _("Nhóm %(letter)s") % {"letter": row.letter}, "value": row.issued} for row in figures.groups]


def _group_rows(figures: Today) -> list[list[Any]]:
    return [
        [f"{row.letter} · {row.name}", _figure(row.issued), _figure(row.waiting), _figure(duration(row.mean_wait) if row.mean_wait is not None else "–")]
        for row in figures.groups
    ]


def _counter_bars(figures: Today) -> list[dict[str, Any]]:
    return [{"label": _("Quầy %(n)s") % {"n": row.number}, "value": row.served, "tone": "done"} for row in figures.hall.counters]


def _counter_rows(figures: Today) -> list[list[Any]]:
    return [
        [_("Quầy %(n)s") % {"n": row.number}, _figure(row.served), _figure(duration(row.mean_service) if row.mean_service is not None else "–")]
        for row in figures.hall.counters
    ]


def _figure(value: object) -> dict[str, Any]:
    return {"text": str(value), "numeric": True}


@require_safe
@staff_only(Role.ADMIN)
def administration(request: StaffRequest) -> HttpResponse:
    """Links to the tables that this administrator may keep."""
    parts = []
    for title, tables in TABLES:
        rows = [{"name": _(name), "about": _(about), "href": table_address(request, label)} for label, name, about in tables]
        parts.append({"title": _(title), "rows": [row for row in rows if row["href"]]})
    return desk_page(request, "manage/administration.html", {"parts": [part for part in parts if part["rows"]], "centre": request.post.centre})
