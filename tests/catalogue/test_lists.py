"""Lists, search and the procedure page: what is found, in which order, with how many queries, and bad input."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.cast import World
from tests.catalogue.test_publishing import DRAFT

from motcua.catalogue import actions, queries

DAY = date(2026, 3, 2)
Count = Callable[[int], Any]


def more(world: World, number: int) -> None:
    """Further procedures in the field and department of the first."""
    for index in range(number):
        draft = replace(DRAFT, code=f"9.{index:06d}", name=f"Thủ tục thêm số {index:02d}")
        version = actions.publish_version(draft, valid_from=date(2025, 7, 1), by="system", now=world.now)
        actions.set_receiving(version.procedure, [world.centre])


def names(found: queries.Found) -> list[str]:
    return [version.name for version in found.rows]


@pytest.mark.parametrize(
    ("question", "understood"),
    [("khai sinh", ""), ("Khai  SINH", ""), ("ho tich", ""), ("khai sinh đăng ký", ""), ("vợ mới đẻ con", "đăng ký khai sinh")],
)
def test_what_was_understood_is_told_when_it_is_not_what_was_typed(world: World, question: str, understood: str) -> None:
    found = queries.list_procedures(day=DAY, q=question)
    assert found.total and found.understood == understood


def test_list_by_every_filter(world: World) -> None:
    everything = queries.list_procedures(day=DAY)
    assert (everything.total, everything.page, everything.pages) == (4, 1, 1)
    assert names(everything) == [
        "Cấp đổi giấy chứng nhận quyền sử dụng đất", "Đăng ký kết hôn", "Đăng ký khai sinh", "Việc chưa có thời hạn",
    ]  # fmt: skip
    assert names(queries.list_procedures(day=DAY, field="ho-tich")) == ["Đăng ký kết hôn", "Đăng ký khai sinh"]
    assert queries.list_procedures(day=DAY, department="so_tu_phap").total == 2
    assert queries.list_procedures(day=DAY, level="province").total == 2
    assert queries.list_procedures(day=DAY, centre=world.site).total == 2
    assert names(queries.list_procedures(day=DAY, centre=world.centre, field="ho-tich", q="khai")) == ["Đăng ký khai sinh"]
    assert queries.list_procedures(day=date(2023, 12, 31)).total == 0


def test_pages_hold_every_row_once_and_clamp(world: World) -> None:
    more(world, 7)
    seen: list[str] = []
    for page in (1, 2, 3):
        found = queries.list_procedures(day=DAY, page=page, per_page=5)
        assert (found.page, found.pages, found.total) == (page, 3, 11)
        seen += [version.procedure.code for version in found.rows]
    assert len(set(seen)) == 11
    assert queries.list_procedures(day=DAY, page=99, per_page=5).page == 3
    assert queries.list_procedures(day=DAY, page=-4, per_page=5).page == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_numbers_of_queries(world: World, django_assert_num_queries: Count, rows: int) -> None:
    more(world, rows)
    queries.search("bất kỳ", day=DAY)
    with django_assert_num_queries(1):
        for version in queries.list_procedures(day=DAY, q="thủ tục thêm số").rows:
            assert version.field.name and version.department.name and version.level.name and version.procedure.code
    with django_assert_num_queries(2):
        assert queries.list_procedures(day=DAY).total == rows + 4
    with django_assert_num_queries(1):
        assert len(queries.search("thêm số", day=DAY)) == rows
    with django_assert_num_queries(1):
        queries.fields_with_counts(DAY)
    with django_assert_num_queries(1):
        queries.departments_with_counts(DAY)
    with django_assert_num_queries(7):
        page = queries.procedure_page("9.000000", DAY)
    assert page is not None and len(page.cases) == 2


def test_the_page_has_all_parts(world: World) -> None:
    more(world, 1)
    page = queries.procedure_page(" 9.000000 ", DAY)
    assert page is not None
    assert [row.counts for row in page.cases[0].papers] == ["1 bản chính", "2 bản sao"]
    assert page.cases[1].papers[0].counts == "3 bản chính (chỉ xuất trình)"
    assert page.centres == [world.centre]
    assert page.service.level == 3 and "một phần" in page.service.sentence
    assert queries.service_level(page.version, DAY) == page.service
    assert [legal.number for legal in page.legal] == ["23/2015/NĐ-CP"]


@pytest.mark.parametrize("code", ["", "x", "1.00119", "1" * 10_000, "1.001193\x00'", "'; DROP TABLE", "%", "🎫"])
def test_unknown_codes_have_no_page(world: World, code: str) -> None:
    assert queries.procedure_page(code, DAY) is None


@pytest.mark.parametrize(
    ("q", "first"),
    [
        pytest.param("khai sinh", "Đăng ký khai sinh", id="plain"),
        pytest.param("KHAI SINH", "Đăng ký khai sinh", id="capitals"),
        pytest.param("sinh đăng", "Đăng ký khai sinh", id="any order"),
        pytest.param("dang ky ket", "Đăng ký kết hôn", id="without tones"),
        pytest.param(unicodedata.normalize("NFD", "kết hôn"), "Đăng ký kết hôn", id="NFD"),
        pytest.param("dat quyen", "Cấp đổi giấy chứng nhận quyền sử dụng đất", id="đ is d"),
        pytest.param("1.001193", "Đăng ký khai sinh", id="its code"),
        pytest.param("đất đai", "Cấp đổi giấy chứng nhận quyền sử dụng đất", id="its field, and a word of its name"),
        pytest.param("kha sin", "Đăng ký khai sinh", id="beginnings of words"),
    ],
)
def test_search_finds(world: World, q: str, first: str) -> None:
    assert queries.search(q, day=DAY)[0].name == first


@pytest.mark.parametrize("q", ["", "   ", "?!…", "%", "_", "\x00", "ai", "x" * 10_000, "😀", "'"])
def test_search_finds_nothing_calmly(world: World, q: str) -> None:
    assert queries.search(q, day=DAY) == []


def test_a_search_of_punctuation_lists_nothing_an_empty_one_everything(world: World) -> None:
    assert queries.list_procedures(day=DAY, q="???").total == 0
    assert queries.list_procedures(day=DAY, q="  ").total == 4
    assert queries.list_procedures(day=DAY, q="Thủ tục").total == 4


def test_ranking_phrase_first_then_popular(world: World) -> None:
    def publish(code: str, name: str, *keywords: str, is_popular: bool = False) -> None:
        draft = replace(DRAFT, code=code, name=name, keywords=keywords)
        version = actions.publish_version(draft, valid_from=date(2025, 7, 1), by="system", now=world.now)
        actions.set_popular(version.procedure, is_popular=is_popular)

    publish("8.1", "Thủ tục cấp phép bay")
    publish("8.2", "Cấp phép bay cho khinh khí cầu")
    publish("8.3", "Gia hạn phép bay")
    publish("8.4", "Phép thử cho cánh bay")
    assert [version.procedure.code for version in queries.search("phép bay", day=DAY)] == ["8.1", "8.2", "8.3", "8.4"]
    assert queries.search("gia hạn phép bay", day=DAY)[0].procedure.code == "8.3"
    publish("8.5", "Cấp phép lặn", is_popular=False)
    publish("8.6", "Cấp phép lặn", is_popular=True)
    assert [version.procedure.code for version in queries.search("phép lặn", day=DAY)][:2] == ["8.6", "8.5"]


def test_popular_is_per_centre(world: World) -> None:
    for procedure in (world.deed, world.birth):
        actions.set_popular(procedure, is_popular=True)
    assert [v.procedure for v in queries.popular(world.centre, DAY)] == [world.birth, world.deed]
    assert [v.procedure for v in queries.popular(world.site, DAY)] == [world.birth]
    assert [v.procedure for v in queries.popular(None, DAY, limit=1)] == [world.birth]


def test_fields_and_departments_count_what_is_in_force(world: World) -> None:
    fields = queries.fields_with_counts(DAY)
    assert [(one.row.name, one.count) for one in fields] == [("Đất đai", 2), ("Hộ tịch", 2)]
    assert [(one.row.name, one.count) for one in queries.fields_with_counts(DAY, centre=world.site)] == [("Hộ tịch", 2)]
    assert [one.count for one in queries.departments_with_counts(DAY)] == [2, 2]
    assert queries.fields_with_counts(date(2023, 1, 1)) == []


def test_a_case_of_a_closed_version_is_not_offered(world: World) -> None:
    case = world.case(world.birth)
    assert queries.case_of(case.pk, DAY) == case
    assert queries.case_of(case.pk, date(2023, 1, 1)) is None
