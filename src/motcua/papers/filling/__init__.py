"""Forms filled in for people: a DOCX with {{ places }} and what somebody typed in, a DOCX and a PDF with the same words out (level 2 of the seed)."""

from motcua.papers.filling.docx import PLACES, check_template, fill, generic_form
from motcua.papers.filling.sheet import PostCover, filled_pdf

__all__ = ["PLACES", "PostCover", "check_template", "fill", "filled_pdf", "generic_form"]
