"""The printed figures of a text, and what stands in it that is none: dates, ranks, ages, names."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from helpers.figures.currencies import codes_of
from helpers.figures.grammar import CURRENCY, FIGURE_IN_TEXT, plain
from helpers.figures.lexicon import (
    LEFT_OF_DATE,
    LEFT_OF_NO_FIGURE,
    MEASURE_WORDS,
    MONEY_NOUNS,
    NOT_IN_NOUNS,
    OF_THE_VERB,
    RIGHT_OF_NO_FIGURE,
    SMALL_NUMBERS,
)
from helpers.figures.meaning import Match, Reading, reading_of, says_more
from helpers.figures.nouns import Noun, NounPlace, noun_behind

NEAR = 24  # characters to either side that tell whether a number is a figure
FAR = 60  # characters before a number that tell of a change: rose from 5 to 7
SHARED_WORD = 0.9  # what a mention of “dollars” weighs against one of US dollars
PLACE = 0.5  # what a mention of a country weighs for its ¥
PLACES_OF_YEN = {"CNY": "China|Chinese|中国", "JPY": "Japan|日本"}
LONGEST_CURRENCY = 20  # letters of the name of a currency that is not known
NO_CURRENCIES = NOT_IN_NOUNS | MONEY_NOUNS


@dataclass(frozen=True)
class Found:
    """A figure found in a text: its `paragraph` (a line that is not blank, from 1), and where in
    that line it stands.

    `understood` says whether its currency is not printed with it, but taken from the text.
    """

    paragraph: int
    start: int
    end: int
    phrase: str
    reading: Reading
    understood: bool = False


def find(text: str, currency: str = "") -> list[Found]:
    """All printed figures of a text, in order.

    Dates, ranks, ages, names with digits and the like are none. An amount without a currency gets
    `currency`, an ISO 4217 code, or else the one that is printed most often in the text.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    found = _in_lines(lines, [currency])
    if currency:
        return [_with_currency(figure, currency) for figure in found]
    currencies = _by_mention(found, text)
    if currencies:  # once more, for what a word such as “dollars” means is known only now
        found = _in_lines(lines, currencies)
    understood = currencies[0] if currencies else ""
    return [_with_currency(figure, understood) for figure in found]


def _in_lines(lines: Sequence[str], currencies: Sequence[str]) -> list[Found]:
    return [
        figure
        for number, line in enumerate(lines, 1)
        for figure in _in_line(line, number, currencies)
    ]


def _with_currency(figure: Found, currency: str) -> Found:
    """The figure, with a currency if it is an amount that is printed without one."""
    if figure.reading.kind != "money" or figure.reading.unit:
        return figure
    return replace(figure, reading=replace(figure.reading, unit=currency), understood=True)


# --- the currencies of a text


def _by_mention(found: Sequence[Found], text: str) -> list[str]:
    """The currencies of a text, the most often printed first."""
    weights: dict[str, float] = defaultdict(float)
    for figure in found:
        if word := CURRENCY.search(plain(figure.phrase)):
            weights[figure.reading.unit] += _weight(word[0])
    if "¥" in plain(text):
        for code, places in PLACES_OF_YEN.items():
            weights[code] += PLACE * len(re.findall(places, text))
    return sorted(weights, key=weights.__getitem__, reverse=True)


def _weight(word: str) -> float:
    """What the mention of a currency tells; a word that several share tells less than another."""
    if word == "¥":
        return 0
    return SHARED_WORD if len(codes_of(word)) > 1 else 1


# --- the figures of a line


def _in_line(line: str, number: int, currencies: Sequence[str]) -> Iterator[Found]:
    text = plain(line)
    position = 0
    while match := FIGURE_IN_TEXT.search(text, position):
        position = match.end()
        figure = _cut_at_false_range(match, text)
        if not figure:
            continue
        position = figure.end()
        place = noun_behind(figure, text)
        figure = _without_false_qualifier(figure, place, text)
        if not figure or not _is_figure(figure, text, place):
            continue
        noun = place.noun(line) if place else Noun()
        end = place.end if place else figure.end()
        try:
            reading = reading_of(figure, figure[0], noun, currencies)
        except ValueError:  # a number that cannot be read is not found
            continue
        position = end
        if not place:
            reading = _in_strange_currency(reading, text, end)
        yield Found(number, figure.start(), end, line[figure.start() : end], reading)


def _in_strange_currency(reading: Reading, text: str, end: int) -> Reading:
    """The reading of an amount with the word behind it, if that seems to be an unknown currency."""
    follow = re.match(r" ([a-z]+)", text[end : end + LONGEST_CURRENCY])
    is_bare_money = reading.kind == "money" and not reading.unit
    if not is_bare_money or not follow or follow[1] in NO_CURRENCIES:
        return reading
    return replace(reading, kind="other", unit=follow[1])


# --- ranges that are none

_CHANGE = re.compile(
    r"\b(?:rose|ris|increas|gr[eo]w|rais|fell|fall|drop|declin|cut|decreas|climb|jump|expand|chang"
    r"|up|down)[a-z]*\b[^.;]*\bfrom\s$",
    re.IGNORECASE,
)
_YEAR = re.compile("(?:19|20)[0-9]{2}")


def _cut_at_false_range(figure: Match, text: str) -> Match | None:
    """The figure; only its first number, where the second is not the other end of a range."""
    if not figure["high"]:
        return figure
    before = text[max(0, figure.start() - FAR) : figure.start()]
    if _is_range(figure) and not _CHANGE.search(before):
        return figure
    return FIGURE_IN_TEXT.match(text, figure.start(), figure.start("high"))


def _is_range(figure: Match) -> bool:
    """Whether two numbers with “to” between them are the ends of a range."""
    low, high = figure["number"] or figure["size"], figure["high"]
    both_in_digits = low[0].isdigit() == high[0].isdigit()
    return (
        both_in_digits
        and not _adds_points(figure)
        and not _is_given(figure)
        and not _is_year_before_amount(figure, low)
    )


def _adds_points(figure: Match) -> bool:
    """增长2个百分点至15%: the first number is by how much, the second up to where."""
    has_points = "百分点" in (figure["low_percent"] or "")
    return has_points and "百分点" not in (figure["percent"] or "")


def _is_given(figure: Match) -> bool:
    """Whether an amount is given to a number of things: $5 to 7 companies."""
    groups = ("scale", "high_scale", "high_currency", "currency_behind")
    return bool(figure["currency"]) and not any(figure[group] for group in groups)


def _is_year_before_amount(figure: Match, low: str) -> bool:
    """Whether a range begins with a year: in 2021 to £3.8bn."""
    if not _YEAR.fullmatch(low) or figure["currency"] or figure["scale"]:
        return False
    return any(figure[group] for group in ("high_currency", "high_scale", "currency_behind"))


# --- qualifiers that are none

# “over five years” is during them and 近5年 are the last ones; “under two schemes” is within them
_NOT_OF_SPANS = re.compile("over|近", re.IGNORECASE)
_NOT_OF_THINGS = re.compile("under|below|above", re.IGNORECASE)


def _without_false_qualifier(figure: Match, place: NounPlace | None, text: str) -> Match | None:
    """The figure; without its qualifier, where that belongs to other words than the number."""
    if not figure["number"] or not figure["qualifier"]:
        return figure
    end = figure.end("qualifier")
    of_the_verb = OF_THE_VERB.search(text, figure.start() - NEAR, end)
    if of_the_verb or _is_preposition(figure, place):
        return FIGURE_IN_TEXT.search(text, end, figure.endpos)
    return figure


def _is_preposition(figure: Match, place: NounPlace | None) -> bool:
    if not place:
        return False
    if place.unit == "span":
        return bool(_NOT_OF_SPANS.fullmatch(figure["qualifier"]))
    is_thing = not place.unit and not figure["scale"]
    return is_thing and bool(_NOT_OF_THINGS.fullmatch(figure["qualifier"]))


# --- numbers that are no figures

# what stands around a number that is only a part of one
_CUT_LEFT = re.compile(
    r"\d[万亿兆'’]$|(?<![.\d])\.$"
    r"|\b(?:thousand|hundred|lakh|crore|[a-z]+illion|quarter of|third of)\s$",
    re.IGNORECASE,
)
_CUT_RIGHT = re.compile(
    r"\s?(?-i:[KMB]{1,2})\b|[\s-](?:crore|lakh|million|billion)|['’,]\d"
    # two billion five hundred million; but $2 billion two years ago, and a $1 trillion one
    r"|\s(?!one\b(?!\s(?:hundred|thousand))|\w+\s(?:years?|months?|weeks?|days?)\b)"
    rf"(?:{SMALL_NUMBERS}|\d+\s(?:lakh|thousand|crore))\b"
    r"|[\d百亿]|千(?![瓦米克])",
    re.IGNORECASE,
)
_GLUED = re.compile(r"[A-Za-z\d][-/.]?$")
_QUOTED_WORD = re.compile("[一-鿿]{1,4}[”」』]")
_CHINESE_NUMERAL = re.compile("[〇零一二两三四五六七八九十廿]")
_MEASURE_WORD = re.compile(MEASURE_WORDS)
_END_OF_COUNT = re.compile(r"[.,;]|\s(?:in|from|of|are|were|will|have|with|for|by|at)\b")
_COUNTING = re.compile(
    r"\b(?:of which|total of|totall?ing|number(?:s|ed|ing)?(?: to)?)\s$", re.IGNORECASE
)
_DEFINITE = re.compile(r"\b(?:the|these|those|other|or|and/or)\s$")


def _is_figure(figure: Match, text: str, place: NounPlace | None) -> bool:
    """Whether a number in a text is a figure, and no date, rank, name or the like."""
    left = text[max(0, figure.start() - NEAR) : figure.start()]
    right = text[figure.end() : figure.end() + NEAR]
    is_scaled = bool(figure["scale"] or figure["high_scale"] or figure["size"])
    if _is_part_of_more(figure, left, right, is_scaled):
        return False
    if _is_money_or_percent(figure):
        return not (figure[0][0].isascii() and _GLUED.search(left))
    if LEFT_OF_NO_FIGURE.search(left):
        return False
    if LEFT_OF_DATE.search(left) and not place and not is_scaled:
        return False
    if figure["size"]:
        return _says_how_large(figure)
    if _is_year(figure, right, place, is_scaled):
        return False
    if is_scaled:
        return bool(place) or not re.match(r"[A-Za-z\d]", right)
    return _is_count(figure["number"], left, right, place)


def _is_part_of_more(figure: Match, left: str, right: str, is_scaled: bool) -> bool:
    """Whether a number is a part of a longer one, of 数百亿 and the like, or of a set phrase."""
    is_indefinite = left[-1:] in ("数", "几") and figure[0][0] in "十百千万亿"
    is_quoted = left[-1:] in ("“", "「", "『") and not is_scaled and _QUOTED_WORD.match(right)
    is_cut = _CUT_LEFT.search(left) or _CUT_RIGHT.match(right)
    return bool(is_indefinite or is_quoted or is_cut)


def _is_money_or_percent(figure: Match) -> bool:
    groups = ("currency", "currency_behind", "low_currency", "percent", "hundredths")
    return any(figure[group] for group in groups)


def _says_how_large(figure: Match) -> bool:
    """Whether a scale without a number is a size class or a rough number, and not just a word."""
    groups = ("qualifier", "class", "qualifier_behind")
    return any(figure[group] for group in groups) or says_more(figure)


def _is_year(figure: Match, right: str, place: NounPlace | None, is_scaled: bool) -> bool:
    """Whether a number is a year: 2019, but not over 2019 jobs."""
    if not re.fullmatch(r"(?:19|20)\d\d", figure["number"]) or is_scaled or figure["more"]:
        return False
    return not (figure["qualifier"] and place) or right[:1] == "年"


def _is_count(number: str, left: str, right: str, place: NounPlace | None) -> bool:
    """Whether a number without scale, currency and percent counts or measures something."""
    if place and place.unit:
        return number != "一"  # 一年 is “a year”, as a rule
    if RIGHT_OF_NO_FIGURE.match(right) or "." in number:
        return False
    if _CHINESE_NUMERAL.match(number):
        return number != "一" and bool(_MEASURE_WORD.match(right))
    if place:
        return True
    return number.lower() != "one" and _counts_by_itself(number, left, right)


def _counts_by_itself(number: str, left: str, right: str) -> bool:
    """Whether a number stands for things that were named before: of which 75 are foreign."""
    if not _END_OF_COUNT.match(right):
        return False
    if number[0].isalpha():
        return not _DEFINITE.search(left)
    return bool(_COUNTING.search(left))
