"""What the web processes send under /static/: packed for those who take it, the same bytes for all, and nothing from beside the folder."""

from __future__ import annotations

import gzip
import os
import time
from pathlib import Path
from typing import Any

import pytest

from motcua.config.static_files import pack, with_static_files

STYLE = "body { color: #1c2326 } " * 200


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "static"
    (folder / "motcua").mkdir(parents=True)
    (folder / "motcua" / "app.css").write_text(STYLE)
    (folder / "motcua" / "mark.png").write_bytes(bytes(3000))
    (tmp_path / "secret.key").write_text("geheim")
    pack(folder)
    return folder


def ask(root: Path, path: str, *, encoding: str = "") -> tuple[int, dict[str, str], bytes]:
    """(status, headers, body); 404 stands for the program behind."""
    given: dict[str, Any] = {}

    def start(status: str, headers: list[tuple[str, str]], _error: Any = None) -> None:
        given.update(status=int(status[:3]), headers=dict(headers))

    def behind(_environ: dict[str, Any], start_response: Any) -> list[bytes]:
        start_response("404 Not Found", [])
        return [b"behind"]

    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "HTTP_ACCEPT_ENCODING": encoding}
    answer = with_static_files(behind, root)(environ, start)
    body = b"".join(answer)
    getattr(answer, "close", lambda: None)()
    return given["status"], given["headers"], body


def test_a_style_sheet_comes_packed_to_who_takes_it_and_plain_to_others(root: Path) -> None:
    status, headers, body = ask(root, "/static/motcua/app.css", encoding="gzip")
    assert (status, headers["Content-Encoding"], headers["Vary"]) == (200, "gzip", "Accept-Encoding")
    assert gzip.decompress(body).decode() == STYLE and len(body) < len(STYLE) / 4
    assert headers["Cache-Control"] == "max-age=604800, public" and headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in headers
    _, headers, body = ask(root, "/static/motcua/app.css")
    assert "Content-Encoding" not in headers and body.decode() == STYLE
    assert ask(root, "/static/motcua/app.css", encoding="gzip, br")[1]["Content-Encoding"] == "br"


def test_a_changed_file_is_packed_anew_and_the_others_are_left_alone(root: Path) -> None:
    style, copy = root / "motcua" / "app.css", root / "motcua" / "app.css.gz"
    first = copy.stat().st_ino
    pack(root)
    assert copy.stat().st_ino == first
    style.write_text(STYLE + "p { margin: 0 }")
    os.utime(style, (time.time() + 10, time.time() + 10))
    pack(root)
    assert ask(root, "/static/motcua/app.css", encoding="gzip")[2] == copy.read_bytes()
    assert gzip.decompress(copy.read_bytes()).decode().endswith("p { margin: 0 }")


@pytest.mark.parametrize("path", ["/static/../secret.key", "/static/%2e%2e/secret.key", "/static/motcua/", "/static/motcua/no.css", "/thu-tuc/"])
def test_everything_else_is_for_the_program_behind(root: Path, path: str) -> None:
    assert ask(root, path)[::2] == (404, b"behind")


def test_without_collected_files_the_program_still_answers(tmp_path: Path) -> None:
    assert ask(tmp_path / "nothing", "/static/motcua/app.css")[0] == 404
