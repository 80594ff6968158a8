"""The presenter's button: only in the demonstration, a real process in the background, its status on the page."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.pages import PageClient, part

from motcua.kernel.errors import DomainError
from motcua.simulate.start import Diary, start_day, status, status_file

PAGE = "/quan-ly/mo-phong/"
PART = "/quan-ly/mo-phong/phan/"
RESULT = {
    "tickets_issued": 40, "receipts_acknowledged": 31, "guided_back": 6, "no_shows": 2, "requests": 1099, "seconds": 12.5,
    "chains_broken": 0, "lost_or_doubled": [],
}  # fmt: skip
Login = Callable[[str], PageClient]


@pytest.fixture(autouse=True)
def _demo(settings: Any, tmp_path: Path) -> None:
    settings.DEMO = True
    settings.DATA_DIR = tmp_path
    settings.PUBLIC_URL = "http://127.0.0.1:9"  # nothing listens there


def until(state: str) -> dict[str, Any]:
    """The status once it has this state."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        told = status()
        if told is not None and told["state"] == state:
            return told
        time.sleep(0.1)
    raise AssertionError(f"never {state}: {status()}")


def test_the_button_starts_a_process_and_the_page_tells_its_end(login: Login) -> None:
    head = login("lanhdao")
    page = head.get(PAGE)
    assert "Không phải số liệu thật" in page.content.decode()
    answer = head.post(PAGE, {"visitors": "120"})
    assert (answer.status_code, answer["Location"]) == (303, PAGE)
    told = until("failed")
    assert told["visitors"] == 120
    assert "Không kết nối được http://127.0.0.1:9" in told["wrong"][0]
    assert "Không kết nối được" in head.get(PAGE).content.decode()


def test_a_second_press_while_a_day_is_played_starts_nothing(login: Login) -> None:
    Diary(status_file(), visitors=40).at(10)
    before = status_file().read_text()
    head = login("quantri")
    answer = head.post(PAGE, {"visitors": "40"}, follow=True)
    assert "đang chạy" in answer.content.decode()
    assert "10 trên 40 khách" in answer.content.decode()
    assert status_file().read_text() == before


def test_the_moving_part_is_the_same_part_of_the_page(login: Login) -> None:
    Diary(status_file(), visitors=40).finished(RESULT)
    head = login("lanhdao")
    whole, alone = head.get(PAGE).content.decode(), head.get(PART).content.decode()
    assert part(whole, "simulation-part") == part(
        f'<div id="simulation-part" data-live-fragment="{PART}" data-poll="2">\n{alone}\n</div>', "simulation-part"
    )
    assert "31" in alone and "không hồ sơ nào bị mất" in alone


def test_what_was_lost_is_said_on_the_page(login: Login) -> None:
    Diary(status_file(), visitors=40).finished(
        RESULT | {"lost_or_doubled": ["Số A001 cấp cho 2 lần lấy số khác nhau."]}
    )
    text = login("lanhdao").get(PAGE).content.decode()
    assert "Số A001 cấp cho 2 lần" in text and "không hồ sơ nào bị mất" not in text


@pytest.mark.parametrize("who", ["quay1", "huongdan", "datdai"])
def test_only_the_head_and_the_administrator_have_the_button(login: Login, who: str) -> None:
    browser = login(who)
    assert browser.get(PAGE).status_code == 404
    assert browser.post(PAGE, {"visitors": "40"}).status_code == 404
    assert status() is None


def test_outside_of_the_demonstration_there_is_no_button(login: Login, settings: Any) -> None:
    settings.DEMO = False
    head = login("lanhdao")
    assert head.get(PAGE).status_code == 404
    assert head.get(PART).status_code == 404
    assert "Mô phỏng" not in head.get("/quan-ly/").content.decode()
    with pytest.raises(DomainError, match="bản trình diễn"):
        start_day(10)
    assert status() is None


def test_a_day_that_fell_silent_counts_as_failed() -> None:
    Diary(status_file(), visitors=40).at(3)
    told = json.loads(status_file().read_text()) | {"at": "2026-01-05T08:00:00+00:00"}
    status_file().write_text(json.dumps(told))
    found = status()
    assert found is not None and found["state"] == "failed"


def test_health_names_a_demonstration_and_nothing_else(client: PageClient, db: None, settings: Any) -> None:
    assert client.get("/khoe/")["X-Motcua-Demo"] == "1"
    settings.DEMO = False
    assert "X-Motcua-Demo" not in client.get("/khoe/")
