"""The demonstration procedures are whole, consistent and in our own words (seed, level 1: full information)."""

import gzip
import json
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import motcua

FOLDER = Path(motcua.__file__).parent / "demo" / "quang_ninh" / "procedures"
FILES = sorted(FOLDER.glob("*.toml"))
SHARED = Path(__file__).parents[3] / "shared" / "data" / "national_catalogue.jsonl.gz"
LONGEST_SAME_RUN = 60
DEPARTMENTS = {
    "so_tu_phap", "so_noi_vu", "so_tai_chinh", "so_xay_dung", "so_nong_nghiep_va_moi_truong", "so_cong_thuong",
    "so_y_te", "so_giao_duc_va_dao_tao", "so_van_hoa_the_thao_va_du_lich", "so_khoa_hoc_va_cong_nghe", "so_ngoai_vu",
    "so_dan_toc_va_ton_giao", "thanh_tra_tinh", "ban_quan_ly_khu_kinh_te", "cong_an_tinh", "thue_tinh",
    "bao_hiem_xa_hoi_tinh", "van_phong_ubnd_tinh", "kho_bac_nha_nuoc", "chi_cuc_hai_quan", "dien_luc", "buu_dien",
}  # fmt: skip
LIFE_EVENTS = {
    "co_con", "ket_hon", "xay_nha", "mo_cua_hang", "mua_dat", "nghi_huu", "mat_giay_to", "nguoi_than_mat", "di_hoc",
    "di_lam", "xe_co", "y_te", "chuyen_nha",
}  # fmt: skip
# The types are exact: TOML's true is no count, and a count written as text is no number.
PROCEDURE = {
    "code": str, "name": str, "department": str, "field": str, "level": str, "audience": list, "decision": str,
    "popular": bool, "keywords": list, "summary": str, "result": list, "conditions": str, "steps": list,
    "legal": list, "late_rule": str, "result_place": str, "signed_result": bool, "channel": list, "case": list,
}  # fmt: skip
PROCEDURE_OPTIONAL = {"life_events": list, "fee": list}
CHANNEL = {"channel": str, "limit": str, "unit": str, "note": str}
FEE = {"kind": str, "name": str, "amount": int, "per": str, "channel": str, "when": str, "legal": str}
FEE_OPTIONAL = {"choice": bool}
CASE = {"name": str, "paper": list}
PAPER = {
    "name": str, "originals": int, "certified": int, "copies": int, "only_show": bool, "form": str,
    "required": bool, "replaced_by_data": bool, "note": str,
}  # fmt: skip
LEGAL = {"number": str, "title": str}
CHOICES = {
    "level": {"ministry", "province", "district", "commune"},
    "late_rule": {"none", "after-15:00", "last-hour"},
    "result_place": {"receiving"},
    "audience": {"citizen", "business", "organisation", "foreigner"},
    "life_events": LIFE_EVENTS,
}
CHANNEL_CHOICES = {
    "channel": {"counter", "online", "post"},
    "unit": {"working_day", "calendar_day", "working_hour", "month", "same_day", "none"},
}
FEE_CHOICES = {
    "kind": {"fee", "levy"}, "per": {"dossier", "page", "copy"}, "channel": {"", "counter", "online", "post"},
    "when": {"before", "after"},
}  # fmt: skip
MOST_ASKED = {
    "birth": "1.001193", "marriage": "1.000894", "death": "1.000656", "marital status": "1.004873",
    "civil extract": "2.000635", "certified copy": "2.000815", "certified signature": "2.000884",
    "certified contract": "2.001035", "parentage": "1.001022", "correction": "1.004859", "adoption": "2.001263",
    "identity card": "1.014061", "permanent residence": "1.004222", "temporary residence": "1.004194",
    "residence statement": "1.010041", "land, first": "1.013978", "land, transfer": "1.013831",
    "land, renewal": "1.012783", "land, split": "1.012784", "building permit": "1.013225",
    "household business": "1.001612", "household business, change": "2.000720",
    "household business, end": "1.001266", "company": "2.001583", "company, change": "2.002041",
    "driving licence": "3.000346", "driving licence, exchange": "3.000347", "driving licence, again": "3.000348",
    "judicial record": "3.000333", "social allowance": "1.001776", "funeral": "1.001731", "merit": "1.010833",
    "disability": "1.001699", "food safety": "1.002425", "pharmacist": "1.004616", "practitioner": "1.012289",
    "clinic": "1.012278", "work permit": "1.014199", "school transfer": "1.005099", "diploma copy": "1.005092",
    "guide card": "1.004628", "karaoke": "1.001029", "bulletin": "1.009374", "spirits": "2.000620",
    "tobacco": "2.000181", "chemicals": "2.001547", "fishing boat": "1.003650", "forest": "1.011471",
    "environment": "1.010727", "building certificate": "1.013217", "vehicle badge": "2.002288",
}  # fmt: skip
SEVERAL_CASES = ["birth", "land, first", "company", "driving licence"]


@cache
def _procedures() -> list[dict[str, Any]]:
    return [p for file in FILES for p in tomllib.loads(file.read_text(encoding="utf-8"))["procedure"]]


def _by_code(code: str) -> dict[str, Any]:
    return next(p for p in _procedures() if p["code"] == code)


def _has_shape(row: dict[str, Any], keys: dict[str, type], optional: dict[str, type] | None = None) -> None:
    allowed = keys | (optional or {})
    assert set(keys) <= set(row) <= set(allowed), f"keys missing or unknown: {set(row) ^ set(allowed)}"
    for key, value in row.items():
        assert type(value) is allowed[key], f"{key} is {type(value).__name__}"
        if isinstance(value, str):
            assert value == unicodedata.normalize("NFC", value).strip(), f"{key}: not NFC, or blanks at an end"
            assert "  " not in value, f"{key}: two blanks"


def _is_one_of(row: dict[str, Any], choices: dict[str, Any]) -> None:
    for key, known in choices.items():
        values = row.get(key, [])
        for value in values if isinstance(values, list) else [values]:
            assert value in known, f"{key} = {value!r}"


every_procedure = pytest.mark.parametrize("procedure", _procedures(), ids=lambda p: p["code"])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_holds_its_own_departments_procedures(file: Path) -> None:
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    assert set(data) == {"procedure"}
    assert file.stem in DEPARTMENTS
    assert {p["department"] for p in data["procedure"]} == {file.stem}


def test_there_are_enough_procedures_and_departments() -> None:
    assert len(_procedures()) >= 70
    assert len({p["department"] for p in _procedures()}) >= 18
    levels = Counter(p["level"] for p in _procedures())
    assert levels["commune"] >= 30
    assert levels["province"] >= 40
    assert 8 <= sum(p["popular"] for p in _procedures()) <= 16


def test_codes_and_names_are_unique_and_a_field_is_spelled_one_way() -> None:
    for key in ("code", "name"):
        assert [v for v, count in Counter(p[key] for p in _procedures()).items() if count > 1] == []
    fields = {p["field"] for p in _procedures()}
    assert len({f.casefold() for f in fields}) == len(fields)


@pytest.mark.parametrize("code", MOST_ASKED.values(), ids=MOST_ASKED)
def test_what_people_ask_for_most_is_there(code: str) -> None:
    assert code in {p["code"] for p in _procedures()}


@pytest.mark.parametrize("what", SEVERAL_CASES)
def test_the_common_ones_have_real_cases(what: str) -> None:
    names = [case["name"] for case in _by_code(MOST_ASKED[what])["case"]]
    assert 2 <= len(names) <= 3
    assert "" not in names


@every_procedure
def test_the_record_has_the_keys_types_and_choices(procedure: dict[str, Any]) -> None:
    _has_shape(procedure, PROCEDURE, PROCEDURE_OPTIONAL)
    _is_one_of(procedure, CHOICES)
    assert re.fullmatch(r"\d\.\d{6}", procedure["code"])
    assert procedure["name"] and procedure["field"] and procedure["summary"].endswith(".")
    assert 2 <= len(procedure["keywords"]) <= 6
    assert 3 <= len(procedure["steps"]) <= 6
    assert all(step.endswith(".") for step in procedure["steps"])
    assert procedure["audience"] and procedure["result"] and procedure["legal"]
    for row in procedure["legal"]:
        _has_shape(row, LEGAL)
        assert re.fullmatch(r"\d{1,4}(/\d{4})?/[A-ZĐ0-9&-]+(Tg)?", row["number"]), row["number"]
        assert row["title"]


@every_procedure
def test_limits_are_numbers_or_honestly_unknown(procedure: dict[str, Any]) -> None:
    rows = procedure["channel"]
    assert 1 <= len(rows) <= 3
    assert len({row["channel"] for row in rows}) == len(rows)
    for row in rows:
        _has_shape(row, CHANNEL)
        _is_one_of(row, CHANNEL_CHOICES)
        if row["unit"] in ("none", "same_day"):
            assert row["limit"] == ""
        else:
            assert Decimal(row["limit"]) > 0
            assert Decimal(row["limit"]) % Decimal("0.5") == 0
    if any(row["unit"] == "same_day" for row in rows):
        assert procedure["late_rule"] == "after-15:00"


@every_procedure
def test_fees_are_whole_dong_with_their_source(procedure: dict[str, Any]) -> None:
    offered = {row["channel"] for row in procedure["channel"]}
    for row in procedure.get("fee", []):
        _has_shape(row, FEE, FEE_OPTIONAL)
        _is_one_of(row, FEE_CHOICES)
        assert 0 <= row["amount"] <= 10_000_000
        assert row["amount"] % 500 == 0
        assert row["name"] and row["legal"]
        assert not row["channel"] or row["channel"] in offered


@every_procedure
def test_every_case_asks_for_papers_that_can_be_counted(procedure: dict[str, Any]) -> None:
    names = [case["name"] for case in procedure["case"]]
    assert names
    assert len(set(names)) == len(names)
    assert names == [""] or "" not in names
    for case in procedure["case"]:
        _has_shape(case, CASE)
        assert len({paper["name"] for paper in case["paper"]}) == len(case["paper"]) > 0
        for paper in case["paper"]:
            _has_shape(paper, PAPER)
            counts = [paper[key] for key in ("originals", "certified", "copies")]
            assert min(counts) >= 0
            assert 1 <= sum(counts) <= 6
        assert any(paper["required"] for paper in case["paper"])


def _own_words(procedure: dict[str, Any]) -> Iterator[str]:
    """Every text that we wrote; official names, legal titles and the names of forms are facts and stay out."""
    yield from (procedure["summary"], procedure["conditions"], *procedure["steps"], *procedure["keywords"])
    yield from (row["note"] for row in procedure["channel"])
    yield from (row["name"] for row in procedure.get("fee", []))
    for case in procedure["case"]:
        yield case["name"]
        for paper in case["paper"]:
            yield paper["note"]
            if not paper["form"]:
                yield paper["name"]


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).casefold()


def test_no_text_is_taken_from_the_national_catalogue() -> None:
    texts = {text for p in _procedures() for text in map(_plain, _own_words(p)) if len(text) >= LONGEST_SAME_RUN}
    assert texts, "there must be texts long enough to compare"
    if not SHARED.exists():
        pytest.skip("the national catalogue is not beside this working copy")
    with gzip.open(SHARED, "rt", encoding="utf-8") as lines:
        dump = "\n".join(_plain(" ".join(v for v in json.loads(line).values() if isinstance(v, str))) for line in lines)
    taken = [
        text[i : i + LONGEST_SAME_RUN]
        for text in texts
        for i in range(len(text) - LONGEST_SAME_RUN + 1)
        if text[i : i + LONGEST_SAME_RUN] in dump
    ]
    assert taken == []


def test_sentences_for_citizens_stay_short() -> None:
    long = [
        sentence
        for p in _procedures()
        for text in (p["summary"], p["conditions"], *p["steps"])
        for sentence in re.split(r"(?<=[.;:])\s", text)
        if len(sentence.split()) > 22
    ]
    assert long == []


def _texts(row: dict[str, Any]) -> Iterator[str]:
    yield from (row["summary"], *row["conditions"].split("\n"), *row["steps"], *row["result"])
    yield from (law["title"] for law in row["legal"])
    yield from (part["note"] for part in row["channel"])
    yield from (fee["name"] for fee in row.get("fee", []))
    for case in row["case"]:
        yield case["name"]
        for paper in case["paper"]:
            yield from (paper["name"], paper.get("note", ""), paper.get("form", ""))


def test_every_text_has_its_english_and_no_english_is_left_over() -> None:
    known = tomllib.loads((FOLDER.parent / "english_texts.toml").read_text(encoding="utf-8"))["texts"]
    said = {text for row in _procedures() for text in _texts(row) if text}
    assert said - set(known) == set()
    assert set(known) - said == set()
    for vietnamese, english in known.items():
        assert english.strip() and (english != vietnamese or vietnamese.isascii()), vietnamese
        assert vietnamese.endswith(".") == english.endswith(".") or english.endswith("p.m."), vietnamese
