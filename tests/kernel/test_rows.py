"""Rows without the mapper's compiling are the same rows: joined, locked, converted, compared and set, inserted."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from tests.cast import World

from motcua.dossiers.models import Dossier
from motcua.kernel.prepared import mark, number_mark
from motcua.kernel.rows import PreparedModels, add, change
from motcua.queueing.models import Line


def test_objects_are_those_of_the_query_set(world: World, django_assert_num_queries: pytest.FixtureRequest) -> None:
    dossiers = [world.a_dossier(), world.a_dossier(at="finished")]
    prepared = PreparedModels(
        lambda: Dossier.objects.filter(code=mark(0)).select_related("version__procedure", "collect_at", "ticket").order_by("pk")
    )
    for dossier in dossiers:
        prepared.first(connection, str(dossier.code))
        asked = Dossier.objects.get(pk=dossier.pk)
        with django_assert_num_queries(1):  # type: ignore[operator]
            found = prepared.first(connection, str(dossier.code))
            joined = (found.version.procedure.code, found.collect_at.name, found.ticket)
        names = [field.attname for field in Dossier._meta.concrete_fields]
        assert {name: getattr(found, name) for name in names} == {name: getattr(asked, name) for name in names}
        assert joined == (asked.version.procedure.code, world.centre.name, None)
        assert not found.get_deferred_fields()
        assert not found._state.adding


@pytest.mark.parametrize("text", ["' OR 1=1 --", "%s", "\x010\x01", ""])
def test_nothing_is_found_by_a_stranger_text(world: World, text: str) -> None:
    world.a_dossier()
    prepared = PreparedModels(lambda: Dossier.objects.filter(code=mark(0)))
    assert prepared.all(connection, text) == []
    assert prepared.first(connection, text) is None


def test_a_locked_read(world: World) -> None:
    line = Line.objects.create(group=world.civil, day=world.now.date(), last=4)
    prepared = PreparedModels(lambda: Line.objects.select_for_update().filter(pk=number_mark(0)))
    with transaction.atomic():
        found = prepared.first(connection, line.pk)
    assert (found.last, found.day, found.group_id) == (4, line.day, world.civil.pk)


def test_change_sets_only_while_the_expected_holds(world: World) -> None:
    line = Line.objects.create(group=world.civil, day=world.now.date(), last=4)
    other = Line.objects.create(group=world.estate, day=world.now.date(), last=4)
    assert change(connection, line, {"last": 5, "since_priority": 2}, last=4) == 1
    assert change(connection, line, {"last": 9}, last=4) == 0
    line.refresh_from_db()
    other.refresh_from_db()
    assert (line.last, line.since_priority, other.last) == (5, 2, 4)


def test_change_takes_objects_and_moments_as_the_mapper_does(world: World) -> None:
    dossier, moment = world.a_dossier(), datetime(2026, 3, 4, 5, 6, 7, 891, UTC)
    assert change(connection, dossier, {"collect_at": world.site, "due_at": moment, "limit_amount": None}) == 1
    fresh = Dossier.objects.get(pk=dossier.pk)
    assert (fresh.collect_at, fresh.due_at, fresh.limit_amount) == (world.site, moment, None)


def test_add_gives_a_key_and_keeps_the_promises_of_the_table(world: World) -> None:
    line = add(connection, Line(group=world.civil, day=world.now.date(), last=7))
    assert Line.objects.get(pk=line.pk).last == 7
    line.last = 8
    line.save()
    assert Line.objects.get().last == 8
    with pytest.raises(IntegrityError), transaction.atomic():
        add(connection, Line(group=world.civil, day=world.now.date()))
