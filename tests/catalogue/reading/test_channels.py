"""Every row of the flattened channels table is found again, with its own limit and price, and nothing of the text is lost."""

from __future__ import annotations

import pytest
from tests.catalogue.dump import CHANNELS

from motcua.catalogue.rules.reading.channels import channel_of, split_channels
from motcua.catalogue.rules.reading.terms import Channels, read_channels


def read(body: str) -> Channels:
    return read_channels(CHANNELS + body)


def rows(body: str) -> list[tuple[str, str, str]]:
    return [(term.channel.value, str(term.amount), term.unit) for term in read(body).terms]


def problems(body: str) -> list[tuple[str, str, int]]:
    return [(one.part.value, one.problem.value, one.row) for one in read(body).unread]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        pytest.param("Trực tiếp5 Ngày làm việcMiễn phí", [("counter", "5", "working_day")], id="one row"),
        pytest.param(
            "Trực tiếp5 Ngày làm việcMiễn phíTrực tuyến3 NgàyMiễn phíDịch vụ bưu chính8 GiờMiễn phí",
            [("counter", "5", "working_day"), ("online", "3", "calendar_day"), ("post", "8", "working_hour")], id="three channels",
        ),
        pytest.param(
            "Trực tiếp5 NgàyMiễn phíTrong thời hạn 03 ngày làm việc.Trực tiếp9 NgàyMiễn phí",
            [("counter", "5", "calendar_day"), ("counter", "9", "calendar_day")], id="two rows of one channel, a limit in the description",
        ),
        pytest.param(
            "Trực tiếp2 Tháng100,000 VNĐ(mỗi con)- Trực tiếp: nộp tại quầy. - Trực tuyến: nộp qua mạng.Trực tuyến1 ThángMiễn phí",
            [("counter", "2", "month"), ("online", "1", "month")], id="channels named in the description",
        ),
        pytest.param("TRỰC TIẾP5 NGÀY LÀM VIỆCMiễn phí", [("counter", "5", "working_day")], id="capitals"),
        pytest.param("Trực tiếp1Miễn phí", [("counter", "None", "none")], id="bare number"),
        pytest.param("Trực tiếpKhông có thông tinKhông có thông tin", [("counter", "None", "none")], id="no information"),
        pytest.param("Trực tiếpKhông có thông tin20,000 VNĐ", [("counter", "None", "none")], id="no limit, a price"),
        pytest.param("Trực tuyếnKhông quy địnhMiễn phíQua cổng", [("online", "None", "none")], id="words for the limit"),
        pytest.param("Trực tiếpMiễn phí", [("counter", "None", "none")], id="nothing for the limit"),
        pytest.param("Trực tiếp5 Ngày làm việc", [("counter", "5", "working_day")], id="nothing for the price"),
        pytest.param("Trực tiếp5 NgàyTrực tuyến3 NgàyMiễn phí", [("counter", "5", "calendar_day"), ("online", "3", "calendar_day")], id="no price, next"),
        pytest.param("Trực tiếp120 VNĐ(20.000 đồng/tờ)", [("counter", "None", "none")], id="limit and price in one number"),
        pytest.param("Trực tiếp5 Ngày 10 NgàyMiễn phí", [("counter", "None", "none")], id="two limits in one row"),
        pytest.param("", [], id="empty table"),
    ],
)  # fmt: skip
def test_rows_and_limits(body: str, wanted: list[tuple[str, str, str]]) -> None:
    assert rows(body) == wanted


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        pytest.param("Trực tiếp5 NgàyMiễn phí", [], id="plain"),
        pytest.param("Trực tiếp1Miễn phí", [("channels", "limit_without_unit", 1)], id="bare number"),
        pytest.param("Trực tiếp5 NgàyMiễn phíTrực tuyếnKhông có thông tinMiễn phí", [("channels", "no_limit", 2)], id="no limit in row 2"),
        pytest.param("Trực tiếp120 VNĐ", [("channels", "numbers_glued", 1)], id="glued"),
        pytest.param("Trực tiếp5 Ngày 10 NgàyMiễn phí", [("channels", "two_limits", 1)], id="two limits"),
        pytest.param("Trực tiếp5 NgàyMiễn phíTrực tiếp9 NgàyMiễn phí", [("channels", "limits_differ", 0)], id="rows disagree"),
        pytest.param("Trực tiếp5 NgàyMiễn phíTrực tiếp5 NgàyMiễn phí", [], id="rows agree"),
        pytest.param("Trực tiếp5 NgàyMiễn phíTrực tuyến9 NgàyMiễn phí", [], id="channels may differ"),
        pytest.param("chữ lạcTrực tiếp5 NgàyMiễn phí", [("channels", "channels_unread", 0)], id="text before the rows"),
        pytest.param("Nộp tại quầy trong năm ngày", [("channels", "channels_unread", 0)], id="no row at all"),
        pytest.param("Trực tiếp5 NgàyKhông có thông tin", [("fees", "no_fee", 1)], id="no price"),
        pytest.param("Trực tiếp5 NgàyMiễn phí(Mức thu do tỉnh quy định)", [("fees", "fee_in_words", 1)], id="price in prose"),
        pytest.param("Trực tiếp5 NgàyMiễn phí(5% giá trị)", [("fees", "fee_percent", 1)], id="percent"),
        pytest.param("Trực tiếp5 NgàyMiễn phí(từ 10.000 đồng đến 20.000 đồng)", [("fees", "fee_range", 1)], id="range"),
        pytest.param("Trực tiếp5 Ngày10 USD(/giấy)", [("fees", "fee_currency", 1)], id="other currency"),
        pytest.param("Trực tiếp5 Ngày40 VNĐ(Lệ phí: 40.000 đồng)", [("fees", "fee_small", 1)], id="perhaps thousands"),
        pytest.param("Trực tiếp5 Ngày50,000 VNĐ", [("fees", "fee_kind", 0)], id="fee or levy"),
        pytest.param(
            "Trực tiếp5 Ngày50,000 VNĐ(Phí một)Trực tiếp5 Ngày70,000 VNĐ(Phí hai)", [("fees", "fees_differ", 0)], id="two amounts of one channel"
        ),
    ],
)  # fmt: skip
def test_problems_name_part_and_row(body: str, wanted: list[tuple[str, str, int]]) -> None:
    assert problems(body) == wanted


def test_the_price_of_each_row() -> None:
    found = read(
        "Trực tiếp5 Ngày20,000 Việt Nam Đồng(Lệ phí cấp phép)Trực tuyến5 Ngày1,500,000 VNĐ(Phí thẩm định (mức mới))"
        "Dịch vụ bưu chính5 NgàyPhí : 100000 Đồng (một bản)Lệ phí : 5.000 Đồng"
    )
    lines = [(fee.channel, fee.kind.value, fee.name, fee.amount) for fee in found.fees]
    assert lines == [
        ("counter", "levy", "Lệ phí cấp phép", 20_000), ("online", "fee", "Phí thẩm định (mức mới)", 1_500_000),
        ("post", "fee", "một bản", 100_000), ("post", "levy", "Lệ phí", 5_000),
    ]  # fmt: skip
    assert (found.rows, found.limits, found.amounts) == (3, 3, 4)
    assert not any(fee.is_choice for fee in found.fees), "what one row asks is paid together"


def test_amounts_to_choose_from_are_told_apart() -> None:
    found = read("Trực tiếp5 Ngày50,000 VNĐ(Phí)Trực tiếp5 Ngày70,000 VNĐ(Phí)Trực tuyến5 Ngày50,000 VNĐ(Phí cũ)")
    counter = [fee for fee in found.fees if fee.channel == "counter"]
    assert [(fee.amount, fee.is_choice) for fee in counter] == [(50_000, True), (70_000, True)]
    assert len({fee.name for fee in counter}) == 2
    assert [fee.is_choice for fee in found.fees if fee.channel == "online"] == [False]


def test_a_price_that_is_no_amount_keeps_its_words() -> None:
    found = read("Trực tiếp5 NgàyMiễn phí(Mức thu do tỉnh quy định)Trực tuyến5 NgàyMiễn phíDịch vụ bưu chính5 NgàyKhông có thông tin")
    assert [term.fee_words for term in found.terms] == ["Mức thu do tỉnh quy định", "", "Không có thông tin"]
    assert found.fees == []


def test_copies_and_pages() -> None:
    found = read("Trực tiếp5 Ngày2,000 VNĐ(/trang)Trực tuyến5 Ngày10,000 VNĐ(/bản)")
    assert [fee.per for fee in found.fees] == ["page", "copy"]


@pytest.mark.parametrize(
    ("name", "channel"),
    [("Trực tiếp", "counter"), ("1", "counter"), ("2", "online"), ("Dịch vụ bưu chính", "post"), ("3", "post"), ("Bồ câu", None), ("", None)],
)
def test_channels_by_name_and_number(name: str, channel: str | None) -> None:
    assert channel_of(name) == channel


def test_rows_and_rest_make_the_text_again() -> None:
    body = "trướcTrực tiếp5 NgàyMiễn phí(x (y) zMô tả dàiTrực tuyến1Miễn phí"
    found, before = split_channels(CHANNELS + body)
    assert before + "".join(row.text for row in found) == body
