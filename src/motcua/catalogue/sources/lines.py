"""The lines of a text file, plain or gzip, one at a time: neither a cut archive nor a line without end stops or fills the program."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from .errors import BadSource

# The longest real record has some 150,000 bytes.
LONGEST_LINE = 4 * 1024 * 1024
_PIECE = 64 * 1024
_GZIP = b"\x1f\x8b"
_OTHER_TEXT = (b"\xff\xfe", b"\xfe\xff")
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its number (from 1), or the sentence that says why it could not be read; `is_cut` when the file ends there."""

    number: int
    text: str
    fault: str = ""
    is_cut: bool = False


def check_file(path: Path) -> None:
    """Raises BadSource when there is no such file, it is empty, or it cannot be read."""
    if not path.exists():
        raise BadSource(f"Không có tệp “{path}”. Hãy kiểm tra lại đường dẫn.")
    if not path.is_file():
        raise BadSource(f"“{path}” không phải là tệp. Hãy chọn một tệp dữ liệu.")
    try:
        with path.open("rb") as file:
            start = file.read(4)
    except OSError as error:
        raise BadSource(f"Không đọc được tệp “{path}” ({error.strerror}). Hãy kiểm tra quyền đọc.") from error
    if not start:
        raise BadSource(f"Tệp “{path}” rỗng. Hãy tải lại tệp từ nguồn.")
    if start[:2] in _OTHER_TEXT:
        raise BadSource(f"Tệp “{path}” ghi bằng UTF-16. Hãy lưu lại bằng UTF-8 rồi nhập lại.")


def read_lines(path: Path) -> Iterator[Line]:
    """Every line that is not blank; a longer one than LONGEST_LINE, or one that is not UTF-8, comes as a fault."""
    number = 0
    with opened(path) as file:
        while True:
            number += 1
            try:
                line = _next(file, number)
            except (EOFError, zlib.error, gzip.BadGzipFile, OSError):
                yield Line(
                    number,
                    "",
                    f"Tệp nén bị hỏng hoặc bị cắt cụt từ dòng {number}. Phần trước đã được đọc; hãy tải lại tệp.",
                    is_cut=True,
                )
                return
            if line is None:
                return
            if line.text or line.fault:
                yield line


def opened(path: Path) -> IO[bytes]:
    """The bytes of the file, unpacked when it is gzip."""
    with path.open("rb") as file:
        is_gzip = file.read(2) == _GZIP
    return gzip.open(path, "rb") if is_gzip else path.open("rb")  # type: ignore[return-value]  # a GzipFile reads like one


def _next(file: IO[bytes], number: int) -> Line | None:
    data = file.readline(LONGEST_LINE + 1)
    if not data:
        return None
    if len(data) > LONGEST_LINE:
        size = len(data) + (0 if data.endswith(b"\n") else _skip_rest(file))
        return Line(number, "", f"Dòng dài {size:,} byte, quá {LONGEST_LINE:,}. Hãy kiểm tra lại nguồn.")
    try:
        return Line(number, data.removeprefix(_BOM if number == 1 else b"").decode("utf-8").strip())
    except UnicodeDecodeError:
        return Line(number, "", "Dòng này không phải UTF-8. Hãy lưu lại tệp bằng UTF-8 rồi nhập lại.")


def _skip_rest(file: IO[bytes]) -> int:
    """Read to the end of the line in small pieces; how many bytes that were."""
    size = 0
    while piece := file.readline(_PIECE):
        size += len(piece)
        if piece.endswith(b"\n"):
            break
    return size
