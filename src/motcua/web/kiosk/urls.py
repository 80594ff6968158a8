"""Addresses of the kiosk and of the ticket on the phone."""

from __future__ import annotations

from django.urls import path

from .views import phone, printing, touch

app_name = "kiosk"
urlpatterns = [
    path("ki-ot/", touch.kiosks, name="kiosks"),
    path("ki-ot/<slug:centre>/<slug:kiosk>/", touch.start, name="start"),
    path("ki-ot/<slug:centre>/<slug:kiosk>/so/<str:token>/", touch.ticket, name="taken"),
    path("ki-ot/<slug:centre>/<slug:kiosk>/in/<str:token>/", printing.print_slip, name="print"),
    path("so/<str:token>/", phone.ticket, name="ticket"),
    path("so/<str:token>/manh/", phone.fragment, name="fragment"),
    path("so/<str:token>/in/", printing.sheet, name="sheet"),
    path("so/<str:token>/huy/", phone.cancel, name="cancel"),
]
