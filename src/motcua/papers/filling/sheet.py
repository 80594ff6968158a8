"""The PDF of a filled form: a cover to send it by post, then the words of the DOCX set in the family of printed papers (PDF/A-2b)."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.table import Table
from docx.text.paragraph import Paragraph

from motcua.papers.printing import AskedPaper, Letterhead, Person, engine
from motcua.papers.printing.letters import printable
from motcua.papers.printing.sheets import sheet

_ALIGN = {WD_ALIGN_PARAGRAPH.CENTER: "center", WD_ALIGN_PARAGRAPH.RIGHT: "right", WD_ALIGN_PARAGRAPH.JUSTIFY: "justify"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PostCover:
    """The first sheet in the envelope: from whom, to which centre, for which procedure, with which papers; the QR opens its page."""

    head: Letterhead
    sender: Person
    centre: str
    centre_address: str
    centre_phones: str
    procedure: str
    procedure_code: str
    url: str
    case: str = ""
    papers: tuple[AskedPaper, ...] = ()


def filled_pdf(cover: PostCover, docx: bytes | None) -> bytes:
    """The cover on A4, and after it the form when there is one. Raises PaperNotMade."""
    page = sheet(cover, title="Hồ sơ gửi qua bưu chính", qr=cover.url)
    page["blocks"] = blocks(docx) if docx else []
    return engine.render("filled_form", page, made_at=cover.head.issued_at)


def blocks(docx: bytes) -> list[dict[str, Any]]:
    """Paragraphs and tables of a DOCX in order: {"kind": "text", "align", "runs": [{"text", "bold", "italic"}]} | {"kind": "table", "rows"}.

    Rows hold cells, a cell holds paragraphs. Pictures and boxes are left out: the DOCX itself has them.
    """
    return [
        _table(block) if isinstance(block, Table) else _paragraph(block) for block in Document(io.BytesIO(docx)).iter_inner_content()
    ]


def _paragraph(paragraph: Paragraph) -> dict[str, Any]:
    style = paragraph.style.name if paragraph.style and paragraph.style.name else ""
    is_title = style.startswith(("Heading", "Title"))
    runs = [
        {"text": _spaced(run.text, printable(run.text)), "bold": bool(run.bold) or is_title, "italic": bool(run.italic)}
        for run in paragraph.runs if run.text
    ]  # fmt: skip
    return {"kind": "text", "align": _ALIGN.get(paragraph.alignment, "left") if paragraph.alignment else "left", "runs": runs}


def _spaced(source: str, fitted: str) -> str:
    """Blanks at the ends of a run are the ones between words; making a text printable strips them."""
    return f"{' ' if source[:1].isspace() else ''}{fitted}{' ' if source[-1:].isspace() and len(source) > 1 else ''}"


def _table(table: Table) -> dict[str, Any]:
    rows = [[[_paragraph(paragraph) for paragraph in cell.paragraphs] for cell in row.cells] for row in table.rows]
    bordered = table.style is not None and "Grid" in (table.style.name or "")
    return {"kind": "table", "rows": rows, "columns": max((len(row) for row in rows), default=1), "bordered": bordered}
