"""``./run manage catalogue import | export | unreadable | receive``: one command for the whole catalogue, one module for each verb."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from motcua.catalogue.management.subcommands import SUBCOMMANDS
from motcua.kernel.errors import DomainError


class Command(BaseCommand):
    """Hands over to the subcommand; a rule that says no ends with its sentence and exit status 2."""

    help = "Danh mục thủ tục: nhập, xuất, xem phần chưa đọc được, đặt nơi tiếp nhận."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VIỆC")
        for name, module in SUBCOMMANDS.items():
            module.add_arguments(verbs.add_parser(name, help=module.HELP, description=module.HELP))

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            SUBCOMMANDS[options["verb"]].run(self.stdout, options)
        except DomainError as error:
            raise CommandError(error.sentence, returncode=2) from error
