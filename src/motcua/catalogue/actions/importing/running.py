"""One import from the first record to the last: in batches, each a transaction, so that a stopped run goes on where it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from django.db import transaction

from motcua.kernel.clock import local_day

from ...models import ImportRun
from ...queries.drafting import drafts_of, latest_versions
from ...rules.reporting import Report
from ...sources import Item, Source
from ...sources.workbook import write_workbook
from ..receiving import receive_as_usual
from ..revising import bump_revision
from .applying import Frame, apply_batch
from .planning import Planned, Wanted
from .taking import Taken, count, planned, readable
from .withdrawing import missing_codes, withdraw

BATCH = 200
Listener = Callable[[int], None]
_COUNTS = ("added", "changed", "unchanged")


@dataclass(frozen=True, slots=True)
class Options:
    """How to import: from which day (None: today, or the first day possible), only look, end what is gone, offer at the centres."""

    valid_from: date | None = None
    is_dry: bool = False
    withdraws: bool = False
    receives: bool = False


def import_source(
    source: Source, *, options: Options, by: str, now: datetime, listen: Listener = lambda records: None
) -> Report:
    """Read every record of the source and, unless it is a dry run, publish what changed. `by` is an actor.

    `listen` hears how many records each batch had. The same file again changes nothing; one that was interrupted goes on.
    """
    day = options.valid_from or local_day(now)
    report = Report(source.path.name, source.format, source.digest, options.is_dry)
    run = _Run(source, options, Frame(by, now, day, source.format), report, Taken())
    if not options.is_dry:
        run.resume(_opened_row(source, by=by, day=day, now=now))
    for items in _batches(source.items()):
        run.take(items)
        listen(len(items))
    run.finish()
    return report


def _opened_row(source: Source, *, by: str, day: date, now: datetime) -> ImportRun:
    """The run of the same file that was interrupted, or a new one."""
    same = ImportRun.objects.filter(digest=source.digest, format=source.format, finished_at__isnull=True)
    return same.order_by("-pk").first() or ImportRun.objects.create(
        name=source.path.name[:300], digest=source.digest, format=source.format, by=by, valid_from=day, started_at=now
    )


def _batches(items: Iterator[Item]) -> Iterator[list[Item]]:
    while batch := list(islice(items, BATCH)):
        yield batch


@dataclass(slots=True)
class _Run:
    """One import under way."""

    source: Source
    options: Options
    frame: Frame
    report: Report
    taken: Taken
    row: ImportRun | None = None

    def resume(self, row: ImportRun) -> None:
        """Go on with this run: what it did before counts too."""
        self.row = row
        self.report.resumed_from = row.position
        for name in _COUNTS:
            setattr(self.report, name, row.counts.get(name, 0))

    def take(self, items: list[Item]) -> None:
        """One batch, in one transaction with the run's position; what an earlier try wrote is only read."""
        wanted = list(readable(items, self.source, self.taken, self.report))
        if self.row is None:
            count(self._planned(wanted), [], self.report)
        elif self.report.records > self.report.resumed_from:
            with transaction.atomic():
                self._write(wanted, self.row)

    def _planned(self, wanted: list[Wanted]) -> list[Planned]:
        is_strict = self.options.valid_from is not None
        return planned(wanted, self.source, self.report, valid_from=self.frame.valid_from, is_strict=is_strict)

    def _write(self, wanted: list[Wanted], row: ImportRun) -> None:
        rows = self._planned(wanted)
        news = [one for one in rows if one.kind != "unchanged"]
        faults = apply_batch(news, self.frame) if news else []
        count(rows, faults, self.report)
        if any(one.kind in ("added", "changed") for one in news):
            bump_revision()
        if self.options.receives:
            receive_as_usual(one.draft.code for one in news if one.kind == "added")
        row.position = self.report.records
        row.counts = {name: getattr(self.report, name) for name in _COUNTS}
        row.save(update_fields=["position", "counts"])

    def finish(self) -> None:
        """What the source no longer has, unless part of the file could not be read; then the run is over."""
        report = self.report
        if not report.is_cut and not self.taken.has_nameless:
            report.withdrawn = missing_codes(self.taken.sources, self.taken.codes)
        if self.row is None:
            return
        if self.options.withdraws:
            report.ended = withdraw(report.withdrawn, day=self.frame.valid_from, by=self.frame.by, now=self.frame.now)
        if not report.is_cut:
            self.row.finished_at = self.frame.now
            self.row.save(update_fields=["finished_at"])


def export_workbook(path: Path, *, codes: list[str] | None = None) -> int:
    """The newest version of every procedure (or of these codes) as a workbook; how many there are."""
    versions = latest_versions() if codes is None else latest_versions().filter(procedure__code__in=codes)
    keys = list(versions.values_list("pk", flat=True))
    parts = (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))
    return write_workbook(path, (draft for part in parts for draft in drafts_of(latest_versions().filter(pk__in=part))))
