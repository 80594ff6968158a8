"""A form sent twice gives one dossier; a form sent again with somebody else in it gives nobody's dossier to anybody."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.at_once import at_once
from tests.cast import AN, BINH, MONDAY, World, token

from motcua.accounts.models import Staff
from motcua.audit.models import Event
from motcua.dossiers import actions
from motcua.dossiers.errors import RequestUsed, SlipWritten, TicketNotYours
from motcua.dossiers.models import CodeSeries, Dossier, DossierPaper, GuidanceSlip
from motcua.queueing import actions as hall

CLICKS = 4


def receive(world: World, request: str, **changes: Any) -> Dossier:
    words: dict[str, Any] = {
        "centre": world.centre, "case": world.case(world.birth), "channel": "counter", "applicant": AN, "papers": world.all_papers(world.birth),
        "by": world.clerk, "now": MONDAY, "request": request,
    }  # fmt: skip
    return actions.receive(**{**words, **changes})


def guide_back(world: World, request: str, **changes: Any) -> GuidanceSlip:
    words: dict[str, Any] = {
        "centre": world.centre, "case": world.case(world.birth), "items": [{"paper": "Giấy chứng sinh", "problem": "Thiếu"}], "words": "Xin mang theo.",
        "by": world.clerk, "now": MONDAY, "request": request,
    }  # fmt: skip
    return actions.guide_back(**{**words, **changes})


@pytest.mark.parametrize(
    "other",
    [BINH, replace(AN, name="Nguyễn Thị Ân"), replace(AN, id_number="022188001235")],
    ids=["next person", "other name", "other number"],
)
def test_another_person_is_not_given_the_first_ones_dossier(world: World, other: Any) -> None:
    first = receive(world, "one")
    with pytest.raises(RequestUsed, match=str(first.code)):
        receive(world, "one", applicant=other)
    assert list(Dossier.objects.values_list("applicant_name", flat=True)) == [AN.name]


def test_another_case_is_not_taken_for_the_first(world: World) -> None:
    first = receive(world, "one")
    with pytest.raises(RequestUsed, match=str(first.code)):
        receive(world, "one", case=world.case(world.marriage), papers=world.all_papers(world.marriage))
    assert Dossier.objects.count() == 1


def test_a_slip_sent_twice_is_one(world: World) -> None:
    assert guide_back(world, "one") == guide_back(world, "one")
    assert GuidanceSlip.objects.count() == 1


@pytest.mark.parametrize(
    "changes", [{"words": "Khác"}, {"items": [{"paper": "Tờ khai", "problem": "Sai mẫu"}]}], ids=["words", "items"]
)
def test_a_slip_that_says_something_else_is_not_the_first(world: World, changes: dict[str, Any]) -> None:
    slip = guide_back(world, "one")
    with pytest.raises(SlipWritten, match=f"số {slip.pk} "):
        guide_back(world, "one", **changes)
    with pytest.raises(SlipWritten):
        guide_back(world, "one", case=world.case(world.marriage))
    assert GuidanceSlip.objects.get().words == "Xin mang theo."


def test_a_slip_is_not_the_next_visitors(world: World) -> None:
    session = hall.open_counter(world.counters[0], by=world.clerk, now=MONDAY)
    tickets = [hall.issue_ticket(world.centre, world.civil, request=token(), now=MONDAY) for _ in range(2)]
    hall.call_next(session, expected=None, by=world.clerk, now=MONDAY)
    slip = guide_back(world, "one", ticket=tickets[0])
    hall.start(session, expected=tickets[0].pk, by=world.clerk, now=MONDAY)
    hall.call_next(session, expected=tickets[0].pk, by=world.clerk, now=MONDAY)
    assert guide_back(world, "one") == slip, "sent again after the number was done"
    with pytest.raises(SlipWritten):
        guide_back(world, "one", ticket=tickets[1])


@pytest.mark.django_db(transaction=True)
def test_a_double_click_receives_once(world: World) -> None:
    given = at_once(*[lambda: receive(world, "one")] * CLICKS)
    dossier = Dossier.objects.get()
    assert given == [dossier] * CLICKS
    assert DossierPaper.objects.count() == 3 and Event.objects.filter(kind="dossier").count() == 1
    assert CodeSeries.objects.get().last == 1, "no ordinal is lost to the twins"


@pytest.mark.django_db(transaction=True)
def test_two_people_with_one_token_at_once_are_not_mixed_up(world: World) -> None:
    given = at_once(lambda: receive(world, "one"), lambda: receive(world, "one", applicant=BINH))
    assert sorted(type(one).__name__ for one in given) == ["Dossier", "RequestUsed"]
    assert Dossier.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_double_click_writes_one_slip(world: World) -> None:
    given = at_once(*[lambda: guide_back(world, "one")] * CLICKS)
    assert given == [GuidanceSlip.objects.get()] * CLICKS


@pytest.mark.django_db(transaction=True)
def test_two_officers_receiving_with_one_ticket_at_once(world: World) -> None:
    """The number is in one officer's hands only; whoever else sends a form with it receives nothing."""
    session = hall.open_counter(world.counters[0], by=world.clerk, now=MONDAY)
    hall.open_counter(world.counters[1], by=world.clerk_two, now=MONDAY)
    ticket = hall.issue_ticket(world.centre, world.civil, request=token(), now=MONDAY)
    hall.call_next(session, expected=None, by=world.clerk, now=MONDAY)

    def by(officer: Staff) -> Any:
        return lambda: receive(world, token(), ticket=ticket, by=officer)

    given = at_once(by(world.clerk), by(world.clerk_two), by(world.clerk_two))
    assert [type(one) for one in given] == [Dossier, TicketNotYours, TicketNotYours]
    assert Dossier.objects.get().receiver == world.clerk


@pytest.mark.django_db(transaction=True)
def test_a_ticket_that_moves_on_while_both_receive_with_it(world: World) -> None:
    """Transferred in the same moment: the officer who lost it receives before the transfer or not at all."""
    session = hall.open_counter(world.counters[0], by=world.clerk, now=MONDAY)
    hall.open_counter(world.counters[1], by=world.clerk_two, now=MONDAY)
    ticket = hall.issue_ticket(world.centre, world.civil, request=token(), now=MONDAY)
    hall.call_next(session, expected=None, by=world.clerk, now=MONDAY)
    hall.start(session, expected=ticket.pk, by=world.clerk, now=MONDAY)
    given = at_once(
        lambda: receive(world, "one", ticket=ticket),
        lambda: hall.transfer(session, world.counters[1], expected=ticket.pk, by=world.clerk, now=MONDAY),
    )
    assert isinstance(given[0], Dossier | TicketNotYours) and not isinstance(given[1], Exception), given
    assert Dossier.objects.count() == isinstance(given[0], Dossier)
