"""Letters on paper: what we call printable compiles in every style, and nothing else reaches the page setter."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.papers.reading import opened
from tests.papers.samples import HOA, RECEIPT

from motcua.papers.errors import PaperNotMade
from motcua.papers.printing import engine, receipt_pdf
from motcua.papers.printing.letters import MISSING, covered, printable
from motcua.papers.printing.marks import bar_pixels

VIETNAMESE = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ"


def test_every_vietnamese_letter_has_a_glyph() -> None:
    letters = VIETNAMESE + VIETNAMESE.upper() + "0123456789.,;:!?()/-–“”…₫"
    assert printable(letters).replace("\u200b", "") == letters
    assert MISSING not in printable(letters)


def test_every_covered_letter_compiles_in_every_style() -> None:
    letters = " ".join(chr(code) for code in sorted(covered()))
    everywhere = replace(
        RECEIPT, applicant=replace(HOA, name=letters, address=letters), procedure=letters,
        papers=(replace(RECEIPT.papers[0], name=letters, note=letters),), officer=letters,
    )  # fmt: skip
    assert receipt_pdf(everywhere).startswith(b"%PDF")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_at_all_prints(text: str) -> None:
    assert receipt_pdf(replace(RECEIPT, applicant=replace(HOA, name=text), case=text, papers=())).startswith(b"%PDF")


def test_lines_are_kept_and_ends_stripped() -> None:
    assert printable("  một \r\n hai\n\n") == "một\nhai"


def test_long_words_can_break() -> None:
    assert printable("a" * 60).split("\u200b") == ["a" * 20] * 3
    assert printable("nguyễn.thị.hoa@example.vn"[:24]) == "nguyễn.thị.hoa@example.vn"[:24]


def test_a_broken_template_is_a_sentence() -> None:
    with pytest.raises(PaperNotMade, match="Dữ liệu vẫn còn nguyên"):
        engine.render("không_có", {}, made_at=RECEIPT.received_at)


def test_unknown_data_are_refused() -> None:
    with pytest.raises(TypeError, match="kiểu float"):
        engine.plain(1.5)


def test_bars_are_one_row_of_ink_and_paper() -> None:
    bars = bar_pixels("H49.12-260205-0417")
    assert set(bars["pixels"]) == {0, 255}  # type: ignore[call-overload]
    assert bars["width"] == len(bars["pixels"])  # type: ignore[arg-type]


def test_eight_counters_print_at_once() -> None:
    made: dict[int, bytes] = {}

    def one(number: int) -> None:
        made[number] = receipt_pdf(replace(RECEIPT, code=f"H49.12-260205-{number:04d}"))

    threads = [threading.Thread(target=one, args=(number,)) for number in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made.values())) == 8
    for pdf in made.values():
        with opened(pdf) as book:
            assert len(book.pages) >= 1
