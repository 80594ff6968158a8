"""What a file is by its content. Plain Python."""

from __future__ import annotations

import re

# The two stretches of the file that a signature covers (ISO 32000-1, 12.8.1): from 0, `length` bytes; from `then`, `rest` bytes. Between them it stands.
_COVERS = re.compile(rb"/ByteRange\s*\[\s*0\s+(?P<length>\d{1,12})\s+(?P<then>\d{1,12})\s+(?P<rest>\d{1,12})\s*\]")
_WRITTEN = re.compile(rb"<(?=[0-9A-Fa-f\s]*[1-9A-Fa-f])[0-9A-Fa-f\s]+>")


def is_signed(content: bytes) -> bool:
    """Whether a PDF carries a digital signature. Who signed, and whether the signature is good, is for the reader's program: that needs the
    lists of the certificate authorities and of what they withdrew (Decree 23/2025/NĐ-CP)."""
    return any(
        _WRITTEN.fullmatch(content[int(found["length"]) : int(found["then"])]) is not None
        and int(found["then"]) + int(found["rest"]) <= len(content)
        for found in _COVERS.finditer(content)
    )
