"""The WSGI entry that granian serves."""

from __future__ import annotations

import os
import sys

from django.core.wsgi import get_wsgi_application

from .ending import end_with_server

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
# A thread that comes back from the database holds a line or a lock: it shall not wait the usual five milliseconds for its turn.
sys.setswitchinterval(0.0005)
end_with_server()  # a worker of granian, when granian itself was killed
_pages = get_wsgi_application()

from django.conf import settings  # noqa: E402 - after the set-up
from django.template.loader import get_template  # noqa: E402 - after the set-up
from django.urls import reverse  # noqa: E402

from .static_files import with_static_files  # noqa: E402

# Django reads views and templates at the first request: read now, so that nobody who comes just after a start waits for it.
get_template("shared/base.html", using="jinja2")
reverse("health")
application = with_static_files(_pages, settings.STATIC_ROOT)
