"""Numbers, names and lists as a reader of English wants to see them: the one place where a result becomes text.

Text that goes into a page is built with `markupsafe.Markup`, which escapes whatever is put into it.
"""

import math
import re
from collections.abc import Iterable

from babel import Locale
from babel.numbers import get_currency_name, get_currency_symbol
from markupsafe import Markup

from helpers.dataset.entities import AnnouncedProject, Dataset, Figure
from helpers.figures.reading import CURRENCIES

TERRITORIES = frozenset(Locale("en").territories.values())
NEGLIGIBLE = 0.0005  # a share that prints as 0.0%
# Short of Unicode's names.
CURRENCY_NAMES = {"CNY": "yuan", "USD": "dollar", "INR": "rupee", "GBP": "pound", "JPY": "yen"}
CURRENCY_PATTERNS = {"CNY": "{} yuan", "USD": "US${}", "INR": "Rs {}", "JPY": "{} yen"}
SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
CRORES = ((1e7, "crore"),)  # the scale of amounts in India
QUALIFIERS = ("over", "nearly", "about", "at_least", "up_to")  # those that stand before a number
SMALL_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()


def count(number: int, noun: str = "") -> str:
    """A number of things: in words up to twelve, and the noun in the plural where there is not one."""
    text = SMALL_NUMBERS[number] if 0 <= number < len(SMALL_NUMBERS) else f"{number:,}"
    return f"{text} {noun if number == 1 else plural(noun)}" if noun else text


def day(date) -> str:
    return f"{date.day} {date:%B %Y}"


def currency(code: str) -> str:
    """The name of one unit of a currency: `yuan`, `dollar`, `euro`."""
    return CURRENCY_NAMES.get(code) or get_currency_name(code, 1, "en")


def currencies(code: str) -> str:
    """The name of a currency in the plural: `yuan`, `dollars`, `euros`."""
    name = CURRENCY_NAMES.get(code)
    return (
        get_currency_name(code, 2, "en")
        if name is None
        else name
        if name in ("yuan", "yen")
        else name + "s"
    )


def _pattern(unit):
    if unit in CURRENCY_PATTERNS or unit not in CURRENCIES:
        return CURRENCY_PATTERNS.get(unit, "{} " + unit)
    symbol = get_currency_symbol(unit, "en")
    return "{} " + unit if symbol == unit else symbol + "{}"


def plural(noun: str) -> str:
    return noun + "s"


def a(noun: str) -> str:
    """The noun with its article: `a project`, `an award`."""
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def rate(value: float, digits: int = 4) -> str:
    """An exchange rate to so many significant digits."""
    return _number(value, digits)


def _number(value, digits):
    """So many significant digits, but the whole part in full; no exponent."""
    if value == 0 or math.isinf(value):
        return f"{value:.0f}"
    size = math.floor(math.log10(abs(float(f"{value:.{digits - 1}e}"))))
    return f"{value:,.{max(0, digits - 1 - size)}f}"


def percent(fraction: float) -> str:
    return f"{100 * fraction:.1f}%"


def percent_range(low: float, high: float, digits: int = 0) -> str:
    """`45–95%`, or one number where both ends are the same once rounded."""
    if high == math.inf:
        return f"{100 * low:.{digits}f}% or more"
    ends = [f"{100 * end:.{digits}f}" for end in (low, high)]
    return f"{ends[0]}%" if ends[0] == ends[1] else f"{ends[0]}–{ends[1]}%"


def quantity(value: float, unit: str, digits: int = 4) -> str:
    """A number with its unit: `20.15 billion yuan`, `US$150 million`, `10.8%`, `16 projects`."""
    return span(value, value, unit, digits)


def span(low: float, high: float, unit: str, digits: int = 6) -> str:
    """An interval with its unit, both ends on one scale: `20.145–20.155 billion yuan`, `at least US$5 million`."""
    low, high = float(low) + 0.0, float(high) + 0.0
    if low == -math.inf or (low <= 0 and high == math.inf):
        return "anything"
    size = low if low > 0 else high if high < math.inf else 0
    factor, scale = next(
        (s for s in (CRORES if unit == "INR" else SCALES) if size >= s[0]), (1, "")
    )
    ends = [_number(end / factor, digits) for end in (low, high)]
    ends = [end.rstrip("0").rstrip(".") if "." in end else end for end in ends]
    text = (
        ends[0]
        if ends[0] == ends[1] or high == math.inf
        else (" to " if low < 0 else "–").join(ends)
    )
    text += f" {scale}" if scale else ""
    if text == "1" and unit[-1:] == "s" and unit not in CURRENCIES:
        unit = unit[:-1]
    text = f"{text}%" if unit == "%" else _pattern(unit).format(text)
    return f"at least {text}" if high == math.inf else text


def face(figure: Figure, rate: float = 1.0, currency: str = "") -> str:
    """A figure's number with what qualifies it, in the report's own words, and converted at a rate where one is given:
    `20.15 billion yuan`, `over 20 billion yuan`, `£310–340 million`.
    """
    unit, value, digits = currency or figure.unit, float(figure.value) * rate, 6 if rate == 1 else 4
    if figure.exact:
        return quantity(value, unit, digits)
    if figure.reading.qualifier in QUALIFIERS and figure.interval == figure.reading.interval:
        return f"{figure.reading.qualifier.replace('_', ' ')} {quantity(value, unit, digits)}"
    return span(float(figure.interval.low) * rate, float(figure.interval.high) * rate, unit, digits)


def total_figure(view) -> Figure | None:
    """The figure that prints all investment the most finely, the article's if it prints it."""
    code = view.dataset.currency
    printed = [
        f
        for f in view.figures
        if f.key == ("investment", ()) and f.unit == code and not f.corrected
    ]
    own = [f for f in printed if f.source == view.dataset.article.id] or printed
    return min(own, key=lambda f: f.interval.high - f.interval.low, default=None)


def total(view) -> str:
    """All investment in a view, as it is printed for the whole; else what the parts come to."""
    if figure := total_figure(view):
        return face(figure)
    (low, high), code = view.total(), view.dataset.currency
    return quantity(low, code, 6) if high <= low * 1.0001 else span(low, high, code, 4)


def listed(items: Iterable) -> str:
    """`a, b and c`: plain text, or Markup where any of them is."""
    items = list(items)
    comma, last = ", ", " and "
    if any(isinstance(item, Markup) for item in items):
        comma, last = Markup(comma), Markup(last)
    return last.join([comma.join(items[:-1]), items[-1]]) if len(items) > 1 else comma.join(items)


def sentence(text: str) -> str:
    """The text with its first letter made a capital."""
    return text[:1].upper() + text[1:]


def mid_sentence(name: str) -> str:
    """A name with a small first letter, unless that letter belongs to an abbreviation or the name is a proper one."""
    proper = not name[1:2].islower() or name in TERRITORIES or re.search(r" [A-Z][a-z]", name)
    return name if proper else name[:1].lower() + name[1:]


def in_group(term) -> str:
    """Where something is, for a group: `in new energy vehicles`, `outside the five fields`."""
    name = mid_sentence(term.name)
    return name if name.startswith("outside ") else f"in {name}"


def in_language(text: str, language: str) -> Markup:
    """Text marked with its language, unless it is in the report's own script."""
    return (
        Markup("{}").format(text)
        if text.isascii()
        else Markup('<span lang="{}">{}</span>').format(language, text)
    )


def as_printed(figure: Figure, announcement: Dataset) -> Markup:
    """The phrase of a figure, marked with the language of its source."""
    return in_language(figure.printed, announcement.sources[figure.source].language)


def source_link(source: str) -> Markup:
    return Markup('<a href="#source-{}">{}</a>').format(source.lower(), source)


def locator(printed: Figure | AnnouncedProject) -> Markup:
    """Where a figure or a project is printed: the source, linked to its entry, and the paragraph."""
    link = source_link(printed.source)
    return Markup("{} ¶{}").format(link, printed.paragraph) if printed.paragraph else link


def quoted(figure: Figure, announcement: Dataset) -> Markup:
    """A figure as it is printed, and where: `“over 20 billion” (S3 ¶2)`."""
    return Markup("“{}” ({})").format(as_printed(figure, announcement), locator(figure))


def scope(figure_scope, announcement: Dataset) -> str:
    """The projects that a scope picks, by the names in the vocabularies; empty for all of them."""
    projects = {project.id: project.name for project in announcement.projects}
    names = [
        projects[value]
        if name == "project"
        else mid_sentence(announcement.vocabularies[name][value].name)
        for name, value in figure_scope
    ]
    return ", ".join(names)


def known_shares(view, dimension: str) -> tuple[dict[str, str], str]:
    """What is known of each group's share, and the rest, as percentages that make exactly 100 as printed."""
    known = view.known(dimension)
    *texts, rest = whole([*known.values(), max(0.0, 1 - sum(known.values()))])
    return dict(zip(known, texts)), rest


def rate_source(announcement: Dataset, code: str) -> str:
    """Who says the market's rate of a currency: `the European Central Bank`, or the source that the dataset states."""
    stated = announcement.rates.get(code)
    return stated.source if stated else "the European Central Bank"


def whole(fractions: list[float]) -> list[str]:
    """Parts of 1 as percentages that make exactly 100 as printed, by the method of largest remainders."""
    exact = [fraction * 1000 for fraction in fractions]
    parts = [math.floor(value) for value in exact]
    by_remainder = sorted(range(len(parts)), key=lambda i: parts[i] - exact[i])
    for i in by_remainder[: round(sum(exact)) - sum(parts)]:
        parts[i] += 1
    return [percent(part / 1000) for part in parts]
