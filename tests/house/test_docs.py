"""The documents tell the truth where a machine can know it: settings, commands, layers, links, words."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.core.management import get_commands

HOME = Path(__file__).resolve().parents[2]
DOCS = HOME / "docs"
PAGES = sorted([*HOME.glob("*.md"), *DOCS.rglob("*.md"), HOME / "deploy" / "README.md"])
SETTINGS = (HOME / "src" / "motcua" / "config" / "settings.py").read_text()
PARTS = {"demo", "serve", "web", "live", "worker", "manage"}
SCREENSHOTS = {
    "portal.png", "kiosk.png", "board.png", "phone.png", "desk-calling.png", "desk-reception.png", "receipt.png", "tracking.png",
    "manage.png",
}  # fmt: skip

# `./run bench` writes it; a fresh checkout may not have it yet.
MADE_BY_COMMANDS = {"performance.md"}


def rows(page: str) -> dict[str, list[str]]:
    """First cell (without backticks) -> all cells, of every table of a reference page."""
    lines = re.findall(r"^\| `(.+?) \|$", (DOCS / "reference" / page).read_text(), re.MULTILINE)
    cells = [[cell.strip() for cell in ("`" + line).split(" | ")] for line in lines]
    return {row[0].strip("`"): row for row in cells}


def asked_settings() -> dict[str, str]:
    """Variable -> its literal default in settings.py, empty where the default is computed."""
    found = dict.fromkeys(re.findall(r'"(MOTCUA_[A-Z_]+)"', SETTINGS), "")
    found |= re.findall(r'\b(?:text|one_of|python_class|hosts|time_of_day|web_address)\("(MOTCUA_[A-Z_]+)", "([^"]*)"', SETTINGS)
    found |= re.findall(r'\bnumber\("(MOTCUA_[A-Z_]+)", (\d+)', SETTINGS)
    switches = re.findall(r'\bswitch\("(MOTCUA_[A-Z_]+)", default=(True|False)', SETTINGS)
    return found | {name: "1" if on == "True" else "0" for name, on in switches}


def test_every_setting_stands_in_its_page_and_no_other() -> None:
    assert len(asked_settings()) >= 15
    assert sorted(rows("settings.md")) == sorted(asked_settings())


@pytest.mark.parametrize(("name", "default"), [pair for pair in asked_settings().items() if pair[1]])
def test_the_page_names_the_default_of_a_setting(name: str, default: str) -> None:
    assert rows("settings.md")[name][1] == f"`{default}`"


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(HOME)))
def test_a_document_names_only_settings_that_exist(page: Path) -> None:
    of_tests = {"MOTCUA_SCREENSHOTS", "MOTCUA_TEST_DATABASE_URL", "MOTCUA_ORACLE_CASES", "MOTCUA_SKIP_NPM_CI", "MOTCUA_BENCH_POSTGRES"}
    named = set(re.findall(r"MOTCUA_[A-Z_]+", page.read_text()))
    assert sorted(named - set(asked_settings()) - of_tests) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(HOME)))
def test_links_lead_somewhere(page: Path) -> None:
    missing = []
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text()):
        place = page.parent / target
        is_screenshot = "docs/screenshots" in place.as_posix() and place.name in SCREENSHOTS
        if "://" not in target and not is_screenshot and place.name not in MADE_BY_COMMANDS and not place.exists():
            missing.append(target)
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(HOME)))
def test_a_document_names_only_commands_that_exist(page: Path) -> None:
    text = page.read_text()
    helped = subprocess.run([sys.executable, HOME / "run", "--help"], capture_output=True, text=True, check=True).stdout
    known = PARTS | set(re.findall(r"^  (\w+)", helped, re.MULTILINE))
    named = set(re.findall(r"(?:\./run|sudo motcua) ([a-z_]+)", text))
    managed = set(re.findall(r"(?:\./run|sudo motcua) manage ([a-z_]+)", text))
    assert sorted(named - known) == []
    assert sorted(managed - set(get_commands()) - {"help"}) == []


def test_every_command_of_ours_stands_in_the_page() -> None:
    ours = {name for name, app in get_commands().items() if str(getattr(app, "name", app)).startswith("motcua.")}
    listed = {re.match(r"[\w./ ]+", name)[0].split()[0] for name in rows("commands.md")}  # type: ignore[index]
    assert len(ours) >= 4
    assert sorted(ours - listed) == []


def test_the_layers_of_the_page_are_those_that_are_checked() -> None:
    contracts = tomllib.loads((HOME / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    wanted = [re.findall(r"\w+", layer) for layer in contracts[0]["layers"]]
    assert [re.findall(r"`(\w+)`", row[0]) for row in rows("architecture.md").values()] == wanted


def test_one_word_for_one_thing() -> None:
    entries = re.findall(r"^\| ([^|]+?) \| `([^`]+)` \| (.+) \|$", (DOCS / "glossary.md").read_text(), re.MULTILINE)
    vietnamese, words = [entry[0] for entry in entries], [entry[1] for entry in entries]
    assert len(words) >= 50
    assert sorted({word for word in words if words.count(word) > 1}) == []
    assert sorted({word for word in vietnamese if vietnamese.count(word) > 1}) == []
    assert {
        "dossier", "procedure", "case", "paper asked", "receipt", "due", "counter", "ticket", "supplement", "hand-over", "centre", "unit",
        "department", "field", "levy", "fee",
    } <= set(words)  # fmt: skip
