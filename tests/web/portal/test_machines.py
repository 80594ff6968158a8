"""The catalogue for machines: JSON, JSON-LD against the shapes of CPSV-AP 3, everything in one file, the sitemap, tags everywhere."""

from __future__ import annotations

import gzip
import json
import os
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from tests.cast import MONDAY, World
from tests.pages import PageClient
from tests.web.portal.test_browse import publish

from motcua.catalogue import actions as catalogue
from motcua.catalogue.models import ProcedureAlias, Unreadable
from motcua.catalogue.rules import Channel, DraftCase, DraftFee, DraftPaper, DraftResult, DraftTerm, FeeKind
from motcua.web.portal.machine import dump, sitemap
from motcua.web.portal.machine.linked import CONTEXT, iso_duration

# What the shapes of CPSV-AP 3.2 ask at least of each class, and where a property leads.
NEEDED = {
    "cpsv:PublicService": {"dct:identifier", "dct:title", "dct:description", "cv:hasCompetentAuthority"},
    "cv:PublicOrganisation": {"dct:identifier", "dct:title", "skos:prefLabel", "dct:spatial"},
    "cv:Channel": {"dct:identifier"}, "cv:Cost": {"dct:identifier"}, "cv:Output": {"dct:identifier", "dct:title"},
    "cv:Evidence": {"dct:identifier", "dct:title"}, "cv:LifeEvent": {"dct:identifier", "dct:title"}, "eli:LegalResource": set(),
    "skos:Concept": {"skos:prefLabel"}, "dct:LinguisticSystem": set(), "dct:Location": set(),
}  # fmt: skip
LEADS_TO = {
    "cv:hasCompetentAuthority": "cv:PublicOrganisation", "cv:hasChannel": "cv:Channel", "cv:hasCost": "cv:Cost", "cpsv:produces": "cv:Output",
    "cpsv:hasInput": "cv:Evidence", "cv:hasLegalResource": "eli:LegalResource", "cv:isGroupedBy": "cv:LifeEvent", "cv:thematicArea": "skos:Concept",
    "dct:audience": "skos:Concept", "dct:language": "dct:LinguisticSystem", "dct:spatial": "dct:Location", "cv:relatedService": "cpsv:PublicService",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _own_dump(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def rich(world: World) -> World:
    """A procedure that has everything."""
    publish(
        world, "1.800001", "Việc có đủ <mọi> phần", life_events=("co_con",), audiences=("citizen", "foreigner"), keywords=("đủ",), name_en="Everything",
        cases=(DraftCase("Một", (DraftPaper("Tờ khai", originals=1, form="Tờ khai"),)), DraftCase("Hai", (DraftPaper("Ảnh", copies=2, required=False),))),
        terms=(
            DraftTerm(Channel.COUNTER, Decimal("2.5"), "working_day", case="Một"), DraftTerm(Channel.ONLINE, Decimal(1), "month", pays_online=True),
            DraftTerm(Channel.POST, None, "none", note="xem luật"),
        ),
        fees=(DraftFee(FeeKind.FEE, "Phí", 5000, channel="online"), DraftFee(FeeKind.LEVY, "Lệ phí", 0)), legal=(("1/2024/QH15", "Luật"),),
        results=(DraftResult("Giấy", "KQ.1"),),
    )  # fmt: skip
    return world


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every node that has a type."""
    if isinstance(value, dict):
        if "@type" in value and "@value" not in value:
            yield value
        for one in value.values():
            yield from nodes(one)
    elif isinstance(value, list):
        for one in value:
            yield from nodes(one)


def types_of(node: dict[str, Any]) -> list[str]:
    return node["@type"] if isinstance(node["@type"], list) else [node["@type"]]


@pytest.mark.parametrize("code", ["1.800001", "1.001193", "1.009999"])
def test_linked_data_keeps_the_shapes(client: PageClient, rich: World, code: str) -> None:
    answer = client.get(f"/thu-tuc/{code}.jsonld")
    assert answer["Content-Type"] == "application/ld+json"
    document = json.loads(answer.content)
    assert document["@context"] == CONTEXT
    assert {"cpsv:PublicService", "schema:GovernmentService"} == set(types_of(document))
    found = list(nodes(document))
    for node in found:
        wanted = set().union(*(NEEDED[name] for name in types_of(node) if name in NEEDED))
        is_reference = set(node) <= {"@id", "@type"} and node is not document
        assert is_reference or wanted <= set(node), node
        assert node["@id"].startswith("http")
        for name, target in LEADS_TO.items():
            for one in node.get(name, []) if isinstance(node.get(name), list) else [node[name]] if name in node else []:
                assert target in types_of(one), name
    prefixes = {key.split(":")[0] for node in found for key in node if not key.startswith("@")}
    assert prefixes <= set(CONTEXT)
    ids = [node["@id"] for node in found if not set(node) <= {"@id", "@type"} and "cv:Channel" in types_of(node)]
    assert len(ids) == len(set(ids))


def test_linked_data_says_what_the_page_says(client: PageClient, rich: World) -> None:
    document = json.loads(client.get("/thu-tuc/1.800001.jsonld").content)
    assert document["dct:title"] == [{"@value": "Việc có đủ <mọi> phần", "@language": "vi"}, {"@value": "Everything", "@language": "en"}]
    times = [node.get("cv:processingTime", {}).get("@value") for node in document["cv:hasChannel"]]
    assert times == ["PT20H", "P1M", None]
    assert [node["cv:hasValue"]["@value"] for node in document["cv:hasCost"]] == ["5000", "0"]
    assert document["cv:hasCost"][0]["cv:ifAccessedThrough"]["@id"] == document["cv:hasChannel"][1]["@id"]
    assert [node["dct:identifier"] for node in document["cpsv:produces"]] == ["KQ.1"]


@pytest.mark.parametrize(
    ("amount", "unit", "duration"),
    [
        (None, "none", ""), (None, "same_day", "P1D"), (Decimal(5), "working_day", "P5D"), (Decimal("0.5"), "working_day", "PT4H"),
        (Decimal("7.25"), "working_hour", "PT7H15M"), (Decimal(30), "calendar_day", "P30D"), (Decimal("3.00"), "month", "P3M"), (Decimal(0), "none", ""),
    ],
)  # fmt: skip
def test_durations(amount: Decimal | None, unit: str, duration: str) -> None:
    assert iso_duration(amount, unit) == duration
    assert not duration or re.fullmatch(r"P(\d+[DM]|T\d+H(\d+M)?)", duration)


def test_plain_data_has_every_part(client: PageClient, rich: World) -> None:
    ProcedureAlias.objects.create(code="CU-1", procedure_id=rich.birth.pk)
    Unreadable.objects.create(version=rich.case(rich.birth).version, field="fees", problem="fee_in_words", at=MONDAY)
    record = json.loads(client.get("/thu-tuc/1.800001.json").content)
    assert [row["limit"] for row in record["channels"]] == [{"amount": "2.5", "unit": "working_day"}, {"amount": "1", "unit": "month"}, None]
    assert [row["case"] for row in record["channels"]] == ["Một", None, None]
    assert record["cases"][1]["papers"][0]["copies"] == 2
    assert record["service"]["class"] == "whole"
    assert record["url"].endswith("/thu-tuc/1.800001/")
    birth = json.loads(client.get("/thu-tuc/1.001193.json").content)
    assert (birth["aliases"], birth["unread"]) == (["CU-1"], ["fees"])


@pytest.mark.parametrize("tail", [".json", ".jsonld"])
def test_machine_answers_have_tags_move_and_know_no_language(client: PageClient, rich: World, tail: str) -> None:
    first = client.get(f"/thu-tuc/1.001193{tail}")
    assert client.get(f"/thu-tuc/1.001193{tail}", headers={"if-none-match": first["ETag"]}).status_code == 304
    client.cookies["django_language"] = "en"
    assert client.get(f"/thu-tuc/1.001193{tail}").content == first.content
    moved = client.get(f"/thu-tuc/1.001193.000.00.00.H49{tail}")
    assert (moved.status_code, moved["Location"]) == (301, f"/thu-tuc/1.001193{tail}")
    for code in ("9.999999", "x" * 500):
        assert client.get(f"/thu-tuc/{code}{tail}").status_code == 404
    assert f'href="/thu-tuc/1.001193{tail}"' in client.get("/thu-tuc/1.001193/").content.decode()


def whole(answer: Any) -> list[dict[str, Any]]:
    content = b"".join(answer.streaming_content)
    return [json.loads(line) for line in gzip.decompress(content).splitlines()]


def test_everything_in_one_file(client: PageClient, rich: World) -> None:
    answer = client.get("/thu-tuc/toan-bo.jsonl.gz")
    records = whole(answer)
    assert sorted(record["code"] for record in records) == ["1.000894", "1.001193", "1.009999", "1.012753", "1.800001"]
    single = json.loads(client.get("/thu-tuc/1.800001.json").content)
    assert next(record for record in records if record["code"] == "1.800001") == single
    again = client.get("/thu-tuc/toan-bo.jsonl.gz")
    assert again["ETag"] == answer["ETag"]
    assert whole(again) == records
    assert client.get("/thu-tuc/toan-bo.jsonl.gz", headers={"if-none-match": answer["ETag"]}).status_code == 304
    catalogue.set_popular(rich.birth, is_popular=True)
    changed = client.get("/thu-tuc/toan-bo.jsonl.gz", headers={"if-none-match": answer["ETag"]})
    assert len(whole(changed)) == 5
    assert changed["ETag"] != answer["ETag"]
    assert len(list(dump.folder().iterdir())) == 1


def test_while_one_writes_the_others_get_the_file_before_or_a_time_to_wait(client: PageClient, rich: World) -> None:
    first = client.get("/thu-tuc/toan-bo.jsonl.gz")
    stream = iter(first.streaming_content)
    next(stream)
    waiting = client.get("/thu-tuc/toan-bo.jsonl.gz")
    assert (waiting.status_code, waiting["Retry-After"]) == (503, "30")
    for _chunk in stream:
        pass
    catalogue.set_popular(rich.birth, is_popular=True)
    second = client.get("/thu-tuc/toan-bo.jsonl.gz")
    next(iter(second.streaming_content))
    before = client.get("/thu-tuc/toan-bo.jsonl.gz")
    assert before["ETag"] == first["ETag"]
    assert len(whole(before)) == 5


def test_a_reader_who_leaves_takes_nothing_along(client: PageClient, rich: World) -> None:
    target, day = dump.file_of(1, MONDAY.date()), MONDAY.date()
    assert dump.may_write(target)
    writing = dump.write(target, day)
    next(writing)
    assert not dump.may_write(target)
    writing.close()
    assert list(dump.folder().iterdir()) == []
    assert dump.may_write(target)


def test_a_mark_that_a_dead_writer_left_does_not_block_for_ever(world: World) -> None:
    target = dump.file_of(1, MONDAY.date())
    assert dump.may_write(target)
    mark = next(dump.folder().iterdir())
    os.utime(mark, (1, 1))
    assert dump.may_write(target)


def locations(content: bytes) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(content).iter() if element.tag.endswith("}loc")]


def test_the_sitemap_names_every_public_page(client: PageClient, rich: World) -> None:
    answer = client.get("/sitemap.xml")
    found = locations(answer.content)
    assert len(found) == len(set(found))
    paths = ["/" + one.split("/", 3)[3] for one in found]
    for path in ("/", "/thu-tuc/1.001193/", "/thu-tuc/su-kien/co-con/", "/trung-tam/ha-long/", "/thu-tuc/linh-vuc/"):
        assert path in paths
    for path in paths:
        assert client.get(path).status_code == 200
    assert client.get("/sitemap.xml", headers={"if-none-match": answer["ETag"]}).status_code == 304


def test_a_large_catalogue_has_an_index(client: PageClient, rich: World, monkeypatch: pytest.MonkeyPatch) -> None:
    one = locations(client.get("/sitemap.xml").content)
    monkeypatch.setattr(sitemap, "PER_FILE", 2)
    catalogue.bump_revision()
    parts = locations(client.get("/sitemap.xml").content)
    assert [part.rsplit("/", 1)[1] for part in parts] == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    together = [place for number in (1, 2, 3) for place in locations(client.get(f"/sitemap-{number}.xml").content)]
    assert sorted(together) == sorted(one)
    for number in ("4", "0", "50001", "9" * 30):
        assert client.get(f"/sitemap-{number}.xml").status_code == 404


def test_robots_may_read_the_catalogue_but_no_dossier(client: PageClient, world: World) -> None:
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /tra-cuu/" in text
    assert "Disallow: /can-bo/" in text
    assert "/thu-tuc/" not in text
    assert re.search(r"^Sitemap: https?://.+/sitemap\.xml$", text, re.MULTILINE)
