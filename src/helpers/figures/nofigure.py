"""What stands in a text that is no figure: dates, ranks, ages, names and parts of numbers."""

import re

from helpers.figures.lexicon import (
    CHINESE_DIGITS,
    COMPANY_ENDINGS,
    LEFT_OF_DATE,
    LEFT_OF_NO_FIGURE,
    MEASURE_WORDS,
    NAME_ENDINGS,
    RIGHT_OF_NO_FIGURE,
    SMALL_NUMBERS,
)
from helpers.figures.meaning import Match, says_more
from helpers.figures.nouns import NounPlace

NOTHING = ("zero", "零", "〇")  # zero tariffs and 零关税 are a word
NEAR = 40  # characters to either side that tell whether a number is a figure

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
_CHINESE_YEAR = re.compile(f"[一二][{CHINESE_DIGITS}]{{3}}")
# 一一四年十月, 自108年起: a year of the Republic of China
_YEAR_OF_REPUBLIC = re.compile(f"1[01]\\d|九[{CHINESE_DIGITS}]|一[〇零一二][{CHINESE_DIGITS}]")
_BEHIND_YEAR = re.compile(
    r"年(?:\d|[起底初度第至前後后中间間春夏秋冬推通啟启]|[一二三四五六七八九十]+月|以[來来])"
)
# 三元锂电池, 二元酸: a digit and 元 are money only where nothing but grammar follows
_WORD_WITH_YUAN = re.compile("[一二两三四五六七八九]元")
_BEHIND_YUAN = re.compile("$|[^一-鿿]|[的整钱人左以之至到起每一二三四五六七八九]")
_CAPITALS = re.compile(r"[A-Z][\w’'-]*")
_NEXT_WORD = re.compile(r" ([A-Z][A-Za-z]*)\b")
_FEW_TIMES = re.compile("[一二两三四五]次")  # 连续两次 is an adverb
_QUOTED_WORD = re.compile("[一-鿿]{1,4}[”」』]")
_CHINESE_NUMERAL = re.compile("[〇零一二两三四五六七八九十廿]")
_MEASURE_WORD = re.compile(MEASURE_WORDS)
_END_OF_COUNT = re.compile(
    r"[.,;]|\s(?:in|from|of|are|were|will|have|with|for|by|at|go|went|come|came)\b"
)
_COUNTING = re.compile(
    r"\b(?:of which|total of|workforce of|staff of|totall?ing|number(?:s|ed|ing)?(?: to)?)\s$"
    # of the 31 pledges, 12 are
    r"|\bof (?:the |its |all |these )*[\d,]+ [a-z-]+(?: [a-z-]+)?, $",
    re.IGNORECASE,
)
_REMAINING = re.compile(r"\bthe remaining $", re.IGNORECASE)
_FROM_TO = re.compile(r"\bfrom [^.,;]{1,30} to $", re.IGNORECASE)
_OF_THEM = re.compile(r"\sof (?:them|these|those|the \d[\d,]*)\b")
_IN_TEN = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|\d) (?:in|out of) (?:every )?$", re.IGNORECASE
)
_DEFINITE = re.compile(r"\b(?:the|these|those|other|or|and/or)\s$")


def is_figure(figure: Match, text: str, place: NounPlace | None) -> bool:
    """Whether a number in a text is a figure, and no date, rank, name or the like."""
    left = text[max(0, figure.start() - NEAR) : figure.start()]
    right = text[figure.end() : figure.end() + NEAR]
    is_scaled = bool(figure["scale"] or figure["high_scale"] or figure["size"])
    if _is_part_of_more(figure, left, right, is_scaled):
        return False
    if _is_word_with_yuan(figure, right):
        return False
    if _is_money_or_percent(figure):
        return not (_is_glued_at(figure[0][0]) and _GLUED.search(left))
    if _is_name(figure, text, place):
        return False
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
    is_ratio = figure["number"] == "10" and not is_scaled and _IN_TEN.search(left)
    is_cut = _CUT_LEFT.search(left) or (_CUT_RIGHT.match(right) and not figure["of_class"])
    is_end = re.match(r"0\d", figure["number"] or "")  # of 6 00,000
    return bool(is_indefinite or is_quoted or is_ratio or is_cut or is_end)


def _is_glued_at(first: str) -> bool:
    """Whether a figure that begins so is a part of a word that ends before it; a sign is none."""
    return first.isascii() and first.isalnum()


def _is_word_with_yuan(figure: Match, right: str) -> bool:
    return bool(_WORD_WITH_YUAN.fullmatch(figure[0])) and not _BEHIND_YUAN.match(right)


def _is_name(figure: Match, text: str, place: NounPlace | None) -> bool:
    """Whether a number and a noun in capitals are a name: Three Rivers Partnership, 5M Holdings."""
    if not place:
        follow = _NEXT_WORD.match(text, figure.end())
        is_letter = len(figure["scale"] or "") == 1
        return bool(is_letter and follow and follow[1] in NAME_ENDINGS)
    if place.unit:
        return False
    noun = text[place.start : place.name_end]
    words = noun.split(" ")
    if len(words) > 1 and words[-1] in COMPANY_ENDINGS:
        return figure["number"][0].isupper() or bool(figure["scale"])
    if not _CAPITALS.fullmatch(noun):
        return False
    if figure["scale"] and (noun in NAME_ENDINGS or noun in COMPANY_ENDINGS):
        return True
    if not figure["number"][0].isupper():
        return False
    follow = _NEXT_WORD.match(text, place.name_end)
    if follow and follow[1] in NAME_ENDINGS:
        return True
    before = text[max(0, figure.start() - NEAR) : figure.start()]
    return bool(re.search(r"[a-z,] $", before))


def _is_money_or_percent(figure: Match) -> bool:
    groups = ("currency", "currency_behind", "low_currency", "percent", "hundredths")
    return any(figure[group] for group in groups)


def _says_how_large(figure: Match) -> bool:
    """Whether a scale without a number is a size class or a rough number, and not just a word."""
    groups = ("qualifier", "class", "of_class", "qualifier_behind")
    return any(figure[group] for group in groups) or says_more(figure)


def _is_year(figure: Match, right: str, place: NounPlace | None, is_scaled: bool) -> bool:
    """Whether a number is a year: 2019, but not over 2019 jobs."""
    if _CHINESE_YEAR.fullmatch(figure["number"]) and right[:1] == "年":
        return True
    if _YEAR_OF_REPUBLIC.fullmatch(figure["number"]) and _BEHIND_YEAR.match(right):
        return True
    if not re.fullmatch(r"(?:19|20)\d\d", figure["number"]) or is_scaled or figure["more"]:
        return False
    return not (figure["qualifier"] and place) or right[:1] == "年"


def _is_count(number: str, left: str, right: str, place: NounPlace | None) -> bool:
    """Whether a number without scale, currency and percent counts or measures something."""
    if number.lower() in NOTHING:
        return False
    if place and place.unit:
        return number != "一"  # 一年 is “a year”, as a rule
    if RIGHT_OF_NO_FIGURE.match(right) or "." in number:
        return False
    if _FEW_TIMES.fullmatch(number + right[:1]):
        return False
    if _CHINESE_NUMERAL.match(number):
        return number != "一" and bool(_MEASURE_WORD.match(right))
    if place:
        return True
    return number.lower() != "one" and _counts_by_itself(number, left, right)


def _counts_by_itself(number: str, left: str, right: str) -> bool:
    """Whether a number stands for things that were named before: of which 75 are foreign."""
    if _REMAINING.search(left) and right[:1] in " ,.;":
        return True
    if not _END_OF_COUNT.match(right):
        return False
    if number[0].isalpha():
        return not _DEFINITE.search(left) and not _FROM_TO.search(left)
    return bool(_COUNTING.search(left) or _OF_THEM.match(right))
