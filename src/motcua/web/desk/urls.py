"""Addresses of the officers' desk, all below /can-bo/."""

from __future__ import annotations

from django.urls import path

from . import login
from .views import acting, bulk, calling, files, home, letters, listing, received, reception, slips, terms, transfers

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("dang-nhap/", login.log_in, name="login"),
    path("dang-xuat/", login.log_out, name="logout"),
    path("mat-khau/", login.change_password, name="password"),
    path("quay/", calling.counter, name="counter"),
    path("quay/phan/", calling.counter_part, name="counter_part"),
    path("quay/mo/", calling.open_counter, name="open_counter"),
    path("quay/viec/", calling.do, name="counter_do"),
    path("quay/tro-lai/", calling.come_back, name="come_back"),
    path("quay/chuyen/", transfers.transfer, name="transfer"),
    path("quay/tam-dung/", transfers.pause, name="pause"),
    path("tiep-nhan/", reception.choose, name="choose"),
    path("tiep-nhan/<int:case>/", reception.fill, name="receive"),
    path("tiep-nhan/<int:case>/chua-hop-le/", slips.write, name="guide_back"),
    path("phieu-huong-dan/<int:slip>/", slips.written, name="slip"),
    path("phieu-huong-dan/<int:slip>/phieu.pdf", files.slip_paper, name="slip_pdf"),
    path("ho-so/", listing.dossiers_page, name="dossiers"),
    path("ho-so/ban-giao/", bulk.hand_many, name="hand_many"),
    path("ho-so/ban-giao/<int:first>/", bulk.handed, name="handed"),
    path("ho-so/ban-giao/<int:first>/danh-sach.pdf", files.handover_paper, name="handover_pdf"),
    path("ho-so/<int:pk>/", acting.dossier, name="dossier"),
    path("ho-so/<int:pk>/da-tiep-nhan/", received.received, name="received"),
    path("ho-so/<int:pk>/giay-tiep-nhan.pdf", files.receipt_paper, name="receipt_pdf"),
    path("ho-so/<int:pk>/chuyen/", acting.hand_one, name="hand_one"),
    path("ho-so/<int:pk>/hoan-thanh/", acting.finish, name="finish"),
    path("ho-so/<int:pk>/thu-phi/", acting.collect, name="collect"),
    path("ho-so/<int:pk>/tra-ket-qua/", acting.hand_over, name="hand_over"),
    path("ho-so/<int:pk>/bo-sung/", terms.request_supplement, name="request_supplement"),
    path("ho-so/<int:pk>/da-bo-sung/", terms.complete_supplement, name="complete_supplement"),
    path("ho-so/<int:pk>/cho-phep-bo-sung/", terms.allow_supplement, name="allow_supplement"),
    path("ho-so/<int:pk>/nghia-vu-tai-chinh/", terms.require_payment, name="require_payment"),
    path("ho-so/<int:pk>/da-nop-tien/", terms.confirm_payment, name="confirm_payment"),
    path("ho-so/<int:pk>/hen-lai/", terms.extend, name="extend"),
    path("ho-so/<int:pk>/dung/", terms.stop, name="stop"),
    path("ho-so/<int:pk>/rut/", terms.withdraw, name="withdraw"),
    path("ho-so/<int:pk>/phieu-bo-sung.pdf", letters.supplement_paper, name="supplement_pdf"),
    path("ho-so/<int:pk>/van-ban-xin-loi.pdf", letters.apology_paper, name="apology_pdf"),
    path("ho-so/<int:pk>/thong-bao-dung.pdf", letters.stop_paper, name="stop_pdf"),
    path("ho-so/<int:pk>/phieu-kiem-soat.pdf", letters.control_paper, name="control_pdf"),
    path("ho-so/<int:pk>/cach-tinh/", letters.why, name="why"),
    path("ho-so/<int:pk>/ket-qua/<int:result>/", files.result_file, name="result"),
]
