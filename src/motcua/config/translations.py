"""Compiles the translations when a .po is newer than its .mo, so that a fresh checkout speaks both languages."""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.core.exceptions import ImproperlyConfigured

SOURCE = Path(__file__).resolve().parent.parent


def compile_all() -> int:
    """Compile what changed; how many files were written. Raises ImproperlyConfigured where the folder cannot be written."""
    written = 0
    for source in SOURCE.glob("locale*/*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parts[-3])
        _write(catalogue, target)
        written += 1
    return written


def _write(catalogue: Catalog, target: Path) -> None:
    temporary = target.with_suffix(".mo.new")
    try:
        with temporary.open("wb") as file:
            write_mo(file, catalogue)
        temporary.replace(target)
    except OSError as error:
        words = "Bản dịch chưa biên dịch, và người đang chạy lệnh không được ghi vào thư mục chương trình"
        raise ImproperlyConfigured(f"{words} ({error}). Chủ thư mục hãy chạy ./run translations một lần sau mỗi lần cập nhật.") from error
