"""What is known of an article while its figures are gone through, one after the other.

A proposal rests on words of the article, which it carries with it. This module knows figures that
have been looked at, and nothing of how the next one is told.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from helpers.dataset import draftwords as words
from helpers.dataset.context import Context
from helpers.dataset.draftwords import simplified
from helpers.dataset.measuring import origin
from helpers.figures.reading import Found

LISTED = re.compile(
    r"[、,\s]*(?:and|和|及|与|以及)?\s*"
)  # what stands between two sectors of a list


@dataclass(frozen=True)
class Proposal:
    """What a figure is proposed as. `project` is the name of the one that it is about.

    A figure `is_amount` of a project where it belongs into projects.csv. `group` is a pair such as
    ``("origin", "foreign")``; `words` is what the proposal rests on. `relation` is what the figure
    says of the projects besides their amount, as the column of that name has it.
    """

    figure: Found
    measure: str
    words: str
    is_amount: bool = False
    project: str = ""
    group: tuple[str, str] | None = None
    relation: str = ""


@dataclass
class Reader:
    """What is known of an article while its figures are gone through in order."""

    contexts: Sequence[Context]
    headline: str
    chinese: bool
    year: int
    sectors: Mapping[str, str]  # ids of the sectors that the article lists, by their words
    proposals: list[Proposal] = field(default_factory=list)
    _sentences: dict[tuple[int, int], list[Context]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for context in self.contexts:
            self._sentences.setdefault(_place(context), []).append(context)

    def in_sentence(self, context: Context) -> list[Context]:
        """The figures of the same sentence, this one among them."""
        return self._sentences.get(_place(context), [])

    def around(self, place: int) -> list[tuple[Proposal, Context]]:
        """What is proposed for the figures of the sentence in which the one at a place stands."""
        first = last = place
        while first > 0 and in_same_sentence(self.contexts[first - 1], self.contexts[place]):
            first -= 1
        while in_same_sentence(self.contexts[last], self.contexts[place]):
            last += 1
            if last == len(self.contexts):
                break
        return list(zip(self.proposals[first:last], self.contexts[first:last], strict=True))

    def before(self) -> Iterator[tuple[Proposal, Context]]:
        """What has been proposed so far, with its figure, the last first."""
        for place in reversed(range(len(self.proposals))):
            yield self.proposals[place], self.contexts[place]


def plain(context: Context, measure: str) -> Proposal:
    return Proposal(context.figure, measure, context.words)


def in_same_sentence(other: Context, context: Context) -> bool:
    return _place(other) == _place(context)


def _place(context: Context) -> tuple[int, int]:
    """Where a sentence stands: its paragraph, and its beginning in that."""
    return context.figure.paragraph, context.start


def last_project(context: Context, reader: Reader) -> str:
    """The project of the last amount before a figure, in its sentence or in its paragraph where
    the sentence goes on about it; empty where there is none."""
    for proposal, other in reader.before():
        if other.figure.paragraph != context.figure.paragraph:
            return ""
        if not proposal.is_amount:
            continue
        if other.start == context.start or _goes_on(context, proposal.project, reader):
            return proposal.project
        return ""
    return ""


def _goes_on(context: Context, project: str, reader: Reader) -> bool:
    """Whether a sentence is about the project that was named before it."""
    first = project.split()[0]
    name = first if not reader.chinese else project[:4]
    said = context.line[context.start : context.end]
    return name in said or bool(words.ITS_OWN.search(context.sentence))


def group_of(context: Context, reader: Reader) -> tuple[str, str] | None:
    """The origin or the sector whose projects a figure is about; None where it is about all."""
    return origin(context) or _sector(context, reader)


def _sector(context: Context, reader: Reader) -> tuple[str, str] | None:
    """The sector that is named last before the figure ends; none where several are listed."""
    return _sector_in(context.plain[context.start : context.figure.end], reader)


def counts_kind(context: Context, reader: Reader) -> bool:
    """Whether projects of a sector are counted without the word: 生技2件, “three wind farms”."""
    unit = simplified(context.figure.reading.unit).lower()
    if words.MEASURE_WORD.fullmatch(unit):
        return context.before.lower().removesuffix("类") in reader.sectors
    kind, _, work = unit.rpartition(" ")
    return bool(words.SITES.fullmatch(work)) and kind in reader.sectors


def sector_behind(context: Context, reader: Reader) -> tuple[str, str] | None:
    """The sector that is named behind a figure in its clause: 逾一半与人工智能有关."""
    return _sector_in(context.plain[context.figure.end : context.clause_end], reader)


def _sector_in(words_: str, reader: Reader) -> tuple[str, str] | None:
    text = words_.lower()
    ends = {
        text.rfind(name) + len(name): (text.rfind(name), id_)
        for name, id_ in reader.sectors.items()
        if name in text
    }
    if not ends:
        return None
    start, id_ = ends[max(ends)]
    is_listed = any(LISTED.fullmatch(text[end:start]) for end in ends if end < start)
    return None if is_listed else ("sector", id_)
