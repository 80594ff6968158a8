"""What each of the other papers must say (forms 2 to 7, guidance, hand-over, fee receipt)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.papers.reading import codes, needs_poppler, pages, picture, words
from tests.papers.samples import (
    CHECKLIST,
    CODE,
    FEES,
    HANDOVER,
    INCOMPLETE,
    REFUSAL,
    REGISTER,
    SHEETS,
    SUPPLEMENT,
    TRACKING,
)

from motcua.papers.printing import (
    AskedPaper,
    Defect,
    FeeKind,
    GuidanceSlip,
    HandoverKind,
    PaperLine,
    fee_receipt_pdf,
    guidance_pdf,
    handover_pdf,
    refusal_pdf,
    register_pdf,
    supplement_pdf,
)

pytestmark = needs_poppler

SAYS = {
    "checklist": ("Mã thủ tục: 1.001193", "Mẫu: Mẫu tờ khai khai sinh", "Chỉ cần xuất trình", "Bất kỳ trung tâm nào"),
    "incomplete": (
        "Phạm Văn Đức", "còn 2 điểm cần hoàn thiện", "chưa tiếp nhận hồ sơ này", "Chưa ghi số định danh của mẹ",
        "Mang bản chính do bệnh viện cấp", "Lê Thu Hà",
    ),
    "supplement": (CODE, "một lần", "Giấy chứng sinh", "17 giờ 00, thứ Năm 05/03/2026", "quầy 3, 0203 1900", "1 Trần Hưng Đạo"),
    "refusal": (CODE, "1. Thửa đất đang có tranh chấp.", "2. Hợp đồng chưa", "Nộp lại khi hết tranh chấp."),
    "apology": (CODE, "xin lỗi Ông/Bà", "Chưa có thông báo thuế", "17 giờ 00, thứ Ba 03/03/2026", "Vũ Thị Lan"),
    "stop": (CODE, "Quá thời hạn bổ sung giấy tờ", "Chờ bổ sung", "Hoàn lại 650.000 đồng", "Giấy tờ trả lại"),
    "control": (CODE, "Trần Văn Minh", "Chi cục Thuế", "Đúng hạn", "Quá hạn", "Hạn: 11:00"),
    "register": ("từ 01/02/2026 đến 28/02/2026", "Số hồ sơ: 40", "H49.12-260205-0040", "26/02/2026", "Vũ Thị Lan"),
    "handover": ("Lê Hùng, Văn phòng Đăng ký đất đai", "1 hồ sơ", CODE, "BÊN GIAO", "BÊN NHẬN"),
    "fees": (
        "QN/26P", "0001234", "650.000 đồng", "21.005 đồng", "671.005 đồng",
        "Sáu trăm bảy mươi mốt nghìn không trăm linh năm đồng", "Tiền mặt", "Đỗ Thị Mai",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SAYS)
def test_it_says(name: str, tmp_path: Path) -> None:
    make, data, _, _ = SHEETS[name]
    text = words(make(data), tmp_path)
    assert [part for part in SAYS[name] if part not in text] == []


AGAIN, ON = "toàn bộ thời hạn (10 ngày làm việc) được tính lại từ đầu", "phần thời hạn còn lại được tính tiếp"


@pytest.mark.parametrize(("restarts", "true", "untrue"), [(True, AGAIN, ON), (False, ON, AGAIN)], ids=["restart", "pause"])
def test_a_request_for_papers_says_what_happens_to_the_term(restarts: bool, true: str, untrue: str, tmp_path: Path) -> None:
    text = words(supplement_pdf(replace(SUPPLEMENT, restarts=restarts)), tmp_path)
    assert true in text and untrue not in text
    assert "qua trang theo dõi" not in text and "tạm dừng" not in text


@pytest.mark.parametrize("name", ["supplement", "refusal", "apology", "stop", "control", "fees"])
def test_the_dossier_code_scans(name: str, tmp_path: Path) -> None:
    make, data, _, _ = SHEETS[name]
    assert codes(picture(make(data), tmp_path))["Code128"].text == CODE


@pytest.mark.parametrize(
    ("name", "target"),
    [("checklist", CHECKLIST.url), ("incomplete", CHECKLIST.url), ("supplement", TRACKING), ("apology", TRACKING)],
)
def test_the_qr_scans(name: str, target: str, tmp_path: Path) -> None:
    make, data, _, _ = SHEETS[name]
    assert codes(picture(make(data), tmp_path))["QRCode"].text == target


def test_a_checklist_does_not_speak_of_a_refused_dossier(tmp_path: Path) -> None:
    assert "chưa tiếp nhận" not in words(guidance_pdf(CHECKLIST), tmp_path)


def test_a_bare_guidance_slip_prints(tmp_path: Path) -> None:
    bare = GuidanceSlip(head=CHECKLIST.head, procedure="Xác nhận tình trạng hôn nhân", url=CHECKLIST.url)
    assert "Xác nhận tình trạng hôn nhân" in words(guidance_pdf(bare), tmp_path)


def test_an_officer_less_slip_has_no_signatures(tmp_path: Path) -> None:
    assert "Ký và ghi rõ" not in words(guidance_pdf(replace(INCOMPLETE, officer="")), tmp_path)


def test_a_refusal_before_submission_has_no_code(tmp_path: Path) -> None:
    text = words(refusal_pdf(replace(REFUSAL, code="")), tmp_path)
    assert "Mã hồ sơ" not in text
    assert "Nguyễn Thị Hoa" in text


def test_a_cancelled_fee_receipt_keeps_its_number_and_says_so(tmp_path: Path) -> None:
    cancelled = replace(FEES, cancelled=True, cancel_reason="Ghi sai số tiền")
    text = words(fee_receipt_pdf(cancelled), tmp_path)
    assert "ĐÃ HỦY" not in words(fee_receipt_pdf(FEES), tmp_path)
    assert "Biên lai đã hủy: Ghi sai số tiền" in text
    assert "0001234" in text
    assert codes(picture(fee_receipt_pdf(cancelled), tmp_path))["Code128"].text == CODE


def test_a_levy_has_its_own_title(tmp_path: Path) -> None:
    assert "BIÊN LAI THU LỆ PHÍ" in words(fee_receipt_pdf(replace(FEES, kind=FeeKind.LEVY)), tmp_path)


def test_results_have_their_own_list(tmp_path: Path) -> None:
    text = words(handover_pdf(replace(HANDOVER, kind=HandoverKind.RESULTS)), tmp_path)
    assert "DANH SÁCH BÀN GIAO KẾT QUẢ" in text
    assert "1 kết quả" in text


def test_the_register_repeats_its_head_on_each_page(tmp_path: Path) -> None:
    made = register_pdf(REGISTER)
    text = words(made, tmp_path)
    assert pages(made) > 1
    assert text.count("Mã hồ sơ Người nộp, địa chỉ") == pages(made)


def test_an_empty_register_prints(tmp_path: Path) -> None:
    assert "Số hồ sơ: 0" in words(register_pdf(replace(REGISTER, rows=())), tmp_path)


LONG = " ".join(f"chữ{number}" for number in range(900))
LONG_DEFECTS = (Defect(paper="Tờ khai", problem=LONG, remedy="Viết lại"),)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("receipt", {"content": LONG}),
        ("receipt", {"procedure": LONG}),
        ("receipt", {"papers": (PaperLine(name=LONG, originals=1),)}),
        ("checklist", {"papers": (AskedPaper(name="Đơn", note=LONG),)}),
        ("checklist", {"advice": LONG}),
        ("incomplete", {"defects": LONG_DEFECTS}),
        ("supplement", {"missing": LONG_DEFECTS}),
        ("supplement", {"reason": LONG}),
        ("refusal", {"reasons": (LONG,)}),
        ("refusal", {"reasons": (LONG, "và lý do thứ hai")}),
        ("apology", {"reason": LONG}),
        ("stop", {"reason": LONG}),
        ("control", {"rows": (replace(SHEETS["control"][1].rows[0], note=LONG),)}),
        ("register", {"rows": (replace(REGISTER.rows[0], procedure=LONG),)}),
        ("handover", {"rows": (replace(HANDOVER.rows[0], procedure=LONG),)}),
        ("fees", {"procedure": LONG}),
    ],
)
def test_no_word_of_a_long_text_is_lost(name: str, change: dict[str, object], tmp_path: Path) -> None:
    make, data, _, _ = SHEETS[name]
    text = words(make(replace(data, **change)), tmp_path)
    assert [number for number in range(900) if f"chữ{number}" not in text] == []
