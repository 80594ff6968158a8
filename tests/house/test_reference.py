"""Pages of docs/reference that are drawn from the code are the code's."""

from __future__ import annotations

from tools import drafts
from tools.statuses import PAGE, drawn


def test_the_picture_of_the_statuses() -> None:
    assert PAGE.read_text() == drawn(), "run tools/statuses.py"


def test_the_picture_of_drafts() -> None:
    assert drafts.PAGE.read_text() == drafts.drawn(), "run tools/drafts.py"
