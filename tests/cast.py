"""One cast and one small world for every test: people are built once by name, dossiers only through actions."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import count

from motcua.accounts.models import Post, Staff
from motcua.accounts.rules import Role
from motcua.catalogue import actions as catalogue
from motcua.catalogue.models import Case, Procedure
from motcua.catalogue.rules import Channel, Draft, DraftCase, DraftFee, DraftPaper, DraftResult, DraftTerm, FeeKind
from motcua.centres.models import Centre, Counter, Kiosk, Level, OpeningHours, Room, Unit
from motcua.dossiers import actions as dossiers
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules.people import Applicant
from motcua.kernel.clock import VN
from motcua.queueing.models import Hall, PriorityReason, ServiceGroup

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=VN)
PASSWORD = "Mot-cua-2026!"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
_tokens = count()


def signed(pdf: bytes, *, signature: str = "3082" + "a5" * 62) -> bytes:
    """The PDF with a signature's dictionary added, as signing programs do; nobody's key stands behind it."""
    head, tail = pdf + b"9 0 obj<</Type/Sig/SubFilter/ETSI.CAdES.detached/Contents ", b">>endobj\n%%EOF\n"
    written = b"<" + signature.encode() + b">"
    then = len(head) + len(written)
    for _ in range(3):  # its own numbers are within what it covers: written until their lengths fit
        covers = b"/ByteRange [0 %d %d %d]" % (len(head), then, len(tail))
        tail = covers + tail[tail.index(b">>") :]
    return head + written + tail


def token() -> str:
    """A request token that no other call of this test run has."""
    return f"test-{next(_tokens)}"


AN = Applicant(
    name="Nguyễn Thị An", id_number="022188001234", birth_date=date(1988, 5, 6), sex="Nữ", address="Tổ 3, khu 2, phường Hồng Gai, Quảng Ninh",
    phone="0912345678", email="an@example.org",
)  # fmt: skip
BINH = Applicant(
    name="Trần Văn Bình", id_number="022075004321", birth_date=date(1975, 1, 2), sex="Nam", phone="0987654321"
)
COMPANY = Applicant(name="Công ty TNHH Than và Biển 68", id_number="", kind=2, address="Cẩm Phả", phone="02033861234")


@dataclass
class World:
    """A province with one provincial centre and one site, two departments, four procedures, staff of each role."""

    province: Unit
    justice: Unit
    land: Unit
    ward: Unit
    centre: Centre
    site: Centre
    room: Room
    kiosk: Kiosk
    counters: list[Counter]
    civil: ServiceGroup
    estate: ServiceGroup
    elderly: PriorityReason
    birth: Procedure
    marriage: Procedure
    deed: Procedure
    endless: Procedure
    guide: Staff
    clerk: Staff
    clerk_two: Staff
    site_clerk: Staff
    officer: Staff
    other_officer: Staff
    ward_officer: Staff
    head: Staff
    editor: Staff
    editor_two: Staff
    admin: Staff
    now: datetime = MONDAY
    extra: dict[str, object] = field(default_factory=dict)

    def case(self, procedure: Procedure) -> Case:
        """The first case of a procedure's newest version."""
        return (
            Case.objects.select_related("version__procedure", "version__level", "version__department")
            .filter(version__procedure=procedure)
            .order_by("id")[0]
        )

    def all_papers(self, procedure: Procedure) -> list[dossiers.PaperGiven]:
        """Every asked paper handed in as asked."""
        return [
            dossiers.PaperGiven(
                asked=p.pk, originals=p.originals, certified=p.certified, copies=p.copies, shown=p.only_show
            )
            for p in self.case(procedure).papers.all()
        ]

    def a_dossier(
        self,
        *,
        at: str = "received",
        applicant: Applicant = AN,
        procedure: Procedure | None = None,
        now: datetime | None = None,
        paid: bool = True,
    ) -> Dossier:
        """A dossier that walked by the actions to `received`, `processing`, `finished` or `returned`."""
        now, procedure = now or self.now, procedure or self.deed
        found = dossiers.receive(
            centre=self.centre, case=self.case(procedure), channel="counter", applicant=applicant, papers=self.all_papers(procedure),
            by=self.clerk, now=now, request=token(),
        )  # fmt: skip
        if paid:
            dossiers.collect_fees(found, method="cash", by=self.clerk, now=now)
        if at == "received":
            return found
        found = dossiers.hand_to_department(found, taker="Phòng nghiệp vụ", by=self.clerk, now=now + timedelta(hours=1))
        if at == "processing":
            return found
        found = dossiers.finish(
            found,
            name="Giấy chứng nhận",
            number="12/QĐ",
            upload=io.BytesIO(PDF),
            file_name="ket-qua.pdf",
            by=self.officer,
            now=now + timedelta(hours=2),
        )
        if at == "finished":
            return found
        return dossiers.hand_over(found, proof="receipt", taker="", by=self.clerk, now=now + timedelta(hours=3))


def build_world() -> World:
    """Write the world into the database."""
    province_level = Level.objects.create(code="province", name="Cấp tỉnh", rank=2)
    Level.objects.create(code="ministry", name="Cấp bộ", rank=1)
    commune_level = Level.objects.create(code="commune", name="Cấp xã", rank=4)
    start = date(2020, 1, 1)
    province = Unit.objects.create(
        agency_code="H49", key="tinh", name="Ủy ban nhân dân tỉnh Quảng Ninh", level=province_level, valid_from=start
    )

    def unit(code: str, key: str, name: str, *, level: Level = province_level, department: bool = False) -> Unit:
        return Unit.objects.create(
            agency_code=code,
            key=key,
            name=name,
            level=level,
            parent=province,
            is_department=department,
            valid_from=start,
        )

    justice = unit("H49.1", "so_tu_phap", "Sở Tư pháp", department=True)
    land = unit("H49.2", "so_nong_nghiep_va_moi_truong", "Sở Nông nghiệp và Môi trường", department=True)
    ward = unit("H49.30", "phuong_hong_gai", "Ủy ban nhân dân phường Hồng Gai", level=commune_level)
    centre_unit = unit("H49.60", "trung_tam_tinh", "Trung tâm Phục vụ hành chính công tỉnh")
    site_unit = unit("H49.61", "co_so_ha_long", "Cơ sở Hạ Long")
    centre = _centre("tinh", "Trung tâm Phục vụ hành chính công tỉnh Quảng Ninh", centre_unit, ward, provincial=True)
    site = _centre("ha-long", "Trung tâm Phục vụ hành chính công Hạ Long", site_unit, ward, provincial=False)
    room = Room.objects.create(centre=centre, slug="tang-1", name="Phòng chờ tầng 1")
    site_room = Room.objects.create(centre=site, slug="tang-1", name="Phòng chờ")
    counters = [Counter.objects.create(centre=centre, room=room, number=number) for number in (1, 2, 3)]
    Counter.objects.create(centre=site, room=site_room, number=1)
    kiosk = Kiosk.objects.create(centre=centre, slug="cua-chinh", name="Ki-ốt cửa chính")
    civil_field, land_field = catalogue.open_field("Hộ tịch"), catalogue.open_field("Đất đai")
    civil = ServiceGroup.objects.create(centre=centre, letter="A", name="Hộ tịch", name_en="Civil status")
    civil.fields.add(civil_field)
    civil.counters.add(*counters[:2])
    estate = ServiceGroup.objects.create(centre=centre, letter="B", name="Đất đai", name_en="Land")
    estate.fields.add(land_field)
    estate.counters.add(*counters[1:])
    procedures = [_publish(draft, centre, site) for draft in drafts()]
    elderly = PriorityReason.objects.create(code="nguoi-cao-tuoi", name="Người cao tuổi", name_en="Elderly", order=1)
    people = _people(centre, site, justice, land, ward)
    return World(
        province, justice, land, ward, centre, site, room, kiosk, counters, civil, estate, elderly, *procedures, *people
    )  # fmt: skip


def _centre(slug: str, name: str, unit: Unit, ward: Unit, *, provincial: bool) -> Centre:
    centre = Centre.objects.create(
        slug=slug, name=name, unit=unit, address="Số 1 đường Trần Hưng Đạo", phones="0203.3500000", fax="0203.3500001",
        email=f"{slug}@example.org", is_provincial=provincial, local_authority=ward,
    )  # fmt: skip
    Hall.objects.get_or_create(centre=centre)
    for weekday in range(5):
        OpeningHours.objects.create(centre=centre, weekday=weekday, opens=time(7, 30), closes=time(11, 30))
        OpeningHours.objects.create(centre=centre, weekday=weekday, opens=time(13), closes=time(17))
    return centre


def _draft(
    code: str,
    name: str,
    *,
    field: str,
    department: str,
    level: str,
    days: str | None,
    fee: int,
    papers: tuple[DraftPaper, ...],
) -> Draft:
    term = DraftTerm(Channel.COUNTER, Decimal(days) if days else None, "working_day" if days else "none")
    return Draft(
        code=code, name=name, department=department, field=field, level=level, cases=(DraftCase("", papers),),
        terms=(term,), fees=(DraftFee(FeeKind.LEVY, f"Lệ phí {name.lower()}", fee),) if fee else (),
        legal=(("60/2014/QH13", "Luật Hộ tịch"),), audiences=("citizen",), keywords=(name.lower(),), summary=f"{name} cho người dân.",
        steps=("Chuẩn bị giấy tờ.", "Nộp tại trung tâm.", "Nhận kết quả."), results=(DraftResult("Giấy chứng nhận"),),
    )  # fmt: skip


def drafts() -> list[Draft]:
    form = DraftPaper("Tờ khai theo mẫu", originals=1, form="Tờ khai")
    shown = DraftPaper("Căn cước của người yêu cầu", originals=1, only_show=True)
    return [
        _draft("1.001193", "Đăng ký khai sinh", field="Hộ tịch", department="so_tu_phap", level="commune", days="1", fee=8000,
               papers=(form, DraftPaper("Giấy chứng sinh", originals=1), shown)),
        _draft("1.000894", "Đăng ký kết hôn", field="Hộ tịch", department="so_tu_phap", level="commune", days="1", fee=0,
               papers=(form, shown)),
        _draft("1.012753", "Cấp đổi giấy chứng nhận quyền sử dụng đất", field="Đất đai", department="so_nong_nghiep_va_moi_truong",
               level="province", days="10", fee=100_000,
               papers=(form, DraftPaper("Giấy chứng nhận đã cấp", originals=1), DraftPaper("Bản vẽ", copies=2, required=False))),
        _draft("1.009999", "Việc chưa có thời hạn", field="Đất đai", department="so_nong_nghiep_va_moi_truong", level="province", days=None, fee=0,
               papers=(form,)),
    ]  # fmt: skip


def _publish(draft: Draft, *centres: Centre) -> Procedure:
    version = catalogue.publish_version(draft, valid_from=date(2024, 1, 1), by="system", now=MONDAY)
    catalogue.set_receiving(version.procedure, centres if draft.level == "commune" else centres[:1])
    return version.procedure


def _people(centre: Centre, site: Centre, justice: Unit, land: Unit, ward: Unit) -> list[Staff]:
    def person(username: str, name: str, role: Role, *, at: Centre | None = None, unit: Unit | None = None) -> Staff:
        staff = Staff.objects.create(
            username=username, full_name=name, is_staff=role is Role.ADMIN, is_superuser=role is Role.ADMIN
        )
        staff.set_password(PASSWORD)
        staff.save()
        Post.objects.create(staff=staff, role=role, centre=at, unit=unit)
        return staff

    return [
        person("huongdan", "Lê Thị Hướng", Role.GUIDE, at=centre),
        person("quay1", "Phạm Văn Quầy", Role.RECEPTION, at=centre),
        person("quay2", "Vũ Thị Tiếp", Role.RECEPTION, at=centre),
        person("halong1", "Đỗ Văn Long", Role.RECEPTION, at=site),
        person("datdai", "Hoàng Văn Đất", Role.DEPARTMENT, unit=land),
        person("tuphap", "Ngô Thị Luật", Role.DEPARTMENT, unit=justice),
        person("honggai", "Bùi Thị Gai", Role.DEPARTMENT, unit=ward),
        person("lanhdao", "Trịnh Văn Lãnh", Role.HEAD, at=centre),
        person("bientap1", "Lương Thị Biên", Role.EDITOR, unit=justice),
        person("bientap2", "Tô Văn Tập", Role.EDITOR, unit=justice),
        person("quantri", "Quản trị viên", Role.ADMIN, at=centre),
    ]
