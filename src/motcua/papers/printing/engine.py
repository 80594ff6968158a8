"""One reused page setter per process: a template and plain data in, a tagged PDF/A-2b out (house 1: typst)."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Literal

import typst

from motcua.kernel import clock
from motcua.kernel.money import Money
from motcua.papers.errors import PaperNotMade
from motcua.papers.printing.letters import FONTS, printable

TEMPLATES = Path(__file__).resolve().parent / "templates"
# PDF/UA-1 beside PDF/A-2b: the setter then refuses a picture without words or a table without a head.
STANDARDS: Final[list[Literal["a-2b", "ua-1"]]] = ["a-2b", "ua-1"]
_lock = threading.Lock()
_compilers: dict[int, typst.Compiler] = {}


def render(template: str, data: Mapping[str, object], *, made_at: datetime) -> bytes:
    """The PDF of `templates/<template>.typ` with `data` (JSON values only); the same data give the same bytes.

    Data travel as JSON and never become template source. Raises PaperNotMade.
    """
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    with _lock:
        try:
            made = _compiler().compile(
                input=str(TEMPLATES / f"{template}.typ"),
                format="pdf",
                sys_inputs=inputs,
                pdf_standards=[*STANDARDS],
                timestamp=int(made_at.timestamp()),
            )
        except RuntimeError as error:
            raise PaperNotMade(
                "Chưa in được giấy tờ này. Dữ liệu vẫn còn nguyên; hãy in lại, "
                f"nếu vẫn lỗi thì báo người quản trị mẫu giấy “{template}”."
            ) from error
    assert isinstance(made, bytes)
    return made


def plain(value: object) -> object:
    """Frozen form data as JSON values: moments and amounts written for people, texts made printable."""
    match value:
        case str():
            return printable(value)
        case datetime():
            return clock.write_moment(value)
        case Money():
            return str(value)
        case tuple():
            return [plain(item) for item in value]
        case bool() | int() | None:
            return value
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"Không in được dữ liệu kiểu {type(value).__name__}.")


def _compiler() -> typst.Compiler:
    # A forked worker must not use threads that stayed behind in its parent, hence one compiler per process id.
    key = os.getpid()
    if key not in _compilers:
        _compilers.clear()
        _compilers[key] = typst.Compiler(root=str(TEMPLATES), font_paths=[str(FONTS)], ignore_system_fonts=True)
    return _compilers[key]
