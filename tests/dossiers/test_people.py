"""Names, numbers, telephone numbers and card codes as people and scanners really give them."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from motcua.dossiers.errors import DetailUnreadable
from motcua.dossiers.rules.people import check_id_number, check_name, check_phone, read_card, written_number

CARD = "022188001234|100200300|Nguyễn Thị An|06051988|Nữ|Tổ 3, Khu 2, Hồng Gai, Hạ Long, Quảng Ninh|10032022"


@pytest.mark.parametrize(
    "name",
    ["Y", "", "  ", "🙂", "12", "A1"],
    ids=["one letter", "empty", "blank", "emoji", "digits", "letter and digit"],
)
def test_names_that_say_too_little(name: str) -> None:
    with pytest.raises(DetailUnreadable, match="hai chữ cái"):
        check_name(name)


def test_name_of_200_letters_is_kept_and_201_is_not() -> None:
    assert len(check_name("An " * 66 + "Bì")) == 200
    with pytest.raises(DetailUnreadable, match="201"):
        check_name("A" * 201)


def test_name_with_emoji_names_the_sign() -> None:
    with pytest.raises(DetailUnreadable, match="🙂"):
        check_name("Nguyễn 🙂 An")


def test_name_in_nfd_becomes_nfc() -> None:
    assert check_name(unicodedata.normalize("NFD", "Nguyễn  Thị\tHoà")) == "Nguyễn Thị Hoà"


def test_an_organisation_may_have_digits() -> None:
    assert check_name("Công ty TNHH 68 & Con", organisation=True) == "Công ty TNHH 68 & Con"
    with pytest.raises(DetailUnreadable):
        check_name("Công ty TNHH 68")


@pytest.mark.parametrize("number", ["123456789", "022 188 001 234", "022.188.001.234", "C1234567"])
def test_numbers_that_count(number: str) -> None:
    found, warnings = check_id_number(number)
    assert found == number.replace(" ", "").replace(".", "")
    assert warnings == ()


def test_unseen_signs_copied_along_do_not_count() -> None:
    """A telephone's list of contacts and messages put marks of direction and of no width around a number."""
    assert check_id_number("\u202a022188001234\u202c") == check_id_number("022188\u200b001234\ufeff") == ("022188001234", ())
    assert check_phone("\u202a+84 912\xa0345\u2060678\u202c") == "0912345678"


@pytest.mark.parametrize("number", ["0100109106", "0100109106-001", "0100109106 001", "022188001234", "123456789"])
def test_an_organisation_has_a_tax_code_or_a_number(number: str) -> None:
    assert check_id_number(number, organisation=True) == (number.replace(" ", "").replace("-", ""), ())


@pytest.mark.parametrize(("number", "written"), [("0100109106001", "0100109106-001"), ("0100109106", "0100109106"), ("022188001234", "022188001234"), ("", "")])
def test_only_the_tax_code_of_a_branch_is_written_in_two_parts(number: str, written: str) -> None:
    assert written_number(number) == written


def test_a_wrong_check_digit_of_a_tax_code_warns_and_a_wrong_length_does_not_count() -> None:
    number, warnings = check_id_number("0100109107", organisation=True)
    assert number == "0100109107" and "Chữ số kiểm tra" in warnings[0]
    with pytest.raises(DetailUnreadable, match="Mã số thuế có 10 hoặc 13"):
        check_id_number("01001091061", organisation=True)


@pytest.mark.parametrize(
    "number",
    ["1234567890", "12345678901", "1234567890123", "12", "abc", "022188 00123x", "\uff10" * 12, "C\uff11\uff12\uff13\uff14\uff15\uff16\uff17", "\u0661" * 9],
)
def test_numbers_that_do_not(number: str) -> None:
    with pytest.raises(DetailUnreadable):
        check_id_number(number)


@pytest.mark.parametrize(
    ("number", "birth", "sex", "word"),
    [("022188001234", date(1989, 5, 6), "", "Năm sinh"), ("022188001234", None, "Nam", "Giới tính"), ("099188001234", None, "", "Ba số đầu"),
     ("999199012345", None, "", "Ba số đầu"),
     ("022388001234", date(1988, 1, 1), "", "Năm sinh")],
    ids=["year", "sex", "prefix", "no prefix at all", "century"],
)  # fmt: skip
def test_a_mismatch_warns_and_never_refuses(number: str, birth: date | None, sex: str, word: str) -> None:
    found, warnings = check_id_number(number, birth_date=birth, sex=sex)
    assert found == number
    assert len(warnings) == 1 and word in warnings[0]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("+84 912 345 678", "0912345678"),
        ("0912.345.678", "0912345678"),
        ("84912345678", "0912345678"),
        ("02033861234", "02033861234"),
        ("", ""),
    ],
)
def test_telephone_numbers(typed: str, kept: str) -> None:
    assert check_phone(typed) == kept


@pytest.mark.parametrize("typed", ["12345", "091234567a", "0012345678", "09" + "\uff11" * 8])
def test_telephone_numbers_that_are_none(typed: str) -> None:
    with pytest.raises(DetailUnreadable):
        check_phone(typed)


def test_a_whole_card() -> None:
    card = read_card(CARD)
    assert (card.id_number, card.old_number, card.name, card.birth_date, card.sex) == (
        "022188001234", "100200300", "Nguyễn Thị An", date(1988, 5, 6), "Nữ",
    )  # fmt: skip
    assert card.issued_on == date(2022, 3, 10)
    assert card.warnings == ()


def test_empty_and_extra_fields() -> None:
    card = read_card("022188001234||Nguyễn Thị An|06051988|Nữ||10032022||x|y|z")
    assert (card.old_number, card.address, card.warnings) == ("", "", ())


def test_a_day_that_is_none() -> None:
    card = read_card(CARD.replace("06051988", "31021988"))
    assert card.birth_date is None
    assert any("Ngày sinh" in warning for warning in card.warnings)


@pytest.mark.parametrize(
    "mangled",
    [
        "022188001234|100200300|Nguyeenx Thij An|06051988|Nuwx|Toor 3|10032022",
        "022188001234||NGUYỄN THỊ DDAN|06051988|Nữ|a|10032022",
    ],
    ids=["telex keys left", "double d"],
)
def test_text_that_an_input_method_spoiled_is_taken_with_a_warning(mangled: str) -> None:
    card = read_card(mangled)
    assert card.id_number == "022188001234"
    assert any("Bộ gõ" in warning for warning in card.warnings)


@pytest.mark.parametrize(
    "text", ["", "xin chào", "022188001234", "||||||", "02218800123|a|b|c|d|e|f", "\uff10" * 12 + "|a|b|c|d|e|f", "https://example.org/" + "a" * 100_000]
)
def test_codes_that_are_no_card(text: str) -> None:
    with pytest.raises(DetailUnreadable):
        read_card(text)


def test_nfd_card_is_composed() -> None:
    assert read_card(unicodedata.normalize("NFD", CARD)).name == "Nguyễn Thị An"
