"""demo_load: the demonstration province into this database; a second run changes nothing."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import track

from motcua.demo.load import load
from motcua.kernel import clock
from motcua.kernel.errors import DomainError


class Command(BaseCommand):
    help = "Nạp tỉnh trình diễn Quảng Ninh (chạy lại không làm thay đổi gì)."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        console = Console(stderr=True, quiet=not options["verbosity"])
        try:
            tally = load(
                now=clock.now(), listen=lambda parts: track(parts, "Nạp tỉnh trình diễn", console=console)
            )  # fmt: skip
        except DomainError as error:
            raise CommandError(error.sentence) from error
        if options["verbosity"]:
            self.stdout.write(f"Tỉnh trình diễn: {tally.made} mục mới, {tally.changed} mục được sửa.")
