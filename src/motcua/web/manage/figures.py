"""The head's figures of dossiers, and behind each the list of exactly the dossiers that it counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from motcua.accounts.rules import Role
from motcua.centres.models import Centre
from motcua.kernel import clock
from motcua.reports.queries import MOMENTS, DossierFigures, dossiers_behind
from motcua.web.shared.desk import desk_page
from motcua.web.shared.dossiers import page_of, row_of
from motcua.web.shared.http import StaffRequest, number_of, staff_only

from .headed import chosen_centre, today_of


class Figure(NamedTuple):
    """A figure's words, its tone (and the tone of a zero), and what its empty list says."""

    name: str
    label: str
    tone: str
    tone_of_none: str
    empty: str


FIGURES: Mapping[str, Figure] = {  # by the place in the address
    "tiep-nhan": Figure("received", gettext_noop("Tiếp nhận hôm nay"), "", "", gettext_noop("Hồ sơ xuất hiện ở đây ngay khi quầy tiếp nhận xong.")),
    "co-ket-qua": Figure("finished", gettext_noop("Có kết quả hôm nay"), "done", "done", gettext_noop("Hồ sơ xuất hiện ở đây khi đã có kết quả.")),
    "da-tra": Figure("returned", gettext_noop("Đã trả hôm nay"), "done", "done", gettext_noop("Hồ sơ xuất hiện ở đây khi đã trả kết quả cho công dân.")),
    "hen-tra": Figure("due_today", gettext_noop("Hẹn trả hôm nay"), "waiting", "", gettext_noop("Hồ sơ đang giải quyết có hẹn trả hôm nay hiện ở đây.")),
    "qua-han": Figure("late", gettext_noop("Quá hạn"), "overdue", "", gettext_noop("Hồ sơ đang giải quyết đã qua hẹn trả đầu tiên hiện ở đây.")),
}


def dossier_facts(figures: DossierFigures, centre: Centre) -> list[dict[str, str]]:
    """The five figures for `ui.stats`, each with the address of its list in this centre."""
    facts = []
    for place, figure in FIGURES.items():
        number = getattr(figures, figure.name)
        address = _address(place, centre)
        facts.append({"label": _(figure.label), "value": str(number), "tone": figure.tone if number else figure.tone_of_none, "href": address})
    return facts


def _address(place: str, centre: Centre) -> str:
    return f"{reverse('manage:figure', args=[place])}?trung-tam={centre.slug}"


@require_safe
@staff_only(Role.HEAD)
def dossiers_behind_figure(request: StaffRequest, place: str) -> HttpResponse:
    """The dossiers that the figure counts now, in the order of the moment that decides; applicants are masked."""
    if place not in FIGURES:
        raise Http404
    figure, now, centre = FIGURES[place], clock.now(), chosen_centre(request)
    after = number_of(request.GET.get("sau"))
    rows = dossiers_behind(figure.name, centre, now).select_related("version")
    found, more = page_of(rows, after or None, by=MOMENTS[figure.name])
    first = _address(place, centre)
    context: dict[str, Any] = {
        "rows": [row_of(one, now) for one in found], "label": _(figure.label), "empty": _(figure.empty), "centre": centre, "back": today_of(centre),
        "first": first if after else "", "following": f"{first}&sau={more}" if more else "",
    }  # fmt: skip
    return desk_page(request, "manage/figure.html", context)
