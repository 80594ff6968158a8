"""The receipt: all that Circular 03/2025 asks for is on it, the codes can be scanned, and no data can break it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.papers.reading import codes, needs_poppler, pages, picture, words
from tests.papers.samples import CODE, HOA, RECEIPT, TRACKING

from motcua.kernel.clock import VN
from motcua.kernel.money import Money
from motcua.kernel.text import clean
from motcua.papers.printing import FeeLine, PaperLine, Person, receipt_pdf

SPITEFUL = '#panic("x") *đậm* _nghiêng_ "nháy" \\ $x^2$ `mã` <nhãn> @tham ]} {[ = tiêu đề // chú thích #import "/x"'


@needs_poppler
@pytest.mark.parametrize(
    "part",
    [
        "Số: 0417/TNHS", CODE, "ACDE3467", "Nguyễn Thị Hoa", "022185001234", "phường Hồng Gai", "0912 345 678",
        "hoa.nguyen@example.vn", "Người ủy quyền: Bùi Văn Cường", "Đăng ký biến động quyền sử dụng đất",
        "Chuyển nhượng toàn bộ thửa đất", "Đơn đăng ký biến động đất đai", "Trả bản cũ khi có kết quả", "1 bộ",
        "10 ngày làm việc", "08 giờ 12, thứ Năm 05/02/2026", "08 giờ 12, thứ Năm 26/02/2026",
        "Quầy trả kết quả, đường Trần Quốc Nghiễn", "Quyển số 02/2026, số thứ tự 417", "650.000 đồng Đã nộp",
        "50.000 đồng Chưa nộp", "700.000 đồng Còn 50.000 đồng", "NGƯỜI NỘP HỒ SƠ", "NGƯỜI TIẾP NHẬN HỒ SƠ",
        "Trần Văn Minh", "quét mã QR, hoặc vào motcua.example.vn, nhập mã hồ sơ", "Tổng đài: 0203 1900",
    ],
)  # fmt: skip
def test_it_says(part: str, tmp_path: Path) -> None:
    with_authoriser = replace(RECEIPT, authoriser=Person(name="Bùi Văn Cường", id_number="022180009999"))
    assert part in words(receipt_pdf(with_authoriser), tmp_path)


@needs_poppler
def test_whoever_hands_in_signs_also_for_an_authoriser(tmp_path: Path) -> None:
    with_authoriser = replace(RECEIPT, authoriser=Person(name="Bùi Văn Cường", email="cuong@example.vn"))
    said = words(receipt_pdf(with_authoriser), tmp_path)
    assert "Nguyễn Thị Hoa" in said.split("NGƯỜI NỘP HỒ SƠ")[1] and "cuong@example.vn" in said


@needs_poppler
@pytest.mark.parametrize("dpi", [150, 200, 300])
def test_its_codes_scan_from_paper(dpi: int, tmp_path: Path) -> None:
    found = codes(picture(receipt_pdf(RECEIPT), tmp_path, dpi=dpi))
    assert found["QRCode"].text == TRACKING
    assert found["Code128"].text == CODE


@needs_poppler
def test_the_qr_is_at_least_20_mm_wide(tmp_path: Path) -> None:
    corners = codes(picture(receipt_pdf(RECEIPT), tmp_path, dpi=254))["QRCode"].position
    assert (corners.top_right.x - corners.top_left.x) / 10 >= 20


@needs_poppler
def test_an_agency_code_of_35_letters_still_scans(tmp_path: Path) -> None:
    code = "H49.12.34.56.78.90.12.34.56.78.90.1-260205-123456789"
    found = codes(picture(receipt_pdf(replace(RECEIPT, code=code)), tmp_path, dpi=300))
    assert found["Code128"].text == code


@needs_poppler
def test_signatures_never_stand_alone_on_a_sheet(tmp_path: Path) -> None:
    for count in range(1, 12):
        made = receipt_pdf(replace(RECEIPT, papers=RECEIPT.papers[:1] * count))
        last = words(made, tmp_path, first=pages(made))
        assert ("Phí thẩm định hồ sơ" in last) and ("NGƯỜI NỘP HỒ SƠ" in last)


@needs_poppler
def test_what_is_free_is_never_unpaid(tmp_path: Path) -> None:
    free = FeeLine(name="Lệ phí đăng ký khai sinh", amount=Money(0))
    alone = words(receipt_pdf(replace(RECEIPT, fees=(free,))), tmp_path)
    assert "Phí, lệ phí: Miễn phí" in alone and "Chưa nộp" not in alone and "0 đồng" not in alone
    beside = words(receipt_pdf(replace(RECEIPT, fees=(free, replace(RECEIPT.fees[0], paid=True)))), tmp_path)
    assert "Lệ phí đăng ký khai sinh Miễn phí" in beside and "Đã nộp đủ" in beside and "Chưa nộp" not in beside


def test_a_usual_receipt_is_one_sheet() -> None:
    assert pages(receipt_pdf(replace(RECEIPT, fees=RECEIPT.fees[:1], papers=RECEIPT.papers[:2]))) == 1


@needs_poppler
def test_forty_papers_go_on_with_the_head_repeated(tmp_path: Path) -> None:
    many = tuple(PaperLine(name=f"Bản vẽ số {number}", copies=number) for number in range(1, 41))
    made = receipt_pdf(replace(RECEIPT, papers=many))
    text = words(made, tmp_path)
    count = pages(made)
    assert count >= 2
    assert all(f"Bản vẽ số {number} " in text for number in range(1, 41))
    assert text.count("Thành phần hồ sơ nộp") == 2
    assert text.count(f"Mã hồ sơ: {CODE}") == count - 1
    assert all(f"Trang {page}/{count}" in text for page in range(1, count + 1))


@needs_poppler
def test_words_of_the_page_language_stay_words(tmp_path: Path) -> None:
    text = words(receipt_pdf(replace(RECEIPT, applicant=replace(HOA, name=SPITEFUL), case=SPITEFUL)), tmp_path)
    assert text.count('#panic("x") *đậm* _nghiêng_ "nháy"') == 3
    assert "<nhãn> @tham ]} {[ = tiêu đề // chú thích" in text


@needs_poppler
@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("An", "An"),
        ("Hòa", "Hòa"),
        ("Nguyễn Thị 😀 Hoa", "Nguyễn Thị □ Hoa"),
        ("中文 Иван Ωμέγα", "□□ Иван Ωμέγα"),
        ("Dòng\x00 một\x07", "Dòng một"),
        ("\ue000 riêng \u25d8", " riêng □"),
        ("Trái\u202e phải\u200f", "Trái phải"),
        ("ﬁ ½ №", "fi"),
    ],
    ids=["short", "nfd", "emoji", "scripts", "control", "private", "direction", "ligature"],
)
def test_any_name_prints(name: str, seen: str, tmp_path: Path) -> None:
    assert seen in words(receipt_pdf(replace(RECEIPT, applicant=replace(HOA, name=name))), tmp_path)


@needs_poppler
def test_a_name_of_200_letters_loses_none(tmp_path: Path) -> None:
    name = "Ằ" * 199 + "B"
    text = words(receipt_pdf(replace(RECEIPT, applicant=Person(name=name))), tmp_path)
    assert text.count("Ằ") == 2 * 199
    assert clean(name)[-1] in text


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="múi giờ"):
        receipt_pdf(replace(RECEIPT, received_at=RECEIPT.received_at.astimezone(VN).replace(tzinfo=None)))
