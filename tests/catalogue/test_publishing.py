"""Publishing closes the version before and never edits it; guidance leaves no personal data; the revision tells of changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.forms import model_to_dict
from tests.cast import World

from motcua.audit.queries import broken_links, story
from motcua.catalogue import actions, queries
from motcua.catalogue.errors import BadDraft, UnknownKey, VersionTooEarly
from motcua.catalogue.models import Guidance, Procedure, ProcedureVersion
from motcua.catalogue.rules import (
    Channel,
    CollectedWhen,
    Draft,
    DraftCase,
    DraftFee,
    DraftPaper,
    DraftTerm,
    FeeKind,
    GuidanceHow,
)

DAY = date(2026, 3, 2)
DRAFT = Draft(
    code="2.000815", name="Chứng thực bản sao từ bản chính", department="so_tu_phap", field="Hộ tịch", level="commune",
    cases=(
        DraftCase("Một bản", (DraftPaper("Bản chính", originals=1), DraftPaper("Bản cần chứng thực", copies=2))),
        DraftCase("Nhiều bản", (DraftPaper("Bản chính", originals=3, only_show=True),)),
    ),
    terms=(
        DraftTerm(Channel.COUNTER, None, "same_day"),
        DraftTerm(Channel.ONLINE, Decimal("0.5"), "working_day"),
        DraftTerm(Channel.COUNTER, Decimal(2), "working_day", case="Nhiều bản"),
    ),
    fees=(
        DraftFee(FeeKind.FEE, "Phí chứng thực", 2_000, per="page", when=CollectedWhen.AFTER),
        DraftFee(FeeKind.FEE, "Phí chứng thực", 1_000, per="page", channel="online"),
        DraftFee(FeeKind.LEVY, "Lệ phí", 5_000, case="Nhiều bản"),
    ),
    legal=(("23/2015/NĐ-CP", "Chứng thực"),), keywords=("sao y", "công chứng"),
)  # fmt: skip


def publish(world: World, draft: Draft = DRAFT, *, valid_from: date = date(2025, 7, 1)) -> ProcedureVersion:
    return actions.publish_version(draft, valid_from=valid_from, by="staff:1", now=world.now)


def test_all_parts_are_written(world: World) -> None:
    version = publish(world)
    assert [(case.name, case.papers.count()) for case in version.cases.all()] == [("Một bản", 2), ("Nhiều bản", 1)]
    assert (version.terms.count(), version.fees.count(), version.legal_bases.count()) == (3, 3, 1)
    assert version.valid_to is None and version.number == 1


def test_the_same_again_changes_nothing(world: World) -> None:
    version = publish(world)
    before = queries.revision()
    assert publish(world, valid_from=DAY) == version
    assert ProcedureVersion.objects.filter(procedure=version.procedure).count() == 1
    assert queries.revision() == before


def test_a_new_version_closes_the_old_and_leaves_its_words(world: World) -> None:
    old = publish(world)
    words = model_to_dict(old, exclude=["valid_to"])
    new = publish(world, replace(DRAFT, name="Chứng thực bản sao"), valid_from=DAY)
    old.refresh_from_db()
    assert old.valid_to == DAY - timedelta(days=1)
    assert model_to_dict(old, exclude=["valid_to"]) == words
    assert (new.number, new.valid_from, new.valid_to) == (2, DAY, None)
    assert queries.current_version(DRAFT.code, DAY - timedelta(days=1)) == old
    assert queries.current_version(DRAFT.code, DAY) == new
    assert queries.current_version(DRAFT.code, date(2025, 6, 30)) is None


def test_publishing_leaves_a_chain_of_events(world: World) -> None:
    publish(world)
    version = publish(world, replace(DRAFT, summary="Mới"), valid_from=DAY)
    events = list(story("procedure", version.procedure_id))
    assert [(event.verb, event.actor, event.data["number"]) for event in events] == [
        ("publish", "staff:1", 1), ("publish", "staff:1", 2),
    ]  # fmt: skip
    assert list(broken_links("procedure")) == []


def test_a_version_cannot_begin_before_the_one_in_force(world: World) -> None:
    publish(world)
    with pytest.raises(VersionTooEarly, match="01/07/2025"):
        publish(world, replace(DRAFT, summary="Mới"))
    assert ProcedureVersion.objects.filter(procedure__code=DRAFT.code).count() == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [({"department": "so_la"}, "cơ quan “so_la”"), ({"field": "Lạ"}, "lĩnh vực “Lạ”"), ({"level": "sao-hoa"}, "cấp “sao-hoa”")],
)  # fmt: skip
def test_unknown_keys_write_nothing(world: World, change: dict[str, str], words: str) -> None:
    with pytest.raises(UnknownKey, match=words):
        publish(world, replace(DRAFT, **change))  # type: ignore[arg-type]
    assert not Procedure.objects.filter(code=DRAFT.code).exists()


def test_a_bad_draft_writes_nothing(world: World) -> None:
    with pytest.raises(BadDraft):
        publish(world, replace(DRAFT, terms=()))
    assert not Procedure.objects.filter(code=DRAFT.code).exists()


def test_term_and_fees_by_case_and_channel(world: World) -> None:
    version = publish(world)
    one, many = version.cases.all()
    term = queries.term_for(version, one, "counter")
    assert term is not None and term.unit == "same_day"
    term = queries.term_for(version, many, "counter")
    assert term is not None and (term.amount, term.unit) == (Decimal(2), "working_day")
    assert queries.term_for(version, one, "post") is None
    assert [fee.amount for fee in queries.fees_for(version, one, "counter")] == [2_000]
    assert [fee.amount for fee in queries.fees_for(version, many, "online")] == [1_000, 5_000]


def test_revision_moves_with_every_published_change(world: World) -> None:
    seen = [queries.revision()]
    version = publish(world)
    seen.append(queries.revision())
    assert actions.set_popular(version.procedure, is_popular=True)
    seen.append(queries.revision())
    assert actions.set_receiving(version.procedure, [world.site])
    seen.append(queries.revision())
    world.site.phones = "0203.3999999"
    world.site.save()
    seen.append(queries.revision())
    assert seen == sorted(set(seen))
    assert not actions.set_popular(version.procedure, is_popular=True)
    assert not actions.set_receiving(version.procedure, [world.site])
    assert queries.revision() == seen[-1]


def test_revision_is_read_once_a_second(world: World, django_assert_num_queries: object) -> None:
    queries.forget_revision()
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert {queries.revision() for _ in range(50)} == {queries.revision()}


def test_guidance_keeps_procedure_and_time_only(world: World) -> None:
    case = world.case(world.birth)
    found = actions.log_guidance(centre=world.centre, case=case, by=world.guide, how=GuidanceHow.QR, now=world.now)
    assert (found.case, found.centre, found.at, found.how) == (case, world.centre, world.now, "qr")
    assert {field.name for field in Guidance._meta.fields} == {"id", "centre", "case", "by", "at", "how"}
