"""Following a dossier: plain words for the right codes, one answer for all wrong ones, brakes against guessing."""

import re
from datetime import date, datetime, timedelta
from html import unescape

import pytest
from tests.cast import AN, MONDAY

from motcua.accounts.models import WrongTry
from motcua.centres.models import Unit
from motcua.deadlines.queries import calendar_of
from motcua.dossiers import actions as dossiers
from motcua.dossiers.models import Dossier
from motcua.kernel.clock import VN

WRONG = "Không tìm thấy hồ sơ với số và mã này."
RULE = "Quy tắc chống dò mã"


@pytest.fixture
def at(monkeypatch):
    def set_clock(moment):
        monkeypatch.setattr("motcua.kernel.clock.now", lambda: moment)

    set_clock(MONDAY + timedelta(hours=1))
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    return set_clock


@pytest.fixture
def dossier(world):
    return world.a_dossier(at="processing")


def ask(client, ma, bm, **more):
    return client.get("/tra-cuu/", {"ma": ma, "bm": bm}, **more)


def test_the_answer_in_plain_words_and_nothing_of_the_person(client, dossier, at):
    answer = ask(client, dossier.code, dossier.security_code)
    html = answer.content.decode()
    assert answer.status_code == 200
    for words in (
        "Cơ quan giải quyết đang xem xét hồ sơ.",
        "Đến lượt cơ quan nhà nước",
        "Hẹn trả kết quả",
        "N. T. An",
        "Chuyển cơ quan giải quyết",
    ):
        assert words in html
    for secret in (AN.name, AN.id_number, AN.phone, AN.email, AN.address, "Hồng Gai", dossier.security_code + '"'):
        assert secret not in html.replace(f"bm%3D{dossier.security_code}", "")
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Referrer-Policy"] == "same-origin", "no-referrer would make Chromium hide the origin of the form"


def switch_language(client, html):
    """Press the language button of the page, as a browser follows its answer."""
    form = html.split('<form class="pt-language"', 1)[1].split("</form>")[0]
    sent = {name: unescape(value) for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form)}
    answer = client.post("/ngon-ngu/", sent)
    assert (answer.status_code, answer["Location"]) == (307, "/tra-cuu/")
    return client.post(answer["Location"], sent)


def test_the_language_switch_keeps_the_dossier_and_puts_no_code_into_an_address(client, dossier, at):
    typed = {"ma": dossier.code, "bm": dossier.security_code}
    html = client.post("/tra-cuu/", typed).content.decode()
    assert not any(dossier.security_code in address for address in re.findall(r'(?:href|action)="([^"]*)"', html))
    english = switch_language(client, html)
    assert '<html lang="en"' in english.content.decode() and dossier.code in english.content.decode()
    assert english["Cache-Control"] == "no-store"
    assert "Đến lượt cơ quan nhà nước" in switch_language(client, english.content.decode()).content.decode()
    assert dossier.security_code not in client.get("/tra-cuu/").content.decode()


def test_the_language_switch_keeps_wrong_codes_too(client, dossier, at):
    html = client.post("/tra-cuu/", {"ma": '"><b>x', "bm": ""}).content.decode()
    assert "<b>x" not in html
    assert '&lt;b&gt;x' in switch_language(client, html).content.decode()


@pytest.mark.parametrize(
    ("at_status", "words"),
    [
        ("received", "Trung tâm đã nhận đủ giấy tờ"), ("processing", "Xin đến nhận kết quả theo ngày hẹn"),
        ("finished", "Đang mở cửa đến 11 giờ 30. Kết quả được giữ tại quầy"), ("returned", "Nơi liên hệ"), ("returned", "Hồ sơ đã kết thúc"),
    ],
)  # fmt: skip
def test_every_station(client, world, at, at_status, words):
    at(MONDAY + timedelta(hours=2))
    found = world.a_dossier(at=at_status)
    html = ask(client, found.code, found.security_code).content.decode()
    assert words in html


@pytest.mark.parametrize(("paid", "says"), [(False, True), (True, False)])
def test_a_fee_still_open_is_told_with_the_result(client, world, at, paid, says):
    found = world.a_dossier(at="finished", paid=paid)
    assert ("Còn phải nộp 100.000 đồng khi nhận kết quả." in ask(client, found.code, found.security_code).content.decode()) is says


def test_overdue_says_sorry_and_sends_nobody_to_the_appointment_that_has_passed(client, dossier, at):
    at(dossier.due_at + timedelta(minutes=1))
    html = ask(client, dossier.code, dossier.security_code).content.decode()
    assert "Chúng tôi xin lỗi Ông/Bà" in html
    assert "đến nhận kết quả theo ngày hẹn" not in html


def stations(html):
    """The stations of the dossier's way with the day written at each."""
    items = re.findall(r'mc-stations__label">([^<]+)<.*?</li>', html, flags=re.DOTALL)
    notes = [re.search(r'mc-stations__note">([^<]+)', part) for part in html.split('mc-stations__item mc-stations__item--')[1:]]
    return [(name, note.group(1) if note else "") for name, note in zip(items, notes, strict=True)]


def test_a_dossier_that_waits_bears_the_day_of_the_request_and_says_where_to_show_the_payment(client, world, dossier, at):
    later = MONDAY + timedelta(days=2)
    at(later)
    dossiers.require_payment(dossier, amount=150_000, basis="Thông báo 12", by=world.officer, now=later)
    html = ask(client, dossier.code, dossier.security_code).content.decode()
    assert stations(html)[:2] == [("Tiếp nhận", "02/03/2026"), ("Chờ nộp tiền", "04/03/2026")]
    assert "mang chứng từ đến trung tâm" in html
    assert world.centre.address in html.split("Khoản cần nộp")[1].split("</section>")[0]


@pytest.mark.parametrize(("verb", "station"), [("stop", "Dừng xử lý"), ("withdraw", "Đã rút hồ sơ")])
def test_what_ended_without_a_result_speaks_of_no_result(client, world, dossier, at, verb, station):
    later = MONDAY + timedelta(days=2)
    at(later)
    who = {"stop": world.officer, "withdraw": world.clerk}[verb]
    getattr(dossiers, verb)(dossier, reason="Theo đơn", by=who, now=later)
    html = ask(client, dossier.code, dossier.security_code).content.decode()
    assert stations(html)[-1] == (station, "04/03/2026")
    assert "Nơi liên hệ" in html and world.centre.address in html
    assert "Nơi nhận kết quả" not in html and "Vì sao hẹn ngày này?" not in html
    assert "Hồ sơ đã kết thúc" in html and "Không còn việc" not in html, "papers may still be there to fetch"


def test_a_new_step_shows_at_once(client, world, at):
    found = world.a_dossier(at="received")
    assert "Trung tâm đã nhận đủ" in ask(client, found.code, found.security_code).content.decode()
    Dossier.objects.filter(pk=found.pk).update(status=4, revision=found.revision + 1)
    assert "đang xem xét" in ask(client, found.code, found.security_code).content.decode()


def test_two_queries_and_one_when_asked_again(client, dossier, at, django_assert_num_queries, monkeypatch):
    # The calendar is kept for a second in every process: not a question of this page, however long its first rendering takes.
    monkeypatch.setattr("motcua.deadlines.queries.STATE_SECONDS", 3600)
    calendar_of(dossier.agency_code)
    with django_assert_num_queries(2):
        ask(client, dossier.code, dossier.security_code)
    with django_assert_num_queries(1):
        ask(client, dossier.code, dossier.security_code)


def _forms(code, secret):
    spaced = " ".join(code)
    return {
        "as printed": (code, secret), "lower case": (code.lower(), secret.lower()), "spaces": (f"  {spaced} ", f" {secret[:4]} {secret[4:]} "),
        "long hyphens": (code.replace("-", "–"), secret), "minus signs": (code.replace("-", "\u2212"), f"{secret[:4]}-{secret[4:]}"),
        "zero width": (code.replace("-", "-\u200b"), secret), "swapped": (secret, code),
    }  # fmt: skip


@pytest.mark.parametrize("form", list(_forms("a", "b")))
@pytest.mark.parametrize("method", ["get", "post"])
def test_pasted_codes_are_understood(client, dossier, at, form, method):
    ma, bm = _forms(dossier.code, dossier.security_code)[form]
    answer = getattr(client, method)("/tra-cuu/", {"ma": ma, "bm": bm})
    assert answer.status_code == 200
    assert "đang xem xét" in answer.content.decode()
    assert not WrongTry.objects.exists()


def test_unknown_and_wrong_get_the_same_answer(client, dossier, at):
    wrong = ask(client, dossier.code, "AAAAAAAA")
    unknown = ask(client, dossier.code[:-1] + "9", "AAAAAAAA")
    assert wrong.status_code == unknown.status_code == 404
    blank = [
        answer.content.decode().replace(code, "CODE")
        for answer, code in ((wrong, dossier.code), (unknown, dossier.code[:-1] + "9"))
    ]
    csrf_free = [re.sub(r'csrfmiddlewaretoken" value="[^"]+"', "", html) for html in blank]
    assert csrf_free[0] == csrf_free[1]
    assert WRONG in csrf_free[0]


@pytest.mark.parametrize(
    ("ma", "bm"),
    [
        ("x", "y"), ("H49.2-260230-0001", "AC3K7PMX"), ("H49.2-269999-0001", "AC3K7PMX"), ("A" * 100_000, "B" * 100_000), ("🙂", "🙂"),
        ("'; DROP TABLE--", "1"), ("\x00\x00", "\x00"), ("H49.2-260302-0001" * 50, "x"), ("-", "-"), ("０１２", "ＡＢＣ"),
    ],
)  # fmt: skip
def test_senseless_codes_are_wrong_codes(client, world, at, ma, bm):
    answer = client.post("/tra-cuu/", {"ma": ma, "bm": bm})
    assert answer.status_code == 404
    assert WRONG in answer.content.decode()
    assert len(answer.content) < 30_000


def test_half_a_link_prefills_and_half_a_form_says_what_is_missing(client, world):
    html = client.get("/tra-cuu/", {"ma": "H49.2-260302-0001"}).content.decode()
    assert 'value="H49.2-260302-0001"' in html
    answer = client.post("/tra-cuu/", {"ma": "H49.2-260302-0001", "bm": " "})
    assert answer.status_code == 422
    assert "Ông/Bà ghi mã bảo mật" in answer.content.decode()
    assert not WrongTry.objects.exists()


def test_five_wrong_on_one_code_refuse_that_code_from_everywhere_right_or_wrong(client, world, dossier, at):
    for number in range(5):
        assert ask(client, dossier.code, "AAAAAAAA", REMOTE_ADDR=f"10.0.0.{number}").status_code == 404
    wrong = ask(client, dossier.code, "AAAAAAAA", REMOTE_ADDR="10.9.9.9")
    right = ask(client, dossier.code, dossier.security_code, REMOTE_ADDR="10.9.9.9")
    assert wrong.status_code == right.status_code == 429
    assert RULE in right.content.decode()
    assert 0 < int(right["Retry-After"]) <= 900
    assert "no-store" in right["Cache-Control"]
    other = world.a_dossier()
    assert ask(client, other.code, other.security_code, REMOTE_ADDR="10.9.9.9").status_code == 200


def test_ten_wrong_from_one_address_refuse_that_address_only(client, dossier, at):
    for number in range(10):
        assert ask(client, f"H49.2-260302-{number + 5000}", "AAAAAAAA").status_code == 404
    refused = ask(client, dossier.code, dossier.security_code)
    assert refused.status_code == 429
    assert "từ mạng này" in refused.content.decode()
    assert ask(client, dossier.code, dossier.security_code, REMOTE_ADDR="10.1.1.1").status_code == 200
    at(MONDAY + timedelta(hours=1, minutes=16))
    assert ask(client, dossier.code, dossier.security_code).status_code == 200


def test_answers_slow_down_before_they_are_refused(client, dossier, at, monkeypatch):
    slept = []
    monkeypatch.setattr("time.sleep", slept.append)
    for _number in range(4):
        ask(client, dossier.code, "AAAAAAAA")
    assert slept == [0.5]


def test_in_english(client, dossier, at):
    client.cookies["django_language"] = "en"
    html = ask(client, dossier.code, dossier.security_code).content.decode()
    assert '<html lang="en"' in html
    assert dossier.version.name in html


def test_a_code_in_the_old_order_is_found(client, world, at):
    """Codes given before Circular 03/2025/TT-VPCP begin with the small unit: 000.00.12.H49."""
    world.centre.unit.agency_code = "000.00.12.H49"
    world.centre.unit.save()
    Unit.objects.filter(key="so_nong_nghiep_va_moi_truong").update(valid_from=date(2010, 1, 1))
    old = world.a_dossier(at="processing", now=datetime(2019, 4, 16, 9, tzinfo=VN))
    assert old.code == "000.00.12.H49-190416-0001"
    for typed in (old.code, " 000.00.12.h49 – 190416 – 0001 "):
        answer = ask(client, typed, old.security_code)
        assert answer.status_code == 200
        assert old.version.name in answer.content.decode()
    assert ask(client, "H49.12.00.000-190416-0001", old.security_code).status_code == 404


def test_a_security_code_never_expires(client, world, at):
    found = world.a_dossier(at="returned")
    at(MONDAY + timedelta(days=3650))
    answer = ask(client, found.code, found.security_code)
    assert answer.status_code == 200
    assert "Kết quả đã được trao." in answer.content.decode()
