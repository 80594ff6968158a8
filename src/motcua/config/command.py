"""The program's command line: serve it, show it, manage it."""

from __future__ import annotations

import argparse
import errno
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from urllib.request import urlopen

from django.core.exceptions import ImproperlyConfigured
from django.db.utils import OperationalError, ProgrammingError

from . import translations
from .serve import Plan, serve, trouble

MOST_PORTS = 65535  # and live may use the next one
MOST_WORKERS = 64
ALL_PARTS = ("web", "live", "worker")
ADDRESS = "address.txt"  # in the demonstration's folder: where it listens
NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
_DISK_FULL = "Đĩa đã đầy nên không ghi thêm được; những gì đã lưu vẫn còn. Xin dọn chỗ trên đĩa có thư mục dữ liệu rồi chạy lại."
DESCRIPTION = "motcua: một cửa, từ lúc bước vào đến khi nhận kết quả."


def main(words: list[str] | None = None) -> int:
    """Run one command; the exit status. A wrong setting or a database that does not answer is one sentence, not a page of Python (2)."""
    words = sys.argv[1:] if words is None else words
    try:
        return _command(words)
    except ImproperlyConfigured as error:
        said = str(error)
    except (OperationalError, ProgrammingError) as error:
        said = _of_the_database(error)
        if not said or "--traceback" in words:
            raise
    except OSError as error:
        if error.errno not in NO_ROOM or "--traceback" in words:
            raise
        said = f"{_DISK_FULL} Máy báo: {error}"
    sys.stderr.write(f"{said}\n")
    return 2


def _of_the_database(error: Exception) -> str:
    """The sentence for a database without tables or away; empty for a fault of the program's own."""
    reason = " ".join(str(error).split())
    if "no such table" in reason or ("relation" in reason and "does not exist" in reason):
        return f"Cơ sở dữ liệu chưa có bảng cần dùng. Xin chạy: motcua manage migrate. Nó báo: {reason}"
    if "disk is full" in reason or "No space left on device" in reason:
        return f"{_DISK_FULL} Cơ sở dữ liệu báo: {reason}"
    if "invalid connection option" in reason:
        return f"MOTCUA_DATABASE_URL có từ lạ sau dấu hỏi; từ đúng như sslmode=verify-full. Nó báo: {reason}"
    if isinstance(error, ProgrammingError):
        return ""
    return f"Cơ sở dữ liệu không trả lời hoặc từ chối. Xin xem nó có đang chạy và MOTCUA_DATABASE_URL có đúng không. Nó báo: {reason}"


def _command(words: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    if words[:1] == ["manage"]:
        return _django(words[1:])
    if words[:1] == ["translations"]:
        translations.compile_all()
        return subprocess.run([sys.executable, "-m", *words[2:]], check=False).returncode if words[1:2] == ["then"] else 0
    known = {"serve": _serve, "demo": _demo, "web": _serve, "live": _serve, "worker": _serve}
    if words[:1] == ["simulate"]:
        _beside_the_demo()
    if words and words[0] in known:
        translations.compile_all()
        return known[words[0]](words)
    return _django(words)


def _beside_the_demo() -> None:
    """Let the simulated day find the demonstration when nothing else is said: its address, and its database, so that it can check the chains."""
    folder = Path(os.environ.get("MOTCUA_DATA_DIR") or ".data/demo").resolve()
    if folder.exists() and not os.environ.get("MOTCUA_DATABASE_URL"):
        os.environ.setdefault("MOTCUA_DATA_DIR", str(folder))
    with suppress(OSError):
        os.environ.setdefault("MOTCUA_PUBLIC_URL", (folder / ADDRESS).read_text())


def _django(words: list[str]) -> int:
    from django.conf import settings  # noqa: PLC0415 - as below
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - Django reads the settings when imported

    translations.compile_all()
    settings.DATA_DIR  # noqa: B018 - read them now: Django would go on without and fail later in words of its own
    execute_from_command_line(["motcua", *words])
    return 0


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text) < MOST_PORTS:
        return int(text)
    raise argparse.ArgumentTypeError(f"cổng phải là số từ 1 đến {MOST_PORTS - 1}, không phải “{text}”")


def _workers(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) <= MOST_WORKERS:
        return int(text)
    raise argparse.ArgumentTypeError(f"số tiến trình phải là số từ 0 (tự chọn) đến {MOST_WORKERS}, không phải “{text}”")


def _parser(command: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"motcua {command}", description=DESCRIPTION)
    parser.add_argument("--host", default="127.0.0.1", help="địa chỉ lắng nghe (mặc định 127.0.0.1)")
    parser.add_argument("--port", type=_port, default=8000, help="cổng web; live dùng cổng kế tiếp (mặc định 8000)")
    parser.add_argument("--live-port", type=_port, default=0, help="cổng của live (mặc định: cổng web + 1)")
    parser.add_argument("--workers", type=_workers, default=0, help="số tiến trình web (mặc định: số lõi, tối đa 4)")
    return parser


def _serve(words: list[str]) -> int:
    options = _parser(words[0]).parse_args(words[1:])
    parts = ALL_PARTS if words[0] == "serve" else (words[0],)
    return _run(options, parts)


def _run(options: argparse.Namespace, parts: tuple[str, ...], greeting: str = "") -> int:
    plan = _plan(options)
    os.environ["MOTCUA_LIVE_PORT"] = str(plan.live_port)
    return serve(plan, parts, greeting=greeting)


def _plan(options: argparse.Namespace) -> Plan:
    workers = options.workers or min(os.cpu_count() or 1, 4)
    return Plan(host=options.host, port=options.port, live_port=options.live_port or options.port + 1, workers=workers)


def _runs_already(folder: Path) -> str:
    """That a demonstration answers where the one of this folder listens; empty when none does."""
    with suppress(OSError, ValueError):
        address = (folder / ADDRESS).read_text()
        with urlopen(f"{address}/khoe/", timeout=3) as answer:  # noqa: S310 - what `demo` wrote itself
            if answer.headers.get("x-motcua-demo") == "1":
                return f"Bản trình diễn của thư mục này đang chạy ở {address}. Xin dừng nó (Ctrl+C) rồi chạy lại lệnh; chưa xóa gì."
    return ""


def _demo(words: list[str]) -> int:
    parser = _parser("demo")
    parser.add_argument("--data", default=".data/demo", help="thư mục dữ liệu của bản trình diễn (mặc định .data/demo)")
    parser.add_argument("--reset", action="store_true", help="xóa dữ liệu trình diễn cũ trong thư mục đó rồi dựng lại")
    options = parser.parse_args(words[1:])
    folder = Path(options.data).resolve()
    said = (_runs_already(folder) if options.reset else "") or trouble(_plan(options), ALL_PARTS)
    if said:  # before anything is deleted or written below a demonstration that runs
        sys.stderr.write(f"{said}\n")
        return 2
    if options.reset:
        for name in ("motcua.sqlite3", "motcua.sqlite3-wal", "motcua.sqlite3-shm"):
            (folder / name).unlink(missing_ok=True)
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.update(MOTCUA_DEMO="1", MOTCUA_DATA_DIR=str(folder))
    host = f"[{options.host}]" if ":" in options.host else options.host  # IPv6 stands in brackets in an address
    address = f"http://{host}:{options.port}"
    (folder / ADDRESS).write_text(address)
    os.environ.setdefault("MOTCUA_PUBLIC_URL", address)
    os.environ["MOTCUA_LIVE_PORT"] = str(options.live_port or options.port + 1)
    print("Đang dựng tỉnh trình diễn…", flush=True)  # noqa: T201 - this is a command
    _django(["migrate", "--verbosity", "0"])
    _django(["demo_load"])
    from motcua.demo.greeting import greeting  # noqa: PLC0415 - needs the settings that were just named

    return _run(options, ALL_PARTS, greeting=greeting(address))


if __name__ == "__main__":
    raise SystemExit(main())
