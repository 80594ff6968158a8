"""Draws docs/reference/drafts.md from the table of catalogue/rules/editing.py; a house test holds the page against the table."""

from __future__ import annotations

import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME / "src"))

from motcua.catalogue.rules.editing import DRAFT_TABLE, DRAFT_VERBS, OPEN_DRAFT, DraftStatus  # noqa: E402 - the path is set above

PAGE = HOME / "docs" / "reference" / "drafts.md"
HEAD = """# Statuses of a draft

Drawn from the table in `src/motcua/catalogue/rules/editing.py` by `python tools/drafts.py`; do not edit by hand.
`editor` is anybody with the role editor or administrator, `writer` one who wrote in the draft, `second` one who did not.
"""


def drawn() -> str:
    """The page as Markdown with a Mermaid state diagram and the table of steps."""
    lines = [HEAD, "| status | Vietnamese | open |", "|---|---|---|"]
    lines += [f"| {status.value} | {status.label} | {'yes' if status in OPEN_DRAFT else ''} |" for status in DraftStatus]
    lines += ["", "```mermaid", "stateDiagram-v2"]
    lines += [f"    {start.value if start else '[*]'} --> {step.to.value}: {verb}" for (start, verb), step in DRAFT_TABLE.items()]
    lines += ["```", "", "| from | verb | | to | who | needs |", "|---|---|---|---|---|---|"]
    for (start, verb), step in DRAFT_TABLE.items():
        needs = ", ".join(sorted(step.needs))
        lines.append(f"| {start.value if start else '-'} | `{verb}` | {DRAFT_VERBS[verb]} | {step.to.value} | {step.who.value} | {needs} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(drawn())
