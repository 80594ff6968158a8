"""``catalogue unreadable``: the parts of imported records that wait for an editor."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any, TextIO

from motcua.catalogue.queries.importing import open_unreadable, problem_label, unreadable_counts
from motcua.catalogue.rules.reading.problems import Problem

HELP = "Liệt kê phần chưa đọc được của các bản ghi đã nhập."


def add_arguments(parser: ArgumentParser) -> None:
    """Filters and the page."""
    parser.add_argument("--problem", choices=[problem.value for problem in Problem], default="", help="chỉ loại này")
    parser.add_argument("--code", default="", metavar="MÃ", help="chỉ thủ tục này")
    parser.add_argument("--page", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="in một đối tượng JSON")


def run(stdout: TextIO, options: dict[str, Any]) -> None:
    """Print the numbers by problem and one page of parts."""
    counts = unreadable_counts()
    found = open_unreadable(problem=options["problem"], code=options["code"], page=options["page"])
    rows = [
        {"code": row.version.procedure.code, "field": row.field, "row": row.row, "problem": row.problem, "text": row.text} for row in found.rows
    ]  # fmt: skip
    if options["json"]:
        totals = {count.problem: count.count for count in counts}
        stdout.write(
            json.dumps(
                {"counts": totals, "page": found.page, "pages": found.pages, "total": found.total, "rows": rows},
                ensure_ascii=False,
            )
        )
        stdout.write("\n")
        return
    for count in counts:
        stdout.write(f"{count.count:>6}  {count.label}\n")
    for row in rows:
        text = " ".join(str(row["text"]).split())[:120]
        stdout.write(f"{row['code']}  {problem_label(str(row['problem']))}, dòng {row['row']}: {text}\n")
    stdout.write(f"Trang {found.page}/{found.pages}, {found.total} phần.\n")
