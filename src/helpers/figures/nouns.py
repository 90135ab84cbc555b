"""What stands behind a number: a unit such as square metres, or the things that it counts.

A text goes on behind a figure, so the end of the noun has to be found: an English noun ends with
its first plural, a Chinese one with a noun of the tables.
"""

import re
from dataclasses import dataclass

from helpers.figures.lexicon import (
    CHINESE_NOUNS,
    HYPHENATED,
    IRREGULAR_PLURALS,
    MEASURE_WORDS,
    NAMES_IN_NOUNS,
    NOT_IN_NOUNS,
    NOT_PLURALS,
    QUALIFIERS_BEHIND,
    SINGULARS,
    UNITS,
)

MOST_WORDS = 7  # of an English noun

_QUALIFIER_BEHIND = "|".join(QUALIFIERS_BEHIND.values())
_UNIT = re.compile(
    rf"[ -]?(?:(?P<span>{UNITS['span']})|(?P<whole>{UNITS['whole']})"
    rf"|(?P<measured>{UNITS['measured']}))(?![A-Za-z\d])(?P<qualifier>{_QUALIFIER_BEHIND})?"
)
_CHINESE_COUNT = re.compile(
    # with a measure word: 16个产业项目, 100家以上; a noun of no table ends with its clause
    rf"\s?(?:(?P<measure_word>{MEASURE_WORDS})(?P<qualifier>及?以上|以下|以内|左右)?"
    rf"(?:(?P<noun>[一-鿿A-Za-z]{{0,9}}?(?:{CHINESE_NOUNS})+(?!级)"
    r"|[一-鿿]{1,8}(?=[，。、；,;）)！\s]|$))?)"
    # without: 16项目, but not 2020年项目
    r"|(?P<direct>(?![年月日号期届强级分第和及与等的])"
    rf"[一-鿿A-Za-z]{{0,5}}?(?:{CHINESE_NOUNS})+(?!级)))"
)
_ENGLISH_WORD = re.compile(
    rf"[ -]({NAMES_IN_NOUNS}|[A-Za-z][A-Za-z’'&.-]*[A-Za-z]|[A-Za-z])(?![A-Za-z])"
)
_PLURAL = re.compile(rf"(?!(?i:{'|'.join(sorted(NOT_PLURALS))})$)..+[^s’']s$")
_SINGULAR = re.compile(rf" (?:[a-z-]+ ){{0,2}}?(?:{SINGULARS})\b")
_HYPHENATED = re.compile(rf"-(?:{HYPHENATED})\b")


@dataclass(frozen=True)
class Noun:
    """What a number measures or counts.

    `name` is printed so, and empty where there is no noun. `unit` is the kind of a unit, a key of
    `UNITS`, and empty for things counted. `qualifier` is what is printed behind: 100家以上.
    """

    name: str = ""
    unit: str = ""
    qualifier: str = ""


@dataclass(frozen=True)
class NounPlace:
    """Where in a text a noun stands: its name up to `name_end`, its qualifier up to `end`."""

    start: int
    name_end: int
    end: int
    unit: str = ""
    qualifier: str = ""

    def noun(self, text: str) -> Noun:
        return Noun(text[self.start : self.name_end], self.unit, self.qualifier)


def without_hyphen(noun: str) -> str:
    """The noun of ``1,200-job``, which a hyphen joins to its number."""
    return noun[1:] if _HYPHENATED.fullmatch(noun) else noun


def whole_noun(text: str, printed: str) -> Noun:
    """The noun that ends a phrase, in `plain` characters and as printed."""
    if unit := _UNIT.fullmatch(text):
        return Noun(_unit_name(unit), _unit_kind(unit), unit["qualifier"] or "")
    count = _CHINESE_COUNT.fullmatch(text)
    if count and not count["direct"]:
        start, end = count.span("noun" if count["noun"] else "measure_word")
        return Noun(printed[start:end], "", count["qualifier"] or "")
    return Noun(text)


def noun_behind(figure: re.Match[str], text: str) -> NounPlace | None:
    """The unit, or the noun counted, that follows a figure in a text."""
    if _needs_no_noun(figure):
        return None
    return (
        _unit_behind(figure, text)
        or _chinese_count_behind(figure, text)
        or _hyphenated_behind(figure, text)
        or _plural_behind(figure, text)
        or _singular_behind(figure, text)
    )


def _needs_no_noun(figure: re.Match[str]) -> bool:
    groups = ("currency", "currency_behind", "percent", "hundredths", "class")
    return any(figure[group] for group in groups)


def _unit_kind(unit: re.Match[str]) -> str:
    return next(kind for kind in UNITS if unit[kind])


def _unit_name(unit: re.Match[str]) -> str:
    return unit[_unit_kind(unit)].removesuffix("时间")


def _unit_behind(figure: re.Match[str], text: str) -> NounPlace | None:
    unit = _UNIT.match(text, figure.end())
    if not unit:
        return None
    is_apart = unit[0][0] in " -"
    start = unit.start() + is_apart
    name_end = start + len(_unit_name(unit))
    return NounPlace(start, name_end, unit.end(), _unit_kind(unit), unit["qualifier"] or "")


def _chinese_count_behind(figure: re.Match[str], text: str) -> NounPlace | None:
    count = _CHINESE_COUNT.match(text, figure.end())
    if not count:
        return None
    # 亿 and a noun without a measure word are an amount of money for it: 百亿产业, 10亿项目
    is_amount = figure["size"] or "亿" in (figure["scale"] or "")
    if count["direct"] and is_amount:
        return None
    group = next(name for name in ("direct", "noun", "measure_word") if count[name])
    start, name_end = count.span(group)
    return NounPlace(start, name_end, count.end(), qualifier=count["qualifier"] or "")


def _hyphenated_behind(figure: re.Match[str], text: str) -> NounPlace | None:
    """The noun of a 300-bed hospital."""
    noun = _HYPHENATED.match(text, figure.end())
    number = figure["number"]
    if not noun or not number or not number[0].isdigit():
        return None
    return NounPlace(noun.start() + 1, noun.end(), noun.end())


def _plural_behind(figure: re.Match[str], text: str) -> NounPlace | None:
    """The English words up to the first plural, if none of them ends a noun before."""
    end = figure.end()
    for place in range(MOST_WORDS):
        word = _ENGLISH_WORD.match(text, end)
        if not word or _ends_a_noun(word[1], is_first=place == 0):
            return None
        end = word.end()
        if _is_plural(word[1], text, end):
            return NounPlace(figure.end() + 1, end, end)
    return None


def _ends_a_noun(word: str, is_first: bool) -> bool:
    joins = word == "and" and not is_first  # 10 research and development centres
    return word.lower() in NOT_IN_NOUNS and not joins


def _is_plural(word: str, text: str, end: int) -> bool:
    """Whether a word is a plural; an irregular one is none before another: aircraft engines."""
    if _PLURAL.match(word):
        return True
    if word not in IRREGULAR_PLURALS:
        return False
    ahead = _ENGLISH_WORD.match(text, end)
    return not (ahead and _PLURAL.match(ahead[1]))


def _singular_behind(figure: re.Match[str], text: str) -> NounPlace | None:
    """The noun of one project, or one more project."""
    is_one = (figure["number"] or "").lower() in ("one", "1") and not figure["scale"]
    noun = _SINGULAR.match(text, figure.end()) if is_one else None
    return NounPlace(noun.start() + 1, noun.end(), noun.end()) if noun else None
