"""The portal's pages say what people ask first, in both languages, and each is a valid page."""

import gzip
import re

import pytest
from django.test import Client
from django.utils import translation

from motcua.catalogue import actions as catalogue
from motcua.catalogue.models import ProcedureVersion

PAGES = [
    "/", "/gioi-thieu/", "/thu-tuc/", "/thu-tuc/?q=khai+sinh", "/thu-tuc/?q=khong+co+gi", "/thu-tuc/linh-vuc/", "/thu-tuc/co-quan/",
    "/thu-tuc/doi-tuong/", "/thu-tuc/cap/", "/thu-tuc/su-kien/co-con/", "/thu-tuc/su-kien/di-hoc/", "/thu-tuc/1.001193/cua-toi/", "/thu-tuc/1.012753/cua-toi/",
    "/thu-tuc/1.012753/cua-toi/?g3=co", "/thu-tuc/1.001193/mau-don/",
    "/thu-tuc/1.001193/", "/thu-tuc/1.001193/in/", "/trung-tam/", "/trung-tam/tinh/", "/tra-cuu/",
]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_each_page_in_both_languages(client, world, path):
    vietnamese = client.get(path).content.decode()
    client.cookies["django_language"] = "en"
    english = client.get(path).content.decode()
    assert '<html lang="vi"' in vietnamese
    assert '<html lang="en"' in english


def test_first_page_leads_everywhere_and_is_light(client, world):
    catalogue.set_popular(world.birth, is_popular=True)
    answer = client.get("/")
    html = answer.content.decode()
    for path in ("/thu-tuc/", "/tra-cuu/", "/trung-tam/", "/gioi-thieu/", "/thu-tuc/1.001193/"):
        assert f'href="{path}"' in html
    assert "Ông/Bà cần làm việc gì?" in html
    assert len(gzip.compress(answer.content)) < 12_000
    assert "<script src" not in html.replace('<script type="module" src', "")


def test_procedure_page_answers_what_people_ask_first(client, world):
    html = client.get("/thu-tuc/1.001193/").content.decode()
    for words in (
        "Giấy chứng sinh",
        "1 bản chính (chỉ xuất trình)",
        "1 ngày làm việc",
        "8.000 đồng",
        "2 trung tâm",
        "Mức độ 2",
        "60/2014/QH13",
    ):
        assert words in html
    order = [html.index(f'id="{name}"') for name in ("giay-to", "cach-nop", "noi-nop", "chi-tiet")]
    assert order == sorted(order)


def test_kept_pages_hold_nothing_of_a_person(login, world):
    browser = login("quay1")
    for path in ("/", "/thu-tuc/1.001193/", "/thu-tuc/1.001193/in/"):
        answer = browser.get(path)
        html = answer.content.decode()
        assert "csrf" not in html.lower()
        assert world.clerk.full_name not in html
        assert "motcua_csrf" not in answer.cookies
        assert "motcua_session" not in answer.cookies


@pytest.mark.parametrize("path", ["/", "/thu-tuc/1.001193/", "/thu-tuc/1.001193/in/", "/thu-tuc/linh-vuc/"])
def test_unchanged_pages_answer_304_and_changed_ones_do_not(client, world, path):
    first = client.get(path)
    assert first["Cache-Control"] == "no-cache"
    assert client.get(path, headers={"if-none-match": first["ETag"]}).status_code == 304
    version = ProcedureVersion.objects.get(procedure=world.birth)
    ProcedureVersion.objects.filter(pk=version.pk).update(name="Khai sinh kiểu mới", keywords=["khai sinh mới"])
    catalogue.set_popular(world.birth, is_popular=True)
    catalogue.open_field("Hộ tịch")
    changed = client.get(path, headers={"if-none-match": first["ETag"]})
    if path != "/thu-tuc/linh-vuc/":
        assert changed.status_code == 200
        assert "hai sinh" in changed.content.decode()
    else:
        assert changed.status_code == 304


def test_the_tag_differs_by_language_and_case(client, world):
    tags = {client.get("/thu-tuc/1.001193/")["ETag"], client.get("/thu-tuc/1.000894/")["ETag"]}
    client.cookies["django_language"] = "en"
    tags.add(client.get("/thu-tuc/1.001193/")["ETag"])
    assert len(tags) == 3


def test_packed_page_is_the_same_page(client, world):
    plain = client.get("/thu-tuc/1.001193/")
    packed = Client().get("/thu-tuc/1.001193/", headers={"accept-encoding": "gzip, br"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert packed["ETag"] == plain["ETag"]


def test_kept_procedure_page_asks_the_database_nothing(client, world, django_assert_num_queries):
    with django_assert_num_queries(12):
        client.get("/thu-tuc/1.001193/")
    with django_assert_num_queries(0):
        client.get("/thu-tuc/1.001193/")


@pytest.mark.parametrize("wish", ["0", "99", "-1", "²", "1e3", "x" * 5000, "", "2"])
def test_a_case_that_is_not_there_is_the_first(client, world, wish):
    html = client.get("/thu-tuc/1.001193/", {"truong-hop": wish}).content.decode()
    assert "Giấy chứng sinh" in html
    assert wish == "" or f"truong-hop={wish}" not in html


@pytest.mark.parametrize("code", ["1.999999", "x" * 61, "x" * 5000, "%00", "linh vuc", "🙂"])
def test_unknown_procedures_are_not_found(client, world, code):
    for tail in ("", "in/", "ma-qr.svg"):
        answer = client.get(f"/thu-tuc/{code}/{tail}")
        assert answer.status_code == 404


def test_a_page_that_is_not_there_shows_the_ways_on(client, world):
    html = client.get("/khong-co-trang-nay/").content.decode()
    assert "Không có trang nào ở địa chỉ này" in html and "tài khoản" not in html
    for way in ("/thu-tuc/", "/tra-cuu/", "/trung-tam/"):
        assert f'<a class="govuk-link" href="{way}">' in html



def test_language_link_comes_back_to_the_same_page(client, world):
    html = client.get("/thu-tuc/1.001193/").content.decode()
    link = re.search(r'mc-header__language" href="([^"]+)"', html)[1].replace("&amp;", "&")
    assert link.startswith("/ngon-ngu/?language=en")
    answer = client.get(link)
    assert (answer.status_code, answer["Location"]) == (303, "/thu-tuc/1.001193/")
    assert 'lang="en"' in client.get(answer["Location"]).content.decode()
    assert translation.get_language() == "vi"


def test_qr_is_the_picture_of_this_page(client, world):
    answer = client.get("/thu-tuc/1.001193/ma-qr.svg")
    other = client.get("/thu-tuc/1.000894/ma-qr.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer.content.startswith(b"<svg")
    assert answer.content != other.content
