"""Addresses of the citizen's portal; the words in them are Vietnamese because people read them aloud and type them."""

from __future__ import annotations

from django.urls import path

from .views import centres, finding, home, procedures, proving, tracking

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("gioi-thieu/", home.about, name="about"),
    path("thu-tuc/", finding.find, name="procedures"),
    path("thu-tuc/linh-vuc/", finding.fields, name="fields"),
    path("thu-tuc/co-quan/", finding.departments, name="departments"),
    path("thu-tuc/goi-y/", finding.suggestions, name="suggestions"),
    path("thu-tuc/mo/<str:code>/", finding.opened, name="opened"),
    path("thu-tuc/<str:code>/", procedures.procedure, name="procedure"),
    path("thu-tuc/<str:code>/in/", procedures.printed, name="procedure_print"),
    path("thu-tuc/<str:code>/ma-qr.svg", procedures.qr_picture, name="procedure_qr"),
    path("trung-tam/", centres.directory, name="centres"),
    path("trung-tam/<slug:slug>/", centres.centre, name="centre"),
    path("tra-cuu/", tracking.track, name="track"),
    path("tra-cuu/ngay-hen/", proving.why, name="why"),
    path("tra-cuu/ngay-hen.json", proving.why_json, name="why_json"),
]
