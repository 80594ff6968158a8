"""The class of online service by table: what is offered, by the decree in force on the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from motcua.catalogue.rules import Offer, ServiceClass, classify, facts

EVERYTHING = Offer(has_forms=True, files_online=True, pays_online=True, has_fee=True, by_post=True)
TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("offer", "kind"),
    [
        pytest.param(EVERYTHING, ServiceClass.WHOLE, id="everything from home"),
        pytest.param(replace(EVERYTHING, pays_online=False, has_fee=False), ServiceClass.WHOLE, id="nothing to pay"),
        pytest.param(replace(EVERYTHING, has_forms=False), ServiceClass.WHOLE, id="no form needed"),
        pytest.param(replace(EVERYTHING, pays_online=False), ServiceClass.PARTLY, id="paid at a counter"),
        pytest.param(replace(EVERYTHING, by_post=False), ServiceClass.PARTLY, id="the result is fetched"),
        pytest.param(replace(EVERYTHING, files_online=False), ServiceClass.INFORMATION, id="filed at a counter"),
        pytest.param(Offer(has_forms=False, files_online=False, pays_online=False, has_fee=False, by_post=False), ServiceClass.INFORMATION, id="read only"),
    ],
)
def test_class_is_derived(offer: Offer, kind: ServiceClass) -> None:
    assert classify(offer, TODAY) == (kind, "224/2026/NĐ-CP")


@pytest.mark.parametrize(
    ("day", "decree", "has_class"),
    [
        pytest.param(date(2010, 1, 1), "43/2011/NĐ-CP", False, id="before any"),
        pytest.param(date(2022, 8, 14), "43/2011/NĐ-CP", False, id="last day of the four levels"),
        pytest.param(date(2022, 8, 15), "42/2022/NĐ-CP", True, id="first day of the classes"),
        pytest.param(date(2026, 6, 30), "42/2022/NĐ-CP", True, id="last day of 42"),
        pytest.param(date(2026, 7, 1), "224/2026/NĐ-CP", True, id="first day of 224"),
    ],
)
def test_the_decree_of_the_day_decides(day: date, decree: str, *, has_class: bool) -> None:
    kind, found = classify(EVERYTHING, day)
    assert (found, kind is not None) == (decree, has_class)


def test_facts_say_what_is_missing() -> None:
    missing = [fact.words for fact in facts(replace(EVERYTHING, pays_online=False, by_post=False)) if not fact.is_so]
    assert missing == ["Nộp được tiền trên mạng", "Nhận được kết quả qua bưu chính"]
    free = facts(replace(EVERYTHING, pays_online=False, has_fee=False))
    assert [fact.is_so for fact in free if fact.words == "Không phải nộp tiền"] == [True]
