"""A prepared read gives what the query set gives, for each parameter, on the database at hand."""

from __future__ import annotations

import pytest
from django.db import connection
from tests.cast import World

from motcua.audit.models import Event
from motcua.dossiers.models import Dossier
from motcua.kernel.prepared import Prepared, mark, number_mark

COLUMNS = ("id", "code", "received_at", "due_at", "limit_amount", "version__name", "collect_at__is_open", "ticket__number")


def test_same_as_the_query_set(world: World) -> None:
    dossiers = [world.a_dossier(), world.a_dossier(at="finished")]
    prepared = Prepared(lambda: Dossier.objects.filter(code=mark(0)).values_list(*COLUMNS))
    for dossier in dossiers:
        asked = list(Dossier.objects.filter(code=dossier.code).values_list(*COLUMNS))
        assert [tuple(row) for row in prepared.rows(connection, str(dossier.code))] == asked
        assert asked[0][2].tzinfo is not None


def test_texts_and_numbers_in_one_query(world: World, django_assert_num_queries: pytest.FixtureRequest) -> None:
    dossier, other = world.a_dossier(at="processing"), world.a_dossier()
    prepared = Prepared(
        lambda: Event.objects.filter(kind=mark(0), record=number_mark(1)).order_by("seq").values_list("verb", "record")
    )
    prepared.rows(connection, "dossier", other.pk)
    with django_assert_num_queries(1):  # type: ignore[operator]
        rows = prepared.rows(connection, "dossier", dossier.pk)
    assert {record for _verb, record in rows} == {dossier.pk}
    assert rows[-1][0] == "hand_to_department"
    assert prepared.rows(connection, "no such kind", dossier.pk) == []


@pytest.mark.parametrize("text", ["' OR 1=1 --", "%s", "\x010\x01", "?", "%(a)s"])
def test_parameters_are_never_part_of_the_sql(world: World, text: str) -> None:
    world.a_dossier()
    prepared = Prepared(lambda: Dossier.objects.filter(code=mark(0)).values_list("id"))
    assert prepared.rows(connection, text) == []
