"""All that must hold of the source beside the tests: style, types, layers, translations."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
CHECKS = {
    "ruff": ["ruff", "check", "src", "tests", "bench", "tools", "run"],
    "mypy": ["mypy"],
    "import-linter": ["lint-imports"],
    "messages": [sys.executable, "tools/messages.py", "--check"],
}


def main() -> int:
    """Run the checks that were named, or all; 1 when one fails."""
    wanted = sys.argv[1:] or list(CHECKS)
    failed = []
    for name in wanted:
        print(f"== {name}", flush=True)
        if subprocess.run(CHECKS[name], cwd=HOME, check=False).returncode:
            failed.append(name)
    print("Failed: " + ", ".join(failed) if failed else "All checks passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
