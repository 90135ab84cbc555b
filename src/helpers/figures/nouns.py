"""What stands behind a number: a unit such as square metres, or the things that it counts.

A text goes on behind a figure, so the end of the noun has to be found: an English noun ends with
its first plural, a Chinese one with a noun of the tables.
"""

import re
from dataclasses import dataclass

from helpers.figures.lexicon import (
    CHINESE_NOUNS,
    EVENTS,
    HYPHENATED,
    IRREGULAR_PLURALS,
    MEASURE_WORDS,
    MEMORANDA,
    NAMES_IN_NOUNS,
    NOT_IN_NOUNS,
    NOT_PLURALS,
    ODD_IN_NOUNS,
    OUTPUT,
    OUTPUT_MEASURES,
    QUALIFIERS_BEHIND,
    SHARING,
    SINGULARS,
    SMALL_NUMBERS,
    UNITS,
)

MOST_WORDS = 7  # of an English noun
MOST_SHARING = 4  # further numbers that may share one noun
NEAR_OUTPUT = 16  # characters before a number that tell whether it is an output

_QUALIFIER_BEHIND = "|".join(QUALIFIERS_BEHIND.values())
_UNIT = re.compile(
    rf"[ -]?(?:(?P<span>{UNITS['span']})|(?P<whole>{UNITS['whole']})"
    rf"|(?P<measured>{UNITS['measured']}))(?![A-Za-z\d])(?P<qualifier>{_QUALIFIER_BEHIND})?"
)
_CHINESE_COUNT = re.compile(
    # with a measure word: 16个产业项目, 100家以上; a noun of no table ends with its clause
    rf"\s?(?:(?P<measure_word>{MEASURE_WORDS})(?P<qualifier>及?以上|以下|以内|左右)?"
    # 大 counts branches of industry, and no projects of theirs; 场 counts gatherings
    # 24个亿元以上项目: the size class is a figure by itself
    rf"(?:(?![十百千]?亿[元级])(?:(?<=大)[一-鿿A-Za-z]{{0,9}}?(?P<of_large>(?:(?!项目)(?:{CHINESE_NOUNS}))+|项目)(?!级)"
    rf"|(?<=场)(?:[一-鿿A-Za-z]{{0,9}}?项目[一-鿿]{{0,4}}?(?P<of_event>{EVENTS}))"
    rf"|(?<=场)(?P<event>[一-鿿A-Za-z]{{0,12}}?(?:{EVENTS}))"
    rf"|(?<![大场])(?P<noun>[一-鿿A-Za-z]{{0,9}}?(?:{CHINESE_NOUNS})+(?!级)"
    r"|[一-鿿]{1,8}(?=[，。、；,;）)！\s]|$))"
    r"|(?P<tail>[一-鿿]{1,8}(?=[，。、；,;）)！\s]|$))))?"
    # without: 16项目, but not 2020年项目
    r"|(?P<direct>(?![年月日号期届强级分第和及与等的])"
    rf"[一-鿿A-Za-z]{{0,5}}?(?:{CHINESE_NOUNS})+(?!级)))"
)
_ENGLISH_WORD = re.compile(
    rf"[ -](?:(?P<odd>(?:{ODD_IN_NOUNS})(?![\w)]))"
    rf"|(?P<word>{NAMES_IN_NOUNS}|{MEMORANDA}|(?:[A-Z][a-z]?\.){{2,}}"
    r"|[A-Za-z][A-Za-z’'&.-]*[A-Za-z]|[A-Za-z])(?![A-Za-z]))"
)
_MEMORANDA = re.compile(MEMORANDA)
_OUTPUT_MEASURE = re.compile(rf"\s?(?P<measure_word>{MEASURE_WORDS}|{OUTPUT_MEASURES})")
_PRODUCT = re.compile(
    r"(?P<product>[一-鿿A-Za-z]{1,12}?)(?:生产|加工|制造|建设|产业化|扩建|技改|及配套)*"
    "(?:项目|基地|生产线|工厂)"
)
# Another number that may share its noun with the one before: 10,000 direct and 20,000 indirect jobs
_NEXT_NUMBER = re.compile(
    r"(?:,? and|,) (?:(?:over|nearly|about|some|another|around|almost|up to|more than|at least) )?"
    rf"(?:\d[\d,]*|(?:{SMALL_NUMBERS})(?:-[a-z]+)?)(?=[ ][A-Za-z])",
    re.IGNORECASE,
)
_ODD = re.compile(rf"(?:^|[ -])(?:{ODD_IN_NOUNS}) ")
_PLURAL = re.compile(rf"(?!(?i:{'|'.join(sorted(NOT_PLURALS))})$)..+[^s’']s$")
_SINGULAR = re.compile(rf" (?:[a-z-]+ ){{0,2}}?(?:{SINGULARS})\b")
_HYPHENATED = re.compile(rf"-(?:{HYPHENATED})\b")


@dataclass(frozen=True)
class Noun:
    """What a number measures or counts.

    `name` is printed so, with the head of a noun that two numbers share, and empty where there is
    no noun. `unit` is the kind of a unit, a key of `UNITS`, and empty for things counted.
    `qualifier` is what is printed behind: 100家以上.
    """

    name: str = ""
    unit: str = ""
    qualifier: str = ""


@dataclass(frozen=True)
class NounPlace:
    """Where in a text a noun stands: its name up to `name_end`, its qualifier up to `end`.

    `shared` is the place of its head, where that stands only behind a later number.
    """

    start: int
    name_end: int
    end: int
    unit: str = ""
    qualifier: str = ""
    shared: tuple[int, int] | None = None

    def noun(self, text: str) -> Noun:
        name = text[self.start : self.name_end]
        if self.shared:
            name = f"{name} {text[slice(*self.shared)]}"
        return Noun(name, self.unit, self.qualifier)


def without_hyphen(noun: str) -> str:
    """The noun of ``1,200-job``, which a hyphen joins to its number."""
    return noun[1:] if _HYPHENATED.fullmatch(noun) else noun


def whole_noun(text: str, printed: str) -> Noun:
    """The noun that ends a phrase, in `plain` characters and as printed."""
    if unit := _UNIT.fullmatch(text):
        start = unit.start(_unit_kind(unit))
        name = printed[start : start + len(_unit_name(unit))]
        return Noun(name, _unit_kind(unit), unit["qualifier"] or "")
    count = _CHINESE_COUNT.fullmatch(text)
    if count and not count["direct"]:
        start, end = count.span(_name_group(count))
        return Noun(printed[start:end], "", count["qualifier"] or "")
    odd = max((word.end() for word in _ODD.finditer(text)), default=0)
    return Noun(text[odd:])


def _name_group(count: re.Match[str]) -> str:
    """The group of a Chinese count that names what is counted: the noun, else the measure word."""
    groups = ("direct", "noun", "of_large", "of_event", "event", "tail", "measure_word")
    return next(name for name in groups if count[name])


def noun_behind(figure: re.Match[str], text: str) -> NounPlace | None:
    """The unit, or the noun counted, that follows a figure in a text."""
    if _needs_no_noun(figure):
        return None
    return (
        _unit_behind(figure, text)
        or _output_behind(figure, text)
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
    start, name_end = count.span(_name_group(count))
    return NounPlace(start, name_end, count.end(), qualifier=count["qualifier"] or "")


def _output_behind(figure: re.Match[str], text: str) -> NounPlace | None:
    """What a project puts out: the cars of 年产20万辆新能源汽车项目."""
    before = text[max(0, figure.start() - NEAR_OUTPUT) : figure.start()]
    if not OUTPUT.search(before):
        return None
    if measure := _OUTPUT_MEASURE.match(text, figure.end()):
        start, end = measure.span("measure_word")
        return NounPlace(start, end, end)
    if product := _PRODUCT.match(text, figure.end()):
        start, end = product.span("product")
        return NounPlace(start, end, end)
    return None


def _hyphenated_behind(figure: re.Match[str], text: str) -> NounPlace | None:
    """The noun of a 300-bed hospital."""
    noun = _HYPHENATED.match(text, figure.end())
    number = figure["number"]
    if not noun or not number or not number[0].isdigit():
        return None
    return NounPlace(noun.start() + 1, noun.end(), noun.end())


def _plural_behind(figure: re.Match[str], text: str) -> NounPlace | None:
    """The English words up to the first plural, if none of them ends a noun before."""
    return _shared_noun(figure, text) or _plural_at(figure.end(), text)


def _plural_at(start: int, text: str) -> NounPlace | None:
    end = name_start = start
    for place in range(MOST_WORDS):
        word = _ENGLISH_WORD.match(text, end)
        if not word or _ends_a_noun(word["word"] or "", is_first=place == 0):
            return None
        if _is_another_number(word, text, end):
            return None
        end = word.end()
        if word["odd"]:  # the name of what is counted begins behind it
            name_start = end
        elif _is_plural(word["word"], text, end):
            return NounPlace(name_start + 1, end, end)
    return None


def _is_another_number(word: re.Match[str], text: str, start: int) -> bool:
    return word["word"] == "and" and bool(_NEXT_NUMBER.match(text, start))


def _shared_noun(figure: re.Match[str], text: str, numbers: int = MOST_SHARING) -> NounPlace | None:
    """The noun of the first number of “10,000 direct and 20,000 indirect jobs”: direct jobs."""
    end = figure.end()
    for _ in range(MOST_WORDS):
        if end > figure.end() and (ahead := _NEXT_NUMBER.match(text, end)):
            return _with_head_behind(figure, text, end, ahead, numbers)
        word = _ENGLISH_WORD.match(text, end)
        if not word or not word["word"] or word["word"].lower() in NOT_IN_NOUNS:
            return None
        if _is_plural(word["word"], text, word.end()):
            return None
        end = word.end()
    return None


def _with_head_behind(
    figure: re.Match[str], text: str, end: int, ahead: re.Match[str], numbers: int
) -> NounPlace | None:
    start = figure.end() + 1
    if "and" not in ahead[0] and not SHARING.issuperset(text[start:end].lower().split()):
        return None
    place = _plural_at(ahead.end(), text)
    if not place and numbers:
        place = _shared_noun(ahead, text, numbers - 1)
    if not place:
        return None
    head_start = text.rfind(" ", place.start, place.name_end) + 1 or place.start
    return NounPlace(start, end, end, shared=place.shared or (head_start, place.name_end))


def _ends_a_noun(word: str, is_first: bool) -> bool:
    if word == "more" and is_first:  # 65 more jets
        return False
    joins = word == "and" and not is_first  # 10 research and development centres
    return word.lower() in NOT_IN_NOUNS and not joins


def _is_plural(word: str, text: str, end: int) -> bool:
    """Whether a word is a plural; an irregular one is none before another: aircraft engines."""
    if _PLURAL.match(word) or _MEMORANDA.fullmatch(word):
        return True
    if word not in IRREGULAR_PLURALS:
        return False
    ahead = _ENGLISH_WORD.match(text, end)
    return not (ahead and ahead["word"] and _PLURAL.match(ahead["word"]))


def _singular_behind(figure: re.Match[str], text: str) -> NounPlace | None:
    """The noun of one project, or one more project."""
    is_one = (figure["number"] or "").lower() in ("one", "1") and not figure["scale"]
    noun = _SINGULAR.match(text, figure.end()) if is_one else None
    return NounPlace(noun.start() + 1, noun.end(), noun.end()) if noun else None
