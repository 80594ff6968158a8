"""The page of a procedure: first what people ask first, honest about what is not known, readable with the longest records."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from tests.cast import MONDAY, World
from tests.pages import PageClient
from tests.web.portal.test_browse import publish

from motcua.catalogue import actions as catalogue
from motcua.catalogue.models import Original, ProcedureAlias, ProcedureVersion, Unreadable
from motcua.catalogue.rules import Agencies, Channel, DraftCase, DraftFee, DraftPaper, DraftResult, DraftTerm, FeeKind
from motcua.kernel import clock
from motcua.web.portal import frame

LONG_NAME = "Đăng ký biến động đối với trường hợp thay đổi quyền sử dụng đất, " * 17


def html_of(client: PageClient, code: str) -> str:
    return str(client.get(f"/thu-tuc/{code}/").content.decode())


def test_the_facts_stand_before_everything(client: PageClient, world: World) -> None:
    html = html_of(client, "1.001193")
    order = [html.index(words) for words in ("Mang gì", "3 giấy tờ", "Bao lâu", "1 ngày làm việc", "8.000 đồng", "Nộp trên mạng", 'id="giay-to"')]
    assert order == sorted(order)
    assert html.count('class="govuk-button mc-button"') == 1


def test_several_limits_of_a_channel_are_all_said(client: PageClient, world: World) -> None:
    limits = enumerate((5, 10, 15, 20))
    terms = tuple(DraftTerm(Channel.COUNTER, Decimal(days), "working_day", note=f"Trường hợp {days}", order=place) for place, days in limits)
    publish(world, "1.500001", "Việc nhiều thời hạn", terms=(*terms, DraftTerm(Channel.POST, Decimal(3), "calendar_day")))
    html = html_of(client, "1.500001")
    assert "4 thời hạn, tùy trường hợp hoặc 3 ngày, tùy cách nộp" in html
    assert "và 1 thời hạn khác" in html
    for days in (5, 10, 15, 20):
        assert f"Trường hợp {days}" in html


def test_what_was_not_read_is_said_with_the_words_of_the_source(client: PageClient, world: World) -> None:
    terms = (DraftTerm(Channel.COUNTER, None, "none"), DraftTerm(Channel.ONLINE, None, "none"), DraftTerm(Channel.POST, None, "none"))
    version = publish(world, "1.500002", "Việc chưa đọc được", terms=terms, source="dump")
    Original.objects.create(version=version, source="dump", data={"cach_thuc_thuc_hien": "Trực tiếp: phí theo <b>Thông tư</b>"})
    for part in ("channels", "fees"):
        Unreadable.objects.create(version=version, field=part, problem="no_limit", text="", at=MONDAY)
    catalogue.bump_revision()
    html = html_of(client, "1.500002")
    assert html.count("Chưa có thông tin,") == 2
    assert "Chưa có thông tin về thời hạn; xin hỏi trung tâm." in html
    assert "Chưa có thông tin đầy đủ về phí; xin hỏi trung tâm." in html
    assert html.count("phí theo &lt;b&gt;Thông tư&lt;/b&gt;") == 1
    assert "Miễn phí" not in html
    assert "Một phần." in html
    assert "Miễn phí" not in client.get("/thu-tuc/1.500002/in/").content.decode()
    Unreadable.objects.update(settled_at=MONDAY)
    catalogue.bump_revision()
    settled = html_of(client, "1.500002")
    assert "Miễn phí" in settled
    assert "Toàn trình." in settled


def test_the_longest_record_is_cut_into_readable_parts(client: PageClient, world: World) -> None:
    steps = "\n".join(f"Bước {number}: " + "Nộp hồ sơ tại trung tâm. " * 60 for number in range(1, 16))
    cases = tuple(DraftCase(f"Trường hợp số {case}", tuple(DraftPaper(f"Giấy {order} " + "rất dài " * 60) for order in range(8))) for case in range(1, 21))
    publish(world, "1.500003", LONG_NAME[:1094], steps=(steps,), cases=cases, conditions="Điều kiện. " * 400)
    html = html_of(client, "1.500003")
    assert LONG_NAME[:1094].strip() in html
    assert "Tên đầy đủ" in html
    heading = html.split("<h1", 1)[1].split("</h1>")[0].split(">", 1)[1]
    assert len(heading) <= 112
    assert html.count('class="pt-parts__lead"') == 15
    assert "Đang xem trường hợp 1 trên 20:" in html
    assert html.count('class="pt-papers__long"') == 8


@pytest.mark.parametrize("evil", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }} {% x %}".replace("{%", "{ %"), "😀 ‮ đảo"])
def test_whatever_a_record_holds_is_shown_as_text(client: PageClient, world: World, evil: str) -> None:
    shown = evil.replace("{{", "{ {")
    publish(
        world, "1.500004", f"Tên {shown}", steps=(f"Bước 1: {shown}",), conditions=shown, decision=shown, related=shown, summary=shown, partly_reason=shown,
        cases=(DraftCase(f"Khi {shown}", (DraftPaper(shown, form=shown, note=shown),)), DraftCase("Khác", (DraftPaper("Giấy"),))),
        terms=(DraftTerm(Channel.ONLINE, Decimal(1), "month", note=shown),), fees=(DraftFee(FeeKind.FEE, shown, 5),), legal=((shown, shown),),
        results=(DraftResult(shown),), agencies=Agencies(shown, shown, shown, shown, shown), keywords=(shown,),
    )  # fmt: skip
    for path in ("", "in/", "cua-toi/", "mau-don/"):
        html = client.get(f"/thu-tuc/1.500004/{path}").content.decode()
        assert "<script>alert" not in html
        assert "<img src=x" not in html


def test_the_level_is_explained_and_partly_says_why(client: PageClient, world: World) -> None:
    publish(
        world, "1.500005", "Việc một phần", partly_reason="Phải lấy dấu vân tay.", terms=(DraftTerm(Channel.ONLINE, Decimal(3), "working_day"),),
        fees=(DraftFee(FeeKind.FEE, "Phí", 5000),),
    )  # fmt: skip
    html = html_of(client, "1.500005")
    for words in ("Một phần.", "Phải lấy dấu vân tay.", "Vì sao?", "Nộp được tiền trên mạng", "224/2026/NĐ-CP", "Mức độ 3"):
        assert words in html
    publish(world, "1.500006", "Không lý do", terms=(DraftTerm(Channel.ONLINE, Decimal(3), "working_day"),))
    assert "chưa công bố lý do" in html_of(client, "1.500006")


def test_online_names_the_place_that_takes_dossiers_today(client: PageClient, world: World) -> None:
    place = 'href="https://dichvucong.gov.vn/"'
    terms = (DraftTerm(Channel.COUNTER, None, "same_day"), DraftTerm(Channel.ONLINE, None, "same_day"))
    publish(world, "1.500011", "Việc nộp được trên mạng", terms=terms)
    html = html_of(client, "1.500011")
    assert place in html and "chưa nhận hồ sơ trên mạng" in html and "Được, tại Cổng Dịch vụ công quốc gia" in html
    assert "<dd>Trong ngày làm việc</dd>" in html and '<p class="pt-limit">Trong ngày làm việc' in html
    assert place in client.get("/thu-tuc/1.500011/cua-toi/?kenh=online").content.decode()
    assert place not in client.get("/thu-tuc/1.500011/cua-toi/?kenh=counter").content.decode()
    publish(world, "1.500012", "Việc chỉ nộp tại quầy")
    assert place not in html_of(client, "1.500012")


def test_papers_on_the_screen_have_no_box_that_cannot_be_ticked(client: PageClient, world: World) -> None:
    assert "pt-papers__box" not in html_of(client, "1.001193") and "pt-papers__mark" in html_of(client, "1.001193")
    assert "☐" in client.get("/thu-tuc/1.001193/in/").content.decode()


def test_history_links_video_and_sample(client: PageClient, world: World) -> None:
    version = publish(world, "1.500007", "Việc có lịch sử", decision="12/QĐ")
    publish_again = publish(world, "1.500008", "Việc làm cùng lúc")
    version.procedure.linked.add(publish_again.procedure)
    version.procedure.video_url, version.procedure.sample_url = "https://video.example/a", "https://mau.example/b"
    version.procedure.save()
    catalogue.bump_revision()
    html = html_of(client, "1.500007")
    for words in ("Phiên bản 1", "đang áp dụng", "12/QĐ", "/thu-tuc/1.500008/", "https://video.example/a", "https://mau.example/b"):
        assert words in html


@pytest.mark.parametrize("tail", ["", "in/", "ma-qr.svg", "cua-toi/", "cua-toi/in.pdf", "mau-don/", "mau-don/trong.docx"])
def test_old_codes_lead_to_the_same_page_of_the_present_code(client: PageClient, world: World, tail: str) -> None:
    ProcedureAlias.objects.create(code="T-QNH-1", procedure=world.birth)
    for old in ("T-QNH-1", "1.001193.000.00.00.H49"):
        answer = client.get(f"/thu-tuc/{old}/{tail}?truong-hop=1")
        assert (answer.status_code, answer["Location"]) == (301, f"/thu-tuc/1.001193/{tail}?truong-hop=1")


def test_an_ended_procedure_says_so_with_a_way_on(client: PageClient, world: World) -> None:
    yesterday = clock.local_day(clock.now()) - timedelta(days=1)
    ProcedureVersion.objects.filter(procedure=world.birth).update(valid_to=yesterday)
    catalogue.bump_revision()
    answer = client.get("/thu-tuc/1.001193/")
    assert answer.status_code == 410
    assert "không còn áp dụng" in answer.content.decode()
    assert 'href="/thu-tuc/"' in answer.content.decode()


def test_a_version_that_has_not_begun_is_not_shown(client: PageClient, world: World) -> None:
    ProcedureVersion.objects.filter(procedure=world.birth).update(valid_from=date(2999, 1, 1))
    catalogue.bump_revision()
    assert client.get("/thu-tuc/1.001193/").status_code == 404
    assert client.get("/thu-tuc/1.001193/cua-toi/?phien-ban=1").status_code == 404


def test_kept_pages_are_bounded_by_weight(client: PageClient, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frame, "KEPT_BYTES", 60_000)
    for code in ("1.001193", "1.000894", "1.012753", "1.009999"):
        html_of(client, code)
    pages = frame._pages[frame.Shelf.PAGES]
    assert 1 <= len(pages) < 4
    assert sum(page.weight for page in pages.values()) <= 60_000
