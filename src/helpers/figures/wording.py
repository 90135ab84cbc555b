"""Numbers as a reader of English wants to see them: the one place where a quantity becomes text.

What is written here can be read again by `helpers.figures`: `20.15 billion yuan`, `US$150 million`,
`10.8%`, `16 projects`. Units and names come from data and are never used as a format or a pattern.
"""

import math
import re
from collections.abc import Iterable
from datetime import date
from functools import cache

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
}
SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"), (1, ""))
CRORES = ((1e7, "crore"), (1, ""))  # the scale of amounts in India
LARGEST = 10_000  # on the scale of the lower end; a longer number gets a scale of its own
# Adjectives that keep their capital; those that are languages, too, are known to Babel.
ADJECTIVES = frozenset(
    {
        "African",
        "American",
        "Asian",
        "Australian",
        "Austrian",
        "Belgian",
        "Brazilian",
        "British",
        "Canadian",
        "Chilean",
        "Cuban",
        "Egyptian",
        "European",
        "Indian",
        "Iranian",
        "Iraqi",
        "Israeli",
        "Mexican",
        "Nigerian",
        "Saudi",
        "Swiss",
        "Taiwanese",
    }
)


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
    """The noun for several: `projects`, `companies`."""
    return str(_ENGLISH_WORDS.plural_noun(noun)) if _is_english(noun) else noun


def singular(noun: str) -> str:
    """The noun for one, if it stands in the plural; else as it is."""
    found = _ENGLISH_WORDS.singular_noun(noun) if _is_english(noun) else False
    return str(found or noun)


def a(noun: str) -> str:
    """The noun with its indefinite article: `a project`, `an award`, `a university`."""
    return str(_ENGLISH_WORDS.a(noun)) if _is_english(noun) else noun


def _is_english(noun: str) -> bool:
    return noun.isascii() and noun[-1:].isalpha()


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
    """`45–95%`, or one number where both ends are the same once rounded."""
    if high == math.inf:
        return f"{percent(low, digits)} or more"
    ends = [_hundredths(end, digits) for end in (low, high)]
    return f"{ends[0]}%" if ends[0] == ends[1] else f"{ends[0]}–{ends[1]}%"


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
    scale = _scale(low if low > 0 else high, unit, digits)
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
    numbers = [_trimmed(_number(end / factor, digits)) for end in ends]
    dash = " to " if ends[0] < 0 else "–"
    text = numbers[0] if numbers[0] == numbers[-1] else dash.join(numbers)
    if unit == "%":
        return f"{text}%"
    before, after = _affixes(unit, one=text == "1" and not word)
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


def listed(items: Iterable[object]) -> str:
    """`a, b and c`: plain text, or Markup where any of them is."""
    found = list(items)
    if any(isinstance(item, Markup) for item in found):
        return Markup(format_list([str(escape(item)) for item in found], locale=ENGLISH))
    return format_list([str(item) for item in found], locale=ENGLISH)


def sentence(text: str) -> str:
    """The text with its first letter made a capital."""
    return text[:1].upper() + text[1:]


def mid_sentence(name: str) -> str:
    """A name as it stands within a sentence: with a small first letter, unless it is a proper name.

    `smart grid`, but `5G communication`, `R&D`, `Chinese medicine` and `Gulf of Mexico`.
    """
    abbreviation = not name[1:2].islower()
    capital_inside = re.search(r" [A-Z][a-z]", name)
    if abbreviation or capital_inside or name in _places() or _is_proper(name):
        return name
    return name[:1].lower() + name[1:]


def _is_proper(name: str) -> bool:
    word = re.split(r"[^\w]", name, maxsplit=1)[0]
    return word in _places() or word in ADJECTIVES


@cache
def _places() -> frozenset[str]:
    """Countries, continents, languages and the people named like them."""
    return frozenset(ENGLISH.territories.values()) | {
        name for name in ENGLISH.languages.values() if " " not in name
    }
