"""Groups of papers become the cases of a draft."""

from __future__ import annotations

from collections.abc import Sequence

from ..drafts import DraftCase, DraftPaper
from .papers import PaperGroup, PaperText, is_certified, is_only_shown, is_section, split_papers
from .problems import Part, Problem, Unread

COMMON = "Giấy tờ chung"


def read_papers(text: str) -> tuple[tuple[DraftCase, ...], list[Unread]]:
    """The cases with their papers: a heading is a case, except where it only divides a list; papers under none are common.

    A record always has a case, if only an empty one: dossiers are received for a case.
    """
    groups, rest = split_papers(text)
    if not groups:
        problem = Unread(Part.PAPERS, Problem.PAPERS_UNREAD if rest else Problem.NO_PAPERS, rest)
        return (DraftCase("", ()),), [problem]
    unread: list[Unread] = []
    cases: dict[str, list[DraftPaper]] = {}
    for group in groups:
        is_common = not group.heading or is_section(group.heading)
        name = "" if is_common else " ".join(group.heading.split())
        papers = cases.setdefault(name, [])
        papers += [_paper(paper, group) for paper in group.papers if paper.name or paper.forms]
    unread += _problems(groups)
    return _ordered(cases), unread


def _ordered(cases: dict[str, list[DraftPaper]]) -> tuple[DraftCase, ...]:
    """The common papers first, under a name when there are others to choose from."""
    names = sorted(cases, key=lambda name: name != "")
    shown = {name: name or (COMMON if len(cases) > 1 else "") for name in names}
    return tuple(DraftCase(shown[name], tuple(cases[name])) for name in names)


def _paper(paper: PaperText, group: PaperGroup) -> DraftPaper:
    """Copies of a paper whose words ask for certified ones are certified; a row without a count is a remark, not asked."""
    has_count = bool(paper.originals or paper.copies)
    name = paper.name or paper.forms[0]
    shown = is_only_shown(name, group.heading, has_count=has_count)
    certified = paper.copies if is_certified(name) and not paper.originals else 0
    return DraftPaper(
        name=name, originals=paper.originals, certified=certified, copies=paper.copies - certified, only_show=shown,
        form="\n".join(paper.forms), required=has_count or shown,
        note=" ".join(group.heading.split()) if group.heading and is_section(group.heading) else "",
    )  # fmt: skip


def _problems(groups: Sequence[PaperGroup]) -> list[Unread]:
    found, row = [], 0
    for group in groups:
        for paper in group.papers:
            row += 1
            if not paper.name and not paper.forms:
                found.append(
                    Unread(
                        Part.PAPERS, Problem.PAPERS_UNREAD, f"{paper.originals} bản chính, {paper.copies} bản sao", row
                    )
                )
            if paper.is_glued:
                found.append(Unread(Part.PAPERS, Problem.COUNT_GLUED, paper.name, row))
            if not paper.is_form_clear:
                found.append(Unread(Part.PAPERS, Problem.FORM_UNCLEAR, paper.name, row))
        if group.rest:
            found.append(Unread(Part.PAPERS, Problem.PAPERS_UNREAD, group.rest, row + 1))
    return found
