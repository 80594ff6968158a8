"""Sizes of the house in one table: what passes them is to be split by topic or by verb."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[2]
SOURCE = HOME / "src" / "motcua"
LIMITS = {"python": 300, "function": 50, "test": 500, "template": 250, "kernel": 600}


def files(folder: Path, pattern: str) -> list[Path]:
    return [path for path in sorted(folder.rglob(pattern)) if "migrations" not in path.parts and "node_modules" not in path.parts]


def too_long(paths: list[Path], limit: int) -> list[str]:
    counted = [(path, len(path.read_text().splitlines())) for path in paths]
    assert counted
    return [f"{path.relative_to(HOME)}: {lines}" for path, lines in counted if lines > limit]


def test_python_files() -> None:
    assert too_long(files(SOURCE, "*.py"), LIMITS["python"]) == []


def test_test_files() -> None:
    assert too_long(files(HOME / "tests", "*.py"), LIMITS["test"]) == []


def test_templates() -> None:
    assert too_long(files(SOURCE, "*.html"), LIMITS["template"]) == []


def test_functions() -> None:
    long = []
    for path in files(SOURCE, "*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                lines = (node.end_lineno or 0) - node.lineno + 1
                if lines > LIMITS["function"]:
                    long.append(f"{path.relative_to(HOME)}:{node.name}: {lines}")
    assert long == []


def test_the_kernel_stays_small() -> None:
    assert sum(len(path.read_text().splitlines()) for path in files(SOURCE / "kernel", "*.py")) <= LIMITS["kernel"]


@pytest.mark.parametrize("path", files(SOURCE, "*.py"), ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_module_says_what_it_is_for(path: Path) -> None:
    text = path.read_text()
    assert not text.strip() or ast.get_docstring(ast.parse(text)), "a module's first line says what it is for"
