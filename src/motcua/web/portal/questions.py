"""The questions that lead to a personal checklist: which case, which papers that not everybody needs, which way to file.

Everything is in the address (`phien-ban`, `truong-hop`, `g<order>`, `kenh`): no personal data, nothing stored, the same list again
from a QR. A version never changes, so the numbers of its cases and papers stay right; the address says which version it speaks of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from motcua.catalogue.models import PaperAsked
from motcua.catalogue.queries import CaseList, ChecklistRow, ProcedurePage
from motcua.catalogue.rules import Channel, applying

VERSION, CASE, CHANNEL, PAPER, ASKED = "phien-ban", "truong-hop", "kenh", "g", "da-hoi"
YES, NO, UNSURE = "co", "khong", "chua-ro"
# More papers than this are ticked on one page instead of one page each.
ONE_BY_ONE = 6


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer of a question: its value in the address, its words, what it means."""

    value: str
    words: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One page: the name in the address, the words, the answers; with `papers` it is a list to tick instead."""

    name: str
    words: str
    choices: tuple[Choice, ...] = ()
    hint: str = ""
    papers: tuple[ChecklistRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Answers:
    """What the address says, made sure against the version: a case and channel that exist, papers of that case only."""

    version: int
    case: int = 0
    papers: Mapping[int, str] = field(default_factory=dict)
    channel: str = ""

    def query(self) -> str:
        """The address's query with these answers."""
        return urlencode(self._rows())

    def hidden(self, question: Question) -> list[tuple[str, str]]:
        """What the form of a question carries along."""
        own = {question.name, *(f"{PAPER}{row.paper.order}" for row in question.papers)}
        return [(name, value) for name, value in self._rows() if name not in own]

    def _rows(self) -> list[tuple[str, str]]:
        rows = [(VERSION, str(self.version))]
        rows += [(CASE, str(self.case))] if self.case else []
        rows += [(f"{PAPER}{order}", value) for order, value in sorted(self.papers.items())]
        return rows + ([(CHANNEL, self.channel)] if self.channel else [])


def has_questions(found: ProcedurePage) -> bool:
    """Whether the lists of two people can differ at all."""
    return len(found.cases) > 1 or any(asked_about(row.paper) for case in found.cases for row in case.papers)


def asked_about(paper: PaperAsked) -> bool:
    """Not everybody has to bring it: needed in some situations only, or looked up instead."""
    return not paper.is_needed


def read_answers(found: ProcedurePage, given: Mapping[str, str]) -> Answers:
    """The answers in an address; what does not fit the version is left out, so the question comes again."""
    number = _number(given.get(CASE, ""))
    case = number if 1 <= number <= len(found.cases) else 0
    if len(found.cases) == 1:
        case = 1
    papers = _papers(found.cases[case - 1], given) if case else {}
    ways = _channels(found, found.cases[case - 1]) if case else []
    channel = given.get(CHANNEL, "") if given.get(CHANNEL, "") in ways else ways[0] if len(ways) == 1 else ""
    return Answers(found.version.number, case, papers, channel)


def next_question(found: ProcedurePage, answers: Answers) -> Question | None:
    """The first question without an answer; None when the list is ready."""
    if not answers.case:
        return _case_question(found)
    chosen = found.cases[answers.case - 1]
    open_rows = [row for row in chosen.papers if asked_about(row.paper) and row.paper.order not in answers.papers]
    if open_rows and sum(asked_about(row.paper) for row in chosen.papers) > ONE_BY_ONE:
        return _many_question(open_rows)
    if open_rows:
        return _paper_question(open_rows[0])
    return None if answers.channel else _channel_question(_channels(found, chosen))


def steps_in_all(found: ProcedurePage, answers: Answers) -> tuple[int, int]:
    """(answered, all questions) as far as known, for "câu 2 trên 4"."""
    chosen = found.cases[(answers.case or 1) - 1]
    asked = sum(asked_about(row.paper) for row in chosen.papers)
    pages = 1 if asked > ONE_BY_ONE else asked
    several = len(_channels(found, chosen)) > 1
    total = (len(found.cases) > 1) + pages + several
    done = (len(found.cases) > 1 and answers.case > 0) + min(len(answers.papers), pages) + (several and bool(answers.channel))
    return done, total


def question_before(found: ProcedurePage, answers: Answers) -> str:
    """The query that asks the last answered question again; empty when none was answered."""
    papers = dict(answers.papers)
    if papers:
        chosen = found.cases[answers.case - 1]
        many = sum(asked_about(row.paper) for row in chosen.papers) > ONE_BY_ONE
        kept = {} if many else dict(sorted(papers.items())[:-1])
        return Answers(answers.version, answers.case, kept).query()
    return Answers(answers.version).query() if answers.case and len(found.cases) > 1 else ""


def _papers(chosen: CaseList, given: Mapping[str, str]) -> dict[int, str]:
    """Answers by the paper's order; after a list to tick, what was not ticked is "no"."""
    found = {}
    for row in chosen.papers:
        value = given.get(f"{PAPER}{row.paper.order}", NO if given.get(ASKED) else "")
        if asked_about(row.paper) and value in (YES, NO, UNSURE):
            found[row.paper.order] = value
    return found


def _channels(found: ProcedurePage, chosen: CaseList) -> list[str]:
    return [one.value for one in Channel if applying(found.terms, case=chosen.case.pk, channel=one.value)]


def _case_question(found: ProcedurePage) -> Question:
    choices = tuple(Choice(str(place), row.case.name or _("Thông thường")) for place, row in enumerate(found.cases, 1))
    return Question(CASE, _("Ông/Bà thuộc trường hợp nào?"), choices)


def _paper_question(row: ChecklistRow) -> Question:
    name = f"{PAPER}{row.paper.order}"
    if row.paper.replaced_by_data:
        choices: tuple[Choice, ...] = (
            Choice(NO, _("Đồng ý, cán bộ tra giúp"), _("Ông/Bà không phải mang giấy này.")),
            Choice(YES, _("Không, tôi tự mang giấy")),
        )
        return Question(name, _("Cán bộ có thể tra giấy này trong cơ sở dữ liệu. Ông/Bà có đồng ý không?"), choices, papers=(row,))
    choices = (
        Choice(YES, _("Có, tôi cần giấy này")), Choice(NO, _("Không")),
        Choice(UNSURE, _("Chưa rõ"), _("Giấy này sẽ nằm ở mục “Hỏi lại cán bộ”.")),
    )  # fmt: skip
    return Question(name, _("Việc của Ông/Bà có cần giấy này không?"), choices, papers=(row,))


def _many_question(rows: list[ChecklistRow]) -> Question:
    return Question(
        ASKED, _("Những giấy nào sau đây đúng với việc của Ông/Bà?"), hint=_("Đánh dấu các giấy cần. Không có giấy nào thì bấm Tiếp tục."),
        papers=tuple(rows),
    )  # fmt: skip


def _channel_question(channels: list[str]) -> Question:
    words = {
        Channel.COUNTER.value: Choice("counter", _("Đến quầy"), _("Có cán bộ giúp kiểm tra giấy tờ.")),
        Channel.ONLINE.value: Choice("online", _("Nộp trên mạng"), _("Chụp hoặc quét giấy tờ, nộp từ nhà.")),
        Channel.POST.value: Choice("post", _("Gửi qua bưu điện"), _("Có trang bìa ghi sẵn địa chỉ để dán phong bì.")),
    }
    return Question(CHANNEL, _("Ông/Bà muốn nộp bằng cách nào?"), tuple(words[one] for one in channels))


def _number(text: str) -> int:
    return int(text) if len(text) <= 3 and text.isascii() and text.isdigit() else 0
