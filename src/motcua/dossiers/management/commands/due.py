"""``./run manage due``: a due moment with its proof from the command line: of a term as typed, or of a dossier (disputes)."""

from __future__ import annotations

import json
import sys
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser

from motcua.centres import models as centres
from motcua.deadlines.errors import BadCalendar, DeadlineError
from motcua.deadlines.queries import calendar_of
from motcua.deadlines.rules import (
    DEFAULT_CALENDAR,
    Due,
    LateRule,
    Regime,
    Unit,
    WorkCalendar,
    due,
    office_hours,
    parse_hours,
    parse_limit,
    parse_moment,
    parse_pause,
)
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.terms import proof_of
from motcua.kernel.clock import write_moment
from motcua.kernel.codes import is_agency_code, read_dossier_code


class Command(BaseCommand):
    """Prints the due moment; exit status 2 and one sentence on standard error when the input cannot be read."""

    help = "Tính ngày hẹn trả và giải thích từng ngày được tính, từng ngày bỏ qua."
    requires_system_checks = ()
    requires_migrations_checks = False

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.error = self._refuse_arguments  # type: ignore[method-assign]  # one sentence instead of argparse's usage
        return parser

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dossier", metavar="CODE", help="mã hồ sơ: giải thích ngày hẹn của hồ sơ này")
        parser.add_argument("--received", help="thời điểm tiếp nhận, ISO 8601 có múi giờ")
        parser.add_argument("--limit", help="thời hạn, ví dụ “3 ngày làm việc”")
        parser.add_argument("--late-rule", default=LateRule.NONE.value, choices=[rule.value for rule in LateRule])
        parser.add_argument("--pause", action="append", default=[], metavar="FROM/TO", help="hai thời điểm ISO 8601")
        parser.add_argument("--regime", default=Regime.PAUSE.value, choices=[regime.value for regime in Regime])
        parser.add_argument("--hours", help="giờ làm việc mỗi ngày, ví dụ “07:30-11:30,13:00-17:00”")
        parser.add_argument("--unit", help="mã cơ quan có lịch riêng đã lưu, ví dụ H49.1")
        parser.add_argument("--json", action="store_true", help="in một đối tượng JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = self._of_dossier(options) if options["dossier"] else self._due(options)
        except DeadlineError as error:
            self._refuse(str(error))
        if options["json"]:
            self.stdout.write(json.dumps(found.as_dict(), ensure_ascii=False, indent=2))
        else:
            self._write(found)

    def _of_dossier(self, options: dict[str, Any]) -> Due:
        if any(options[name] for name in ("received", "limit", "pause", "hours", "unit")):
            self._refuse_arguments("--dossier đi một mình")
        code = read_dossier_code(options["dossier"])
        dossier = Dossier.objects.select_related("version").filter(code=str(code)).first() if code else None
        if dossier is None:
            self._refuse(f"Không có hồ sơ “{options['dossier']}”. Hãy gõ đủ mã như trên giấy tiếp nhận.")
        found = proof_of(dossier)
        if found is None:
            self._refuse(f"Ngày hẹn của hồ sơ {dossier.code} do cán bộ ghi theo văn bản, không tính từ thời hạn.")
        if dossier.extended_at and dossier.due_at and not options["json"]:
            self.stdout.write(f"Đã gia hạn đến: {write_moment(dossier.due_at)}")
        return found

    def _due(self, options: dict[str, Any]) -> Due:
        missing = [f"--{name}" for name in ("received", "limit") if options[name] is None]
        if missing:
            self._refuse_arguments(f"thiếu {', '.join(missing)}")
        return due(
            parse_moment(options["received"]),
            parse_limit(options["limit"]),
            calendar=_calendar(options["hours"], options["unit"]),
            late_rule=LateRule(options["late_rule"]),
            pauses=[parse_pause(text) for text in options["pause"]],
            regime=Regime(options["regime"]),
        )

    def _write(self, found: Due) -> None:
        self.stdout.write(f"Hẹn trả: {found.text()}")
        self.stdout.write(f"Thời hạn: {found.limit.text()}")
        for row in found.explanation:
            line = row.as_dict()
            span = f"{line['from'] or '':5} - {line['to'] or '':5}" if row.start else " " * 13
            mark = f"+{row.minutes} phút" if row.counted else "không tính"
            self.stdout.write(f"  {row.date:%d/%m/%Y}  {span}  {mark:>12}  {row.reason}".rstrip())
        self.stdout.write(f"Tổng cộng: {found.total_minutes} phút")
        if found.due is None and found.remaining:
            unit = "phút làm việc" if found.limit.unit in (Unit.WORKING_DAY, Unit.WORKING_HOUR) else "ngày"
            self.stdout.write(f"Còn lại khi tạm dừng: {found.remaining} {unit}")
        for warning in found.warnings:
            self.stdout.write(f"Lưu ý: {warning}")

    def _refuse_arguments(self, message: str) -> NoReturn:
        self._refuse(f"Tham số chưa đúng ({' '.join(message.split())}). Hãy xem “due --help”.")

    def _refuse(self, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        sys.exit(2)


def _calendar(hours: str | None, unit: str | None) -> WorkCalendar:
    """The hours that were given, else the stored calendar of the unit, else the usual hours: only a unit needs the database."""
    if hours is not None and unit is not None:
        raise BadCalendar("Hãy chọn một: --hours hoặc --unit.")
    if hours is not None:
        return WorkCalendar([office_hours(*parse_hours(hours))])
    if unit is None:
        return DEFAULT_CALENDAR
    if not is_agency_code(unit):
        raise BadCalendar(f"Mã cơ quan “{unit[:40]}” không đúng. Hãy ghi mã dạng H49.12.")
    if not centres.Unit.objects.filter(agency_code=unit).exists():
        raise BadCalendar(f"Không có đơn vị {unit}. Hãy xem mã trong trang quản trị, mục Đơn vị.")
    return calendar_of(unit)
