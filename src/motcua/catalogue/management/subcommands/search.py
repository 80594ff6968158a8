"""``./run manage catalogue search``: what a citizen would find, for people and for programs that measure it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser, OutputWrapper

from motcua.catalogue import queries
from motcua.catalogue.queries import Answer, Hit
from motcua.kernel.clock import local_day, now

HELP = "Tìm thủ tục bằng lời đời thường."
LEVELS = ("commune", "district", "province", "ministry")
LIMIT = 10
WIDTH = 90


def add_arguments(parser: CommandParser) -> None:
    """The words or a file of questions, where the citizen stands, how many results, in which form."""
    parser.add_argument("words", nargs="*", metavar="LỜI", help="lời cần tìm, như người dân hỏi")
    parser.add_argument("--level", choices=LEVELS, default="", help="nơi người hỏi đang đứng; việc làm được ở đó xếp trước")
    parser.add_argument("--limit", type=int, default=LIMIT, metavar="N", help=f"số kết quả (mặc định {LIMIT})")
    parser.add_argument("--json", action="store_true", help="in một danh sách JSON, không in gì khác")
    parser.add_argument("--batch", metavar="TỆP", help="đọc mỗi dòng một câu hỏi (- là đầu vào chuẩn), in mỗi dòng một danh sách JSON")


def run(stdout: OutputWrapper, options: dict[str, Any]) -> None:
    """Print what was found; an empty question finds nothing."""
    limit = max(0, options["limit"])
    if options["batch"]:
        for line in _lines(options["batch"]):
            stdout.write(_json(_hits(_asked(line, options["level"]), limit)))
        return
    found = _asked(" ".join(options["words"]), options["level"])
    if options["json"]:
        stdout.write(_json(_hits(found, limit)))
    else:
        stdout.write(_table(found, limit))


def _lines(name: str) -> Iterable[str]:
    """The questions of the file in order, however it was saved. Raises CommandError when it cannot be read."""
    try:
        text = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise CommandError(f"Không đọc được tệp “{name}”: {error.strerror}. Hãy kiểm tra đường dẫn.") from error
    lines = text.decode("utf-8-sig", "replace").replace("\r\n", "\n").split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def _asked(words: str, level: str) -> Answer:
    return queries.answer(words, day=local_day(now()), level=level)


def _hits(found: Answer, limit: int) -> list[Hit]:
    """What fits; where nothing does, what comes closest."""
    return list((found.hits or found.near)[:limit])


def _json(hits: list[Hit]) -> str:
    rows = [{"code": hit.code, "name": hit.title, "field": hit.field, "score": round(hit.score.total, 4)} for hit in hits]
    return json.dumps(rows, ensure_ascii=False)


def _table(found: Answer, limit: int) -> str:
    if not _hits(found, limit):
        return "Không tìm thấy thủ tục nào. Hãy thử ít chữ hơn."
    lines = [f"Hiểu là: {found.question.label}"] if found.question.label else []
    if found.near:
        lines.append("Không có thủ tục nào khớp hẳn; gần nhất:")
    for hit in _hits(found, limit):
        lines.append(f"{hit.score.total:6.3f}  {hit.code:<12}  {hit.title[:WIDTH]}  [{hit.field}]")
    return "\n".join(lines)
