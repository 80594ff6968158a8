"""The demonstration province's files (TOML) as plain data; a fault in a file names the file and the row."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from motcua.catalogue.rules import (
    Channel,
    CollectedWhen,
    Draft,
    DraftCase,
    DraftFee,
    DraftPaper,
    DraftResult,
    DraftTerm,
    FeeKind,
)
from motcua.kernel.errors import DomainError

PLACE = Path(__file__).resolve().parent / "quang_ninh"
Row = dict[str, Any]


class BadFile(DomainError):
    """A row of a demonstration file cannot be read."""

    def __init__(self, file: str, row: str, what: str) -> None:
        super().__init__(f"Tệp {file}, mục “{row}”: {what}. Hãy sửa tệp rồi chạy lại.")


def table(name: str) -> Row:
    """The whole of one file, e.g. `table("units")`."""
    return tomllib.loads((PLACE / f"{name}.toml").read_text(encoding="utf-8"))


def english(section: str) -> dict[str, str]:
    """English names of the `procedures` by code or of the `fields` by name; a province need not have the file."""
    named: dict[str, str] = table("english")[section] if (PLACE / "english.toml").exists() else {}
    return named


def english_texts() -> dict[str, str]:
    """English of the procedures' texts by the Vietnamese; a province need not have the file."""
    found: dict[str, str] = table("english_texts")["texts"] if (PLACE / "english_texts.toml").exists() else {}
    return found


def procedures() -> list[tuple[Draft, bool]]:
    """Every procedure of the province in order of file: the draft of its version, whether people ask for it often."""
    names_en = english("procedures")
    found = []
    for path in sorted((PLACE / "procedures").glob("*.toml")):
        for row in tomllib.loads(path.read_text(encoding="utf-8")).get("procedure", []):
            try:
                found.append((_draft(row, names_en.get(row["code"], "")), bool(row.get("popular"))))
            except (KeyError, ValueError, ArithmeticError) as error:
                raise BadFile(path.name, str(row.get("code", "?")), f"thiếu hoặc sai {error}") from error
    return found


def _draft(row: Row, name_en: str) -> Draft:
    return Draft(
        code=row["code"], name=row["name"], department=row["department"], field=row["field"], level=row["level"],
        cases=tuple(_case(case) for case in row["case"]),
        terms=tuple(_term(term) for term in row["channel"]),
        fees=tuple(_fee(fee) for fee in row.get("fee", [])),
        legal=tuple((text["number"], text["title"]) for text in row.get("legal", [])),
        name_en=name_en, decision=row.get("decision", ""), audiences=tuple(row.get("audience", [])),
        life_events=tuple(row.get("life_events", [])), keywords=tuple(row.get("keywords", [])),
        summary=row.get("summary", ""), conditions=row.get("conditions", ""), steps=tuple(row.get("steps", [])),
        results=tuple(DraftResult(name) for name in row.get("result", [])), late_rule=row.get("late_rule", "none"),
        result_place=row.get("result_place", ""), needs_signed_result=bool(row.get("signed_result")),
    )  # fmt: skip


def _case(row: Row) -> DraftCase:
    return DraftCase(
        row.get("name", ""),
        tuple(
            DraftPaper(
                name=paper["name"], originals=paper.get("originals", 0), certified=paper.get("certified", 0),
                copies=paper.get("copies", 0), only_show=paper.get("only_show", False), form=paper.get("form", ""),
                required=paper.get("required", True), replaced_by_data=paper.get("replaced_by_data", False),
                note=paper.get("note", ""),
            ) for paper in row["paper"]
        ),
    )  # fmt: skip


def _term(row: Row) -> DraftTerm:
    return DraftTerm(
        channel=Channel(row["channel"]), amount=Decimal(row["limit"]) if row.get("limit") else None, unit=row["unit"],
        note=row.get("note", ""), case=row.get("case", ""), pays_online=bool(row.get("pays_online")),
    )  # fmt: skip


def _fee(row: Row) -> DraftFee:
    channel = row.get("channel", "")
    return DraftFee(
        kind=FeeKind(row["kind"]), name=row["name"], amount=int(row["amount"]), per=row.get("per", "dossier"),
        when=CollectedWhen(row.get("when", "before")), channel=Channel(channel).value if channel else "",
        legal=row.get("legal", ""), case=row.get("case", ""), is_choice=bool(row.get("choice")),
    )  # fmt: skip
