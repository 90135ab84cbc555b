"""The characters of a text, made simple: what the tables know, and nothing that cannot be seen.

`plain` turns each character into exactly one, so that a place in the text stays the same place.
`Line` also leaves out what cannot be seen and turns entities of HTML into what they stand for, and
knows where each character stood.
"""

import html
import re
import unicodedata
from dataclasses import dataclass

from helpers.figures.lexicon import FINANCIAL, HYPHENS, SPACES, TRADITIONAL

# Soft hyphens, zero-width spaces and joiners, directions; and entities that were left in a text.
_HIDDEN = re.compile(
    "[\r\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
    r"|&(?:\#\d{2,6}|\#x[0-9a-f]{2,5}|[a-z]{2,8}\d{0,2});",
    re.IGNORECASE,
)
# 壹億, 伍佰, but not 大陸: a digit of accounts is one only beside another or before a scale.
_FINANCIAL_NUMERAL = re.compile(
    "(?<![大登着著])[壹貳贰弐參叁肆伍陸陆柒捌玖拾][壹貳贰弐參叁肆伍陸陆柒捌玖拾佰仟零萬万億亿]*"
    "(?<=[拾佰仟萬万億亿])"
    "|[壹貳贰參叁肆伍柒捌玖拾](?=[元圓圆億亿萬万])"
)


def plain(text: str) -> str:
    """The text in the characters that the tables know: simplified Chinese, no full-width forms.

    Each character becomes exactly one, so that a place in the text stays the same place.
    """
    if text.isascii():
        return text
    normal = (unicodedata.normalize("NFKC", character) for character in text)
    single = (
        form if len(form) == 1 else character for character, form in zip(text, normal, strict=True)
    )
    simple = "".join(single).translate(HYPHENS).translate(SPACES)
    return _FINANCIAL_NUMERAL.sub(_in_common_digits, simple).translate(TRADITIONAL)


def _in_common_digits(numeral: re.Match[str]) -> str:
    return numeral[0].translate(FINANCIAL)


@dataclass(frozen=True)
class Line:
    """A line as printed, and its `text` without what cannot be seen, in plain characters.

    `shown` is the same text in the characters of the line. `places` says where each character of
    the text stood, and is empty where nothing was left out.
    """

    printed: str
    shown: str
    text: str
    places: tuple[int, ...] = ()

    def place(self, position: int) -> int:
        """Where in the printed line a position of the text is."""
        return self.places[position] if self.places else position

    def end(self, position: int) -> int:
        """Where in the printed line a part ends that ends at a position of the text."""
        if not self.places or not position:
            return position
        return self.places[position - 1] + self._length(position - 1)

    def _length(self, position: int) -> int:
        """How many printed characters one of the text stands for: more than one for an entity."""
        hidden = _HIDDEN.match(self.printed, self.places[position])
        return len(hidden[0]) if hidden else 1


def line_of(printed: str) -> Line:
    """A line, ready to be searched."""
    if not _HIDDEN.search(printed):
        return Line(printed, printed, _searched(printed))
    characters: list[str] = []
    places: list[int] = []
    position = 0
    for hidden in _HIDDEN.finditer(printed):
        characters += printed[position : hidden.start()]
        places += range(position, hidden.start())
        position = hidden.end()
        if meant := _meant(hidden[0]):
            characters.append(meant)
            places.append(hidden.start())
    characters += printed[position:]
    places += range(position, len(printed) + 1)
    shown = "".join(characters)
    return Line(printed, shown, _searched(shown), tuple(places))


def _searched(shown: str) -> str:
    return plain(shown).replace("\n", " ")


def _meant(hidden: str) -> str:
    """What an entity stands for; nothing for a character that cannot be seen."""
    if len(hidden) == 1:
        return ""
    meant = html.unescape(hidden)
    if len(meant) != 1 or _HIDDEN.match(meant) or not meant.isprintable():
        return " " if meant == "\xa0" else ""
    return meant
