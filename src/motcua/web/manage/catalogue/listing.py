"""Lists of the editor: all procedures with what is going on, the open drafts, and the form for a new procedure."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.catalogue.actions.editing import begin_procedure
from motcua.catalogue.queries.editing import STATES, edited_procedures, open_drafts
from motcua.catalogue.rules.editing import DraftStatus
from motcua.kernel import clock
from motcua.kernel.errors import DomainError
from motcua.kernel.text import clean
from motcua.web.shared.http import StaffRequest, see_other, staff_only

from .fields import ShortText
from .frame import EDITOR_ROLES, editor_page

STATE_WORDS = dict(
    zip(STATES, (gettext_lazy("Tất cả"), gettext_lazy("Đang có hiệu lực"), gettext_lazy("Có phiên bản sắp tới"), gettext_lazy("Đang có bản thảo"),
                 gettext_lazy("Có chỗ chưa đọc được"), gettext_lazy("Đã hết hiệu lực")), strict=True)
)  # fmt: skip
TONES = {DraftStatus.WRITING: "open", DraftStatus.SUBMITTED: "waiting", DraftStatus.RETURNED: "waiting", DraftStatus.PUBLISHED: "done"}


def tone(status: str) -> str:
    """The tone of a draft's tag."""
    return TONES.get(DraftStatus(status), "closed")


def status_words(status: str) -> str:
    """The draft's status in words."""
    return _(DraftStatus(status).label)


@require_safe
@staff_only(*EDITOR_ROLES)
def procedures(request: StaffRequest) -> HttpResponse:
    """Every procedure by code; found by code or words, by what is going on with it."""
    day = clock.local_day(clock.now())
    q, state, after = clean(request.GET.get("q", "")[:400])[:200], request.GET.get("muc", ""), request.GET.get("sau", "")
    state = state if state in STATES else ""
    found = edited_procedures(day=day, q=q, state=state, after=after)
    context = {
        "rows": found.rows, "after": found.after, "q": q, "state": state, "states": STATE_WORDS, "is_first": not after,
        "tone": tone, "status_words": status_words,
    }  # fmt: skip
    return editor_page(request, "procedures.html", context, here="procedures")


@require_safe
@staff_only(*EDITOR_ROLES)
def drafts(request: StaffRequest) -> HttpResponse:
    """The drafts that are being written or wait for somebody."""
    rows = open_drafts()
    waiting = [row for row in rows if row.status == DraftStatus.SUBMITTED]
    groups = [(_("Chờ duyệt"), waiting), (_("Đang soạn"), [row for row in rows if row not in waiting])]
    return editor_page(request, "drafts.html", {"groups": groups, "tone": tone, "status_words": status_words, "me": request.staff.pk}, here="drafts")


class NewForm(forms.Form):
    """Code and name of a procedure that the catalogue does not have yet."""

    code = ShortText(
        label=gettext_lazy("Mã thủ tục"), max_length=40, help_text=gettext_lazy("Mã quốc gia, ví dụ 1.001193."),
        error_messages={"required": gettext_lazy("Chưa ghi mã thủ tục.")},
    )  # fmt: skip
    name = ShortText(
        label=gettext_lazy("Tên thủ tục"), rows=3, max_length=1200, error_messages={"required": gettext_lazy("Chưa ghi tên thủ tục.")}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*EDITOR_ROLES)
def new(request: StaffRequest) -> HttpResponse:
    """Begin a draft of a new procedure."""
    form = NewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed: dict[str, Any] = form.cleaned_data
        try:
            draft = begin_procedure(typed["code"], name=typed["name"], by=request.staff, now=clock.now())
            return see_other(reverse("manage:draft_part", args=[draft.pk, "chung"]))
        except DomainError as error:
            form.add_error("code", error.sentence)
    return editor_page(request, "new.html", {"form": form}, here="drafts", status=422 if form.errors else 200)
