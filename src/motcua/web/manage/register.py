"""The register of a day (form 7), printed for the head of the centre: where the receipt says that the dossier stands."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.accounts.rules import Role, actor_of
from motcua.audit import actions as audit
from motcua.centres.models import Centre
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.register import received_on, register_data
from motcua.kernel import clock
from motcua.papers.printing import register_pdf
from motcua.web.shared.desk import desk_page
from motcua.web.shared.forms import DayField
from motcua.web.shared.http import StaffRequest, staff_only
from motcua.web.shared.pdf import pdf_answer

from .headed import chosen_centre, today_of


class DayForm(forms.Form):
    """Which day's register; one on which nothing was received is told at once."""

    day = DayField(label=_("Ngày tiếp nhận"), error_messages={"required": _("Chưa chọn ngày. Xin ghi ngày, tháng và năm.")})

    def __init__(self, typed: Any, *, centre: Centre, today: date) -> None:
        super().__init__(typed, initial={"day": today})
        self.centre, self.today = centre, today
        self.rows: list[Dossier] = []

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError(_("Ngày này chưa đến. Xin chọn hôm nay hoặc một ngày trước."))
        self.rows = received_on(self.centre, day)
        if not self.rows:
            raise forms.ValidationError(_("Ngày này trung tâm không tiếp nhận hồ sơ nào. Xin chọn ngày khác."))
        return day


@never_cache
@require_safe
@staff_only(Role.HEAD)
def register(request: StaffRequest) -> HttpResponse:
    """The page that asks for the day; with a right one its register as a PDF, which names every applicant and so is a reading of each dossier."""
    now, centre = clock.now(), chosen_centre(request)
    typed = request.GET if "day_0" in request.GET else None
    form = DayForm(typed, centre=centre, today=clock.local_day(now))
    if typed is None or not form.is_valid():
        context = {"form": form, "centre": centre, "back": today_of(centre)}
        return desk_page(request, "manage/register.html", context, status=422 if form.errors else 200)
    day = form.cleaned_data["day"]
    audit.note_readings("dossier", [row.pk for row in form.rows], "sổ theo dõi hồ sơ", at=now, actor=actor_of(request.staff))
    data = register_data(centre, day, form.rows, signer=request.staff.full_name, now=now)
    return pdf_answer(register_pdf(data), f"so-theo-doi-{day:%Y-%m-%d}.pdf")
