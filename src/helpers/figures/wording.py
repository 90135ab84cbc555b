"""Numbers as a reader of English wants to see them: the one place where a quantity becomes text.

What is written here can be read again by `helpers.figures`: `20.15 billion yuan`, `US$150 million`,
`10.8%`, `16 projects`. Units and names come from data and are never used as a format or a pattern.
"""

import math
import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Literal

import inflect
from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import get_currency_name, get_currency_symbol
from markupsafe import Markup, escape

ENGLISH = Locale("en", "GB")
SPELT_OUT = 12  # the largest number that is written in words
NO_BREAK = "\u00a0"  # between a currency's sign and its number
# Short of Unicode's names ("Chinese yuan", "Indian rupee").
CURRENCY_NAMES = {"CNY": "yuan", "USD": "dollar", "INR": "rupee", "GBP": "pound", "JPY": "yen"}
UNCHANGED = ("yuan", "yen")  # the same in the plural
# What stands before and after an amount; else Babel's sign before it, or the code after it.
AFFIXES = {
    "CNY": ("", " yuan"),
    "JPY": ("", " yen"),
    "USD": ("US$", ""),
    "INR": (f"Rs{NO_BREAK}", ""),
    "MYR": ("RM", ""),
}
SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"), (1, ""))
CRORES = ((1e7, "crore"), (1, ""))  # the scale of amounts in India
LARGEST = 10_000  # on the scale of the lower end; a longer number gets a scale of its own
NOISE = 1e-6  # of the last digit that is told: the solver’s, beyond which an end is rounded outward
MINUS = "\N{MINUS SIGN}"
# Words that begin names of fields and groups and are no proper names: of them alone is
# the capital taken away within a sentence. A word that is missing here keeps its capital, which is
# the smaller mistake: "in Viticulture" against "in nanjing auto parts".
_COMMON = """
advanced aerospace agricultural agriculture air artificial auto automation automobile automobiles
automotive aviation banking basic batteries battery big biological biomedical biomedicine
biopharmaceutical biopharmaceuticals biotechnology building business carrier cars central chemical
chemicals chip chips circular city civil clean cloud coal coastal commerce commercial communication
communications companies company comprehensive computer computers computing construction consumer
conventional core corporate country creative critical cultural culture current cyber data deep
defence defense digital display domestic drug drugs early education electric electrical electricity
electronic electronics elsewhere emerging energy engineering entertainment environment environmental
equipment expected export exports factories film finance financial first fishery fishing food
foreign forest forestry fossil freight fuel fundamental future gas general geothermal government
grants headquarters health healthcare heavy high home hospitality hotels housing hydrogen hydropower
industrial industries industry information infrastructure innovation innovative insurance integrated
intelligent international internet investment iron joint land large late leading leisure life light
listed local logistics low machine machinery main manufacturing marine maritime market mass
materials mature mechanical media medical medicine medium metal metals microelectronics military
mineral minerals mining mixed mobile modern motor named national natural navigation net network
networks new next nuclear of office offshore oil old one online operating optical optoelectronics
organic other others outer outside overseas paper partly petrochemical petrochemicals petroleum
pharmaceutical pharmaceuticals physical plant plants plastic plastics port ports power precision
premium primary private production professional property public quantum rail railway railways raw
real refining regional related renewable renewables rental research residential resources retail
revenue road robot robotics robots round rural safety scientific second secondary security semi
semiconductor semiconductors service services shipbuilding shipping signed silicon small smart
social software solar solid space special sport sports stage started state steel storage strategic
strategy supply support sustainable technical technologies technology telecommunication
telecommunications telecoms tertiary textile textiles the third timber tourism trade traditional
transport transportation travel unknown unmanned unnamed upstream urban utilities utility vehicle
vehicles venture warehouse warehousing waste water wholesale wind wireless wood world
"""
COMMON_WORDS = frozenset(_COMMON.split())
# The symbols of units of measurement, which have no plural: `MW`, `GWh`, `km`.
UNIT_SYMBOL = re.compile(r"[kMGTP]?(?:Wp?|Wh|VA|Hz|[tgmL]|bps)|[kM]V|ha|mm|cm")
# What begins with them is spelt out by whoever reads it aloud: `SME`, `MoU`, `R&D centre`.
INITIALS = re.compile(r"[A-Z][A-Za-z&]?[A-Z](?![a-z])")
SOUNDED_AS_VOWELS = "AEFHILMNORSX"  # letters whose names begin with a vowel


_ENGLISH_WORDS = inflect.engine()  # knows plurals and articles


def count(number: int, noun: str = "") -> str:
    """A number of things: `three projects`, `16 projects`, `no award`.

    It is in words up to twelve; the noun is in the plural unless there is exactly one.
    """
    words = _ENGLISH_WORDS.number_to_words(str(number), threshold=SPELT_OUT, zero="no")
    text = str(words) if number >= 0 else f"{number:,}"
    if not noun:
        return text
    return f"{text} {noun if number == 1 else plural(noun)}"


def plural(noun: str) -> str:
    """The noun for several: `projects`, `companies`, `SMEs`; a unit's symbol stays: `MW`."""
    last = noun.rsplit(" ", 1)[-1]
    if not _is_english(noun) or UNIT_SYMBOL.fullmatch(last):
        return noun
    return f"{noun}s" if _is_abbreviation(last) else str(_ENGLISH_WORDS.plural_noun(noun))


def singular(noun: str) -> str:
    """The noun for one, if it stands in the plural; else as it is."""
    last = noun.rsplit(" ", 1)[-1]
    if not _is_english(noun) or UNIT_SYMBOL.fullmatch(last) or _is_abbreviation(last):
        return noun
    if last.endswith("s") and _is_abbreviation(last[:-1]):
        return noun[:-1]
    return str(_ENGLISH_WORDS.singular_noun(noun) or noun)


def a(noun: str) -> str:
    """The noun with its indefinite article: `a project`, `an award`, `a university`, `an SME`."""
    if not _is_english(noun):
        return noun
    if INITIALS.match(noun):
        return f"{'an' if noun[0] in SOUNDED_AS_VOWELS else 'a'} {noun}"
    return str(_ENGLISH_WORDS.a(noun))


def _is_english(noun: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z][A-Za-z'&-]*", noun.rsplit(" ", 1)[-1]))


def _is_abbreviation(word: str) -> bool:
    return len(word) > 1 and word[-1].isupper()


def day(value: date) -> str:
    """A day: `20 May 2020`."""
    return format_date(value, "d MMMM yyyy", locale=ENGLISH)


def currency(code: str) -> str:
    """The name of one unit of a currency: `yuan`, `dollar`, `euro`."""
    return CURRENCY_NAMES.get(code) or get_currency_name(code, 1, locale=ENGLISH)


def currencies(code: str) -> str:
    """The name of a currency in the plural: `yuan`, `dollars`, `euros`."""
    name = CURRENCY_NAMES.get(code)
    if name is None:
        return get_currency_name(code, 2, locale=ENGLISH)
    return name if name in UNCHANGED else plural(name)


def rate(value: float, digits: int = 4) -> str:
    """An exchange rate to so many significant digits: `7.000`, `0.01250`."""
    return _number(value, digits)


def percent(fraction: float, digits: int = 1) -> str:
    """A fraction of 1 as a percentage, rounded by itself: `45.4%`, `0%`, `100%`.

    Percentages of parts may therefore not add up to 100.
    """
    return f"{_hundredths(fraction, digits)}%"


def percent_range(low: float, high: float, digits: int = 0) -> str:
    """`45–95%`, or one number where both ends are the same once rounded.

    The ends of a range are rounded outward, so that it holds all that is possible; whole per
    cents, which are for sentences, are rounded as they are told.
    """
    if high == math.inf:
        return f"{percent(low, digits)} or more"
    ends = [_hundredths(end, digits) for end in (low, high)]
    if ends[0] == ends[1]:
        return f"{ends[0]}%"
    if not digits:
        return f"{ends[0]}–{ends[1]}%"
    unit = 10 ** (digits + 2)
    least = math.floor(low * unit + NOISE) / unit
    most = math.ceil(high * unit - NOISE) / unit
    return f"{_hundredths(least, digits)}–{_hundredths(most, digits)}%"


def _hundredths(fraction: float, digits: int) -> str:
    text = f"{100 * fraction + 0.0:.{digits}f}"
    return text.split(".")[0].lstrip("-") if float(text) in (0, 100) else text


def quantity(value: float, unit: str, digits: int = 4) -> str:
    """A number with its unit: `20.15 billion yuan`, `US$150 million`, `10.8%`, `16 projects`."""
    return span(value, value, unit, digits)


def span(low: float, high: float, unit: str, digits: int = 6) -> str:
    """An interval with its unit: `20.145–20.155 billion yuan`, `at least US$5 million`.

    Both ends stand on the scale of the lower one, unless the higher would be too long so:
    `1,000 yuan to 20 billion yuan`.
    """
    low, high = float(low) + 0.0, float(high) + 0.0
    if low == -math.inf or (low <= 0 and high == math.inf):
        return "anything"
    if high == math.inf:
        return f"at least {_with_unit([low], _scale(low, unit, digits), unit, digits)}"
    scale = _scale(low if low > 0 else max(-low, high), unit, digits)
    if high / scale[0] >= LARGEST and _scale(high, unit, digits) != scale:
        ends = [_with_unit([end], _scale(end, unit, digits), unit, digits) for end in (low, high)]
        return f"{ends[0]} to {ends[1]}"
    return _with_unit([low, high], scale, unit, digits)


def _scale(size: float, unit: str, digits: int) -> tuple[float, str]:
    """The largest scale word that a number fills once rounded: 999.99 million is 1 billion."""
    rounded = abs(float(f"{size:.{digits - 1}e}"))
    scales = CRORES if unit == "INR" else SCALES
    return next((scale for scale in scales if rounded >= scale[0]), (1, ""))


def _with_unit(ends: list[float], scale: tuple[float, str], unit: str, digits: int) -> str:
    factor, word = scale
    numbers = [_trimmed(_number(abs(end) / factor, digits)) for end in ends]
    one = numbers[0] == numbers[-1] == "1" and not word
    before, after = ("", "%") if unit == "%" else _affixes(unit, one)
    signs = [MINUS if end < 0 else "" for end in ends]
    signed = [f"{sign}{number}" for sign, number in zip(signs, numbers, strict=True)]
    if any(signs):  # the minus sign stands before the currency's: −US$5 billion
        signed = [f"{sign}{before}{number}" for sign, number in zip(signs, numbers, strict=True)]
        before = ""
    text = signed[0] if signed[0] == signed[-1] else (" to " if any(signs) else "–").join(signed)
    return f"{before}{text}{f' {word}' if word else ''}{after}"


def _affixes(unit: str, one: bool) -> tuple[str, str]:
    if unit in AFFIXES:
        return AFFIXES[unit]
    if unit in _codes():
        sign = get_currency_symbol(unit, locale=ENGLISH)
        return ("", f" {unit}") if sign == unit else (sign, "")
    name = singular(unit) if one else unit
    return "", f" {name}" if name else ""


@cache
def _codes() -> frozenset[str]:
    return frozenset(ENGLISH.currencies)


def _number(value: float, digits: int) -> str:
    """So many significant digits, but the whole part in full; no exponent."""
    if value == 0 or math.isinf(value):
        return f"{value:.0f}"
    size = math.floor(math.log10(abs(float(f"{value:.{digits - 1}e}"))))
    return f"{value:,.{max(0, digits - 1 - size)}f}"


def _trimmed(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number


def listed(items: Iterable[object], style: Literal["standard", "or"] = "standard") -> str:
    """`a, b and c`, or `a, b or c`: plain text, or Markup where any of them is."""
    found = list(items)
    if any(isinstance(item, Markup) for item in found):
        return Markup(format_list([str(escape(item)) for item in found], style, locale=ENGLISH))
    return format_list([str(item) for item in found], style, locale=ENGLISH)


def listed_apart(items: Iterable[str]) -> str:
    """A list of things with commas of their own: `A, 2020; B, 2020; and C, 2021`."""
    found = list(items)
    if len(found) <= len(("one", "other")):
        return ", and ".join(found)
    return f"{'; '.join(found[:-1])}; and {found[-1]}"


def sentence(text: str) -> str:
    """The text with its first letter made a capital, also behind the tags that HTML begins with."""
    if isinstance(text, Markup):
        tags = re.match(r"(?:<[^>]*>)*", text)
        start = tags.end() if tags else 0
        return Markup(f"{text[:start]}{text[start : start + 1].upper()}{text[start + 1 :]}")
    return text[:1].upper() + text[1:]


def mid_sentence(name: str) -> str:
    """A name as it stands within a sentence: with a small first letter, if it is no proper name.

    `smart grid`, but `5G communication`, `R&D`, `Chinese medicine` and `Yangtze logistics`: only
    the capital of a common word goes, and only where no word behind it has one.
    """
    first, *others = re.split(r"[^\w]", name)
    capital_behind = any(word[:1].isupper() and word[1:].islower() for word in others)
    if first.lower() in COMMON_WORDS and first[1:].islower() and not capital_behind:
        return name[:1].lower() + name[1:]
    return name
