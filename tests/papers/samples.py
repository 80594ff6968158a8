"""One example of each printed paper, with invented people of Quảng Ninh, for the tests and the bench."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from motcua.kernel.clock import VN
from motcua.kernel.money import Money
from motcua.papers import printing as p


def moment(day: int, hour: int, minute: int = 0, month: int = 2) -> datetime:
    """A moment of 2026 in Việt Nam."""
    return datetime(2026, month, day, hour, minute, tzinfo=VN)


HEAD = p.Letterhead(
    superior="Ủy ban nhân dân tỉnh Quảng Ninh",
    unit="Trung tâm Phục vụ hành chính công tỉnh Quảng Ninh",
    place="Hạ Long",
    number="0417/TNHS",
    issued_at=moment(5, 8, 12),
)
BARE_HEAD = replace(HEAD, number="")
HOA = p.Person(
    name="Nguyễn Thị Hoa",
    id_number="022185001234",
    address="Số 15, tổ 3, khu 2, phường Hồng Gai, tỉnh Quảng Ninh",
    phone="0912 345 678",
    email="hoa.nguyen@example.vn",
)
CODE = "H49.12-260205-0417"
TRACKING = f"https://motcua.example.vn/theo-doi/?ma={CODE}&bm=ACDE3467"
PROCEDURE = "Đăng ký biến động quyền sử dụng đất do chuyển nhượng"
PAPERS = (
    p.PaperLine(name="Đơn đăng ký biến động đất đai (Mẫu số 11/ĐK)", originals=1),
    p.PaperLine(name="Hợp đồng chuyển nhượng quyền sử dụng đất", originals=1, certified=1),
    p.PaperLine(name="Giấy chứng nhận quyền sử dụng đất", originals=1, copies=2, note="Trả bản cũ khi có kết quả"),
)
RECEIPT = p.Receipt(
    head=HEAD,
    code=CODE,
    security_code="ACDE3467",
    tracking_url=TRACKING,
    applicant=HOA,
    procedure=PROCEDURE,
    case="Chuyển nhượng toàn bộ thửa đất",
    papers=PAPERS,
    term="10 ngày làm việc",
    received_at=moment(5, 8, 12),
    due_at=moment(26, 8, 12),
    collect_at="Quầy trả kết quả, đường Trần Quốc Nghiễn, Hạ Long",
    officer="Trần Văn Minh",
    register="Quyển số 02/2026, số thứ tự 417",
    fees=(
        p.FeeLine(name="Phí thẩm định hồ sơ", amount=Money(650_000), paid=True),
        p.FeeLine(name="Lệ phí cấp giấy chứng nhận", amount=Money(50_000)),
    ),
    tracking_site="motcua.example.vn",
    hotline="0203 1900",
)
CHECKLIST = p.GuidanceSlip(
    head=BARE_HEAD,
    procedure="Đăng ký khai sinh",
    procedure_code="1.001193",
    case="Trẻ sinh tại Việt Nam",
    url="https://motcua.example.vn/thu-tuc/1.001193/",
    papers=(
        p.AskedPaper(name="Tờ khai đăng ký khai sinh", originals=1, form="Mẫu tờ khai khai sinh"),
        p.AskedPaper(name="Giấy chứng sinh", originals=1),
        p.AskedPaper(name="Căn cước của người đi đăng ký", originals=1, show_only=True),
    ),
    term="Trong ngày làm việc",
    fees=("Miễn lệ phí khi đăng ký đúng hạn",),
    places=("Ủy ban nhân dân phường, xã nơi cư trú của cha hoặc mẹ", "Bất kỳ trung tâm nào trong tỉnh"),
    result="Giấy khai sinh",
    officer="Lê Thu Hà",
    hotline="0203 1900",
)
DEFECTS = (
    p.Defect(paper="Tờ khai", problem="Chưa ghi số định danh của mẹ", remedy="Ghi thêm 12 số rồi ký lại"),
    p.Defect(paper="Giấy chứng sinh", problem="Thiếu", remedy="Mang bản chính do bệnh viện cấp"),
)
INCOMPLETE = replace(CHECKLIST, papers=(), defects=DEFECTS, applicant=p.Person(name="Phạm Văn Đức"))
SIGNER = p.Signer(title="Giám đốc", name="Vũ Thị Lan")
SUPPLEMENT = p.Supplement(
    head=HEAD, code=CODE, applicant=HOA, procedure=PROCEDURE, missing=DEFECTS, reason="Thiếu thành phần hồ sơ",
    officer="Trần Văn Minh", tracking_url=TRACKING, deadline=moment(5, 17, month=3), contact="quầy 3, 0203 1900",
    bring_to="Trung tâm Phục vụ hành chính công tỉnh, 1 Trần Hưng Đạo", restarts=True, term="10 ngày làm việc",
)  # fmt: skip
REFUSAL = p.Refusal(
    head=HEAD, applicant=HOA, procedure=PROCEDURE, code=CODE, officer="Trần Văn Minh",
    reasons=("Thửa đất đang có tranh chấp.", "Hợp đồng chưa được công chứng."), guidance="Nộp lại khi hết tranh chấp.",
)  # fmt: skip
APOLOGY = p.Apology(
    head=HEAD, code=CODE, applicant=HOA, procedure=PROCEDURE, received_at=moment(5, 8, 12), due_at=moment(26, 8, 12),
    new_due_at=moment(3, 17, month=3), reason="Chưa có thông báo thuế", signer=SIGNER, tracking_url=TRACKING,
    collect_at="Quầy trả kết quả",
)  # fmt: skip
STOP = p.StopNotice(
    head=HEAD, code=CODE, applicant=HOA, procedure=PROCEDURE, received_at=moment(5, 8, 12), stopped_at=moment(20, 9),
    reason="Quá thời hạn bổ sung giấy tờ", state="Chờ bổ sung", signer=SIGNER, papers_returned=PAPERS,
    fees="Hoàn lại 650.000 đồng",
)  # fmt: skip
CONTROL = p.ProcessControl(
    head=BARE_HEAD, code=CODE, applicant=HOA.name, procedure=PROCEDURE, received_at=moment(5, 8, 12),
    due_at=moment(26, 8, 12),
    rows=(
        p.ControlRow(giver="Trần Văn Minh", taker="Lê Hùng", at=moment(5, 11), verdict=p.Verdict.ON_TIME),
        p.ControlRow(
            giver="Lê Hùng", taker="Chi cục Thuế", at=moment(9, 15), due_at=moment(9, 11), verdict=p.Verdict.LATE
        ),
    ),
)  # fmt: skip
REGISTER = p.Register(
    head=BARE_HEAD, period="từ 01/02/2026 đến 28/02/2026", book="02/2026", signer=SIGNER,
    rows=tuple(
        p.RegisterRow(
            number=number, code=f"H49.12-260205-{number:04d}", applicant=HOA.name, address="Phường Hồng Gai",
            procedure=PROCEDURE, papers=3, received_at=moment(5, 8, 12), due_at=moment(26, 8, 12),
        )
        for number in range(1, 41)
    ),
)  # fmt: skip
HANDOVER = p.Handover(
    head=HEAD, kind=p.HandoverKind.DOSSIERS, giver="Trần Văn Minh", giver_unit="Trung tâm", taker="Lê Hùng",
    taker_unit="Văn phòng Đăng ký đất đai", at=moment(5, 11),
    rows=(p.HandoverRow(code=CODE, applicant=HOA.name, procedure=PROCEDURE, papers=3, due_at=moment(26, 8, 12)),),
)  # fmt: skip
FEES = p.FeeReceipt(
    head=BARE_HEAD, kind=p.FeeKind.FEE, series="QN/26P", number="0001234", payer=HOA, method="Tiền mặt",
    lines=(p.FeeLine(name="Phí thẩm định", amount=Money(650_000)), p.FeeLine(name="Phí dữ liệu", amount=Money(21_005))),
    paid_at=moment(5, 8, 12), cashier="Đỗ Thị Mai", code=CODE, procedure=PROCEDURE,
)  # fmt: skip

Printer = Callable[[Any], bytes]
SHEETS: dict[str, tuple[Printer, Any, str, tuple[float, float]]] = {
    "receipt": (p.receipt_pdf, RECEIPT, "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", (148, 210)),
    "checklist": (p.guidance_pdf, CHECKLIST, "Phiếu hướng dẫn hồ sơ", (148, 210)),
    "incomplete": (p.guidance_pdf, INCOMPLETE, "Phiếu hướng dẫn hoàn thiện hồ sơ", (148, 210)),
    "supplement": (p.supplement_pdf, SUPPLEMENT, "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ", (148, 210)),
    "refusal": (p.refusal_pdf, REFUSAL, "Phiếu từ chối tiếp nhận giải quyết hồ sơ", (148, 210)),
    "apology": (p.apology_pdf, APOLOGY, "Phiếu xin lỗi và hẹn lại ngày trả kết quả", (148, 210)),
    "stop": (p.stop_pdf, STOP, "Thông báo dừng giải quyết hồ sơ", (148, 210)),
    "control": (p.process_control_pdf, CONTROL, "Phiếu kiểm soát quá trình giải quyết hồ sơ", (148, 210)),
    "register": (p.register_pdf, REGISTER, "Sổ theo dõi hồ sơ", (297, 210)),
    "handover": (p.handover_pdf, HANDOVER, "Danh sách bàn giao hồ sơ", (210, 297)),
    "fees": (p.fee_receipt_pdf, FEES, "Biên lai thu phí", (148, 210)),
}
