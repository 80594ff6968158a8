"""Addresses of the editor, below /quan-ly/thu-tuc/; the names are those of the manage pages."""

from __future__ import annotations

from django.urls import path

from . import history, judging, listing, working, writing

urlpatterns = [
    path("", listing.procedures, name="procedures"),
    path("ban-thao/", listing.drafts, name="drafts"),
    path("ban-thao/moi/", listing.new, name="draft_new"),
    path("ban-thao/<int:number>/", judging.draft, name="draft"),
    path("ban-thao/<int:number>/giay-to/<int:place>/", writing.part, {"key": "giay-to"}, name="draft_papers"),
    path("ban-thao/<int:number>/<slug:key>/", writing.part, name="draft_part"),
    path("chua-doc-duoc/", working.unreadable, name="unreadable"),
    path("tu-khoa/", working.searches, name="searches"),
    path("ma/<str:code>/", history.procedure, name="procedure"),
    path("ma/<str:code>/sua/", history.begin, name="procedure_begin"),
    path("ma/<str:code>/so-sanh/", history.between, name="procedure_between"),
    path("ma/<str:code>/phien-ban/<int:number>/rut/", history.withdraw, name="version_withdraw"),
]
