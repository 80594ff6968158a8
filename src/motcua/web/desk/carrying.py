"""What goes along from one reception form to another: the person to another procedure's form, the ticks to a new version's."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.http import HttpRequest

from motcua.catalogue.models import Case, PaperAsked
from motcua.kernel.codes import new_token

from .forms.applicant import NAMES

_KEY = "person"
_PERSON = frozenset({*NAMES, "birth_0", "birth_1", "birth_2"})
_PAPER = re.compile(r"p(\d+)(_[a-z]+)?", re.A)


def keep_person(request: HttpRequest, typed: Mapping[str, str]) -> str:
    """Keep the person in the session, the newest one only; the random word that names them in an address, which must not say who it is.
    Empty when nothing was typed."""
    person = {name: value for name, value in typed.items() if name in _PERSON and value.strip()}
    if person.keys() <= {"kind"}:
        return ""
    token = new_token(6)
    request.session[_KEY] = [token, person]
    return token


def kept_person(request: HttpRequest) -> dict[str, str]:
    """The person that this address names; empty when it names none or they are kept no more."""
    token, typed = request.session.get(_KEY, ("", {}))
    return dict(typed) if token and token == request.GET.get("giu") else {}


def forget_person(request: HttpRequest) -> None:
    """Their form is done."""
    request.session.pop(_KEY, None)


def onto_version(typed: Mapping[str, list[str]], old: int, new: Case) -> dict[str, list[str]]:
    """What was typed into the form of a case that ended, with the ticks and counts at the new case's papers of the same names; two queries."""
    places = {paper.name: paper.pk for paper in new.papers.all()}
    moved = {pk: places[name] for pk, name in PaperAsked.objects.filter(case=old).values_list("pk", "name") if name in places}
    found = {}
    for name, values in typed.items():
        paper = _PAPER.fullmatch(name)
        if paper is None:
            found[name] = values
        elif int(paper[1]) in moved:
            found[f"p{moved[int(paper[1])]}{paper[2] or ''}"] = values
    return found
