"""Walks every chain of events and names the first broken link of each (Decree 118/2025 art. 5: no record is altered)."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from motcua.audit.models import Event
from motcua.audit.queries import broken_links


class Command(BaseCommand):
    """`motcua verify [--kind dossier] [--json]`; exit status 1 when a link is broken."""

    help = "Kiểm tra mọi chuỗi sự kiện và báo mắt xích đầu tiên bị đứt."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--kind", default="", help="chỉ một loại hồ sơ, ví dụ dossier hoặc ticket")
        parser.add_argument("--json", action="store_true", help="in một đối tượng JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        kinds = (
            [options["kind"]] if options["kind"] else sorted(Event.objects.values_list("kind", flat=True).distinct())
        )
        broken = [{"kind": kind, "record": record, "seq": seq} for kind in kinds for record, seq in broken_links(kind)]
        events = Event.objects.filter(kind__in=kinds).count()
        if options["json"]:
            self.stdout.write(json.dumps({"kinds": kinds, "events": events, "broken": broken}))
        else:
            for link in broken:
                self.stdout.write(f"Đứt: {link['kind']} {link['record']}, sự kiện thứ {link['seq']}.")
        if broken:
            raise CommandError(f"{len(broken)} chuỗi bị đứt trong {events} sự kiện.", returncode=1)
        if not options["json"]:
            self.stdout.write(f"Mọi chuỗi đều nguyên vẹn: {events} sự kiện.")
