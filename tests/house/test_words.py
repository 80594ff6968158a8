"""Words that have no place in the project: paths of a machine, hosts of package registries."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]
FORBIDDEN = re.compile(r"pypi\.org|pythonhosted|registry\.npmjs|/opt/(?:pypi|wheels)|/root/|/work/", re.IGNORECASE)


def test_no_host_of_a_registry_and_no_path_of_a_machine() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=HOME, capture_output=True, text=True, check=False).stdout.split()
    paths = [HOME / name for name in listed] or [path for path in HOME.rglob("*.py") if ".venv" not in path.parts]
    found = []
    for path in paths:
        if path == Path(__file__) or not path.is_file() or path.stat().st_size > 2_000_000:
            continue
        try:
            text = path.read_text()
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(HOME)}: {match[0]}" for match in FORBIDDEN.finditer(text)]
    assert found == []
