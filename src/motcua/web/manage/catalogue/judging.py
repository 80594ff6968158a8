"""The page of one draft: what it changes, who did what, and the step that this person may take now."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.catalogue.actions import editing as actions
from motcua.catalogue.models import EditorDraft, ProcedureVersion
from motcua.catalogue.queries.drafting import draft_of
from motcua.catalogue.queries.editing import newest_version
from motcua.catalogue.queries.history import draft_story
from motcua.catalogue.rules import Draft
from motcua.catalogue.rules.comparing import changes_in, compare
from motcua.catalogue.rules.draft_json import draft_from_json
from motcua.catalogue.rules.drafts import draft_faults
from motcua.catalogue.rules.editing import DRAFT_VERBS, can_take_draft_step
from motcua.kernel import clock
from motcua.kernel.errors import DomainError
from motcua.web.shared.forms import DayField
from motcua.web.shared.http import StaffRequest, number_of, see_other, staff_only
from motcua.web.shared.login import keeps_typed

from .choices import choices_for
from .fields import LongText
from .frame import EDITOR_ROLES, draft_or_404, editor_page, is_writer
from .listing import status_words, tone
from .writing import part_links, part_words

DONE = {
    "submit": gettext_lazy("Đã gửi. Một người biên tập khác xem và duyệt."), "recall": gettext_lazy("Đã lấy lại. Ông/Bà sửa tiếp được."),
    "return": gettext_lazy("Đã trả lại cho người soạn."), "approve": gettext_lazy("Đã duyệt. Phiên bản có hiệu lực đúng ngày đã chọn."),
    "discard": gettext_lazy("Đã bỏ bản thảo. Nội dung vẫn xem được ở đây."),
}  # fmt: skip


class StepForm(forms.Form):
    """The day from which the version holds, and a word to the other person."""

    day = DayField(label=gettext_lazy("Có hiệu lực từ ngày"), required=False, help_text=gettext_lazy("Hôm nay hoặc một ngày sau. Ví dụ 1 1 2027."))
    note = LongText(label=gettext_lazy("Lời nhắn"), rows=3, max_length=2000, required=False)


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*EDITOR_ROLES)
def draft(request: StaffRequest, number: int) -> HttpResponse:
    """The draft beside the newest version. POST: take a step."""
    row = draft_or_404(number)
    form = StepForm(request.POST) if request.method == "POST" else StepForm(initial={"day": row.valid_from})
    if request.method == "POST" and request.POST.get("do") != "look" and form.is_valid():
        verb = request.POST.get("viec", "")
        try:
            _take(request, row, verb, form.cleaned_data)
        except DomainError as error:
            form.add_error("note" if verb == "return" else "day" if verb in ("submit", "approve") else None, error.sentence)
        else:
            messages.success(request, str(DONE[verb]))
            return see_other(reverse("manage:draft", args=[row.pk]))
    return editor_page(request, "draft.html", _context(request, draft_or_404(number), form), here="drafts", status=422 if form.errors else 200)


def _take(request: StaffRequest, row: EditorDraft, verb: str, typed: dict[str, Any]) -> None:
    """Call the action of the verb. Raises DomainError."""
    usual: dict[str, Any] = {"revision": number_of(request.POST.get("ban", "")), "by": request.staff, "now": clock.now()}
    if verb == "submit":
        actions.submit_draft(row, valid_from=typed["day"], note=typed["note"], **usual)
    elif verb == "approve":
        compared = number_of(request.POST.get("voi", "")) or None
        actions.approve_draft(row, compared_with=compared, valid_from=typed["day"], **usual)
    elif verb == "return":
        actions.return_draft(row, reason=typed["note"], **usual)
    elif verb in ("recall", "discard"):
        {"recall": actions.recall_draft, "discard": actions.discard_draft}[verb](row, **usual)
    else:
        raise DomainError(_("Không có việc này. Hãy chọn một nút trên trang."))


def _context(request: StaffRequest, row: EditorDraft, form: StepForm) -> dict[str, Any]:
    content = draft_from_json(row.content)
    wrote = is_writer(request, row)
    beside = _beside(row)
    can = {verb for verb in DONE if can_take_draft_step(row.status, verb, is_writer=wrote)}
    parts = compare(draft_of(beside) if beside else None, content, words=_words(content), _=_)
    return {
        "draft": row, "name": content.name or row.code, "form": form, "parts": parts, "changes": changes_in(parts), "beside": beside,
        "is_rebased": row.published_id is None and beside is not None and beside.pk != row.base_id and row.base_id is not None,
        "faults": draft_faults(content), "links": part_links(row, content, None), "story": draft_story(row), "is_writer": wrote,
        "verbs": DRAFT_VERBS, "part_words": part_words,
        "can": can, "can_write": can_take_draft_step(row.status, "save", is_writer=wrote),
        "status_words": status_words(row.status), "tone": tone(row.status), "day": clock.local_day(clock.now()),
    }  # fmt: skip


def _words(content: Draft) -> dict[str, str]:
    return choices_for(content, clock.local_day(clock.now())).words()


def _beside(row: EditorDraft) -> ProcedureVersion | None:
    """What the draft is compared with: the newest version, or, once it is published, the version before its own."""
    if row.published is None:
        return newest_version(row.code)
    related = ("procedure", "field", "department", "level")
    return ProcedureVersion.objects.select_related(*related).filter(procedure=row.published.procedure_id, number=row.published.number - 1).first()
