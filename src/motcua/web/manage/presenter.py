"""The presenter's button, in the demonstration only: play a simulated day and watch the boards, phones and figures move."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.rules import Role
from motcua.kernel.errors import DomainError
from motcua.web.shared.desk import desk_page
from motcua.web.shared.http import StaffRequest, page, see_other, staff_only

from .signals import presenter_asked

SIZES = (40, 120, 400)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.HEAD, Role.ADMIN)
def simulation(request: StaffRequest) -> HttpResponse:
    """Choose how many visitors come; a POST starts the day in the background."""
    _only_in_demo()
    if request.method == "POST":
        wish = request.POST.get("visitors", "")
        try:
            _asked("start", visitors=int(wish) if wish in {str(size) for size in SIZES} else SIZES[0])
        except DomainError as error:
            messages.error(request, error.sentence)
        return see_other(reverse("manage:simulation"))
    return desk_page(request, "manage/simulation.html", _shown())


@require_safe
@staff_only(Role.HEAD, Role.ADMIN)
def simulation_part(request: StaffRequest) -> HttpResponse:
    """The part of the page that moves."""
    _only_in_demo()
    return page(request, "manage/simulation_part.html", _shown())


def _only_in_demo() -> None:
    if not settings.DEMO:
        raise Http404


def _shown() -> dict[str, Any]:
    return {"told": _asked("look"), "sizes": SIZES}


def _asked(verb: str, **more: Any) -> dict[str, Any] | None:
    heard = presenter_asked.send(sender=simulation, verb=verb, **more)
    return next((cast("dict[str, Any]", answer) for _, answer in heard if answer), None)
