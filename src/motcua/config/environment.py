"""Reads settings from the environment; a wrong value is ImproperlyConfigured with a sentence that names the variable and says how to write it."""

from __future__ import annotations

import os
import re
import secrets
from importlib.util import find_spec
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str) -> str:
    """The words, or the default when there are none."""
    return os.environ.get(name, "").strip() or default


def number(name: str, default: int, *, low: int, high: int) -> int:
    """A whole number within these bounds. Raises ImproperlyConfigured."""
    said = text(name, str(default))
    if not (said.isascii() and said.isdigit()) or not low <= int(said) <= high:
        raise ImproperlyConfigured(f"{name} phải là số nguyên từ {low} đến {high}, không phải “{said}”.")
    return int(said)


def switch(name: str, *, default: bool) -> bool:
    """Yes or no. Raises ImproperlyConfigured."""
    said = text(name, "1" if default else "0").lower()
    if said not in {"0", "1", "yes", "no", "true", "false"}:
        raise ImproperlyConfigured(f"{name} phải là 1 hoặc 0, không phải “{said}”.")
    return said in {"1", "yes", "true"}


def web_address(name: str, default: str) -> str:
    """A whole web address, without a stroke at its end. Raises ImproperlyConfigured."""
    said = text(name, default).rstrip("/")
    if not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", said):
        raise ImproperlyConfigured(f"{name} phải là địa chỉ web đầy đủ như https://motcua.example, không phải “{said}”.")
    return said


def live_address(name: str) -> str:
    """Empty, a path behind the same proxy, or a whole address. Raises ImproperlyConfigured."""
    said = text(name, "").rstrip("/")
    return said if not said or re.fullmatch(r"/[^\s?#]+", said) else web_address(name, "")


def one_of(name: str, default: str, known: tuple[str, ...]) -> str:
    """One of the known words, in capitals. Raises ImproperlyConfigured."""
    said = text(name, default).upper()
    if said not in known:
        raise ImproperlyConfigured(f"{name} phải là một trong {', '.join(known)}, không phải “{said}”.")
    return said


def python_class(name: str, default: str) -> str:
    """The name of a Python class whose module is there. Raises ImproperlyConfigured."""
    said = text(name, default)
    try:
        is_there = find_spec(said.rpartition(".")[0]) is not None
    except (ImportError, ValueError):
        is_there = False
    if not is_there:
        raise ImproperlyConfigured(f"{name} phải là tên một lớp Python có thật như {default}, không phải “{said}”.")
    return said


def hosts(name: str, default: str) -> list[str]:
    """Host names, separated by commas. Raises ImproperlyConfigured."""
    given = [host.strip() for host in text(name, default).split(",") if host.strip()]
    for host in given:
        if not re.fullmatch(r"\*|\.?[\w.-]+|\[[0-9a-fA-F:]+\]", host):
            raise ImproperlyConfigured(f"{name} phải là các tên máy cách nhau bằng dấu phẩy như motcua.example, không phải “{host}”.")
    return given


def time_of_day(name: str, default: str) -> str:
    """Hours and minutes, 19:00. Raises ImproperlyConfigured."""
    said = text(name, default)
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", said):
        raise ImproperlyConfigured(f"{name} phải là giờ và phút như 19:00, không phải “{said}”.")
    return said


def folder(name: str, default: Path) -> Path:
    """A folder, made when it is not there, that can be written to. Raises ImproperlyConfigured."""
    place = Path(text(name, str(default))).resolve()
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _not_writable(name, place) from error
    if not os.access(place, os.W_OK | os.X_OK):
        raise _not_writable(name, place)
    return place


def _not_writable(name: str, place: Path) -> ImproperlyConfigured:
    words = "Hãy tạo thư mục đó và cho người dùng chạy chương trình quyền ghi, hoặc chọn thư mục khác."
    return ImproperlyConfigured(f"{name}: không ghi được vào thư mục “{place}”. {words}")


def secret(name: str, folder: Path) -> str:
    """The key from the environment, or one made once and kept in the data folder. Raises ImproperlyConfigured."""
    given = os.environ.get(name, "")
    if given:
        if len(given) < 32:
            raise ImproperlyConfigured(f"{name} phải dài ít nhất 32 ký tự.")
        return given
    place = folder / "secret.key"
    if not place.exists():
        try:
            handle = os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            return place.read_text()
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return place.read_text()
