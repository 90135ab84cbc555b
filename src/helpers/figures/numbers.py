"""Numbers as they are printed, in digits, English words and Chinese numerals, as Decimals.

Chinese numerals are worked out by cn2an and English number words by text2num.
"""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import cn2an
from text_to_num import text2num

from helpers.figures.lexicon import LETTERS, SCALES

LARGEST = Decimal(10) ** 24  # no amount or number that anybody announces is as large
SHOWN = 40  # so many characters of a number are told in a message


@dataclass(frozen=True)
class Numeral:
    """A number and what its digits are worth, all in whole units.

    ``20.10`` has the value 20.1; one unit of its last digit, `last`, is 0.01, and one of its last
    digit that is not zero, `last_nonzero`, is 0.1.
    """

    value: Decimal
    last: Decimal
    last_nonzero: Decimal

    def times(self, factor: int) -> "Numeral":
        return Numeral(self.value * factor, self.last * factor, self.last_nonzero * factor)


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
    return Numeral(value, last, last_nonzero).times(factor_of(scale))


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


def _value(text: str) -> Decimal:
    if text[0].isdigit():
        return Decimal(re.sub("[, ]", "", text))
    if text.isascii():
        return _value_of_words(text)
    return _value_of_chinese(text)


def _value_of_words(text: str) -> Decimal:
    has_half = "half" in text
    text = re.sub(r"^half an?\b", "zero", text).removesuffix(" and a half")
    text = re.sub(r"^an?\b", "one", text)
    value = Decimal(text2num(text.replace("-", " ").replace(" and ", " "), "en"))
    return value + Decimal("0.5") if has_half else value


def _value_of_chinese(text: str) -> Decimal:
    return Decimal(str(cn2an.cn2an(text.replace("廿", "二十").replace("〇", "零"), "smart")))


def _last_digit(value: Decimal) -> Decimal:
    """One unit of the last digit of a number: 0.01 of 20.15."""
    return Decimal(1).scaleb(int(value.as_tuple().exponent))
