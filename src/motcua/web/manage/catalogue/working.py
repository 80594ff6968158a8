"""What waits for an editor: parts of imported records that could not be read, and words that people searched in vain."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.catalogue.actions.importing import settle
from motcua.catalogue.actions.wording import add_synonym
from motcua.catalogue.models import ProcedureVersion, Unreadable
from motcua.catalogue.queries.drafting import drafts_of
from motcua.catalogue.queries.importing import UNREADABLE_PER_PAGE, open_unreadable, problem_label, unreadable_counts
from motcua.catalogue.queries.searched import without_click
from motcua.catalogue.rules.telling import Told, told
from motcua.kernel import clock
from motcua.kernel.errors import DomainError
from motcua.kernel.text import clean
from motcua.web.shared.http import StaffRequest, number_of, see_other, staff_only

from ..tables import table_address
from .choices import choices_for
from .fields import ShortText
from .frame import EDITOR_ROLES, editor_page, is_admin

WEEKS = (1, 4, 12)
# The part of an imported record -> (the section that mends it, the part of the comparison that shows what was read).
PLACES = {
    "channels": ("thoi-han", "thoi-han"), "fees": ("phi", "phi"), "papers": ("giay-to", "giay-to"), "legal": ("can-cu", "can-cu"),
    "results": ("ket-qua", "ket-qua"), "level": ("chung", "chung"), "audiences": ("chung", "chung"), "department": ("chung", "chung"),
}  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*EDITOR_ROLES)
def unreadable(request: StaffRequest) -> HttpResponse:
    """The work list, by problem. POST: one part is done."""
    problem, code, page = clean(request.GET.get("loai", "")[:40]), clean(request.GET.get("ma", "")[:40]), number_of(request.GET.get("page", "1"))
    if request.method == "POST":
        return _settled(request)
    found = open_unreadable(problem=problem, code=code, page=page, per_page=UNREADABLE_PER_PAGE)
    read = _read([row.version for row in found.rows])
    rows = [_row(one, read) for one in found.rows]
    context = {
        "rows": rows, "counts": unreadable_counts(), "problem": problem, "code": code, "total": found.total, "label": problem_label(problem),
        "pages": Paginator(range(found.total), UNREADABLE_PER_PAGE).get_page(found.page),
        "query": {name: value for name, value in (("loai", problem), ("ma", code)) if value}, "back": request.get_full_path(),
    }  # fmt: skip
    return editor_page(request, "unreadable.html", context, here="unreadable")


def _read(versions: list[ProcedureVersion]) -> dict[int, tuple[Told, ...]]:
    """What was read of each record of the page, once per version. A fixed number of queries."""
    related = ProcedureVersion.objects.select_related("procedure", "field", "department", "level")
    rows = list(related.filter(pk__in={one.pk for one in versions}))
    drafts = dict(zip((row.pk for row in rows), drafts_of(rows), strict=True))
    if not drafts:
        return {}
    words = choices_for(next(iter(drafts.values())), clock.local_day(clock.now())).words()
    return {pk: told(draft, words=words, _=_) for pk, draft in drafts.items()}


def _row(one: Unreadable, read: dict[int, tuple[Told, ...]]) -> dict[str, Any]:
    """A part: its own text, what was read of the record in its place, and the section that mends it."""
    section, key = PLACES.get(one.field, ("chung", "chung"))
    part = next(part for part in read[one.version_id] if part.key == key)
    lines = [fact.text for fact in (*part.rows, *(part.facts if not part.rows else ())) if fact.text]
    return {"part": one, "label": problem_label(one.problem), "read": lines, "section": section, "place": 1 if section == "giay-to" else 0}


def _settled(request: StaffRequest) -> HttpResponse:
    row = Unreadable.objects.filter(pk=number_of(request.POST.get("muc", ""))).first()
    if row is None:
        raise Http404
    settle(row, by=request.staff, now=clock.now())
    messages.success(request, _("Đã đánh dấu là đã xử lý."))
    back = request.POST.get("ve", "")
    here = reverse("manage:unreadable")
    return see_other(back if back.startswith(f"{here}?") else here)


class SynonymForm(forms.Form):
    """Everyday words and what they mean in the catalogue."""

    said = ShortText(label=gettext_lazy("Người dân nói"), max_length=100, error_messages={"required": gettext_lazy("Chưa ghi từ người dân nói.")})
    meant = ShortText(
        label=gettext_lazy("Nghĩa trong thủ tục"), max_length=400,
        help_text=gettext_lazy("Chữ có trong tên thủ tục; nhiều nghĩa cách nhau bằng dấu chấm phẩy."),
        error_messages={"required": gettext_lazy("Chưa ghi nghĩa, ví dụ: giấy chứng nhận quyền sử dụng đất.")},
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*EDITOR_ROLES)
def searches(request: StaffRequest) -> HttpResponse:
    """Words that found nothing or of which nobody opened a result. POST: an administrator adds a synonym."""
    form = SynonymForm(request.POST) if request.method == "POST" else SynonymForm(initial={"said": request.GET.get("tu", "")[:100]})
    if request.method == "POST" and _added(request, form):
        return see_other(reverse("manage:searches"))
    weeks = number_of(request.GET.get("tuan", ""))
    weeks = weeks if weeks in WEEKS else WEEKS[1]
    since = clock.local_day(clock.now()) - timedelta(weeks=weeks)
    context = {"rows": without_click(since=since), "weeks": weeks, "choices": WEEKS, "form": form, "synonyms": table_address(request, "catalogue.synonym")}
    return editor_page(request, "searches.html", context, here="searches", status=422 if form.errors else 200)


def _added(request: StaffRequest, form: SynonymForm) -> bool:
    if not is_admin(request):
        raise Http404
    if not form.is_valid():
        return False
    try:
        row = add_synonym(form.cleaned_data["said"], meant=form.cleaned_data["meant"])
    except DomainError as error:
        form.add_error(None, error.sentence)
        return False
    messages.success(request, _("Đã thêm: “%(said)s” cũng là “%(meant)s”.") % {"said": row.said, "meant": row.meant})
    return True
