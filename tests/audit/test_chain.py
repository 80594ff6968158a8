"""A changed past shows: every kind of tampering breaks the chain at the right link."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from tests.cast import MONDAY

from motcua.audit import actions
from motcua.audit.models import Event
from motcua.audit.queries import broken_links


@pytest.fixture
def chains(db: None) -> None:
    with transaction.atomic():
        for record in (1, 2):
            actions.begin("dossier", record, "receive", at=MONDAY, actor="staff:1", data={"to": 2})
            for number in range(4):
                actions.append("dossier", record, "step", at=MONDAY, actor="staff:1", data={"n": number})


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ({"data": {"n": 9}}, 3), ({"actor": "staff:2"}, 3), ({"verb": "other"}, 3), ({"at": MONDAY.replace(hour=10)}, 3),
        ({"digest": "f" * 64}, 3), ({"previous": "0" * 64}, 3),
    ],
    ids=["data", "actor", "verb", "time", "digest", "previous"],
)  # fmt: skip
def test_a_changed_event(chains: None, change: dict[str, object], broken: int) -> None:
    Event.objects.filter(record=2, seq=3).update(**change)
    assert list(broken_links("dossier")) == [(2, broken)]


def test_a_removed_event(chains: None) -> None:
    Event.objects.filter(record=1, seq=2).delete()
    assert list(broken_links("dossier")) == [(1, 2)]


def test_untouched_chains_are_whole(chains: None) -> None:
    assert list(broken_links("dossier")) == []


def test_one_place_in_a_chain_is_given_once(chains: None) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.begin("dossier", 1, "receive", at=MONDAY, actor="staff:1", data={})


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError):
        actions.append("dossier", 1, "step", at=MONDAY, actor="system", data={})


def test_the_command_names_the_first_broken_link(chains: None) -> None:
    out = StringIO()
    call_command("verify", stdout=out)
    assert "10 sự kiện" in out.getvalue()
    Event.objects.filter(record=2, seq=4).update(actor="staff:9")
    out = StringIO()
    with pytest.raises(CommandError) as caught:
        call_command("verify", "--json", stdout=out)
    assert caught.value.returncode == 1
    assert json.loads(out.getvalue())["broken"] == [{"kind": "dossier", "record": 2, "seq": 4}]
