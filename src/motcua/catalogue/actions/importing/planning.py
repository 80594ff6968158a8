"""What a batch of records would change: looked up in a few queries, decided one by one, nothing written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from motcua.kernel.errors import DomainError

from ...errors import VersionTooEarly
from ...models import Original, Procedure, ProcedureVersion
from ...queries.drafting import drafts_of
from ...rules import Draft, check_importable
from ...rules.differing import Difference, differences
from ...rules.merging import merged
from ...rules.reading.record import Read

# Grows when records are read differently: then the same file says something new.
READING = 1


@dataclass(frozen=True, slots=True)
class Wanted:
    """A record that was read, at its line of the file."""

    line: int
    record: Mapping[str, Any]
    read: Read
    digest: str


@dataclass(frozen=True, slots=True)
class Planned:
    """What is to happen with a record: "added", "changed", "unchanged", or "kept" (facts as before, only its original is new)."""

    wanted: Wanted
    kind: str
    draft: Draft
    last: ProcedureVersion | None
    valid_from: date
    differences: Sequence[Difference] = ()


@dataclass(slots=True)
class Known:
    """What the database holds for the codes of a batch."""

    procedures: dict[str, Procedure]
    lasts: dict[str, ProcedureVersion] = field(default_factory=dict)
    drafts: dict[str, Draft] = field(default_factory=dict)
    originals: dict[str, tuple[str, int]] = field(default_factory=dict)


def digest_of(record: Mapping[str, Any]) -> str:
    """The record's SHA-256, with the way in which it is read."""
    words = json.dumps(record, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(f"{READING}\n{words}".encode()).hexdigest()


def known_of(wanted: Sequence[Wanted], format: str) -> Known:
    """The rows behind the records: procedures, versions without an end, originals of this format. Some dozen queries."""
    codes = [one.read.draft.code for one in wanted]
    known = Known({row.code: row for row in Procedure.objects.filter(code__in=codes)})
    if not known.procedures:
        return known
    originals = Original.objects.filter(version__procedure__code__in=codes, source__startswith=format).order_by("pk")
    for code, digest, pk in originals.values_list("version__procedure__code", "digest", "pk"):
        known.originals[code] = (digest, pk)
    new = [one.read.draft.code for one in wanted if known.originals.get(one.read.draft.code, ("", 0))[0] != one.digest]
    versions = ProcedureVersion.objects.filter(procedure__code__in=new, valid_to__isnull=True).select_related(
        "procedure", "department__level"
    )
    known.lasts = {version.procedure.code: version for version in versions}
    for draft in drafts_of(known.lasts.values()):
        known.drafts[draft.code] = draft
    return known


def plan(
    wanted: Wanted, known: Known, *, read: Callable[[Mapping[str, Any]], Read], valid_from: date, is_strict: bool
) -> Planned:
    """What the record changes. Raises BadDraft, and VersionTooEarly when the day was given and is too early."""
    code, theirs = wanted.read.draft.code, wanted.read.draft
    if known.originals.get(code, ("", 0))[0] == wanted.digest:
        return Planned(wanted, "unchanged", theirs, None, valid_from)
    last, ours = known.lasts.get(code), known.drafts.get(code)
    if last is None or ours is None:
        check_importable(theirs)
        return Planned(wanted, "added", theirs, None, valid_from)
    base = _base(known.originals.get(code), read)
    draft = merged(
        theirs, wanted.read.given, ours=ours, base=base, keeps_department=last.department.level.code != "ministry"
    )
    check_importable(draft)
    found = differences(ours, draft)
    if not found:
        return Planned(wanted, "kept", draft, last, valid_from)
    return Planned(wanted, "changed", draft, last, _start(last, valid_from, is_strict=is_strict), found)


def _base(original: tuple[str, int] | None, read: Callable[[Mapping[str, Any]], Read]) -> Draft | None:
    """What the source said before, read as we read today."""
    if original is None:
        return None
    try:
        return read(Original.objects.values_list("data", flat=True).get(pk=original[1])).draft
    except (DomainError, KeyError):
        return None


def _start(last: ProcedureVersion, valid_from: date, *, is_strict: bool) -> date:
    """The day from which the new version holds: the wanted one, or the first after the start of the version in force."""
    if last.valid_from < valid_from:
        return valid_from
    if is_strict:
        raise VersionTooEarly(last.procedure.code, last.valid_from)
    return last.valid_from + timedelta(days=1)
