"""The card's QR read by the camera of a browser that has no BarcodeDetector: a film of a card in front of Chromium's fake camera."""

from __future__ import annotations

import io
from pathlib import Path
from urllib.parse import parse_qs

import pytest
import segno
from PIL import Image
from playwright.sync_api import Playwright, expect
from tests.browser import CHROMIUM, FLAGS, needs_chromium
from tests.web.shared.rig import Site, document

from motcua.dossiers.rules.people import read_card

pytestmark = [pytest.mark.journey, needs_chromium]
CARD = "022190001234|101234567|Nguyễn Thị Ánh|01021990|Nữ|Tổ 3, khu 2, phường Hồng Gai, Hạ Long, Quảng Ninh|01012022"
FORM = (
    '<form method="post" action="/other"><input id="scan" name="card" data-scanner data-scanner-submit="#read">'
    '<button name="save" value="1">Lưu</button><button id="read" formaction="/read" name="read" value="1">Đọc thẻ</button>'
    '<button type="button" data-camera="#scan" data-camera-decoder="/static/motcua/scanner-decoder.js" hidden>Dùng máy ảnh</button></form>'
)
WITHOUT_DETECTOR = "delete window.BarcodeDetector"


def film(place: Path) -> Path:
    """A film (motion JPEG) of a grey desk on which the card's code lies a little askew."""
    out = io.BytesIO()
    segno.make(CARD, error="m").save(out, kind="png", scale=6, border=4)
    code = Image.open(out).convert("L").rotate(7, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
    picture = Image.new("RGB", (640, 480), "#888")
    picture.paste(code.convert("RGB").resize((400, 400)), (130, 40))
    frame = io.BytesIO()
    picture.save(frame, "JPEG", quality=80)
    place.write_bytes(frame.getvalue() * 10)
    return place


@pytest.mark.parametrize("script", [WITHOUT_DETECTOR, "window.BarcodeDetector = { getSupportedFormats: async () => [] }"], ids=["absent", "reads no QR"])
def test_the_camera_reads_a_card_without_the_browsers_help(playwright_here: Playwright, tmp_path: Path, script: str) -> None:
    camera = [
        "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={film(tmp_path / 'card.mjpeg')}",
    ]  # fmt: skip
    site = Site()
    site.on_post = lambda _path, _body: (200, document("<main>đã đọc</main>"), {})
    site.pages["/"] = document(FORM, "scanner")
    browser = playwright_here.chromium.launch(executable_path=CHROMIUM, args=FLAGS + camera)
    page = browser.new_page()
    page.add_init_script(script)
    page.goto(site.url)
    assert "/static/motcua/scanner-decoder.js" not in site.gets
    page.click("[data-camera]")
    expect(page.locator("main")).to_have_text("đã đọc", timeout=15_000)
    browser.close()
    site.close()
    assert [path for path, _body in site.posts] == ["/read"]
    assert site.gets.count("/static/motcua/scanner-decoder.js") == 1
    typed = parse_qs(site.posts[0][1])["card"][0]
    assert typed == CARD
    assert (read_card(typed).id_number, read_card(typed).name) == ("022190001234", "Nguyễn Thị Ánh")
