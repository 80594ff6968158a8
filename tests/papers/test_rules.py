"""Which files carry a digital signature."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cast import PDF, signed

from motcua import demo
from motcua.papers.rules import is_signed

SIGNED = signed(PDF)
SAMPLE = Path(demo.__file__).parent / "static" / "demo" / "ket-qua-mau-da-ky.pdf"


@pytest.mark.parametrize(
    ("content", "is_one"),
    [
        (SIGNED, True),
        (SIGNED + b"\n%added afterwards\n%%EOF\n", True),
        (PDF, False),
        (b"", False),
        (PDF + b"/ByteRange [0 10 20 30]", False),
        (signed(PDF, signature="0" * 64), False),
        (SIGNED[:-30], False),
        (SIGNED.replace(b"/ByteRange [0", b"/ByteRange [7"), False),
        (b"\xff\xd8\xff" + b"no PDF", False),
    ],
    ids=["signed", "signed, then more", "plain", "empty", "a range around no signature", "a place kept free", "cut off", "not from the start", "a picture"],
)
def test_it_is_told_by_a_signature_within_the_stretches_it_covers(content: bytes, is_one: bool) -> None:
    assert is_signed(content) is is_one


def test_a_file_that_a_signing_program_made_is_told_and_not_without_its_end() -> None:
    content = SAMPLE.read_bytes()
    assert is_signed(content)
    assert not is_signed(content[: content.rindex(b"/ByteRange")])
