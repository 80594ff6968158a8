"""Words as search compares them, and what was typed put right; plain rules, no database."""

from __future__ import annotations

import unicodedata

import pytest

from motcua.catalogue.rules.searching.spelling import apart, keyed, repair
from motcua.catalogue.rules.searching.syllables import keys, word, words
from motcua.catalogue.rules.searching.vocabulary import count, spoken

NAMES = [
    "đăng ký khai sinh", "đăng ký khai tử", "đăng ký kết hôn", "cấp giấy khai sinh bản sao", "chứng thực chữ ký", "chứng thực bản sao",
    "cấp lại giấy phép lái xe", "đăng ký thường trú", "đăng ký tạm trú", "cấp thẻ căn cước", "trung tâm giám sát", "quyền sử dụng đất",
]  # fmt: skip
VOCABULARY = count([keys(name) for name in NAMES])


@pytest.mark.parametrize(
    ("one", "same"),
    [
        pytest.param("hoà", "hòa", id="the tone on either letter"),
        pytest.param("kỹ", "kĩ", id="i and y"),
        pytest.param("quý", "quí", id="qui and quy"),
        pytest.param("sửa", "sữa", id="hỏi and ngã are one tone"),
        pytest.param("ĐẤT", "đất", id="capitals"),
        pytest.param(unicodedata.normalize("NFD", "giấy"), "giấy", id="NFD"),
    ],
)
def test_spellings_of_one_word(one: str, same: str) -> None:
    assert word(one).sound == word(same).sound


def test_other_tones_are_other_words_with_the_same_key() -> None:
    assert word("bán").key == word("bản").key == word("ban").key == "ban"
    assert len({word("bán").sound, word("bản").sound, word("ban").sound}) == 3
    assert word("ban").is_marked is False and word("bán").is_marked


@pytest.mark.parametrize("text", ["", "?!…", "中文", "😀🎫", "Привет", "\u200b\u0301"])
def test_other_scripts_and_signs_have_no_words(text: str) -> None:
    assert words(text) == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("giaays khai sinh", "giay khai sinh", id="Telex left over"),
        pytest.param("ddawng kys keets hoon", "dang ki ket hon", id="Telex in every word"),
        pytest.param("gia61y phe1p", "giay phep", id="VNI left over"),
        pytest.param("khaisinh", "khai sinh", id="joined"),
        pytest.param("giaykhaisinh", "giay khai sinh", id="three joined"),
        pytest.param("kh ai sinh", "khai sinh", id="torn apart"),
        pytest.param("khia sinh", "khai sinh", id="letters changed places"),
        pytest.param("khau sinhh", "khai sinh", id="a letter too many, another wrong"),
        pytest.param("chuwng thuc", "chung thuc", id="half Telex"),
        pytest.param("trứng thực", "chung thuc", id="written by ear"),
        pytest.param("tam chu", "tam tru", id="written by ear, no tones"),
        pytest.param("khai sinh", "khai sinh", id="right as it is"),
        pytest.param("zzzzqqq 2026", "zzzzqqq 2026", id="cannot be understood, stays"),
    ],
)
def test_repair(typed: str, meant: str) -> None:
    assert " ".join(one.key for one in repair(words(typed), VOCABULARY)) == meant


def test_the_last_word_may_be_unfinished() -> None:
    assert [one.key for one in repair(words("khai si"), VOCABULARY, unfinished=True)] == ["khai", "sinh"]


def test_a_very_long_word_is_left_alone() -> None:
    assert [len(one.key) for one in repair(words("a" * 10_000), VOCABULARY)] == [10_000]


def test_telex_and_vni_keys() -> None:
    assert (keyed("giaays"), keyed("gia61y"), keyed("ddoor"), keyed("dduowngf")) == ("giay", "giay", "do", "duong")


def test_apart_needs_known_words() -> None:
    assert apart("khaisinh", VOCABULARY) == ["khai", "sinh"]
    assert apart("khaixyzzy", VOCABULARY) == []


def test_rarity_and_sounds() -> None:
    assert VOCABULARY.rarity("can") > VOCABULARY.rarity("ki") > 0
    assert VOCABULARY.rarity("khong-co") == 1.0
    assert spoken("trung") == spoken("chung")
    assert VOCABULARY.closeness("can", "cuoc") == 0.0  # stands there once only: no proof
    assert VOCABULARY.closeness("khai", "sinh") > 0
