"""Where the sources of imported records keep each part, so that a page can show their own words for what was not readable."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from motcua.kernel.text import fold

# Keys of the portal's dump and of the national interface, folded.
_KEYS = {
    "channels": ("cach thuc thuc hien", "cachthucthuchien"),
    "fees": ("phi le phi", "phi", "cach thuc thuc hien", "cachthucthuchien"),
    "papers": ("thanh phan ho so", "thanhphanhoso"),
    "legal": ("can cu phap ly", "cancuphaply"),
    "results": ("ket qua xu ly", "ketqua", "ketquathuchien"),
}
_LINE_BREAKS = str.maketrans({"\r": "\n", "\v": "\n", "\f": "\n"})


def original_text(record: Mapping[str, Any], part: str) -> str:
    """The source's text of a part, a line for each value of a list; empty when the source has no such key."""
    folded = {fold(key): value for key, value in record.items()}
    found = next((folded[key] for key in _KEYS.get(part, ()) if folded.get(key)), "")
    return "\n".join(_lines(found)).strip()


def _lines(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, one in value.items():
            yield from (f"{key}: {line}" for line in _lines(one))
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _lines(one)
    elif value not in (None, ""):
        yield str(value).translate(_LINE_BREAKS)
