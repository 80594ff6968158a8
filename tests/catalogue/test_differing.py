"""The differences that an import's preview prints, in words that a person can compare."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.catalogue.test_publishing import DRAFT

from motcua.catalogue.rules import Channel, DraftTerm
from motcua.catalogue.rules.differing import differences


@pytest.mark.parametrize(
    ("amount", "unit", "words"),
    [
        (Decimal(8), "working_day", "8 ngày làm việc"), (Decimal("0.50"), "working_day", "0,5 ngày làm việc"),
        (None, "same_day", "trong ngày làm việc"), (None, "none", "không quy định thời hạn"),
    ],
)  # fmt: skip
def test_a_limit_is_told_in_words(amount: Decimal | None, unit: str, words: str) -> None:
    (found,) = differences(replace(DRAFT, terms=()), replace(DRAFT, terms=(DraftTerm(Channel.COUNTER, amount, unit),)))
    assert (found.field, found.old, len(found.new)) == ("terms", (), 1)
    assert words in found.new[0] and unit not in found.new[0]
