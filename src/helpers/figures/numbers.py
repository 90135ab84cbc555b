"""Numbers as they are printed, in digits, English words and Chinese numerals, as Decimals.

Chinese numerals are worked out by cn2an and English number words by text2num.
"""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from text_to_num import text2num

from helpers.figures.lexicon import CHINESE_DIGITS, LETTERS, ROUGH_PAIRS, SCALES

DIGITS_OR_POINT = "0123456789."
LARGEST = Decimal(10) ** 24  # no amount or number that anybody announces is as large
SHOWN = 40  # so many characters of a number are told in a message
DIGITS_OF_WORDS = {"oh": "zero"}
CHINESE_UNITS = {"十": 10, "百": 10**2, "千": 10**3, "万": 10**4, "亿": 10**8, "兆": 10**12}
MYRIAD = 10**4  # the Chinese scales from here on multiply all that stands before them
HUNDRED = "hundred"
DOZEN = "dozen"

_TOKEN = re.compile(rf"\d[\d,]*(?:\.\d+)?|[{CHINESE_DIGITS}]+|[十百千万亿兆]")
_ROUGH = re.compile(
    rf"(?P<before>[{CHINESE_DIGITS}]?十)?(?P<pair>{ROUGH_PAIRS})(?P<behind>[十百千]*)"
    r"|(?P<low>[\d一二两三四五六七八][十百]?)、(?P<high>[\d二三四五六七八九][十百]?)"
)


@dataclass(frozen=True)
class Numeral:
    """A number and what its digits are worth, all in whole units.

    ``20.10`` has the value 20.1; one unit of its last digit, `last`, is 0.01, and one of its last
    digit that is not zero, `last_nonzero`, is 0.1.
    """

    value: Decimal
    last: Decimal
    last_nonzero: Decimal
    has_decimals: bool = False

    @property
    def last_significant(self) -> Decimal:
        """One unit of the last digit that is surely meant: 100 of ``500`` is, but 0.1 of ``5.0``.

        The zeros at the end of a whole number may have come from rounding. Nobody writes decimals
        that are not meant.
        """
        return self.last if self.has_decimals else self.last_nonzero

    def times(self, factor: int) -> "Numeral":
        ends = (self.last * factor, self.last_nonzero * factor)
        return Numeral(self.value * factor, *ends, self.has_decimals)


def numeral(text: str, scale: str | None = None) -> Numeral:
    """A number as printed, in units of its scale: ``20.15`` and ``billion`` are 20,150,000,000.

    Raises ValueError where the text is no number, or one from `LARGEST` on.
    """
    text = text.lower()
    if text.startswith("百"):
        text = f"一{text}"
    try:
        value = _value(text)
    except (ValueError, KeyError, InvalidOperation) as error:  # cn2an raises KeyError, too
        raise ValueError(f"cannot read “{text}” as a number") from error
    if abs(value) >= LARGEST:
        raise ValueError(f"cannot read “{text[:SHOWN]}” as a number: it is too large for one")
    last = _last_digit(value)
    last_nonzero = _last_digit(value.normalize()) if value else last
    read = Numeral(value, last, last_nonzero, last < 1).times(factor_of(scale))
    word = (scale or "").strip(" -").lower().removesuffix("s")
    if word == HUNDRED and last == 1:
        return Numeral(read.value, last, read.last_nonzero)  # 25-hundred is 2500 in digits
    if word == DOZEN and text.startswith("half"):  # half a dozen is six
        return Numeral(read.value, Decimal(SCALES[DOZEN]), Decimal(SCALES[DOZEN]))
    return read


def factor_of(scale: str | None) -> int:
    """What a scale as printed multiplies a number by: ``billion``, ``bn``, ``个亿``, ``m``."""
    if not scale:
        return 1
    word = re.sub(r"[\s-]+", " ", scale).strip(" 个")
    small = word.lower()
    letter = LETTERS.get(small) or LETTERS.get(word)
    if letter:
        return letter
    return SCALES.get(small) or SCALES.get(small.removesuffix("s")) or _product(small)


def _product(word: str) -> int:
    """A scale of two, such as 百万亿."""
    return SCALES[word[0]] * SCALES[word[1:]]


def rough(text: str) -> tuple[str, str] | None:
    """The two numbers that a rough one stands between: 七 and 八 of 七八, 200 and 300 of 两三百."""
    found = _ROUGH.fullmatch(text)
    if not found:
        return None
    if found["low"]:
        return found["low"], found["high"]
    around = (found["before"] or "", found["behind"])
    low, high = (f"{around[0]}{digit}{around[1]}" for digit in found["pair"])
    return low, high


def compound(text: str) -> Numeral:
    """A number with several Chinese scales, in any digits: 3亿3千万, 五万八千, 二兆五六九〇億.

    Its last digit is worth what the scale of its last part makes of it, that of 五万八千 1000.
    Raises ValueError where a part is no part of the one before: 1亿2000亿.
    """
    tokens = _TOKEN.findall(text)
    if "".join(tokens) != text:
        raise ValueError(f"cannot read “{text}” as a number")
    parts = _Parts()
    for token in tokens:
        parts.add(token)
    return parts.numeral()


class _Parts:
    """The parts of a number, added up as they are read from left to right."""

    def __init__(self) -> None:
        self.total = Decimal(0)  # up to the last scale from 万 on
        self.section = Decimal(0)  # what that scale will multiply
        self.number: Decimal | None = None
        self.last = Decimal(1)  # what the last digit is worth
        self.has_decimals = False  # in its last part
        self.large = 0  # the last scale from 万 on
        self.small = MYRIAD  # the last scale below

    def add(self, token: str) -> None:
        unit = CHINESE_UNITS.get(token)
        if unit is None:
            self._add_number(token)
        elif unit < MYRIAD:
            self._add_small(unit)
        else:
            self._add_large(unit)

    def _add_number(self, token: str) -> None:
        if self.number:
            raise ValueError("two numbers in a row")
        self.number = _digits(token)
        self.last = _last_digit(self.number)
        self.has_decimals = self.last < 1

    def _add_small(self, unit: int) -> None:
        number = Decimal(1) if not self.number else self.number
        if unit >= self.small:
            raise ValueError("a part is no part of the one before")
        self.section += number * unit
        self.last = _last_digit(number) * unit
        self.number, self.small = None, unit

    def _add_large(self, unit: int) -> None:
        self.section += self.number or 0
        self.number, self.small = None, MYRIAD
        if self.large and unit == self.large:
            raise ValueError("a scale stands twice")
        if self.large and unit > self.large:
            self.section += self.total
            self.total = Decimal(0)
        elif self.large and self.section >= self.large:
            raise ValueError("a part is no part of the one before")
        self.total += self.section * unit
        self.last *= unit
        self.section, self.large = Decimal(0), unit

    def numeral(self) -> Numeral:
        rest = self.section + (self.number or 0)
        if self.large and rest >= self.large:
            raise ValueError("a part is no part of the one before")
        value = self.total + rest
        last_nonzero = self.last
        while value and value % (last_nonzero * 10) == 0:
            last_nonzero *= 10
        return Numeral(value, self.last, last_nonzero, self.has_decimals)


def _digits(token: str) -> Decimal:
    """A run of digits, Arabic or Chinese."""
    arabic = "".join(_ARABIC.get(character, character) for character in token)
    return Decimal(arabic.replace(",", ""))


_ARABIC = dict(zip("〇零一二两三四五六七八九", "001223456789", strict=True))


def _value(text: str) -> Decimal:
    if text[0] in DIGITS_OR_POINT and "point" not in text:
        return Decimal(_in_plain_digits(text))
    if text.isascii():
        return _value_of_words(text)
    return _value_of_chinese(text)


def _in_plain_digits(text: str) -> str:
    """Digits without what groups them, and with a point before the decimals."""
    text = re.sub("[ '’]", "", text).replace("·", ".")
    if re.fullmatch(r"\d+,\d{1,2}", text):
        return text.replace(",", ".")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", text) and (text.count(".") > 1 or "," in text):
        return text.replace(".", "").replace(",", ".")
    return text.replace(",", "")


def _value_of_words(text: str) -> Decimal:
    whole, point, decimals = re.sub("[ -]point[ -]", "|", text).partition("|")
    if point:
        digits = (_digit_of_word(word) for word in re.split("[ -]", decimals))
        return Decimal(f"{_value(whole)}.{''.join(digits)}")
    has_half = "half" in text
    text = re.sub(r"^half[ -]an?\b", "zero", text).removesuffix(" and a half")
    text = re.sub(r"^an?\b", "one", text)
    value = Decimal(text2num(text.replace("-", " ").replace(" and ", " "), "en"))
    return value + Decimal("0.5") if has_half else value


def _digit_of_word(word: str) -> str:
    if word.isdigit():
        return word
    return str(text2num(DIGITS_OF_WORDS.get(word, word), "en"))


def _value_of_chinese(text: str) -> Decimal:
    if re.fullmatch(f"[{CHINESE_DIGITS}]{{2,}}", text):
        return _digits(text)
    import cn2an  # here, for it takes time, and most numbers are in digits

    text = re.sub("[.·・]", "点", text.replace("廿", "二十").replace("〇", "零"))
    return Decimal(str(cn2an.cn2an(text, "smart")))


def _last_digit(value: Decimal) -> Decimal:
    """One unit of the last digit of a number: 0.01 of 20.15."""
    return Decimal(1).scaleb(int(value.as_tuple().exponent))
