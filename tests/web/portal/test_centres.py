"""The directory and each centre's page: contact, hours, what it receives, who waits."""

from datetime import datetime, timedelta

import pytest
from tests.cast import MONDAY, token

from motcua.centres.models import Centre
from motcua.kernel.clock import VN
from motcua.queueing import actions as queueing


@pytest.fixture
def at(monkeypatch):
    def set_clock(moment):
        monkeypatch.setattr("motcua.kernel.clock.now", lambda: moment)

    set_clock(MONDAY)
    return set_clock


def test_directory_shows_who_is_open(client, world, at):
    html = client.get("/trung-tam/").content.decode()
    assert html.count("Đang mở cửa đến 11 giờ 30.") == 2
    at(datetime(2026, 3, 1, 9, 0, tzinfo=VN))
    assert "Mở cửa lúc 07 giờ 30, thứ Hai 02/03/2026." in client.get("/trung-tam/").content.decode()


def test_directory_costs_three_queries_whatever_its_length(client, world, at, calendars_known, django_assert_num_queries):
    with django_assert_num_queries(3):
        client.get("/trung-tam/")
    Centre.objects.create(slug="thu-ba", name="Trung tâm thứ ba", unit=world.ward, address="Số 3")
    with django_assert_num_queries(3):
        assert "Trung tâm thứ ba" in client.get("/trung-tam/").content.decode()


def test_centre_page(client, world, at):
    Centre.objects.filter(pk=world.centre.pk).update(phones="0203.3500000, +84 203 350 0002")
    html = client.get("/trung-tam/tinh/").content.decode()
    for words in (
        'href="tel:02033500000"',
        'href="tel:+842033500002"',
        'href="mailto:tinh@example.org"',
        "0203.3500001",
        "07:30-11:30",
        "hôm nay",
    ):
        assert words in html
    assert "/thu-tuc/?linh-vuc=ho-tich&amp;trung-tam=tinh" in html
    assert "/bang/tinh/tang-1/" in html


def test_waiting_people_are_counted_and_not_named(client, world, at, calendars_known, django_assert_num_queries):
    with django_assert_num_queries(7):
        assert "Không có ai đang chờ" in client.get("/trung-tam/tinh/").content.decode()
    for _number in range(3):
        queueing.issue_ticket(world.centre, world.civil, request=token(), now=MONDAY - timedelta(minutes=5))
    with django_assert_num_queries(7):
        html = client.get("/trung-tam/tinh/").content.decode()
    assert "3 người đang chờ" in html
    assert "A001" not in html


@pytest.mark.parametrize("slug", ["khong-co", "x" * 200, "tinh2"])
def test_unknown_centre(client, world, slug):
    assert client.get(f"/trung-tam/{slug}/").status_code == 404


def test_closed_centre_is_not_found(client, world):
    Centre.objects.filter(pk=world.site.pk).update(is_open=False)
    assert client.get("/trung-tam/ha-long/").status_code == 404


def test_contact_and_hours_stand_before_the_long_list_of_fields(client, world, at):
    html = client.get("/trung-tam/tinh/").content.decode()
    order = [html.index(words) for words in ("Đang chờ bây giờ", "Liên hệ", "Giờ mở cửa tuần này", "Trung tâm nhận những việc gì?")]
    assert order == sorted(order)
    assert "tinh<wbr>@example.org</a>" in html


def test_the_entry_promises_what_the_directory_shows(client, world, at):
    html = client.get("/").content.decode()
    assert "Địa chỉ, điện thoại, giờ mở cửa" in html and "gần tôi" not in html and "đang chờ" not in html
    assert '<h1 class="mc-title__text">Các trung tâm</h1>' in client.get("/trung-tam/").content.decode()
