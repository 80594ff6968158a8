"""Drafts of any content for property tests, and a full one by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st
from tests.catalogue.test_publishing import DRAFT

from motcua.catalogue.rules import (
    Agencies,
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

words = st.text(st.characters(exclude_categories=("Cs", "Cc"), codec="utf-8"), max_size=30)
names = st.lists(words, max_size=3).map(tuple)
amounts = st.none() | st.decimals(min_value=0, max_value=Decimal(999999), places=2)
counts = st.integers(0, 99)
papers = st.builds(
    DraftPaper, words, originals=counts, certified=counts, copies=counts, only_show=st.booleans(), form=words, required=st.booleans(),
    replaced_by_data=st.booleans(), note=words,
)  # fmt: skip
drafts = st.builds(
    Draft, code=words, name=words, department=words, field=words, level=words,
    cases=st.lists(st.builds(DraftCase, words, st.lists(papers, max_size=3).map(tuple)), max_size=3).map(tuple),
    terms=st.lists(
        st.builds(DraftTerm, st.sampled_from(Channel), amounts, words, note=words, case=words, pays_online=st.booleans(), order=counts), max_size=3
    ).map(tuple),
    fees=st.lists(
        st.builds(
            DraftFee, st.sampled_from(FeeKind), words, st.integers(0, 10**12), per=words, when=st.sampled_from(CollectedWhen),
            channel=st.sampled_from(["", *Channel]), legal=words, case=words,
        ), max_size=3,
    ).map(tuple),
    legal=st.lists(st.tuples(words, words), max_size=3).map(tuple), name_en=words, decision=words, audiences=names, life_events=names,
    keywords=names, summary=words, conditions=words, steps=names,
    results=st.lists(st.builds(DraftResult, words, words), max_size=3).map(tuple), late_rule=words, result_place=words,
    needs_signed_result=st.booleans(), levels=names, kind=words, agencies=st.builds(Agencies, words, words, words, words, words), related=words,
    partly_reason=words, supplement_regime=words, supplement_days=counts, source=words,
)  # fmt: skip

FULL = replace(
    DRAFT, name_en="Certified copies", decision="12/QĐ-BTP", audiences=("citizen", "business"), life_events=("di_hoc",), summary="Sao y.",
    conditions="Bản chính còn giá trị.", steps=("Bước 1: chuẩn bị.\n- bản chính", "Bước 2: nộp."), results=(DraftResult("Bản sao", "KQ.1"),),
    late_rule="after-15:00", result_place="Tại quầy", needs_signed_result=True, levels=("commune", "province"), kind="Luật quy định",
    agencies=Agencies("UBND xã", "Công chức tư pháp", "", "", "Tổ 3"), related="Chứng thực chữ ký", partly_reason="Phải xem bản chính",
    supplement_regime="pause", supplement_days=10, source="editor",
)  # fmt: skip
