"""Papers that stay in the office: process control (form 6), register (form 7), hand-over list."""

from __future__ import annotations

from motcua.papers.printing import engine
from motcua.papers.printing.forms import Handover, HandoverKind, ProcessControl, Register
from motcua.papers.printing.sheets import clock_and_date, sheet


def process_control_pdf(data: ProcessControl) -> bytes:
    """Form 6 on A5: a row for each hand-over of the dossier. Raises PaperNotMade."""
    page = sheet(data, title="Phiếu kiểm soát quá trình giải quyết hồ sơ", bars=data.code)
    for row, source in zip(page["rows"], data.rows, strict=True):
        row["at"] = clock_and_date(source.at)
        row["due_at"] = clock_and_date(source.due_at) if source.due_at else ""
    return engine.render("process_control", page, made_at=data.head.issued_at)


def register_pdf(data: Register) -> bytes:
    """Form 7 on A4 landscape: the register of a period. Raises PaperNotMade."""
    page = sheet(data, title="Sổ theo dõi hồ sơ")
    for row, source in zip(page["rows"], data.rows, strict=True):
        for name in ("received_at", "due_at", "finished_at", "handed_at"):
            moment = getattr(source, name)
            row[name] = clock_and_date(moment) if moment else ""
    return engine.render("register", page, made_at=data.head.issued_at)


def handover_pdf(data: Handover) -> bytes:
    """A4 list that both sides sign when dossiers or results change hands. Raises PaperNotMade."""
    title = "Danh sách bàn giao kết quả" if data.kind is HandoverKind.RESULTS else "Danh sách bàn giao hồ sơ"
    page = sheet(data, title=title, bars=data.code)
    for row, source in zip(page["rows"], data.rows, strict=True):
        row["due_at"] = clock_and_date(source.due_at) if source.due_at else ""
    return engine.render("handover", page, made_at=data.head.issued_at)
