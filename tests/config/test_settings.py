"""A wrong setting stops the start with a sentence that names it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src"


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
    ],
)
def test_wrong_settings(name: str, value: str, sentence: str, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "MOTCUA_DATA_DIR": str(tmp_path), name: value}
    done = subprocess.run(
        [sys.executable, "-c", "import motcua.config.settings"], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert sentence in done.stderr.splitlines()[-1]


def test_the_secret_key_is_made_once_and_only_for_its_owner(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "MOTCUA_DATA_DIR": str(tmp_path)}
    ask = [sys.executable, "-c", "from motcua.config import settings; print(settings.SECRET_KEY)"]
    first, second = (subprocess.run(ask, env=environment, capture_output=True, text=True, check=True).stdout for _ in range(2))
    assert first == second and len(first.strip()) >= 32
    assert (tmp_path / "secret.key").stat().st_mode & 0o077 == 0
