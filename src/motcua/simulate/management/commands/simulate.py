"""Plays a centre's day over HTTP against a running demonstration, then says whether anything was lost or doubled."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from motcua.simulate.browser import ServerAway
from motcua.simulate.run import NotPlayed, Wish, play
from motcua.simulate.start import Diary
from motcua.simulate.summary import show


class Command(BaseCommand):
    """`motcua simulate [--visitors 400] [--url URL] [--json]`; exit status 1 when something was lost or doubled, 2 when not played."""

    help = "Diễn lại một ngày ở trung tâm qua HTTP trên bản trình diễn đang chạy, rồi kiểm tra không mất, không trùng."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--visitors", type=int, default=400, help="số khách trong ngày (mặc định 400)")
        parser.add_argument(
            "--url", default=settings.PUBLIC_URL, help=f"địa chỉ máy chủ (mặc định {settings.PUBLIC_URL})"
        )
        parser.add_argument("--centre", default="", help="mã trung tâm (mặc định trung tâm tỉnh)")
        parser.add_argument("--counters", type=int, default=12, help="số quầy làm việc (mặc định 12)")
        parser.add_argument("--seed", type=int, default=1, help="cùng số này thì cùng một ngày (mặc định 1)")
        parser.add_argument("--threads", type=int, default=16, help="số yêu cầu cùng lúc nhiều nhất (mặc định 16)")
        parser.add_argument("--really", action="store_true", help="chạy cả trên máy chủ không phải bản trình diễn")
        parser.add_argument("--json", action="store_true", help="in một đối tượng JSON")
        parser.add_argument(
            "--status-file", default="", help="ghi tiến độ vào tệp này (nút bấm của trang quản lý dùng)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["visitors"] < 1 or options["counters"] < 1 or options["threads"] < 1:
            raise CommandError("--visitors, --counters và --threads phải từ 1 trở lên.", returncode=2)
        names = ("url", "visitors", "centre", "counters", "seed", "really", "threads")
        wish = Wish(**{name: options[name] for name in names})
        diary = Diary(Path(options["status_file"]) if options["status_file"] else None, visitors=wish.visitors)
        try:
            result = _with_bar(wish, diary)
        except (NotPlayed, ServerAway) as error:
            diary.failed(str(error))
            raise CommandError(str(error), returncode=2) from error
        diary.finished(result)
        self._tell(result, as_json=options["json"])

    def _tell(self, result: dict[str, Any], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(result, ensure_ascii=False))
            if result["chains_unchecked"]:
                self.stderr.write(result["chains_unchecked"])
        else:
            show(result, Console())
        wrong = result["lost_or_doubled"]
        if wrong:
            listed = "\n".join(wrong) if as_json else "xem ở trên."
            raise CommandError(f"Ngày mô phỏng có {len(wrong)} điều hỏng: {listed}", returncode=1)


def _with_bar(wish: Wish, diary: Diary) -> dict[str, Any]:
    columns = (TextColumn("Ngày mô phỏng"), BarColumn(), MofNCompleteColumn(), TextColumn("khách"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=wish.visitors)
        return play(wish, progress=_both(lambda done: bar.update(task, completed=done), diary))


def _both(show_bar: Callable[[int], None], diary: Diary) -> Callable[[int, int], None]:
    def progress(done: int, total: int) -> None:
        show_bar(done)
        diary.at(done)

    return progress
