"""No page kept by one test is shown to another."""

import pytest

from motcua.web.portal import story
from motcua.web.portal.frame import forget_pages


@pytest.fixture(autouse=True)
def _no_kept_pages():
    forget_pages()
    story._opening.cache_clear()
    yield
    forget_pages()
