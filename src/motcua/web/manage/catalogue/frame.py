"""What every page of the editor shares: who may enter, the tabs, the draft behind an address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.accounts.rules import Role, actor_of
from motcua.catalogue.models import EditorDraft
from motcua.catalogue.policies import EDITORS
from motcua.catalogue.queries.editing import writers
from motcua.web.shared.desk import desk_page
from motcua.web.shared.http import StaffRequest, staff_posts

EDITOR_ROLES = tuple(sorted(EDITORS))
MAX_CODE = 60


def editor_page(request: StaffRequest, template: str, context: Mapping[str, Any], *, here: str, status: int = 200) -> HttpResponse:
    """A page of the editor with its tabs; `here` is the name of the tab."""
    tabs = [
        ("procedures", _("Thủ tục"), "manage:procedures"), ("drafts", _("Bản thảo"), "manage:drafts"),
        ("unreadable", _("Chỗ chưa đọc được"), "manage:unreadable"), ("searches", _("Từ chưa tìm ra"), "manage:searches"),
    ]  # fmt: skip
    shown = [{"text": text, "href": reverse(name), "current": key == here} for key, text, name in tabs]
    given = {"tabs": shown, "centre": request.post.centre, "is_admin": is_admin(request), **context}
    return desk_page(request, f"manage/catalogue/{template}", given, status=status)


def is_admin(request: StaffRequest) -> bool:
    """Whether the person is an administrator as well."""
    return any(post.role == Role.ADMIN for post in staff_posts(request))


def draft_or_404(number: int) -> EditorDraft:
    """The draft with its people and versions."""
    related = ("procedure", "base", "published", "written_by", "approved_by")
    found = EditorDraft.objects.select_related(*related).filter(pk=number).first() if number < 2**63 else None
    if found is None:
        raise Http404
    return found


def is_writer(request: StaffRequest, draft: EditorDraft) -> bool:
    """Whether the person who asks wrote in the draft."""
    return actor_of(request.staff) in writers(draft)
