"""Reading forms as a browser sends them: hidden tokens, choices, controls that stand outside their form."""

from __future__ import annotations

from motcua.simulate.reading import forms, joined, links, text_of

PAGE = """<!doctype html><body>
<form id="calling" method="post" action="/viec/"><input type="hidden" name="csrfmiddlewaretoken" value="t&amp;1"></form>
<p>Số <b>A001</b></p>
<input type="hidden" name="current" value="7" form="calling">
<button class="x" name="do" value="next" form="calling"><svg><path d="M0"/></svg> Gọi số <kbd>F2</kbd></button>
<button name="do" value="off" form="calling" disabled>Tắt</button>
<form method="get"><input name="q" value="a"><input name="other" form="calling" value="z">
<select name="place"><option value="1">Một<option value="2" selected>Hai</select>
<input type="radio" name="kind" value="x"><input type="radio" name="kind" value="y" checked>
<input type="checkbox" name="all"><textarea name="words">dòng 1
dòng 2</textarea><input type="file" name="scan"><button formaction="/khac/" name="go" value="1">Đi</button></form>
<a href="/mot/?a=1&amp;b=2" class="y">Thủ <i>tục</i></a></body>"""


def test_a_control_elsewhere_belongs_to_the_form_it_names() -> None:
    calling = forms(PAGE)[0]
    assert (calling.action, calling.method, calling.ident) == ("/viec/", "post", "calling")
    assert calling.sent(button=("do", "next")) == [
        ("csrfmiddlewaretoken", "t&1"), ("current", "7"), ("other", "z"), ("do", "next"),
    ]  # fmt: skip
    button = calling.button("next")
    assert button is not None and "Gọi số" in button.label
    assert calling.button("off") is None, "a disabled button cannot be pressed"


def test_a_form_sends_what_a_browser_sends() -> None:
    second = forms(PAGE)[1]
    assert second.method == "get"
    assert second.sent() == [("q", "a"), ("place", "2"), ("kind", "y"), ("words", "dòng 1\ndòng 2")]
    assert second.values("kind") == ["x", "y"]
    assert second.values("place") == ["1", "2"]
    go = second.button("1", name="go")
    assert go is not None and go.action == "/khac/"


def test_values_are_replaced_and_added() -> None:
    assert joined([("a", "1"), ("b", "2"), ("a", "3")], a="9", c="4") == [("b", "2"), ("a", "9"), ("c", "4")]


def test_links_and_text_are_read_as_people_see_them() -> None:
    assert list(links(PAGE)) == [("/mot/?a=1&b=2", "Thủ tục")]
    assert "Số A001" in text_of(PAGE)
    assert "M0" not in text_of(PAGE)
