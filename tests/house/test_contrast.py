"""Each pair of colours that the style sheets may use is readable: WCAG 2.2 AA asks for 4.5 : 1 (house section 10)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SCSS = Path(__file__).parents[2] / "assets" / "scss"
BUILT = Path(__file__).parents[2] / "src/motcua/web/shared/static/motcua"
TOKENS = (SCSS / "_tokens.scss").read_text()
COLOURS = dict(re.findall(r"^\$([a-z-]+): (#[0-9a-f]{6});", TOKENS, re.MULTILINE))
SURFACES = re.findall(r"^  ([a-z-]+): \(\$([a-z-]+), \$([a-z-]+)\),", TOKENS, re.MULTILINE)
AA_TEXT = 4.5
AA_SHAPE = 3.0


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_agrees_with_the_standard():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_tokens_were_read():
    assert len(COLOURS) >= 30
    assert len(SURFACES) >= 40
    table = TOKENS[TOKENS.index("$surfaces: (") : TOKENS.index("\n);")]
    assert len(table.splitlines()) == len(SURFACES) + 1, "a line of $surfaces has another form"


@pytest.mark.parametrize(("name", "ground", "text"), SURFACES, ids=[surface[0] for surface in SURFACES])
def test_text_on_each_surface_is_readable(name: str, ground: str, text: str):
    reached = contrast(COLOURS[ground], COLOURS[text])
    assert reached >= AA_TEXT, f"{name}: ${text} on ${ground} reaches only {reached:.2f} : 1"


@pytest.mark.parametrize(
    ("shape", "ground"),
    [("edge", "paper"), ("ink", "paper"), ("gold", "ink"), ("teal", "paper"), ("gold", "teal"), ("red", "paper"), ("amber", "paper"),
     ("night-gold", "night-raised"), ("teal", "sand"), ("green", "paper")],
)  # fmt: skip
def test_borders_rings_and_pictures_stand_out(shape: str, ground: str):
    assert contrast(COLOURS[shape], COLOURS[ground]) >= AA_SHAPE


@pytest.mark.parametrize("sheet", ["app", "desk", "kiosk", "board"])
def test_red_is_only_for_errors_and_overdue(sheet: str):
    built = (BUILT / f"{sheet}.css").read_text()
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", built)
    red = [selector for selector, body in rules if COLOURS["red"] in body or COLOURS["red-deep"] in body]
    assert red or sheet == "board"
    assert [selector for selector in red if not re.search(r"error|overdue|danger|confirm|warning", selector)] == []


def test_no_colour_is_written_outside_the_tokens():
    for path in (SCSS / "parts").glob("*.scss"):
        stray = set(re.findall(r"#[0-9a-fA-F]{3,8}\b", path.read_text())) - {"#fff"}
        assert not stray, f"{path.name}: {sorted(stray)} belong into _tokens.scss"
