"""Dates in the administration: the day comes first, as everywhere in Việt Nam, and times have 24 hours."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time

import pytest
from django import forms
from django.utils import formats, timezone, translation
from tests.administration import add_row, form_of
from tests.cast import World
from tests.pages import PageClient

from motcua.centres.models import ClosedDay

Enter = Callable[[str], PageClient]


@pytest.fixture(params=["vi", "en"])
def language(request: pytest.FixtureRequest) -> object:
    with translation.override(request.param):
        yield request.param


@pytest.mark.parametrize("typed", ["05/12/2026", "5/12/2026", "5-12-2026", "2026-12-05"])
def test_the_day_comes_first(language: str, typed: str) -> None:
    assert forms.DateField().clean(typed) == date(2026, 12, 5)


def test_a_moment_and_a_time_are_read_as_they_are_shown(language: str) -> None:
    moment = datetime(2026, 12, 5, 17, 30, tzinfo=timezone.get_current_timezone())
    assert forms.DateTimeField().clean("05/12/2026 17:30") == moment
    assert forms.TimeField().clean("17:30") == time(17, 30) == forms.TimeField().clean("17:30:00")
    shown = [formats.localize(one) for one in (moment, moment.date(), moment.time())]
    assert shown == ["05/12/2026 17:30", "05/12/2026", "17:30"]


def test_a_date_of_a_form_is_stored_as_it_was_meant(world: World, login: Enter) -> None:
    office, page = login("quantri"), f"/quan-tri/centres/centre/{world.site.pk}/change/"
    typed = form_of(office, page)
    for day in ("05/12/2026", "28/11/2026"):
        typed = add_row(typed, "closed_days", day=day, reason="Dời máy")
    answer = office.post(page, typed)
    assert answer.status_code == 302, answer.content.decode()
    assert set(ClosedDay.objects.filter(centre=world.site).values_list("day", flat=True)) == {date(2026, 12, 5), date(2026, 11, 28)}
    assert 'value="05/12/2026"' in office.get(page).content.decode()


def test_what_is_no_date_gets_an_example(world: World, login: Enter) -> None:
    office, page = login("quantri"), f"/quan-tri/centres/centre/{world.site.pk}/change/"
    typed = add_row(form_of(office, page), "closed_days", day="31/02/2026", reason="Dời máy")
    typed = add_row(typed, "hours", weekday="5", opens="8 giờ", closes="11:00")
    text = office.post(page, typed).content.decode()
    assert "Ngày viết như 05/12/2026." in text and "Giờ viết như 07:30." in text and 'value="31/02/2026"' in text


def test_the_calendar_of_the_page_writes_what_the_form_reads(world: World, login: Enter) -> None:
    script = login("quantri").get("/quan-tri/jsi18n/").content.decode()
    for name, first in (("DATE", "%d/%m/%Y"), ("TIME", "%H:%M")):
        assert re.search(rf'"{name}_INPUT_FORMATS": \[\s*"{first}"', script)
