"""Files of other catalogues: opened with bounded memory, told apart by their content, given out record by record."""

from __future__ import annotations

from .errors import BadSource
from .items import Item, Source, open_source

__all__ = ["BadSource", "Item", "Source", "open_source"]
