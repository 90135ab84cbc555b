"""Fractions of a whole, as percentages: two-thirds of the total, 三分之一以上, more than half."""

import functools
import re
from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from helpers.figures.grammar import FLAGS, QUALIFIER, QUALIFIER_BEHIND, meaning_of
from helpers.figures.intervals import INFINITY, ZERO, Interval, Reading

ALL = Decimal(100)
STEP = Decimal(10)  # “over half” ends where one more of the first digit of 50 begins
TENTH = Decimal("0.1")
NUMERATORS = {
    word: number
    for number, words in enumerate(
        ("", "a an one 一 1", "two 二 两 2", "three 三 3", "four 四 4", "five 五 5", "six 六 6",
         "seven 七 7", "eight 八 8", "nine 九 9")
    )
    for word in words.split()
}  # fmt: skip
DENOMINATORS = {
    "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    "十": 10, "千": 1000, "万": 10000,
}  # fmt: skip
_MAY_HOLD_ONE = re.compile(
    "half|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|分之|半", re.IGNORECASE
)
_PARTS = "third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
_FRACTION = rf"""(?:(?P<qualifier>{QUALIFIER}|过(?=半))[ ]?)?(?:
    (?<![A-Za-z-])(?P<numerator>one|two|three|four|five|six|seven|eight|nine)
        (?:-|[ ](?=\w+[ ]of\b|thirds|fifths|sixths|sevenths|eighths|ninths|tenths))
        (?P<denominator>{_PARTS})s?(?![\w-]|[ ]majority)
    |(?<![A-Za-z-])(?P<one>an?)[ ](?P<part>{_PARTS})(?=[ ]of\b(?![ ](?:a|an|\d)\b)
        |(?(qualifier)[,.;)]|(?!)))
    |(?<![A-Za-z-])(?P<half>(?:one[ -])?half)(?=[ ](?:of[ ])?(?:the|all|its|their|them|those)\b
        (?![ ](?:battle|time|world|way|size|age|price|story|fun|problem|width|length|height|speed
        |distance|day|year|month|week|night|decade|century)\b)
        |[ ](?:is|are|was|were|goes|went|comes?|came|will|would)\b
        |(?(qualifier)(?![ ]?(?:an?|time|year|day|hour)\b)(?![\w-])|(?!)))
    |(?P<chinese_denominator>[二三四五六七八九十千万]|10)分之(?P<chinese_numerator>[一二两三四五六七八九1-9])
        (?![一二三四五六七八九十\d])
    |(?<![另第前后上下参])(?P<chinese_half>一半|半数|(?<=过)半(?=[数以的企项，。；、,.;]|$)|(?<=[超近逾])半(?=[数以]))
    )(?P<qualifier_behind>{QUALIFIER_BEHIND})?"""
# the first half of a year, and half of one thing in particular
_OTHER_HALF = re.compile(r"\b(?:first|second|other|latter|former|last|and an?)[ ]$", re.IGNORECASE)

_WHOLE = re.compile(r" (?:of )?(?:the|all|its|their)(?: [a-z-]+){1,3}", re.IGNORECASE)


@functools.cache
def _pattern() -> re.Pattern[str]:
    return re.compile(_FRACTION, FLAGS)


def fractions(text: str) -> Iterator[tuple[int, int, Reading]]:
    """The fractions of a text in plain characters: where each begins and ends, and its reading."""
    if not _MAY_HOLD_ONE.search(text):
        return
    for fraction in _pattern().finditer(text):
        before = text[max(0, fraction.start() - 10) : fraction.start()]
        if not _OTHER_HALF.search(before):
            yield fraction.start(), fraction.end(), _reading(fraction)


def fraction_of(phrase: str) -> Reading | None:
    """The fraction that a phrase in plain characters is, alone or with its whole: half the jobs."""
    for start, end, reading in fractions(f"{phrase} of the whole"):
        if start == 0 and (end == len(phrase) or _WHOLE.fullmatch(phrase, end)):
            return reading
    return None


def _reading(fraction: re.Match[str]) -> Reading:
    numerator, denominator = _ratio(fraction)
    share = ALL * numerator / denominator
    printed = fraction["qualifier"] or fraction["qualifier_behind"]
    qualifier = "exact"
    if printed:
        qualifier = "over" if printed == "过" else meaning_of(printed)
    return Reading(share, _interval(share, qualifier), "%", qualifier, "percent")


def _ratio(fraction: re.Match[str]) -> tuple[int, int]:
    if fraction["half"] or fraction["chinese_half"]:
        return 1, 2
    if fraction["one"]:
        return 1, DENOMINATORS[fraction["part"].lower()]
    if fraction["chinese_numerator"]:
        denominator = DENOMINATORS.get(fraction["chinese_denominator"], 10)
        return NUMERATORS[fraction["chinese_numerator"]], denominator
    return NUMERATORS[fraction["numerator"].lower()], DENOMINATORS[fraction["denominator"].lower()]


def _interval(share: Decimal, qualifier: str) -> Interval:
    """What a fraction allows: to a tenth of a percent; ten percent further where it is rough."""
    low = share.quantize(TENTH, ROUND_FLOOR)
    high = share.quantize(TENTH, ROUND_CEILING)
    match qualifier:
        case "over":
            return Interval(low, min(low + STEP, ALL))
        case "nearly":
            return Interval(max(high - STEP, ZERO), high)
        case "about":
            return Interval(low - STEP / 2, high + STEP / 2)
        case "at_least":
            return Interval(low, INFINITY)
        case "up_to":
            return Interval(ZERO, high)
        case _:
            return Interval(low, high)
