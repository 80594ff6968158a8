"""An English visitor reads English: on the citizens' pages of the demonstration what stays Vietnamese is marked so, or is a proper name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from xml.etree.ElementTree import Element

import html5lib
import pytest
from django.conf import settings
from tests.cast import AN, token
from tests.pages import PageClient

from motcua.accounts.models import Staff
from motcua.catalogue.models import Case
from motcua.centres.models import Centre, Kiosk, Room
from motcua.demo.load import load
from motcua.dossiers import actions as dossiers
from motcua.dossiers.models import Dossier
from motcua.kernel import clock
from motcua.queueing import actions as queueing
from motcua.queueing.memory import forget
from motcua.queueing.models import PriorityReason, ServiceGroup
from motcua.web.portal.frame import forget_pages

HTML = "{http://www.w3.org/1999/xhtml}"
VIETNAMESE = re.compile(r"[À-ÖØ-öø-ƿḀ-ỿ]")
NUMBER_OF_A_LAW = re.compile(r"\b\d+/\d{4}/[A-ZĐ-]+\b")
SPOKEN = ("aria-label", "alt", "title", "placeholder", "content", "data-title")


@pytest.fixture
def visitor(db: None) -> Iterator[PageClient]:
    """Somebody who switched the portal to English, in the demonstration province."""
    load(now=clock.now())
    forget_pages()
    browser = PageClient()
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    yield browser
    forget_pages()


def names() -> set[str]:
    """What is a name and not a word: of places, rooms and machines, as signs in the building write them."""
    found = {place.strip() for centre in Centre.objects.all() for place in (centre.address, centre.phones)}
    return found | set(Room.objects.values_list("name", flat=True)) | set(Kiosk.objects.values_list("name", flat=True))


def vietnamese_of(html: str, known: set[str]) -> list[str]:
    """Vietnamese texts and labels that no lang="vi" marks."""
    found: list[str] = []

    def keep(text: str | None) -> None:
        words = " ".join((text or "").split())
        for name in sorted(known, key=len, reverse=True):
            words = words.replace(name, "")
        if VIETNAMESE.search(NUMBER_OF_A_LAW.sub("", words)):
            found.append(words)

    def walk(element: Element) -> None:
        if not isinstance(element.tag, str) or element.tag.removeprefix(HTML) in {"script", "style"}:
            return
        if element.get("lang") == "vi" or element.get("translate") == "no":
            return
        for name in SPOKEN:
            keep(element.get(name))
        keep(element.text)
        for child in element:
            walk(child)
            keep(child.tail)

    walk(html5lib.parse(html))
    return found


def read(visitor: PageClient, address: str) -> list[str]:
    answer = visitor.get(address)
    html = answer.content.decode()
    assert answer.status_code in (200, 404) and '<html lang="en"' in html, address
    return [f"{address}: {text}" for text in vietnamese_of(html, names())]


def test_pages_about_procedures_and_centres(visitor: PageClient) -> None:
    addresses = ["/", "/thu-tuc/", "/thu-tuc/linh-vuc/", "/thu-tuc/co-quan/", "/trung-tam/", "/trung-tam/tinh/", "/tra-cuu/", "/gioi-thieu/"]
    addresses += ["/thu-tuc/?q=birth", "/thu-tuc/?q=zzzz", "/thu-tuc/?q=khai+sinh&trung-tam=tinh", "/thu-tuc/khong-co/"]
    addresses += [f"/thu-tuc/{code}/" for code in ("1.001193", "1.013831", "1.004222")]
    addresses += ["/thu-tuc/1.001193/in/", "/thu-tuc/1.001193/in/?truong-hop=2", "/thu-tuc/?linh-vuc=ho-tich", "/trung-tam/co-to/"]
    addresses += ["/thu-tuc/doi-tuong/", "/thu-tuc/cap/", "/thu-tuc/su-kien/co-con/", "/thu-tuc/su-kien/mua-dat/", "/thu-tuc/1.001193/mau-don/"]
    mine = "/thu-tuc/1.001193/cua-toi/"
    addresses += [mine, f"{mine}?truong-hop=1", f"{mine}?truong-hop=1&da-hoi=1", f"{mine}?truong-hop=1&da-hoi=1&kenh=post"]
    faults = [fault for address in addresses for fault in read(visitor, address)]
    assert faults == [], "\n".join(faults)


def a_dossier(centre: Centre, *, at: str) -> Dossier:
    """A dossier of the demonstration that has come this far."""
    now = clock.now() - timedelta(hours=1)
    clerk = Staff.objects.filter(posts__role="reception", posts__centre=centre).order_by("pk")[0]
    case = Case.objects.filter(version__procedure__code="1.012783").order_by("pk")[0]
    papers = [
        dossiers.PaperGiven(asked=one.pk, originals=one.originals, certified=one.certified, copies=one.copies, shown=one.only_show)
        for one in case.papers.all()
    ]  # fmt: skip
    found = dossiers.receive(
        centre=centre, case=case, channel="counter", applicant=AN, papers=papers, by=clerk, now=now, request=token()
    )
    if at == "processing":
        found = dossiers.hand_to_department(found, taker="Phòng nghiệp vụ", by=clerk, now=now + timedelta(minutes=5))
    return found


def test_the_story_of_a_dossier(visitor: PageClient) -> None:
    centre = Centre.objects.get(slug="tinh")
    addresses = ["/tra-cuu/?ma=H49.12-260223-0001&bm=AAAA9999"]
    for at in ("received", "processing"):
        found = a_dossier(centre, at=at)
        addresses.append(f"/tra-cuu/?ma={found.code}&bm={found.security_code}")
    faults = [fault for address in addresses for fault in read(visitor, address)]
    assert faults == [], "\n".join(faults)


def test_the_kiosk_and_the_ticket_on_the_phone(visitor: PageClient) -> None:
    centre = Centre.objects.get(slug="tinh")
    kiosk = centre.kiosks.first()
    assert kiosk is not None
    group = ServiceGroup.objects.get(centre=centre, letter="A")
    ticket = queueing.issue_ticket(
        centre, group, request=token(), priority=PriorityReason.objects.first(), language="en", now=clock.now(), kiosk=kiosk.slug
    )  # fmt: skip
    screen = f"/ki-ot/tinh/{kiosk.slug}/"
    addresses = [f"{screen}?lang=en", f"{screen}?lang=en&q=birth", f"{screen}?lang=en&q=zzzz", f"{screen}so/{ticket.token}/?lang=en"]
    addresses += [f"/so/{ticket.token}/", f"/so/{ticket.token}/huy/", f"/so/{ticket.token}/in/"]
    faults = [fault for address in addresses for fault in read(visitor, address)]
    assert faults == [], "\n".join(faults)
    clerk = Staff.objects.filter(posts__role="reception", posts__centre=centre).order_by("pk")[0]
    seat = queueing.open_counter(group.counters.order_by("number")[0], by=clerk, now=clock.now())
    assert queueing.call_next(seat, expected=None, by=clerk, now=clock.now()) == ticket
    assert read(visitor, f"/so/{ticket.token}/") == []
    queueing.no_show(seat, by=clerk, now=clock.now())
    assert read(visitor, f"/so/{ticket.token}/") == []
    again = visitor.post(screen, {"lang": "en", "group": "0", "token": token()})
    assert again.status_code == 409 and vietnamese_of(again.content.decode(), names()) == []
    Centre.objects.filter(pk=centre.pk).update(accepts_after_hours=False)
    centre.hours.all().delete()
    forget()
    closed = visitor.post(screen, {"lang": "en", "group": str(group.pk), "token": token()})
    assert closed.status_code == 409 and vietnamese_of(closed.content.decode(), names()) == []
    assert "No opening hours are set" in closed.content.decode()


def test_the_scan_sees_vietnamese_that_nothing_marks() -> None:
    html = '<html lang="en"><body><p>Quầy</p><p lang="vi">Quầy</p><img alt="Quầy 2"><p>Phòng chờ 1</p></body></html>'
    assert vietnamese_of(html, {"Phòng chờ 1"}) == ["Quầy", "Quầy 2"]
