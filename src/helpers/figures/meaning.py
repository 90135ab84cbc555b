"""A printed figure is an interval: what a match of the grammar stands for.

The trailing digits of a printed number carry information, as in the GRIM test (Brown and Heathers,
2017) and the `scrutiny` package for R. So the dataset keeps the phrase, and what it allows is
worked out here.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from helpers.figures.currencies import codes_of
from helpers.figures.grammar import meaning_of
from helpers.figures.intervals import INFINITY, ZERO, Interval, Reading
from helpers.figures.nouns import Noun
from helpers.figures.numbers import Numeral, compound, factor_of, numeral, rough

LEAST_AMOUNT = 1000  # a number with such a scale, but without a unit, is an amount: over 20 billion
SOMEWHAT_MORE = "多余几"  # 50多亿, 百余亿, 十几亿
ABOUT = "来"  # 30来亿
OF_MONEY = "投资"  # 百亿投资 is one of yuan
DOZEN = 12
CRORE = "crore"
TENTH = 10  # percent: 七成 is 70 percent
SIZE_CLASS = 10  # a size class ends at ten times its name: 千亿级 is 100 to 1000 billion

Match = re.Match[str]


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
    low, high = _ends(figure, phrase)
    if high:
        interval = _range(low, high, is_rough=bool(qualifier))
        return Reading(low.value, interval, unit, "range", kind)
    qualifier = qualifier or _unprinted_qualifier(figure, bool(currency))
    is_whole = kind == "count" or noun.unit in ("span", "whole")
    is_to_the_last = kind != "times" and is_whole and low.last in (1, DOZEN)
    interval = _interval(qualifier, low, is_to_the_last, is_rough=_is_stacked(figure, noun))
    is_rounded = qualifier == "exact" and not is_to_the_last
    rounding = low.last_significant / 2 if is_rounded else ZERO
    return Reading(low.value, interval, unit, qualifier, kind, rounding)


def factor(number: Numeral, qualifier: str) -> Reading:
    """The reading of a factor that is not printed as a number and its unit: more than doubled.

    A factor is worked out, not counted: what is said to be double is 1.5 to 2.5 times as much.
    """
    interval = _interval(qualifier, number, is_to_the_last=False)
    rounding = number.last_significant / 2 if qualifier == "exact" else ZERO
    return Reading(number.value, interval, "times", qualifier, "times", rounding)


def unread() -> Reading:
    """The reading of a figure that is not understood: it has no value, and allows every one."""
    return Reading(Decimal("NaN"), Interval(-INFINITY, INFINITY), "", "", "unread")


def goes_down(figure: Match) -> bool:
    """Whether the second number of what looks like a range is the smaller one: 25% to 15%."""
    if not figure["high"] or not figure["number"]:
        return False
    is_full = figure["scale"] or figure["low_percent"] or not figure["high_scale"]
    has_scale_of_high = bool(figure["currency"]) and not is_full and not has_own_scale(figure)
    scales = f"{figure['scale']}{figure['high_scale']}"
    if figure["rest"] or any(sign in scales for sign in SOMEWHAT_MORE):
        return False
    if not is_full and not has_scale_of_high:
        return False
    try:
        low = numeral(
            figure["number"], figure["high_scale"] if has_scale_of_high else figure["scale"]
        )
        high = numeral(figure["high"], figure["high_scale"])
    except ValueError:
        return False
    return low.value > high.value


def says_more(figure: Match) -> bool:
    """Whether a number says that it is somewhat more: 50多亿, 百余亿, 千余家, 1个多亿, 10+ lakh."""
    more = (figure["more"], figure["more_of_scale"], figure["more_of_size"])
    if any(more):
        return ABOUT not in more
    scale = f"{figure['scale']}{figure['size']}{figure['rest']}"
    return any(sign in scale for sign in SOMEWHAT_MORE)


# --- the unit


def _currency(figure: Match, phrase: str, currencies: Sequence[str]) -> str:
    """The currency of a figure, which it may name more than once; empty where it names none."""
    groups = ("currency", "low_currency", "high_currency", "currency_behind")
    named = [codes_of(figure[group]) for group in groups if figure[group]]
    if _is_class_of_money(figure):
        named.append(codes_of("元"))
    if not named:
        return ""
    if not all(named):
        raise ValueError(f"cannot read “{phrase}”: its currency is not understood")
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
    if noun.unit == "whole":
        return "times"
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
    if kind == "times":
        return "times"
    return noun.name.lstrip("- ") if kind == "other" else noun.name


def _is_class_of_money(figure: Match) -> bool:
    """Whether an amount is named by its size class alone: 百亿投资."""
    return figure["of_class"] == OF_MONEY


# --- the qualifier


def _printed_qualifier(figure: Match, phrase: str, noun: Noun) -> str:
    """The name of the qualifier that is printed before or behind a figure; empty for none."""
    groups = ("qualifier", "inner_qualifier", "qualifier_behind", "last_qualifier")
    printed = [figure[group] for group in groups if figure[group]]
    if noun.qualifier:
        printed.append(noun.qualifier)
    names = {meaning_of(qualifier) for qualifier in printed}
    if figure["stacked"]:
        names.add("about")
    combined = _combined(names)
    is_lossy = (
        combined is None
        or (figure["minus"] and not _is_percent(figure))
        or (figure["high"] and combined not in ("", "about"))
    )
    if is_lossy:
        raise ValueError(f"cannot read “{phrase}” without losing a part of it")
    return combined or ""


def _combined(names: set[str]) -> str | None:
    """What several qualifiers say together: “up to about” is up to; None where they contradict."""
    if names == {"over", "at_least"}:
        return "over"
    stricter = names - {"about"} or names
    if len(stricter) > 1:
        return None
    return next(iter(stricter), "")


def _is_stacked(figure: Match, noun: Noun) -> bool:
    """Whether a qualified number is a rough one as well: up to about 3,000."""
    if figure["stacked"]:
        return True
    groups = ("qualifier", "inner_qualifier", "qualifier_behind", "last_qualifier")
    printed = [figure[group] for group in groups if figure[group]]
    if noun.qualifier:
        printed.append(noun.qualifier)
    return len(printed) > 1 and "about" in map(meaning_of, printed)


def _unprinted_qualifier(figure: Match, has_currency: bool) -> str:
    """What a number is where no word qualifies it: somewhat more, a size class, or exact."""
    if says_more(figure):
        return "over"
    if ABOUT in (figure["more"], figure["more_of_scale"]):
        return "about"
    is_named = figure["of_class"] and (figure["size"] or figure["number"] == "十")
    is_class = figure["class"] or figure["class_behind"] or is_named
    is_size = figure["size"] and not has_currency
    return "class" if is_class or is_size else "exact"


# --- the number


def _scale(figure: Match) -> str | None:
    """The scale of the number, that of the higher end where it is printed only there."""
    scale = figure["scale"] or figure["size"] or figure["high_scale"]
    return re.sub(f"[{SOMEWHAT_MORE}]", "", scale) if scale else None


def _tenths(number: Numeral, figure: Match) -> Numeral:
    """A number in percent, where it is one of tenths: 七成 is 70, 六成五 is 65."""
    percent = figure["percent"] or ""
    if not percent.startswith("成"):
        return number
    tens = number.times(TENTH)
    if percent == "成":
        return tens
    ones = numeral(percent[1].replace("半", "五"))
    return Numeral(tens.value + ones.value, ones.last, ones.last_nonzero)


def _ends(figure: Match, phrase: str) -> tuple[Numeral, Numeral | None]:
    """The number of a figure, or both ends of its range; 七八亿 and 两三家 are ranges, too."""
    pair = rough(figure["number"] or "")
    if pair and figure["high"]:
        raise ValueError(f"cannot read “{phrase}” without losing a part of it")
    if pair:
        low, high = (_tenths(numeral(end, _scale(figure)), figure) for end in pair)
        return low, high
    if not figure["high"]:
        return _number(figure, phrase), None
    if any(sign in (figure["high_scale"] or "") for sign in SOMEWHAT_MORE):
        raise ValueError(f"cannot read “{phrase}” without losing a part of it")
    high = _tenths(numeral(figure["high"], figure["high_scale"]), figure)
    if has_own_scale(figure):
        return numeral(figure["number"]), high
    return _number(figure, phrase), high


def has_own_scale(figure: Match) -> bool:
    """Whether the lower end is printed in full: £10,000 to £1m, but not $5 to $10 million."""
    if figure["scale"] or not figure["high_scale"] or not figure["number"]:
        return False
    if not (figure["currency"] and figure["high_currency"]):
        return False
    try:
        low = numeral(figure["number"])
        high = numeral(figure["high"], figure["high_scale"])
    except ValueError:
        return False
    return (
        low.value >= LEAST_AMOUNT and low.times(factor_of(figure["high_scale"])).value > high.value
    )


def _number(figure: Match, phrase: str) -> Numeral:
    try:
        number = _with_parts(figure)
    except ValueError as error:
        raise ValueError(f"cannot read “{phrase}”: {error}") from error
    _check_gloss(figure, number, phrase)
    number = _tenths(number, figure)
    if figure["minus"]:
        return replace(number, value=-number.value)
    return number


def _with_parts(figure: Match) -> Numeral:
    """The number with its scale and with what follows that: 五万[八千], 1 crore[ 25 lakh]."""
    if figure["rest"]:
        between = figure["more"] or figure["more_of_scale"] or figure["gloss"]
        if between:
            raise ValueError("something stands between its parts")
        scale = (figure["scale"] or "").strip(" 个")
        rest = re.sub(f"[{SOMEWHAT_MORE}]", "", figure["rest"])
        return compound(f"{figure['number'].replace(' ', '')}{scale}{rest}")
    number = numeral(figure["number"] or "1", _scale(figure))
    if figure["half"]:
        half = number.last / 2
        return Numeral(number.value + half, number.last / TENTH, number.last / TENTH)
    if figure["hundreds"]:
        return _sum(number, numeral(figure["hundreds"][1:]), number.last)
    if figure["second"]:
        return _two_scales(figure, number)
    return number


def _two_scales(figure: Match, number: Numeral) -> Numeral:
    """A number of two scales; a second crore counts the first part as well: 15 lakh 70 crore."""
    second_scale = figure["second_scale"].strip(" -").lower()
    words = re.sub("^ (?:and )?", "", figure["second"])
    second = numeral(words, second_scale)
    factor = number.last
    if CRORE in second_scale and CRORE not in (_scale(figure) or "").lower():
        number = number.times(factor_of(CRORE))
        factor *= factor_of(CRORE)
    return _sum(number, second, factor)


def _sum(number: Numeral, second: Numeral, limit: Decimal) -> Numeral:
    if second.value >= limit:
        raise ValueError("its second part is no part of the first")
    return replace(second, value=number.value + second.value)


def _check_gloss(figure: Match, number: Numeral, phrase: str) -> None:
    """Raise ValueError where words and the figures in brackets behind them differ: five (6)."""
    if not figure["gloss"]:
        return
    gloss = numeral(figure["gloss"].strip(" ()"))
    if gloss.value not in (number.value, numeral(figure["number"]).value):
        raise ValueError(f"cannot read “{phrase}”: its words and its figures differ")


# --- the interval


def _range(low: Numeral, high: Numeral, is_rough: bool) -> Interval:
    """From the lower end to the higher, and half a unit further either way where it is rough."""
    if not is_rough:
        return Interval(low.value, high.value)
    return Interval(low.value - low.last_nonzero / 2, high.value + high.last_nonzero / 2)


def _interval(
    qualifier: str, number: Numeral, is_to_the_last: bool, is_rough: bool = False
) -> Interval:
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
            return Interval(ZERO, value + step / 2 if is_rough else value)
        case "class":
            return Interval(value, value * SIZE_CLASS)
        case _:
            half = ZERO if is_to_the_last else number.last / 2
            return Interval(value - half, value + half)


def _step_below(number: Numeral) -> Decimal:
    """How far below a number “nearly” reaches: nearly 70 begins at 60, but nearly 100 at 90."""
    step = number.last_nonzero
    return step / 10 if number.value == step else step
