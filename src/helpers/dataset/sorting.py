"""The sector that the words of a project's own sentence name, of those that the article lists.

This module knows words, and proposes nothing where two sectors fit as well as each other.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from helpers.dataset.context import context_of
from helpers.dataset.draftwords import several, simplified
from helpers.dataset.gathered import Proposal
from helpers.dataset.mentions import Sector
from helpers.figures.article import Article

# Words of a sector's name that many things have: alone they tell nothing.
COMMON = several(
    "advanced and clean development digital energy equipment general green high industrial "
    "industries industry intelligent manufacturing modern new of power processing products "
    "renewable research services smart supply tech technologies technology the"
)
COMMON_CHINESE = several(
    "产业 制造 现代 技术 能源 智能 信息 服务 新能 高端 装备 智慧 新型 先进 工业 项目 设备 "
    "科技 一代 新一 代信 息技 端装 备制 绿色 端制 进制 经济 科创"
)
STEM = 5  # letters that two words share at their beginning: battery, batteries


@dataclass(frozen=True)
class Sorted:
    """The `id` of a sector, and the words of the article that speak for it."""

    id: str
    words: str


def sector_of(
    proposal: Proposal,
    amounts: Sequence[Proposal],
    article: Article,
    sectors: Sequence[Sector],
) -> Sorted | None:
    """The sector that a project's sentence names; None where it names none, or more than one.

    Where the sentence has the amounts of more projects, only the words about this one count: those
    from the amount before up to the name of the next.
    """
    context = context_of(proposal.figure, article)
    start, end = context.start, context.end
    for other in amounts:
        figure = other.figure
        is_near = figure.paragraph == proposal.figure.paragraph and start <= figure.start < end
        if is_near and figure.end <= proposal.figure.start:
            start = figure.end
        elif is_near and figure.start >= proposal.figure.end:
            next_name = context.line.find(other.project, proposal.figure.end, end)
            end = next_name if next_name >= 0 else context.clause_end
    text = context.line[start:end]
    found = [
        Sorted(sector.id, said)
        for sector in sectors
        if (said := next(_said(sector.printed, text), ""))
    ]
    return found[0] if len(found) == 1 else None


def _said(sector: str, text: str) -> Iterator[str]:
    """The words of a text that are also in the name of a sector, but for those that many have."""
    if not sector.isascii():
        yield from _said_in_chinese(sector, text)
        return
    stems = [word[:STEM] for word in sector.lower().split() if word not in COMMON]
    for word in re.findall(r"[A-Za-z][\w-]*", text):
        if any(stem and word.lower().startswith(stem) for stem in stems):
            yield word


def _said_in_chinese(sector: str, text: str) -> Iterator[str]:
    name, plain = simplified(sector), simplified(text)
    for length in range(len(name), 1, -1):
        for start in range(len(name) - length + 1):
            part = name[start : start + length]
            place = plain.find(part)
            if place >= 0 and part not in COMMON_CHINESE:
                yield text[place : place + length]
