"""Reception: one transaction that gives code, security code, due moment; repeatable; never half."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests.cast import AN, MONDAY, World, token

from motcua.audit.queries import broken_links, story
from motcua.dossiers import actions
from motcua.dossiers.errors import ChecklistIncomplete, NoLimit, NotReceivedHere, NotReceptionHere, PapersNone
from motcua.dossiers.models import Dossier, DossierPaper, GuidanceSlip
from motcua.dossiers.rules import Status
from motcua.kernel.clock import VN, at, write_moment
from motcua.queueing import actions as hall


def receive(world: World, **changes: object) -> Dossier:
    words: dict[str, object] = {
        "centre": world.centre, "case": world.case(world.birth), "channel": "counter", "applicant": AN, "papers": world.all_papers(world.birth),
        "by": world.clerk, "now": MONDAY, "request": token(),
    }  # fmt: skip
    return actions.receive(**{**words, **changes})  # type: ignore[arg-type]


def guide_back(world: World, **changes: object) -> GuidanceSlip:
    case = world.case(world.birth)
    words: dict[str, object] = {"centre": world.centre, "case": case, "items": [], "words": "Thiếu tờ khai", "by": world.clerk, "now": MONDAY}
    return actions.guide_back(**{**words, "request": "slip", **changes})  # type: ignore[arg-type]


def test_received_dossier_has_everything_the_receipt_prints(world: World) -> None:
    dossier = receive(world)
    assert dossier.code == "H49.60-260302-0001"
    assert dossier.status == Status.RECEIVED
    assert len(dossier.security_code) == 8
    assert dossier.due_at is not None and write_moment(dossier.due_at) == "09 giờ 00, thứ Ba 03/03/2026"
    assert dossier.first_due_at == dossier.due_at
    assert dossier.deciding_unit == world.ward
    assert [paper.name for paper in dossier.papers.all()] == [
        "Tờ khai theo mẫu",
        "Giấy chứng sinh",
        "Căn cước của người yêu cầu",
    ]
    assert [(fee.amount, fee.kind) for fee in dossier.fees_due.all()] == [(8000, "levy")]
    assert [event.verb for event in story("dossier", dossier.pk)] == ["receive"]
    assert list(broken_links("dossier")) == []


def test_same_request_gives_the_same_dossier(world: World) -> None:
    request = token()
    first, second = receive(world, request=request), receive(world, request=request)
    assert first.pk == second.pk
    assert Dossier.objects.count() == 1
    assert DossierPaper.objects.count() == 3


def test_codes_count_per_agency_and_day(world: World) -> None:
    receive(world)
    assert receive(world).code == "H49.60-260302-0002"
    assert receive(world, centre=world.site, by=world.site_clerk).code == "H49.61-260302-0001"
    assert receive(world, now=MONDAY + timedelta(days=1)).code == "H49.60-260303-0001"


def test_the_day_of_a_code_is_the_day_in_viet_nam(world: World) -> None:
    late = at(MONDAY.date(), MONDAY.time().replace(hour=0, minute=10))
    assert receive(world, now=late).code == "H49.60-260302-0001"


def test_a_number_of_the_old_year_is_received_with_in_the_new_one(world: World) -> None:
    """Given on 31 December, called and received after midnight on the holiday: the code is of the new year, the term begins on its first working day."""
    world.centre.accepts_after_hours = True
    world.centre.save()
    midnight = datetime(2027, 1, 1, tzinfo=VN)
    session = hall.open_counter(world.counters[0], by=world.clerk, now=midnight - timedelta(hours=1))
    ticket = hall.issue_ticket(world.centre, world.civil, request=token(), now=midnight - timedelta(seconds=1))
    hall.call_next(session, expected=None, by=world.clerk, now=midnight + timedelta(minutes=5))
    hall.start(session, by=world.clerk, now=midnight + timedelta(minutes=6))
    dossier = receive(world, ticket=ticket, now=midnight + timedelta(minutes=10))
    assert (dossier.code, dossier.ticket, ticket.day.year) == ("H49.60-270101-0001", ticket, 2026)
    assert dossier.due_at is not None and write_moment(dossier.due_at) == "17 giờ 00, thứ Hai 04/01/2027"


def test_missing_required_papers_are_named(world: World) -> None:
    with pytest.raises(ChecklistIncomplete) as caught:
        receive(world, papers=world.all_papers(world.birth)[:1])
    assert caught.value.missing == ["Giấy chứng sinh", "Căn cước của người yêu cầu"]
    assert Dossier.objects.count() == 0


def test_no_paper_ticked(world: World) -> None:
    with pytest.raises(PapersNone):
        receive(world, papers=[])
    assert Dossier.objects.count() == 0


def test_only_where_the_procedure_is_received(world: World) -> None:
    with pytest.raises(NotReceivedHere):
        receive(world, centre=world.site, by=world.site_clerk, case=world.case(world.deed), papers=world.all_papers(world.deed))


@pytest.mark.parametrize("who", ["officer", "site_clerk", "head", "guide"])
def test_only_reception_of_the_centre_receives_or_guides_back_there(world: World, who: str) -> None:
    by = getattr(world, who)
    with pytest.raises(NotReceptionHere, match="Trung tâm Phục vụ hành chính công tỉnh"):
        receive(world, by=by)
    with pytest.raises(NotReceptionHere):
        guide_back(world, by=by)
    assert not Dossier.objects.exists() and not GuidanceSlip.objects.exists()


def test_a_known_token_still_gives_the_dossier_when_the_post_is_gone(world: World) -> None:
    """A repeated request is an answer, no new step: what was acknowledged is shown again."""
    request = token()
    first = receive(world, request=request)
    world.clerk.posts.all().delete()
    assert receive(world, request=request).pk == first.pk


def test_guidance_leaves_an_event_without_personal_data(world: World) -> None:
    slip = guide_back(world)
    assert guide_back(world).pk == slip.pk
    event = story("guidance", slip.pk).get()
    assert (event.verb, event.data) == ("guide_back", {"case": slip.case_id, "items": 0})
    assert list(broken_links("guidance")) == []


def test_a_procedure_without_limit_needs_an_appointment(world: World) -> None:
    words = {"case": world.case(world.endless), "papers": world.all_papers(world.endless)}
    with pytest.raises(NoLimit):
        receive(world, **words)
    chosen = MONDAY + timedelta(days=9)
    assert receive(world, **words, due_at=chosen).due_at == chosen


def test_guiding_back_receives_nothing(world: World) -> None:
    slip = actions.guide_back(
        centre=world.centre, case=world.case(world.birth), items=[{"paper": "Giấy chứng sinh", "problem": "Thiếu"}], words="", by=world.clerk,
        now=MONDAY, request=token(),
    )  # fmt: skip
    assert slip.items[0]["paper"] == "Giấy chứng sinh"
    assert Dossier.objects.count() == 0
