"""Names of form files that stand glued behind a paper's name, told apart from it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .text import LOWER

_FILE = re.compile(
    rf"\.(?i:docx?|xlsx?|pptx?|pdf|rtf|odt|ods|rar|zip|7z|jpe?g|png)(?=$|[^{LOWER}]|mẫu|mau|phụ|phu)(?: ?\(\d+\)$)?"
)
# A word with which file names of forms begin, perhaps behind a number: "32-Mẫu số 01", "3. Mẫu đơn".
_FORM_WORD = re.compile(
    r"(?:\d{1,2}[.\-_ ]{1,2})?(?:Mẫu|Mau|Mus|MẪU|MAU|Ms|Phụ lục|Phu luc|Phuluc|PHỤ LỤC|Phl|PL|Tờ khai|To khai|TỜ KHAI|Đơn|Don|ĐƠN|Giấy|Biểu|Bieu|BM|"
    r"Bản|Văn bản|Danh sách|Thông báo|Phiếu|Báo cáo|mẫu|mau|phụ lục|phu luc|biểu|đơn|tờ khai|tờ trình|bản khai|văn bản|báo cáo|giấy)"
)
_GLUE = re.compile(r"(?<=[^\s(\[“\"/\-_])(?=[^\s.,;:)\]”\"/\-_])")
_LONGEST = 200
_SHORT = 90


def split_forms(text: str) -> tuple[str, tuple[str, ...], bool]:
    """(the paper's name, its form files, whether the border between them is clear). Name and files make the text again."""
    found = list(_FILE.finditer(text))
    ends = [match.end() for match in found]
    if not ends or text[ends[-1] :].strip():
        return text.strip(), (), True
    start = _border(text, found[0].start())
    if start is None:
        return text.strip(), (), False
    files, place = [], start
    for end in ends:
        files.append(text[place:end].strip())
        place = end
    return text[:start].strip(), tuple(_joined(files)), True


def _joined(files: Iterable[str]) -> list[str]:
    """Files; "Mau 04.docx (1).doc" is one of them, not two."""
    found: list[str] = []
    for name in files:
        if found and not re.match(r"[^\W_]", name):
            found[-1] += name
        else:
            found.append(name)
    return found


def _border(text: str, end: int) -> int | None:
    """Where the first file's name begins: at a form's word, else at a clear joint; 0 when the text is nothing but the name."""
    from_place = max(0, end - _LONGEST)
    joints = [match.start() for match in _GLUE.finditer(text, from_place, end)]
    named = [place for place in joints if _FORM_WORD.match(text, place) and _is_joint(text, place)]
    if named:
        return named[-1]
    clear = [place for place in joints if _is_joint(text, place)]
    if clear:
        return clear[-1]
    return 0 if _FORM_WORD.match(text) and end <= _SHORT else None


def _is_joint(text: str, place: int) -> bool:
    """Two cells met here: a sentence's end, or a letter before a capital or a number that begins a name."""
    before, after = text[place - 1], text[place]
    if before.isdigit() and after.isdigit():
        return False
    if before in '.:;,)]”"…':
        return not _is_abbreviation(text, place) or re.match(r"[Mm]ẫu|Mau|[Pp]hụ lục", text[place:]) is not None
    if after.isupper() and (before.islower() or before.isdigit()):
        return True
    if after.isupper() and before.isupper():
        return text[place + 1 : place + 2].islower()
    if after.isdigit() and before.isalpha():
        return _is_numbered_name(text, place)
    return (before.isdigit() or before.islower()) and _FORM_WORD.match(text, place) is not None


def _is_numbered_name(text: str, place: int) -> bool:
    """ "trực tiếp18-Mẫu", "TT-BTC01-LP.docx"; not "Mau01", not "PC21"."""
    word = re.search(r"-?[^\W\d_]+$", text[:place])
    if word is None or _FORM_WORD.fullmatch(word[0]) or re.fullmatch(r"[A-ZĐ]{1,4}", word[0]):
        return False
    return re.match(r"\d{1,3}[.\-_]?[^\d]", text[place:]) is not None


def _is_abbreviation(text: str, place: int) -> bool:
    """ "14.QLT", "XXXII.MẪU": the point belongs to the name."""
    if text[place - 1] != ".":
        return False
    return re.search(r"(?:^|[\s\-])(?:\d{1,3}|[IVXLC]+)\.$", text[:place]) is not None
