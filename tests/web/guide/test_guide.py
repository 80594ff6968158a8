"""The guidance desk: found by a few letters, given on paper or to the phone, logged without the person (seed step 1)."""

import io
import subprocess
from datetime import date
from decimal import Decimal

import pytest
import zxingcpp
from django.conf import settings
from PIL import Image

from motcua.catalogue import actions as catalogue
from motcua.catalogue.models import Guidance
from motcua.catalogue.rules import Draft, DraftCase, DraftPaper, DraftTerm


@pytest.fixture
def adoption(world):
    """A procedure with two cases."""
    paper = DraftPaper("Đơn xin nhận con nuôi", originals=2, form="Đơn")
    draft = Draft(
        code="1.003005", name="Đăng ký nuôi con nuôi", department="so_tu_phap", field="Hộ tịch", level="province",
        cases=(DraftCase("Trong nước", (paper,)), DraftCase("Cha dượng, mẹ kế", (paper, DraftPaper("Giấy kết hôn", only_show=True)))),
        terms=(DraftTerm("counter", Decimal(30), "calendar_day"),), keywords=("xin con nuôi",),
    )  # fmt: skip
    version = catalogue.publish_version(draft, valid_from=date(2024, 1, 1), by="system", now=world.now)
    catalogue.set_receiving(version.procedure, [world.centre])
    return version


@pytest.mark.parametrize("name", ["huongdan", "quay1", "lanhdao"])
def test_guides_enter(login, name):
    assert "Khách cần làm việc gì?" in login(name).get("/huong-dan/").content.decode()


@pytest.mark.parametrize("name", ["datdai", "quantri"])
@pytest.mark.parametrize(
    "path", ["/huong-dan/", "/huong-dan/1.001193/1/", "/huong-dan/1.001193/1/phieu.pdf", "/huong-dan/1.001193/1/ma-qr/"]
)
def test_others_do_not(login, name, path):
    assert login(name).get(path).status_code == 404


def test_strangers_are_asked_to_log_in(client, world):
    assert client.get("/huong-dan/")["Location"].startswith("/can-bo/dang-nhap/")
    assert not Guidance.objects.exists()


def test_one_hit_opens_at_once_and_one_case_goes_to_its_checklist(login):
    browser = login("huongdan")
    found = browser.get("/huong-dan/", {"q": "khai sinh"})
    assert (found.status_code, found["Location"]) == (303, "/huong-dan/1.001193/?tu=khai+sinh")
    case = browser.get(found["Location"])
    assert (case.status_code, case["Location"]) == (303, "/huong-dan/1.001193/1/")
    html = browser.get(case["Location"]).content.decode()
    for words in (
        "Giấy chứng sinh",
        "Chỉ xuất trình",
        "1 ngày làm việc",
        "8.000 đồng",
        "Trung tâm Phục vụ hành chính công tỉnh Quảng Ninh",
    ):
        assert words in html


def test_who_decides_is_whom_reception_will_name(login, world):
    html = login("huongdan").get("/huong-dan/1.001193/1/").content.decode()
    assert world.a_dossier(procedure=world.birth).deciding_unit.name in html


def test_cases_are_chosen_by_number(login, adoption):
    html = login("huongdan").get("/huong-dan/1.003005/").content.decode()
    assert 'data-key="1"' in html
    assert "/huong-dan/1.003005/2/" in html


@pytest.mark.parametrize(
    ("how", "goes_to"),
    [("printed", "/huong-dan/1.003005/2/phieu.pdf"), ("qr", "/huong-dan/1.003005/2/ma-qr/"), ("shown", "/huong-dan/")],
)
def test_each_guidance_is_logged_without_the_person(login, world, adoption, how, goes_to):
    browser = login("huongdan")
    answer = browser.post("/huong-dan/1.003005/2/", {"how": how})
    assert (answer.status_code, answer["Location"]) == (303, goes_to)
    row = Guidance.objects.get()
    assert (row.how, row.case.name, row.centre, row.by) == (how, "Cha dượng, mẹ kế", world.centre, world.guide)
    assert {field.name for field in Guidance._meta.fields} == {"id", "centre", "case", "by", "at", "how"}
    browser.get(goes_to)
    assert Guidance.objects.count() == 1
    desk = browser.get("/huong-dan/").content.decode()
    assert "<strong>1</strong> lượt hướng dẫn hôm nay" in desk
    assert "Vừa hướng dẫn" in desk


def test_paper_and_qr_lead_to_the_same_case_on_the_phone(login, client, adoption):
    browser = login("huongdan")
    html = browser.get("/huong-dan/1.003005/2/ma-qr/").content.decode()
    assert "/thu-tuc/1.003005/?truong-hop=2#giay-to<" in html
    pdf = browser.get("/huong-dan/1.003005/2/phieu.pdf")
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF-1.")
    page = client.get("/thu-tuc/1.003005/?truong-hop=2").content.decode()
    assert "Giấy kết hôn" in page
    assert 'id="giay-to"' in page
    assert _qr_texts(pdf.content) == [f"{_base()}/thu-tuc/1.003005/?truong-hop=2#giay-to"]


def test_the_first_of_two_cases_is_named_as_well(login, adoption):
    browser = login("huongdan")
    assert "/thu-tuc/1.003005/?truong-hop=1#giay-to<" in browser.get("/huong-dan/1.003005/1/ma-qr/").content.decode()
    assert "/thu-tuc/1.001193/#giay-to<" in browser.get("/huong-dan/1.001193/1/ma-qr/").content.decode()


def _base():
    return settings.PUBLIC_URL


def _qr_texts(pdf):
    """What the codes on the first page say, read back from its picture."""
    png = subprocess.run(
        ["pdftoppm", "-r", "200", "-png", "-singlefile", "-"], input=pdf, capture_output=True, check=True
    ).stdout
    return [code.text for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(png)))]


@pytest.mark.parametrize(
    "path", ["/huong-dan/9.999999/", "/huong-dan/1.001193/2/", "/huong-dan/1.001193/0/", f"/huong-dan/{'x' * 400}/"]
)
def test_what_is_not_there_is_not_found(login, path):
    assert login("huongdan").get(path).status_code == 404


def test_an_unknown_way_is_not_logged(login):
    assert login("huongdan").post("/huong-dan/1.001193/1/", {"how": "telepathy"}).status_code == 404
    assert not Guidance.objects.exists()


def test_no_hit_says_what_to_try(login):
    html = login("huongdan").get("/huong-dan/", {"q": "zzzz"}).content.decode()
    assert "Không thấy thủ tục nào" in html
    assert "Gần với lời hỏi nhất" not in html
    assert "mở dòng có phím" not in html


def test_what_was_typed_is_not_told_again_as_understood(login):
    html = login("huongdan").get("/huong-dan/", {"q": "Ho Tich"}).content.decode()
    assert "Kết quả tìm" in html
    assert "Hiểu là" not in html


def test_desk_costs_the_same_with_one_and_with_three_popular(login, world, django_assert_num_queries):
    browser = login("huongdan")
    catalogue.set_popular(world.birth, is_popular=True)
    with django_assert_num_queries(5):
        browser.get("/huong-dan/")
    catalogue.set_popular(world.marriage, is_popular=True)
    catalogue.set_popular(world.deed, is_popular=True)
    with django_assert_num_queries(5):
        assert browser.get("/huong-dan/").content.decode().count('data-key="F') == 3


def test_suggestions_are_for_guides_only(login, client, world):
    fragment = login("huongdan").get("/huong-dan/goi-y/", {"q": "khai"}, headers={"hx-request": "true"}).content.decode()
    assert "/huong-dan/1.001193/?tu=khai" in fragment
    assert 'data-key="F2" aria-keyshortcuts="F2"' in fragment
    assert login("huongdan").get("/huong-dan/goi-y/", {"q": "khai"})["Location"] == "/huong-dan/?q=khai"
    assert client.get("/huong-dan/goi-y/", {"q": "khai"})["Location"].startswith("/can-bo/dang-nhap/")
