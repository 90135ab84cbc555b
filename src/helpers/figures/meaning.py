"""A printed figure is an interval: what a match of the grammar stands for.

The trailing digits of a printed number carry information, as in the GRIM test (Brown and Heathers,
2017) and the `scrutiny` package for R. So the dataset keeps the phrase, and what it allows is
worked out here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from helpers.figures.currencies import codes_of
from helpers.figures.grammar import meaning_of
from helpers.figures.nouns import Noun
from helpers.figures.numbers import Numeral, factor_of, numeral

INFINITY = Decimal("Infinity")
ZERO = Decimal(0)
LEAST_AMOUNT = 1000  # a number with such a scale, but without a unit, is an amount: over 20 billion
SOMEWHAT_MORE = "多余"  # 50多亿, 百余亿
DOZEN = 12
TENTH = 10  # percent: 七成 is 70 percent
SIZE_CLASS = 10  # a size class ends at ten times its name: 千亿级 is 100 to 1000 billion

Match = re.Match[str]


@dataclass(frozen=True)
class Interval:
    """All values from `low` to `high`, both included, in whole units (yuan, projects, percent)."""

    low: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        if self.low.is_nan() or self.high.is_nan() or not self.low <= self.high:
            raise ValueError(f"the interval from {self.low} to {self.high} is empty")


@dataclass(frozen=True)
class Reading:
    """How a phrase is understood.

    `value` is its number at face value and `interval` what it allows, both in whole units. `kind`
    is ``money``, ``count``, ``percent`` or ``other``; `unit` an ISO 4217 currency code, ``%``, the
    noun counted, or another unit as printed, and empty where none is printed; `qualifier` is
    ``exact``, ``over``, ``nearly``, ``about``, ``at_least``, ``up_to``, ``range`` or ``class``.
    """

    value: Decimal
    interval: Interval
    unit: str
    qualifier: str
    kind: str


def reading_of(figure: Match, phrase: str, noun: Noun, currencies: Sequence[str]) -> Reading:
    """The reading of a match of the grammar and of the noun that follows it.

    A word that several currencies share means the first of `currencies` that it may stand for.
    Raises ValueError, with the phrase in its message, where a part of it would be lost.
    """
    currency = _currency(figure, phrase, currencies)
    qualifier = _printed_qualifier(figure, phrase, noun)
    is_percent = _is_percent(figure)
    if (currency or is_percent) and noun.name:
        raise ValueError(f"cannot read “{noun.name}” in the amount “{phrase}”")
    if currency and is_percent:
        raise ValueError(f"cannot read “{figure['percent']}” in the amount “{phrase}”")
    kind = _kind(figure, currency, is_percent, noun)
    unit = _unit(kind, currency, noun)
    number = _number(figure, phrase)
    if figure["high"]:
        interval = _range(figure, phrase, number, is_rough=bool(qualifier))
        return Reading(number.value, interval, unit, "range", kind)
    qualifier = qualifier or _unprinted_qualifier(figure, bool(currency))
    is_whole = kind == "count" or noun.unit in ("span", "whole")
    return Reading(number.value, _interval(qualifier, number, is_whole), unit, qualifier, kind)


def says_more(figure: Match) -> bool:
    """Whether a number says that it is somewhat more: 50多亿, 百余亿, 千余家, 1个多亿, 10+ lakh."""
    if figure["more"] or figure["more_of_scale"] or figure["more_of_size"]:
        return True
    scale = figure["scale"] or figure["size"] or ""
    return any(sign in scale for sign in SOMEWHAT_MORE)


# --- the unit


def _currency(figure: Match, phrase: str, currencies: Sequence[str]) -> str:
    """The currency of a figure, which it may name more than once; empty where it names none."""
    groups = ("currency", "low_currency", "high_currency", "currency_behind")
    named = [codes_of(figure[group]) for group in groups if figure[group]]
    if not named:
        return ""
    shared = [code for code in named[0] if all(code in codes for codes in named)]
    if not shared:
        raise ValueError(f"“{phrase}” names two currencies")
    return next((code for code in currencies if code in shared), shared[0])


def _is_percent(figure: Match) -> bool:
    return bool(figure["percent"] or figure["hundredths"] or figure["low_percent"])


def _kind(figure: Match, currency: str, is_percent: bool, noun: Noun) -> str:
    if currency:
        return "money"
    if is_percent:
        return "percent"
    if noun.unit:
        return "other"
    scale = _scale(figure)
    if noun.name or scale is None or factor_of(scale) < LEAST_AMOUNT:
        return "count"
    return "money"


def _unit(kind: str, currency: str, noun: Noun) -> str:
    if kind == "money":
        return currency
    if kind == "percent":
        return "%"
    return noun.name.lstrip("- ") if kind == "other" else noun.name


# --- the qualifier


def _printed_qualifier(figure: Match, phrase: str, noun: Noun) -> str:
    """The name of the qualifier that is printed before or behind a figure; empty for none."""
    groups = ("qualifier", "inner_qualifier", "qualifier_behind", "last_qualifier")
    printed = [figure[group] for group in groups if figure[group]]
    if noun.qualifier:
        printed.append(noun.qualifier)
    names = [meaning_of(qualifier) for qualifier in printed]
    is_lossy = (
        len(names) > 1
        or (figure["minus"] and not _is_percent(figure))
        or (figure["high"] and names not in ([], ["about"]))
    )
    if is_lossy:
        raise ValueError(f"cannot read “{phrase}” without losing a part of it")
    return names[0] if names else ""


def _unprinted_qualifier(figure: Match, has_currency: bool) -> str:
    """What a number is where no word qualifies it: somewhat more, a size class, or exact."""
    if says_more(figure):
        return "over"
    is_class = figure["class"] or figure["class_behind"]
    is_size = figure["size"] and not has_currency
    return "class" if is_class or is_size else "exact"


# --- the number


def _scale(figure: Match) -> str | None:
    """The scale of the number, that of the higher end where it is printed only there."""
    scale = figure["scale"] or figure["size"] or figure["high_scale"]
    return re.sub(f"[{SOMEWHAT_MORE}]", "", scale) if scale else None


def _tenths(figure: Match) -> int:
    return TENTH if "成" in (figure["percent"] or "") else 1


def _number(figure: Match, phrase: str) -> Numeral:
    number = numeral(figure["number"] or "1", _scale(figure))
    if figure["rest"]:
        rest = numeral(figure["rest"].lstrip("零"), figure["rest_scale"])
        if rest.value >= factor_of(_scale(figure)):
            raise ValueError(f"cannot read “{phrase}”: its second part is no part of the first")
        number = Numeral(number.value + rest.value, rest.last, rest.last_nonzero)
    number = number.times(_tenths(figure))
    if figure["minus"]:
        return Numeral(-number.value, number.last, number.last_nonzero)
    return number


# --- the interval


def _range(figure: Match, phrase: str, low: Numeral, is_rough: bool) -> Interval:
    """From the lower end to the higher, and half a unit further either way where it is rough."""
    if any(sign in (figure["high_scale"] or "") for sign in SOMEWHAT_MORE):
        raise ValueError(f"cannot read “{phrase}” without losing a part of it")
    high = numeral(figure["high"], figure["high_scale"]).times(_tenths(figure))
    if not is_rough:
        return Interval(low.value, high.value)
    return Interval(low.value - low.last_nonzero / 2, high.value + high.last_nonzero / 2)


def _interval(qualifier: str, number: Numeral, is_whole: bool) -> Interval:
    """What a qualified number allows; whole things that are printed to the last one are exact."""
    value, step = number.value, number.last_nonzero
    match qualifier:
        case "over":
            return Interval(value, value + step)
        case "nearly":
            return Interval(value - _step_below(number), value)
        case "about":
            return Interval(value - step / 2, value + step / 2)
        case "at_least":
            return Interval(value, INFINITY)
        case "up_to":
            return Interval(ZERO, value)
        case "class":
            return Interval(value, value * SIZE_CLASS)
        case _:
            half = ZERO if is_whole and number.last in (1, DOZEN) else number.last / 2
            return Interval(value - half, value + half)


def _step_below(number: Numeral) -> Decimal:
    """How far below a number “nearly” reaches: nearly 70 begins at 60, but nearly 100 at 90."""
    step = number.last_nonzero
    return step / 10 if number.value == step else step
