"""A file comes in once: new procedures, changes field by field, what is the province's own stays, the same file changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from tests.cast import World
from tests.catalogue.dump import CHANNELS, PAPERS, record

from motcua.audit.queries import broken_links, story
from motcua.catalogue import queries
from motcua.catalogue.actions import publish_version
from motcua.catalogue.models import Field, ImportRun, InternalStep, Original, Procedure, ProcedureVersion, Unreadable
from motcua.catalogue.queries.drafting import drafts_of
from motcua.centres.models import Level, Unit

from .running import TUESDAY, counts, newest, run


def test_a_record_becomes_a_procedure(world: World, tmp_path: Path) -> None:
    report = run(tmp_path / "a.jsonl", record())
    version = newest("9.000001")
    assert counts(report) == (1, 0, 0, 0)
    assert (version.name, version.field.name, version.level.code, version.levels) == ("Cấp phép thả diều", "Vui chơi", "commune", ["commune", "province"])
    assert (version.department.key, version.department.agency_code, version.department.level.code) == ("bo_xay_dung", "G17", "ministry")
    assert [(term.channel, term.amount, term.unit, term.note) for term in version.terms.all()] == [
        ("counter", Decimal(5), "working_day", "Nộp tại quầy."), ("online", Decimal(3), "working_day", "")
    ]  # fmt: skip
    assert [(fee.kind, fee.name, fee.amount, fee.channel) for fee in version.fees.all()] == [("levy", "Lệ phí cấp phép", 20_000, "counter")]
    papers = [(paper.name, paper.originals, paper.copies, paper.form) for paper in version.cases.get().papers.all()]
    assert papers == [("Đơn đề nghị thả diều", 1, 0, "Mẫu 01.docx"), ("Ảnh chụp con diều", 0, 2, "")]
    assert version.results == [{"name": "Giấy phép thả diều", "code": "KQ.G17.000001"}]
    assert [(row.number, row.title) for row in version.legal_bases.all()] == [("11/2020/NĐ-CP", "Nghị định về diều"), ("12/2019/QH14", "Luật Gió")]
    assert (version.audiences, version.conditions, version.steps) == (["citizen", "organisation"], "", ["Bước 1: Nộp đơn.", "Bước 2: Nhận giấy phép."])
    assert version.procedure.receiving.count() == 0


def test_the_original_and_the_event_are_kept(world: World, tmp_path: Path) -> None:
    run(tmp_path / "a.jsonl", record())
    version = newest("9.000001")
    assert version.original.data == record() and version.original.source == "portal-dump/bo-xay-dung"
    assert [event.verb for event in story("procedure", version.procedure_id)] == ["publish"]
    assert list(broken_links("procedure")) == []


def test_the_same_file_again_changes_nothing(world: World, tmp_path: Path) -> None:
    run(tmp_path / "a.jsonl", record(), record("9.000002"))
    before = (queries.revision(), ProcedureVersion.objects.count(), Original.objects.count(), Unreadable.objects.count(), Field.objects.count())
    report = run(tmp_path / "a.jsonl", now=world.now + timedelta(days=3))
    assert counts(report) == (0, 0, 2, 0) and report.changes == []
    assert (queries.revision(), ProcedureVersion.objects.count(), Original.objects.count(), Unreadable.objects.count(), Field.objects.count()) == before


def test_a_change_is_a_new_version_with_its_fields_named(world: World, tmp_path: Path) -> None:
    run(tmp_path / "a.jsonl", record(), record("9.000002"))
    report = run(tmp_path / "b.jsonl", record(name="Cấp phép thả diều ban đêm"), record("9.000002"), valid_from=TUESDAY)
    old = ProcedureVersion.objects.get(procedure__code="9.000001", number=1)
    assert counts(report) == (0, 1, 1, 0)
    [change] = report.changes
    assert (change["code"], change["kind"]) == ("9.000001", "changed")
    assert change["fields"] == [{"field": "name", "old": "Cấp phép thả diều", "new": "Cấp phép thả diều ban đêm"}]
    assert old.valid_to == date(2026, 3, 2) and newest("9.000001").valid_from == TUESDAY
    assert old.name == "Cấp phép thả diều"


def test_a_second_file_on_the_same_day_holds_from_the_next(world: World, tmp_path: Path) -> None:
    run(tmp_path / "a.jsonl", record())
    report = run(tmp_path / "b.jsonl", record(name="Tên mới"))
    assert counts(report) == (0, 1, 0, 0) and newest("9.000001").valid_from == TUESDAY
    refused = run(tmp_path / "c.jsonl", record(name="Tên nữa"), valid_from=TUESDAY)
    assert counts(refused) == (0, 0, 0, 1) and "đã có phiên bản bắt đầu ngày" in refused.failed[0]["sentence"]
    assert newest("9.000001").name == "Tên mới"


def test_a_dry_run_writes_nothing(world: World, tmp_path: Path) -> None:
    tables = (ProcedureVersion, Procedure, Field, Unit, Level, Original, Unreadable, ImportRun)
    before = [table.objects.count() for table in tables]
    report = run(tmp_path / "a.jsonl", record(), record(world.birth.code, "Đăng ký khai sinh"), is_dry=True)
    assert counts(report) == (1, 1, 0, 0)
    assert {row["field"] for row in report.changes[1]["fields"]} >= {"cases", "terms", "legal", "source"}
    assert [table.objects.count() for table in tables] == before


def test_what_the_province_added_stays(world: World, tmp_path: Path) -> None:
    version = world.case(world.birth).version
    [draft] = drafts_of([version])
    own = replace(
        draft, life_events=("co-con",), summary="Cho con một cái tên.", name_en="Birth registration", late_rule="after-15:00", supplement_days=5,
        supplement_regime="pause", result_place="Phòng 2", needs_signed_result=True, partly_reason="Cần ký tay.",
        terms=(replace(draft.terms[0], channel="online", pays_online=True), *draft.terms),
    )  # fmt: skip
    second = publish_version(own, valid_from=date(2025, 1, 1), by="staff:1", now=world.now)
    InternalStep.objects.create(version=second, kind="signature", share=Decimal(30))
    Procedure.objects.filter(pk=world.birth.pk).update(is_popular=True)
    centres = set(world.birth.receiving.all())
    run(tmp_path / "a.jsonl", record(world.birth.code, "Đăng ký khai sinh theo bộ"))
    new = newest(world.birth.code)
    kept = ("life_events", "summary", "name_en", "late_rule", "supplement_days", "supplement_regime", "result_place", "needs_signed_result",
            "partly_reason", "keywords", "department_id")  # fmt: skip
    assert new.name == "Đăng ký khai sinh theo bộ" and new.number == 3
    assert [getattr(new, name) for name in kept] == [getattr(second, name) for name in kept]
    assert [(step.kind, step.share) for step in new.internal_steps.all()] == [("signature", Decimal(30))]
    assert {term.channel: term.pays_online for term in new.terms.all()} == {"counter": False, "online": True}
    world.birth.refresh_from_db()
    assert world.birth.is_popular and set(world.birth.receiving.all()) == centres


def test_an_editors_correction_outlives_a_source_that_repeats_itself(world: World, tmp_path: Path) -> None:
    run(tmp_path / "a.jsonl", record())
    [draft] = drafts_of([newest("9.000001")])
    mended = replace(draft, terms=(replace(draft.terms[0], amount=Decimal(4)), draft.terms[1]))
    publish_version(mended, valid_from=date(2026, 4, 1), by="staff:1", now=world.now)
    same = run(tmp_path / "a.jsonl", now=world.now + timedelta(days=60))
    other = run(tmp_path / "b.jsonl", record(name="Tên mới"), valid_from=date(2026, 6, 1))
    assert counts(same) == (0, 0, 1, 0)
    assert counts(other) == (0, 1, 0, 0) and [row["field"] for row in other.changes[0]["fields"]] == ["name"]
    assert [term.amount for term in newest("9.000001").terms.all()] == [Decimal(4), Decimal(3)]
    told = run(tmp_path / "c.jsonl", record(name="Tên mới", cach_thuc_thuc_hien=f"{CHANNELS}Trực tiếp9 NgàyMiễn phí"), valid_from=date(2026, 7, 1))
    assert {row["field"] for row in told.changes[0]["fields"]} == {"terms", "fees"}
    assert [term.amount for term in newest("9.000001").terms.all()] == [Decimal(9)]


def test_what_is_not_readable_waits_for_an_editor(world: World, tmp_path: Path) -> None:
    report = run(
        tmp_path / "a.jsonl",
        record(cach_thuc_thuc_hien=f"{CHANNELS}Trực tiếp1Miễn phíTrực tuyến5 NgàyMiễn phí(Theo quy định)", nguon="bo-mat-trang"),
    )
    rows = [(row.field, row.problem, row.row, row.text) for row in Unreadable.objects.order_by("id")]
    assert rows == [
        ("channels", "limit_without_unit", 1, "1"), ("fees", "fee_in_words", 2, "Miễn phí(Theo quy định)"),
        ("department", "unknown_department", 0, "bo-mat-trang"),
    ]  # fmt: skip
    assert [row["problem"] for row in report.problems] == [row[1] for row in rows]
    assert newest("9.000001").department.name == "bo-mat-trang" and newest("9.000001").department.agency_code == "Z99.1"


def test_what_the_file_no_longer_has_ends_only_on_demand(world: World, tmp_path: Path) -> None:
    run(tmp_path / "a.jsonl", record(), record("9.000002"), record("9.000003", nguon="bo-y-te"))
    told = run(tmp_path / "b.jsonl", record(), valid_from=TUESDAY)
    assert told.withdrawn == ["9.000002"] and newest("9.000002").valid_to is None
    ended = run(tmp_path / "b.jsonl", valid_from=TUESDAY, withdraws=True)
    gone = ProcedureVersion.objects.get(procedure__code="9.000002")
    assert ended.ended == 1 and gone.valid_to == date(2026, 3, 2)
    assert [event.verb for event in story("procedure", gone.procedure_id)] == ["publish", "withdraw"]
    assert newest("9.000003").valid_to is None and newest(world.birth.code).valid_to is None


def test_new_procedures_are_offered_by_level(world: World, tmp_path: Path) -> None:
    run(
        tmp_path / "a.jsonl", record(), record("9.000002", cap_thuc_hien="Cấp tỉnh"), record("9.000003", cap_thuc_hien="Cấp bộ"),
        receives=True,
    )  # fmt: skip
    offered = {code: {centre.slug for centre in Procedure.objects.get(code=code).receiving.all()} for code in ("9.000001", "9.000002", "9.000003")}
    assert offered == {"9.000001": {"tinh", "ha-long"}, "9.000002": {"tinh"}, "9.000003": set()}


@pytest.mark.parametrize("names", [("Lĩnh vực " + "x" * 300, "Lĩnh vực " + "x" * 301), ("Diều, gió", "Diều gió")], ids=["long", "same folded"])
def test_fields_with_long_or_alike_names(world: World, tmp_path: Path, names: tuple[str, str]) -> None:
    report = run(tmp_path / "a.jsonl", record(linh_vuc=names[0]), record("9.000002", linh_vuc=names[1]))
    assert report.added == 2
    codes = [version.field.code for version in ProcedureVersion.objects.filter(source__startswith="portal")]
    assert all(len(code) <= 80 for code in codes) and all(len(field.name) <= 200 for field in Field.objects.all())


def test_one_revision_for_a_whole_batch(world: World, tmp_path: Path) -> None:
    Field.objects.create(name="Vui chơi", code="vui-choi")
    Level.objects.get_or_create(code="commune", defaults={"name": "Cấp xã", "rank": 4})
    run(tmp_path / "a.jsonl", record("9.000000"))
    before = queries.revision()
    run(tmp_path / "b.jsonl", *[record(f"9.{number:06}") for number in range(1, 40)])
    assert queries.revision() == before + 1


def test_a_procedure_without_papers_and_channels_is_kept(world: World, tmp_path: Path) -> None:
    report = run(tmp_path / "a.jsonl", record(thanh_phan_ho_so="--", cach_thuc_thuc_hien=CHANNELS))
    version = newest("9.000001")
    assert report.added == 1 and version.cases.get().papers.count() == 0 and version.terms.count() == 0
    page = queries.procedure_page("9.000001", date(2026, 3, 2))
    assert page is not None and page.version == version


def test_cases_are_cases(world: World, tmp_path: Path) -> None:
    run(tmp_path / "a.jsonl", record(thanh_phan_ho_so=f"Cấp mới:{PAPERS}Đơn1 bản chínhCấp lại:{PAPERS}Giấy cũ1 bản chính"))
    assert [(case.name, case.papers.count()) for case in newest("9.000001").cases.all()] == [("Cấp mới:", 1), ("Cấp lại:", 1)]
