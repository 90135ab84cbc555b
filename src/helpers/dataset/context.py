"""What stands around a figure in an article: its sentence, its clause, and the words beside it.

This module knows texts and places in them, and nothing of what a figure is proposed as.
"""

import bisect
import functools
import re
from dataclasses import dataclass

from helpers.dataset.draftwords import simplified
from helpers.figures.article import Article
from helpers.figures.reading import Found

SENTENCE = re.compile(
    # not after an abbreviation or an initial, nor after the number of a list
    r"(?<!\bRs)(?<!\bLtd)(?<!\bInc)(?<!\bCo)(?<!\bCorp)(?<!\bNo)(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bSt)"
    r"(?<!\b[A-Z])(?<!^\d)[.!?]\s|;\s|[。！？；]"
)
CLAUSE = re.compile(
    r",(?!\d)\s?|[，;；。、：]\s?|:\s|\s[–—]\s"
    r"|\s(?:while|whereas|and the|but|with|and will|which)\s"
)
CUT_WORD_LEFT = re.compile(r"^[\w’'-]+(?=\s)")
CUT_WORD_RIGHT = re.compile(r"(?<=\s)[\w’'-]+$")
CELL_END = " ;"
FAR = 2000  # characters from a figure at which a sentence without end is cut
QUOTED_BEFORE, QUOTED_BEHIND = 56, 28  # characters of the words that a proposal rests on


@dataclass(frozen=True)
class Context:
    """A figure in its paragraph `line`; `plain` is the same in simplified characters.

    `start` and `end` are those of its sentence, `clause_start` and `clause_end` those of its
    clause.
    """

    figure: Found
    line: str
    plain: str
    start: int
    end: int
    clause_start: int
    clause_end: int

    @property
    def sentence(self) -> str:
        return self.plain[self.start : self.end]

    @property
    def clause(self) -> str:
        return self.plain[self.clause_start : self.clause_end]

    @property
    def before(self) -> str:
        """The words of its clause that stand before the figure."""
        return self.plain[self.clause_start : self.figure.start]

    @property
    def after(self) -> str:
        """The words of its sentence that stand behind the figure."""
        return self.plain[self.figure.end : self.end]

    @property
    def words(self) -> str:
        """The words that a proposal rests on: those of the clause that stand next to the figure."""
        start = max(self.clause_start, self.figure.start - QUOTED_BEFORE)
        end = min(self.clause_end, self.figure.end + QUOTED_BEHIND)
        before = self.line[start : self.figure.start]
        after = self.line[self.figure.end : end]
        if start > self.clause_start:
            before = CUT_WORD_LEFT.sub("", before)
        if end < self.clause_end:
            after = CUT_WORD_RIGHT.sub("", after)
        said = f"{before}{self.line[self.figure.start : self.figure.end]}{after}"
        return " ".join(said.strip(" ,，;；。.:：").split())


def is_row(line: str) -> bool:
    """Whether a paragraph is a row of a page's table, whose cells end with semicolons."""
    return line.rstrip().endswith(CELL_END.strip())


def context_of(figure: Found, article: Article) -> Context:
    """Where in its article a figure stands."""
    line = article.paragraphs[figure.paragraph - 1]
    text = simplified(line)
    start, end = 0, len(text)
    if not is_row(line):
        start, end = _around(SENTENCE, figure, text, start, end)
        start, end = max(start, figure.start - FAR), min(end, figure.end + FAR)
    clause_start, clause_end = _around(CLAUSE, figure, text, start, end)
    return Context(figure, line, text, start, end, clause_start, clause_end)


def _around(
    borders: re.Pattern[str], figure: Found, text: str, start: int, end: int
) -> tuple[int, int]:
    """The part of a text between the two borders that are next to a figure."""
    starts, ends = _borders(borders, text, start, end)
    before = bisect.bisect_right(ends, figure.start)
    behind = bisect.bisect_left(starts, figure.end)
    first = ends[before - 1] if before else start
    last = starts[behind] if behind < len(starts) else end
    return first, last


@functools.lru_cache(maxsize=64)  # all figures of a sentence ask for the same
def _borders(
    borders: re.Pattern[str], text: str, start: int, end: int
) -> tuple[list[int], list[int]]:
    """Where the borders of a part of a text begin, and where they end."""
    found = list(borders.finditer(text, start, end))
    return [match.start() for match in found], [match.end() for match in found]
