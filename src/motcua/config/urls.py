"""Addresses: one include per audience."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

from motcua.web.desk.login import log_in_for_admin
from motcua.web.shared import views as shared

# Where the bar of the administrator's pages leads back to.
admin.site.site_url = "/can-bo/"

# An address is compared with these in turn: those with a first word of their own pass by quickly, so they stand before the portal's many.
urlpatterns = [
    path("can-bo/", include("motcua.web.desk.urls")),
    path("bang/", include("motcua.web.board.urls")),
    path("huong-dan/", include("motcua.web.guide.urls")),
    path("quan-ly/", include("motcua.web.manage.urls")),
    path("", include("motcua.web.kiosk.urls")),
    path("", include("motcua.web.portal.urls")),
    path("quan-tri/login/", log_in_for_admin, name="log_in_for_admin"),
    path("quan-tri/", admin.site.urls),
    path("ngon-ngu/", shared.set_language, name="set_language"),
    path("favicon.ico", shared.favicon, name="favicon"),
    path("khoe/", shared.health, name="health"),
    path("trong/", shared.empty, name="empty"),
]
handler400 = "motcua.web.shared.errors.bad_request"
handler403 = "motcua.web.shared.errors.forbidden"
handler404 = "motcua.web.shared.errors.not_found"
handler500 = "motcua.web.shared.errors.broken"
