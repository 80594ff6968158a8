"""A draft survives as JSON, and a published version as the draft that would say the same."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from tests.cast import World
from tests.catalogue.drafts import FULL, drafts

from motcua.catalogue import actions
from motcua.catalogue.errors import BadDraft
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.queries.drafting import draft_of
from motcua.catalogue.rules import Draft
from motcua.catalogue.rules.draft_json import draft_from_json, draft_to_json


@given(drafts)
def test_there_and_back(draft: Draft) -> None:
    document = json.loads(json.dumps(draft_to_json(draft)))
    assert draft_from_json(document) == draft
    assert draft_from_json(document).fingerprint() == draft.fingerprint()


def test_parts_that_are_not_named_are_empty() -> None:
    found = draft_from_json({"code": "1", "name": "", "department": "", "field": "", "level": ""})
    assert (found.cases, found.terms, found.agencies.competent, found.supplement_days) == ((), (), "", 15)


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"code": "1"}, id="no name"),
        pytest.param({**draft_to_json(FULL), "terms": [{"channel": "fax", "amount": None, "unit": "none"}]}, id="unknown channel"),
        pytest.param({**draft_to_json(FULL), "terms": [{"channel": "post", "amount": "ba", "unit": "month"}]}, id="an amount in words"),
        pytest.param({**draft_to_json(FULL), "cases": [{"name": "x"}]}, id="a case without papers"),
        pytest.param({**draft_to_json(FULL), "cases": 3}, id="no list"),
        pytest.param({**draft_to_json(FULL), "legal": [["only one"]]}, id="half a legal basis"),
    ],
)
def test_what_is_no_draft(wrong: dict[str, Any]) -> None:
    with pytest.raises(BadDraft, match="không đọc được"):
        draft_from_json(wrong)


def test_a_version_as_the_draft_that_made_it(world: World, django_assert_num_queries: Any) -> None:
    made = actions.publish_version(FULL, valid_from=date(2025, 7, 1), by="system", now=world.now)
    version = ProcedureVersion.objects.select_related("procedure", "field", "department", "level").get(pk=made.pk)
    with django_assert_num_queries(5):
        found = draft_of(version)
    assert found == FULL
    assert found.fingerprint() == version.fingerprint
    without = replace(FULL, levels=())
    assert draft_of(actions.publish_version(replace(without, code="9.1"), valid_from=date(2025, 7, 1), by="system", now=world.now)).levels == ("commune",)
