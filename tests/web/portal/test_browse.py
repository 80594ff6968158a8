"""The entry, life events and lists: from a moment of life to its procedures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.cast import MONDAY, World
from tests.pages import PageClient

from motcua.catalogue import actions as catalogue
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.rules import Channel, Draft, DraftCase, DraftPaper, DraftTerm
from motcua.web.portal.life import LIFE_EVENTS


def publish(world: World, code: str, name: str, *, field: str = "Hộ tịch", **more: Any) -> ProcedureVersion:
    """A procedure as an importer publishes it: no life events, no summary."""
    catalogue.open_field(field)
    given: dict[str, Any] = {
        "cases": (DraftCase("", (DraftPaper("Tờ khai", originals=1),)),), "terms": (DraftTerm(Channel.COUNTER, Decimal(1), "working_day"),),
        "level": "commune", **more,
    }  # fmt: skip
    draft = Draft(code=code, name=name, department="so_tu_phap", field=field, **given)
    version = catalogue.publish_version(draft, valid_from=date(2025, 7, 1), by="system", now=MONDAY)
    catalogue.set_receiving(version.procedure, [world.centre])
    return version


def test_the_entry_shows_the_events_that_have_procedures(client: PageClient, world: World) -> None:
    html = client.get("/thu-tuc/").content.decode()
    assert 'href="/thu-tuc/su-kien/co-con/"' in html
    assert "/thu-tuc/su-kien/xe-co/" not in html
    for path in ("/thu-tuc/linh-vuc/", "/thu-tuc/co-quan/", "/thu-tuc/doi-tuong/", "/thu-tuc/cap/", "/thu-tuc/?q="):
        assert f'href="{path}"' in html
    assert "Tất cả 4 thủ tục" in html


def test_questions_go_to_the_list(client: PageClient, world: World) -> None:
    assert 'id="ket-qua"' in client.get("/thu-tuc/", {"q": "khai sinh"}).content.decode()
    assert client.get("/thu-tuc/", headers={"hx-request": "true"}).content.decode().lstrip().startswith('<div id="ket-qua">')
    assert 'id="ket-qua"' not in client.get("/thu-tuc/").content.decode()


def test_a_life_event_in_the_order_of_its_steps(client: PageClient, world: World) -> None:
    publish(world, "1.000001", "Đăng ký nhận cha, mẹ, con")
    publish(world, "1.000002", "Đăng ký thường trú", field="Đăng ký, quản lý cư trú")
    for number in range(5):
        publish(world, f"1.00001{number}", f"Đăng ký khai sinh có yếu tố nước ngoài loại {number}")
    html = client.get("/thu-tuc/su-kien/co-con/").content.decode()
    order = [html.index(words) for words in ("trong vòng 60 ngày", "/thu-tuc/1.001193/", "/thu-tuc/1.000001/", "/thu-tuc/1.000002/")]
    assert order == sorted(order)
    assert "và 2 thủ tục nữa" in html
    assert "?su-kien=co_con" in html


def test_a_ministry_stands_after_the_commune(client: PageClient, world: World) -> None:
    publish(world, "2.000001", "Khai sinh", level="ministry")
    html = client.get("/thu-tuc/su-kien/co-con/").content.decode()
    assert html.index("/thu-tuc/1.001193/") < html.index("/thu-tuc/2.000001/")


def test_an_event_without_procedures_says_so(client: PageClient, world: World) -> None:
    html = client.get("/thu-tuc/su-kien/xe-co/").content.decode()
    assert "Chưa có thủ tục nào cho việc này" in html
    assert 'href="/trung-tam/"' in html


@pytest.mark.parametrize("slug", ["co_con", "khong-co", "x" * 400, "CO-CON"])
def test_unknown_events_are_not_found(client: PageClient, world: World, slug: str) -> None:
    assert client.get(f"/thu-tuc/su-kien/{slug}/").status_code == 404


def test_all_events_have_a_page(client: PageClient, world: World) -> None:
    for event in LIFE_EVENTS:
        html = client.get(f"/thu-tuc/su-kien/{event.slug}/").content.decode()
        assert str(event.first) in html


def test_audiences_and_levels_with_numbers(client: PageClient, world: World) -> None:
    ProcedureVersion.objects.filter(procedure=world.deed).update(audiences=["citizen", "business"])
    catalogue.bump_revision()
    audiences = client.get("/thu-tuc/doi-tuong/").content.decode()
    assert "?doi-tuong=citizen" in audiences
    assert "?doi-tuong=business" in audiences
    assert "?doi-tuong=foreigner" not in audiences
    levels = client.get("/thu-tuc/cap/").content.decode()
    assert levels.index("?cap=commune") < levels.index("?cap=province")
    assert "?cap=ministry" not in levels


@pytest.mark.parametrize("path", ["/thu-tuc/", "/thu-tuc/su-kien/co-con/", "/thu-tuc/cap/", "/thu-tuc/doi-tuong/"])
def test_lists_answer_304_until_something_changes(client: PageClient, world: World, path: str) -> None:
    tag = client.get(path)["ETag"]
    assert client.get(path, headers={"if-none-match": tag}).status_code == 304
    publish(world, "1.000001", "Đăng ký khai sinh khác", audiences=("citizen",))
    assert client.get(path, headers={"if-none-match": tag}).status_code == 200
