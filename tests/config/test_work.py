"""The worker's jobs: one that fails is named in the log, and the others go on."""

from __future__ import annotations

from datetime import timedelta
from itertools import count

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from tests.cast import MONDAY

from motcua.accounts.actions import forget_wrong_tries, note_wrong_try
from motcua.accounts.models import WrongTry
from motcua.accounts.rules import TRACKING_BY_CODE
from motcua.config.management.commands import work
from motcua.kernel.clock import now
from motcua.messages import actions as messages
from motcua.messages.models import Outgoing
from motcua.messages.tasks import send

pytestmark = pytest.mark.django_db


def test_a_job_that_fails_stops_no_other(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    Session.objects.create(session_key="cu", session_data="", expire_date=timezone.now() - timedelta(days=1))
    broken = {"first": lambda: int("không phải số")}
    monkeypatch.setattr(work, "JOBS", broken | work.JOBS)
    work.run_jobs()
    assert not Session.objects.exists()
    line = next(record for record in caplog.records if record.exc_info)
    assert "“first”" in line.getMessage() and "ValueError" in line.getMessage()


@pytest.mark.parametrize(
    ("subject", "to", "words"),
    [("Kết quả\nBcc: khac@example.org", "an@example.org", "newlines"), ("Kết quả", "an@example.org\nbcc@example.org", "newlines")],
    ids=["subject", "address"],
)
def test_a_message_that_cannot_be_built_counts_as_a_try_and_the_next_one_goes(subject: str, to: str, words: str) -> None:
    bad = messages.write(key="bad", to=to, subject=subject, body="", now=MONDAY)
    good = messages.write(key="good", to="binh@example.org", subject="Kết quả", body="Xin mời.", now=MONDAY)
    assert messages.deliver_waiting(now=MONDAY) == 1
    bad.refresh_from_db()
    assert (bad.tries, bad.sent_at) == (1, None) and words in bad.failure
    assert bad.next_try_at == MONDAY + timedelta(minutes=1)
    assert Outgoing.objects.get(sent_at__isnull=False) == good


def test_a_relay_that_does_not_answer_holds_the_worker_up_for_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    waits = count(0, 25)  # seconds that each look at the clock finds gone
    monkeypatch.setattr("motcua.messages.actions.monotonic", lambda: next(waits))
    monkeypatch.setattr("motcua.messages.actions.EmailMessage.send", lambda *_: (_ for _ in ()).throw(TimeoutError("timed out")))
    for number in range(5):
        messages.write(key=f"m{number}", to="an@example.org", subject="Kết quả", body="Xin mời.", now=MONDAY)
    assert messages.deliver_waiting(now=MONDAY) == 0
    assert list(Outgoing.objects.order_by("pk").values_list("tries", flat=True)) == [1, 1, 0, 0, 0]
    assert Outgoing.objects.filter(next_try_at=MONDAY).count() == 3


def test_wrong_tries_are_forgotten_after_a_day() -> None:
    note_wrong_try(TRACKING_BY_CODE, "H49-260302-0001", now=MONDAY)
    note_wrong_try(TRACKING_BY_CODE, "H49-260302-0002", now=MONDAY + timedelta(hours=1))
    assert forget_wrong_tries(now=MONDAY + timedelta(hours=23)) == 0
    assert forget_wrong_tries(now=MONDAY + timedelta(days=1)) == 1
    assert WrongTry.objects.count() == 1


def test_the_worker_forgets_tasks_that_were_done_long_ago() -> None:
    old, fresh, waiting = (send.enqueue(number).id for number in (1, 2, 3))
    for task, days in ((old, 20), (fresh, 2)):
        DBTaskResult.objects.filter(pk=task).update(status="SUCCESSFUL", finished_at=now() - timedelta(days=days))
    work.run_jobs()
    assert set(map(str, DBTaskResult.objects.values_list("pk", flat=True))) == {str(fresh), str(waiting)}


def test_the_worker_forgets_wrong_tries() -> None:
    note_wrong_try(TRACKING_BY_CODE, "H49-260302-0001", now=now() - timedelta(days=2))
    work.run_jobs()
    assert not WrongTry.objects.exists()


def test_sent_messages_lose_address_and_words_after_a_while_and_are_not_sent_again() -> None:
    long_ago = now() - timedelta(days=91)
    for key in ("sent", "given-up", "waiting"):
        messages.write(key=key, to="an@example.org", subject="Hồ sơ đã có kết quả", body="Xin mời.", now=long_ago)
    messages.write(key="fresh", to="an@example.org", subject="Hồ sơ đã có kết quả", body="Xin mời.", now=now())
    Outgoing.objects.filter(key__in=("sent", "fresh")).update(sent_at=now(), next_try_at=None)
    Outgoing.objects.filter(key="given-up").update(next_try_at=None, failure="an@example.org: unknown")
    Outgoing.objects.filter(key="waiting").update(next_try_at=now() + timedelta(hours=1))
    work.run_jobs()
    kept = Outgoing.objects.exclude(to="", subject="", body="", failure="")
    assert set(kept.values_list("key", flat=True)) == {"waiting", "fresh"}
    messages.write(key="sent", to="an@example.org", subject="Hồ sơ đã có kết quả", body="Xin mời.", now=now())
    assert Outgoing.objects.get(key="sent").to == "", "written once, whatever was forgotten of it"
