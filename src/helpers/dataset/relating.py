"""What a figure says of projects besides their amount: a share of all, what each comes to, a part.

A relation is proposed only where the words name both the projects and what they are set beside.
"""

import re
from dataclasses import replace

from helpers.dataset.context import Context
from helpers.dataset.draftwords import GROWTH
from helpers.dataset.gathered import (
    Proposal,
    Reader,
    group_of,
    in_same_sentence,
    last_project,
    plain,
    sector_behind,
)
from helpers.dataset.measuring import SUMS, is_size

SHARE, EACH, LARGEST, PART = "share", "each", "largest", "part"
UNNAMED = "unnamed"  # the id of the row of the projects that have no name
IN_SUM = re.compile(r"(?:，|,)?\s?(?:共计?|合计|计|约|达|即|or|about|worth|totalling|totaling|\s)*")

# What a percentage is a share of, by the measure: “of the capital”, 占总投资, 协议中逾一半
BASES = {
    "jobs": re.compile(
        r"\bof (?:the |all )?(?:\w+ )?(?:jobs|positions|posts)\b|岗位|就业|用工", re.I
    ),
    "investment": re.compile(
        r"\bof (?:the |all |its |this |that )?(?:\w+[ -]){0,3}?"
        r"(?:investments?|capital|money|funding|funds|spending|amount|value|sum|total|pledges)\b"
        r"|投资|总额|金额|资金|涉资|总量|款额",
        re.I,
    ),
    "projects": re.compile(
        r"\bof (?:the |all |these )?(?:\w+ )?(?:projects|deals|MoUs|agreements|awards|contracts)\b"
        r"|项目(?:总?数|个数)|(?:项目|协议|合同)(?:总数)?(?:中|里|当中|的)",
        re.I,
    ),
}
OF_THEM = re.compile(r"^ of (?:them|those|these|which)\b|^ of the total\b", re.I)
# what one project may be a share of: of other money it may be a part that is no project’s
OF_TOTAL = re.compile(r"\bof (?:the |all )?(?:total|overall|combined)\b|总投资|总额|总金额", re.I)
AMONG = re.compile("^其中")  # a share of what the clause before counts
OF_SAID = re.compile("占(?:比|整体|总体|全部)?[^，。]{0,2}$")  # likewise, right before the figure
# “each of the projects”, 单个项目, 均超过: every single one, by at least or at most so much
EVERY = re.compile(
    r"\b(?:each|every)(?: (?:single )?one)?(?: of (?:the|these|those))?(?: \w+)? "
    r"(?:projects?|deals?|investments?|awards?|grants?|agreements?)\b"
    r"|\b(?:projects|deals|investments|awards|companies|firms)\b[^.;,]{0,30}\beach\b"
    r"|\ball (?:of )?(?:the |these )?(?:\w+ )?(?:projects|deals|awards)\b[^.;]*\b(?:each|apiece)\b"
    r"|(?:每个|每一?项|单个|单体|单项|个个|各个?)[^，。；]{0,8}(?:项目|投资|案)"
    r"|(?:项目|案|投资额?|金额)[^，。；]{0,6}(?:均|都)",
    re.I,
)
REST = re.compile(r"\b(?:remaining|other|rest of the|remainder)\b|其余|其他|剩余|其它", re.I)
ALL_OF_THE_REST = re.compile(r"(?:其余|其他|其它|剩余)[^，。；]{0,10}(?:均|都|皆)")
BIGGEST = re.compile(
    r"\b(?:largest|biggest|single largest)(?: single)?(?: of (?:the|these|those))?"
    r" (?:project|deal|investment|award|agreement|commitment)s?\b"
    r"|最[大高]的?(?:一[个项件]|单体|单个|单项|项目|投资|的)",
    re.I,
)
PHASE = re.compile(
    r"\b(?:first|initial|second|third|opening) (?:phase|stage)\b|\bphase (?:one|two|1|2|I)\b"
    r"|[一二三首]期(?!工程师)|第[一二三]阶段|首批",
    re.I,
)
NEAR_BEFORE = 24  # characters before an amount in which its phase is named
ONCE_MORE = re.compile(r"(?: of the total)?,? or ", re.I)
# How a limit is printed that all projects keep to.
LIMITS = ("at_least", "over", "up_to", "range", "class")


def base_of(context: Context) -> str:
    """The measure that a percentage is a share of, by the words of its clause; empty if unknown."""
    near = f"{context.before}\0{context.plain[context.figure.end : context.clause_end]}"
    said = [measure for measure, pattern in BASES.items() if pattern.search(near)]
    return said[0] if said else ""


def is_of_those(context: Context) -> bool:
    """Whether a percentage is a share of what was counted before: “80 percent of them”, 其中…"""
    is_of_said = AMONG.match(context.clause) or OF_SAID.search(context.before)
    return bool(OF_THEM.match(context.after) or is_of_said)


def is_every(context: Context) -> bool:
    """Whether an amount is a limit that every single project keeps to."""
    clause = context.clause
    is_of_all = EVERY.search(clause) or ALL_OF_THE_REST.search(clause)
    return bool(is_of_all) and context.figure.reading.qualifier in LIMITS


def is_of_rest(context: Context) -> bool:
    """Whether the projects meant are those that were not named before."""
    return bool(REST.search(context.clause))


def is_of_biggest(context: Context) -> bool:
    """Whether an amount is that of the largest project, which has no name."""
    return bool(BIGGEST.search(context.before))


def is_of_phase(context: Context) -> bool:
    """Whether an amount is that of one phase alone."""
    return bool(PHASE.search(context.before[-NEAR_BEFORE:]))


def of_each(context: Context, reader: Reader) -> Proposal | None:
    """What every single project comes to: all of them, or those that have no name; else None."""
    if not is_every(context):
        return None
    each = replace(plain(context, "investment"), relation=EACH)
    if not is_of_rest(context):
        return replace(each, group=group_of(context, reader))
    others = [other for other in reader.in_sentence(context) if other is not context]
    is_after_size = any(map(is_size, others))
    if not is_after_size:
        return replace(each, project=UNNAMED)
    # those before are larger, so that the limit holds for all
    return each if context.figure.reading.qualifier == "at_least" else None


def of_phase(context: Context, reader: Reader) -> Proposal | None:
    """The money of one phase of the project that was named before; None where it is none."""
    project = last_project(context, reader)
    if not project or not is_of_phase(context):
        return None
    part = replace(plain(context, "investment"), relation=PART)
    return replace(part, project=project)


def group_of_share(context: Context, reader: Reader) -> tuple[str, str] | None:
    """The group whose share stands before an amount in its sentence: 占总额的六成，共51.9亿元."""
    last = _last(context, reader)
    if last is None or last.relation != SHARE:
        return None
    between = context.plain[last.figure.end : context.figure.start]
    return last.group if IN_SUM.fullmatch(between) else None


def _last(context: Context, reader: Reader) -> Proposal | None:
    """What the figure before is proposed as, if it is in the same sentence."""
    last, other = next(reader.before(), (None, None))
    is_near = other is not None and in_same_sentence(other, context)
    return last if is_near else None


def _same_sum(context: Context, reader: Reader) -> Proposal | None:
    """A percentage that tells a group's money once more: “265 million dollars, or 14 per cent”."""
    last = _last(context, reader)
    if last is None or last.measure != "investment" or last.relation or last.group is None:
        return None
    between = context.plain[last.figure.end : context.figure.start]
    if not ONCE_MORE.fullmatch(between) or GROWTH.search(context.sentence):
        return None
    return replace(plain(context, "investment"), relation=SHARE, group=last.group)


def share(context: Context, reader: Reader) -> Proposal | None:
    """A percentage as the share of a group in all; None where either is not known."""
    if same := _same_sum(context, reader):
        return same
    base = base_of(context)
    if not base and is_of_those(context):
        base = _last_sum(context, reader)
    shared = replace(plain(context, base), relation=SHARE)
    group = group_of(context, reader) or sector_behind(context, reader)
    if base and group:
        return replace(shared, group=group)
    project = last_project(context, reader) if OF_TOTAL.search(context.clause) else ""
    return replace(shared, project=project) if base and project else None


def _last_sum(context: Context, reader: Reader) -> str:
    """The measure of the figure before in the sentence, if it is a sum over the projects."""
    last = _last(context, reader)
    return last.measure if last and last.measure in SUMS else ""
