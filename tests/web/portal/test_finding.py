"""Search is tone-insensitive, understands whole questions, and is never a dead end."""

import pytest
from django.conf import settings
from django.db import OperationalError
from tests.pages import part
from tests.web.portal.test_browse import publish

from motcua.catalogue import queries as catalogue
from motcua.catalogue.actions import flush_searches, noting
from motcua.catalogue.models import SearchAsked
from motcua.kernel import clock


@pytest.mark.parametrize(
    "question",
    [
        "khai sinh",
        "KHAI SINH",
        "khai  sinh",
        "Khai sính",
        "kha\u0069 sinh",
        "dang ky khai sin",
        "1.001193",
        "tôi muốn làm khai sinh",
    ],
)
def test_finds_birth_registration(client, world, question):
    html = client.get("/thu-tuc/", {"q": question}).content.decode()
    assert "/thu-tuc/mo/1.001193/?q=" in html
    assert "1 thủ tục" in html


def test_it_says_what_it_understood(client, world):
    assert 'Hiểu là: <span lang="vi">đăng ký khai sinh</span>' in client.get("/thu-tuc/", {"q": "vợ mới đẻ con"}).content.decode()
    assert "Hiểu là" not in client.get("/thu-tuc/").content.decode()


@pytest.mark.parametrize("question", ["khai sinh", "Khai Sinh", "kết hôn", "ket hon"])
def test_it_does_not_repeat_what_was_typed(client, world, question):
    html = client.get("/thu-tuc/", {"q": question}).content.decode()
    assert "1 thủ tục" in html and "Hiểu là" not in html


def test_without_results_each_way_on_stands_once(client, world):
    html = client.get("/thu-tuc/", {"q": "qqqq"}).content.decode()
    assert html.count('href="/thu-tuc/linh-vuc/"') == 1 and html.count('href="/thu-tuc/co-quan/"') == 1


def test_without_results_the_advice_stands_before_the_popular_ones(client, world):
    world.birth.is_popular = True
    world.birth.save()
    html = client.get("/thu-tuc/", {"q": "qqqq"}).content.decode()
    assert 0 < html.index("thử gõ ít chữ hơn") < html.index("Việc nhiều người làm")


def test_nothing_fits_but_something_is_near(client, world):
    html = client.get("/thu-tuc/", {"q": "lắp kính viễn vọng vũ trụ ở khu đất sao Hỏa"}).content.decode()
    assert "Không có thủ tục nào khớp hẳn" in html
    assert "Những thủ tục gần với lời Ông/Bà hỏi" in html
    assert "/thu-tuc/mo/" in html


def test_a_page_of_results_is_kept_and_answers_304(client, world):
    first = client.get("/thu-tuc/", {"q": "khai sinh"})
    assert client.get("/thu-tuc/", {"q": "khai sinh"}, headers={"if-none-match": first["ETag"]}).status_code == 304
    assert client.get("/thu-tuc/", {"q": "ket hon"})["ETag"] != first["ETag"]


@pytest.mark.parametrize("question", ["qqqq", "!!!", "😀", "%00", "x" * 100_000, "' OR 1=1 --", "\x00"])
def test_senseless_questions_still_show_a_way_on(client, world, question):
    answer = client.get("/thu-tuc/", {"q": question[:3000]})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert 'href="/trung-tam/"' in html
    assert "/thu-tuc/linh-vuc/" in html


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"q": ""}, 4), ({"linh-vuc": "ho-tich"}, 2), ({"co-quan": "so_tu_phap"}, 2), ({"cap": "province"}, 2), ({"doi-tuong": "citizen"}, 4),
        ({"doi-tuong": "business"}, 0), ({"trung-tam": "ha-long"}, 2), ({"trung-tam": "khong-co"}, 4), ({"su-kien": "co_con"}, 1), ({"su-kien": "xe_co"}, 0),
        ({"linh-vuc": "ho-tich", "q": "ket hon"}, 1), ({"linh-vuc": "x" * 3000}, 0), ({"page": "99"}, 4), ({"page": "-1"}, 4), ({"page": "²"}, 4),
    ],
)  # fmt: skip
def test_filters(client, world, query, count):
    html = client.get("/thu-tuc/", query).content.decode()
    assert (f"{count} thủ tục" if count else "Không có thủ tục nào khớp hẳn") in html


def test_fragment_equals_the_same_part_of_the_page(client, world):
    for query in ({"q": "khai"}, {"q": "zzz"}, {"linh-vuc": "dat-dai"}):
        whole = client.get("/thu-tuc/", query)
        fragment = client.get("/thu-tuc/", query, headers={"hx-request": "true"})
        assert "HX-Request" in fragment["Vary"]
        assert part(fragment.content.decode(), "ket-qua") == part(whole.content.decode(), "ket-qua")


def test_list_costs_the_same_with_one_row_and_with_three(client, world, django_assert_num_queries):
    client.get("/thu-tuc/", {"q": "cap doi"})
    with django_assert_num_queries(4):
        assert "1 thủ tục" in client.get("/thu-tuc/", {"q": "khai sinh"}).content.decode()
    with django_assert_num_queries(5):
        assert "4 thủ tục" in client.get("/thu-tuc/?q=").content.decode()
    with django_assert_num_queries(0):
        assert "1 thủ tục" in client.get("/thu-tuc/", {"q": "khai sinh"}).content.decode()


def test_browsing_counts(client, world):
    fields = client.get("/thu-tuc/linh-vuc/").content.decode()
    assert "?linh-vuc=ho-tich" in fields
    assert "?linh-vuc=dat-dai" in fields
    assert "?co-quan=so_tu_phap" in client.get("/thu-tuc/co-quan/").content.decode()


def test_suggestions_as_one_types(client, world):
    fragment = client.get("/thu-tuc/goi-y/", {"q": "khai si"}, headers={"hx-request": "true"}).content.decode()
    assert 'role="option"' in fragment
    assert "/thu-tuc/mo/1.001193/?q=khai+si" in fragment
    assert "Đăng ký khai sinh" in fragment
    without_scripts = client.get("/thu-tuc/goi-y/", {"q": "khai si"})
    assert (without_scripts.status_code, without_scripts["Location"]) == (303, "/thu-tuc/?q=khai+si")


def suggested(client, question):
    return client.get("/thu-tuc/goi-y/", {"q": question}, headers={"hx-request": "true"}).content.decode()


def test_suggestions_have_the_names_of_the_results(client, world):
    long = "Cấp giấy phép xây dựng mới đối với công trình cấp III, cấp IV và nhà ở riêng lẻ thuộc thẩm quyền của Ủy ban nhân dân cấp xã và cấp tỉnh"
    publish(world, "1.500021", long, keywords=("giấy phép xây nhà",), name_en="Permit to build a new house")
    assert '<span class="mc-suggest__name">Giấy phép xây nhà</span>' in suggested(client, "giay phep")
    assert ">Giấy phép xây nhà</a>" in client.get("/thu-tuc/", {"q": "giay phep"}).content.decode()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    fragment = suggested(client, "permit")
    assert '<span class="mc-suggest__name">Permit to build a new house</span>' in fragment
    assert 'lang="vi"' not in fragment
    publish(world, "1.500022", "Cấp thẻ hội viên")
    assert '<span class="mc-suggest__name" lang="vi">Cấp thẻ hội viên</span>' in suggested(client, "thẻ hội viên")


@pytest.mark.parametrize("question", ["", "?!", "\x00", "x" * 5000, "<script>alert(1)</script>"])
def test_suggestions_for_nothing_are_none(client, world, question):
    assert client.get("/thu-tuc/goi-y/", {"q": question}, headers={"hx-request": "true"}).content.decode().strip() == ""


def test_searches_without_a_click_are_counted_without_anybody(client, world):
    today = clock.local_day(clock.now())
    for question in ("sổ vàng", "sổ vàng", "khai sinh", "0912345678", "Nguyễn Văn An", "an@example.vn"):
        client.get("/thu-tuc/", {"q": question})
    opened = client.get("/thu-tuc/mo/1.001193/", {"q": "khai sinh"})
    assert (opened.status_code, opened["Location"]) == (303, "/thu-tuc/1.001193/")
    flush_searches()
    assert {(row.words, row.asked, row.opened) for row in SearchAsked.objects.all()} == {("so vang", 2, 0), ("khai sinh", 1, 1)}
    assert [(row.words, row.asked, row.last) for row in catalogue.without_click(since=today)] == [("so vang", 2, today)]
    client.get("/thu-tuc/", {"q": "sổ vàng"})
    assert flush_searches() == 1
    assert SearchAsked.objects.get(words="so vang").asked == 3


def test_counts_of_searches_wait_for_a_database_that_is_locked(client, world, monkeypatch):
    def locked(*_):
        raise OperationalError("database is locked")

    client.get("/thu-tuc/", {"q": "sổ vàng"})
    with monkeypatch.context() as patch:
        patch.setattr(noting, "_write", locked)
        with pytest.raises(OperationalError):
            flush_searches()
    client.get("/thu-tuc/", {"q": "sổ vàng"})
    assert flush_searches() == 1
    assert SearchAsked.objects.get(words="so vang").asked == 2


def test_the_timer_tries_again_when_the_database_was_locked(monkeypatch, caplog):
    armed = []
    monkeypatch.setattr(noting, "flush_searches", lambda: (_ for _ in ()).throw(OperationalError("database is locked")))
    monkeypatch.setattr(noting, "_soon", lambda: armed.append(True))
    noting._flush_in_thread()
    assert armed == [True] and "wait for the database" in caplog.text
