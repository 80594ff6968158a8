"""Writing a section of a draft: saved section by section; what two people typed at the same time is shown to the second."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.catalogue.actions.editing import save_draft
from motcua.catalogue.errors import DraftChanged
from motcua.catalogue.models import EditorDraft
from motcua.catalogue.rules import Draft
from motcua.catalogue.rules.comparing import compare
from motcua.catalogue.rules.draft_json import draft_from_json
from motcua.catalogue.rules.drafts import draft_faults
from motcua.catalogue.rules.editing import can_take_draft_step
from motcua.kernel import clock
from motcua.web.shared.http import StaffRequest, number_of, see_other, staff_only
from motcua.web.shared.login import keeps_typed

from .choices import Choices, choices_for
from .frame import EDITOR_ROLES, draft_or_404, editor_page
from .opening import Opened, with_more_rows
from .row_sections import SECTIONS, PapersPart, section_of
from .sections import Section


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*EDITOR_ROLES)
def part(request: StaffRequest, number: int, key: str, place: int = 0) -> HttpResponse:
    """One section as a form. POST: save it, make room for more rows, or go on with typed text after a conflict."""
    row, section = draft_or_404(number), section_of(key, place)
    if section is None:
        raise Http404
    if not can_take_draft_step(row.status, "save", is_writer=True):
        return _closed(request, row)
    draft = draft_from_json(row.content)
    if not section.exists_in(draft):
        if request.method == "POST":
            return _conflict(request, row, section, draft, None)
        raise Http404
    choices = choices_for(draft, clock.local_day(clock.now()))
    if request.method == "POST":
        return _posted(request, row, section, draft, choices)
    opened = Opened(section, draft, choices, start=number_of(request.GET.get("tu", "")))
    return _page(request, row, opened, revision=row.revision, mark=section.mark(draft))


def _closed(request: StaffRequest, row: EditorDraft) -> HttpResponse:
    """The draft is not being written any more; what was typed meanwhile is shown, not lost."""
    if request.method == "POST":
        return _conflict(request, row, None, draft_from_json(row.content), None)
    return see_other(reverse("manage:draft", args=[row.pk]))


def _posted(request: StaffRequest, row: EditorDraft, section: Section, draft: Draft, choices: Choices, *, again: bool = False) -> HttpResponse:
    typed = request.POST
    wish = "xem" if typed.get("do") == "look" else typed.get("viec", "")  # what comes back from a log-in is only shown
    data = with_more_rows(typed) if wish == "them" else typed
    opened = Opened(section, draft, choices, start=number_of(typed.get("tu", "")), data=data)
    revision, mark = number_of(typed.get("ban", "")), typed.get("dau", "")[:40]
    if wish in ("them", "xem"):
        return _page(request, row, opened, revision=revision, mark=mark, grown=wish == "them")
    if not opened.is_valid():
        return _page(request, row, opened, revision=revision, mark=mark, status=422)
    if mark != section.mark(draft):
        return _conflict(request, row, section, draft, opened, choices)
    if opened.typed() != draft:
        try:
            save_draft(row, opened.apply, section=_name(section), revision=row.revision, by=request.staff, now=clock.now())
        except DraftChanged:
            if again:
                raise
            fresh = draft_or_404(row.pk)
            return _posted(request, fresh, section, draft_from_json(fresh.content), choices, again=True)
    messages.success(request, _("Đã lưu “%(part)s”.") % {"part": _(section.title)})
    return see_other(_next(row, section, draft, wish, opened))


def _name(section: Section) -> str:
    return f"{section.key}/{section.place}" if isinstance(section, PapersPart) else section.key


def _address(row: EditorDraft, section: Section) -> str:
    if isinstance(section, PapersPart):
        return reverse("manage:draft_papers", args=[row.pk, section.place])
    return reverse("manage:draft_part", args=[row.pk, section.key])


def _next(row: EditorDraft, section: Section, draft: Draft, wish: str, opened: Opened) -> str:
    """Where to go after saving: the same page, or with "tiep" the next one."""
    if wish != "tiep":
        return _address(row, section) + (f"?tu={opened.start}" if opened.start else "")
    links = part_links(row, draft, None)
    here = [link["href"] for link in links].index(_address(row, section))
    return links[here + 1]["href"] if here + 1 < len(links) else reverse("manage:draft", args=[row.pk])


def part_links(row: EditorDraft, draft: Draft, here: Section | None) -> list[dict[str, Any]]:
    """The sections in order, papers of each case below the cases."""
    links = []
    for section in SECTIONS.values():
        parts: list[Section] = [section]
        if section.key == "truong-hop":
            parts += [PapersPart(place) for place in range(1, len(draft.cases) + 1)]
        for one in parts:
            links.append(
                {"text": _link_text(one, draft), "href": _address(row, one), "inner": isinstance(one, PapersPart),
                 "current": here is not None and _name(one) == _name(here), "count": len(one.rows(draft)) if one.row_class else None}
            )  # fmt: skip
    return links


def part_words(name: str) -> str:
    """The name of a section, as events keep it, in words."""
    key, _slash, place = name.partition("/")
    section = section_of(key, number_of(place) or 1)
    return f"{_(section.title)} {place}".strip() if section else name


def _link_text(section: Section, draft: Draft) -> str:
    if not isinstance(section, PapersPart):
        return _(section.title)
    name = draft.cases[section.place - 1].name
    return _("Giấy tờ: %(case)s") % {"case": name} if name else _("Giấy tờ")


def _page(
    request: StaffRequest, row: EditorDraft, opened: Opened, *, revision: int, mark: str, grown: bool = False, status: int = 200
) -> HttpResponse:
    section, draft = opened.section, opened.draft
    context = {
        "draft": row, "name": draft.name or row.code, "opened": opened, "section": section, "title": _link_text(section, draft),
        "lead": _(section.lead) if section.lead else "", "links": part_links(row, draft, section), "faults": draft_faults(draft),
        "errors": opened.errors() if status == 422 else [], "revision": revision, "mark": mark, "grown": grown,
        "row_name": _(section.row_name) if section.row_name else "",
    }  # fmt: skip
    return editor_page(request, "part.html", context, here="drafts", status=status)


def _conflict(
    request: StaffRequest, row: EditorDraft, section: Section | None, draft: Draft, opened: Opened | None, choices: Choices | None = None
) -> HttpResponse:
    """What is stored beside what this person typed; every typed value goes along."""
    context: dict[str, Any] = {"draft": row, "name": draft.name or row.code, "typed": _typed(request.POST), "parts": []}
    if opened is not None and section is not None and choices is not None:
        parts = compare(draft, opened.typed(), words=choices.words(), _=_)
        again = {"ban": str(row.revision), "dau": section.mark(draft), "tu": str(opened.start)}
        kept = [(name, value) for name, values in request.POST.lists() for value in values if name not in {*again, "viec", "csrfmiddlewaretoken"}]
        context |= {"parts": [one for one in parts if one.changed], "hidden": [*again.items(), *kept], "here": _address(row, section)}
    return editor_page(request, "conflict.html", context, here="drafts", status=409)


def _typed(data: QueryDict) -> list[str]:
    """The texts that were typed, for copying, when there is no place left to save them."""
    skip = ("csrfmiddlewaretoken", "do", "viec", "ban", "dau", "tu")
    return [value for name, values in data.lists() for value in values if name not in skip and not name.endswith("_FORMS") and len(value) > 3]
