"""The 80 mm ticket: a whole ticket reaches a real listener, and every failure is a sentence, never a lost number."""

from __future__ import annotations

import socket
import time
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import zxingcpp
from PIL import Image, ImageChops
from tests.papers import printers

from motcua.kernel.clock import VN
from motcua.papers.errors import PrinterUnreachable
from motcua.papers.ticket_image import TicketSlip, ticket_image
from motcua.papers.ticket_printer import print_ticket, ticket_stream

SLIP = TicketSlip(
    centre="Trung tâm Phục vụ hành chính công tỉnh Quảng Ninh",
    number="A012",
    service="Đất đai, tài nguyên và môi trường",
    issued_at=datetime(2026, 2, 5, 8, 12, tzinfo=VN),
    follow_url="https://motcua.example.vn/phieu/Zk3mP0aQ7xW2sT9uV1bC4d/",
    counters="3, 4, 5",
    ahead=7,
    wait=timedelta(minutes=25),
    priority="Người cao tuổi",
)


@pytest.mark.parametrize(
    "behaviour", [printers.patient, printers.silent, printers.slow], ids=lambda kind: kind.__name__
)
def test_a_whole_ticket_arrives(behaviour: printers.Behaviour) -> None:
    with printers.listening(behaviour) as printer:
        print_ticket(SLIP, host=printer.host, port=printer.port)
        assert printer.done.wait(3)
    job = printers.read_job(bytes(printer.got))
    rasters = job.commands.count("raster")
    assert rasters >= 2
    assert job.commands == ["ask paper", "init", *["raster"] * rasters, "feed", "cut"]
    assert job.image.width == 576
    assert not ImageChops.difference(job.image.convert("L"), ticket_image(SLIP).convert("L")).getbbox()


def test_the_qr_on_the_printed_roll_scans() -> None:
    with printers.listening(printers.patient) as printer:
        print_ticket(SLIP, host=printer.host, port=printer.port)
        assert printer.done.wait(3)
    found = zxingcpp.read_barcodes(printers.read_job(bytes(printer.got)).image.convert("L"))
    assert [code.text for code in found] == [SLIP.follow_url]
    corners = found[0].position
    assert (corners.top_right.x - corners.top_left.x) / 8 >= 20


def test_the_bands_are_small_enough_for_a_small_buffer() -> None:
    stream = ticket_stream(SLIP)
    heights = [
        int.from_bytes(stream[at + 6 : at + 8], "little")
        for at in range(len(stream))
        if stream[at:].startswith(b"\x1dv0\0")
    ]
    assert heights
    assert max(heights) <= 128


def test_nobody_listens() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with pytest.raises(PrinterUnreachable, match=r"không trả lời.*vẫn có giá trị.*nguồn điện và dây mạng"):
            print_ticket(SLIP, host="127.0.0.1", port=port)


def test_an_address_that_does_not_exist() -> None:
    with pytest.raises(PrinterUnreachable, match="không trả lời"):
        print_ticket(SLIP, host="máy in không có", port=9100)


def test_the_printer_hangs_up_midway() -> None:
    with printers.listening(printers.hangs_up) as printer:
        with pytest.raises(PrinterUnreachable, match=r"dừng giữa chừng.*vẫn có giá trị"):
            print_ticket(SLIP, host=printer.host, port=printer.port)
        assert len(printer.got) < len(ticket_stream(SLIP))


def test_the_printer_stalls() -> None:
    with printers.listening(printers.stalls) as printer:
        start = time.monotonic()
        with pytest.raises(PrinterUnreachable, match="dừng giữa chừng"):
            print_ticket(SLIP, host=printer.host, port=printer.port, timeout=0.5)
        assert time.monotonic() - start < 5 * 0.5 + 0.5


def test_no_paper_is_known_before_anything_is_printed() -> None:
    with printers.listening(printers.without_paper) as printer:
        with pytest.raises(PrinterUnreachable, match=r"hết giấy.*thay cuộn giấy"):
            print_ticket(SLIP, host=printer.host, port=printer.port)
        assert printer.done.wait(3)
    assert bytes(printer.got) == printers.ASK_PAPER


def ink(image: Image.Image) -> int:
    """How many dots are black."""
    return image.convert("L").histogram()[0]


def test_the_ticket_is_black_and_white_and_not_longer_than_20_cm() -> None:
    image = ticket_image(SLIP)
    assert (image.mode, image.width) == ("1", 576)
    assert image.height / 8 < 200
    assert 0.05 < ink(image) / (image.width * image.height) < 0.4


@pytest.mark.parametrize(
    "change",
    [
        {"number": "A013"}, {"service": "Hộ tịch"}, {"counters": "6"}, {"ahead": 8}, {"wait": timedelta(minutes=30)},
        {"wait": None}, {"priority": ""}, {"language": "en"}, {"centre": "Trung tâm khác"},
        {"issued_at": datetime(2026, 2, 5, 8, 13, tzinfo=VN)}, {"follow_url": "https://motcua.example.vn/phieu/khac/"},
    ],
    ids=lambda change: next(iter(change)),
)  # fmt: skip
def test_each_fact_shows(change: dict[str, object]) -> None:
    changed, usual = ticket_image(replace(SLIP, **change)), ticket_image(SLIP)  # type: ignore[arg-type]
    assert changed.size != usual.size or ImageChops.difference(changed.convert("L"), usual.convert("L")).getbbox()


@pytest.mark.parametrize("number", ["1", "1002", "AB0123", "W" * 30], ids=["short", "usual", "long", "absurd"])
def test_the_number_fits_and_the_qr_scans(number: str) -> None:
    found = zxingcpp.read_barcodes(ticket_image(replace(SLIP, number=number)).convert("L"))
    assert [code.text for code in found] == [SLIP.follow_url]


def test_hostile_texts_print() -> None:
    odd = replace(SLIP, centre="Trung tâm 😀 中文 \x00" * 40, service="Ằ" * 500, counters="9" * 200, priority="x" * 300)
    image = ticket_image(odd)
    assert zxingcpp.read_barcodes(image.convert("L"))[0].text == SLIP.follow_url
