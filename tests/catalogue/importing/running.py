"""How tests import: a file of records through the action or the command, and what the database says after."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.management import call_command
from tests.cast import MONDAY
from tests.catalogue.dump import write

from motcua.catalogue.actions.importing import Options, import_source
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.rules.reporting import Report
from motcua.catalogue.sources import open_source


def run(
    path: Path, *records: Mapping[str, Any] | str | bytes, now: datetime = MONDAY, format: str = "", **options: Any
) -> Report:
    """Import the records (written to the path when there are any)."""
    if records:
        write(path, records)
    return import_source(open_source(path, format), options=Options(**options), by="staff:1", now=now)


def command(*words: str) -> tuple[str, dict[str, Any]]:
    """What ``catalogue import`` printed, and its report."""
    out, report = io.StringIO(), Path(words[0]).with_suffix(".report.json")
    call_command("catalogue", "import", *words, "--report", str(report), "--yes", stdout=out)
    return out.getvalue(), json.loads(report.read_text())


def newest(code: str) -> ProcedureVersion:
    """The version of the procedure that nothing has followed."""
    return ProcedureVersion.objects.get(procedure__code=code, valid_to__isnull=True)


def counts(report: Report) -> tuple[int, int, int, int]:
    """(added, changed, unchanged, failed)."""
    return report.added, report.changed, report.unchanged, len(report.failed)


TUESDAY = date(2026, 3, 3)
