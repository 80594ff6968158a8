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
from django.views.decorators.http import require_http_methods

from motcua.accounts.rules import headed
from motcua.dossiers.errors import StepNotAllowed
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules import Actor, Status
from motcua.kernel import clock
from motcua.kernel.errors import DomainError
from motcua.papers.errors import FileRefused
from motcua.payments import rules as money
from motcua.web.shared.desk import desk_page
from motcua.web.shared.http import StaffRequest, View, see_other, staff_posts
from motcua.web.shared.login import keeps_typed

from ..desk_state import seen_dossier
from ..dossier_page import Asking, rule_of


def asks(view: View) -> View:
    """Before `staff_only` of a step's view: what was typed outlives the session, as far as the step's form, which is then only shown."""
    return keeps_typed(require_http_methods(["GET", "HEAD", "POST"])(view))


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
    refusal = _refusal(found, verb, [actor for actor in actors if actor in parts], Asking(now, headed(staff_posts(request))))
    is_sent = request.method == "POST" and request.POST.get("do") != "look"
    if not refusal and is_sent and form.is_valid():
        try:
            act(found, now)
        except DomainError as error:
            form.add_error("file" if isinstance(error, FileRefused) and "file" in form.fields else None, error.sentence)
        else:
            messages.success(request, words["done"])
            return see_other(reverse("desk:dossier", args=[pk]))
    if refusal:
        messages.error(request, refusal)
        return see_other(reverse("desk:dossier", args=[pk]))
    context = {
        "dossier": found, "form": form, "words": words, "unpaid": money.unpaid(found.fees_due.all()), "centre": request.post.centre,
        "facts": facts(found) if facts else [],
    }  # fmt: skip
    return desk_page(request, "desk/step.html", context, status=422 if is_sent else 200)


def _refusal(found: Dossier, verb: str, actors: list[Actor], asking: Asking) -> str:
    """The sentence of the rule that keeps all these parts of the person from the step; empty when one of them may."""
    sentence = ""
    for actor in actors:
        check, _may = rule_of(found, verb, actor, asking)
        try:
            check()
        except StepNotAllowed:
            sentence = _("Hồ sơ đang ở trạng thái “%(status)s” nên chưa làm được việc này.") % {"status": _(Status(found.status).label)}
        except DomainError as error:
            sentence = error.sentence
        else:
            return ""
    return sentence
