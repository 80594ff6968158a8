"""The catalogue as a workbook: which sheets and columns there are, drafts to rows and rows to drafts (plain Python, no file)."""

from __future__ import annotations

from .columns import SHEETS, BadCell, Sheet
from .reading import draft_from, records_from
from .writing import rows_of

__all__ = ["SHEETS", "BadCell", "Sheet", "draft_from", "records_from", "rows_of"]
