"""The gallery, in every skin and in both languages, is valid, labelled and obeys the security policy."""

from __future__ import annotations

import html5lib
import jinja2
import pytest
from django.template.loader import get_template
from django.utils import translation
from lxml import etree
from tests.web.shared.gallery_data import PersonForm, context

SKINS = ["portal", "desk", "kiosk", "board", "print"]
FIELDS = "//input[not(@type='hidden')]|//select|//textarea"


def render(skin: str, language: str = "vi", **more: object) -> str:
    with translation.override(language):
        data = context(f"shared/{skin}_base.html") | more
        return get_template("shared/gallery.html", using="jinja2").render(data)


def tree(html: str) -> etree._ElementTree:
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("lxml"), strict=True, namespaceHTMLElements=False)
    return parser.parse(html)


@pytest.mark.parametrize("skin", SKINS)
def test_every_skin_is_valid_html_with_one_heading_and_no_inline_code(skin: str):
    page = tree(render(skin))
    assert page.getroot().get("lang") == "vi"
    assert len(page.xpath("//h1")) == 1
    assert page.xpath("string(//title)").startswith("Bộ thành phần")
    ids = page.xpath("//@id")
    assert sorted(ids) == sorted(set(ids))
    assert page.xpath("//@style") == []
    assert page.xpath("//script[not(@src)]") == []
    assert len(page.xpath("//main[@id='main-content']")) == 1


def test_each_field_has_a_label_and_each_description_exists():
    page = tree(render("portal"))
    ids = set(page.xpath("//@id"))
    labelled = set(page.xpath("//label/@for"))
    fields = page.xpath(FIELDS)
    assert len(fields) > 12
    assert [field.get("name") for field in fields if field.get("id") not in labelled] == []
    described = [one for value in page.xpath("//@aria-describedby") for one in value.split()]
    assert described and set(described) <= ids


def test_errors_stand_on_top_beside_the_field_and_keep_what_was_typed():
    page = tree(render("desk"))
    summary = page.xpath("//div[contains(@class,'govuk-error-summary')]//a")
    ids = set(page.xpath("//@id"))
    assert [link.get("href")[1:] in ids for link in summary] == [True] * 4
    assert "Ngày sinh: Không có ngày này trong lịch" in "".join(summary[1].itertext())
    assert page.xpath("//input[@name='personal_number']/@value") == ["0220"]
    assert page.xpath("//input[starts-with(@name,'born_')]/@value") == ["31", "2", "1990"]
    assert page.xpath("//input[@name='papers'][@checked]/@value") == ["2"]
    assert page.xpath("//p[@id='id_personal_number-error']")


def test_a_form_that_nobody_sent_shows_no_errors():
    page = tree(render("portal", form=PersonForm()))
    assert page.xpath("//div[contains(@class,'govuk-error-summary')]") == []
    assert page.xpath("//p[contains(@class,'govuk-error-message')]") == []


def test_pictures_have_a_text_twin():
    page = tree(render("portal"))
    text = " ".join("".join(page.xpath("//main")[0].itertext()).split())
    assert "17 giờ 00, thứ Hai 23/02/2026" in text
    assert "Xử lý: đang ở bước này" in text
    assert "3 người đang chờ" in text
    pictures = page.xpath("//*[local-name()='svg']")
    assert len(pictures) > 30
    assert [svg for svg in pictures if svg.get("aria-hidden") != "true" and not svg.get("aria-label")] == []


def test_english_pages_write_english_values():
    html = render("portal", "en")
    assert 'lang="en"' in html
    assert "150,000 VND" in html
    assert "17:00, Monday 23/02/2026" in html
    assert "Tiếng Việt" in html


def test_an_unknown_name_in_a_template_is_an_error():
    with pytest.raises(jinja2.UndefinedError):
        render("portal", load=jinja2.StrictUndefined(name="load"))


def test_what_people_typed_is_escaped():
    form = PersonForm({"name": "<script>alert(1)</script>", "note": "</textarea><b>"})
    html = render("portal", form=form)
    assert "<script>alert" not in html
    assert "</textarea><b>" not in html
