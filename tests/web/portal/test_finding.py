"""Search is tone-insensitive, understands whole questions, and is never a dead end."""

import pytest
from tests.pages import part


@pytest.mark.parametrize(
    "question",
    [
        "khai sinh",
        "KHAI SINH",
        "khai  sinh",
        "Khai sính",
        "kha\u0069 sinh",
        "dang ky khai",
        "1.001193",
        "tôi muốn làm khai sinh",
    ],
)
def test_finds_birth_registration(client, world, question):
    html = client.get("/thu-tuc/", {"q": question}).content.decode()
    assert "/thu-tuc/1.001193/" in html
    assert "1 thủ tục" in html


def test_nothing_fits_but_something_is_near(client, world):
    html = client.get("/thu-tuc/", {"q": "khai sinh trên sao Hỏa"}).content.decode()
    assert "Không có thủ tục nào khớp hẳn" in html
    assert "/thu-tuc/1.001193/" in html


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
    for question in ("khai", "cap doi", "thu tuc"):
        client.get("/thu-tuc/", {"q": question})
    with django_assert_num_queries(5):
        assert "1 thủ tục" in client.get("/thu-tuc/", {"q": "khai sinh"}).content.decode()
    with django_assert_num_queries(5):
        assert "4 thủ tục" in client.get("/thu-tuc/?q=").content.decode()


def test_browsing_counts(client, world):
    fields = client.get("/thu-tuc/linh-vuc/").content.decode()
    assert "?linh-vuc=ho-tich" in fields
    assert "?linh-vuc=dat-dai" in fields
    assert "?co-quan=so_tu_phap" in client.get("/thu-tuc/co-quan/").content.decode()
