"""Legal bases, results, steps, audiences and levels out of flattened text."""

from __future__ import annotations

import pytest
from tests.catalogue.dump import BUTTONS, LEGAL

from motcua.catalogue.rules.drafts import DraftResult
from motcua.catalogue.rules.reading.legal import split_legal
from motcua.catalogue.rules.reading.people import read_audiences, read_levels
from motcua.catalogue.rules.reading.results import split_results
from motcua.catalogue.rules.reading.steps import split_steps


@pytest.mark.parametrize(
    ("body", "wanted", "rest"),
    [
        ("Nghị định về diều11/2020/NĐ-CP", [("11/2020/NĐ-CP", "Nghị định về diều")], ""),
        (
            "Nghị định 11/2020/NĐ-CP11/2020/NĐ-CPLuật 12/2019/QH1412/2019/QH14",
            [("11/2020/NĐ-CP", "Nghị định 11/2020/NĐ-CP"), ("12/2019/QH14", "Luật 12/2019/QH14")], "",
        ),
        (
            "Sửa đổi Nghị định số 01/2018/NĐ-CP ngày 02/3/2018 về gió05/2021/NĐ-CPquy định về mưa06/2022/TT-BTC",
            [("05/2021/NĐ-CP", "Sửa đổi Nghị định số 01/2018/NĐ-CP ngày 02/3/2018 về gió"), ("06/2022/TT-BTC", "quy định về mưa")], "",
        ),
        ("Luật Gió năm 202412/2024/QH15", [("12/2024/QH15", "Luật Gió năm 2024")], ""),
        ("Luật GióLuật số 12/2024/QH15LUẬT MƯA13/2024/QH15", [("Luật số 12/2024/QH15", "Luật Gió"), ("13/2024/QH15", "LUẬT MƯA")], ""),
        ("Luật Gió", [], "Luật Gió"),
        ("", [], ""),
    ],
)  # fmt: skip
def test_legal_bases(body: str, wanted: list[tuple[str, str]], rest: str) -> None:
    assert split_legal(LEGAL + body) == (wanted, rest)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"Giấy phépMã: KQ.G17.000001Từ khóaKhông có thông tinMô tảKhông có thông tin{BUTTONS}", [("Giấy phép", "KQ.G17.000001")]),
        ("Giấy phépMã: KQ.G17.000001Văn bản từ chốiMã: 000.00.00.G17-KQ0002Từ khóaKhông có thông tinMô tả",
         [("Giấy phép", "KQ.G17.000001"), ("Văn bản từ chối", "000.00.00.G17-KQ0002")]),
        ("Giấy phépMã: Chưa xác địnhTừ khóaKhông có thông tinMô tảKhông có thông tin", [("Giấy phép", "Chưa xác định")]),
        ("Giấy phép", [("Giấy phép", "")]),
        ("Không có thông tin", []),
    ],
)  # fmt: skip
def test_results_without_the_buttons_of_the_page(text: str, wanted: list[tuple[str, str]]) -> None:
    assert split_results(text)[0] == [DraftResult(name, code) for name, code in wanted]


def test_keywords_and_description_of_the_result() -> None:
    found = split_results(f"Giấy phépMã: KQ.G17.000001Từ khóathả diềuMô tảCó hạn 5 năm.{BUTTONS}")
    assert found == ([DraftResult("Giấy phép", "KQ.G17.000001")], ["thả diều"], "Có hạn 5 năm.")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Bước 1: Nộp.\nBước 2: Nhận.", 2), ("+ Bước 1: Nộp. + Bước 2: Nhận.", 2), ("Lời đầu.\nBước 1: Nộp.\nBước 2: Xem tại Bước 1.", 3),
        ("Nộp đơn.\nNhận giấy.", 2), ("Nộp đơn\ntại quầy.\n\nNhận giấy.", 2), ("Nộp đơn.", 1), ("", 0),
    ],
)  # fmt: skip
def test_steps_keep_every_word(text: str, count: int) -> None:
    steps = split_steps(text)
    assert len(steps) == count
    assert "".join("".join(steps).split()) == "".join(text.split())


def test_audiences_with_commas_in_their_names() -> None:
    found, unread = read_audiences("Doanh nghiệp, Tổ chức (không bao gồm doanh nghiệp, HTX), Cán bộ, công chức, viên chức, Người ngoài hành tinh")
    assert found == ("citizen", "business", "organisation")
    assert [(one.problem.value, one.text) for one in unread] == [("unknown_audience", "Người ngoài hành tinh")]


@pytest.mark.parametrize(
    ("text", "levels", "unknown"),
    [
        ("Cấp bộ", ("ministry",), 0), ("Cấp bộ, Cấp tỉnh, Cấp xã", ("commune", "province", "ministry"), 0), ("Cơ quan khác", ("other",), 0),
        ("Cấp xã, Cơ quan khác", ("commune", "other"), 0), ("Cấp trời", ("other",), 1), ("", ("other",), 1),
    ],
)  # fmt: skip
def test_the_level_nearest_to_the_citizen_first(text: str, levels: tuple[str, ...], unknown: int) -> None:
    found, unread = read_levels(text)
    assert (found, len(unread)) == (levels, unknown)
