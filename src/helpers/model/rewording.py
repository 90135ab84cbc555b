"""How a printed phrase may have been meant: another word of scale, a digit more or less.

A phrase is reworded, and left to be read; this module does not know what it then says.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

LEAST_DIGITS = 2  # those of a number that lacks one, or has one too many, that can be told
TENFOLD = 10


class SlipKind(StrEnum):
    """What was perhaps mistaken, the likeliest first: words of scale, zeros, digits, currencies."""

    LAKH_FOR_CRORE = "lakh_for_crore"
    CRORE_FOR_LAKH = "crore_for_lakh"
    CRORE_FOR_LAKH_CRORE = "crore_for_lakh_crore"
    LAKH_CRORE_FOR_CRORE = "lakh_crore_for_crore"
    LAKH_FOR_LAKH_CRORE = "lakh_for_lakh_crore"
    LAKH_CRORE_FOR_LAKH = "lakh_crore_for_lakh"
    MILLION_FOR_BILLION = "million_for_billion"
    BILLION_FOR_MILLION = "billion_for_million"
    BILLION_FOR_TRILLION = "billion_for_trillion"
    TRILLION_FOR_BILLION = "trillion_for_billion"
    WAN_FOR_YI = "wan_for_yi"
    YI_FOR_WAN = "yi_for_wan"
    YI_FOR_WAN_YI = "yi_for_wan_yi"
    WAN_YI_FOR_YI = "wan_yi_for_yi"
    NO_SCALE = "no_scale"
    TOO_LARGE = "too_large"
    TOO_SMALL = "too_small"
    DIGIT_TOO_MANY = "digit_too_many"
    DIGIT_TOO_FEW = "digit_too_few"
    CURRENCY = "currency"


DIGITS = (SlipKind.DIGIT_TOO_MANY, SlipKind.DIGIT_TOO_FEW)


class Rewording(NamedTuple):
    """A phrase as it may have been meant, and by which mistake it became what is printed."""

    kind: SlipKind
    phrase: str


@dataclass(frozen=True)
class _Words:
    """A word of scale as printed, and what takes its place: the long one for a long one."""

    kind: SlipKind
    long: str
    short: str
    instead: str
    instead_short: str


_START = r"(?<![A-Za-z])"  # a digit may stand before: 1.8L
_END = r"(?![A-Za-z$])"
_LAKH, _L = r"lakhs?|lacs?", r"(?-i:L)"
_CRORE, _CR = r"crores?", r"crs?"
_GAP = r"[ -]?"
_ALONE = rf"(?!{_GAP}(?:{_CRORE}|{_CR}){_END})"
_NOT_OF_LAKH = r"(?<!lakh )(?<!lakhs )(?<!lac )(?<!lakh-)(?<!(?-i:L) )(?<!(?-i:L))"
_MILLION, _M = "millions?", "mn|mln|mio|mil|m"
_BILLION, _B = "billions?", "bn|bln|bil|b"
_TRILLION, _T = "trillions?", "tn|trn|trln|tril|t"

_OF_LAKH = rf"(?:{_LAKH}|{_L}){_GAP}"
_WORDS = (
    _Words(SlipKind.LAKH_FOR_CRORE, f"(?:{_LAKH}){_ALONE}", f"{_L}{_ALONE}", "crore", "cr"),
    _Words(
        SlipKind.CRORE_FOR_LAKH,
        f"{_NOT_OF_LAKH}(?:{_CRORE})",
        f"{_NOT_OF_LAKH}(?:{_CR})",
        "lakh",
        "lakh",
    ),
    _Words(
        SlipKind.CRORE_FOR_LAKH_CRORE,
        f"{_NOT_OF_LAKH}(?:{_CRORE})",
        f"{_NOT_OF_LAKH}(?:{_CR})",
        "lakh crore",
        "lakh cr",
    ),
    _Words(
        SlipKind.LAKH_CRORE_FOR_CRORE,
        f"{_OF_LAKH}(?:{_CRORE})",
        f"{_OF_LAKH}(?:{_CR})",
        "crore",
        "cr",
    ),
    _Words(
        SlipKind.LAKH_FOR_LAKH_CRORE,
        f"(?:{_LAKH}){_ALONE}",
        f"{_L}{_ALONE}",
        "lakh crore",
        "L crore",
    ),
    _Words(
        SlipKind.LAKH_CRORE_FOR_LAKH,
        f"{_OF_LAKH}(?:{_CRORE})",
        f"{_OF_LAKH}(?:{_CR})",
        "lakh",
        "lakh",
    ),
    _Words(SlipKind.MILLION_FOR_BILLION, _MILLION, _M, "billion", "bn"),
    _Words(SlipKind.BILLION_FOR_MILLION, _BILLION, _B, "million", "mn"),
    _Words(SlipKind.BILLION_FOR_TRILLION, _BILLION, _B, "trillion", "tn"),
    _Words(SlipKind.TRILLION_FOR_BILLION, _TRILLION, _T, "billion", "bn"),
)
_CHINESE = (
    (SlipKind.WAN_FOR_YI, "[万萬](?![亿億])", "亿"),
    (SlipKind.YI_FOR_WAN, "(?<![万萬])[亿億]", "万"),
    (SlipKind.YI_FOR_WAN_YI, "(?<![万萬])[亿億]", "万亿"),
    (SlipKind.WAN_YI_FOR_YI, "[万萬][亿億]", "亿"),
)
_ANY_SCALE = re.compile(
    rf"[十百千万萬亿億兆]|{_START}(?:{_LAKH}|{_L}|{_CRORE}|{_CR}|{_MILLION}|{_M}|{_BILLION}|{_B}"
    rf"|{_TRILLION}|{_T}|k|thousand|hundred|dozen){_END}",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_PLAIN_NUMBER = re.compile(r"\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d\d)*,\d{3}")
_IN_INDIA = re.compile(r"\d{1,2}(?:,\d\d)+,\d{3}|₹|rs\b|lakh|crore", re.IGNORECASE)
_MISSING_SCALES = {"INR": ("lakh", "crore", "lakh crore"), "CNY": ("万", "亿")}
_OTHER_SCALES = ("million", "billion")


def reworded(phrase: str, currency: str = "") -> Iterator[Rewording]:
    """All that a phrase may have been meant as, the likeliest first.

    `currency` is that of an amount. What comes out may be no phrase that can be read.
    """
    yield from _in_other_words(phrase)
    if currency and not _ANY_SCALE.search(phrase):
        yield from _with_a_scale(phrase, currency)
    numbers = list(_NUMBER.finditer(phrase))
    if len(numbers) == 1 and _PLAIN_NUMBER.fullmatch(numbers[0].group()):
        for kind, number in _other_numbers(numbers[0].group(), bool(_IN_INDIA.search(phrase))):
            yield Rewording(kind, _with(phrase, numbers[0], number))


def _with(phrase: str, number: re.Match[str], instead: str) -> str:
    return phrase[: number.start()] + instead + phrase[number.end() :]


def _in_other_words(phrase: str) -> Iterator[Rewording]:
    for words in _WORDS:
        for word, instead in ((words.long, words.instead), (words.short, words.instead_short)):
            pattern = re.compile(rf"{_START}(?:{word}){_END}", re.IGNORECASE)
            if pattern.search(phrase):
                yield Rewording(words.kind, _apart(pattern.sub(instead, phrase)))
                break
    for kind, sign, instead in _CHINESE:
        if re.search(sign, phrase):
            yield Rewording(kind, re.sub(sign, instead, phrase))


def _apart(phrase: str) -> str:
    """A phrase with a space before a word of scale that would be glued to its number."""
    return re.sub(rf"(?<=\d)(?=(?:{_LAKH}|{_CRORE}|{_CR}){_END})", " ", phrase)


def _with_a_scale(phrase: str, currency: str) -> Iterator[Rewording]:
    """With a word of scale behind the number: crore, which is missing in `Rs 10,000`."""
    number = _NUMBER.search(phrase)
    if not number:
        return
    for scale in _MISSING_SCALES.get(currency, _OTHER_SCALES):
        space = " " if scale.isascii() else ""
        yield Rewording(SlipKind.NO_SCALE, _with(phrase, number, f"{number.group()}{space}{scale}"))


def _other_numbers(number: str, in_india: bool) -> Iterator[tuple[SlipKind, str]]:
    """A number ten times smaller and larger, and with any one digit less or more."""
    whole, _, decimals = number.replace(",", "").partition(".")
    grouped = "," in number or len(whole) <= 3  # noqa: PLR2004

    def printed(digits: str, after_point: int) -> str:
        before = digits[: len(digits) - after_point]
        text = _grouped(before, in_india) if grouped else before
        return f"{text}.{digits[len(before) :]}" if after_point else text

    digits, after_point = whole + decimals, len(decimals)
    if not decimals and digits.endswith("0") and len(digits) > 1:
        yield SlipKind.TOO_LARGE, printed(digits[:-1], 0)
    else:
        padded = digits if len(whole) > 1 else f"0{digits}"
        yield SlipKind.TOO_LARGE, printed(padded, after_point + 1)
    if after_point:
        yield SlipKind.TOO_SMALL, printed(digits.removeprefix("0"), after_point - 1)
    else:
        yield SlipKind.TOO_SMALL, printed(f"{digits}0", 0)
    for place, digit in enumerate(digits):
        is_whole = place < len(whole)
        less, more = digits[:place] + digits[place + 1 :], digits[:place] + digit + digits[place:]
        left = after_point if is_whole else after_point - 1
        if len(digits) > LEAST_DIGITS and len(less) > left and less[0] != "0":
            yield SlipKind.DIGIT_TOO_MANY, printed(less, left)
        if len(digits) >= LEAST_DIGITS and more[0] != "0":
            yield SlipKind.DIGIT_TOO_FEW, printed(more, after_point + (not is_whole))


def _grouped(digits: str, in_india: bool) -> str:
    """Digits with commas, as they are printed in India or elsewhere."""
    if not in_india:
        return f"{int(digits):,}"
    head, tail = digits[:-3], digits[-3:]
    if not head:
        return tail
    pairs = re.findall(r"\d{1,2}(?=(?:\d\d)*$)", head)
    return ",".join([*pairs, tail])
