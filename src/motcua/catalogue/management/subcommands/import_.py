"""``catalogue import FILE``: what a file would change, then (unless it is a dry run) the change, with a progress bar and a report."""

from __future__ import annotations

import json
import resource
import sys
import time
from argparse import ArgumentParser
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from motcua.catalogue.actions.importing import Options, import_source
from motcua.catalogue.errors import BadOption
from motcua.catalogue.queries.importing import problem_label
from motcua.catalogue.rules.differing import FIELD_NAMES
from motcua.catalogue.rules.reporting import Report
from motcua.catalogue.sources import Source, open_source
from motcua.catalogue.sources.items import FORMATS
from motcua.kernel import clock

HELP = "Nhập thủ tục từ bản kết xuất của Cổng dịch vụ công, từ dịch vụ quốc gia, hoặc từ bảng tính."
_SHOWN = 20


def add_arguments(parser: ArgumentParser) -> None:
    """The file and how to take it in."""
    parser.add_argument("file", metavar="FILE", help="tệp .jsonl, .jsonl.gz, .json hoặc .xlsx")
    parser.add_argument("--format", choices=FORMATS, default="", help="định dạng; bỏ qua thì nhận theo nội dung")
    parser.add_argument("--dry-run", action="store_true", help="chỉ xem thay đổi, không ghi gì")
    parser.add_argument("--report", metavar="FILE.json", help="ghi báo cáo đầy đủ vào tệp này")
    parser.add_argument("--valid-from", metavar="NĂM-THÁNG-NGÀY", help="ngày hiệu lực; bỏ qua thì từ hôm nay")
    parser.add_argument("--withdraw", action="store_true", help="kết thúc thủ tục mà nguồn không còn")
    parser.add_argument("--receive", action="store_true", help="thủ tục mới được tiếp nhận tại các trung tâm theo cấp")
    parser.add_argument("--yes", action="store_true", help="không hỏi lại trước khi công bố")


def run(stdout: TextIO, options: dict[str, Any]) -> None:
    """Import and report; asks before publishing when a person sits at the terminal."""
    source = open_source(Path(options["file"]), options["format"])
    asks = not (options["dry_run"] or options["yes"]) and sys.stdin.isatty() and sys.stdout.isatty()
    if asks:
        _write(stdout, _import(source, options, is_dry=True))
        stdout.write("Công bố các thay đổi này? [c/K] ")
        stdout.flush()
        if sys.stdin.readline().strip().lower() not in ("c", "có", "y", "yes"):
            stdout.write("Chưa ghi gì.\n")
            return
    report = _import(source, options, is_dry=options["dry_run"])
    _write(stdout, report)
    if options["report"]:
        _save(report, Path(options["report"]))


def _import(source: Source, options: dict[str, Any], *, is_dry: bool) -> Report:
    wanted = Options(
        _day(options["valid_from"]), is_dry=is_dry, withdraws=options["withdraw"], receives=options["receive"]
    )
    started = time.perf_counter()
    console = Console(stderr=True)
    columns = (TextColumn("Nhập thủ tục"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        total = sum(1 for _ in source.items()) if console.is_terminal else None
        task = bar.add_task("", total=total)
        report = import_source(
            source, options=wanted, by="system", now=clock.now(), listen=lambda count: bar.advance(task, count)
        )
    report.seconds = time.perf_counter() - started
    report.peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return report


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadOption("--valid-from", text, "một ngày như 2026-07-01") from error


def _save(report: Report, path: Path) -> None:
    try:
        path.write_text(json.dumps(report.as_dict(), ensure_ascii=False, indent=1), encoding="utf-8")
    except OSError as error:
        raise BadOption("--report", str(path), f"một nơi ghi được ({error.strerror})") from error


def _write(stdout: TextIO, report: Report) -> None:
    """The report in words: the first rows of each list, the numbers of all."""
    lead = "Sẽ" if report.is_dry else "Đã"
    if report.resumed_from:
        stdout.write(f"Tiếp tục từ bản ghi {report.resumed_from} của lần nhập trước.\n")
    for change in report.changes[:_SHOWN]:
        stdout.write(f"  {'mới' if change['kind'] == 'added' else 'đổi'} {change['code']} từ {change['valid_from']}\n")
        for row in change["fields"]:
            stdout.write(f"      {FIELD_NAMES[row['field']]}: {_one_line(row['old'])} -> {_one_line(row['new'])}\n")
    for row in report.failed[:_SHOWN]:
        stdout.write(f"  không nhập: dòng {row['line']} {row['code']} {row['sentence']}\n")
    stdout.write(
        f"{lead} đọc {report.records} bản ghi: {report.added} mới, {report.changed} đổi, {report.unchanged} không đổi, {len(report.failed)} không nhập được.\n"
    )
    if report.withdrawn:
        ended = f"đã kết thúc {report.ended}" if report.ended else "dùng --withdraw để kết thúc"
        stdout.write(
            f"Nguồn không còn {len(report.withdrawn)} thủ tục ({ended}): {', '.join(report.withdrawn[:_SHOWN])}\n"
        )
    counts = Counter(row["problem"] for row in report.problems)
    stdout.write(f"Phần chưa đọc được: {sum(counts.values())}\n")
    for problem, number in counts.most_common():
        stdout.write(f"  {number:>6}  {problem_label(problem)}\n")


def _one_line(text: str) -> str:
    words = " ".join(text.split()) or "(trống)"
    return words if len(words) <= 120 else f"{words[:120]}…"
