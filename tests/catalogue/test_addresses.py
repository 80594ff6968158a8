"""Old codes and local suffixes lead to the present code; what nobody could read is kept in the source's words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from tests.cast import MONDAY, World

from motcua.catalogue import queries
from motcua.catalogue.models import Original, ProcedureAlias, ProcedureVersion, Unreadable
from motcua.catalogue.rules import national_code, original_text

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("code", "national"),
    [
        ("1.001193", "1.001193"), ("1.001193.000.00.00.H49", "1.001193"), ("1.001193.h49", "1.001193"), ("B-BCA-1", "B-BCA-1"),
        ("1.001193.", "1.001193."), ("", ""), ("1.0011933.H49", "1.0011933.H49"),
    ],
)  # fmt: skip
def test_national_code(code: str, national: str) -> None:
    assert national_code(code) == national


@pytest.mark.parametrize(
    ("asked", "present"),
    [
        ("T-QNH-001", "1.001193"), ("1.001193.000.00.00.H49", "1.001193"), ("9.999999.000.00.00.H49", "1.000894"), ("1.001193", None),
        ("khong-co", None), ("x" * 500, None), ("", None), ("🙂", None),
    ],
)  # fmt: skip
def test_where_an_old_code_leads(world: World, asked: str, present: str | None) -> None:
    ProcedureAlias.objects.create(code="T-QNH-001", procedure=world.birth)
    ProcedureAlias.objects.create(code="9.999999", procedure=world.marriage)
    assert queries.present_code(asked, DAY) == present


def test_an_ended_procedure_leads_nowhere_but_is_remembered(world: World) -> None:
    ProcedureVersion.objects.filter(procedure=world.birth).update(valid_to=DAY - timedelta(days=1))
    assert queries.present_code("1.001193.000.00.00.H49", DAY) is None
    last = queries.last_version("1.001193", DAY)
    assert last is not None
    assert last.valid_to == DAY - timedelta(days=1)
    assert queries.last_version("1.000894", DAY) is None


@pytest.mark.parametrize(
    ("record", "part", "text"),
    [
        pytest.param({"cach_thuc_thuc_hien": "Trực tiếp30 phút"}, "channels", "Trực tiếp30 phút", id="dump"),
        pytest.param({"CachThucThucHien": [{"Kenh": "1", "ThoiGian": ""}, "sau"]}, "channels", "Kenh: 1\nsau", id="rows of the interface"),
        pytest.param({"thanh_phan_ho_so": None}, "papers", "", id="empty"),
        pytest.param({"ten": "x"}, "unheard", "", id="unknown part"),
    ],
)
def test_the_words_of_the_source(record: dict[str, Any], part: str, text: str) -> None:
    assert original_text(record, part) == text


def test_open_parts_with_their_words(world: World) -> None:
    version = ProcedureVersion.objects.get(procedure=world.birth)
    Original.objects.create(version=version, source="dump", data={"cach_thuc_thuc_hien": "Trực tiếp: xem Thông tư"})
    Unreadable.objects.create(version=version, field="channels", problem="no_limit", text="xem Thông tư", at=MONDAY)
    Unreadable.objects.create(version=version, field="audiences", problem="unknown_audience", text="Hợp tác xã", at=MONDAY)
    Unreadable.objects.create(version=version, field="legal", problem="legal_unread", text="?", at=MONDAY, settled_at=MONDAY)
    assert queries.unread_parts(version) == {"channels": "Trực tiếp: xem Thông tư", "audiences": "Hợp tác xã"}


def test_everything_costs_the_same_number_of_queries(world: World, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(10):
        codes = [found.version.procedure.code for found in queries.all_pages(DAY)]
    assert len(codes) == 4
    assert sorted(codes) == [code for code, _since in queries.addresses(DAY)]
    assert [found.version.procedure.code for found in queries.all_pages(DAY, at_once=3)] == codes
    assert [code for code, _since in queries.addresses(DAY, after=1, limit=2)] == sorted(codes)[1:3]
