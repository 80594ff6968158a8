"""Writes requirements.lock: every package with its version and hashes, and no address of any package index."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent


def main() -> int:
    """Resolve pyproject.toml for every platform; exit status of the resolver."""
    words = [
        "uv", "pip", "compile", "pyproject.toml", "--group", "dev", "--universal", "--python-version", "3.11",
        "--generate-hashes", "--no-header", "--quiet", "--output-file", "requirements.lock", *sys.argv[1:],
    ]  # fmt: skip
    return subprocess.run(words, cwd=HOME, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
