"""A printed figure is an interval: what a phrase such as ``nearly 70 billion yuan`` allows.

The trailing digits of a printed number carry information, as in the GRIM test (Brown and Heathers, 2017) and
the `scrutiny` package for R; so the dataset keeps the phrase and this module reads it. It knows phrases only:
nothing of sources, projects or announcements. A new form is a new entry in one of the tables below.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

INFINITY = Decimal("Infinity")

QUALIFIERS = {
    "over": ("over", "more than", "above", "exceeding", "超过", "超過", "超", "逾", "过"),
    "nearly": ("nearly", "almost", "close to", "近"),
    "about": ("about", "around", "approximately", "some", "约", "約"),
    "at_least": ("at least", "no less than", "不少于", "不少於"),
    "up_to": ("up to", "no more than", "at most", "不超过", "不超過"),
}
SCALES = {
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
    "万": 10**4,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "十亿": 10**9,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
}
CURRENCIES = {
    "CNY": ("yuan", "renminbi", "RMB", "CNY", "元", "人民币", "元人民币"),
    "USD": ("US dollars", "U.S. dollars", "US dollar", "dollars", "dollar", "US$", "USD", "$", "美元"),
}
NUMBER_WORDS = {
    word: str(number)
    for number, words in enumerate(
        (
            "zero 零",
            "one 一",
            "two 二 两",
            "three 三",
            "four 四",
            "five 五",
            "six 六",
            "seven 七",
            "eight 八",
            "nine 九",
            "ten 十",
            "eleven 十一",
            "twelve 十二",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty 二十",
        )
    )
    for word in words.split()
}
TRADITIONAL = str.maketrans("億萬約兩級個項幣過於餘", "亿万约两级个项币过于余")
# A noun that begins or ends so is a part of the number that the tables above do not know; it is refused, not dropped.
MISREAD = re.compile(
    r"[〇零一二两三四五六七八九十百千万亿余多]|(ty|teen|hundred|thousand|dozen|score|lakh|crore|k|m|b|mn|tn|or|and|to|decline|decrease|drop|fall|lower|less)\b"
    r"|.*(以上|以下|左右|上下|or more|or less|at least|plus)$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Interval:
    """All values from `low` to `high`, both included, in whole units (yuan, projects, percent)."""

    low: Decimal
    high: Decimal

    def __post_init__(self):
        if self.low.is_nan() or self.high.is_nan() or not self.low <= self.high:
            raise ValueError(f"the interval from {self.low} to {self.high} is empty")


@dataclass(frozen=True)
class Reading:
    """How a phrase is understood.

    `value` is its number at face value and `interval` what it allows, both in whole units; `unit` is an ISO 4217
    currency code, ``%``, or, for a count, the noun counted (empty where none is printed); `qualifier` is ``exact``,
    ``over``, ``nearly``, ``about``, ``at_least``, ``up_to``, ``range`` or ``class``.
    """

    value: Decimal
    interval: Interval
    unit: str
    qualifier: str


def _either(words):
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|" + _either(NUMBER_WORDS)
_CURRENCY = _either(word for words in CURRENCIES.values() for word in words)
_PHRASE = re.compile(
    rf"""(?:(?P<qualifier>{_either(word for words in QUALIFIERS.values() for word in words)})\s*)?
    (?:(?P<prefix>{_CURRENCY})\s*)?
    (?P<minus>[-−])?
    (?:(?P<number>{_NUMBER})(?![\d.,])(?P<more>多|余)?
        (?:[\s-]?(?P<scale>{_either(SCALES)}))?
        (?:\s*(?:[–—~-]|to|至|到)\s*(?P<number2>{_NUMBER})(?![\d.,])(?:[\s-]?(?P<scale2>{_either(SCALES)}))?)?
        |(?P<bare>{_either(s for s in SCALES if len(s) > 1 and s[-1] in "万亿")}))
    (?P<class>级|-class)?
    (?:[\s-]?(?P<suffix>{_CURRENCY})(?P<class2>级)?)?
    (?P<percent>\s?(?:%|per\ cent|percent))?
    (?:\s*(?P<noun>[^\W\d_][^\d%]*))?""",
    re.VERBOSE | re.IGNORECASE,
)
_CANONICAL = {
    word.lower(): name for table in (QUALIFIERS, CURRENCIES) for name, words in table.items() for word in words
}


def read(phrase: str) -> Reading:
    """Read one printed figure, in English or Chinese.

    Amounts come back in whole currency units (``20.15 billion yuan`` is 20,145,000,000 to 20,155,000,000 CNY).
    Raises ValueError, with a message for the curator, where the phrase cannot be read as exactly one figure.
    """
    text = unicodedata.normalize("NFKC", phrase).translate(TRADITIONAL).strip()
    found = _PHRASE.fullmatch(text)
    if not found:
        raise ValueError(f"cannot read “{phrase}” as a number with its qualifier, scale and unit")
    part = found.groupdict()
    currencies = {_CANONICAL[part[place].lower()] for place in ("prefix", "suffix") if part[place]}
    if len(currencies) > 1:
        raise ValueError(f"“{phrase}” names two currencies")
    noun = (part["noun"] or "").strip()
    if MISREAD.match(noun) or (part["minus"] and not part["percent"]) or (part["number2"] and part["qualifier"]):
        raise ValueError(f"cannot read “{phrase}” without losing a part of it")
    stray = noun or (part["percent"] or "").strip()
    if stray and (currencies or re.search(f"(?:{_CURRENCY})$", stray, re.IGNORECASE)):
        raise ValueError(f"cannot read “{stray}” in the amount “{phrase}”")
    unit = currencies.pop() if currencies else "%" if part["percent"] else noun

    qualifier = _CANONICAL[part["qualifier"].lower()] if part["qualifier"] else "over" if part["more"] else "exact"
    if part["class"] or part["class2"] or part["bare"]:
        qualifier = "class" if qualifier == "exact" else qualifier
    scale = part["scale"] or part["bare"] or part["scale2"]
    value, last, last_nonzero = _number(part["number"] or "1", scale)
    value = -value if part["minus"] else value
    whole_count = scale is None and last == 1 and unit not in (*CURRENCIES, "%")
    if part["number2"]:
        return Reading(value, Interval(value, _number(part["number2"], part["scale2"] or scale)[0]), unit, "range")
    if qualifier == "nearly" and value == last_nonzero:
        last_nonzero /= 10
    half = Decimal(0) if whole_count else last / 2
    low, high = {
        "exact": (value - half, value + half),
        "over": (value, value + last_nonzero),
        "nearly": (value - last_nonzero, value),
        "about": (value - last_nonzero / 2, value + last_nonzero / 2),
        "at_least": (value, INFINITY),
        "up_to": (Decimal(0), value),
        "class": (value, value * 10),
    }[qualifier]
    return Reading(value, Interval(low, high), unit, qualifier)


def _number(text, scale):
    """The value of a number, one unit of its last printed digit, and one of its last digit that is not zero."""
    digits = NUMBER_WORDS.get(text.lower(), text.replace(",", ""))
    factor = SCALES[scale.lower()] if scale else 1
    number = Decimal(digits)
    last = Decimal(1).scaleb(number.as_tuple().exponent)
    last_nonzero = Decimal(1).scaleb(number.normalize().as_tuple().exponent) if number else last
    return number * factor, last * factor, last_nonzero * factor
