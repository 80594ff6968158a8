"""What a question means: sayings, intents, codes; and how procedures are ranked for it. Plain rules, no database."""

from __future__ import annotations

import pytest

from motcua.catalogue.rules.searching import (
    Question,
    Source,
    Standing,
    count,
    head_of,
    record,
    score,
    shipped,
    understand,
)
from motcua.catalogue.rules.searching.noting import noted_words
from motcua.catalogue.rules.searching.sayings import Kind, saying
from motcua.catalogue.rules.searching.syllables import keys, words

LEXICON = shipped()
NAMES = [
    "Thủ tục đăng ký khai sinh", "Thủ tục đăng ký khai sinh có yếu tố nước ngoài", "Thủ tục đăng ký khai sinh lưu động", "Thủ tục đăng ký lại khai sinh",
    "Thủ tục đăng ký khai tử", "Cấp giấy phép lái xe", "Cấp lại giấy phép lái xe", "Đổi giấy phép lái xe", "Thu hồi giấy phép lái xe",
    "Cấp giấy phép lái xe quốc tế", "Đăng ký thành lập hộ kinh doanh", "Chấm dứt hoạt động hộ kinh doanh",
    "Đăng ký thay đổi nội dung đăng ký hộ kinh doanh", "Cấp Giấy phép bán lẻ rượu", "Thẩm định thiết kế về phòng cháy chữa cháy",
]  # fmt: skip
VOCABULARY = count([keys(name) for name in NAMES])
VOCABULARY.said, VOCABULARY.alone = LEXICON.known, LEXICON.alone


def asked(text: str) -> Question:
    return understand(text, LEXICON, VOCABULARY)


def best(text: str, level: str = "") -> str:
    """The name that ranks first."""

    def total(name: str) -> float:
        read = record(Source(name), LEXICON)
        return score(asked(text), read, head_of(read, VOCABULARY), Standing(("commune",)), level=level, lexicon=LEXICON).total

    return max(NAMES, key=total)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        pytest.param("khai sinh", "Thủ tục đăng ký khai sinh", id="the plain one before the special ones"),
        pytest.param("con lấy chồng Hàn Quốc mới sinh cháu", "Thủ tục đăng ký khai sinh có yếu tố nước ngoài", id="foreign when it is named"),
        pytest.param("mất giấy khai sinh", "Thủ tục đăng ký lại khai sinh", id="lost"),
        pytest.param("ông tôi mới mất", "Thủ tục đăng ký khai tử", id="died is not lost"),
        pytest.param("bằng lái", "Cấp giấy phép lái xe", id="everyday word"),
        pytest.param("GPLX bị rách", "Cấp lại giấy phép lái xe", id="abbreviation and damage"),
        pytest.param("lam lai bang lai", "Cấp lại giấy phép lái xe", id="no tones"),
        pytest.param("bằng lái sắp hết hạn", "Đổi giấy phép lái xe", id="expires"),
        pytest.param("bằng lái quốc tế", "Cấp giấy phép lái xe quốc tế", id="international"),
        pytest.param("mở quán cà phê", "Đăng ký thành lập hộ kinh doanh", id="open a shop"),
        pytest.param("dẹp tiệm", "Chấm dứt hoạt động hộ kinh doanh", id="close a shop"),
        pytest.param("đổi tên quán", "Đăng ký thay đổi nội dung đăng ký hộ kinh doanh", id="rename a shop"),
        pytest.param("PCCC", "Thẩm định thiết kế về phòng cháy chữa cháy", id="PCCC"),
    ],
)
def test_what_ranks_first(question: str, name: str) -> None:
    assert best(question) == name


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1.001193", "1.001193"), (" 1001193 ", "1.001193"), ("1.001193.000.00.00.H49", "1.001193.000.00.00.H49"), ("1 001193", "1.001193"),
        ("1.00119", ""), ("khai sinh 1.001193", ""), ("0912345678", ""), ("1.001193' OR 1=1", ""),
    ],
)  # fmt: skip
def test_codes(text: str, code: str) -> None:
    assert asked(text).code == code


def test_fillers_alone_are_words_again_and_the_lead_in_is_everything() -> None:
    assert asked("Thủ tục").is_everything
    assert [concept.label for concept in asked("ở đâu").concepts] == ["ở", "đâu"]
    assert asked("???").concepts == ()


def test_tones_that_were_typed_count() -> None:
    assert "chó" not in asked("cho tôi hỏi").label
    assert asked("hồ sơ đồ đạc").label == "đạc"


def test_the_label_says_nothing_twice() -> None:
    assert asked("phieu phieu ly lich tu phap").label == "Phiếu lý lịch tư pháp"


def test_a_saying_may_have_small_words_inside() -> None:
    assert asked("giấy khai sinh ghi sai").label in asked("giấy khai sinh của con tôi bị ghi sai").label


def test_what_is_to_be_done_counts_inside_a_saying() -> None:
    assert "reissue" in asked("mất sổ đi biển").actions
    assert "reissue" not in asked("làm sổ đi biển").actions


def test_the_form_of_a_business_gives_way_to_its_trade() -> None:
    question = asked("mở công ty tour")
    weights = {concept.label: concept.weight for concept in question.concepts}
    assert weights["thành lập công ty"] < max(weights.values())


def test_long_sayings_come_out_whole() -> None:
    assert "kinh doanh vận tải" in asked("xin giấy phép kinh doanh vận tải").label


@pytest.mark.parametrize(("text", "count"), [("mất bằng lái", 3), ("rơi lái xe", 2), ("bằng lái", 0), ("rơi của tôi lái", 2), ("mất hết", 0)])
def test_patterns(text: str, count: int) -> None:
    pattern = saying(Kind.MEANING, "(mất|rơi) (bằng|) lái", ("x",))
    assert pattern is not None
    fit = pattern.fit(words(text), 0, is_toned=True, between=frozenset({"cua", "toi"}))
    assert (fit.words if fit else 0) == count


def test_an_administrator_adds_words() -> None:
    more = LEXICON.extended([("bằng tên lửa", "giấy phép lái xe; khai sinh"), ("", "x"), ("y", " ; ")])
    assert understand("bằng tên lửa", more, VOCABULARY).concepts[0].label == "giấy phép lái xe"
    assert len(more.sayings) == len(LEXICON.sayings) + 1


def test_every_meaning_of_the_files_names_something() -> None:
    assert [saying for saying in LEXICON.sayings if saying.kind in (Kind.MEANING, Kind.CONTEXT) and not all(map(keys, saying.meant))] == []
    assert len(LEXICON.sayings) > 3000


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("Sổ đỏ ở đâu?", "so do o dau"), ("mã 0912345678", ""), ("0912 345 678", ""), ("a@b.vn", ""), ("hồ sơ của Nguyễn Văn An", ""),
        ("CCCD và GPLX", "cccd va gplx"), ("😀", ""), ("x" * 300, "x" * 100),
    ],
)  # fmt: skip
def test_what_may_be_noted(question: str, kept: str) -> None:
    assert noted_words(question) == kept
