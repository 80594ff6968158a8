"""The way of a draft as a table: every status with every verb and both kinds of people; the day on which a version may begin."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from motcua.catalogue.errors import BadDate, DraftStepNotAllowed, SecondPersonNeeded
from motcua.catalogue.rules.editing import (
    DRAFT_TABLE,
    DRAFT_VERBS,
    OPEN_DRAFT,
    DraftNeed,
    DraftStatus,
    Hand,
    can_take_draft_step,
    check_draft_step,
    check_valid_from,
)

W, S, R, P = DraftStatus.WRITING, DraftStatus.SUBMITTED, DraftStatus.RETURNED, DraftStatus.PUBLISHED
ALLOWED = {
    (None, "begin"): (W, "both"), (W, "save"): (W, "both"), (W, "submit"): (S, "both"), (W, "discard"): (DraftStatus.DISCARDED, "both"),
    (R, "save"): (W, "both"), (R, "submit"): (S, "both"), (R, "discard"): (DraftStatus.DISCARDED, "both"), (S, "recall"): (W, "writer"),
    (S, "return"): (R, "second"), (S, "approve"): (P, "second"), (P, "withdraw"): (DraftStatus.WITHDRAWN, "both"),
}  # fmt: skip
DAY = date(2026, 3, 2)


@pytest.mark.parametrize("is_writer", [True, False], ids=["writer", "second"])
@pytest.mark.parametrize(("status", "verb"), list(product([None, *DraftStatus], DRAFT_VERBS)), ids=str)
def test_the_whole_table(status: DraftStatus | None, verb: str, is_writer: bool) -> None:
    to, who = ALLOWED.get((status, verb), (None, ""))
    may = who == "both" or who == ("writer" if is_writer else "second")
    assert can_take_draft_step(status, verb, is_writer=is_writer) == may
    if may:
        assert check_draft_step(status, verb, is_writer=is_writer).to is to
        return
    expected = SecondPersonNeeded if who == "second" else DraftStepNotAllowed
    with pytest.raises(expected, match="Hãy"):
        check_draft_step(status, verb, is_writer=is_writer)


def test_what_the_table_promises() -> None:
    assert {step.to for (status, _verb), step in DRAFT_TABLE.items() if status in OPEN_DRAFT or status is None} >= OPEN_DRAFT
    assert all(step.who is Hand.SECOND for step in DRAFT_TABLE.values() if step.to is P)
    assert DraftNeed.REASON in DRAFT_TABLE[S, "return"].needs and DraftNeed.NOT_BEGUN in DRAFT_TABLE[P, "withdraw"].needs
    assert not any(status in {DraftStatus.WITHDRAWN, DraftStatus.DISCARDED} for status, _verb in DRAFT_TABLE)
    assert {verb for _status, verb in DRAFT_TABLE} == set(DRAFT_VERBS) and all(status.label for status in DraftStatus)


def test_an_unknown_verb() -> None:
    with pytest.raises(DraftStepNotAllowed, match="nhay"):
        check_draft_step("writing", "nhay", is_writer=True)


@pytest.mark.parametrize(
    ("day", "after", "is_right"),
    [
        pytest.param(DAY, None, True, id="today"),
        pytest.param(date(2026, 3, 3), DAY, True, id="the day after the newest version"),
        pytest.param(date(2026, 3, 1), None, False, id="yesterday"),
        pytest.param(DAY, DAY, False, id="the newest version's first day"),
        pytest.param(date(2026, 3, 9), date(2026, 3, 10), False, id="before a version that waits"),
        pytest.param(None, None, False, id="no day"),
    ],
)
def test_the_day_of_a_version(day: date | None, after: date | None, is_right: bool) -> None:
    if is_right:
        assert check_valid_from(day, today=DAY, after=after) == day
        return
    with pytest.raises(BadDate, match="Hãy chọn"):
        check_valid_from(day, today=DAY, after=after)
