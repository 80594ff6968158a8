"""Addresses of the head and of the administrator, below /quan-ly/."""

from __future__ import annotations

from django.urls import path

from . import presenter, views

app_name = "manage"
urlpatterns = [
    path("", views.today, name="today"),
    path("phan/", views.today_part, name="today_part"),
    path("quan-tri/", views.administration, name="administration"),
    path("mo-phong/", presenter.simulation, name="simulation"),
    path("mo-phong/phan/", presenter.simulation_part, name="simulation_part"),
]
