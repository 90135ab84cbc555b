"""What each figure of an article is proposed as: a row of which table, of which measure and scope.

A proposal rests on words of the article, which it carries with it; where they do not tell, it says
so. This module knows figures and the words around them, and nothing of files.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from helpers.dataset import draftwords as words
from helpers.dataset import relating
from helpers.dataset.context import Context, context_of
from helpers.dataset.gathered import (
    Proposal,
    Reader,
    counts_kind,
    group_of,
    last_project,
    plain,
    sector_behind,
)
from helpers.dataset.measuring import (
    counts_jobs,
    counts_projects,
    is_bracketed,
    is_part,
    is_size,
    is_total,
    measure_of_percent,
    measure_of_things,
    origin,
)
from helpers.dataset.naming import name_beside, work_beside
from helpers.figures.article import Article
from helpers.figures.reading import Found

CLOSE = 1.25  # how far two figures of the same may be apart: sources round, and err
NEAR_BEHIND = 24  # characters behind an amount in which a word such as “sales” is about it
FIRST_YEAR = 2000  # an earlier one is no year of an event
OF_ALL = re.compile(r"\bof (?:the|these|those)\s$")
DETAILS = ("area", "capacity", "jobs")  # measures of one project, if its sentence has only one


def proposals(
    article: Article, found: Sequence[Found], chinese: bool, year: int, sectors: Mapping[str, str]
) -> list[Proposal]:
    """A proposal for each figure of an article, in order.

    `year` is that of the event, 0 where it is not known; `sectors` has the ids of those that the
    article lists, by their words in simplified small letters.
    """
    contexts = [context_of(figure, article) for figure in found]
    reader = Reader(contexts, article.paragraphs[0], chinese, year, sectors)
    for context in contexts:
        reader.proposals.append(_proposal(context, reader))
    joined = [_joined(place, reader) for place in range(len(contexts))]
    return _apart_from_whole(_without_sole_origin(joined))


def _joined(place: int, reader: Reader) -> Proposal:
    """A proposal with the one project whose amount stands behind it in its sentence."""
    proposal, context = reader.proposals[place], reader.contexts[place]
    base = proposal.measure.partition("-")[0]
    is_open = not proposal.project and proposal.group is None and not proposal.is_amount
    if not is_open or base not in DETAILS or context.figure.paragraph == 1:
        return proposal
    amounts = [(other.project, near) for other, near in reader.around(place) if other.is_amount]
    in_clause = [name for name, near in amounts if near.clause_start == context.clause_start]
    same = in_clause if len(in_clause) == 1 else [name for name, _ in amounts]
    is_whole = words.WHOLE.search(context.sentence) or _is_counted(context, reader)
    return proposal if len(same) != 1 or is_whole else replace(proposal, project=same[0])


def _apart_from_whole(proposals: list[Proposal]) -> list[Proposal]:
    """The proposals; what is far from the number or the money of all projects is not about all."""
    kept = list(proposals)
    for measure, apart in (("projects", "some-projects"), ("investment", "other-amounts")):
        whole: dict[str, float] = {}
        for place, proposal in enumerate(kept):
            if proposal.measure != measure or proposal.group or proposal.project:
                continue
            if proposal.relation:
                continue
            reading = proposal.figure.reading
            unit = reading.unit if reading.kind == "money" else ""
            value = float(reading.value)
            first = whole.setdefault(unit, value)
            if not first / CLOSE <= value <= first * CLOSE:
                kept[place] = replace(proposal, measure=apart)
    return kept


def _without_sole_origin(proposals: list[Proposal]) -> list[Proposal]:
    """The proposals; where all projects are of one origin, as of all of them."""
    counts = [proposal for proposal in proposals if proposal.measure == "projects"]
    of_groups = [p.figure.reading.value for p in counts if p.group and p.group[0] == "origin"]
    of_all = [proposal.figure.reading.value for proposal in counts if proposal.group is None]
    groups = {p.group for p in proposals if p.group and p.group[0] == "origin"}
    if len(groups) != 1 or not of_groups:
        return proposals
    in_headline = any(p.group in groups and p.figure.paragraph == 1 for p in counts)
    if max(of_all, default=0) > max(of_groups) or not (of_all or in_headline):
        return proposals
    return [_of_all(p) if p.group in groups else p for p in proposals]


def _of_all(proposal: Proposal) -> Proposal:
    """A proposal about a group that turns out to be all projects; a share of all is then none."""
    if proposal.relation == relating.SHARE:
        return replace(proposal, group=None, relation="", measure="percentage")
    return replace(proposal, group=None)


def _proposal(context: Context, reader: Reader) -> Proposal:
    if context.figure.head:  # of a table: projects.csv has no room for what its head says
        return plain(context, "investment")
    match context.figure.reading.kind:
        case "money":
            return _of_money(context, reader)
        case "percent":
            return _of_percent(context, reader)
    if counts_projects(context) or counts_kind(context, reader):
        return _of_projects(context, reader)
    if counts_jobs(context):
        return _of_project(plain(context, f"{_time_of_jobs(context, reader)}jobs"), context, reader)
    return _of_things(context, reader)


# --- money


def _of_money(context: Context, reader: Reader) -> Proposal:
    if apart := _apart(context, reader):
        return apart
    if limit := relating.of_each(context, reader):
        return limit
    if is_size(context):
        return plain(context, "size")
    if context.figure.paragraph == 1:
        return plain(context, "investment")
    if phase := relating.of_phase(context, reader):
        return phase
    name = _name(context, reader)
    sector = reader.sectors.get(name.lower())
    if sector:  # “Logistics drew 265 million dollars”: a field, and no company
        return replace(plain(context, "investment"), group=("sector", sector))
    if name and (is_bracketed(context) or not _is_counted(context, reader)):
        return replace(plain(context, "investment"), is_amount=True, project=name)
    if _is_sum(context, reader):
        return replace(plain(context, "investment"), group=group_of(context, reader))
    return _without_name(context, reader)


def _apart(context: Context, reader: Reader) -> Proposal | None:
    """Money that was told before, or that is no investment of the event; else None."""
    if converted := _converted(context, reader):
        return converted
    if words.RATE_BEHIND.match(context.after):
        return plain(context, "other-amounts")
    if repeated := _of_headline(context, reader):
        return plain(context, repeated)
    other = _other_money(context, reader)
    if other:
        proposal = plain(context, other)
        return _of_project(proposal, context, reader) if other != "average-investment" else proposal
    time = _time(context, reader)
    return plain(context, f"{time}investment") if time else None


def _name(context: Context, reader: Reader) -> str:
    """The name beside an amount, if it is not the announcer's: that stands in the headline."""
    name = name_beside(context, reader.chinese)
    announcer = name in reader.headline and bool(words.TOTAL.search(context.clause))
    return "" if announcer else name


def _is_sum(context: Context, reader: Reader) -> bool:
    """Whether an amount is that of all projects, or of a group of them."""
    return _is_counted(context, reader) or is_total(context) or origin(context) is not None


def _without_name(context: Context, reader: Reader) -> Proposal:
    """An amount beside which no name stands: of what was named before it, of a work, or unknown."""
    if relating.is_of_biggest(context):
        return replace(plain(context, "investment"), relation=relating.LARGEST)
    if group := relating.group_of_share(context, reader):
        return replace(plain(context, "investment"), group=group)
    work = work_beside(context)
    if work:
        return replace(plain(context, "investment"), is_amount=True, project=work)
    if words.ITS_OWN.search(context.before) and last_project(context, reader):
        return _of_project(plain(context, "investment"), context, reader)
    if words.SUM_WITHOUT_NAME.search(context.before):
        return plain(context, "investment")
    return plain(context, "other-amounts")


def _other_money(context: Context, reader: Reader) -> str:
    """The measure of money that is neither a project's nor a sum of some, empty where it is one.

    What tells stands between the figure before it and this one, or shortly behind it.
    """
    ends = [
        other.figure.end for other in reader.in_sentence(context) if _stands_before(other, context)
    ]
    start = max([context.clause_start, *ends])
    near = context.plain[start : min(context.clause_end, context.figure.end + NEAR_BEHIND)]
    for measure, pattern in words.OTHER_MONEY.items():
        if pattern.search(near):
            return measure
    behind = words.PROGRAMME.search(context.after)
    before = words.PROGRAMME_BEFORE.search(context.before)
    return "programme-investment" if behind or before else ""


def _of_headline(context: Context, reader: Reader) -> str:
    """The measure of the same amount in the headline, which is about the whole; else empty."""
    reading = context.figure.reading
    if context.figure.paragraph == 1:
        return ""
    for proposal in reader.proposals:
        one = proposal.figure.reading
        if proposal.figure.paragraph > 1:
            return ""
        if (one.value, one.unit) == (reading.value, reading.unit):
            return proposal.measure
    return ""


def _stands_before(other: Context, context: Context) -> bool:
    is_money = other.figure.reading.kind == "money"
    same = other.figure.paragraph == context.figure.paragraph
    return is_money and same and other.figure.end <= context.figure.start


def _converted(context: Context, reader: Reader) -> Proposal | None:
    """What the amount before is proposed as, where this is the same in another currency."""
    last = reader.proposals[-1] if reader.proposals else None
    if last is None or last.figure.paragraph != context.figure.paragraph:
        return None
    between = context.plain[last.figure.end : context.figure.start]
    is_other = last.figure.reading.unit != context.figure.reading.unit
    if last.figure.reading.kind != "money" or not is_other or not words.CONVERTED.match(between):
        return None
    return replace(last, figure=context.figure, words=context.words, is_amount=False)


def _is_counted(context: Context, reader: Reader) -> bool:
    """Whether projects are counted in the sentence of an amount, before it: it is their sum."""
    return any(
        (counts_projects(other) or counts_kind(other, reader)) and not is_part(other)
        for other in reader.in_sentence(context)
    )


# --- projects


def _of_projects(context: Context, reader: Reader) -> Proposal:
    if _counts_by_size(context, reader):
        return plain(context, "projects-by-size")
    if words.PART_OF.search(context.figure.reading.unit):
        return plain(context, "some-projects")
    measure = f"{_time(context, reader)}projects"
    group = None if measure != "projects" else group_of(context, reader)
    if words.OF_THE_PROJECTS.match(context.after):
        group = group or sector_behind(context, reader)
    return replace(plain(context, measure), group=group)


def _counts_by_size(context: Context, reader: Reader) -> bool:
    """Whether only projects of a size are counted, which is given in the same clause."""
    if OF_ALL.search(context.before):
        return False
    same = [
        other
        for other in reader.in_sentence(context)
        if other.clause_start == context.clause_start and other.figure.reading.kind == "money"
    ]
    return any(is_size(other) for other in same)


def _time(context: Context, reader: Reader) -> str:
    """What to put before a measure where the figure is of another time than the event."""
    said = context.plain[context.start : context.clause_end]
    if words.CUMULATIVE.search(context.before):
        return "year-"
    if words.SO_FAR_BEHIND.match(context.after):
        return "year-"
    if words.EARLIER.search(said) or _is_of_earlier_year(context, reader):
        return "earlier-"
    if words.PLANNED.search(said) and not _has_investor(context, reader):
        return "planned-"
    return "year-" if words.SO_FAR.search(said[: context.figure.end - context.start]) else ""


def _time_of_jobs(context: Context, reader: Reader) -> str:
    """The same for jobs, which are always to come: only an aim of the announcer's is a plan."""
    time = _time(context, reader)
    return "" if time == "planned-" and not words.AIMS.search(context.sentence) else time


def _is_of_earlier_year(context: Context, reader: Reader) -> bool:
    """Whether the clause of a figure, or all of its sentence, is about a year before the event."""
    years = [int(year) for year in words.YEAR.findall(context.sentence)]
    return bool(years) and reader.year > FIRST_YEAR and max(years) < reader.year


def _has_investor(context: Context, reader: Reader) -> bool:
    """Whether a company is the subject: its plan is what was announced."""
    if context.figure.reading.kind != "money":
        return False
    chinese = reader.chinese and not re.search("目标|力争|全年|到20", context.sentence)
    name = name_beside(context, reader.chinese) if chinese or not reader.chinese else ""
    return bool(name) and not re.search(r"\bthis year\b|\bthe state\b", context.sentence, re.I)


# --- jobs, percentages and other numbers, which may be about a project


def _of_percent(context: Context, reader: Reader) -> Proposal:
    measure = measure_of_percent(context)
    if measure == "growth":
        return plain(context, measure)
    shared = relating.share(context, reader)
    return shared or plain(context, "percentage")


def _of_things(context: Context, reader: Reader) -> Proposal:
    return _of_project(plain(context, measure_of_things(context)), context, reader)


def _of_project(proposal: Proposal, context: Context, reader: Reader) -> Proposal:
    """The proposal with the project whose amount stands before it, if it is about that."""
    if context.figure.paragraph == 1 or words.WHOLE.search(context.sentence):
        return proposal
    project = last_project(context, reader)
    return replace(proposal, project=project) if project else proposal
