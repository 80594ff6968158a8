"""Reads printed papers back as a person, a scanner or an archive would: text, pixels, codes, PDF structure."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
import zxingcpp
from PIL import Image

needs_poppler = pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="cần pdftoppm và pdftotext (poppler-utils)")


def words(pdf: bytes, folder: Path, *, first: int = 1) -> str:
    """All text of the PDF from page `first` on, white space folded, invisible breaks removed."""
    path = folder / "sheet.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-layout", "-f", str(first), str(path), "-"], capture_output=True, check=True)
    return re.sub(r"\s+", " ", done.stdout.decode().replace("\u200b", ""))


def picture(pdf: bytes, folder: Path, *, dpi: int = 200) -> Image.Image:
    """The first page as an office printer would lay it down."""
    path = folder / "sheet.pdf"
    path.write_bytes(pdf)
    command = ["pdftoppm", "-r", str(dpi), "-f", "1", "-l", "1", "-png", str(path), str(folder / "page")]
    subprocess.run(command, check=True)
    return Image.open(next(folder.glob("page*.png"))).convert("L")


def codes(image: Image.Image) -> dict[str, zxingcpp.Barcode]:
    """Every code on the picture by its kind ("QRCode", "Code128")."""
    return {found.format.name: found for found in zxingcpp.read_barcodes(image)}


def opened(pdf: bytes) -> pikepdf.Pdf:
    """The PDF's objects."""
    return pikepdf.open(io.BytesIO(pdf))


def pages(pdf: bytes) -> int:
    """How many sheets come out of the printer."""
    with opened(pdf) as book:
        return len(book.pages)


def fonts_without_file(book: pikepdf.Pdf) -> list[str]:
    """Names of fonts that a printer far away would have to guess."""
    kinds = ("/FontFile", "/FontFile2", "/FontFile3")
    described = [thing for thing in dictionaries(book) if thing.get("/Type") == "/FontDescriptor"]
    return [str(thing.FontName) for thing in described if not any(kind in thing for kind in kinds)]


def dictionaries(book: pikepdf.Pdf) -> list[pikepdf.Object]:
    """Every dictionary object of the file."""
    return [thing for thing in book.objects if isinstance(thing, pikepdf.Dictionary)]
