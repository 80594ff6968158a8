"""Reads of the hall: who waits, how long, what the board shows. Waiting is one index scan per group and day, whatever the table holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, FilteredRelation, Max, Q, QuerySet

from motcua.accounts.models import Staff
from motcua.centres.models import Centre, Counter, Room
from motcua.kernel.clock import day_bounds, local_day
from motcua.kernel.prepared import number_mark
from motcua.kernel.rows import PreparedModels

from .memory import remembered
from .models import Call, CounterSession, Hall, Line, ServiceGroup, Ticket
from .rules import OPEN_STATES, STILL_CALLED_FOR, Head, State, calling_order, days_called, expected_wait

RECENT_SERVICES = 20
REMEMBERED = 3.0
PROMISE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a group's line looks like: tickets waiting, counters at work for it, the wait of whoever takes a number now."""

    waiting: int
    counters: int
    wait: timedelta


@dataclass(frozen=True, slots=True)
class Position:
    """Where one ticket stands: people before it (0 when it no longer waits), the wait to expect, the last call to a counter.

    `counters`: how many counters are at work for its line now; with none, being first does not mean being called soon.
    """

    ahead: int
    wait: timedelta
    counter: int | None
    call: int | None
    counters: int = 0


@dataclass(frozen=True, slots=True)
class BoardCall:
    """A line of the board: the last call of one ticket."""

    call: int
    ticket: str
    counter: int
    at: datetime
    state: str
    language: str


@dataclass(frozen=True, slots=True)
class CounterFigures:
    """One counter today: visitors served, and the mean service time (None before the first)."""

    number: int
    served: int
    mean_service: timedelta | None


@dataclass(frozen=True, slots=True)
class HallFigures:
    """A centre's day so far; `within_promise` is the share (0-1) called within 15 minutes, None before the first call.

    Who waits or is served is of this moment: after midnight also those whose number is of the evening before.
    """

    issued: int
    waiting: int
    serving: int
    served: int
    no_shows: int
    cancelled: int
    mean_wait: timedelta | None
    longest_wait: timedelta | None
    longest_waiting_now: timedelta | None
    within_promise: float | None
    counters: list[CounterFigures]


def session_of(staff: Staff) -> CounterSession | None:
    """The officer's open session with counter, centre and current ticket; one query."""
    found: CounterSession | None = _session.first(connection, staff.pk)
    return found


_session = PreparedModels(
    lambda: CounterSession.objects.filter(officer=number_mark(0), closed_at__isnull=True).select_related(
        "counter__centre", "counter__room", "current__group", "current__procedure", "current__priority"
    )
)


def seat_of(staff: Staff) -> CounterSession | None:
    """The officer's open session with what a verb needs of it: current ticket, and of counter and centre the number and the policy. One query."""
    found: CounterSession | None = _seat.first(connection, staff.pk)
    return found


_seat = PreparedModels(
    lambda: CounterSession.objects.filter(officer=number_mark(0), closed_at__isnull=True)
    .select_related("counter__centre", "current")
    .only(
        *(field.attname for field in CounterSession._meta.concrete_fields), *(f"current__{field.attname}" for field in Ticket._meta.concrete_fields),
        "counter__number", "counter__centre_id", "counter__centre__priority_after", "counter__centre__priority_strict",
    )
)


def open_sessions(centre: Centre) -> QuerySet[CounterSession]:
    """The counters at work in the centre, by number, with officer and current ticket."""
    rows = CounterSession.objects.filter(counter__centre=centre, closed_at__isnull=True)
    return rows.select_related("counter", "officer", "current").order_by("counter__number")


def groups_of(centre: Centre) -> QuerySet[ServiceGroup]:
    """The groups in use at the centre by letter, with fields and counters; three queries."""
    return (
        ServiceGroup.objects.filter(centre=centre, is_active=True)
        .prefetch_related("fields", "counters")
        .order_by("letter")
    )


def hall_version(centre_id: int) -> int:
    """The version that `actions.touch` raises; 0 before the first change."""
    return Hall.objects.filter(pk=centre_id).values_list("version", flat=True).first() or 0


def still_called(now: datetime, *, of: str = "") -> Q:
    """Tickets that count at `now`, as `rules.is_still_called` says; `of` leads to them from another table ("tickets__").

    The days stand in one list, so that the indexes by day are used after midnight as well.
    """
    today, *earlier = days_called(now)
    if not earlier:
        return Q((f"{of}day", today))
    fresh = Q((f"{of}day", today)) | Q((f"{of}taken_at__gt", now - STILL_CALLED_FOR))
    return Q((f"{of}day__in", [today, *earlier])) & fresh


def waiting_tickets(place: Centre | Counter, now: datetime) -> QuerySet[Ticket]:
    """The tickets that wait in the centre, or that this counter may call, at `now`, longest waiting first."""
    rows = Ticket.objects.filter(still_called(now), state=State.WAITING).select_related("group", "priority", "procedure")
    if isinstance(place, Counter):
        groups = ServiceGroup.objects.filter(counters=place).values("pk")
        rows = rows.filter(Q(group__in=groups, only_counter__isnull=True) | Q(only_counter=place))
    else:
        rows = rows.filter(centre=place)
    return rows.order_by("rank_at", "pk")


def no_shows(centre: Centre, now: datetime) -> QuerySet[Ticket]:
    """Visitors noted as absent who may still come back, last one first."""
    rows = Ticket.objects.filter(still_called(now), centre=centre, state=State.NO_SHOW)
    return rows.select_related("group", "counter").order_by("-ended_at")


def ticket_of(token: str) -> Ticket | None:
    """The ticket that a phone follows, with group, centre and counter; None for an unknown token."""
    rows = Ticket.objects.select_related("group", "centre", "counter", "only_counter", "procedure", "priority")
    return rows.filter(token=token[:32]).first()


def calling_places(group_id: int, now: datetime) -> dict[int, int]:
    """Ticket -> people before it, for all who wait in the group; two queries, kept for each version of the hall."""
    group = ServiceGroup.objects.select_related("centre").get(pk=group_id)
    rows = Ticket.objects.filter(still_called(now), group=group, state=State.WAITING)
    heads = [Head(*row) for row in rows.values_list("pk", "group_id", "is_priority", "rank_at")]
    line = Line.objects.filter(group=group, day__in=days_called(now)).order_by("-day").first()
    order = calling_order(
        heads,
        since=line.since_priority if line else 0,
        every=group.centre.priority_after,
        strict=group.centre.priority_strict,
        now=now,
    )
    return {ticket: place for place, ticket in enumerate(order)}


def _ahead(ticket: Ticket, version: int, now: datetime) -> int:
    return remembered(("places", ticket.group_id, version), lambda: calling_places(ticket.group_id, now), seconds=REMEMBERED).get(ticket.pk, 0)


def forecast(group: ServiceGroup, now: datetime) -> Forecast:
    """The group's line at `now`, at most three seconds old. Three index scans."""

    def ask() -> Forecast:
        waiting = Ticket.objects.filter(still_called(now), group=group, state=State.WAITING).count()
        counters, recent = pace(group.pk, now)
        return Forecast(waiting, counters, expected_wait(waiting, counters=counters, recent=recent))

    return remembered(("forecast", group.pk), ask, seconds=REMEMBERED)


def pace(group_id: int, now: datetime, *, version: int = 0) -> tuple[int, list[timedelta]]:
    """Counters at work for the group, and its last twenty service times today; at most three seconds old, and of the hall's `version` where it is given."""

    def ask() -> tuple[int, list[timedelta]]:
        open_now = CounterSession.objects.filter(
            counter__groups=group_id, closed_at__isnull=True, paused_at__isnull=True
        ).count()
        rows = Ticket.objects.filter(group=group_id, day=local_day(now), state=State.FINISHED, started_at__isnull=False)
        times = rows.order_by("-ended_at").values_list("started_at", "ended_at")[:RECENT_SERVICES]
        return open_now, [ended - started for started, ended in times if started and ended]

    return remembered(("pace", group_id, version), ask, seconds=REMEMBERED)


def position(ticket: Ticket, *, now: datetime) -> Position:
    """Where the ticket stands; three queries at most, all kept for some seconds, and one more after a transfer to one counter."""
    is_waiting = ticket.state == State.WAITING
    version = hall_version(ticket.centre_id) if is_waiting else 0
    ahead = _ahead(ticket, version, now) if is_waiting else 0
    counters, recent = pace(ticket.group_id, now, version=version)
    if ticket.only_counter_id is not None:
        counters = CounterSession.objects.filter(counter=ticket.only_counter_id, closed_at__isnull=True, paused_at__isnull=True).count()
    wait = expected_wait(ahead, counters=counters, recent=recent)
    if ticket.state == State.WAITING:
        return Position(ahead, wait, None, None, counters)
    last = Call.objects.filter(ticket=ticket).order_by("-pk").values_list("counter__number", "pk").first()
    counter, call = last or (None, None)
    return Position(0, timedelta(0), counter, call, counters)


def last_calls(room: Room, now: datetime, n: int = 8) -> list[BoardCall]:
    """The last `n` tickets called to counters of the room today, newest first; one line a ticket."""
    start, _end = day_bounds(local_day(now - STILL_CALLED_FOR))
    rows = Call.objects.filter(counter__room=room, at__gte=start)
    newest = rows.values("ticket").annotate(last=Max("pk")).order_by("-last").values_list("last", flat=True)[:n]
    calls = Call.objects.filter(pk__in=list(newest)).select_related("ticket", "counter").order_by("-pk")
    return [
        BoardCall(call.pk, call.ticket.number, call.counter.number, call.at, call.ticket.state, call.ticket.language)
        for call in calls
    ]


def waiting_by_group(room: Room, now: datetime) -> list[tuple[ServiceGroup, int]]:
    """The groups served in the room and how many wait in each; one query."""
    return _waiting(ServiceGroup.objects.filter(is_active=True, pk__in=ServiceGroup.objects.filter(counters__room=room).values("pk")), now)


def waiting_in_centre(centre: Centre, now: datetime) -> list[tuple[ServiceGroup, int]]:
    """The groups in use at the centre by letter and how many wait in each; one query."""
    return _waiting(ServiceGroup.objects.filter(centre=centre, is_active=True), now)


def _waiting(groups: QuerySet[ServiceGroup], now: datetime) -> list[tuple[ServiceGroup, int]]:
    """The condition stands in the join: so only those who wait are read, however many came before."""
    waits = still_called(now, of="tickets__") & Q(tickets__state=State.WAITING)
    rows = groups.annotate(here=FilteredRelation("tickets", condition=waits)).annotate(waits=Count("here"))
    return [(group, group.waits) for group in rows.order_by("letter")]


def hall_figures(centre: Centre, now: datetime) -> HallFigures:
    """The centre's day so far, and who is here now, from the tickets that count (one index scan each); two queries."""
    here, today = Ticket.objects.filter(still_called(now), centre=centre), Q(day=local_day(now))
    wait = ExpressionWrapper(F("called_at") - F("taken_at"), output_field=DurationField())
    sums = here.aggregate(
        issued=Count("pk", filter=today),
        **{f"n_{state.value}": Count("pk", filter=Q(state=state) if state in OPEN_STATES else today & Q(state=state)) for state in State},
        called=Count("pk", filter=today & Q(called_at__isnull=False)), mean=Avg(wait, filter=today), longest=Max(wait, filter=today),
        oldest=Max(now - F("taken_at"), filter=Q(state=State.WAITING), output_field=DurationField()),
        quick=Count("pk", filter=today & Q(called_at__lte=F("taken_at") + PROMISE)),
    )  # fmt: skip
    return HallFigures(
        issued=sums["issued"], waiting=sums["n_waiting"], serving=sums["n_called"] + sums["n_serving"], served=sums["n_finished"],
        no_shows=sums["n_no_show"], cancelled=sums["n_cancelled"], mean_wait=sums["mean"], longest_wait=sums["longest"],
        longest_waiting_now=sums["oldest"], within_promise=sums["quick"] / sums["called"] if sums["called"] else None,
        counters=_counter_figures(here.filter(today)),
    )  # fmt: skip


def _counter_figures(day: QuerySet[Ticket]) -> list[CounterFigures]:
    service = ExpressionWrapper(F("ended_at") - F("started_at"), output_field=DurationField())
    rows = day.filter(state=State.FINISHED).values("counter__number").annotate(served=Count("pk"), mean=Avg(service))
    return [
        CounterFigures(row["counter__number"], row["served"], row["mean"]) for row in rows.order_by("counter__number")
    ]
