"""The loader of past dossiers: what it writes keeps every promise of the database and of the chains, and life goes on after it."""

from __future__ import annotations

import random
from collections import Counter as Tally
from datetime import date, datetime

import pytest
from bench.province import A_DAY, status_of
from django.db import connection
from tests.cast import World

from bench import load
from motcua.audit.queries import broken_links
from motcua.audit.queries import story as events_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import tracked
from motcua.dossiers.rules import Status
from motcua.dossiers.rules.statuses import OPEN
from motcua.kernel.clock import VN
from motcua.queueing.models import Ticket

pytestmark = pytest.mark.django_db(transaction=True)
COUNT = 400


def test_loaded_rows_are_whole(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "settle", lambda: None)
    load.fill(COUNT)
    assert Dossier.objects.count() == Ticket.objects.count() == COUNT
    assert list(broken_links("dossier")) == list(broken_links("ticket")) == []
    connection.check_constraints()
    for dossier in Dossier.objects.order_by("pk")[:: COUNT // 20]:
        assert tracked(dossier.code or "", dossier.security_code) is not None
        assert dossier.due_at is not None and dossier.received_at is not None and dossier.due_at > dossier.received_at
        assert events_of("dossier", dossier.pk).last().data["to"] == dossier.status  # type: ignore[union-attr]
    assert Dossier.objects.values("code").distinct().count() == COUNT


def test_a_dossier_received_at_midnight_has_its_number_of_the_same_day(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """At seven in the morning the first of today's are received at midnight; a quarter of an hour before, it was the day before."""
    monkeypatch.setattr(load, "settle", lambda: None)
    monkeypatch.setattr(load, "now", lambda: datetime(2026, 3, 3, 7, tzinfo=VN))
    load.fill(2 * A_DAY)
    days = Tally(Ticket.objects.values_list("day", flat=True))
    assert days == {date(2026, 3, 3): A_DAY, date(2026, 3, 2): A_DAY}


def test_filling_again_adds_only_what_is_missing_and_new_dossiers_follow(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "settle", lambda: None)
    load.fill(COUNT // 2)
    load.fill(COUNT)
    load.fill(COUNT)
    assert Dossier.objects.count() == COUNT
    received = world.a_dossier()
    assert received.pk > load.NEWEST
    assert list(broken_links("dossier")) == []


def test_open_work_does_not_grow_with_the_years() -> None:
    def open_share(offset: int) -> float:
        tally = Tally(status_of(offset, random.Random(place)) for place in range(A_DAY))
        return sum(tally[Status(status)] for status in OPEN) / A_DAY

    assert open_share(0) > 0.8
    assert open_share(3) < 0.4
    assert open_share(400) < 0.002
