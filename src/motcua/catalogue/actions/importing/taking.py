"""Records of a batch: read, told apart from repeated ones, planned; what cannot be imported goes into the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from motcua.kernel.errors import DomainError

from ...rules.reading.national import keyed
from ...rules.reading.text import line
from ...rules.reporting import Report
from ...sources import Item, Source
from .planning import Planned, Wanted, digest_of, known_of, plan


@dataclass(slots=True)
class Taken:
    """What was met in the file so far: the first line and text of each code, the sources, and whether a record had no readable code."""

    first: dict[str, tuple[int, str]] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    has_nameless: bool = False

    @property
    def codes(self) -> set[str]:
        return self.first.keys() | self.failed


def readable(items: Iterable[Item], source: Source, taken: Taken, report: Report) -> Iterator[Wanted]:
    """The records that can be imported, in their order. Of one code the first counts; another text under it is reported."""
    for item in items:
        report.records += 1
        if item.record is None:
            report.is_cut |= item.is_cut
            taken.has_nameless = True
            report.fail(item.line, "", item.fault)
            continue
        wanted = _wanted(item.line, item.record, source, taken, report)
        if wanted is not None and _is_first(wanted, taken, report):
            _note(wanted, taken, report)
            yield wanted


def _wanted(number: int, record: Mapping[str, Any], source: Source, taken: Taken, report: Report) -> Wanted | None:
    try:
        return Wanted(number, record, source.read(record), digest_of(record))
    except DomainError as error:
        code = line(record.get("ma_thu_tuc") or keyed(record).get("matthc"))[:60]
        taken.has_nameless |= not code
        taken.failed.add(code)
        report.fail(number, code, error.sentence)
        return None


def _is_first(wanted: Wanted, taken: Taken, report: Report) -> bool:
    code = wanted.read.draft.code
    earlier = taken.first.setdefault(code, (wanted.line, wanted.digest))
    if earlier[0] == wanted.line:
        return True
    if earlier[1] == wanted.digest:
        report.repeated += 1
    else:
        report.fail(
            wanted.line,
            code,
            f"Mã {code} đã có ở dòng {earlier[0]} với nội dung khác. Chỉ dòng {earlier[0]} được nhập; hãy xem lại nguồn.",
        )
    return False


def _note(wanted: Wanted, taken: Taken, report: Report) -> None:
    draft = wanted.read.draft
    report.totals.update(wanted.read.totals)
    report.leave(draft.code, wanted.read.unread)
    if draft.source:
        taken.sources.add(draft.source)


def planned(wanted: Sequence[Wanted], source: Source, report: Report, **frame: Any) -> list[Planned]:
    """What each record changes; those that may not be published are reported and left out."""
    known = known_of(wanted, source.format)
    found = []
    for one in wanted:
        try:
            found.append(plan(one, known, read=source.read, **frame))
        except DomainError as error:
            report.fail(one.line, one.read.draft.code, error.sentence)
    return found


def count(rows: Sequence[Planned], faults: Sequence[tuple[Planned, str]], report: Report) -> None:
    """Add what was written (or, in a dry run, would be) to the report."""
    broken = {row.wanted.line: sentence for row, sentence in faults}
    for row in rows:
        if row.wanted.line in broken:
            report.fail(row.wanted.line, row.draft.code, broken[row.wanted.line])
        elif row.kind in ("added", "changed"):
            report.added += row.kind == "added"
            report.changed += row.kind == "changed"
            report.change(row.draft.code, row.kind, row.differences, valid_from=row.valid_from)
        else:
            report.unchanged += 1
