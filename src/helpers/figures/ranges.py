"""Two numbers with “to” between them that are no range: a change, a share, two currencies."""

import re

from helpers.figures.currencies import codes_of
from helpers.figures.grammar import figure_in_text
from helpers.figures.meaning import Match, goes_down, has_own_scale

FAR = 60  # characters before a number that tell of a change: rose from 5 to 7

_CHANGE = re.compile(
    r"\b(?:rose|ris|increas|gr[eo]w|rais|fell|fall|drop|declin|cut|decreas|climb|jump|expand|chang"
    r"|reduc|lower|slash|shr[aiu]nk|widen|narrow|doubl|tripl|mov|go|went|up|down)[a-z]*\b[^.;]*\bfrom\s$",
    re.IGNORECASE,
)
_POINTS = re.compile("百分点|points?", re.IGNORECASE)
_SHARE = re.compile(r"\d{1,2}(?:\.\d+)?")
_FROM = re.compile(r"(?:\bfrom |[从由])$", re.IGNORECASE)
_YEAR = re.compile("(?:19|20)[0-9]{2}")


def cut_at_false_range(figure: Match, text: str) -> Match | None:
    """The figure; only its first number, where the second is not the other end of a range."""
    if not figure["high"]:
        return figure
    before = text[max(0, figure.start() - FAR) : figure.start()]
    if _is_range(figure) and not _CHANGE.search(before) and not goes_down(figure):
        return figure
    return figure_in_text().match(text, figure.start(), figure.start("high"))


def has_lost_its_percent(whole: Match, cut: Match) -> bool:
    """Whether the percent of the first number is printed only with the second: from 12 to 8%."""
    if cut.end() == whole.end() or not whole["percent"] or "百分点" in whole["percent"]:
        return False
    before = whole.string[max(0, whole.start() - FAR) : whole.start()]
    return bool(_SHARE.fullmatch(cut[0].strip()) and _FROM.search(before))


def has_lost_its_scale(whole: Match, cut: Match) -> bool:
    """Whether the scale of the first number is printed only with the second: from $5 to $3 bn."""
    is_cut = cut.end() < whole.end()
    is_amount = bool(cut["currency"]) and not cut["scale"]
    return is_cut and is_amount and bool(whole["high_scale"]) and not has_own_scale(whole)


def _is_range(figure: Match) -> bool:
    """Whether two numbers with “to” between them are the ends of a range."""
    low, high = figure["number"] or figure["size"], figure["high"]
    alike = low[0].isalpha() == high[0].isalpha()
    return (
        alike
        and not _names_two_currencies(figure)
        and not _adds_points(figure)
        and not _is_given(figure)
        and not _is_year_before_amount(figure, low)
    )


def _names_two_currencies(figure: Match) -> bool:
    """$100 billion – R1.2 trillion: the second amount is the first in another currency."""
    groups = ("currency", "low_currency", "high_currency", "currency_behind")
    named = [set(codes_of(figure[group])) for group in groups if figure[group]]
    return bool(named) and not set.intersection(*named)


def _adds_points(figure: Match) -> bool:
    """增长2个百分点至15%: the first number is by how much, the second up to where."""
    low, high = figure["low_percent"] or "", figure["percent"] or ""
    return bool(_POINTS.search(low)) and not _POINTS.search(high)


def _is_given(figure: Match) -> bool:
    """Whether an amount is given to a number of things: $5 to 7 companies."""
    groups = ("scale", "high_scale", "high_currency", "currency_behind")
    return bool(figure["currency"]) and not any(figure[group] for group in groups)


def _is_year_before_amount(figure: Match, low: str) -> bool:
    """Whether a range begins with a year: in 2021 to £3.8bn."""
    if not _YEAR.fullmatch(low) or figure["currency"] or figure["scale"]:
        return False
    return any(figure[group] for group in ("high_currency", "high_scale", "currency_behind"))
