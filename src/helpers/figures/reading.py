"""Printed figures and what they allow: one phrase with `read`, all of a text with `find`.

It knows phrases only: nothing of sources, projects or announcements. What a figure looks like is
in `grammar`, what it means in `meaning`, and what is no figure in a text in `finding`.
"""

import difflib
import re

from helpers.figures.characters import Line, line_of
from helpers.figures.currencies import CURRENCIES
from helpers.figures.factors import factor_of
from helpers.figures.finding import Found, find, whole
from helpers.figures.grammar import CURRENCY_BEHIND, FLAGS, whole_phrase
from helpers.figures.intervals import INFINITY, Interval, Reading
from helpers.figures.lexicon import MISREAD, SCALES
from helpers.figures.meaning import reading_of
from helpers.figures.nouns import Noun, whole_noun, without_hyphen
from helpers.figures.numbers import LARGEST
from helpers.figures.unread import why_not_understood

__all__ = [
    "CURRENCIES",
    "INFINITY",
    "LARGEST",
    "Found",
    "Interval",
    "Reading",
    "find",
    "read",
]

ALIKE = 0.7  # how alike a word must be to a scale to be taken for a slip of it: bilion
_CANNOT_READ = "cannot read “{}” as a number"
_ENDS_IN_UNIT = re.compile(rf"(?<![A-Za-z])(?:{CURRENCY_BEHIND}|per[ ]?cent)$", FLAGS)


def read(phrase: str, currency: str = "") -> Reading:
    """Read one printed figure, in English or Chinese.

    Amounts come back in whole currency units (``20.15 billion yuan`` is 20,145,000,000 to
    20,155,000,000 CNY). `currency` is the one that the announcement is in: it settles what a word
    such as ``dollars`` means, and is not given to an amount without any. Raises ValueError, with a
    message for a person, where the phrase cannot be read as exactly one figure.
    """
    line = line_of(phrase.strip())
    if factor := factor_of(line.text):
        return factor
    figure = whole_phrase().fullmatch(line.text)
    try:
        if not figure:
            raise ValueError(f"{_CANNOT_READ.format(phrase)} with its qualifier, scale and unit")
        if doubt := why_not_understood(figure, line.text, is_typed=True):
            raise ValueError(f"{_CANNOT_READ.format(phrase)}: {doubt.reason}")
        return reading_of(figure, phrase, _noun(figure, phrase, line), [currency])
    except ValueError:
        part = whole(phrase.strip(), currency)  # a form that only the text around it tells
        if not part or part.reason:
            raise
    return part.reading


def _noun(figure: re.Match[str], phrase: str, line: Line) -> Noun:
    """What the number of a phrase measures or counts."""
    if not figure["noun"]:
        return Noun()
    text = without_hyphen(figure["noun"].strip())
    printed = line.shown[figure.start("noun") :]
    noun = whole_noun(text, printed)
    is_misread = text.startswith("-") or _ENDS_IN_UNIT.search(text) or MISREAD.match(text)
    if is_misread and not noun.unit and not noun.qualifier:
        raise ValueError(
            f"cannot read “{text}” in “{phrase}” as a unit or a thing counted{_hint(text)}"
        )
    return noun


def _hint(noun: str) -> str:
    english = [scale for scale in SCALES if scale.isascii()]
    near = difflib.get_close_matches(noun.split()[0], english, 1, ALIKE)
    return f"; is “{near[0]}” meant?" if near else ""
