"""One record of the national portal's dump, read into a draft (domain 6): every part that is plain, and a list of what is not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from ..drafts import Agencies, Draft
from ..ministries import Ministry, is_known, ministry_of
from .cases import read_papers
from .errors import Refused
from .legal import split_legal
from .people import read_audiences, read_levels
from .problems import Part, Problem, Unread
from .results import split_results
from .steps import split_steps
from .terms import Channels, read_channels
from .text import line, said, tidy

# No real field has more than some 52,000 characters.
LONGEST_FIELD = 500_000
_CODE = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z.\-]{0,38}[0-9A-Za-z])?")
# What the source says itself; the rest of a procedure is the province's own and outlives an import.
GIVEN = frozenset({
    "name", "decision", "field", "level", "levels", "kind", "audiences", "agencies", "related", "steps", "terms", "fees", "cases", "legal",
    "conditions", "results", "department", "source",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Read:
    """A record as it was read; `given` names the parts of the draft that come from the source, `ministry` is its department."""

    draft: Draft
    unread: tuple[Unread, ...]
    totals: Mapping[str, int]
    given: frozenset[str] = GIVEN
    ministry: Ministry | None = None


def read_code(value: object) -> str:
    """The procedure's code. Raises Refused."""
    code = line(value)
    if not code:
        raise Refused("Bản ghi không có mã thủ tục. Hãy bổ sung mã rồi nhập lại.")
    if not _CODE.fullmatch(code):
        raise Refused(f"Mã thủ tục “{code[:60]}” không đúng dạng 1.001193. Hãy sửa mã rồi nhập lại.")
    return code


def check_sizes(record: Mapping[str, object]) -> None:
    """Raises Refused for a part that no procedure has: too long."""
    for name, value in record.items():
        if isinstance(value, str) and len(value) > LONGEST_FIELD:
            raise Refused(f"Mục “{name}” dài {len(value):,} ký tự, quá {LONGEST_FIELD:,}. Hãy kiểm tra lại nguồn.")


def read_dump(record: Mapping[str, object]) -> Read:
    """The record of the dump as a draft. Raises Refused when it has no code or no name, or a part is no text."""
    check_sizes(record)
    for name, value in record.items():
        if isinstance(value, (dict, list)):
            raise Refused(f"Mục “{name}” không phải là chữ. Hãy kiểm tra lại nguồn.")
    code, name = read_code(record.get("ma_thu_tuc")), named(record.get("ten_thu_tuc"))
    channels = read_channels(said(record.get("cach_thuc_thuc_hien")))
    cases, unread_papers = read_papers(tidy(record.get("thanh_phan_ho_so")))
    legal, legal_rest = split_legal(said(record.get("can_cu_phap_ly")))
    results, keywords, _ = split_results(tidy(record.get("ket_qua_xu_ly")))
    audiences, unread_audiences = read_audiences(said(record.get("doi_tuong_thuc_hien")))
    levels, unread_levels = read_levels(said(record.get("cap_thuc_hien")))
    source = line(record.get("nguon"))
    ministry = ministry_of(source)
    draft = Draft(
        code=code, name=name, department=ministry.key, field=field_name(record.get("linh_vuc")), level=levels[0], levels=levels,
        cases=cases, terms=tuple(channels.terms), fees=tuple(channels.fees),
        legal=tuple(legal) + ((("", legal_rest),) if legal_rest else ()), decision=line(record.get("so_quyet_dinh"))[:200],
        audiences=audiences, keywords=tuple(keywords), conditions=said(record.get("yeu_cau_dieu_kien")),
        steps=split_steps(said(record.get("trinh_tu_thuc_hien"))), results=tuple(results), kind=line(record.get("loai_thu_tuc"))[:200],
        agencies=_agencies(record), related=said(record.get("thu_tuc_lien_quan")), source=f"portal-dump/{source}"[:80],
    )  # fmt: skip
    unread = [*channels.unread, *unread_papers, *unread_audiences, *unread_levels]
    if legal_rest:
        unread.append(Unread(Part.LEGAL, Problem.LEGAL_UNREAD, legal_rest))
    if not is_known(source):
        unread.append(Unread(Part.DEPARTMENT, Problem.UNKNOWN_DEPARTMENT, source))
    return Read(draft, tuple(unread), totals_of(draft, channels), ministry=ministry)


def named(value: object) -> str:
    """The procedure's name on one line. Raises Refused."""
    name = line(value)
    if not name:
        raise Refused("Bản ghi không có tên thủ tục. Hãy bổ sung tên rồi nhập lại.")
    if len(name) > 1200:
        raise Refused(f"Tên thủ tục dài {len(name):,} ký tự, quá 1.200. Hãy kiểm tra lại nguồn.")
    return name


def field_name(value: object) -> str:
    """The field's name, at most 200 characters; records without one go under one name."""
    name = line(said(value)) or "Lĩnh vực khác"
    return name if len(name) <= 200 else name[:199].rstrip() + "…"


def _agencies(record: Mapping[str, object]) -> Agencies:
    return Agencies(
        competent=said(record.get("co_quan_co_tham_quyen")), executing=said(record.get("co_quan_thuc_hien")),
        coordinating=said(record.get("co_quan_phoi_hop")), authorised=said(record.get("co_quan_duoc_uy_quyen")),
        address=said(record.get("dia_chi_tiep_nhan")),
    )  # fmt: skip


def totals_of(draft: Draft, channels: Channels) -> Mapping[str, int]:
    """What was read of a record, counted for the report."""
    papers = [paper for case in draft.cases for paper in case.papers]
    return Counter({
        "channel_rows": channels.rows, "limits_read": channels.limits, "amounts_read": channels.amounts, "cases": len(draft.cases),
        "papers": len(papers), "only_show": sum(paper.only_show for paper in papers), "certified": sum(paper.certified > 0 for paper in papers),
        "forms": sum(len(paper.form.splitlines()) for paper in papers), "results": len(draft.results),
        "result_codes": sum(bool(row.code) for row in draft.results), "legal": len(draft.legal), "steps": len(draft.steps),
    })  # fmt: skip
