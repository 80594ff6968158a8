"""The whole product status x verb x actor against a table written here by hand from the law, not from the code."""

from __future__ import annotations

import itertools

import pytest

from motcua.dossiers.errors import StepNotAllowed
from motcua.dossiers.rules import FINAL, TABLE, Actor, Clock, Need, Status, can, clock_of, step

C, R, D, S = Actor.CITIZEN, Actor.RECEPTION, Actor.DEPARTMENT, Actor.SYSTEM
ALLOWED: dict[tuple[int | None, str], tuple[int | None, set[Actor]]] = {
    (None, "submit"): (1, {C}),
    (None, "receive"): (2, {R}),
    (1, "receive"): (2, {R}),
    (1, "refuse"): (3, {R}),
    (1, "request_supplement"): (5, {R, D}),
    (2, "request_supplement"): (5, {R, D}),
    (4, "request_supplement"): (5, {R, D}),
    (5, "resume"): (None, {R}),
    (5, "restart"): (2, {R}),
    (5, "expire"): (8, {S}),
    (5, "expire_unreceived"): (3, {S}),
    (2, "hand_to_department"): (4, {R}),
    (2, "require_payment"): (6, {D}),
    (4, "require_payment"): (6, {D}),
    (6, "confirm_payment"): (None, {R, S}),
    (2, "finish"): (9, {D}),
    (4, "finish"): (9, {D}),
    (9, "hand_over"): (10, {R}),
    **{(status, "withdraw"): (7, {C, R}) for status in (1, 2, 4, 5, 6)},
    **{(status, "stop"): (8, {D}) for status in (2, 4, 5, 6)},
}
VERBS = sorted({verb for _, verb in ALLOWED})
PRODUCT = list(itertools.product([None, *Status], VERBS))


@pytest.mark.parametrize(("status", "verb"), PRODUCT, ids=lambda value: str(getattr(value, "name", value)))
def test_every_status_and_verb(status: Status | None, verb: str) -> None:
    expected = ALLOWED.get((int(status) if status else None, verb))
    if expected is None:
        with pytest.raises(StepNotAllowed):
            step(status, verb)
        assert not any(can(status, verb, who=actor) for actor in Actor)
        return
    to, who = expected
    assert step(status, verb).to == to
    assert {actor for actor in Actor if can(status, verb, who=actor)} == who


def test_the_table_has_no_verb_that_the_law_does_not() -> None:
    assert {(int(status) if status else None, verb) for status, verb in TABLE} == set(ALLOWED)


@pytest.mark.parametrize("status", FINAL, ids=lambda status: status.name)
def test_final_statuses_lead_nowhere(status: Status) -> None:
    assert not [verb for start, verb in TABLE if start == status]


@pytest.mark.parametrize(
    ("verb", "status", "need"),
    [
        ("hand_over", Status.FINISHED, Need.ALL_PAID), ("hand_over", Status.FINISHED, Need.COLLECTOR), ("finish", Status.PROCESSING, Need.RESULT),
        ("stop", Status.PROCESSING, Need.REASON), ("refuse", Status.SUBMITTED, Need.REASON), ("receive", Status.SUBMITTED, Need.PREPAID),
        ("request_supplement", Status.RECEIVED, Need.FIRST_REQUEST), ("hand_to_department", Status.RECEIVED, Need.HAND_OVER),
    ],
)  # fmt: skip
def test_what_a_step_needs(verb: str, status: Status, need: Need) -> None:
    assert need in step(status, verb).needs


@pytest.mark.parametrize(
    ("status", "clock"),
    [(1, Clock.RECEPTION), (2, Clock.RUNS), (3, Clock.ENDED), (4, Clock.RUNS), (5, Clock.STOPPED), (6, Clock.STOPPED), (7, Clock.ENDED),
     (8, Clock.ENDED), (9, Clock.ENDED), (10, Clock.ENDED)],
)  # fmt: skip
def test_what_the_clock_does(status: int, clock: Clock) -> None:
    assert clock_of(Status(status)) is clock
