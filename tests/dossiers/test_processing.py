"""From received to returned: who, in which order, with what; nothing twice, nothing half."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django_tasks_db.models import DBTaskResult
from tests.cast import MONDAY, PDF, World, signed

from motcua.accounts.models import Post, Staff
from motcua.accounts.rules import Role
from motcua.audit.models import Event
from motcua.audit.queries import broken_links
from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers import actions
from motcua.dossiers.errors import (
    CollectorUnproven,
    FeesClosed,
    FeesUnpaid,
    MovedOn,
    NotYours,
    ResultMissing,
    StepNotAllowed,
)
from motcua.dossiers.models import Dossier, HandOver, Result
from motcua.dossiers.policies import actors, may_see
from motcua.dossiers.rules import Actor, Status
from motcua.messages import actions as messages
from motcua.messages.models import Outgoing
from motcua.papers import actions as papers
from motcua.papers.errors import FileRefused
from motcua.papers.models import StoredFile


def test_the_whole_way(world: World) -> None:
    dossier = world.a_dossier(at="returned")
    assert dossier.status == Status.RETURNED
    assert dossier.finished_at == MONDAY + timedelta(hours=2)
    verbs = list(Event.objects.filter(kind="dossier").order_by("seq").values_list("verb", flat=True))
    assert verbs == ["receive", "collect_fees", "hand_to_department", "finish", "hand_over"]
    assert list(broken_links("dossier")) == []


def test_two_officers_at_once_move_it_once(world: World) -> None:
    dossier = world.a_dossier()
    twin = Dossier.objects.get(pk=dossier.pk)
    actions.hand_to_department(dossier, taker="Anh Đất", by=world.clerk, now=MONDAY)
    with pytest.raises(MovedOn):
        actions.hand_to_department(twin, taker="Chị Luật", by=world.clerk_two, now=MONDAY)
    assert HandOver.objects.count() == 1


def test_fees_are_taken_once(world: World) -> None:
    dossier = world.a_dossier(paid=False)
    assert actions.collect_fees(dossier, method="cash", by=world.clerk, now=MONDAY) == 100_000
    assert actions.collect_fees(dossier, method="cash", by=world.clerk, now=MONDAY) == 0
    assert Event.objects.filter(verb="collect_fees").count() == 1


def test_paying_makes_the_kept_story_old(world: World) -> None:
    dossier = world.a_dossier(paid=False)
    before = Dossier.objects.get().revision
    actions.collect_fees(dossier, method="cash", by=world.clerk, now=MONDAY)
    assert Dossier.objects.get().revision == dossier.revision == before + 1
    assert actions.hand_to_department(dossier, taker="Anh Đất", by=world.clerk, now=MONDAY).status == Status.PROCESSING


def test_no_fee_is_taken_after_the_end(world: World) -> None:
    dossier = world.a_dossier(paid=False)
    actions.withdraw(Dossier.objects.get(), reason="Đổi ý", by=world.clerk, now=MONDAY)
    with pytest.raises(FeesClosed, match="đã kết thúc nên không thu thêm"):
        actions.collect_fees(dossier, method="cash", by=world.clerk, now=MONDAY)
    assert not dossier.fees_due.filter(paid_at__isnull=False).exists()
    assert not Event.objects.filter(verb="collect_fees").exists()


def test_the_place_of_collection_acts_from_the_result_on(world: World) -> None:
    dossier = world.a_dossier(at="processing")
    Dossier.objects.filter(pk=dossier.pk).update(collect_at=world.site)
    dossier = Dossier.objects.get()
    posts = world.site_clerk.posts.all()
    assert may_see(posts, dossier) and not actors(posts, dossier)
    with pytest.raises(NotYours):
        actions.withdraw(dossier, reason="Đổi ý", by=world.site_clerk, now=MONDAY)
    done = actions.finish(dossier, name="", number="", upload=io.BytesIO(PDF), file_name="a.pdf", by=world.officer, now=MONDAY)
    assert actors(posts, done) == {Actor.RECEPTION}
    assert actions.hand_over(done, proof="receipt", taker="", by=world.site_clerk, now=MONDAY).status == Status.RETURNED


def test_no_result_before_the_fees(world: World) -> None:
    dossier = world.a_dossier(at="finished", paid=False)
    with pytest.raises(FeesUnpaid, match=r"100\.000 đồng"):
        actions.hand_over(dossier, proof="receipt", taker="", by=world.clerk, now=MONDAY)
    assert Dossier.objects.get().status == Status.FINISHED


@pytest.mark.parametrize(("proof", "taker"), [("", ""), ("authorised", ""), ("a friend", "Bình")])
def test_who_collects_must_be_shown(world: World, proof: str, taker: str) -> None:
    with pytest.raises(CollectorUnproven):
        actions.hand_over(world.a_dossier(at="finished"), proof=proof, taker=taker, by=world.clerk, now=MONDAY)


def test_finishing_needs_a_file(world: World) -> None:
    dossier = world.a_dossier(at="processing")
    with pytest.raises(ResultMissing):
        actions.finish(dossier, name="", number="", upload=None, file_name="", by=world.officer, now=MONDAY)


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"", "rong.pdf"), (b"not a pdf", "a.pdf"), (b"%PDF-1.4 cut off", "a.pdf"), (PDF, "a.exe")],
    ids=["empty", "other", "cut", "kind"],
)
def test_a_bad_file_leaves_nothing(world: World, content: bytes, name: str) -> None:
    dossier = world.a_dossier(at="processing")
    with pytest.raises(FileRefused):
        actions.finish(
            dossier, name="", number="", upload=io.BytesIO(content), file_name=name, by=world.officer, now=MONDAY
        )
    assert Dossier.objects.get().status == Status.PROCESSING
    assert StoredFile.objects.count() == Result.objects.count() == 0


def test_a_result_that_must_be_signed_is_refused_without_a_signature(world: World) -> None:
    ProcedureVersion.objects.filter(procedure=world.deed).update(needs_signed_result=True)
    dossier = world.a_dossier(at="processing")
    with pytest.raises(FileRefused, match=r"phải là tệp PDF có chữ ký số; tệp “a\.pdf” chưa ký số"):
        actions.finish(dossier, name="", number="", upload=io.BytesIO(PDF), file_name="a.pdf", by=world.officer, now=MONDAY)
    assert Dossier.objects.get().status == Status.PROCESSING
    assert StoredFile.objects.count() == Result.objects.count() == 0
    done = actions.finish(dossier, name="", number="", upload=io.BytesIO(signed(PDF)), file_name="a.pdf", by=world.officer, now=MONDAY)
    assert (done.status, Result.objects.count()) == (Status.FINISHED, 1)


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_a_lock_while_the_disc_takes_the_result(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier, within, write = world.a_dossier(at="processing"), [], papers._write
    monkeypatch.setattr(papers, "_write", lambda place, content: (within.append(connection.in_atomic_block), write(place, content)))
    actions.finish(dossier, name="", number="", upload=io.BytesIO(PDF), file_name="a.pdf", by=world.officer, now=MONDAY)
    assert within == [False]
    with pytest.raises(MovedOn):
        actions.finish(dossier, name="", number="", upload=io.BytesIO(PDF), file_name="b.pdf", by=world.officer, now=MONDAY)
    assert StoredFile.objects.count() == Result.objects.count() == 1


def test_steps_that_the_table_has_not(world: World) -> None:
    dossier = world.a_dossier(at="returned")
    with pytest.raises(StepNotAllowed):
        actions.hand_over(dossier, proof="receipt", taker="", by=world.clerk, now=MONDAY)


def test_the_applicant_is_told_once(world: World) -> None:
    world.a_dossier(at="finished")
    message = Outgoing.objects.get()
    assert (message.to, message.sent_at) == ("an@example.org", None)
    assert DBTaskResult.objects.count() == 1
    later = MONDAY + timedelta(hours=3)
    assert messages.deliver(message.pk, now=later) and messages.deliver(message.pk, now=later)
    assert len(mail.outbox) == 1


def test_who_may_act(world: World) -> None:
    dossier = world.a_dossier()

    def may(staff: object) -> set[Actor]:
        return set(actors(staff.posts.all(), dossier))  # type: ignore[attr-defined]

    assert may(world.clerk) == {Actor.RECEPTION}
    assert may(world.officer) == {Actor.DEPARTMENT}
    assert may(world.other_officer) == may(world.site_clerk) == may(world.guide) == may(world.admin) == set()


@pytest.mark.parametrize(
    ("at", "act"),
    [
        ("received", lambda one, by: actions.hand_to_department(one, taker="Anh Đất", by=by, now=MONDAY)),
        ("processing", lambda one, by: actions.finish(
            one, name="", number="", upload=io.BytesIO(PDF), file_name="a.pdf", by=by, now=MONDAY)),
        ("received", lambda one, by: actions.collect_fees(one, method="cash", by=by, now=MONDAY)),
        ("finished", lambda one, by: actions.hand_over(one, proof="receipt", taker="", by=by, now=MONDAY)),
    ],
    ids=["hand_to_department", "finish", "collect_fees", "hand_over"],
)  # fmt: skip
def test_only_who_holds_a_post_where_the_dossier_is(world: World, at: str, act: Callable[[Dossier, Staff], object]) -> None:
    """A post of the right kind at another centre or in another unit is no post here; nor is one of the other kind."""
    dossier = world.a_dossier(at=at, paid=at != "received")
    Post.objects.create(staff=world.clerk_two, role=Role.DEPARTMENT, unit=world.justice)
    wrong = [world.site_clerk, world.other_officer, world.guide, world.admin]
    wrong += [world.clerk, world.clerk_two] if at == "processing" else [world.officer]
    events = Event.objects.count()
    for person in wrong:
        with pytest.raises(NotYours, match=str(dossier.code)):
            act(dossier, person)
    assert Dossier.objects.get().revision == dossier.revision and Event.objects.count() == events
    assert (StoredFile.objects.count(), dossier.fees_due.get().paid_at is None) == (at == "finished", at == "received")
    act(dossier, world.officer if at == "processing" else world.clerk)
    assert Event.objects.count() == events + 1
