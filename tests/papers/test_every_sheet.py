"""What holds for each printed paper: archive format, tags, language, title, embedded fonts, size, same bytes again."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from tests.papers.reading import dictionaries, fonts_without_file, needs_poppler, opened, words
from tests.papers.samples import SHEETS

MM = 72 / 25.4
every_sheet = pytest.mark.parametrize("name", SHEETS)


@every_sheet
def test_it_claims_pdf_a_2b_and_pdf_ua(name: str) -> None:
    make, data, _, _ = SHEETS[name]
    with opened(make(data)) as book, book.open_metadata() as meta:
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "B")
        assert meta["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"


@every_sheet
def test_it_is_tagged_and_in_vietnamese_with_a_title(name: str) -> None:
    make, data, title, _ = SHEETS[name]
    with opened(make(data)) as book:
        assert "/StructTreeRoot" in book.Root
        assert bool(book.Root.MarkInfo.Marked)
        assert str(book.Root.Lang).startswith("vi")
        assert str(book.docinfo["/Title"]) == title
        assert heading(book) == 1


def heading(book: pikepdf.Pdf) -> int:
    """How many first-level headings the structure has."""
    return sum(1 for thing in dictionaries(book) if thing.get("/S") == "/H1")


@every_sheet
def test_its_fonts_travel_inside(name: str) -> None:
    make, data, _, _ = SHEETS[name]
    with opened(make(data)) as book:
        names = {str(thing.FontName) for thing in dictionaries(book) if "/FontName" in thing}
        assert any("BeVietnamPro" in font for font in names)
        assert fonts_without_file(book) == []


@every_sheet
def test_its_paper_size(name: str) -> None:
    make, data, _, (width, height) = SHEETS[name]
    with opened(make(data)) as book:
        box = [float(side) for side in book.pages[0].mediabox]
    assert box == pytest.approx([0, 0, width * MM, height * MM], abs=0.6)


@every_sheet
def test_the_same_data_give_the_same_bytes(name: str) -> None:
    make, data, _, _ = SHEETS[name]
    assert make(data) == make(data)


@every_sheet
def test_only_black_ink(name: str) -> None:
    make, data, _, _ = SHEETS[name]
    with opened(make(data)) as book:
        for page in book.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) in {"g", "G"}:
                    assert float(operands[0]) in {0.0, 1.0}
                if str(operator) in {"rg", "RG", "scn", "SCN", "sc", "SC"}:
                    assert {float(part) for part in operands} <= {0.0, 1.0}


@needs_poppler
@every_sheet
def test_the_head_follows_decree_30(name: str, tmp_path: Path) -> None:
    make, data, title, _ = SHEETS[name]
    text = words(make(data), tmp_path)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "Độc lập - Tự do - Hạnh phúc" in text
    assert "ỦY BAN NHÂN DÂN TỈNH QUẢNG NINH" in text
    assert "Hạ Long, ngày 05 tháng 02 năm 2026" in text
    assert title.upper() in text
    assert "Trang 1/" in text
