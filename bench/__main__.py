"""`./run bench [NAME ...] [--database sqlite|postgres|both] [--seconds N] [--rounds N] [--json|--markdown] [--strict]`: ratios beside a reference.

Names: tickets crowd calling pages reception board growth weight, recompute, search, deadlines, papers; without names all but the last four.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import signal
import sys
from collections.abc import Callable, Iterator

from . import board, calling, deadlines, growth, pages, papers, reception, recompute, searching, tickets, weight
from .figures import Figure, show, table
from .place import Place, place
from .subjects import Options

Measure = Callable[[Place, Options], Iterator[Figure]]
SUBJECTS: dict[str, Measure] = {
    "tickets": tickets.measure, "crowd": tickets.measure_crowd, "calling": calling.measure, "pages": pages.measure,
    "reception": reception.measure, "board": board.measure, "weight": weight.measure,
    "growth": growth.measure, "recompute": recompute.measure, "search": searching.measure,
}  # fmt: skip
# Fill databases of their own for minutes: only when asked for.
BY_NAME = {"recompute", "search"}
ALONE: dict[str, Callable[[], None]] = {"deadlines": deadlines.main, "papers": papers.main}


def parser() -> argparse.ArgumentParser:
    """The words of the command."""
    found = argparse.ArgumentParser(prog="./run bench", description="Đo tốc độ; mỗi con số đứng cạnh mốc so sánh đo cùng lúc.")
    found.add_argument("names", nargs="*", metavar="TÊN", help=f"{' '.join(SUBJECTS)} {' '.join(ALONE)} (mặc định: mọi phép đo cần máy chủ)")
    found.add_argument("--database", choices=["sqlite", "postgres", "both"], default="both", help="cơ sở dữ liệu (mặc định both)")
    found.add_argument("--seconds", type=float, default=Options.seconds, help="độ dài một vòng đo (giây)")
    found.add_argument("--rounds", type=int, default=Options.rounds, help="số vòng đo xen kẽ")
    found.add_argument("--json", action="store_true", help="in một đối tượng JSON ra stdout")
    found.add_argument("--markdown", action="store_true", help="in bảng cho docs/reference/performance.md ra stdout")
    found.add_argument("--strict", action="store_true", help="thoát với mã 1 khi có con số chưa đạt")
    return found


def main() -> int:
    """Measure what was named; 1 only with --strict when a goal is missed."""
    options = parser().parse_args()
    # Whoever ends a run early by SIGTERM still gets servers stopped and databases dropped.
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    unknown = set(options.names) - set(SUBJECTS) - set(ALONE)
    if unknown:
        sys.exit(f"Không có phép đo {', '.join(sorted(unknown))}. Có: {', '.join([*SUBJECTS, *ALONE])}.")
    for name in options.names:
        if name in ALONE:
            ALONE[name]()
    wanted = [name for name in SUBJECTS if name in options.names or (not options.names and name not in BY_NAME)]
    databases = ["postgres", "sqlite"] if options.database == "both" else [options.database]
    figures = []
    for database in databases if wanted else []:
        with place(database) as here:
            for name in wanted:
                figures += [show(figure) for figure in SUBJECTS[name](here, Options(options.seconds, options.rounds))]
    if options.json:
        machine = {"cores": os.cpu_count(), "python": platform.python_version()}
        print(json.dumps({"machine": machine, "figures": [figure.row() for figure in figures]}, ensure_ascii=False))
    if options.markdown:
        print(table(figures))
    return int(options.strict and any(figure.is_missed for figure in figures))


if __name__ == "__main__":
    raise SystemExit(main())
