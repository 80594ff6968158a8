"""A web process is ready before it answers: nobody who comes just after a start waits for views and templates to be read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]
ASKED = """
import json, sys
import motcua.config.wsgi
print(json.dumps([name in sys.modules for name in ("motcua.web.portal.views.procedures", "motcua.web.kiosk.views.touch", "motcua.web.shared.jinja")]))
"""


def test_views_and_templates_are_read_when_the_process_starts(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "MOTCUA_DATA_DIR": str(tmp_path),
        "PYTHONPATH": str(HOME / "src"),
        "DJANGO_SETTINGS_MODULE": "motcua.config.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", ASKED], env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [True, True, True]
