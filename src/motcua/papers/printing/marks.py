"""QR codes and Code 128 bars as rows of pixels, one module a pixel: a printer cannot leave hairlines between them."""

from __future__ import annotations

from functools import lru_cache

import segno
from barcode.codex import Code128

Pixels = dict[str, object]
_INK, _PAPER = 0, 255


@lru_cache(maxsize=256)
def qr_pixels(text: str) -> Pixels:
    """A QR code (level M or better) without its quiet zone: width, height, pixels row by row (0 ink, 255 paper)."""
    rows = [[_INK if module else _PAPER for module in row] for row in segno.make_qr(text, error="m").matrix]
    return {"width": len(rows), "height": len(rows), "pixels": [pixel for row in rows for pixel in row]}


@lru_cache(maxsize=256)
def bar_pixels(text: str) -> Pixels:
    """Code 128 bars of an ASCII text as one row of pixels; the page stretches it upwards."""
    pattern = Code128(text).build()[0]
    return {"width": len(pattern), "height": 1, "pixels": [_INK if bar == "1" else _PAPER for bar in pattern]}
