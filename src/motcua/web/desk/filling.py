"""The reception form between two presses: what was typed, what the card or an earlier dossier fills in, what is still wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from motcua.audit import actions as audit
from motcua.catalogue import queries as catalogue
from motcua.catalogue.models import Case, ChannelTerm
from motcua.centres.models import Centre
from motcua.deadlines.queries import calendar_of
from motcua.dossiers import queries as dossiers
from motcua.dossiers.actions import check_papers
from motcua.dossiers.errors import ChecklistIncomplete, PapersNone
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules import people
from motcua.dossiers.rules.appointment import usual_hour
from motcua.kernel.clock import local_day
from motcua.kernel.codes import new_token
from motcua.kernel.errors import DomainError
from motcua.kernel.text import fold
from motcua.queueing.models import Ticket

from .forms.applicant import AUTHORISER, NAMES, typed_authoriser, typed_card, typed_day, typed_earlier
from .forms.checklist import FeeRow, PaperRow, check_fees, check_rows, fee_rows, paper_rows
from .forms.reception import ReceptionForm

_SCANNED = re.compile(r"[0-9]{12}\|([^|]*\|){5}.*", re.S)  # a card's QR within what else stands in a field
_SCANNED_INTO = re.compile(r"name|id_number|address|phone|email|content|sets|(birth|due_day)_\d|due_hour|[pxf]\d+_?[a-z]*")
_NUMBER = re.compile(r"\d{7,15}|[A-Z]{1,2}\d{6,8}", re.A)  # typed by hand into the field for the scanner, right or not; a passport's too
_ON_CARD = ("name", "birth_0", "birth_1", "birth_2", "sex", "address")
_OF_SLIP = re.compile(r"advice|slip|[px]\d+_(fault|words)")
OFFERED, USED = "thông tin đã khai", "dùng lại thông tin đã khai"  # two read events: officers of every centre are offered it (decision 14)
_KEPT = frozenset({*NAMES, "channel", "content", "sets", "collect_at", "due_hour", "request", "warned"})
_ROW = re.compile(r"[pxf]\d+(_[a-z]+)?|(birth|due_day)_\d")


@dataclass(slots=True)
class Filling:
    """One reception in the making; `typed` is what the browser sent plus what was filled in since."""

    case: Case
    centre: Centre
    ticket: Ticket | None
    typed: dict[str, str]
    is_bound: bool
    places: list[tuple[int, str]]
    now: datetime
    scan_error: str = ""
    notes: list[str] = field(default_factory=list)
    earlier: Mapping[str, Any] | None = None
    tick_all: bool = False

    def __post_init__(self) -> None:
        self.build()

    form: ReceptionForm = field(init=False)
    papers: list[PaperRow] = field(init=False)
    fees: list[FeeRow] = field(init=False)
    term: ChannelTerm | None = field(init=False)

    def build(self) -> None:
        """Make form and rows from what is typed now."""
        channel = self.typed.get("channel") or "counter"
        self.term = catalogue.term_for(self.case.version, self.case, channel)
        has_limit = self.term is not None and self.term.unit != "none"
        calendar = None if has_limit else calendar_of(self.centre.unit.agency_code)
        if calendar is not None:
            self.typed.setdefault("due_hour", f"{usual_hour(local_day(self.now), calendar):%H:%M}")
        options: dict[str, Any] = {"places": self.places, "now": self.now, "calendar": calendar}
        if self.is_bound:
            self.form = ReceptionForm(self.typed, **options)
        else:
            first = {"collect_at": self.centre.pk, "request": new_token(), "birth": [self.typed.get(f"birth_{place}", "") for place in range(3)]}
            self.form = ReceptionForm(initial={**first, **self.typed}, **options)
        typed = self.typed if self.is_bound else None
        self.papers = paper_rows(self.case.papers.all(), typed, tick_all=self.tick_all)
        self.fees = fee_rows(catalogue.fees_for(self.case.version, self.case, channel), typed)

    def fill(self, found: Mapping[str, str]) -> None:
        """Put found values into the fields."""
        self.typed = {**self.typed, **found}
        self.build()

    def read_card(self) -> None:
        """Fill in what the scanned card says, whichever field the scanner typed it into, or the bare number that somebody typed instead;
        a card scanned into the authoriser's part is the authoriser's. An unreadable scan keeps everything typed and says so."""
        text = self.typed.pop("scan", "")
        theirs = self._scanned_into(("authoriser", *AUTHORISER))
        if theirs and (card := self._card(theirs)):
            self.fill(typed_authoriser(card))
        text = self._scanned_into(filter(_SCANNED_INTO.fullmatch, list(self.typed))) or text
        number = re.sub(r"[\s.\-]", "", text).upper()
        if _NUMBER.fullmatch(number):
            self._take_number(number)
            return
        if number and (card := self._card(text)):
            self.fill({**self._left_of_another(card), **typed_card(card)})

    def _card(self, text: str) -> people.CardData | None:
        """The card, with its warnings noted; None when it cannot be read, and then the scanner's field says so."""
        try:
            card = people.read_card(text)
        except DomainError as error:
            self.scan_error = error.sentence
            return None
        self.notes += card.warnings
        return card

    @property
    def holds_scan(self) -> bool:
        """Whether a card or number still waits to be read: in the scanner's field, or typed by the scanner into another one."""
        others = (value for name, value in self.typed.items() if name in ("authoriser", *AUTHORISER) or _SCANNED_INTO.fullmatch(name))
        return bool(self.typed.get("scan", "").strip()) or any(_SCANNED.search(value) for value in others)

    def _scanned_into(self, names: Iterable[str]) -> str:
        """The card that the scanner typed into one of these fields, taken out of it; empty when none did."""
        text = ""
        for name in names:
            found = _SCANNED.search(self.typed.get(name, ""))
            if found:
                text, self.typed[name] = found[0], self.typed[name][: found.start()]
                self.build()
        return text

    def _take_number(self, number: str) -> None:
        """A bare number goes where numbers stand, where it can be put right; one that is too short or too long says so."""
        is_firm = people.is_tax_code(number) and self.typed.get("kind", "1") == "1"
        self.fill({"id_number": number, **({"kind": "2"} if is_firm else {})})
        try:
            people.check_id_number(number, organisation=True)
        except DomainError as error:
            self.notes.append(error.sentence)

    def _left_of_another(self, card: people.CardData) -> dict[str, str]:
        """Empties what a card fills in when the form holds another person's: an empty part of this card must not leave theirs beside this name."""
        number, name = re.sub(r"[\s.]", "", self.typed.get("id_number", "")), self.typed.get("name", "")
        if number in ("", card.id_number, card.old_number) or fold(name) in ("", fold(card.name)):
            return {}
        self.notes.append(_("Thẻ vừa quét là của người khác. Xin kiểm tra lại điện thoại, e-mail và người ủy quyền."))
        return dict.fromkeys(_ON_CARD, "")

    def look_up_earlier(self, actor: str) -> None:
        """Find what this person declared before; a look-up that finds something leaves a read event."""
        try:
            number, _warnings = people.check_id_number(self.typed.get("id_number", ""), organisation=True)
        except DomainError:
            return
        self.earlier = dossiers.earlier_details(number)
        if self.earlier is not None:
            audit.note_reading("dossier", self.earlier["id"], OFFERED, at=self.now, actor=actor)

    def use_earlier(self, actor: str) -> None:
        """Take over the earlier details into the fields that are still empty: what was typed or scanned now is newer. Each use leaves a read event."""
        if self.earlier is not None:
            audit.note_reading("dossier", self.earlier["id"], USED, at=self.now, actor=actor)
            typed = {name.partition("_")[0] for name, value in self.typed.items() if value.strip()}  # the day's three boxes are one field
            found = {name: value for name, value in typed_earlier(self.earlier).items() if name.partition("_")[0] not in typed}
            self.fill({**found, "kind": str(self.earlier["applicant_kind"])} if self.typed.get("kind", "1") == "1" else found)

    def check(self) -> list[tuple[str, str]]:
        """(field id, sentence) of everything that is wrong, in the order of the page; empty when the dossier can be received."""
        self.form.is_valid()
        places = list(self.form.fields)
        names = sorted(self.form.errors, key=lambda name: places.index(name) if name in places else len(places))
        found = [(self.form[name].auto_id if name in places else "", str(text)) for name in names for text in self.form.errors[name]]
        return found + self._check_papers() + check_fees(self.fees)

    def _check_papers(self) -> list[tuple[str, str]]:
        faults = check_rows(self.papers)
        if faults:
            return faults
        try:
            check_papers(self.case, [row.given() for row in self.papers])
        except (ChecklistIncomplete, PapersNone) as error:
            return [("papers", error.sentence)]
        return []

    @property
    def slip_typed(self) -> dict[str, str]:
        """What was written on the slip's page, carried unseen so that looking back at the dossier loses nothing."""
        return {name: value for name, value in self.typed.items() if (value or name.endswith("_fault")) and _OF_SLIP.fullmatch(name)}

    @property
    def has_authoriser(self) -> bool:
        """Whether anything of the authoriser is typed, so that the folded part must not hide it."""
        return any(self.typed.get(name, "").strip() for name in ("authoriser", *AUTHORISER))

    @property
    def goes_on_at(self) -> str:
        """Where the officer goes on: at the scanner's field until somebody is known, then at the first of these that is empty."""
        left = [name for name in ("id_number", "name", "phone") if not self.typed.get(name, "").strip()]
        if self.scan_error or len(left) == 3:
            return "scan"
        return left[0] if left else "name"

    @property
    def total(self) -> int:
        return sum(row.total for row in self.fees)


def typed_of(request: HttpRequest) -> dict[str, str]:
    """What the browser sent, one value a name; the one character that no page can show is dropped."""
    return {name: str(request.POST[name]).replace("\x00", "") for name in request.POST if name not in ("csrfmiddlewaretoken", "do")}


def carried(dossier: Dossier) -> dict[str, str]:
    """The applicant of a dossier as first values for the same person's next one."""
    row = {
        "kind": str(dossier.applicant_kind), "id_number": dossier.id_number, "name": dossier.applicant_name, "sex": dossier.sex,
        "address": dossier.address, "phone": dossier.phone, "email": dossier.email, "authoriser": dossier.authoriser,
        "authoriser_id_number": dossier.authoriser_id_number, "authoriser_address": dossier.authoriser_address,
        "authoriser_phone": dossier.authoriser_phone, "authoriser_email": dossier.authoriser_email,
    }  # fmt: skip
    return {**row, **typed_day(dossier.birth_date)}


def same_person_note(dossier: Dossier) -> str:
    """Says where the first values come from."""
    return _("Thông tin lấy từ hồ sơ %(code)s. Xin hỏi lại nếu có thay đổi.") % {"code": dossier.code}


def hidden_of(typed: Mapping[str, str]) -> dict[str, str]:
    """What a page in between carries along, so that coming back loses nothing."""
    return {name: value for name, value in typed.items() if name in _KEPT or _ROW.fullmatch(name)}
