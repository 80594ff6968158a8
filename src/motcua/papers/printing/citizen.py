"""Papers that the citizen takes home: receipt, guidance, supplement, refusal, apology, stop notice, fee receipt."""

from __future__ import annotations

from motcua.kernel.money import Money
from motcua.papers.printing import engine
from motcua.papers.printing.forms import (
    Apology,
    FeeReceipt,
    GuidanceSlip,
    Receipt,
    Refusal,
    StopNotice,
    Supplement,
)
from motcua.papers.printing.sheets import sheet


def receipt_pdf(data: Receipt) -> bytes:
    """Form 1 on A5: receipt and appointment, with QR (tracking) and Code 128 (dossier code). Raises PaperNotMade."""
    page = sheet(data, title="Giấy tiếp nhận hồ sơ và hẹn trả kết quả", qr=data.tracking_url, bars=data.code)
    page["fee_total"] = str(sum((line.amount for line in data.fees), Money(0)))
    page["fee_open"] = str(sum((line.amount for line in data.fees if line.is_open), Money(0)))
    page["all_paid"] = not any(line.is_open for line in data.fees)
    page["all_free"] = not any(line.amount.dong for line in data.fees)
    for line, row in zip(data.fees, page["fees"], strict=True):
        row["is_free"] = not line.amount.dong
    return engine.render("receipt", page, made_at=data.head.issued_at)


def guidance_pdf(data: GuidanceSlip) -> bytes:
    """A5 guidance slip: a case's checklist, or what to complete before the counter can receive. Raises PaperNotMade."""
    title = "Phiếu hướng dẫn hoàn thiện hồ sơ" if data.defects else "Phiếu hướng dẫn hồ sơ"
    return engine.render("guidance", sheet(data, title=title, qr=data.url), made_at=data.head.issued_at)


def supplement_pdf(data: Supplement) -> bytes:
    """Form 2 on A5: request for supplement. Raises PaperNotMade."""
    page = sheet(data, title="Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ", qr=data.tracking_url, bars=data.code)
    return engine.render("supplement", page, made_at=data.head.issued_at)


def refusal_pdf(data: Refusal) -> bytes:
    """Form 3 on A5: refusal to receive. Raises PaperNotMade."""
    page = sheet(data, title="Phiếu từ chối tiếp nhận giải quyết hồ sơ", bars=data.code)
    return engine.render("refusal", page, made_at=data.head.issued_at)


def apology_pdf(data: Apology) -> bytes:
    """Form 4 on A5: apology and new appointment. Raises PaperNotMade."""
    page = sheet(data, title="Phiếu xin lỗi và hẹn lại ngày trả kết quả", qr=data.tracking_url, bars=data.code)
    return engine.render("apology", page, made_at=data.head.issued_at)


def stop_pdf(data: StopNotice) -> bytes:
    """Form 5 on A5: notice that processing stops. Raises PaperNotMade."""
    page = sheet(data, title="Thông báo dừng giải quyết hồ sơ", bars=data.code)
    return engine.render("stop", page, made_at=data.head.issued_at)


def fee_receipt_pdf(data: FeeReceipt) -> bytes:
    """A5 fee receipt with the total in figures and words; a cancelled one says so. Raises PaperNotMade."""
    page = sheet(data, title=f"Biên lai thu {data.kind.value}", bars=data.code)
    page["total"] = str(data.total)
    page["total_words"] = data.total.words()
    return engine.render("fee_receipt", page, made_at=data.head.issued_at)
