"""Addresses of the boards in the waiting rooms."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "board"
urlpatterns = [
    path("", views.rooms, name="rooms"),
    path("<slug:centre>/<slug:room>/", views.board, name="board"),
    path("<slug:centre>/<slug:room>/manh/", views.fragment, name="fragment"),
]
