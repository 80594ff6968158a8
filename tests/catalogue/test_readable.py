"""Long official texts: headings of long names, steps, lines."""

from __future__ import annotations

import pytest

from motcua.catalogue.rules.readable import LONG_NAME, lines, parts, short_name


@pytest.mark.parametrize(
    ("name", "short"),
    [
        pytest.param("Đăng ký khai sinh", "Đăng ký khai sinh", id="short"),
        pytest.param("x" * LONG_NAME, "x" * LONG_NAME, id="just fits"),
        pytest.param("Đăng ký biến động đối với trường hợp " + "thay đổi quyền sử dụng đất, " * 8, None, id="cut at a comma"),
        pytest.param("a" * 1094, None, id="one word of 1,094 letters"),
        pytest.param("Cấp giấy chứng nhận đủ điều kiện kiểm định kỹ thuật an toàn lao động cho các tổ chức tại địa phương " * 3, None, id="preposition"),
    ],
)
def test_short_names(name: str, short: str | None) -> None:
    found = short_name(name)
    if short is None:
        assert found.endswith("…")
        assert 24 <= len(found) <= LONG_NAME + 1
        assert name.startswith(found.removesuffix("…"))
        assert not found.removesuffix("…").endswith((" ", ",", " cho", " và"))
    else:
        assert found == short


@pytest.mark.parametrize(
    ("texts", "marks"),
    [
        pytest.param(["Chuẩn bị.", "Nộp hồ sơ."], ["", ""], id="a list"),
        pytest.param(["Bước 1: Nộp.\nBước 2: Chờ.\n- Bước 3. Nhận."], ["Bước 1", "Bước 2", "Bước 3"], id="lines"),
        pytest.param(["Ai cũng làm được. Bước 1: Nộp. Bước 2: Nhận."], ["", "Bước 1", "Bước 2"], id="in one line, with a preface"),
        pytest.param(["+ Bước thứ nhất: Nộp.\n2. Bước 2) Nhận."], ["Bước thứ nhất", "Bước 2"], id="signs and words"),
        pytest.param(["Theo bước 1 của Nghị định thì nộp."], [""], id="no step, only the word"),
        pytest.param(["", "  \n "], [], id="nothing"),
    ],
)
def test_steps_are_cut_where_they_say_so(texts: list[str], marks: list[str]) -> None:
    assert [part.mark for part in parts(texts)] == marks


def test_a_part_of_22_855_characters_folds_and_loses_nothing() -> None:
    text = "Bước 1: " + "Nộp hồ sơ tại quầy của trung tâm.\n" * 680
    (part,) = parts([text[:22_855]])
    assert not part.is_short
    assert len(part.lead) <= 97
    assert sum(len(line.text) for line in part.lines) > 21_000


def test_lines_keep_their_depth() -> None:
    assert [(line.text, line.depth) for line in lines("Gồm:\r\n- một\n++ hai\n\n\n•  ba")] == [("Gồm:", 0), ("một", 1), ("hai", 2), ("ba", 1)]
