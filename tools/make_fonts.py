"""Builds the print fonts: Be Vietnam Pro (latin, latin-ext, vietnamese) as one TTF a style, and the letters they have.

The npm package ships woff2 slices only; the page setter and the ticket printer need whole TrueType files.
Run from the root of the repository after `npm ci` in assets/: `python tools/make_fonts.py`.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from fontTools import merge, subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "assets/node_modules/@fontsource/be-vietnam-pro"
TARGET = ROOT / "src/motcua/papers/fonts"
SLICES = ("latin", "vietnamese", "latin-ext")
STYLES = {
    "Regular": ("400-normal", 400),
    "Italic": ("400-italic", 400),
    "SemiBold": ("600-normal", 600),
    "Bold": ("700-normal", 700),
}
FAMILY = "Be Vietnam Pro"
EPOCH = 3_850_000_000


def slices(style: str, folder: Path) -> list[str]:
    """TTF files of one style's slices, each without the letters of the slices before it."""
    taken: set[int] = set()
    files = []
    for name in SLICES:
        font = TTFont(SOURCE / f"files/be-vietnam-pro-{name}-{style}.woff2")
        wanted = set(font.getBestCmap()) - taken
        taken |= wanted
        options = subset.Options(layout_features=["*"], notdef_outline=True, glyph_names=False, name_IDs=["*"])
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=wanted)
        cutter.subset(font)
        font.flavor = None
        path = folder / f"{name}.ttf"
        font.save(path)
        files.append(str(path))
    return files


def set_names(font: TTFont, name: str, weight: int) -> None:
    """Names and style bits by which the page setter groups the files into one family."""
    full = f"{FAMILY} {name}"
    for name_id, text in (
        (1, full if name == "SemiBold" else FAMILY),
        (2, "Regular" if name == "SemiBold" else name),
        (3, f"{full} motcua"),
        (4, full),
        (6, full.replace(" ", "") + "-motcua"),
        (16, FAMILY),
        (17, name),
    ):
        font["name"].setName(text, name_id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    font["head"].created = font["head"].modified = EPOCH


def ranges(codes: set[int]) -> str:
    """The code points as lines "0020-007E"."""
    lines: list[list[int]] = []
    for code in sorted(codes):
        if lines and code == lines[-1][1] + 1:
            lines[-1][1] = code
        else:
            lines.append([code, code])
    return "".join(f"{first:04X}-{last:04X}\n" for first, last in lines)


def main() -> None:
    """Writes the four fonts, their licence and coverage.txt (letters that all four have)."""
    if not SOURCE.exists():
        sys.exit("Thiếu gói phông chữ: chạy `npm ci` trong thư mục assets trước.")
    TARGET.mkdir(parents=True, exist_ok=True)
    covered: set[int] | None = None
    for name, (style, weight) in STYLES.items():
        with tempfile.TemporaryDirectory() as folder:
            font = merge.Merger().merge(slices(style, Path(folder)))
        set_names(font, name, weight)
        font.recalcTimestamp = False
        font.save(TARGET / f"BeVietnamPro-{name}.ttf")
        letters = set(font.getBestCmap())
        covered = letters if covered is None else covered & letters
    (TARGET / "coverage.txt").write_text(ranges(covered or set()), encoding="ascii")
    shutil.copyfile(SOURCE / "LICENSE", TARGET / "OFL.txt")


if __name__ == "__main__":
    main()
