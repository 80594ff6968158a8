"""The verbs of the counter on real rows: the whole table state x verb, calls, transfers, returns, pauses, closing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import World

from motcua.audit.models import Event
from motcua.audit.queries import broken_links
from motcua.centres.models import Counter
from motcua.kernel.errors import DomainError
from motcua.queueing import actions, queries
from motcua.queueing.errors import (
    CounterNotInUse,
    CounterNotOpen,
    CounterPaused,
    CounterTaken,
    GroupNotServed,
    NobodyWaits,
    NothingInHand,
    NotStaffHere,
    NotYourCounter,
    OfficerElsewhere,
    ReasonMissing,
    StillServing,
    TargetClosed,
    TicketInHand,
    TicketNotInState,
    TicketOfThePast,
)
from motcua.queueing.models import Call, CounterSession, Ticket
from motcua.queueing.rules import TRANSITIONS, VERBS, State, can

from .hall import later, one_more_clerk, seat, take, ticket_at, verbs


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", list(State))
def test_every_state_and_verb_on_rows(world: World, state: State, verb: str) -> None:
    session, ticket = ticket_at(world, state)
    events = Event.objects.filter(kind="ticket", record=ticket.pk).count()
    call = verbs(world, session, ticket)[verb]
    if can(state, verb):
        call()
        present = Ticket.objects.get(pk=ticket.pk)
        assert present.state == TRANSITIONS[state, verb]
        assert Event.objects.filter(kind="ticket", record=ticket.pk).count() == events + 1
    else:
        _changes_nothing(
            call, refused=verb not in {"cancel", "close_day"} or (verb == "cancel" and state is not State.CANCELLED)
        )
        present = Ticket.objects.get(pk=ticket.pk)
        assert present.state == state
        assert Event.objects.filter(kind="ticket", record=ticket.pk).count() == events
    assert not list(broken_links("ticket"))
    held = CounterSession.objects.get(pk=session.pk).current_id
    assert (held == ticket.pk) == (present.state in {State.CALLED, State.SERVING})


def _changes_nothing(call: object, *, refused: bool) -> None:
    if refused:
        with pytest.raises(DomainError):
            call()  # type: ignore[operator]
    else:
        call()  # type: ignore[operator]


def test_call_gives_the_ticket_counter_officer_and_a_call_for_the_board(world: World) -> None:
    take(world)
    ticket = actions.call_next(seat(world), expected=None, by=world.clerk, now=later(world, 4))
    ticket.refresh_from_db()
    assert (ticket.counter, ticket.officer, ticket.called_at) == (world.counters[0], world.clerk, later(world, 4))
    assert [(call.ticket_id, call.again) for call in Call.objects.all()] == [(ticket.pk, False)]


def test_double_click_calls_nobody_twice(world: World) -> None:
    session = seat(world)
    take(world), take(world)
    first = actions.call_next(session, expected=None, by=world.clerk, now=world.now)
    assert actions.call_next(session, expected=None, by=world.clerk, now=world.now).pk == first.pk
    assert Call.objects.count() == 1
    actions.start(session, by=world.clerk, now=world.now)
    second = actions.call_next(session, expected=first.pk, by=world.clerk, now=world.now)
    assert second.number == "A002"
    assert actions.call_next(session, expected=first.pk, by=world.clerk, now=world.now).pk == second.pk
    first.refresh_from_db()
    assert first.state == State.FINISHED


def test_called_ticket_is_not_left_by_calling_on(world: World) -> None:
    session = seat(world)
    take(world), take(world)
    first = actions.call_next(session, expected=None, by=world.clerk, now=world.now)
    with pytest.raises(TicketInHand, match="A001"):
        actions.call_next(session, expected=first.pk, by=world.clerk, now=world.now)


def test_nobody_waits_leaves_the_served_ticket_as_it_is(world: World) -> None:
    session, ticket = ticket_at(world, State.SERVING)
    with pytest.raises(NobodyWaits):
        actions.call_next(session, expected=ticket.pk, by=world.clerk, now=world.now)
    ticket.refresh_from_db()
    assert ticket.state == State.SERVING


def test_counter_calls_only_its_groups(world: World) -> None:
    take(world, world.estate)
    with pytest.raises(NobodyWaits):
        actions.call_next(seat(world, 1), expected=None, by=world.clerk, now=world.now)
    assert (
        actions.call_next(seat(world, 3, world.clerk_two), expected=None, by=world.clerk_two, now=world.now).number
        == "B001"
    )


def test_priority_is_called_after_two_ordinary(world: World) -> None:
    session = seat(world)
    for minute in range(5):
        take(world, now=later(world, minute))
    take(world, priority=world.elderly, now=later(world, 6)), take(world, priority=world.elderly, now=later(world, 7))
    called = []
    for _ in range(7):
        called.append(actions.call_next(session, expected=None, by=world.clerk, now=later(world, 10)).number)
        actions.finish(session, by=world.clerk, now=later(world, 10))
    assert called == ["A001", "A002", "A006", "A003", "A004", "A007", "A005"]


def test_call_again_is_announced_again(world: World) -> None:
    session, ticket = ticket_at(world, State.CALLED)
    actions.call_again(session, by=world.clerk, now=later(world, 1))
    assert list(Call.objects.order_by("pk").values_list("ticket", "again")) == [(ticket.pk, False), (ticket.pk, True)]
    assert [line.ticket for line in queries.last_calls(world.room, later(world, 1))] == ["A001"]


@pytest.mark.parametrize("verb", ["start", "no_show", "finish", "transfer"])
def test_double_click_with_the_seen_ticket_is_no_error(world: World, verb: str) -> None:
    session, ticket = ticket_at(world, State.CALLED)
    more = (world.estate,) if verb == "transfer" else ()
    for _ in range(2):
        found = getattr(actions, verb)(session, *more, expected=ticket.pk, by=world.clerk, now=world.now)
        assert (found.pk, found.state) == (ticket.pk, TRANSITIONS[State.CALLED, verb])
    assert Event.objects.filter(kind="ticket", record=ticket.pk, verb=verb).count() == 1


def test_old_page_does_not_touch_the_next_ticket(world: World) -> None:
    session, first = ticket_at(world, State.CALLED)
    actions.no_show(session, by=world.clerk, now=world.now)
    take(world)
    second = actions.call_next(session, expected=None, by=world.clerk, now=world.now)
    with pytest.raises(TicketNotInState, match="A001"):
        actions.finish(session, expected=first.pk, by=world.clerk, now=world.now)
    second.refresh_from_db()
    assert second.state == State.CALLED


def test_transfer_to_a_group_keeps_the_place(world: World) -> None:
    session = seat(world)
    early = take(world)
    take(world, world.estate, now=later(world, 1))
    actions.call_next(session, expected=None, by=world.clerk, now=later(world, 2))
    actions.start(session, by=world.clerk, now=later(world, 3))
    actions.transfer(session, world.estate, by=world.clerk, now=later(world, 5))
    next_one = actions.call_next(
        seat(world, 3, world.clerk_two), expected=None, by=world.clerk_two, now=later(world, 6)
    )
    assert (next_one.pk, next_one.number, next_one.rank_at) == (early.pk, "A001", world.now)
    next_one.refresh_from_db()
    assert (next_one.called_at, next_one.started_at) == (later(world, 2), None)


def test_transfer_to_a_line_without_numbers_today(world: World) -> None:
    session, ticket = ticket_at(world, State.CALLED)
    actions.transfer(session, world.estate, by=world.clerk, now=world.now)
    other = seat(world, 3, world.clerk_two)
    assert actions.call_next(other, expected=None, by=world.clerk_two, now=world.now).pk == ticket.pk


def test_transfer_to_one_counter(world: World) -> None:
    session, ticket = ticket_at(world, State.SERVING)
    third, third_clerk = world.counters[2], one_more_clerk(world, "quay3")
    with pytest.raises(TargetClosed, match="Quầy 3 chưa mở"):
        actions.transfer(session, third, by=world.clerk, now=world.now)
    other = seat(world, 3, third_clerk)
    actions.transfer(session, third, by=world.clerk, now=world.now)
    with pytest.raises(NobodyWaits):
        actions.call_next(session, expected=None, by=world.clerk, now=world.now)
    assert actions.call_next(other, expected=None, by=third_clerk, now=world.now).pk == ticket.pk


def test_counter_that_closes_gives_its_own_tickets_back(world: World) -> None:
    session, ticket = ticket_at(world, State.SERVING)
    other = seat(world, 3, world.clerk_two)
    actions.transfer(session, world.counters[2], by=world.clerk, now=world.now)
    actions.close_counter(other, by=world.clerk_two, now=world.now)
    assert actions.call_next(session, expected=None, by=world.clerk, now=world.now).pk == ticket.pk
    assert Call.objects.filter(ticket=ticket).count() == 2


def test_transfer_to_a_foreign_group(world: World) -> None:
    session, _ticket = ticket_at(world, State.CALLED)
    world.estate.centre = world.site
    with pytest.raises(GroupNotServed):
        actions.transfer(session, world.estate, by=world.clerk, now=world.now)


def test_who_comes_back_waits_behind_three(world: World) -> None:
    session = seat(world)
    late = take(world)
    for minute in range(1, 6):
        take(world, now=later(world, minute))
    actions.call_next(session, expected=None, by=world.clerk, now=later(world, 6))
    actions.no_show(session, by=world.clerk, now=later(world, 8))
    assert [ticket.pk for ticket in queries.no_shows(world.centre, later(world, 9))] == [late.pk]
    actions.come_back(late, by=world.clerk, now=later(world, 10))
    waiting = queries.waiting_tickets(world.counters[0], world.now)
    assert [ticket.number for ticket in waiting] == ["A002", "A003", "A004", "A001", "A005", "A006"]


def test_nobody_comes_back_from_yesterday(world: World) -> None:
    _session, ticket = ticket_at(world, State.NO_SHOW)
    with pytest.raises(TicketOfThePast, match="số mới"):
        actions.come_back(ticket, by=world.clerk, now=later(world, 60 * 24))


def test_cancelling_a_called_ticket_frees_the_counter(world: World) -> None:
    session, ticket = ticket_at(world, State.CALLED)
    assert actions.cancel(ticket, now=world.now).state == State.CANCELLED
    assert actions.cancel(ticket, now=world.now).state == State.CANCELLED
    take(world)
    assert actions.call_next(session, expected=ticket.pk, by=world.clerk, now=world.now).number == "A002"
    assert Event.objects.filter(kind="ticket", record=ticket.pk, verb="cancel").count() == 1


def test_counter_is_opened_once(world: World) -> None:
    session = seat(world)
    assert seat(world).pk == session.pk
    with pytest.raises(CounterTaken, match="Phạm Văn Quầy"):
        seat(world, 1, world.clerk_two)
    with pytest.raises(OfficerElsewhere, match="Quầy 1"):
        seat(world, 2)
    assert queries.session_of(world.clerk) == session
    assert queries.session_of(world.clerk_two) is None


def test_who_may_open(world: World) -> None:
    for stranger in (world.site_clerk, world.officer, world.guide):
        with pytest.raises(NotStaffHere):
            seat(world, 1, stranger)
    off = Counter.objects.create(centre=world.centre, room=world.room, number=9, is_active=False)
    with pytest.raises(CounterNotInUse, match="Quầy 9"):
        actions.open_counter(off, by=world.clerk, now=world.now)
    assert not CounterSession.objects.exists()


@pytest.mark.parametrize(
    "verb", ["call_next", "call_again", "start", "no_show", "finish", "transfer", "pause", "resume"]
)
def test_only_the_own_open_counter(world: World, verb: str) -> None:
    session, _ticket = ticket_at(world, State.CALLED)
    more: dict[str, object] = {"expected": None} if verb == "call_next" else {}
    given = {"transfer": (world.estate,), "pause": ("Họp",)}.get(verb, ())
    with pytest.raises(NotYourCounter, match="Quầy 1"):
        getattr(actions, verb)(session, *given, by=world.clerk_two, now=world.now, **more)
    actions.finish(session, by=world.clerk, now=world.now)
    actions.close_counter(session, by=world.clerk, now=world.now)
    with pytest.raises(CounterNotOpen):
        getattr(actions, verb)(session, *given, by=world.clerk, now=world.now, **more)


def test_pause_and_resume(world: World) -> None:
    session = seat(world)
    take(world)
    for bad in ("", "   ", "x" * 121):
        with pytest.raises(ReasonMissing):
            actions.pause(session, bad, by=world.clerk, now=world.now)
    actions.pause(session, " Nghỉ  giữa giờ ", by=world.clerk, now=world.now)
    with pytest.raises(CounterPaused, match="Tiếp tục"):
        actions.call_next(session, expected=None, by=world.clerk, now=world.now)
    assert CounterSession.objects.get(pk=session.pk).pause_reason == "Nghỉ giữa giờ"
    actions.resume(session, by=world.clerk, now=world.now)
    actions.resume(session, by=world.clerk, now=world.now)
    assert actions.call_next(session, expected=None, by=world.clerk, now=world.now).number == "A001"
    with pytest.raises(TicketInHand):
        actions.pause(session, "Họp", by=world.clerk, now=world.now)
    assert list(Event.objects.filter(kind="counter").order_by("pk").values_list("verb", flat=True)) == ["open", "pause", "resume"]


def test_closing_with_a_visitor_at_the_counter(world: World) -> None:
    session, _ticket = ticket_at(world, State.CALLED)
    with pytest.raises(TicketInHand):
        actions.close_counter(session, by=world.clerk, now=world.now)
    actions.start(session, by=world.clerk, now=world.now)
    with pytest.raises(StillServing, match="A001"):
        actions.close_counter(session, by=world.clerk, now=world.now)


def test_head_closes_a_forgotten_counter(world: World) -> None:
    session = seat(world)
    with pytest.raises(NotYourCounter):
        actions.close_counter(session, by=world.clerk_two, now=world.now)
    assert actions.close_counter(session, by=world.head, now=world.now).closed_at == world.now
    assert actions.close_counter(session, by=world.clerk, now=later(world, 1)).closed_at == world.now
    assert seat(world, 1, world.clerk_two).officer == world.clerk_two


def test_nothing_in_hand(world: World) -> None:
    session = seat(world)
    for verb in (actions.call_again, actions.start, actions.no_show, actions.finish):
        with pytest.raises(NothingInHand, match="Gọi số tiếp theo"):
            verb(session, by=world.clerk, now=world.now)


def test_wait_of_a_day_is_kept_in_rows(world: World) -> None:
    session = seat(world)
    take(world)
    actions.call_next(session, expected=None, by=world.clerk, now=later(world, 7))
    actions.start(session, by=world.clerk, now=later(world, 8))
    done = actions.finish(session, by=world.clerk, now=later(world, 20))
    done.refresh_from_db()
    assert (done.called_at - done.taken_at, done.ended_at - done.started_at) == (
        timedelta(minutes=7),
        timedelta(minutes=12),
    )
