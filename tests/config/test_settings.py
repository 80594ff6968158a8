"""A wrong setting stops the start with a sentence that names it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from motcua.config import settings
from motcua.config.feeds import PostgresFeed, feed_of

SOURCE = Path(__file__).resolve().parents[2] / "src"


def command(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """What the program's command says with these settings."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), **settings}
    return subprocess.run(
        [sys.executable, "-m", "motcua.config.command", *words], env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("MOTCUA_DATABASE_URL", "mysql://here/db", "MOTCUA_DATABASE_URL phải bắt đầu bằng"),
        ("MOTCUA_LIVE_PORT", "cửa", "MOTCUA_LIVE_PORT phải là số nguyên"),
        ("MOTCUA_LIVE_PORT", "70000", "từ 1 đến 65535"),
        ("MOTCUA_DEBUG", "có", "MOTCUA_DEBUG phải là 1 hoặc 0"),
        ("MOTCUA_SHIFT_CLOSES", "7 giờ tối", "MOTCUA_SHIFT_CLOSES phải là giờ và phút như 19:00"),
        ("MOTCUA_SHIFT_CLOSES", "24:00", "không phải “24:00”"),
        ("MOTCUA_SHIFT_CLOSES", "19", "không phải “19”"),
        ("MOTCUA_PUBLIC_URL", "motcua.example", "MOTCUA_PUBLIC_URL phải là địa chỉ web đầy đủ"),
        ("MOTCUA_PUBLIC_URL", "https://", "không phải “https:”"),
        ("MOTCUA_PUBLIC_URL", "ftp://motcua.example", "không phải “ftp://motcua.example”"),
        ("MOTCUA_DATA_DIR", "/dev/null/motcua", "MOTCUA_DATA_DIR: không ghi được vào thư mục “/dev/null/motcua”"),
        ("MOTCUA_SECRET_KEY", "ngắn", "ít nhất 32 ký tự"),
        ("MOTCUA_LIVE_PORT", "²", "không phải “²”"),
        ("MOTCUA_LIVE_URL", "live", "MOTCUA_LIVE_URL phải là địa chỉ web đầy đủ"),
        ("MOTCUA_LOG_LEVEL", "laut", "MOTCUA_LOG_LEVEL phải là một trong DEBUG, INFO"),
        ("MOTCUA_EMAIL_BACKEND", "nowhere.Backend", "MOTCUA_EMAIL_BACKEND phải là tên một lớp Python có thật"),
        ("MOTCUA_ALLOWED_HOSTS", "a.example,http://b.example", "không phải “http://b.example”"),
        ("MOTCUA_DATABASE_URL", "postgresql://me:secret@here:port/db", "MOTCUA_DATABASE_URL không đọc được"),
        ("MOTCUA_DATABASE_URL", "postgresql://here", "MOTCUA_DATABASE_URL thiếu tên cơ sở dữ liệu"),
        ("MOTCUA_DATABASE_URL", "postgresql://127.0.0.1:1/db", "Cơ sở dữ liệu không trả lời hoặc từ chối"),
        ("MOTCUA_DATABASE_URL", "sqlite:////tmp/x.sqlite3?currentSchema=a", "sqlite không nhận gì sau dấu hỏi, mà có “currentSchema”"),
        ("MOTCUA_DATABASE_URL", "postgresql://127.0.0.1:1/db?sslmod=require", "MOTCUA_DATABASE_URL có từ lạ sau dấu hỏi"),
    ],
)
def test_wrong_settings(name: str, value: str, sentence: str, tmp_path: Path) -> None:
    done = command("manage", "verify", **{"MOTCUA_DATA_DIR": str(tmp_path), name: value})
    assert done.returncode == 2
    assert sentence in done.stderr and done.stderr.count("\n") == 1, "one sentence, not a page of Python"
    assert "secret" not in done.stderr


def test_what_the_address_says_of_encryption_is_kept() -> None:
    found = settings._database("postgresql://db/motcua?sslmode=verify-full&sslrootcert=/etc/ca.pem")
    assert found["OPTIONS"]["sslmode"] == "verify-full" and found["OPTIONS"]["connect_timeout"] == 5
    feed = feed_of(found)
    assert isinstance(feed, PostgresFeed)
    assert feed.words.items() >= {"dbname": "motcua", "host": "db", "sslmode": "verify-full", "sslrootcert": "/etc/ca.pem"}.items()


def test_what_the_address_says_wins_and_live_hears_it() -> None:
    found = settings._database("postgresql://db/motcua?currentSchema=tinh&connect_timeout=30")
    words = f"-c lock_timeout={settings.DATABASE_WAIT}s -c search_path=tinh"
    assert (found["OPTIONS"]["options"], found["OPTIONS"]["connect_timeout"]) == (words, 30)
    feed = feed_of(found)
    assert isinstance(feed, PostgresFeed)
    assert (feed.words["options"], feed.words["connect_timeout"]) == (words, 30)
    assert "server_side_binding" not in feed.words


def test_an_empty_database_asks_for_its_tables(tmp_path: Path) -> None:
    done = command("manage", "verify", MOTCUA_DATA_DIR=str(tmp_path), MOTCUA_DATABASE_URL=f"sqlite:///{tmp_path}/new.sqlite3")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1) and "motcua manage migrate" in done.stderr


@pytest.mark.parametrize("port", ["0", "65535", "cửa", "²"])
def test_a_port_that_is_none(port: str, tmp_path: Path) -> None:
    done = command("serve", "--port", port, MOTCUA_DATA_DIR=str(tmp_path))
    assert done.returncode == 2 and f"cổng phải là số từ 1 đến 65534, không phải “{port}”" in done.stderr


@pytest.mark.parametrize("workers", ["-1", "9999", "hai"])
def test_a_number_of_processes_that_cannot_run(workers: str, tmp_path: Path) -> None:
    done = command("serve", f"--workers={workers}", MOTCUA_DATA_DIR=str(tmp_path))
    assert done.returncode == 2 and f"số tiến trình phải là số từ 0 (tự chọn) đến 64, không phải “{workers}”" in done.stderr


def test_the_secret_key_is_made_once_and_only_for_its_owner(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "MOTCUA_DATA_DIR": str(tmp_path)}
    ask = [sys.executable, "-c", "from motcua.config import settings; print(settings.SECRET_KEY)"]
    first, second = (subprocess.run(ask, env=environment, capture_output=True, text=True, check=True).stdout for _ in range(2))
    assert first == second and len(first.strip()) >= 32
    assert (tmp_path / "secret.key").stat().st_mode & 0o077 == 0
