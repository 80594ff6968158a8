"""Papers asked for once, once more by the head's exception, and one extension: rules, actions and the buttons of the desk agree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from tests.cast import MONDAY, World
from tests.pages import PageClient

from motcua.accounts.models import Post, Staff
from motcua.accounts.rules import Role
from motcua.audit.models import Event
from motcua.deadlines.errors import ExtensionRefused
from motcua.dossiers import actions
from motcua.dossiers.errors import ExceptionNotNeeded, NotRunning, NotTheHead, StepNotAllowed, SupplementAlreadyAsked
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules import Actor, Status
from motcua.dossiers.rules.asking import (
    can_allow_supplement,
    can_extend,
    can_request_supplement,
    check_allow_supplement,
    check_extend,
    check_request_supplement,
)
from motcua.kernel import clock

HERE, ELSEWHERE = 7, 8
DUE = MONDAY + timedelta(days=14)


@dataclass
class Facts:
    """A dossier as the rules see it."""

    status: int = Status.PROCESSING
    received_at_centre_id: int | None = HERE
    supplements_asked: int = 0
    supplements_allowed: int = 1
    due_at: datetime | None = DUE
    extended_at: datetime | None = None


def says(check: Callable[[], None], may: Callable[[], bool], error: type[Exception] | None) -> None:
    assert may() is (error is None)
    if error is None:
        check()
        return
    with pytest.raises(error):
        check()


@pytest.mark.parametrize(
    ("status", "asked", "allowed", "error"),
    [
        (Status.RECEIVED, 0, 1, None), (Status.PROCESSING, 0, 1, None), (Status.PROCESSING, 1, 1, SupplementAlreadyAsked),
        (Status.PROCESSING, 1, 2, None), (Status.PROCESSING, 2, 2, SupplementAlreadyAsked), (Status.SUPPLEMENT, 1, 2, StepNotAllowed),
        (Status.FINANCIAL, 0, 1, StepNotAllowed), (Status.FINISHED, 0, 1, StepNotAllowed), (Status.STOPPED, 1, 2, StepNotAllowed),
    ],
)  # fmt: skip
def test_asking(status: Status, asked: int, allowed: int, error: type[Exception] | None) -> None:
    facts = Facts(status, supplements_asked=asked, supplements_allowed=allowed)
    for who in (Actor.RECEPTION, Actor.DEPARTMENT):
        says(lambda who=who: check_request_supplement(facts, who=who), lambda who=who: can_request_supplement(facts, who=who), error)
    says(lambda: check_request_supplement(facts, who=Actor.CITIZEN), lambda: can_request_supplement(facts, who=Actor.CITIZEN), StepNotAllowed)


@pytest.mark.parametrize(
    ("status", "asked", "headed", "error"),
    [
        (Status.RECEIVED, 1, {HERE}, None), (Status.PROCESSING, 1, {HERE, ELSEWHERE}, None), (Status.PROCESSING, 0, {HERE}, ExceptionNotNeeded),
        (Status.PROCESSING, 1, {ELSEWHERE}, NotTheHead), (Status.PROCESSING, 1, set(), NotTheHead), (Status.SUPPLEMENT, 1, {HERE}, StepNotAllowed),
        (Status.FINANCIAL, 1, {HERE}, StepNotAllowed), (Status.FINISHED, 1, {HERE}, StepNotAllowed), (Status.RETURNED, 1, {HERE}, StepNotAllowed),
    ],
)  # fmt: skip
def test_the_exception(status: Status, asked: int, headed: set[int], error: type[Exception] | None) -> None:
    facts, centres = Facts(status, supplements_asked=asked), frozenset(headed)
    says(lambda: check_allow_supplement(facts, headed=centres), lambda: can_allow_supplement(facts, headed=centres), error)


@pytest.mark.parametrize(
    ("facts", "now", "error"),
    [
        (Facts(), MONDAY, None), (Facts(Status.RECEIVED), DUE - timedelta(minutes=1), None), (Facts(), DUE, ExtensionRefused),
        (Facts(extended_at=MONDAY), MONDAY, ExtensionRefused), (Facts(Status.SUPPLEMENT), MONDAY, NotRunning),
        (Facts(Status.FINISHED), MONDAY, NotRunning), (Facts(due_at=None), MONDAY, NotRunning),
    ],
    ids=["runs", "one minute left", "over", "extended", "stands", "finished", "no appointment"],
)  # fmt: skip
def test_an_extension(facts: Facts, now: datetime, error: type[Exception] | None) -> None:
    says(lambda: check_extend(facts, now=now), lambda: can_extend(facts, now=now), error)


def asked_once(world: World, at: str) -> Dossier:
    """A dossier whose one request for papers was used."""
    dossier = world.a_dossier(at=at, now=clock.now() - timedelta(hours=6))
    Dossier.objects.filter(pk=dossier.pk).update(supplements_asked=1)
    dossier.refresh_from_db()
    return dossier


@pytest.mark.django_db
@pytest.mark.parametrize("at", ["finished", "returned"])
def test_no_exception_for_a_dossier_that_is_done(world: World, at: str) -> None:
    dossier = asked_once(world, at)
    with pytest.raises(StepNotAllowed, match="Cho phép bổ sung lần nữa"):
        actions.allow_second_supplement(dossier, reason="Luật mới", by=world.head, now=clock.now())
    dossier.refresh_from_db()
    assert dossier.supplements_allowed == 1 and not Event.objects.filter(verb="allow_supplement").exists()


@pytest.mark.django_db
def test_the_exception_is_shown_only_to_the_head_who_decides_it(world: World, login: Callable[[str], PageClient]) -> None:
    dossier = asked_once(world, "processing")
    Dossier.objects.filter(pk=dossier.pk).update(collect_at=world.site)
    collecting = Staff.objects.create(username="lanhdao2", full_name="Cao Thị Trả")
    Post.objects.create(staff=collecting, role=Role.HEAD, centre=world.site)
    stranger, here = PageClient(), f"/can-bo/ho-so/{dossier.pk}/"
    stranger.force_login(collecting)
    seen = stranger.get(here).content.decode()
    assert str(dossier.code) in seen and "Cho phép bổ sung lần nữa" not in seen
    assert stranger.get(f"{here}cho-phep-bo-sung/").status_code == 404
    assert "Cho phép bổ sung lần nữa" in login("lanhdao").get(here).content.decode()


@pytest.mark.django_db
def test_a_second_extension_is_not_offered_and_says_why(world: World, login: Callable[[str], PageClient]) -> None:
    dossier = world.a_dossier(at="processing", now=clock.now() - timedelta(hours=6))
    department, here = login("datdai"), f"/can-bo/ho-so/{dossier.pk}/"
    assert "Xin lỗi và hẹn lại" in department.get(here).content.decode()
    Dossier.objects.filter(pk=dossier.pk).update(extended_at=clock.now(), extended_to=dossier.due_at)
    assert "hen-lai/" not in department.get(here).content.decode()
    assert "đã được gia hạn một lần" in department.get(f"{here}hen-lai/", follow=True).content.decode()
