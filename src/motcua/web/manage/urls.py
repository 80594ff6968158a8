"""Addresses of the head and of the administrator, below /quan-ly/."""

from __future__ import annotations

from django.urls import include, path

from . import counters, figures, presenter, register, views
from .calendar import confirming, entering, showing

app_name = "manage"
urlpatterns = [
    path("", views.today, name="today"),
    path("phan/", views.today_part, name="today_part"),
    path("ho-so/<slug:place>/", figures.dossiers_behind_figure, name="figure"),
    path("so-theo-doi/", register.register, name="register"),
    path("quay/<int:session>/dong/", counters.free, name="free_counter"),
    path("quan-tri/", views.administration, name="administration"),
    path("lich/", showing.year, name="calendar"),
    path("lich/muc/", showing.entries, name="calendar_entries"),
    path("lich/them/ngay/", entering.enter, {"kind": "ngay"}, name="calendar_day"),
    path("lich/them/hoan-doi/", entering.enter, {"kind": "hoan-doi"}, name="calendar_swap"),
    path("lich/them/khung-gio/", entering.enter, {"kind": "khung-gio"}, name="calendar_hours"),
    path("lich/them/tep/", entering.enter, {"kind": "tep"}, name="calendar_file"),
    path("lich/bo/", entering.remove, name="calendar_remove"),
    path("lich/thay-doi/<int:number>/", confirming.change, name="calendar_change"),
    path("lich/thay-doi/<int:number>/phan/", confirming.change_part, name="calendar_change_part"),
    path("thu-tuc/", include("motcua.web.manage.catalogue.urls")),
    path("mo-phong/", presenter.simulation, name="simulation"),
    path("mo-phong/phan/", presenter.simulation_part, name="simulation_part"),
]
