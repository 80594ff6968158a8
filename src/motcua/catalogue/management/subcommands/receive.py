"""``catalogue receive --level commune --centres all``: procedures of a level are offered at these centres."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any, TextIO

from motcua.catalogue.actions.receiving import receive_by_level
from motcua.catalogue.errors import BadOption
from motcua.centres.models import Centre, Level

HELP = "Đặt nơi tiếp nhận cho mọi thủ tục của một cấp."


def add_arguments(parser: ArgumentParser) -> None:
    """The level and the centres."""
    parser.add_argument("--level", required=True, help="mã cấp: commune, province, ministry, other")
    parser.add_argument(
        "--centres",
        required=True,
        metavar="all|TÊN,…",
        help="“all” là mọi trung tâm đang hoạt động, hoặc tên trong địa chỉ",
    )


def run(stdout: TextIO, options: dict[str, Any]) -> None:
    """Offer and say how many offers are new."""
    if not Level.objects.filter(code=options["level"]).exists():
        raise BadOption(
            "--level", options["level"], f"một trong: {', '.join(Level.objects.values_list('code', flat=True))}"
        )
    centres = _centres(options["centres"])
    made = receive_by_level(options["level"], centres)
    stdout.write(f"Thêm {made} nơi tiếp nhận tại {len(centres)} trung tâm.\n")


def _centres(words: str) -> list[Centre]:
    """The open centres, or those with these slugs. Raises BadOption for one that does not exist."""
    if words == "all":
        return list(Centre.objects.filter(is_open=True))
    slugs = [slug.strip() for slug in words.split(",") if slug.strip()]
    found = list(Centre.objects.filter(slug__in=slugs))
    missing = sorted(set(slugs) - {centre.slug for centre in found})
    if missing or not found:
        raise BadOption(
            "--centres", ", ".join(missing), f"một trong: {', '.join(Centre.objects.values_list('slug', flat=True))}"
        )
    return found
