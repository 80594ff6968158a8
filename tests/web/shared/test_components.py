"""What the macros compute: the dossier's way, the calendar's cells, bars, heads, pages."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.paginator import Paginator
from django.template import engines
from tests.web.shared.gallery_data import context

from motcua.web.shared import components


@pytest.mark.parametrize(
    ("code", "online", "states", "here"),
    [
        (1, True, ["current", "todo", "todo", "todo", "todo"], "Nộp trực tuyến"),
        (2, False, ["current", "todo", "todo", "todo"], "Tiếp nhận"),
        (3, True, ["done", "stopped"], "Không tiếp nhận"),
        (4, False, ["done", "current", "todo", "todo"], "Xử lý"),
        (5, False, ["done", "waiting", "todo", "todo"], "Chờ bổ sung"),
        (6, False, ["done", "waiting", "todo", "todo"], "Chờ nộp tiền"),
        (7, False, ["done", "stopped"], "Đã rút hồ sơ"),
        (8, True, ["done", "done", "stopped"], "Dừng xử lý"),
        (9, False, ["done", "done", "current", "todo"], "Có kết quả"),
        (10, False, ["done", "done", "done", "done"], "Trả kết quả"),
    ],
)
def test_the_way_of_a_dossier(code: int, online: bool, states: list[str], here: str):
    way = components.dossier_way(code, online=online)
    assert [station["state"] for station in way] == states
    assert here in [station["label"] for station in way if station["state"] not in {"todo"}]


def test_no_status_is_red_and_each_has_an_icon():
    assert {components.status_tone(code) for code in range(1, 11)} == {"open", "waiting", "done", "closed"}
    for code in range(1, 11):
        assert "<svg" in components.icon(components.status_icon(code))


def test_the_sheet_of_a_month_that_starts_on_sunday():
    sheet = components.calendar_sheet_data(date(2026, 2, 23), date(2026, 2, 9))
    assert sheet["rows"] == 5
    assert sheet["cells"][0] == {"day": 1, "column": 6, "row": 0, "mark": "rest"}
    assert [cell["day"] for cell in sheet["cells"]] == list(range(1, 29))
    assert [cell["day"] for cell in sheet["cells"] if cell["mark"] == "due"] == [23]
    assert [cell["day"] for cell in sheet["cells"] if cell["mark"] == "today"] == [9]


def test_today_that_is_the_due_day_is_shown_as_due():
    day = date(2026, 8, 22)
    marks = [cell["mark"] for cell in components.calendar_sheet_data(day, day)["cells"]]
    assert marks.count("due") == 1
    assert "today" not in marks


@pytest.mark.parametrize(("waiting", "drawn"), [(0, (0, 0)), (1, (1, 0)), (10, (10, 0)), (11, (9, 2)), (400, (9, 391))])
def test_heads(waiting: int, drawn: tuple[int, int]):
    assert components.head_count(waiting) == drawn
    assert sum(drawn) == waiting


def test_bars_are_measured_against_the_longest():
    rows = components.bar_rows(
        [{"label": "7", "value": 5}, {"label": "8", "value": 20, "tone": "now"}, {"label": "9", "value": 0}]
    )
    assert [(row["width"], row["tone"]) for row in rows] == [(250, ""), (1000, "now"), (0, "")]
    assert components.bar_rows([]) == []
    assert components.bar_rows([{"label": "7", "value": 0}])[0]["width"] == 0


def test_page_links_keep_the_question_and_escape_it():
    page = Paginator(range(230), 20).page(6)
    links = components.page_links(page, {"q": "đất & nhà", "page": "2"})
    assert [link.get("number", "…") for link in links] == [1, "…", 5, 6, 7, "…", 12]
    assert links[0]["href"] == "?q=%C4%91%E1%BA%A5t+%26+nh%C3%A0&page=1"
    assert [link["number"] for link in links if link.get("current")] == [6]


def test_an_icon_speaks_only_when_it_has_a_name():
    assert 'aria-hidden="true"' in components.icon("door")
    assert 'aria-label="&lt;b&gt;"' in components.icon("door", label="<b>")
    with pytest.raises(KeyError):
        components.icon("dragon")


def test_keys_are_named_as_keyboards_print_them():
    source = (
        "{% import 'shared/ui.html' as ui %}{{ ui.key_button('Về', key='Escape') }}{{ ui.key_hint('Escape', 'về') }}"
    )
    html = engines["jinja2"].from_string(source).render(context(""))
    assert html.count(">Esc</kbd>") == 2 and 'data-key="Escape"' in html
