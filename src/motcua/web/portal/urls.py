"""Addresses of the citizen's portal; the words in them are Vietnamese because people read them aloud and type them."""

from __future__ import annotations

from django.urls import include, path

from .views import (
    browsing,
    centres,
    entry,
    filling,
    finding,
    home,
    life,
    machines,
    my_case,
    procedures,
    proving,
    tracking,
)

app_name = "portal"
PROCEDURES = [
    path("", entry.entry, name="procedures"),
    path("linh-vuc/", browsing.fields, name="fields"),
    path("co-quan/", browsing.departments, name="departments"),
    path("doi-tuong/", browsing.audiences, name="audiences"),
    path("cap/", browsing.levels, name="levels"),
    path("goi-y/", finding.suggestions, name="suggestions"),
    path("mo/<str:code>/", finding.opened, name="opened"),
    path("su-kien/<slug:slug>/", life.life_event, name="life_event"),
    path("toan-bo.jsonl.gz", machines.whole_catalogue, name="whole_catalogue"),
    path("<str:code>.jsonld", machines.linked_data, name="procedure_jsonld"),
    path("<str:code>.json", machines.plain_data, name="procedure_json"),
    path("<str:code>/", procedures.procedure, name="procedure"),
    path("<str:code>/in/", procedures.printed, name="procedure_print"),
    path("<str:code>/ma-qr.svg", procedures.qr_picture, name="procedure_qr"),
    path("<str:code>/cua-toi/", my_case.my_case, name="my_case"),
    path("<str:code>/cua-toi/in.pdf", my_case.my_list_pdf, name="my_list_pdf"),
    path("<str:code>/mau-don/", filling.fill_form, name="fill_form"),
    path("<str:code>/mau-don/trong.docx", filling.blank_form, name="blank_form"),
]
urlpatterns = [
    path("", home.home, name="home"),
    path("tra-cuu/", tracking.track, name="track"),
    path("gioi-thieu/", home.about, name="about"),
    path("thu-tuc/", include(PROCEDURES)),
    path("trung-tam/", centres.directory, name="centres"),
    path("trung-tam/<slug:slug>/", centres.centre, name="centre"),
    path("tra-cuu/ngay-hen/", proving.why, name="why"),
    path("tra-cuu/ngay-hen.json", proving.why_json, name="why_json"),
    path("sitemap.xml", machines.whole_sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", machines.sitemap_part, name="sitemap_part"),
    path("robots.txt", machines.robots, name="robots"),
]
