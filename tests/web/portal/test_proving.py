"""Why this appointment: on the tracking page, on a page to print, and as JSON, behind both codes and the brakes."""

from datetime import timedelta
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.utils import translation
from tests.cast import AN, MONDAY

from motcua.centres.models import Centre
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier
from motcua.web.portal.story import term_words

JSON = "/tra-cuu/ngay-hen.json"


@pytest.fixture
def dossier(world, monkeypatch):
    monkeypatch.setattr("motcua.kernel.clock.now", lambda: MONDAY + timedelta(days=3))
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    found = world.a_dossier(at="processing")
    found = actions.require_payment(found, amount=5, basis="x", by=world.officer, now=MONDAY + timedelta(days=1))
    return actions.confirm_payment(found, document="1", by=world.clerk, now=MONDAY + timedelta(days=2))


def test_the_tracking_page_explains_and_leads_to_the_printer(client, dossier):
    html = client.get("/tra-cuu/", {"ma": dossier.code, "bm": dossier.security_code}).content.decode()
    assert "Vì sao hẹn ngày này?" in html and "chờ thực hiện nghĩa vụ tài chính" in html and "Đã tính 4800 phút làm việc." in html
    link = html.split('href="/tra-cuu/ngay-hen/?xem=')[1].split('"')[0]
    printed = client.get(f"/tra-cuu/ngay-hen/?xem={link}")
    assert "Đã tính 4800 phút làm việc." in printed.content.decode() and printed["Cache-Control"] == "no-store"
    assert AN.name not in printed.content.decode()
    for bad in (f"?xem={link}x", "?xem=", "", "?ma=x&bm=y"):
        assert client.get(f"/tra-cuu/ngay-hen/{bad}").status_code == 303


def test_the_reason_stands_under_the_date_and_the_telephone_can_be_dialled(client, dossier):
    Centre.objects.update(phones="0203.3500001")
    html = client.get("/tra-cuu/", {"ma": dossier.code, "bm": dossier.security_code}).content.decode()
    order = [html.index(words) for words in ('id="hen"', "Vì sao hẹn ngày này?", 'id="noi-nhan"', 'href="tel:02033500001"', 'id="viec"')]
    assert order == sorted(order) and html.count("Vì sao hẹn ngày này?") == 1


def test_while_the_clock_stands_the_reason_stands_once(client, world, dossier):
    paused = actions.require_payment(dossier, amount=5, basis="x", by=world.officer, now=MONDAY + timedelta(days=2, hours=1))
    html = client.get("/tra-cuu/", {"ma": paused.code, "bm": paused.security_code}).content.decode()
    assert "Ngày hẹn mới sẽ được tính" in html and html.count("Vì sao hẹn ngày này?") == 1


def test_the_page_to_print_has_a_way_back(client, dossier):
    html = client.get("/tra-cuu/", {"ma": dossier.code, "bm": dossier.security_code}).content.decode()
    link = html.split('href="/tra-cuu/ngay-hen/?xem=')[1].split('"')[0]
    assert '<a class="govuk-link" href="/tra-cuu/">' in client.get(f"/tra-cuu/ngay-hen/?xem={link}").content.decode()


def test_in_english_limit_and_month_are_english(client, dossier):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    html = client.get("/tra-cuu/", {"ma": dossier.code, "bm": dossier.security_code}).content.decode()
    assert "Time limit: <span>10 working days</span>." in html and ">March 2026</text>" in html
    link = html.split('href="/tra-cuu/ngay-hen/?xem=')[1].split('"')[0]
    assert "Time limit: <span>10 working days</span>." in client.get(f"/tra-cuu/ngay-hen/?xem={link}").content.decode()


@pytest.mark.parametrize(
    ("unit", "amount", "words"), [("same_day", None, "within the working day"), ("none", None, "by the appointed day"), ("month", 1, "1 month")]
)
def test_every_limit_has_english_words(unit, amount, words):
    with translation.override("en"):
        assert term_words(Dossier(limit_unit=unit, limit_amount=amount and Decimal(amount))) == words


def test_json_says_the_same(client, dossier):
    answer = client.get(JSON, {"ma": dossier.code, "bm": dossier.security_code})
    told = answer.json()
    assert (told["due"], told["total_minutes"], told["remaining"], told["is_paused"]) == ("2026-03-17T09:00:00+07:00", 4800, 0, False)
    assert told["limit"]["text"] == "10 ngày làm việc" and sum(row["minutes"] for row in told["explanation"]) == 4800
    assert any("tạm dừng 09:00 3/3 - 09:00 4/3" in row["reason"] for row in told["explanation"])
    assert AN.name not in answer.content.decode() and answer["Cache-Control"] == "no-store"


def test_json_is_behind_the_same_brakes(client, dossier):
    assert client.get(JSON).status_code == 400
    codes = [client.get(JSON, {"ma": dossier.code, "bm": "AAAAAAAA"}).status_code for _ in range(6)]
    assert codes[0] == 404 and codes[-1] == 429
    right = client.get(JSON, {"ma": dossier.code, "bm": dossier.security_code})
    assert right.status_code == 429 and int(right["Retry-After"]) > 0
    assert not parse_qs(urlsplit(right.get("Location", "")).query)
