"""An appointment that the officer sets because the law gives no limit: ahead, on a working day of the office and of the centre."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from tests.cast import World
from tests.pages import PageClient
from tests.web.desk.helpers import complete, form_of, value_of

from motcua.centres.actions import close_on
from motcua.deadlines.actions import confirm
from motcua.deadlines.rules import WeeklyHours, parse_hours
from motcua.deadlines.rules.changing import Change, Pattern
from motcua.dossiers.models import Dossier

pytestmark = pytest.mark.django_db
Enter = Callable[[str], PageClient]


def test_without_a_limit_an_appointment_is_asked_for(world: World, login: Enter) -> None:
    browser = login("quay1")
    missing = browser.post(form_of(world, world.endless), complete(world, world.endless, due_hour="17:00")).content.decode()
    assert "chưa có thời hạn" in missing and not Dossier.objects.exists()
    past = complete(world, world.endless, due_day_0="1", due_day_1="2", due_day_2="2024", due_hour="17:00")
    assert "phải sau thời điểm tiếp nhận" in browser.post(form_of(world, world.endless), past).content.decode()
    answer = browser.post(form_of(world, world.endless), {**past, "due_day_2": "2035"})
    assert answer.status_code == 303
    assert f"{Dossier.objects.get().due_at.astimezone(world.now.tzinfo):%d/%m/%Y %H:%M}" == "01/02/2035 17:00"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("day", "hour", "field", "words"),
    [
        pytest.param("4", "17:00", "due_day", "Ngày 04/02/2035 không làm việc", id="Sunday"),
        pytest.param("1", "23:30", "due_hour", "Hãy chọn giờ hẹn trong khoảng 07:30-11:30 hoặc 13:00-17:00", id="at night"),
    ],
)
def test_an_appointment_when_nobody_is_there_is_told_beside_its_field(world: World, login: Enter, day: str, hour: str, field: str, words: str) -> None:
    typed = complete(world, world.endless, due_day_0=day, due_day_1="2", due_day_2="2035", due_hour=hour)
    answer = login("quay1").post(form_of(world, world.endless), typed)
    text = answer.content.decode()
    assert answer.status_code == 422 and f'href="#id_{field}' in text and not Dossier.objects.exists()
    beside = re.search(rf'<p[^>]*id="id_{field}[^"]*error"[^>]*>.*?</p>', text, re.S)
    assert beside and words in beside[0], "the sentence stands beside the field"
    kept = {name: value_of(text, name) for name in ("due_day_0", "due_day_1", "due_day_2", "due_hour", "name", "content")}
    assert kept == {name: typed[name] for name in kept}


def test_the_hour_that_is_suggested_is_the_close_of_the_centres_own_day(world: World, login: Enter) -> None:
    browser, address = login("quay1"), form_of(world, world.endless)
    assert value_of(browser.get(address).content.decode(), "due_hour") == "17:00"
    early = Pattern(WeeklyHours(dict.fromkeys(range(5), parse_hours("07:30-16:00")), date(2026, 1, 1)), "Nghỉ sớm", "12/QĐ", world.centre.unit.agency_code)
    confirm(Change(patterns=(early,)), by="system", now=world.now, title="Nghỉ sớm")
    assert value_of(browser.get(address).content.decode(), "due_hour") == "16:00"
    assert value_of(browser.post(address, {"name": "An", "do": "look"}).content.decode(), "due_hour") == "16:00"
    kept = browser.post(address, {"name": "An", "due_hour": "", "do": "look"}).content.decode()
    assert value_of(kept, "due_hour") == "", "what the officer cleared stays clear"
    typed = complete(world, world.endless, due_day_0="1", due_day_1="2", due_day_2="2035", due_hour="16:00")
    assert browser.post(address, typed).status_code == 303 and Dossier.objects.exists()


def test_nobody_is_asked_to_come_when_the_centre_is_closed(world: World, login: Enter) -> None:
    """The day off of the centre that hands over, not of another one."""
    close_on(world.centre, date(2035, 2, 1), reason="Chuyển trụ sở")
    close_on(world.site, date(2035, 2, 2), reason="Mất điện")
    browser, address = login("quay1"), form_of(world, world.endless)
    typed = complete(world, world.endless, due_day_0="1", due_day_1="2", due_day_2="2035", due_hour="16:00")
    text = browser.post(address, typed).content.decode()
    assert f"{world.centre.name} nghỉ ngày này (Chuyển trụ sở)" in text and not Dossier.objects.exists()
    assert value_of(text, "due_day_0") == "1"
    assert browser.post(address, {**typed, "due_day_0": "2"}).status_code == 303 and Dossier.objects.exists()
