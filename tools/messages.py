"""Extracts the Vietnamese sentences of Python and Jinja2 into the English catalogue; --check fails when that would change it."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

HOME = Path(__file__).resolve().parent.parent
SOURCE = HOME / "src" / "motcua"
TARGET = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
METHODS = [("**/migrations/**", "ignore"), ("**/templates/**.html", "jinja2"), ("**.py", "python")]
OPTIONS = {"**/templates/**.html": {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}}
HEAD = r'''msgid ""
msgstr ""
"Language: en\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

'''
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None, "N_": None, "ngettext": (1, 2), "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip


def extracted() -> Catalog:
    """Every sentence of the source, sorted, without line numbers so that moving code changes nothing."""
    found = Catalog(locale="en", charset="utf-8")
    for _, _, message, _, context in extract_from_dir(SOURCE, METHODS, OPTIONS, keywords=KEYWORDS):
        found.add(message, context=context)
    return found


def merged() -> bytes:
    """The English catalogue with what is new in the source and without what is gone."""
    catalogue = Catalog(locale="en", charset="utf-8")
    if TARGET.exists():
        with TARGET.open("rb") as file:
            catalogue = read_po(file, locale="en")
    catalogue.update(extracted(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    written = io.BytesIO()
    write_po(written, catalogue, sort_output=True, no_location=True, omit_header=True, ignore_obsolete=True, width=120)
    return HEAD.encode() + written.getvalue()


def main() -> int:
    """Write the catalogue, or with --check only compare."""
    wanted = merged()
    if "--check" in sys.argv[1:]:
        if TARGET.read_bytes() == wanted:
            return 0
        print("The translations are not up to date: run tools/messages.py.", file=sys.stderr)
        return 1
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(wanted)
    with TARGET.open("rb") as file:
        said = {message.id: message.string for message in read_po(file, locale="en") if message.id}
    missing = [text for text, english in said.items() if not all([english] if isinstance(english, str) else english)]
    print(f"{len(missing)} sentences without English.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
