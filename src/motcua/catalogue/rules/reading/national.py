"""One record of the national portal's service LayThuTuc, by our written mapping of its keys (domain 6 and 11; docs/reference/catalogue-formats.md)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..drafts import Agencies, Draft, DraftCase, DraftPaper, DraftResult
from ..ministries import is_known, ministry_of
from .channels import ChannelRow, channel_of
from .errors import Refused
from .fees import FeeText, split_fees
from .papers import is_certified, is_only_shown
from .people import read_audiences, read_levels
from .problems import Part, Problem, Unread
from .record import GIVEN, Read, check_sizes, field_name, named, read_code, totals_of
from .steps import split_steps
from .terms import from_rows
from .text import line, said

_LISTS = ("data", "result", "results", "items", "danhsach", "danhsachthutuc", "thutuc", "dulieu")


def keyed(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record under keys without case and underscores: MaTTHC, MATTHC and ma_tthc are one."""
    return {str(key).replace("_", "").lower(): value for key, value in record.items()}


def is_national(record: object) -> bool:
    """Whether this is a record of the service."""
    return isinstance(record, Mapping) and bool({"matthc", "tentthc"} & set(keyed(record)))


def unwrapped(answer: object) -> list[Mapping[str, Any]]:
    """The records in an answer: a list, an object around one, or a single record."""
    if isinstance(answer, list):
        return [record for row in answer for record in unwrapped(row)]
    if not isinstance(answer, Mapping):
        return []
    if is_national(answer):
        return [answer]
    inside = keyed(answer)
    return next((unwrapped(inside[name]) for name in _LISTS if name in inside), [])


def read_national(record: Mapping[str, Any]) -> Read:
    """The record as a draft; keys that the mapping does not name are kept in the original only. Raises Refused."""
    check_sizes(record)
    row = keyed(record)
    code, name = read_code(row.get("matthc")), named(row.get("tentthc"))
    channels = from_rows(_channels(row.get("cachthucthuchien")))
    unknown = _unknown_channels(row.get("cachthucthuchien"))
    cases, unread_papers = _cases(row.get("thanhphanhoso"))
    audiences, unread_audiences = read_audiences(_joined(row.get("doituongthuchien")))
    levels, unread_levels = read_levels(_joined(row.get("capthuchien")))
    source = line(row.get("coquancongbo") or row.get("tencoquancongbo"))
    ministry = ministry_of(source)
    draft = Draft(
        code=code, name=name, department=ministry.key, field=field_name(row.get("tenlinhvuc")), level=levels[0], levels=levels,
        cases=cases, terms=tuple(channels.terms), fees=tuple(channels.fees), legal=tuple(_legal(row.get("cancuphaply"))),
        decision=line(row.get("soquyetdinh"))[:200], audiences=audiences, keywords=tuple(_words(row.get("tukhoa"))),
        conditions=said(row.get("yeucaudieukien")), steps=_steps(row.get("trinhtuthuchien")), results=tuple(_results(row.get("ketquathuchien"))),
        kind=line(row.get("loaitthc"))[:200], agencies=_agencies(row), related=_joined(row.get("tthclienquan")),
        source=f"national-api/{source}"[:80],
    )  # fmt: skip
    unread = [*channels.unread, *unknown, *unread_papers, *unread_audiences, *unread_levels]
    if not is_known(source):
        unread.append(Unread(Part.DEPARTMENT, Problem.UNKNOWN_DEPARTMENT, source))
    return Read(draft, tuple(unread), totals_of(draft, channels), GIVEN, ministry)


def _rows(value: object) -> list[dict[str, Any]]:
    """A nested list of objects. Raises Refused when it is something else."""
    if value in (None, "", [], {}):
        return []
    rows: list[Any] = value if isinstance(value, list) else [value]
    if not all(isinstance(row, Mapping) for row in rows):
        raise Refused(f"Mục “{str(value)[:60]}” không phải danh sách bản ghi. Hãy kiểm tra lại nguồn.")
    return [keyed(row) for row in rows]


def _joined(value: object) -> str:
    return ", ".join(filter(None, map(said, value))) if isinstance(value, list) else said(value)


def _words(value: object) -> list[str]:
    words = value if isinstance(value, list) else said(value).split(";")
    return list(filter(None, map(line, words)))


def _steps(value: object) -> tuple[str, ...]:
    return tuple(filter(None, map(said, value))) if isinstance(value, list) else split_steps(said(value))


def _channels(value: object) -> list[ChannelRow]:
    found = []
    for row in _rows(value):
        channel = channel_of(line(row.get("kenhthuchien")))
        if channel is not None:
            limit = " ".join(filter(None, (line(row.get("thoigiangiaiquyet")), line(row.get("donvithoigian")))))
            found.append(
                ChannelRow(
                    channel, limit, tuple(_fees(row.get("philephi"))), said(row.get("mota")), is_glued=False, text=limit
                )
            )
    return found


def _unknown_channels(value: object) -> list[Unread]:
    names = [(place, line(row.get("kenhthuchien"))) for place, row in enumerate(_rows(value), 1)]
    return [
        Unread(Part.CHANNELS, Problem.UNKNOWN_CHANNEL, name, place) for place, name in names if channel_of(name) is None
    ]


def _fees(value: object) -> Iterable[FeeText]:
    """Fees as objects (LoaiPhi, MucPhi, DonViTien, MoTa), or words as the portal's page writes them."""
    if isinstance(value, str):
        known, rest = split_fees(said(value))
        return known or ([FeeText(rest, None)] if rest else [])
    return [_fee(row) for row in _rows(value)]


def _fee(row: Mapping[str, Any]) -> FeeText:
    label = {"1": "Phí", "2": "Lệ phí"}.get(line(row.get("loaiphi")), line(row.get("loaiphi")))
    amount, note = line(row.get("mucphi")), said(row.get("mota"))
    currency = line(row.get("donvitien")).upper()
    is_dong = currency in ("", "VND", "VNĐ", "ĐỒNG", "VIỆT NAM ĐỒNG")
    text = " ".join(filter(None, (label, amount, currency, note)))
    is_plain = amount.isascii() and amount.isdigit()
    return FeeText(text, int(amount) if is_plain and is_dong else None, "" if is_dong else currency, label, note)


def _cases(value: object) -> tuple[tuple[DraftCase, ...], list[Unread]]:
    """Cases with their papers (TruongHop, GiayTo[]), or papers at once when there are no cases."""
    cases: dict[str, list[DraftPaper]] = {}
    for row in _rows(value):
        name = line(said(row.get("truonghop")))
        papers = _rows(row["giayto"]) if "giayto" in row else [row]
        cases.setdefault(name, []).extend(_paper(paper, name) for paper in papers if line(paper.get("tengiayto")))
    if not any(cases.values()):
        return (DraftCase("", ()),), [Unread(Part.PAPERS, Problem.NO_PAPERS, "")]
    return tuple(DraftCase(name, tuple(papers)) for name, papers in cases.items()), []


def _paper(row: Mapping[str, Any], case: str) -> DraftPaper:
    name = said(row.get("tengiayto"))
    originals, copies = _count(row.get("sobanchinh")), _count(row.get("sobansao"))
    shown = is_only_shown(name, case, has_count=bool(originals or copies))
    certified = copies if is_certified(name) and not originals else 0
    forms = row.get("maudontokhai")
    return DraftPaper(
        name=name, originals=originals, certified=certified, copies=copies - certified, only_show=shown,
        form="\n".join(filter(None, map(line, forms if isinstance(forms, list) else [forms]))), required=bool(originals or copies) or shown,
        note=said(row.get("ghichu")),
    )  # fmt: skip


def _count(value: object) -> int:
    """How many copies; at most 999."""
    text = line(value)
    if not text:
        return 0
    if not (text.isascii() and text.isdigit() and len(text) <= 3):
        raise Refused(f"Số bản “{text[:20]}” không phải số từ 0 đến 999. Hãy kiểm tra lại nguồn.")
    return int(text)


def _legal(value: object) -> Iterable[tuple[str, str]]:
    for row in _rows(value):
        number, title = line(row.get("sovanban"))[:120], line(row.get("tenvanban"))
        if number or title:
            yield number, title


def _results(value: object) -> Iterable[DraftResult]:
    for row in _rows(value):
        if name := line(row.get("tenketqua")):
            yield DraftResult(name, line(row.get("maketqua")))


def _agencies(row: Mapping[str, Any]) -> Agencies:
    names = ("coquancothamquyen", "coquanthuchien", "coquanphoihop", "coquanduocuyquyen", "diachitiepnhan")
    return Agencies(*(_joined(row.get(name)) for name in names))
