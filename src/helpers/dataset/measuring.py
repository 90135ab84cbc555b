"""What the words beside a figure say that it counts or measures, whatever stands further off.

This module knows a figure and its sentence, and nothing of the other figures of its article.
"""

import re

from helpers.dataset import draftwords as words
from helpers.dataset.context import Context, is_row
from helpers.dataset.draftwords import simplified

SUMS = ("projects", "investment", "jobs")  # the measures that are sums over the projects


def counts_projects(context: Context) -> bool:
    """Whether a figure is a number of projects: 16 projects, 24项协议, 项目90个."""
    reading = context.figure.reading
    if reading.kind != "count" or reading.value <= 1:
        return False
    unit = simplified(reading.unit)
    if words.ELIDED.match(unit):
        return True
    before = context.plain[context.start : context.figure.start]
    are_some = words.ARE_OF_ORIGIN.match(context.after) and words.PROJECTS.search(before)
    is_part = not unit and (words.OF_THE_PROJECTS.match(context.after) or are_some)
    if words.PROJECTS.search(unit) or is_part:
        return True
    is_bare = bool(words.MEASURE_WORD.fullmatch(unit))
    is_of_kind = words.BY_KIND.search(before) and words.KIND_ALONE.search(before)
    return is_bare and bool(words.COUNTED_BEFORE.search(before) or is_of_kind)


def is_part(context: Context) -> bool:
    """Whether projects are counted only to speak of some: the largest of the 16, five smaller."""
    some = words.SOME_OF.search(context.before)
    return bool(some or words.PART_OF.search(context.figure.reading.unit))


def is_size(context: Context) -> bool:
    """Whether an amount says how large each of some projects is: 超50亿元项目2个."""
    return bool(words.SIZE_BEHIND.match(context.after))


def is_total(context: Context) -> bool:
    return bool(words.TOTAL.search(context.before)) and not words.CHINESE_INVESTS.search(
        context.before
    )


def is_bracketed(context: Context) -> bool:
    return context.line[: context.figure.start].rstrip().endswith(("(", "（"))


def origin(context: Context) -> tuple[str, str] | None:
    """The origin that is named last before the figure ends, in its sentence."""
    behind = words.OF_THE_PROJECTS.match(context.after) or words.ARE_OF_ORIGIN.match(context.after)
    end = context.clause_end if behind else context.figure.end
    said = {
        match.start(): origin
        for origin, word in words.ORIGINS.items()
        for match in word.finditer(context.plain, context.start, end)
    }
    if not said or words.OTHER_HOME.search(context.plain, max(said), end):
        return None
    return "origin", said[max(said)]


def counts_jobs(context: Context) -> bool:
    unit = simplified(context.figure.reading.unit)
    before = context.plain[context.start : context.figure.start]
    if words.FIRMS_WITH.search(before) or words.HAS_STAFF.search(context.before):
        return False
    if words.JOBS.search(unit):
        return True
    if words.MEASURE_WORD.fullmatch(unit) and words.JOBS_BEFORE.search(before):
        return True
    near = context.clause + context.after
    is_employed = is_row(context.line) or words.EMPLOYS.search(near)
    return bool(words.PEOPLE.search(unit) and is_employed)


def measure_of_things(context: Context) -> str:
    """The measure of what is counted or measured: area, capacity, time, or the things' own name."""
    unit = context.figure.reading.unit
    plain = simplified(unit)
    if words.AREA.search(plain):
        return "area"
    near = context.clause + context.after
    if words.ENERGY_OR_WEIGHT.search(plain) or words.CAPACITY.search(near):
        return "capacity"
    if words.TIME.search(plain):
        return "time"
    last = words.unit_name(unit).rpartition(" ")[2]
    name = re.sub(r"[^a-z0-9]+", "-", last.lower()).strip("-")
    return name if name and name not in SUMS else "things"


def measure_of_percent(context: Context) -> str:
    """The measure of a percentage: a share of something, a growth, or neither."""
    is_share = words.SHARE.match(context.after.lstrip()) or words.SHARE_BEFORE.search(
        context.before
    )
    if is_share:
        return "share"
    if words.GROWTH.search(context.clause):
        return "growth"
    return "share" if words.SHARE.search(context.sentence) else "percentage"
