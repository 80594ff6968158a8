"""One step of a dossier with its page; it asks once more and keeps what was typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.dossiers.models import Dossier
from motcua.dossiers.rules import Actor, Status
from motcua.kernel import clock
from motcua.kernel.errors import DomainError
from motcua.papers.errors import FileRefused
from motcua.payments import rules as money
from motcua.web.shared.desk import desk_page
from motcua.web.shared.http import StaffRequest, see_other

from ..desk_state import seen_dossier
from ..dossier_page import may_step


def step(
    request: StaffRequest, pk: int, *, verb: str, actors: tuple[Actor, ...], form: forms.Form, words: dict[str, str],
    act: Callable[[Dossier, datetime], Any], facts: Callable[[Dossier], list[tuple[str, str]]] | None = None,
) -> HttpResponse:  # fmt: skip
    """One step with its page: GET asks, POST does it and goes back to the dossier; a rule's no stands above the form.

    `facts`: (label, value) rows of the dossier that the officer compares before saying yes.
    """
    now = clock.now()
    found, parts = seen_dossier(request, pk, words["title"], now)
    if not parts.intersection(actors):
        raise Http404
    allowed = any(actor in parts and may_step(found, verb, actor) for actor in actors)
    if allowed and request.method == "POST" and form.is_valid():
        try:
            act(found, now)
        except DomainError as error:
            form.add_error("file" if isinstance(error, FileRefused) and "file" in form.fields else None, error.sentence)
        else:
            messages.success(request, words["done"])
            return see_other(reverse("desk:dossier", args=[pk]))
    if not allowed:
        messages.error(request, _("Hồ sơ đang ở trạng thái “%(status)s” nên chưa làm được việc này.") % {"status": _(Status(found.status).label)})
        return see_other(reverse("desk:dossier", args=[pk]))
    context = {
        "dossier": found, "form": form, "words": words, "unpaid": money.unpaid(found.fees_due.all()), "centre": request.post.centre,
        "facts": facts(found) if facts else [],
    }  # fmt: skip
    return desk_page(request, "desk/step.html", context, status=422 if form.is_bound else 200)
