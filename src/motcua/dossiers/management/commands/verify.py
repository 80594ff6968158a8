"""Walks every chain of events and looks at every file, and names what was altered or is missing (Decree 118/2025 art. 5: no record is altered)."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from motcua.audit.models import Event
from motcua.audit.queries import broken_links
from motcua.papers.queries import damaged_files

_DAMAGE = {"missing": "Mất tệp", "altered": "Tệp bị sửa"}


class Command(BaseCommand):
    """`motcua verify [--kind dossier] [--chains-only] [--json]`; exit status 1 when a link is broken or a file is not what was received."""

    help = "Kiểm tra mọi chuỗi sự kiện, báo mắt xích đầu tiên bị đứt, và mọi tệp đã lưu, báo tệp bị mất hoặc bị sửa."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--kind", default="", help="chỉ một loại chuỗi, ví dụ dossier hoặc ticket; không xem tệp")
        parser.add_argument("--chains-only", action="store_true", help="chỉ xem các chuỗi, không đọc tệp")
        parser.add_argument("--json", action="store_true", help="in một đối tượng JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        kinds = (
            [options["kind"]] if options["kind"] else sorted(Event.objects.values_list("kind", flat=True).distinct())
        )
        broken = [{"kind": kind, "record": record, "seq": seq} for kind in kinds for record, seq in broken_links(kind)]
        events = Event.objects.filter(kind__in=kinds).count()
        with_files = not (options["kind"] or options["chains_only"])
        damaged = [{"file": digest, "damage": damage} for digest, damage in damaged_files()] if with_files else []
        if options["json"]:
            self.stdout.write(json.dumps({"database": _database(), "kinds": kinds, "events": events, "broken": broken, "damaged": damaged}))
        else:
            self._tell(broken, damaged)
        if broken or damaged:
            raise CommandError(f"{len(broken)} chuỗi bị đứt trong {events} sự kiện, {len(damaged)} tệp bị mất hoặc bị sửa.", returncode=1)
        if not options["json"]:
            files = "mọi tệp như lúc nhận" if with_files else "chưa xem các tệp"
            self.stdout.write(f"Mọi chuỗi đều nguyên vẹn: {events} sự kiện; {files}.")

    def _tell(self, broken: list[dict[str, Any]], damaged: list[dict[str, str]]) -> None:
        self.stdout.write(f"Cơ sở dữ liệu: {_database()}")
        for link in broken:
            self.stdout.write(f"Đứt: {link['kind']} {link['record']}, sự kiện thứ {link['seq']}.")
        for row in damaged:
            self.stdout.write(f"{_DAMAGE[row['damage']]}: {row['file']}.")


def _database() -> str:
    """Which database this was, so that nobody takes one for the other; without user and password."""
    words = connection.settings_dict
    return str(words["NAME"]) if connection.vendor == "sqlite" else f"{words['NAME']}@{words['HOST'] or 'localhost'}:{words['PORT'] or 5432}"
