"""Builds the fonts: for print Be Vietnam Pro (latin, latin-ext, vietnamese) as one TTF a style, with the letters they have; for pages the
latin slices with figures of one width (`tnum`), which the typeface lacks: figures stand below each other, a clock does not jump.

The npm package ships woff2 slices only; the page setter and the ticket printer need whole TrueType files.
Run from the root of the repository after `npm ci` in assets/: `python tools/make_fonts.py`.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from fontTools import merge, subset
from fontTools.otlLib.builder import buildLookup, buildSingleSubstSubtable
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "assets/node_modules/@fontsource/be-vietnam-pro"
TARGET = ROOT / "src/motcua/papers/fonts"
PAGES = ROOT / "assets/fonts"
WEIGHTS = (400, 600, 700)
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


def add_tabular_figures(font: TTFont) -> None:
    """A second set of figures, each in the middle of the zero's width, chosen by the feature `tnum`."""
    letters, widths = font.getBestCmap(), font["hmtx"]
    wide = widths[letters[ord("0")]][0]
    swaps = {}
    for figure in "0123456789":
        plain = letters[ord(figure)]
        name, width, bearing = f"{plain}.tnum", *widths[plain]
        part = GlyphComponent()
        part.glyphName, part.x, part.y, part.flags = plain, (wide - width) // 2, 0, 0x0004 | 0x0002  # ROUND_XY_TO_GRID, ARGS_ARE_XY_VALUES
        glyph = Glyph()
        glyph.numberOfContours, glyph.components = -1, [part]
        font["glyf"][name] = glyph
        glyph.recalcBounds(font["glyf"])
        widths[name] = (wide, bearing + part.x)
        swaps[plain] = name
    font.setGlyphOrder(font["glyf"].glyphOrder)
    add_feature(font["GSUB"].table, "tnum", swaps)


def add_feature(table: otTables.GSUB, tag: str, swaps: dict[str, str]) -> None:
    """The feature for every script and language of the font; the records stay in the order of their tags, as the format asks."""
    table.LookupList.Lookup.append(buildLookup([buildSingleSubstSubtable(swaps)]))
    table.LookupList.LookupCount = len(table.LookupList.Lookup)
    feature = otTables.Feature()
    feature.FeatureParams, feature.LookupListIndex, feature.LookupCount = None, [len(table.LookupList.Lookup) - 1], 1
    record = otTables.FeatureRecord()
    record.FeatureTag, record.Feature = tag, feature
    before = [*table.FeatureList.FeatureRecord, record]
    after = sorted(before, key=lambda one: one.FeatureTag)
    table.FeatureList.FeatureRecord, table.FeatureList.FeatureCount = after, len(after)
    place = {number: after.index(one) for number, one in enumerate(before)}
    for script in table.ScriptList.ScriptRecord:
        for language in filter(None, (script.Script.DefaultLangSys, *(one.LangSys for one in script.Script.LangSysRecord))):
            language.FeatureIndex = sorted(place[number] for number in (*language.FeatureIndex, len(before) - 1))
            language.FeatureCount = len(language.FeatureIndex)


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
    """Writes the four print fonts, their licence and coverage.txt (letters that all four have), and the latin slices for pages."""
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
    PAGES.mkdir(exist_ok=True)
    for thickness in WEIGHTS:
        font = TTFont(SOURCE / f"files/be-vietnam-pro-latin-{thickness}-normal.woff2", recalcTimestamp=False)
        add_tabular_figures(font)
        font.save(PAGES / f"be-vietnam-pro-latin-{thickness}.woff2")


if __name__ == "__main__":
    main()
