"""The program's command line: serve it, show it, manage it."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from . import translations

DESCRIPTION = "motcua: một cửa, từ lúc bước vào đến khi nhận kết quả."


def main(words: list[str] | None = None) -> int:
    """Run one command; the exit status."""
    words = sys.argv[1:] if words is None else words
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
    """Let the simulated day read the demonstration's database when nothing else is said, so that it can check the chains."""
    folder = Path(".data/demo").resolve()
    if folder.exists() and not os.environ.get("MOTCUA_DATABASE_URL"):
        os.environ.setdefault("MOTCUA_DATA_DIR", str(folder))


def _django(words: list[str]) -> int:
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - Django reads the settings when imported

    translations.compile_all()
    execute_from_command_line(["motcua", *words])
    return 0


def _parser(command: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"motcua {command}", description=DESCRIPTION)
    parser.add_argument("--host", default="127.0.0.1", help="địa chỉ lắng nghe (mặc định 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="cổng web; live dùng cổng kế tiếp (mặc định 8000)")
    parser.add_argument("--live-port", type=int, default=0, help="cổng của live (mặc định: cổng web + 1)")
    parser.add_argument("--workers", type=int, default=0, help="số tiến trình web (mặc định: số lõi, tối đa 4)")
    return parser


def _serve(words: list[str]) -> int:
    options = _parser(words[0]).parse_args(words[1:])
    parts = ("web", "live", "worker") if words[0] == "serve" else (words[0],)
    return _run(options, parts)


def _run(options: argparse.Namespace, parts: tuple[str, ...], greeting: str = "") -> int:
    from .serve import Plan, serve  # noqa: PLC0415 - reads the settings, which the arguments above may still change

    plan = Plan(
        host=options.host,
        port=options.port,
        live_port=options.live_port or options.port + 1,
        workers=options.workers or min(os.cpu_count() or 1, 4),
    )
    os.environ["MOTCUA_LIVE_PORT"] = str(plan.live_port)
    return serve(plan, parts, greeting=greeting)


def _demo(words: list[str]) -> int:
    parser = _parser("demo")
    parser.add_argument("--data", default=".data/demo", help="thư mục dữ liệu của bản trình diễn (mặc định .data/demo)")
    parser.add_argument("--reset", action="store_true", help="xóa dữ liệu trình diễn cũ trong thư mục đó rồi dựng lại")
    options = parser.parse_args(words[1:])
    folder = Path(options.data).resolve()
    if options.reset:
        for name in ("motcua.sqlite3", "motcua.sqlite3-wal", "motcua.sqlite3-shm"):
            (folder / name).unlink(missing_ok=True)
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.update(MOTCUA_DEMO="1", MOTCUA_DATA_DIR=str(folder))
    os.environ.setdefault("MOTCUA_PUBLIC_URL", f"http://{options.host}:{options.port}")
    os.environ["MOTCUA_LIVE_PORT"] = str(options.live_port or options.port + 1)
    print("Đang dựng tỉnh trình diễn…", flush=True)  # noqa: T201 - this is a command
    _django(["migrate", "--verbosity", "0"])
    _django(["demo_load"])
    from motcua.demo.greeting import greeting  # noqa: PLC0415 - needs the settings that were just named

    return _run(options, ("web", "live", "worker"), greeting=greeting(f"http://{options.host}:{options.port}"))


if __name__ == "__main__":
    raise SystemExit(main())
