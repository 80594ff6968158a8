"""Addresses of the kiosk and of the ticket on the phone."""

from __future__ import annotations

from django.urls import path

from . import tokens as tokens  # registers the converter
from .views import phone, printing, touch

app_name = "kiosk"
urlpatterns = [
    path("ki-ot/", touch.kiosks, name="kiosks"),
    path("ki-ot/<slug:centre>/<slug:kiosk>/", touch.start, name="start"),
    path("ki-ot/<slug:centre>/<slug:kiosk>/so/<token:token>/", touch.ticket, name="taken"),
    path("ki-ot/<slug:centre>/<slug:kiosk>/in/<token:token>/", printing.print_slip, name="print"),
    path("so/<token:token>/", phone.ticket, name="ticket"),
    path("so/<token:token>/manh/", phone.fragment, name="fragment"),
    path("so/<token:token>/in/", printing.sheet, name="sheet"),
    path("so/<token:token>/huy/", phone.cancel, name="cancel"),
]
