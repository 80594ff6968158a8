"""The checks find what is seeded: a number given twice, a ticket at two counters, a lost receipt, a wrong due date."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from motcua.kernel.clock import VN
from motcua.simulate import checks
from motcua.simulate.browser import Stopwatch
from motcua.simulate.ledger import Called, Issued, Ledger, Receipt, Tracked
from motcua.simulate.summary import CHECKS, findings, summary

MONDAY = datetime(2026, 3, 2, 8, 15, tzinfo=VN)
ISSUED = [
    Issued(0, "A001", "/so/a/", "tap-0"),
    Issued(1, "A002", "/so/b/", "tap-1"),
    Issued(1, "A002", "/so/b/", "tap-1"),
]
CALLED = [Called("A001", "11", "1"), Called("A002", "12", "2"), Called("A002", "12", "2")]
RECEIPT = Receipt("H49.60-260302-0001", "ACDE3467", MONDAY + timedelta(days=3), "3 ngày làm việc", "1.001193")
TRACKED = Tracked(RECEIPT.code, True, MONDAY, RECEIPT.due_at)


def sound() -> Ledger:
    """A day without fault."""
    return Ledger(
        issued=list(ISSUED),
        called=list(CALLED),
        receipts=[RECEIPT],
        tracked=[TRACKED],
        published={"1.001193": "Thời hạn 3 ngày làm việc"},
    )


def test_a_sound_day_has_no_finding() -> None:
    assert findings(sound()) == {check: [] for check in CHECKS}


SEEDED = [
    pytest.param("duplicate_numbers", {"issued": [*ISSUED, Issued(2, "A001", "/so/c/", "tap-2")]}, "A001", id="number twice"),
    pytest.param("doubled_taps", {"issued": [*ISSUED, Issued(0, "A003", "/so/c/", "tap-0")], "called": [*CALLED, Called("A003", "13", "1")]},
                 "A001, A003", id="one tap, two numbers"),
    pytest.param("double_calls", {"called": [*CALLED, Called("A001", "11", "3")]}, "A001", id="ticket at two counters"),
    pytest.param("tickets_lost", {"called": CALLED[:1]}, "A002", id="never called"),
    pytest.param("duplicate_codes", {"receipts": [RECEIPT, replace(RECEIPT, security="MNPQ3467")]}, RECEIPT.code, id="code twice"),
    pytest.param("receipts_missing", {"tracked": []}, RECEIPT.code, id="never answered"),
    pytest.param("receipts_missing", {"tracked": [Tracked(RECEIPT.code, False)]}, RECEIPT.code, id="not found"),
    pytest.param("due_mismatches", {"tracked": [replace(TRACKED, due_at=MONDAY)]}, "trang tra cứu", id="other day on the tracking page"),
    pytest.param("due_mismatches", {"tracked": [replace(TRACKED, due_at=None)]}, "không đọc được", id="no day on the tracking page"),
    pytest.param("terms_unpublished", {"published": {"1.001193": "Thời hạn 5 ngày làm việc"}}, "3 ngày làm việc", id="other limit published"),
]  # fmt: skip


@pytest.mark.parametrize(("check", "changes", "names"), SEEDED)
def test_what_is_seeded_is_found_and_named(check: str, changes: dict[str, object], names: str) -> None:
    found = findings(replace_in(sound(), changes))
    assert len(found[check]) == 1 and names in found[check][0]
    assert not [other for other in CHECKS if other != check and found[other]]


def replace_in(ledger: Ledger, changes: dict[str, object]) -> Ledger:
    """The ledger with other records."""
    for name, records in changes.items():
        setattr(ledger, name, records)
    return ledger


DUES = [
    pytest.param("3 ngày làm việc", "", MONDAY, MONDAY + timedelta(days=3), id="working days"),
    pytest.param("01 tháng", "", MONDAY, datetime(2026, 4, 2, 17, 0, tzinfo=VN), id="a month ends at the close"),
    pytest.param("trong ngày làm việc", "", MONDAY, MONDAY.replace(hour=17, minute=0), id="same day"),
    pytest.param("1 ngày làm việc", "after-15:00", MONDAY.replace(hour=15, minute=30),
                 datetime(2026, 3, 3, 17, 0, tzinfo=VN), id="late rule"),
    pytest.param("1 ngày làm việc", "none", MONDAY.replace(hour=15, minute=30), datetime(2026, 3, 3, 15, 30, tzinfo=VN), id="no late rule"),
]  # fmt: skip


@pytest.mark.parametrize(("term", "late_rule", "received", "due"), DUES)
def test_the_due_moment_is_counted_from_the_words_of_the_receipt(
    term: str, late_rule: str, received: datetime, due: datetime
) -> None:
    receipt, answer = (
        replace(RECEIPT, term=term, late_rule=late_rule, due_at=due),
        replace(TRACKED, received_at=received, due_at=due),
    )
    assert checks.expected_due(receipt, received) == due
    assert checks.due_mismatches([receipt], [answer]) == []
    wrong = replace(receipt, due_at=due + timedelta(minutes=1))
    assert len(checks.due_mismatches([wrong], [answer])) == 1


def test_an_appointment_set_by_hand_is_expected_as_it_was_set() -> None:
    due = datetime(2026, 3, 20, 16, 30, tzinfo=VN)
    receipt, answer = replace(RECEIPT, term="theo ngày hẹn", due_at=due, appointed=due), replace(TRACKED, due_at=due)
    assert checks.due_mismatches([receipt], [answer]) == []
    assert len(checks.due_mismatches([replace(receipt, due_at=MONDAY)], [answer])) == 1


@pytest.mark.parametrize(
    ("receipt", "answer"),
    [(replace(RECEIPT, term="sớm thôi"), TRACKED), (RECEIPT, replace(TRACKED, received_at=None))],
    ids=["term unreadable", "reception untold"],
)
def test_what_cannot_be_counted_is_a_finding_not_a_pass(receipt: Receipt, answer: Tracked) -> None:
    assert len(checks.due_mismatches([receipt], [answer])) == 2


def test_the_summary_says_everything_that_is_wrong_in_words() -> None:
    watch = Stopwatch()
    watch.note("receive", 0.2, status=200)
    watch.note("receive", 0.4, status=500)
    ledger = replace_in(sound(), {"called": CALLED[:1]})
    ledger.complain("Trang /x/ hỏng.")
    result = summary(ledger, watch, seconds=2.0, chains=1, visitors=2)
    assert result["tickets_issued"] == 2
    assert result["tickets_lost"] == 1
    assert result["failed_requests"] == 1
    assert result["requests_per_second"] == 1.0
    assert result["pages"]["receive"] == {"count": 2, "p50_ms": 200.0, "p95_ms": 400.0, "p99_ms": 400.0}
    assert len(result["lost_or_doubled"]) == 4


def test_a_sound_day_sums_up_to_nothing_wrong_even_without_the_database() -> None:
    result = summary(sound(), Stopwatch(), seconds=1.0, chains=None, visitors=2)
    assert result["lost_or_doubled"] == [] and result["chains_broken"] is None
    assert "MOTCUA_DATA_DIR" in result["chains_unchecked"] and "chưa kiểm tra" in result["chains_unchecked"]
    assert summary(sound(), Stopwatch(), seconds=1.0, chains=0, visitors=2)["chains_unchecked"] == ""
