"""The tables repeat what the rules promise, whoever writes to them."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.cast import MONDAY, World

from motcua.dossiers.models import Dossier, Duty


@pytest.mark.parametrize(
    "values",
    [{"due_at": None}, {"first_due_at": None}, {"limit_unit": "none", "due_at": None}, {"status": 7, "ended_at": MONDAY, "code": None},
     {"status": 5, "resumes_to": 2, "receiver": None}, {"received_at": None}],
    ids=["no appointment", "no first one", "none by hand", "withdrawn without its code", "paused without its receiver", "not received"],
)  # fmt: skip
def test_a_received_dossier_keeps_what_reception_gave(world: World, values: dict[str, Any]) -> None:
    dossier = world.a_dossier()
    with pytest.raises(IntegrityError), transaction.atomic():
        Dossier.objects.filter(pk=dossier.pk).update(**values)


def test_one_duty_is_open_at_a_time(world: World) -> None:
    words = {"dossier": world.a_dossier(), "at": MONDAY, "by": world.officer, "amount": 1, "basis": "Luật"}
    first = Duty.objects.create(**words)
    with pytest.raises(IntegrityError), transaction.atomic():
        Duty.objects.create(**words)
    Duty.objects.filter(pk=first.pk).update(ended_at=MONDAY)
    assert Duty.objects.create(**words).pk
