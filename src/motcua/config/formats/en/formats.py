"""The same day is written the same way in both languages: an administrator who changes the language must not change dates."""

from __future__ import annotations

from ..vi.formats import (  # noqa: F401 - Django reads them here
    DATE_FORMAT,
    DATE_INPUT_FORMATS,
    DATETIME_FORMAT,
    DATETIME_INPUT_FORMATS,
    FIRST_DAY_OF_WEEK,
    SHORT_DATE_FORMAT,
    SHORT_DATETIME_FORMAT,
    TIME_FORMAT,
    TIME_INPUT_FORMATS,
)
