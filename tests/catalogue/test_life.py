"""The table of life events: which procedures belong, where, and that every step has words."""

from __future__ import annotations

from datetime import date

import pytest
from tests.cast import World

from motcua.catalogue import actions, queries
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.rules import life_events_of, life_step_of, life_steps
from motcua.web.portal.life import BY_KEY

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("field", "name", "events"),
    [
        pytest.param("Hộ tịch", "Thủ tục đăng ký khai sinh", ("co_con",), id="birth"),
        pytest.param("HỘ TỊCH", "thu tuc dang ky khai sinh", ("co_con",), id="no tones, capitals"),
        pytest.param("Hộ tịch", "Đăng ký lại khai sinh", ("co_con", "mat_giay_to"), id="birth again"),
        pytest.param("Hộ tịch", "Đăng ký khai tử", ("nguoi_than_mat",), id="death"),
        pytest.param("Đăng ký, quản lý cư trú", "Xóa đăng ký thường trú", ("nguoi_than_mat", "chuyen_nha"), id="no residence for a newborn"),
        pytest.param("Đường sắt", "Gia hạn giấy phép xây dựng, cải tạo đường ngang", (), id="a railway crossing is no house"),
        pytest.param("Hải quan", "Thủ tục hải quan đối với hàng hóa", (), id="nothing of a life"),
        pytest.param("", "", (), id="empty"),
    ],
)
def test_events_of_a_procedure(field: str, name: str, events: tuple[str, ...]) -> None:
    assert life_events_of(field, name) == events


def test_a_step_is_found_within_its_event_only() -> None:
    assert life_step_of("co_con", field="Hộ tịch", name="Đăng ký khai sinh") == "khai_sinh"
    assert life_step_of("xe_co", field="Hộ tịch", name="Đăng ký khai sinh") == ""


def test_every_step_has_words_and_every_word_a_step() -> None:
    table: dict[str, list[str]] = {}
    for step in life_steps():
        table.setdefault(step.event, []).append(step.key)
    assert {key: list(event.steps) for key, event in BY_KEY.items()} == table


def test_a_published_version_without_events_gets_those_of_the_table(world: World) -> None:
    assert ProcedureVersion.objects.get(procedure=world.birth).life_events == ["co_con"]
    assert queries.life_event_counts(DAY)["co_con"] == 1


def test_steps_of_an_event_with_their_procedures(world: World, django_assert_num_queries: object) -> None:
    ProcedureVersion.objects.filter(procedure=world.deed).update(life_events=["co_con"])
    actions.set_popular(world.birth, is_popular=True)
    with django_assert_num_queries(2):  # type: ignore[operator]
        steps = queries.life_event_steps("co_con", DAY, each=4)
    assert [(step.key, [row.procedure_id for row in step.rows], step.total) for step in steps] == [
        ("khai_sinh", [world.birth.pk], 1),
        ("", [world.deed.pk], 1),
    ]
