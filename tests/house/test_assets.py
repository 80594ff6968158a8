"""What the browser gets: built from the sources, complete, small, our own (house sections 1 and 10; issue 2 "The look")."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

ROOT = Path(__file__).parents[2]
ASSETS = ROOT / "assets"
WEB = ROOT / "src" / "motcua" / "web"
BUILT = WEB / "shared" / "static" / "motcua"
SHEETS = sorted(BUILT.glob("*.css"))
SCRIPTS = sorted(path for path in (ASSETS / "js").glob("*.js"))
TEMPLATES = sorted(WEB.glob("*/templates/**/*.html"))
FONTS = sorted(BUILT.glob("fonts/*-latin-*.woff2"))
LIMIT_WITHOUT_FONTS = 60 * 1024
LIMIT_WITH_FONTS = 130 * 1024
ROOM_FOR_HTML = 12 * 1024


def compressed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6))


def test_all_sheets_and_scripts_are_there():
    assert {path.name for path in SHEETS} == {"app.css", "desk.css", "kiosk.css", "board.css", "print.css", "admin.css"}
    assert {path.name for path in BUILT.glob("*.js")} == {path.name for path in SCRIPTS} | {"htmx.min.js"}


def test_a_citizens_first_page_is_light():
    code = (
        compressed(BUILT / "app.css") + compressed(BUILT / "app.js") + compressed(BUILT / "htmx.min.js") + ROOM_FOR_HTML
    )
    assert code <= LIMIT_WITHOUT_FONTS
    faces = re.findall(r"fonts/[a-z0-9.-]+\.woff2", (BUILT / "app.css").read_text())
    fonts = sum((BUILT / face).stat().st_size for face in set(faces))
    assert len(set(faces)) == 4
    without_htmx = code - compressed(BUILT / "htmx.min.js")
    assert without_htmx + fonts <= LIMIT_WITH_FONTS


@pytest.mark.parametrize("file", FONTS, ids=lambda path: path.name)
def test_fonts_have_figures_of_one_width(file: Path):
    """What style sheets ask for by `tabular-nums`: the typeface has none of its own (tools/make_fonts.py)."""
    font = TTFont(file)
    table = font["GSUB"].table
    places = [one.Feature.LookupListIndex for one in table.FeatureList.FeatureRecord if one.FeatureTag == "tnum"]
    swaps = {plain: other for place in places[0] for part in table.LookupList.Lookup[place].SubTable for plain, other in part.mapping.items()}
    figures = [font.getBestCmap()[ord(figure)] for figure in "0123456789"]
    assert {font["hmtx"][swaps[figure]][0] for figure in figures} == {font["hmtx"][figures[0]][0]}
    assert all(font["glyf"][swaps[figure]].components[0].glyphName == figure for figure in figures)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_sheet_refers_only_to_files_of_ours(sheet: Path):
    text = sheet.read_text()
    for address in re.findall(r"url\(([^)]+)\)", text):
        assert (BUILT / address.strip("\"'")).is_file(), f"{sheet.name} names {address}"
    assert "@import" not in text
    assert "GDS Transport" not in text
    assert "Be Vietnam Pro" in text


def test_manifest_names_icons_that_exist():
    manifest = json.loads((BUILT / "manifest.webmanifest").read_text())
    assert [icon["src"] for icon in manifest["icons"] if not (BUILT / icon["src"]).is_file()] == []


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_starts_with_what_pages_may_rely_on(script: Path):
    text = script.read_text()
    head = text[: text.index("*/")]
    assert head.startswith("/*\n * " + script.name)
    used = set(re.findall(r"\[(data-[a-z-]+)[\]=]", text[len(head) :])) - {"data-sent", "data-copy-words"}
    assert [name for name in sorted(used) if name not in head] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: f"{path.parts[-2]}/{path.name}")
def test_a_template_obeys_the_security_policy(template: Path):
    text = template.read_text()
    assert not re.search(r"\sstyle\s*=", text), "no style attributes"
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text), "no inline handlers"
    assert not re.search(r"<style|javascript:", text)
    assert [tag for tag in re.findall(r"<script\b[^>]*>", text) if "src=" not in tag] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: f"{path.parts[-2]}/{path.name}")
def test_a_template_names_static_files_that_exist(template: Path):
    named = re.findall(r"static\(\s*['\"]([^'\"]+)['\"]\s*\)", template.read_text())
    assert [name for name in named if not list(WEB.glob(f"*/static/{name}"))] == []


def test_lock_file_names_no_registry():
    lock = json.loads((ASSETS / "package-lock.json").read_text())
    assert len(lock["packages"]) > 5
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []
    assert [name for name, package in lock["packages"].items() if name and "integrity" not in package] == []


@pytest.mark.skipif(
    not shutil.which("npm") or not (ASSETS / "node_modules").is_dir(),
    reason="needs Node and assets/node_modules; CI has both",
)
def test_a_rebuild_gives_the_same_bytes():
    environment = os.environ | {"MOTCUA_SKIP_NPM_CI": "1"}
    done = subprocess.run(
        ["sh", str(ASSETS / "check.sh")], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
