"""The command `due`: its JSON, its words, and exit status 2 with one line on standard error."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import call_command

RECEIVED = "2026-02-13T16:59:00+07:00"


def _run(*arguments: str) -> str:
    out = StringIO()
    call_command("due", *arguments, stdout=out)
    return out.getvalue()


def _json(*arguments: str) -> dict[str, object]:
    found = json.loads(_run(*arguments, "--json"))
    assert set(found) >= {"due", "limit", "explanation", "warnings"}
    return found


def test_json_holds_the_moment_the_limit_and_the_proof() -> None:
    found = _json("--received", RECEIVED, "--limit", "3 ngày làm việc")
    assert found["due"] == "2026-02-25T16:59:00+07:00"
    assert found["limit"] == {"amount": 3, "unit": "working_day", "text": "3 ngày làm việc"}
    rows = found["explanation"]
    assert all(set(row) == {"date", "from", "to", "minutes", "counted", "reason"} for row in rows)
    assert rows[0] == {
        "date": "2026-02-13", "from": "16:59", "to": "17:00", "minutes": 1, "counted": True, "reason": "",
    }  # fmt: skip
    assert sum(row["minutes"] for row in rows) == 1440
    assert {"date": "2026-02-17", "from": None, "to": None, "minutes": 0, "counted": False,
            "reason": "17/2: Tết Nguyên Đán"} in rows  # fmt: skip


def test_all_options_together() -> None:
    found = _json(
        "--received", "2026-09-01T09:00:00+07:00", "--limit", "0,5 ngày", "--late-rule", "after-15:00",
        "--hours", "08:00-12:00,13:00-17:00", "--regime", "pause",
        "--pause", "2026-09-03T10:20:00+07:00/2026-09-08T14:05:00+07:00",
        "--pause", "2026-09-08T14:05:00+07:00/2026-09-08T15:00:00+07:00",
    )  # fmt: skip
    # From 03/09 08:00: 2 h 20 before the pause, 1 h 40 after it.
    assert found["due"] == "2026-09-08T16:40:00+07:00"
    reasons = " | ".join(row["reason"] for row in found["explanation"])
    assert "2/9: Quốc khánh" in reasons
    assert "tạm dừng 10:20 3/9 - 14:05 8/9: chờ bổ sung" in reasons


def test_words_for_people() -> None:
    text = _run("--received", RECEIVED, "--limit", "3 ngày làm việc")
    assert text.startswith("Hẹn trả: 16 giờ 59, thứ Tư 25/02/2026\n")
    assert "Tết Nguyên Đán" in text
    assert "Tổng cộng: 1440 phút" in text


@pytest.mark.parametrize(
    "arguments",
    [
        ["--received", RECEIVED, "--limit", "vài ngày"],
        ["--received", RECEIVED, "--limit", "0 ngày"],
        ["--received", "hôm qua", "--limit", "3 ngày"],
        ["--received", "2026-02-13T16:59:00", "--limit", "3 ngày"],
        ["--received", RECEIVED, "--limit", "3 ngày", "--pause", "hôm nay"],
        ["--received", RECEIVED, "--limit", "3 ngày", "--hours", "17:00-07:30"],
        ["--received", RECEIVED, "--limit", "3 ngày", "--hours", ""],
        ["--received", RECEIVED, "--limit", "3 ngày", "--late-rule", "sometimes"],
        ["--received", RECEIVED],
        ["--received", RECEIVED, "--limit", "3 ngày", "--unknown"],
    ],
    ids=lambda arguments: " ".join(arguments[2:]) or "no-limit",
)
def test_unreadable_input_is_one_line_and_status_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        call_command("due", *arguments)
    out, err = capsys.readouterr()
    assert (stopped.value.code, out) == (2, "")
    assert err.count("\n") == 1 and "hãy" in err.lower(), err


def test_a_shell_sees_status_2_and_the_same_line() -> None:
    command = [sys.executable, "-c", _ALONE, "--received", RECEIVED, "--limit", "vài ngày"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=_environment())
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith("Không đọc được thời hạn “vài ngày”.")


_ALONE = """
import sys
from motcua.config.command import main
raise SystemExit(main(["manage", "due", *sys.argv[1:]]))
"""


def _environment() -> dict[str, str]:
    """A process of another zone and without a Vietnamese locale: neither may change an answer."""
    return os.environ | {"TZ": "America/New_York", "PYTHONPATH": "src", "PYTHONIOENCODING": "utf-8"}


def test_the_zone_of_the_process_does_not_matter() -> None:
    command = [sys.executable, "-c", _ALONE, "--received", RECEIVED, "--limit", "3 ngày làm việc", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=_environment())
    assert json.loads(done.stdout)["due"] == "2026-02-25T16:59:00+07:00"
