"""The history of a procedure: versions with who and when, two of them side by side, one taken back before its day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.catalogue.actions.editing import begin_draft
from motcua.catalogue.actions.withdrawing import withdraw_version
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.catalogue.queries.drafting import draft_of
from motcua.catalogue.queries.editing import newest_version, open_draft
from motcua.catalogue.queries.history import versions_of, withdrawals
from motcua.catalogue.queries.importing import unreadable_of
from motcua.catalogue.rules.comparing import changes_in, compare
from motcua.kernel import clock
from motcua.kernel.errors import DomainError
from motcua.web.shared.http import StaffRequest, number_of, see_other, staff_only
from motcua.web.shared.login import keeps_typed

from .choices import choices_for
from .fields import LongText
from .frame import EDITOR_ROLES, MAX_CODE, editor_page
from .listing import status_words, tone
from .row_sections import section_of

SOURCES = {"editor": gettext_lazy("Người biên tập"), "": gettext_lazy("Dữ liệu ban đầu")}


def source_words(source: str) -> str:
    """Where a version came from; the name of an import as it was given."""
    return str(SOURCES.get(source) or _("Nhập từ %(source)s") % {"source": source})


def _procedure(code: str) -> Procedure:
    found = Procedure.objects.filter(code=code).first() if len(code) <= MAX_CODE and code.isprintable() else None
    if found is None:
        raise Http404
    return found


@require_safe
@staff_only(*EDITOR_ROLES)
def procedure(request: StaffRequest, code: str) -> HttpResponse:
    """The versions of a procedure with who wrote, who approved and when."""
    found = _procedure(code)
    versions, day = versions_of(found), clock.local_day(clock.now())
    newest = versions[0].version if versions else None
    context = {
        "procedure": found, "versions": versions, "day": day, "withdrawals": withdrawals(found), "draft": open_draft(found.code), "newest": newest,
        "unreadable": len(unreadable_of(newest)) if newest else 0, "source_words": source_words, "tone": tone, "status_words": status_words,
        "name": newest.name if newest else found.code,
    }  # fmt: skip
    return editor_page(request, "procedure.html", context, here="procedures")


@require_POST
@staff_only(*EDITOR_ROLES)
def begin(request: StaffRequest, code: str) -> HttpResponse:
    """Open the procedure's draft, begun from the newest version when there is none; at a section when one is asked for."""
    newest = newest_version(_procedure(code).code)
    if newest is None:
        raise Http404
    draft = begin_draft(newest, by=request.staff, now=clock.now())
    key, place = request.POST.get("phan", ""), number_of(request.POST.get("truong-hop", ""))
    section = section_of(key, place)
    if section is None:
        return see_other(reverse("manage:draft", args=[draft.pk]))
    if place:
        return see_other(reverse("manage:draft_papers", args=[draft.pk, place]))
    return see_other(reverse("manage:draft_part", args=[draft.pk, key]))


@require_safe
@staff_only(*EDITOR_ROLES)
def between(request: StaffRequest, code: str) -> HttpResponse:
    """Two versions side by side, the older one left; without a wish the last two."""
    rows = _procedure(code).versions.select_related("procedure", "field", "department", "level").order_by("-number")
    versions = {version.number: version for version in rows}
    if not versions:
        raise Http404
    last = max(versions)
    new = versions.get(number_of(request.GET.get("moi", "")), versions[last])
    old = versions.get(number_of(request.GET.get("cu", "")), versions.get(new.number - 1, new))
    old, new = sorted((old, new), key=lambda one: one.number)
    after = draft_of(new)
    parts = compare(draft_of(old), after, words=choices_for(after, clock.local_day(clock.now())).words(), _=_)
    context = {"procedure": new.procedure, "versions": list(versions.values()), "old": old, "new": new, "parts": parts, "changes": changes_in(parts)}
    return editor_page(request, "between.html", context, here="procedures")


class ReasonForm(forms.Form):
    """Why a version is taken back."""

    reason = LongText(
        label=gettext_lazy("Lý do rút"), rows=3, max_length=2000, error_messages={"required": gettext_lazy("Chưa ghi lý do. Hãy ghi một câu.")}
    )


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*EDITOR_ROLES)
def withdraw(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """Ask why, then take back a version that has not begun."""
    found = _procedure(code)
    version: ProcedureVersion | None = found.versions.filter(number=min(number, 10**6)).first()
    if version is None:
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and request.POST.get("do") != "look" and form.is_valid():
        try:
            withdraw_version(version, reason=form.cleaned_data["reason"], by=request.staff, now=clock.now())
        except DomainError as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, _("Đã rút phiên bản %(number)s. Phiên bản trước tiếp tục có hiệu lực.") % {"number": number})
            return see_other(reverse("manage:procedure", args=[code]))
    context: dict[str, Any] = {"procedure": found, "version": version, "form": form}
    return editor_page(request, "withdraw.html", context, here="procedures", status=422 if form.errors else 200)
