"""``./run manage recompute``: open dossiers are counted anew over the calendars in force, with a progress bar."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from motcua.deadlines.queries import calendar_of
from motcua.dossiers.actions import recompute_open
from motcua.dossiers.queries.moving import moved_by, open_rows
from motcua.kernel.clock import now, write_moment


class Command(BaseCommand):
    """Writes what moved, an event for each; with --dry-run only prints it. A second run changes nothing."""

    help = "Tính lại ngày hẹn của mọi hồ sơ đang giải quyết theo lịch làm việc hiện hành."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--reason", default="Tính lại theo lịch làm việc hiện hành.", help="lý do ghi vào từng hồ sơ")
        parser.add_argument("--agency", action="append", metavar="CODE", help="chỉ các cơ quan này (ghi nhiều lần được)")
        parser.add_argument("--dry-run", action="store_true", help="chỉ in hồ sơ sẽ đổi ngày hẹn, không ghi gì")

    def handle(self, *args: Any, **options: Any) -> None:
        codes = options["agency"]
        if options["dry_run"]:
            for row in moved_by(calendar_of, agency_codes=codes):
                what = ", hạn bổ sung" if row.is_supplement else ""
                self.stdout.write(f"{row.code}{what}: {write_moment(row.old_due)} -> {write_moment(row.new_due)} ({row.unit})")
            return
        columns = (TextColumn("Tính lại ngày hẹn"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.fields[moved]} đổi"))
        with Progress(*columns, console=Console(stderr=True)) as bar:
            task = bar.add_task("", total=open_rows(codes).count(), moved=0)
            done = recompute_open(
                calendar_of=calendar_of, reason=options["reason"], by="system", now=now(), agency_codes=codes,
                progress=lambda looked, moved: bar.update(task, completed=looked, moved=moved),
            )  # fmt: skip
        self.stdout.write(f"Đã xem {done.looked} hồ sơ, {done.moved} hồ sơ đổi ngày hẹn hoặc hạn bổ sung.")
