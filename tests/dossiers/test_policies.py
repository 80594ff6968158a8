"""Who may see a dossier: the rule in Python and its condition in SQL say the same of everybody."""

from __future__ import annotations

from itertools import combinations

import pytest
from tests.cast import AN, World

from motcua.accounts.models import Post
from motcua.accounts.rules import Role
from motcua.dossiers import queries as dossiers
from motcua.dossiers.models import Dossier
from motcua.dossiers.policies import may_see, seen_by


def spread(world: World) -> list[Dossier]:
    """A dossier for each way of lying about: received, collected and decided here or elsewhere, or not received yet."""
    for received, collected in ((world.centre, world.centre), (world.centre, world.site), (world.site, world.centre), (world.site, world.site)):
        for unit in (world.land, world.justice):
            Dossier.objects.filter(pk=world.a_dossier().pk).update(received_at_centre=received, collect_at=collected, deciding_unit=unit)
    Dossier.objects.filter(pk=world.a_dossier().pk).update(collect_at=None)
    Dossier.objects.filter(pk=world.a_dossier().pk).update(
        status=1, received_at_centre=None, collect_at=None, code=None, received_at=None, receiver=None
    )  # fmt: skip
    return list(Dossier.objects.order_by("pk"))


def test_the_condition_finds_what_the_rule_lets_see(world: World) -> None:
    every, posts = spread(world), list(Post.objects.order_by("pk"))
    unsaved = [Post(role=Role.RECEPTION, centre=None, unit=world.land), Post(role=Role.DEPARTMENT, centre=world.centre, unit=None)]
    held = [[], *([post] for post in [*posts, *unsaved]), *map(list, combinations(posts, 2)), posts]
    found = [list(Dossier.objects.filter(seen_by(one)).order_by("pk")) for one in held]
    assert found == [[row for row in every if may_see(one, row)] for one in held]
    assert {0, len(every)} < {len(rows) for rows in found}, "somebody sees nothing, somebody all, most some"


@pytest.mark.parametrize("who", ["clerk", "officer"])
def test_fifty_newer_dossiers_elsewhere_hide_none_of_ones_own(world: World, who: str) -> None:
    """A firm hands in everywhere; what one may see is asked before the fifty newest are counted."""
    mine, *others = [world.a_dossier(paid=False).pk for _ in range(52)]
    Dossier.objects.filter(pk__in=others).update(received_at_centre=world.site, collect_at=world.site, deciding_unit=world.justice)
    assert [row.pk for row in dossiers.find_for_desk(AN.id_number, Post.objects.filter(staff=getattr(world, who)))] == [mine]
    newest = dossiers.find_for_desk(AN.id_number, Post.objects.filter(staff=world.site_clerk))
    assert [row.pk for row in newest] == others[:0:-1]
