"""A planned batch goes into the tables: whole or, where one record does not fit, record by record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import DatabaseError, transaction

from motcua.audit.actions import append_many
from motcua.kernel.errors import DomainError

from ...models import InternalStep, Original, Procedure, ProcedureVersion, Unreadable
from ..writing import ToWrite, write_versions
from .places import open_places
from .planning import Planned


@dataclass(frozen=True, slots=True)
class Frame:
    """What holds for the whole run."""

    by: str
    now: datetime
    valid_from: date
    format: str


def apply_batch(rows: Sequence[Planned], frame: Frame) -> list[tuple[Planned, str]]:
    """Write the batch inside the caller's transaction; the records that did not fit, each with its sentence, are left out whole."""
    open_places([row.wanted.read for row in rows], [row.draft for row in rows], day=frame.valid_from)
    try:
        with transaction.atomic():
            _apply(rows, frame)
    except (DatabaseError, DomainError):
        return [fault for row in rows for fault in _apply_one(row, frame)]
    return []


def _apply_one(row: Planned, frame: Frame) -> list[tuple[Planned, str]]:
    try:
        with transaction.atomic():
            _apply([row], frame)
    except DomainError as error:
        return [(row, error.sentence)]
    except DatabaseError:
        return [
            (
                row,
                "Bản ghi có giá trị không ghi được vào cơ sở dữ liệu (quá dài hoặc sai dạng). Hãy kiểm tra lại nguồn.",
            )
        ]
    return []


def _apply(rows: Sequence[Planned], frame: Frame) -> None:
    news = [row for row in rows if row.kind in ("added", "changed")]
    _close([row for row in news if row.last])
    procedures = _procedures(news)
    versions = write_versions([
        ToWrite(procedures[row.draft.code], row.draft, row.last.number + 1 if row.last else 1, row.valid_from) for row in news
    ])  # fmt: skip
    pairs = list(zip(versions, news, strict=True))
    _copy_steps(pairs)
    _write_unreadable(pairs, frame.now)
    Original.objects.bulk_create(_original(version, row, frame.format) for version, row in pairs)
    _keep_originals([(row.last, row) for row in rows if row.kind == "kept" and row.last], frame.format)
    append_many(
        "procedure",
        "publish",
        [(version.procedure_id, _event(version)) for version in versions],
        at=frame.now,
        actor=frame.by,
    )


def _event(version: ProcedureVersion) -> dict[str, object]:
    return {
        "number": version.number, "valid_from": version.valid_from.isoformat(), "fingerprint": version.fingerprint, "source": version.source,
    }  # fmt: skip


def _close(rows: Sequence[Planned]) -> None:
    """The versions that these follow end the day before; one statement for each day."""
    days: dict[date, list[int]] = defaultdict(list)
    for row in rows:
        if row.last:
            days[row.valid_from].append(row.last.pk)
    for day, pks in days.items():
        ProcedureVersion.objects.filter(pk__in=pks, valid_to__isnull=True).update(valid_to=day - timedelta(days=1))


def _procedures(rows: Sequence[Planned]) -> dict[str, Procedure]:
    codes = [row.draft.code for row in rows]
    found = {one.code: one for one in Procedure.objects.select_for_update().filter(code__in=codes)}
    made = Procedure.objects.bulk_create(Procedure(code=code) for code in codes if code not in found)
    return found | {one.code: one for one in made}


def _copy_steps(pairs: Sequence[tuple[ProcedureVersion, Planned]]) -> None:
    """The internal steps are the province's own: the new version takes them over."""
    followed = {row.last.pk: version for version, row in pairs if row.last}
    steps = InternalStep.objects.filter(version__in=followed).order_by("pk")
    InternalStep.objects.bulk_create(
        InternalStep(version=followed[step.version_id], kind=step.kind, share=step.share) for step in steps
    )


def _write_unreadable(pairs: Sequence[tuple[ProcedureVersion, Planned]], now: datetime) -> None:
    Unreadable.objects.bulk_create(
        Unreadable(
            version=version,
            field=one.part.value,
            problem=one.problem.value,
            text=one.text,
            row=min(one.row, 32_000),
            at=now,
        )
        for version, row in pairs
        for one in row.wanted.read.unread
    )


def _original(version: ProcedureVersion, row: Planned, format: str) -> Original:
    data = dict(row.wanted.record)
    return Original(version=version, source=row.wanted.read.draft.source or format, digest=row.wanted.digest, data=data)


def _keep_originals(pairs: Sequence[tuple[ProcedureVersion, Planned]], format: str) -> None:
    """The facts are as before, the words of the record are not: the version keeps the newer record of the same source."""
    known = {row.version_id: row for row in Original.objects.filter(version__in=[version for version, _ in pairs])}
    for version, planned in pairs:
        row, new = known.get(version.pk), _original(version, planned, format)
        if row is None:
            new.save()
        elif row.source.startswith(format):
            row.source, row.data, row.digest = new.source, new.data, new.digest
            row.save()
