"""The demonstration province: counts of the seed, every field in one group, staff of each role, a second load changes nothing."""

from __future__ import annotations

import io
from collections import Counter as Tallies
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.test import RequestFactory

from motcua.accounts.models import Post, Staff
from motcua.accounts.rules import Role
from motcua.catalogue import queries as catalogue
from motcua.catalogue.models import Field, ProcedureVersion
from motcua.catalogue.rules import Channel
from motcua.centres import queries as centres
from motcua.centres.models import Centre, Counter, Level, Unit
from motcua.demo import halls, read
from motcua.demo.load import RealDataHere, load
from motcua.kernel.clock import VN
from motcua.queueing.models import PriorityReason, ServiceGroup

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=VN)
DAY = NOW.date()


@pytest.fixture
def province(db: None) -> None:
    load(now=NOW)


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Every row of our tables, links between tables included."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        if model.__module__.startswith("motcua."):
            found[model._meta.label] = sorted(model._default_manager.values_list(), key=repr)
    return found


def test_a_second_load_changes_nothing(province: None) -> None:
    before = everything()
    tally = load(now=NOW + timedelta(days=3))
    assert (tally.made, tally.changed) == (0, 0)
    assert everything() == before
    assert sum(map(len, before.values())) > 2_000


def test_counts_of_the_seed(province: None) -> None:
    assert Centre.objects.count() == 15
    assert Centre.objects.filter(is_provincial=True).count() == 1
    assert len(centres.departments(DAY)) == 22
    in_force = catalogue.list_procedures(day=DAY)
    assert in_force.total >= 60
    assert len(catalogue.departments_with_counts(DAY)) >= 15
    assert PriorityReason.objects.count() == 5
    assert Unit.objects.filter(level__code="commune").count() == 54
    assert Unit.objects.filter(level__code="district").count() == 14


def test_every_centre_of_the_seed_can_be_reached(province: None) -> None:
    """The provincial centre and the fourteen of the seed, each with address, phones, fax, e-mail and the hours of a working week."""
    seed = {
        "Hạ Long", "Cẩm Phả", "Uông Bí", "Móng Cái", "Quảng Yên", "Đông Triều", "Bình Liêu", "Tiên Yên",
        "Đầm Hà", "Hải Hà", "Ba Chẽ", "Vân Đồn", "Hoành Bồ", "Cô Tô",
    }  # fmt: skip
    named = {centre.name.removeprefix("Trung tâm Phục vụ hành chính công ") for centre in Centre.objects.all()}
    assert named == {"tỉnh Quảng Ninh", *seed}
    for centre in Centre.objects.all():
        assert centre.address and "," in centre.phones and centre.fax and "@" in centre.email, centre
        assert {hours.weekday for hours in centre.hours.all()} >= {0, 1, 2, 3, 4}, centre


def test_quang_yen_as_the_seed_has_it(province: None) -> None:
    site = centres.centre_by_slug("quang-yen")
    assert site is not None
    assert site.address == "Số 179 đường Ngô Quyền, P. Quảng Yên, Tx. Quảng Yên"
    assert (site.phones, site.fax) == ("033.2460033, 033.2460055", "033.2460033")
    assert site.email == "tthcc.qy@quangninh.gov.vn"
    assert centres.week(site, NOW)[0].text == "07:30-11:30, 13:30-17:00"


def test_the_provincial_centre_opens_on_saturday_morning(province: None) -> None:
    open_on_saturday = [
        entry.centre.slug for entry in centres.directory(now=datetime(2026, 11, 28, 9, tzinfo=VN)) if entry.opening.is_open
    ]
    assert open_on_saturday == ["tinh"]
    assert all(centres.takes_visitors(entry.centre, NOW.replace(hour=23)) for entry in centres.directory(now=NOW))


def test_every_received_field_is_in_exactly_one_group(province: None) -> None:
    for centre in Centre.objects.all():
        received = {one.row.pk for one in catalogue.fields_with_counts(DAY, centre=centre)}
        grouped = Tallies(ServiceGroup.objects.filter(centre=centre).values_list("fields", flat=True))
        assert set(grouped) == received, centre
        assert set(grouped.values()) == {1}, centre


def test_every_counter_serves_a_group_and_stands_in_its_own_hall(province: None) -> None:
    assert not Counter.objects.filter(groups__isnull=True).exists()
    for group in ServiceGroup.objects.prefetch_related("counters"):
        assert group.counters.all(), group
        assert {counter.centre_id for counter in group.counters.all()} == {group.centre_id}
    assert all(counter.room.centre_id == counter.centre_id for counter in Counter.objects.select_related("room"))
    numbers = {centre.slug: centre.counters.count() for centre in Centre.objects.all()}
    assert numbers["tinh"] == 12 and numbers["quang-yen"] == 6 and numbers["co-to"] == 3
    assert all(centre.kiosks.exists() and centre.rooms.exists() for centre in Centre.objects.all())


def test_topics_name_real_fields_once() -> None:
    topics = read.table("centres")["topics"]
    named = [name for names in topics.values() for name in names]
    assert len(named) == len(set(named))
    assert set(named) <= {draft.field for draft, _ in read.procedures()}


def test_a_field_nobody_names_goes_to_the_rest(province: None) -> None:
    group = ServiceGroup.objects.get(centre__slug="tinh", letter="M")
    assert "Tín ngưỡng, tôn giáo" in {field.name for field in group.fields.all()}
    plans = read.table("centres")["plans"]
    assert all(sum(bool(group.get("rest")) for group in plan["groups"]) == 1 for plan in plans.values())
    assert halls.share([], plans["small"]["groups"], {"ho_tich": [], "dat_dai": [], "xay_dung": [], "kinh_doanh": []}) == {
        "A": [], "B": [], "M": [],
    }  # fmt: skip


def test_staff_of_each_role(province: None) -> None:
    roles = Tallies(Post.objects.values_list("role", flat=True))
    assert roles[Role.ADMIN] == 1
    assert roles[Role.EDITOR] == 2, "whoever wrote a version does not approve it"
    assert roles[Role.RECEPTION] >= 30 and roles[Role.DEPARTMENT] >= 12
    for centre in Centre.objects.all():
        here = Tallies(centre.posts.values_list("role", flat=True))
        assert here[Role.RECEPTION] >= 2 and here[Role.GUIDE] >= 1 and here[Role.HEAD] >= 1, centre
    for centre in Centre.objects.select_related("local_authority"):
        assert centre.local_authority and centre.local_authority.posts.filter(role=Role.DEPARTMENT).exists(), centre
    names = list(Staff.objects.values_list("full_name", flat=True))
    assert len(names) == len(set(names))


def test_staff_can_log_in_and_keep_a_changed_password(province: None) -> None:
    request = RequestFactory().post("/can-bo/dang-nhap/")
    password = read.table("staff")["password"]
    for username in ("huongdan1", "quay1", "quay12", "quangyen1", "sotuphap", "lanhdao", "quantri"):
        assert authenticate(request, username=username, password=password), username
    clerk = Staff.objects.get(username="quay1")
    clerk.set_password("Mật khẩu mới 2026!")
    clerk.save()
    load(now=NOW)
    assert Staff.objects.get(username="quay1").check_password("Mật khẩu mới 2026!")
    assert list(Staff.objects.filter(is_superuser=True).values_list("username", flat=True)) == ["quantri"]


def test_every_procedure_can_be_decided_wherever_it_is_received(province: None) -> None:
    with_officers = set(Post.objects.filter(role=Role.DEPARTMENT).values_list("unit", flat=True))
    for version in ProcedureVersion.objects.select_related("level", "department").prefetch_related("procedure__receiving"):
        receiving = version.procedure.receiving.select_related("local_authority")
        assert len(receiving) == (15 if version.level.code == "commune" else 1)
        for centre in receiving:
            unit = centres.deciding_unit(centre, version, day=DAY)
            assert unit.level.code == version.level.code
            assert unit.valid_to is None
            assert unit.pk in with_officers, f"nobody at {unit} could finish {version.name}"


def test_former_districts_lead_to_the_units_of_today(province: None) -> None:
    hoanh_bo = Unit.objects.get(key="huyen_hoanh_bo")
    assert hoanh_bo.valid_to == date(2019, 12, 31)
    assert [unit.key for unit in centres.successors_today(hoanh_bo, date(2024, 1, 1))] == ["thanh_pho_ha_long"]
    today = {unit.key for unit in centres.successors_today(hoanh_bo, DAY)}
    assert {"phuong_hoanh_bo", "xa_thong_nhat", "xa_quang_la", "phuong_hong_gai"} <= today
    reached = set()
    for unit in Unit.objects.filter(valid_to__lt=DAY):
        now_there = centres.successors_today(unit, DAY)
        assert now_there, unit
        reached |= {successor.key for successor in now_there}
    assert reached == set(Unit.objects.filter(level__code="commune").values_list("key", flat=True))
    assert Level.objects.get(code="district").valid_to == date(2025, 6, 30)


def test_a_corrected_file_is_loaded(province: None) -> None:
    Centre.objects.filter(slug="ha-long").update(phones="sai")
    ServiceGroup.objects.get(centre__slug="tinh", letter="A").counters.clear()
    tally = load(now=NOW)
    assert (tally.made, tally.changed) == (0, 2)
    assert Centre.objects.get(slug="ha-long").phones.startswith("0203.")


def test_a_real_database_is_left_alone(province: None) -> None:
    Centre.objects.create(slug="that", name="Trung tâm thật", unit=Unit.objects.all()[0], address="1")
    with pytest.raises(RealDataHere, match="Trung tâm thật"):
        load(now=NOW)
    with pytest.raises(CommandError, match="MOTCUA_DATA_DIR"):
        call_command("demo_load", verbosity=0)


@pytest.mark.django_db
def test_the_command_says_what_it_did() -> None:
    out = io.StringIO()
    call_command("demo_load", stdout=out)
    assert "mục mới" in out.getvalue()
    assert Centre.objects.count() == 15


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param('[[procedure]]\ncode = "1.1"\n', "mục “1.1”", id="a key is missing"),
        pytest.param('[[procedure]]\nname = "x"\n', "mục “?”", id="even the code"),
    ],
)
def test_a_fault_in_a_file_names_file_and_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, words: str
) -> None:
    (tmp_path / "procedures").mkdir()
    (tmp_path / "procedures" / "so_x.toml").write_text(text)
    monkeypatch.setattr(read, "PLACE", tmp_path)
    with pytest.raises(read.BadFile, match="so_x") as caught:
        read.procedures()
    assert words in caught.value.sentence


def test_everything_a_visitor_reads_has_an_english_name(province: None) -> None:
    assert set(read.english("procedures")) == {draft.code for draft, _ in read.procedures()}
    assert set(read.english("fields")) == {draft.field for draft, _ in read.procedures()}
    for rows in (ProcedureVersion, Field, ServiceGroup, PriorityReason, Centre, Unit):
        unnamed = rows.objects.filter(name_en="").values_list("name", flat=True)
        assert list(unnamed) == [] and rows.objects.exists(), rows.__name__
    assert Field.objects.get(name="Hộ tịch").name_en == "Civil status"


def test_who_moves_house_finds_the_procedures_of_residence(province: None) -> None:
    steps = {step.key: {row.procedure.code for row in step.rows} for step in catalogue.life_event_steps("chuyen_nha", DAY, each=4)}
    assert steps["cu_tru"] == {"1.004222", "1.004194", "1.010041"}
    assert "1.014063" in steps["can_cuoc"]
    steps = {step.key: {row.procedure.code for row in step.rows} for step in catalogue.life_event_steps("co_con", DAY, each=4)}
    assert "1.004222" in steps["noi_o_the"]


def test_what_can_be_filed_online_is_not_told_to_come_to_the_counter(province: None) -> None:
    told = {draft.code: " ".join(draft.steps) for draft, _ in read.procedures() if any(term.channel == Channel.ONLINE for term in draft.terms)}
    assert "Cổng Dịch vụ công quốc gia" in told["1.001193"]
    assert [code for code, words in told.items() if "Nộp hồ sơ tại quầy." in words] == []


def test_an_english_name_that_was_missing_is_filled_by_the_next_load(province: None) -> None:
    Field.objects.filter(name="Hộ tịch").update(name_en="")
    assert load(now=NOW + timedelta(days=3)).changed == 1
    assert Field.objects.get(name="Hộ tịch").name_en == "Civil status"
