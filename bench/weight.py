"""What a citizen's first page weighs on the wire: the page and all it names, compressed, without fonts and with them."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from urllib.request import Request, urlopen

from .figures import Figure
from .place import Place, Server, server
from .subjects import Options

FIRST = "/"
LINKED = re.compile(r"""<(?:link|script|img|source)\b[^>]*?\b(?:href|src)="(/static/[^"]+)"[^>]*>""")
IN_STYLE = re.compile(r"""url\(["']?([^"')]+)["']?\)""")
FONT = re.compile(r"\.woff2?(?:\?|$)")
TEXT = {"text/html", "text/css", "text/javascript", "application/javascript", "image/svg+xml"}


def measure(here: Place, options: Options) -> Iterator[Figure]:
    """At most 60 KB without fonts and 130 KB with them, as the program sends it to a browser that takes gzip."""
    with server(here) as running:
        weights, unpacked = _weigh(running)
    fonts = sum(size for name, size in weights.items() if FONT.search(name))
    rest = sum(weights.values()) - fonts
    note = ", ".join(f"{name.split('/')[-1].split('?')[0] or 'page'} {size / 1024:.1f}" for name, size in sorted(weights.items()))
    yield Figure("first page without fonts, gzip", here.database, rest / 1024, "KB", 60, note=f"{unpacked / 1024:.0f} KB unpacked; {note}")
    yield Figure("first page with fonts, gzip", here.database, (rest + fonts) / 1024, "KB", 130)


def _weigh(running: Server) -> tuple[dict[str, int], int]:
    """Bytes of every part by its address, packed; and bytes unpacked. Every face of the style sheet counts, though browsers fetch fewer."""
    weights: dict[str, int] = {}
    unpacked, page = _add(running, FIRST, weights)
    waiting = [match[1] for match in LINKED.finditer(page) if 'rel="alternate"' not in match[0]]
    for address in dict.fromkeys(waiting):
        size, text = _add(running, address, weights)
        unpacked += size
        for font in dict.fromkeys(IN_STYLE.findall(text)):
            whole = font if font.startswith("/") else f"{address.rsplit('/', 1)[0]}/{font}"
            if FONT.search(whole) and whole not in weights:
                unpacked += _add(running, whole, weights)[0]
    return weights, unpacked


def _add(running: Server, address: str, weights: dict[str, int]) -> tuple[int, str]:
    with urlopen(Request(running.base + address, headers={"Accept-Encoding": "gzip"}), timeout=10) as answer:
        body = answer.read()
        is_text, is_packed = answer.headers.get_content_type() in TEXT, answer.headers["Content-Encoding"] == "gzip"
    weights[address] = len(body)
    whole = gzip.decompress(body) if is_packed else body
    return len(whole), whole.decode(errors="replace") if is_text else ""
