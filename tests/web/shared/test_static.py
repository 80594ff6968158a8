"""Addresses of static files: content in the address, but fonts as the style sheet names them, so that no phone fetches one twice."""

from __future__ import annotations

import re
from pathlib import Path

from motcua.web.shared import jinja

STYLE = Path(jinja.WEB) / "shared" / "static" / "motcua" / "app.css"


def test_a_preloaded_font_has_the_address_that_the_style_sheet_asks_for() -> None:
    named = re.findall(r"fonts/[a-z0-9.-]+\.woff2[^\"')]*", STYLE.read_text())
    assert named
    for name in named:
        assert jinja.static(f"motcua/{name}") == f"/static/motcua/{name}"


def test_other_files_carry_their_content_in_the_address() -> None:
    assert re.fullmatch(r"/static/motcua/app\.css\?v=[0-9a-f]{10}", jinja.static("motcua/app.css"))
