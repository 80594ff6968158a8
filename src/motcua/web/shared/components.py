"""What the macros need computed: icons, tones of statuses, the dossier's way, the calendar sheet, bars, page numbers (house section 10)."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page
from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from motcua.kernel.clock import local_day
from motcua.web.shared.icons import SHAPES

HEADS_AT_MOST = 10
BAR_WIDTH = 1000

# Tone of each national status (domain.md 3). Red is not among them: it is for overdue and errors only.
STATUS_TONES: Mapping[int, str] = {
    1: "open",
    2: "open",
    3: "closed",
    4: "open",
    5: "waiting",
    6: "waiting",
    7: "closed",
    8: "closed",
    9: "done",
    10: "done",
}
STATUS_ICONS: Mapping[int, str] = {
    1: "inbox",
    2: "inbox",
    3: "stop",
    4: "work",
    5: "pause",
    6: "money",
    7: "back",
    8: "stop",
    9: "check",
    10: "hand",
}


def icon(name: str, *, label: str = "", size: int = 24) -> Markup:
    """An icon as inline SVG; without a label it is hidden from screen readers. Raises KeyError for an unknown name."""
    voice = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return Markup(  # noqa: S704  # the shapes are ours, the label is escaped
        f'<svg class="mc-icon" width="{size}" height="{size}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" '
        f'stroke-linecap="round" stroke-linejoin="round" focusable="false" {voice}>{SHAPES[name]}</svg>'
    )


def status_tone(code: int | str) -> str:
    """open | waiting | done | closed for a national status 1-10; unknown ones are "closed"."""
    return STATUS_TONES.get(int(code), "closed")


def status_icon(code: int | str) -> str:
    """The icon of a national status: colour is never the only sign."""
    return STATUS_ICONS.get(int(code), "inbox")


def dossier_way(code: int | str, *, online: bool = False) -> list[dict[str, str]]:
    """The dossier's way as stations for `stations`: each {"label", "state"}, state done | current | waiting | stopped | todo."""
    status = int(code)
    labels = [_("Tiếp nhận"), _("Xử lý"), _("Có kết quả"), _("Trả kết quả")]
    if online:
        labels.insert(0, _("Nộp trực tuyến"))
    first = 1 if online else 0
    place = {
        1: 0,
        2: first,
        3: first,
        4: first + 1,
        5: first + 1,
        6: first + 1,
        7: first + 1,
        8: first + 1,
        9: first + 2,
        10: first + 3,
    }
    here = place.get(status, 0)
    state = {3: "stopped", 7: "stopped", 8: "stopped", 5: "waiting", 6: "waiting", 10: "done"}.get(status, "current")
    ends = {
        3: _("Không tiếp nhận"),
        7: _("Đã rút hồ sơ"),
        8: _("Dừng xử lý"),
        5: _("Chờ bổ sung"),
        6: _("Chờ nộp tiền"),
    }
    labels[here] = ends.get(status, labels[here])
    if state == "stopped":
        labels = labels[: here + 1]
    return [
        {"label": label, "state": "done" if index < here else state if index == here else "todo"}
        for index, label in enumerate(labels)
    ]


def calendar_sheet_data(due: date | datetime, now: date | datetime | None = None) -> dict[str, Any]:
    """The month of `due` as cells of a sheet: {"day", "cells": [{"day", "column", "row", "mark"}], "rows"}.

    mark: due | today | rest (Saturday, Sunday) | "". Columns start on Monday.
    """
    due_day = local_day(due) if isinstance(due, datetime) else due
    today = local_day(now) if isinstance(now, datetime) else now
    weeks = calendar.Calendar(firstweekday=0).monthdatescalendar(due_day.year, due_day.month)
    cells = [
        {"day": cell.day, "column": column, "row": row, "mark": _mark(cell, due_day, today)}
        for row, week in enumerate(weeks)
        for column, cell in enumerate(week)
        if cell.month == due_day.month
    ]
    return {"day": due_day, "cells": cells, "rows": len(weeks)}


def _mark(cell: date, due_day: date, today: date | None) -> str:
    if cell == due_day:
        return "due"
    if cell == today:
        return "today"
    return "rest" if cell.weekday() >= 5 else ""


def bar_rows(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows {"label", "value", "text"?, "tone"?} with the width of each bar in thousandths of the greatest value."""
    given = [dict(row) for row in rows]
    most = max((row["value"] for row in given), default=0) or 1
    return [
        {
            "tone": "",
            "text": str(row["value"]),
            **row,
            "width": round(BAR_WIDTH * row["value"] / most) if row["value"] > 0 else 0,
        }
        for row in given
    ]


def head_count(waiting: int) -> tuple[int, int]:
    """How many heads to draw and how many more there are beside them."""
    return (waiting, 0) if waiting <= HEADS_AT_MOST else (HEADS_AT_MOST - 1, waiting - HEADS_AT_MOST + 1)


def page_links(page: Page[Any], query: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
    """Links of a pagination: {"number", "href", "current"} or {"gap": True}; `query` holds the other parameters of the address."""
    keep = {key: value for key, value in (query or {}).items() if key != "page"}
    links: list[dict[str, Any]] = []
    for item in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1):
        if isinstance(item, int):
            href = "?" + urlencode({**keep, "page": item}, doseq=True)
            links.append({"gap": False, "number": item, "href": href, "current": item == page.number})
        else:
            links.append({"gap": True})
    return links


HELPERS: dict[str, Callable[..., Any]] = {
    "icon": icon,
    "status_tone": status_tone,
    "status_icon": status_icon,
    "dossier_way": dossier_way,
    "calendar_sheet_data": calendar_sheet_data,
    "bar_rows": bar_rows,
    "head_count": head_count,
    "page_links": page_links,
}
