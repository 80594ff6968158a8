"""Draws docs/reference/statuses.md from the status table of dossiers/rules; a house test holds the page against the table."""

from __future__ import annotations

import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME / "src"))

from motcua.dossiers.rules import FINAL, TABLE, Status, clock_of  # noqa: E402 - the path is set above
from motcua.dossiers.rules.statuses import VERB_LABELS  # noqa: E402 - the path is set above

PAGE = HOME / "docs" / "reference" / "statuses.md"
HEAD = """# Statuses of a dossier

Drawn from the table in `src/motcua/dossiers/rules/statuses.py` by `python tools/statuses.py`; do not edit by hand.
The codes are the national ones (Decree 118/2025, exchange with the national portal).
"""


def drawn() -> str:
    """The page as Markdown with a Mermaid state diagram and the table of steps."""
    lines = [HEAD, "| code | Vietnamese | clock | final |", "|---|---|---|---|"]
    lines += [f"| {s.value} | {s.label} | {clock_of(s).value} | {'yes' if s in FINAL else ''} |" for s in Status]
    lines += ["", "```mermaid", "stateDiagram-v2"]
    lines += [f'    s{s.value}: {s.value} {s.label}' for s in Status]
    for (start, verb), step in TABLE.items():
        origin = f"s{start.value}" if start else "[*]"
        target = f"s{step.to.value}" if step.to else "back"
        lines.append(f"    {origin} --> {target}: {verb}")
    lines += ["    back: the status that the dossier remembers", "```", "", "| from | verb | | to | who | needs |", "|---|---|---|---|---|---|"]
    for (start, verb), step in TABLE.items():
        who, needs = ", ".join(sorted(step.who)), ", ".join(sorted(step.needs))
        to = step.to.value if step.to else "back"
        lines.append(f"| {start.value if start else '-'} | `{verb}` | {VERB_LABELS[verb]} | {to} | {who} | {needs} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(drawn())
