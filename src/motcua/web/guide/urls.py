"""Addresses of the guidance desk, all below /huong-dan/."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "guide"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("goi-y/", views.suggestions, name="suggestions"),
    path("<str:code>/", views.procedure, name="procedure"),
    path("<str:code>/<int:number>/", views.case, name="case"),
    path("<str:code>/<int:number>/phieu.pdf", views.slip, name="slip"),
    path("<str:code>/<int:number>/ma-qr/", views.qr, name="qr"),
]
