"""Factors between two quantities: twice the output, more than doubled, threefold, 翻一番, 增长2倍.

A factor is how often the one is in the other, however it is said: 增长2倍 grows *by* 200 percent
and so *to* the threefold, but “grew threefold” and 增长到3倍 are that themselves. What is said of
occasions (met twice, three times a week) or is a part of a name (double-decker) is no factor.
This module knows the words of factors; a number with ``times`` or 倍 is read by `meaning`.
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import replace

from helpers.figures.grammar import FLAGS, QUALIFIER, QUALIFIER_BEHIND, meaning_of
from helpers.figures.intervals import Interval, Reading
from helpers.figures.lexicon import SMALL_NUMBERS
from helpers.figures.meaning import factor
from helpers.figures.numbers import Numeral, numeral
from helpers.figures.quantities import NUMBER

FAR = 60  # characters before a factor that tell what it is one of
WORDS = {"doubl": 2, "twice": 2, "tripl": 3, "trebl": 3, "quadrupl": 4, "quintupl": 5}
DOUBLINGS = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4}  # 翻两番 is to double twice
_MAY_HOLD_ONE = re.compile(
    r"doubl|twice|tripl|trebl|quadrupl|quintupl|fold|\dx|番|倍", re.IGNORECASE
)
_GROWTH = (
    "增长率?|增長率?|增加|增幅|涨幅|漲幅|提高|提升|扩大|擴大|扩张|上升|上涨|上漲|攀升|猛增|激增|大增|劲增|高出|多出"
    "|增|涨|漲|(?<=[年期月季])多"
)
_FACTOR = rf"""(?<![A-Za-z一-鿿])(?:(?P<qualifier>{QUALIFIER})[ ]?)?
    (?<![A-Za-z-])(?:
        (?P<word>doubl(?:e[ds]?|ing)|twice|tripl(?:e[ds]?|ing)|trebl(?:e[ds]?|ing)
            |quadrupl(?:e[ds]?|ing)|quintupl(?:e[ds]?|ing))
        |(?P<fold>\d+(?:\.\d+)?(?=x)|(?:\d+(?:\.\d+)?|{SMALL_NUMBERS}|hundred)(?=[ -]?fold))
            (?:x(?!\d)|[ -]?fold)
    )(?![A-Za-z-])
    |(?P<growth>{_GROWTH})了?(?:达到?|为|高达)?
        (?:(?P<growth_qualifier>{QUALIFIER})[ ]?)?
        (?:(?P<low>{NUMBER})倍?[至到—–~-])?(?P<number>{NUMBER})(?P<more>[多余])?倍(?P<more_behind>[多余])?
        (?P<qualifier_behind>{QUALIFIER_BEHIND})?(?![数率速频体])
    |翻了?(?:(?P<doubling_qualifier>{QUALIFIER})[ ]?)?
        (?:(?P<doublings>[一两二三四])?番|(?P<once>一)?倍)(?P<doubling_more>[多余]|还多)?
        (?P<doubling_behind>{QUALIFIER_BEHIND})?
    """
# what a quantity is compared with: twice the output, double that of, three times as much
_COMPARES = re.compile(
    r"[ ](?:the|that[ ]of|those|as|what|its|their|our|current|previous|larger|bigger|higher|greater"
    r"|faster|more|than|oversubscribed|(?:last|this)[ ](?:year|month|quarter)['’]s)\b"
    r"(?![ ](?:week|month|day|likely)\b)",
    FLAGS,
)
_GROWS = re.compile(
    r"\b(?:gr[eo]w|ris|rose|increas|multipl|expand|jump|surg|soar|climb|swell|swoll|up\b|subscribed"
    r"|exceed|boost|scal)[^.;]*$",
    FLAGS,
)
_GROWN = re.compile(
    r"[ ](?:increase|rise|growth|jump|expansion|surge|gain|improvement|boost)\b", FLAGS
)
_OCCASIONS = re.compile(
    r"[ ](?:an?|per|each|every|in[ ]a[ ]row|since|before|between|during|on|daily|weekly|champions?)"
    r"\b|[ -](?:winning|weekly|monthly|daily|yearly)",
    FLAGS,
)
_WILL_DOUBLE = re.compile(
    r"\b(?:to|will|would|could|can|should|may|might|must|than|nearly|almost|about|and|not)[ ]$"
    r"|^$",
    FLAGS,
)
_WHAT_DOUBLES = re.compile(
    r"[ ](?:the|that|those|its|their|our|what|last|this|current|existing|annual|overall|in|from|to"
    r"|by|over|within|with|capacity|output|production|exports|sales|revenue|investments?)\b"
    r"|[.,;)]|$",
    FLAGS,
)
_NO_DOUBLE = re.compile(
    r"[ ](?:down|up|as[ ](?!much|many|large|big|high)|back|over[ ](?:as|for)|digits?|decker"
    r"|taxation|standards?|shifts?|tracks?|tracking|rooms?|glaz\w+|counting|figures|majors?"
    r"|degrees?|checks?|beds?|lanes?|storey|wins?|whammy|acts?|bonus|layers?|jump"
    r"|crown|play|threat|helix|bottom|dividends?|blind|vision|happiness)\b",
    FLAGS,
)
_SHRINKS = re.compile("(?:减|降|少|缩|跌|下滑)[^，。；,;]{0,6}$")
_NO_FACTOR_BEHIND = re.compile("[数率速频頻体體镜鏡焦股式塔增]")


@functools.cache
def _pattern() -> re.Pattern[str]:
    return re.compile(_FACTOR, FLAGS)


def factors(text: str) -> Iterator[tuple[int, int, Reading]]:
    """The factors of a text in words: where each begins and ends, and its reading."""
    if not _MAY_HOLD_ONE.search(text):
        return
    for found in _pattern().finditer(text):
        if found["word"] and not _is_word_of_factor(found, text):
            continue
        if found["fold"] and not is_compared(found.start(), found.end(), text):
            continue
        yield found.start(), found.end(), _reading(found)


def factor_of(phrase: str) -> Reading | None:
    """The factor that a phrase in plain characters is by itself."""
    found = _pattern().fullmatch(phrase) if _MAY_HOLD_ONE.search(phrase) else None
    return _reading(found) if found else None


def is_compared(start: int, end: int, text: str) -> bool:
    """Whether a number with times, fold or 倍 is a factor, and not a number of occasions."""
    if (start, end) == (0, len(text)):
        return True
    before, after = text[max(0, start - FAR) : start], text[end : end + FAR]
    if "倍" in text[start:end]:
        return not _NO_FACTOR_BEHIND.match(after) and not _SHRINKS.search(before)
    if _OCCASIONS.match(after):
        return False
    is_grown = _GROWN.match(after) or _COMPARES.match(after)
    return bool(is_grown or _GROWS.search(before))


def _is_word_of_factor(found: re.Match[str], text: str) -> bool:
    """Whether a word such as double, doubled or twice is a factor where it stands."""
    word = found["word"].lower()
    before = text[max(0, found.start() - FAR) : found.start()]
    after = text[found.end() : found.end() + FAR]
    if _NO_DOUBLE.match(after):
        return False
    if word == "twice":
        return bool(_COMPARES.match(after))
    if word.endswith(("ed", "ing")):
        return True
    is_verb = bool(found["qualifier"] or _WILL_DOUBLE.search(before))
    if word.endswith("s"):
        return bool(_WHAT_DOUBLES.match(after)) and bool(after)
    return bool(_COMPARES.match(after)) or (is_verb and bool(_WHAT_DOUBLES.match(after)))


def _reading(found: re.Match[str]) -> Reading:
    if found["low"]:
        low, high = (numeral(found[end]).value + 1 for end in ("low", "number"))
        return Reading(low, Interval(low, high), "times", "range", "times")
    number = _number(found)
    if found["growth"]:
        number = replace(number, value=number.value + 1)
    return factor(number, _qualifier(found))


def _number(found: re.Match[str]) -> Numeral:
    """The number of a factor; of growth, by which multiple of itself a quantity grows."""
    if found["number"]:
        return numeral(found["number"])
    if found["fold"]:
        return numeral(found["fold"])
    word = (found["word"] or "").lower()
    for beginning, times in WORDS.items():
        if word.startswith(beginning):
            return numeral(str(times))
    doublings = DOUBLINGS[found["doublings"] or "一"]
    return numeral(str(2**doublings))


def _qualifier(found: re.Match[str]) -> str:
    """The name of what qualifies a factor, before or behind it: 增长超2倍, 翻一番多."""
    if found["more"] or found["more_behind"] or found["doubling_more"]:
        return "over"
    groups = [name for name in found.groupdict() if "qualifier" in name or "behind" in name]
    printed = [found[name] for name in groups if found[name]]
    return meaning_of(printed[0]) if printed else "exact"
