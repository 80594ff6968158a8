"""The report of an import as it grows: what changed, what failed, what could not be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .differing import Difference
from .reading.problems import Unread

# Texts in the report are shortened; whole ones are in the tables.
_LONGEST = 600


@dataclass(slots=True)
class Report:
    """Counts and lists of one run; `as_dict` is the JSON report."""

    file: str
    format: str
    digest: str
    is_dry: bool
    records: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    repeated: int = 0
    resumed_from: int = 0
    is_cut: bool = False
    withdrawn: list[str] = field(default_factory=list)
    ended: int = 0
    failed: list[dict[str, Any]] = field(default_factory=list)
    changes: list[dict[str, Any]] = field(default_factory=list)
    problems: list[dict[str, Any]] = field(default_factory=list)
    totals: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    peak_mb: float = 0.0

    def fail(self, line: int, code: str, sentence: str) -> None:
        """A record was not imported."""
        self.failed.append({"line": line, "code": code, "sentence": sentence})

    def change(self, code: str, kind: str, differences: Iterable[Difference], *, valid_from: date) -> None:
        """A procedure is new ("added") or says something else ("changed")."""
        rows = [{"field": one.field, "old": _short(one.old), "new": _short(one.new)} for one in differences]
        self.changes.append({"code": code, "kind": kind, "valid_from": valid_from.isoformat(), "fields": rows})

    def leave(self, code: str, unread: Iterable[Unread]) -> None:
        """Parts that a person must read."""
        for one in unread:
            row = {"code": code, "field": one.part.value, "row": one.row, "problem": one.problem.value, "text": one.text[:_LONGEST]}
            self.problems.append(row)

    def as_dict(self) -> dict[str, Any]:
        """The report for machines; amounts of time in seconds, of memory in megabytes."""
        counts = {name: getattr(self, name) for name in ("records", "added", "changed", "unchanged", "repeated", "resumed_from", "ended")}
        return {
            "file": self.file, "format": self.format, "digest": self.digest, "dry_run": self.is_dry, **counts, "withdrawn": self.withdrawn,
            "failed": self.failed, "changes": self.changes, "problems": self.problems,
            "totals": {**self.totals, "problems": len(self.problems)}, "seconds": round(self.seconds, 2), "peak_mb": round(self.peak_mb, 1),
        }  # fmt: skip


def _short(lines: tuple[str, ...]) -> str:
    text = "\n".join(lines)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
