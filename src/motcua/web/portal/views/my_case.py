""" "Trường hợp của tôi": one question a page, by addresses only, ending in a personal checklist to print or to keep by QR."""

from __future__ import annotations

from datetime import date
from typing import Any

import segno
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from motcua.catalogue import queries as catalogue
from motcua.catalogue.queries import ProcedurePage
from motcua.kernel import clock
from motcua.papers.printing import guidance_pdf
from motcua.web.shared.filters import is_english
from motcua.web.shared.http import public_url, see_other
from motcua.web.shared.pdf import pdf_answer
from motcua.web.shared.procedure_words import named

from ..elsewhere import MAX_CODE, elsewhere
from ..filing import FILING_PLACE
from ..frame import show_kept
from ..personal import personal, slip
from ..questions import VERSION, Answers, Question, next_question, question_before, read_answers, steps_in_all

PRESSED = "hoi"


@require_safe
def my_case(request: HttpRequest, code: str) -> HttpResponse:
    """The next question, or the list when all are answered. Nothing is kept: there are too many answers."""
    day = clock.local_day(clock.now())
    found = _asked_version(request, code, day)
    if found is None:
        return elsewhere(request, code, day)
    answers = read_answers(found, request.GET.dict())
    question = next_question(found, answers)
    address = reverse("portal:my_case", args=[code])
    context = _about(found, day, answers)
    if question is None:
        target = public_url(request, f"{address}?{answers.query()}")
        context |= {"own": personal(found, answers), "filing": FILING_PLACE, "qr": _picture(target), "query": answers.query()}
        return _page(request, "portal/my_list.html", context, f"{address}?{answers.query()}")
    return _page(request, "portal/my_case.html", context | _asked(request, found, answers, question), f"{address}?{answers.query()}")


@require_safe
def my_list_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The finished list on A5; with open questions the next one."""
    day, now = clock.local_day(clock.now()), clock.now()
    found = _asked_version(request, code, day)
    if found is None:
        return elsewhere(request, code, day)
    answers = read_answers(found, request.GET.dict())
    address = f"{reverse('portal:my_case', args=[code])}?{answers.query()}"
    if next_question(found, answers) is not None:
        return see_other(address)
    made = guidance_pdf(slip(found, personal(found, answers), url=public_url(request, address), at=now))
    answer = pdf_answer(made, f"danh-muc-{found.version.procedure.code}.pdf")
    answer["Cache-Control"] = "no-cache"
    return answer


def _asked_version(request: HttpRequest, code: str, day: date) -> ProcedurePage | None:
    """The version that the address names, else the one in force."""
    if len(code) > MAX_CODE:
        return None
    typed = request.GET.get(VERSION, "")
    number = int(typed) if len(typed) <= 5 and typed.isascii() and typed.isdigit() else 0
    named_one = catalogue.procedure_page(code, day, number=number) if number else None
    return named_one or catalogue.procedure_page(code, day)


def _about(found: ProcedurePage, day: date, answers: Answers) -> dict[str, Any]:
    version = found.version
    return {
        "found": found, "version": version, "procedure": named(version), "answers": answers, "other_language": "vi" if is_english() else "",
        "is_old": version.valid_to is not None and version.valid_to < day, "unread": catalogue.unread_parts(version),
    }  # fmt: skip


def _asked(request: HttpRequest, found: ProcedurePage, answers: Answers, question: Question) -> dict[str, Any]:
    done, total = steps_in_all(found, answers)
    return {
        "question": question, "hidden": answers.hidden(question), "is_missing": request.GET.get(PRESSED) == question.name,
        "done": done + 1, "total": total, "back": question_before(found, answers),
    }  # fmt: skip


def _page(request: HttpRequest, template: str, context: dict[str, Any], canonical: str) -> HttpResponse:
    answer = show_kept(request, template, lambda: context, key=(), here="procedures", canonical=canonical, keep=False)
    assert answer is not None
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _picture(target: str) -> str:
    drawn = segno.make(target, error="m").svg_inline(border=4, omitsize=True)
    return mark_safe(drawn)  # noqa: S308 - drawn by segno from an address of ours
