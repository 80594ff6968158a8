"""The one object that a simulated day ends with, and the same for reading at a terminal.

`lost_or_doubled` holds a sentence for everything that went wrong; the day is sound when it is empty. The counts:
- tickets_issued: different numbers that visitors hold; duplicate_numbers, doubled_taps, double_calls, tickets_lost: see checks.py
- receipts_acknowledged: receipts whose page an officer saw; receipts_missing: not found on the tracking page by both codes
- due_mismatches: receipts or tracking pages whose due moment is not the one counted independently from the printed limit
- terms_unpublished: receipts with another limit than the procedure's public page says
- counters_away: counters that stayed closed to the simulated officer, because somebody sits there or they are out of use
- chains_broken: broken chains of events; null when the server's database cannot be read from here, and then chains_unchecked says so in words
- failed_requests: answers 5xx and no answers at all; seconds: real time from the first request to the last check
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from . import checks
from .browser import Stopwatch
from .figures import group_figures, page_figures
from .ledger import Ledger

UNCHECKED = (
    "chưa kiểm tra, vì cơ sở dữ liệu đọc được từ đây không phải của máy chủ này. "
    "Xin chạy lại với MOTCUA_DATA_DIR (hoặc MOTCUA_DATABASE_URL) của máy chủ, hoặc chạy motcua verify trên máy chủ."
)
CHECKS = (
    "duplicate_numbers", "doubled_taps", "double_calls", "tickets_lost", "duplicate_codes", "receipts_missing", "due_mismatches",
    "terms_unpublished",
)  # fmt: skip


def findings(ledger: Ledger) -> dict[str, list[str]]:
    """Check -> its sentences."""
    return {
        "duplicate_numbers": checks.duplicate_numbers(ledger.issued),
        "doubled_taps": checks.doubled_taps(ledger.issued),
        "double_calls": checks.double_calls(ledger.called),
        "tickets_lost": checks.tickets_lost(ledger.issued, ledger.called),
        "duplicate_codes": checks.duplicate_codes(ledger.receipts),
        "receipts_missing": checks.receipts_missing(ledger.receipts, ledger.tracked),
        "due_mismatches": checks.due_mismatches(ledger.receipts, ledger.tracked),
        "terms_unpublished": checks.terms_unpublished(ledger.receipts, ledger.published),
    }


def summary(ledger: Ledger, watch: Stopwatch, *, seconds: float, chains: int | None, visitors: int) -> dict[str, Any]:
    """The object that `--json` prints."""
    found = findings(ledger)
    failed = sum(watch.failed.values())
    sentences = [sentence for check in CHECKS for sentence in found[check]] + ledger.trouble
    if chains:
        sentences.append(f"{chains} chuỗi sự kiện bị đứt.")
    if failed:
        sentences.append(f"{failed} yêu cầu không được trả lời đúng: {_named(watch.failed)}.")
    return {
        "visitors": visitors,
        "tickets_issued": len({ticket.tap for ticket in ledger.issued}),
        **{check: len(found[check]) for check in CHECKS},
        "tickets_called": len({call.number for call in ledger.called}),
        "no_shows": ledger.no_shows,
        "guided_back": ledger.guided,
        "papers_printed": ledger.papers,
        "strangers_served": ledger.strangers,
        "counters_away": ledger.counters_away,
        "receipts_acknowledged": len(ledger.receipts),
        "chains_broken": chains,
        "chains_unchecked": f"Chuỗi sự kiện {UNCHECKED}" if chains is None else "",
        "failed_requests": failed,
        "requests": watch.requests,
        "seconds": round(seconds, 2),
        "requests_per_second": round(watch.requests / seconds, 1) if seconds else 0.0,
        "groups": group_figures(ledger.served),
        "pages": page_figures(watch.taken),
        "lost_or_doubled": sentences,
    }


def _named(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))


def show(result: Mapping[str, Any], console: Console) -> None:
    """Print the result for a person."""
    chains = result["chains_broken"]
    lines = (
        f"Số đã cấp: {result['tickets_issued']} cho {result['visitors']} khách; đã gọi {result['tickets_called']}, vắng mặt {result['no_shows']}.",
        f"Số cấp trùng: {result['duplicate_numbers']}; một lần chạm thành hai số: {result['doubled_taps']}; "
        f"số gọi ở hai quầy: {result['double_calls']}; số bị bỏ quên: {result['tickets_lost']}.",
        f"Hồ sơ tiếp nhận: {result['receipts_acknowledged']}; không tra cứu được: {result['receipts_missing']}; "
        f"mã trùng: {result['duplicate_codes']}; ngày hẹn sai: {result['due_mismatches']}; hướng dẫn lại: {result['guided_back']}.",
        result["chains_unchecked"] or f"Chuỗi sự kiện: {chains} bị đứt.",
        f"{result['requests']} yêu cầu trong {result['seconds']} giây: {result['requests_per_second']} yêu cầu mỗi giây.",
    )
    for line in lines:
        console.print(line, highlight=False, soft_wrap=True)
    console.print(_groups(result["groups"]))
    console.print(_pages(result["pages"]))
    for sentence in result["lost_or_doubled"]:
        console.print(f"Hỏng: {sentence}", style="bold red", markup=False, highlight=False, soft_wrap=True)
    if not result["lost_or_doubled"]:
        console.print("Không mất, không trùng.", style="bold green")


def _groups(groups: Mapping[str, Mapping[str, float]]) -> Table:
    titles = ("Nhóm", "Khách", "Chờ trung bình", "Chờ p95", "Chờ lâu nhất", "Phục vụ trung bình")
    keys = ("visitors", "wait_mean_min", "wait_p95_min", "wait_longest_min", "service_mean_min")
    return _table(
        "Phút của ngày mô phỏng, theo nhóm",
        titles,
        [(name, *(str(row[key]) for key in keys)) for name, row in groups.items()],
    )


def _pages(pages: Mapping[str, Mapping[str, float]]) -> Table:
    titles = ("Trang", "Lần", "p50 ms", "p95 ms", "p99 ms")
    keys = ("count", "p50_ms", "p95_ms", "p99_ms")
    return _table(
        "Thời gian trả lời theo trang",
        titles,
        [(name, *(str(row[key]) for key in keys)) for name, row in pages.items()],
    )


def _table(title: str, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    table = Table(title=title, title_justify="left")
    for place, name in enumerate(titles):
        table.add_column(name, justify="right" if place else "left")
    for row in rows:
        table.add_row(*row)
    return table
