"""``catalogue export FILE.xlsx``: the catalogue as a workbook, to edit and import again."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, TextIO

from motcua.catalogue.actions.importing import export_workbook

HELP = "Xuất danh mục ra bảng tính XLSX để sửa rồi nhập lại."


def add_arguments(parser: ArgumentParser) -> None:
    """Where to, and which procedures."""
    parser.add_argument("file", metavar="FILE.xlsx")
    parser.add_argument("--code", action="append", metavar="MÃ", help="chỉ thủ tục này (ghi nhiều lần được)")


def run(stdout: TextIO, options: dict[str, Any]) -> None:
    """Write the workbook and say how many procedures it holds."""
    count = export_workbook(Path(options["file"]), codes=options["code"])
    stdout.write(f"Đã xuất {count} thủ tục ra {options['file']}.\n")
