"""A procedure as JSON-LD: one node that is a cpsv:PublicService (CPSV-AP 3) and a GovernmentService of schema.org."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from motcua.catalogue.models import ChannelTerm
from motcua.catalogue.queries import ProcedurePage
from motcua.catalogue.rules import Audience, Channel

from ..life import BY_KEY

Node = dict[str, Any]
EU = "http://publications.europa.eu/resource/authority"
CONTEXT = {
    "adms": "http://www.w3.org/ns/adms#", "cpsv": "http://purl.org/vocab/cpsv#", "cv": "http://data.europa.eu/m8g/",
    "dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "eli": "http://data.europa.eu/eli/ontology#",
    "schema": "https://schema.org/", "skos": "http://www.w3.org/2004/02/skos/core#", "xsd": "http://www.w3.org/2001/XMLSchema#",
}  # fmt: skip
WORKING_HOURS = 8


def linked(found: ProcedurePage, base: str) -> Node:
    """The document; addresses begin with `base`, the public address without a slash at its end."""
    version = found.version
    url = f"{base}/thu-tuc/{version.procedure.code}/"
    authority, channels = _authority(found, base), _channels(found, url)
    times = {node["cv:processingTime"]["@value"] for node in channels if "cv:processingTime" in node}
    return {
        "@context": CONTEXT, "@id": url, "@type": ["cpsv:PublicService", "schema:GovernmentService"],
        "dct:identifier": version.procedure.code, "dct:title": _texts(version.name, version.name_en),
        "dct:description": _text(version.summary or version.name), "dct:language": {"@id": f"{EU}/language/VIE", "@type": "dct:LinguisticSystem"},
        "dct:spatial": {"@id": f"{EU}/country/VNM", "@type": "dct:Location"}, "dcat:keyword": [_text(word) for word in version.keywords],
        "dct:audience": [_concept(f"{base}/thu-tuc/?doi-tuong={one.value}", one.label) for one in Audience if one.value in version.audiences],
        "cv:thematicArea": _concept(f"{base}/thu-tuc/?linh-vuc={version.field.code}", version.field.name),
        "cv:isGroupedBy": [_event(key, base) for key in version.life_events if key in BY_KEY],
        "cv:hasCompetentAuthority": authority, "cpsv:hasInput": _inputs(found, url), "cpsv:produces": _outputs(found, url),
        "cv:hasLegalResource": _laws(found, url), "cv:hasChannel": channels, "cv:hasCost": _costs(found, url),
        **({"cv:processingTime": _duration(times.pop())} if len(times) == 1 else {}),
        "cv:relatedService": [{"@id": f"{base}/thu-tuc/{one.code}/", "@type": "cpsv:PublicService"} for one in version.procedure.linked.all()],
        "schema:name": version.name, "schema:description": version.summary or version.name, "schema:url": {"@id": url},
        "schema:serviceType": version.field.name, "schema:availableLanguage": "vi", "schema:provider": {"@id": authority["@id"]},
        "schema:availableChannel": [{"@id": node["@id"]} for node in channels],
    }  # fmt: skip


def _text(words: str, language: str = "vi") -> Node:
    return {"@value": words, "@language": language}


def _texts(vietnamese: str, english: str) -> list[Node]:
    return [_text(vietnamese), *([_text(english, "en")] if english else [])]


def _duration(value: str) -> Node:
    return {"@value": value, "@type": "xsd:duration"}


def _concept(address: str, label: str) -> Node:
    return {"@id": address, "@type": "skos:Concept", "skos:prefLabel": _text(str(label))}


def _event(key: str, base: str) -> Node:
    event = BY_KEY[key]
    address = f"{base}/thu-tuc/su-kien/{event.slug}/"
    return {"@id": address, "@type": "cv:LifeEvent", "dct:identifier": key, "dct:title": _text(str(event.label))}


def _authority(found: ProcedurePage, base: str) -> Node:
    unit = found.version.department
    return {
        "@id": f"{base}/thu-tuc/?co-quan={unit.key}", "@type": ["cv:PublicOrganisation", "schema:GovernmentOrganization"],
        "dct:identifier": unit.agency_code, "dct:title": _texts(unit.name, unit.name_en), "skos:prefLabel": _texts(unit.name, unit.name_en),
        "dct:spatial": {"@id": f"{EU}/country/VNM", "@type": "dct:Location"}, "schema:name": unit.name,
    }  # fmt: skip


def _inputs(found: ProcedurePage, url: str) -> list[Node]:
    return [
        {
            "@id": f"{url}#giay-{place}-{row.paper.order}", "@type": "cv:Evidence", "dct:identifier": f"{place}-{row.paper.order}",
            "dct:title": _text(row.paper.name), "dct:description": _text("; ".join(filter(None, (case.case.name, row.counts, row.paper.note)))),
        }
        for place, case in enumerate(found.cases, 1) for row in case.papers
    ]  # fmt: skip


def _outputs(found: ProcedurePage, url: str) -> list[Node]:
    return [
        {"@id": f"{url}#ket-qua-{place}", "@type": "cv:Output", "dct:identifier": row.get("code") or f"ket-qua-{place}", "dct:title": _text(row["name"])}
        for place, row in enumerate(found.version.results, 1)
    ]  # fmt: skip


def _laws(found: ProcedurePage, url: str) -> list[Node]:
    return [
        {"@id": f"{url}#van-ban-{place}", "@type": "eli:LegalResource", "dct:identifier": law.number, "dct:title": _text(law.title or law.number)}
        for place, law in enumerate(found.legal, 1)
    ]  # fmt: skip


def _channels(found: ProcedurePage, url: str) -> list[Node]:
    """One for each row of the channels table; the words keep what a duration cannot say (working days, notes)."""
    return [_channel(term, url, place) for place, term in enumerate(found.terms, 1)]


def _channel(term: ChannelTerm, url: str, place: int) -> Node:
    channel, duration = Channel(term.channel), iso_duration(term.amount, term.unit)
    return {
        "@id": f"{url}#kenh-{place}", "@type": ["cv:Channel", "schema:ServiceChannel"], "dct:identifier": f"{channel.value}-{place}",
        "dct:type": _concept(f"{url}#cach-nop-{channel.value}", channel.label), "dct:description": _text(term.note or channel.label),
        **({"cv:processingTime": _duration(duration), "schema:processingTime": duration} if duration else {}),
    }  # fmt: skip


def _costs(found: ProcedurePage, url: str) -> list[Node]:
    first = {term.channel: f"{url}#kenh-{place}" for place, term in reversed(list(enumerate(found.terms, 1)))}
    return [
        {
            "@id": f"{url}#phi-{place}", "@type": "cv:Cost", "dct:identifier": f"phi-{place}", "dct:description": _text(fee.name),
            "cv:hasValue": {"@value": str(fee.amount), "@type": "xsd:double"}, "cv:currency": {"@id": f"{EU}/currency/VND"},
            **({"cv:ifAccessedThrough": {"@id": first[fee.channel]}} if fee.channel in first else {}),
        }
        for place, fee in enumerate(found.fees, 1)
    ]  # fmt: skip


def iso_duration(amount: Decimal | None, unit: str) -> str:
    """xsd:duration of a limit; it knows no working days, so these are days, and parts of them hours of work. Empty for no limit."""
    if unit == "same_day":
        return "P1D"
    if amount is None or unit == "none":
        return ""
    if unit == "working_hour":
        return _hours(amount)
    if unit == "month":
        return f"P{int(amount)}M"
    return f"P{int(amount)}D" if amount == int(amount) else _hours(amount * WORKING_HOURS)


def _hours(amount: Decimal) -> str:
    hours, minutes = divmod(int(amount * 60), 60)
    return f"PT{hours}H" + (f"{minutes}M" if minutes else "")
