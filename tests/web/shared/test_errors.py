"""A rule's no is said in the visitor's language; officers read the Vietnamese sentence."""

from __future__ import annotations

import pytest
from django.test import RequestFactory
from django.utils import translation

from motcua.kernel.errors import DomainError
from motcua.queueing.errors import CentreClosed, GroupNotServed, RequestUnreadable, TicketInHand
from motcua.web.shared.errors import rule_said_no, words_of


@pytest.mark.parametrize(
    ("error", "vietnamese", "english"),
    [
        pytest.param(GroupNotServed(), "Xin chọn nhóm khác", "Please choose another", id="no value"),
        pytest.param(CentreClosed("7:30 & 100 %"), "ngoài giờ làm việc. 7:30 & 100 %", "closed now. 7:30 & 100 %", id="with a value"),
        pytest.param(RequestUnreadable(), "xin bấm lại", "please touch once more", id="two sentences"),
        pytest.param(TicketInHand("A001"), "Số A001 vừa được gọi", "Số A001 vừa được gọi", id="for officers only"),
        pytest.param(DomainError("Còn 5 % chưa nộp."), "Còn 5 % chưa nộp.", "Còn 5 % chưa nộp.", id="per cent without values"),
        pytest.param(DomainError(), "", "", id="empty"),
    ],
)
def test_words_of_an_error(error: DomainError, vietnamese: str, english: str) -> None:
    with translation.override("vi"):
        assert vietnamese in words_of(error) and words_of(error) == error.sentence
    with translation.override("en"):
        assert english in words_of(error)
        assert vietnamese in error.sentence and str(error) == error.sentence


def test_the_page_of_a_no_speaks_the_visitors_language() -> None:
    request = RequestFactory().get("/")
    with translation.override("en"):
        answer = rule_said_no(request, GroupNotServed())
    assert answer.status_code == 409 and "Please choose another" in answer.content.decode()
    assert "nhóm khác" not in answer.content.decode()
