"""Taking in another catalogue: plan what a file would change, apply it, and work through what could not be read."""

from __future__ import annotations

from .running import Options, export_workbook, import_source
from .settling import settle
from .withdrawing import withdraw

__all__ = ["Options", "export_workbook", "import_source", "settle", "withdraw"]
