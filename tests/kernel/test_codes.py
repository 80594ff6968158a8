"""Codes as people type them: what is nearer on the phone's keyboard than the hyphen does for it."""

from __future__ import annotations

import pytest

from motcua.kernel.codes import read_dossier_code, tidy_code

CODE = "H49.60-261126-0001"


@pytest.mark.parametrize(
    "typed",
    [
        CODE, "h49.60-261126-0001", " H49.60 261126 0001 ", "H49.60/261126/0001", "H49,60 261126-0001", "H49.60 \u2013 261126 \u2011 0001",
        "H49.60\u2010261126\u20150001", "H49 .60-26 11 26-00 01", "\ufeffH49.60\u200b-261126-0001", "H49.60\n261126\n0001",
    ],
)  # fmt: skip
def test_typed_and_pasted_codes_are_read(typed: str) -> None:
    assert tidy_code(typed) == CODE
    assert str(read_dossier_code(typed)) == CODE


@pytest.mark.parametrize("typed", ["", "261126 0001", "H49.60 311326 0001", "H49.60", "H49.60 261126", "x" * 100_000, "- - -"])
def test_what_is_no_code_stays_none(typed: str) -> None:
    assert read_dossier_code(typed) is None
    assert len(tidy_code(typed)) <= 60
