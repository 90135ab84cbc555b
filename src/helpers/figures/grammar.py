"""What a printed figure looks like: one regular expression, made of named parts.

Each part has a comment that says what it stands for, and examples that a test matches it against:
what it takes of an example stands in square brackets. A part is made of the tables of `lexicon` and
`currencies`; those of numbers and scales are in `quantities`. What follows a figure, the unit or
the thing counted, is in `nouns`.
"""

import functools
import re

from helpers.figures.currencies import BEFORE_LARGE, SHARED_NAMES, WORDS
from helpers.figures.lexicon import (
    BETWEEN,
    CHINESE_DIGITS,
    NAMES_IN_NOUNS,
    QUALIFIERS,
    QUALIFIERS_BEHIND,
)
from helpers.figures.parts import (
    EXAMPLES,
    FLAGS,
    any_of,
    part,
    spaced,
    split_forms,
    without_context,
)
from helpers.figures.quantities import (
    CHINESE_SCALE,
    COMMA_OF_AMOUNT,
    GLOSS,
    HUNDREDS,
    LATIN_SCALES,
    LETTER_APART,
    LETTER_OF_AMOUNT,
    MORE,
    NUMBER,
    REST,
    SCALE_LETTER,
    SCALE_WORD,
    SECOND,
    SECOND_SCALE,
    SIZE,
    SIZE_OF_COUNT,
)

__all__ = ["CURRENCY", "EXAMPLES", "FLAGS", "figure_in_text", "meaning_of", "whole_phrase"]

# --- currencies, percent, qualifiers


def _stands_before(word: str) -> bool:
    is_lowercase_english = word.islower() and word.isascii() and word != "kr"
    return not is_lowercase_english and word != "元"


def _stands_behind(word: str) -> bool:
    return word[-1].isalpha() or word == "€"


# A number that a single letter may be the currency of: one with a scale or with groups of digits.
_LARGE = part(
    "large number",
    rf"""(?=\d[\d,.]*(?:[,.]\d{{3}}|[ ]\d{{3}}[ ]\d{{3}}(?!\d)
    |[\s-]?(?:{LATIN_SCALES}|[kmbt])(?![A-Za-z])))""",
    "R[]2.5 billion",
    "P[]1,000",
)
# R 2.5 billion and Sh 20 billion, but not the letters of Block P 1,200 homes
_LETTERS = any_of(BEFORE_LARGE)
_LETTERS_APART = any_of(word for word in BEFORE_LARGE if word == "R" or len(word) > 1)
_SIGNS_BEFORE, _WORDS_BEFORE = (
    [word for word in WORDS if _stands_before(word) and word[0].isalnum() == is_word]
    for is_word in (False, True)
)
# A currency before its number. A sign may be glued to the word before it, but not to capitals: TT$
# is another currency than $.
CURRENCY_BEFORE = part(
    "currency before",
    rf"""(?<![A-Za-z])(?:{any_of(_WORDS_BEFORE)})
    |(?<!(?-i:[A-Z]))(?<!(?-i:\b[A-Z][a-z]))(?<!(?-i:\b[A-Z][a-z]{{2}}))(?:{any_of(_SIGNS_BEFORE)})
    |(?<![A-Za-z])(?:(?-i:{_LETTERS})|(?-i:{_LETTERS_APART})[ ]?){_LARGE}""",
    "[US$]150 million",
    "[人民币]5亿元",
    "[R]2.5 billion",
)
# A currency behind its number; the 元 of 三元锂 and the 里拉 of 公里拉力 are parts of other words.
CURRENCY_BEHIND = part(
    "currency behind",
    rf"""(?:{any_of(filter(_stands_behind, WORDS))}
    |(?-i:[A-Z][a-z]{{2,12}})[ ](?:{SHARED_NAMES})s?)(?![A-Za-z])
    (?<!元(?=素|器|旦|宵|宝|宇|老|首|帅|件|酸|锂|前驱|催|胺|醇))(?<!里拉(?=力|练|近|升|开|长))""",
    "20.15 billion [yuan]",
    "9.5亿[美元]",
)
# Percent; 成 is a tenth, but not in 成立, 成为, 成功, …
PERCENT = part(
    "percent",
    r"""[\s-]?(?:%|per[ -]?cent\b|percent\b|pct\b|pc\b|percentage[ ]points?\b)
    |个?百分点|(?<=[1-9])(?<!\d\d)成(?=为)|成[一二三四五六七八九半](?![个家项体])|成(?![立为功员果都长本交品套型就份效熟绩])""",
    "10.8[%]",
    "15[-per-cent]",
    "增长2[个百分点]",
    "七[成]",
)


def _forms(table: dict[str, str]) -> list[str]:
    """The forms of a table of qualifiers, with spaces that count under `FLAGS`."""
    return [spaced(form) for form in split_forms("|".join(table.values()))]


def _qualifier_pattern(form: str) -> str:
    is_english = form[0].isascii() and form[0] not in "~<>("
    is_english = is_english or form.startswith("(?:(?:not")
    return rf"(?<![A-Za-z]){form}" if is_english else form


# A qualifier before the number: over, nearly, about, at least, up to.
QUALIFIER = part(
    "qualifier",
    "|".join(
        _qualifier_pattern(form) for form in sorted(_forms(QUALIFIERS), key=len, reverse=True)
    ),
    "[over] 20 billion",
    "[不少于]5亿元",
    "总投资[约]30亿元",
)
# “About” between another qualifier and the number.
_STACKED = part(
    "about between",
    f"(?:{BETWEEN})(?![A-Za-z])".replace(" ", "[ ]"),
    "up to [about] 3,000 jobs",
    "more than [an estimated] 500 jobs",
)
# A qualifier behind the number.
QUALIFIER_BEHIND = part(
    "qualifier behind", "|".join(_forms(QUALIFIERS_BEHIND)), "5 billion[ or more]", "10亿元[以上]"
)
# A size class.
_CLASS = part("class", r"级|-class\b", "千亿[级]", "a billion-dollar[-class] project")
# What is of a size class where a scale without a number stands before it.
_OF_CLASS = part(
    "thing of a size class",
    "大?(?:项目|投资|产业|企业|集群|园区|工程|工厂|基地|俱乐部|制造业|航母|板块)",
    "亿元[项目]57个",
    "百亿[投资]",
)
# What stands between the ends of a range; “and” does so only after “between”, see below.
_RANGE_SIGN = part(
    "range",
    r"-to-|[–—~-]{1,2}|至|到|\bto\b",
    "50亿[—]100亿元",
    "10 [to] 20 billion yuan",
    "10[至]20亿元",
)

# --- the whole

# A scale; ``(?(currency)…|(?!))`` matches only where the group `currency` did.
_SCALE = rf"""(?:
    {SCALE_WORD}|{SCALE_LETTER}|(?(currency)(?:{LETTER_APART}|{LETTER_OF_AMOUNT})|(?!))
    |{CHINESE_SCALE}
)"""
_NUMBER_OF_AMOUNT = f"(?:(?(currency){COMMA_OF_AMOUNT}|(?!))|{NUMBER})"

# One number, with all that tells how large it is: 20.15 billion, 50多亿, 1兆2,000亿, 百余亿.
_AMOUNT = rf"""
    (?:
        (?P<hundredths>百分之)?
        (?P<number>{_NUMBER_OF_AMOUNT})
        (?P<gloss>{GLOSS})?
        (?P<more>{MORE}|\+(?={_SCALE}))?
        (?P<scale>{_SCALE})?
        (?P<half>[ ]and[ ]a[ ]half\b)?
        (?P<more_of_scale>{MORE})?
        (?:
            (?<=[亿万兆千百])(?P<rest>{REST})
            |(?P<hundreds>{HUNDREDS})
            |(?(scale)(?P<second>{SECOND})(?P<second_scale>{SECOND_SCALE})|(?!))
        )?
    |
        (?<![\d一二三四五六七八九十百千数几])
        (?P<size>{SIZE}|(?(qualifier){SIZE_OF_COUNT}|(?!)))
        (?P<more_of_size>{MORE})?
    )
    (?(currency)元?)
"""


def _first_characters() -> str:
    """The characters beyond ASCII that a figure can begin with, so that most places are skipped."""
    words = [word for word in WORDS if _stands_before(word)]
    forms = [without_context(form) for form in split_forms("|".join(QUALIFIERS.values()))]
    heads = [form.lstrip("(?:")[:1] for form in forms] + [word[0] for word in words]
    marked = {character for form in forms if form.startswith(("[", "(")) for character in form}
    unusual = {character for character in (*heads, *marked) if not character.isascii()}
    return re.escape("".join(sorted(unusual | set(f"{CHINESE_DIGITS}十廿百千万亿兆"))))


# Where a figure can begin: not within an English word, and not at a character of no table.
_START = (
    rf"(?:(?<![A-Za-z])[A-Za-z]|[\d\x21-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e−{_first_characters()}])"
)
_START = f"(?={_START})"
# The higher end of a range. Where the lower end has a scale, it must have one, too: 3 billion to 5
# is no range; and where the lower end is a percentage, it must be one.
_HIGHER_END = rf"""
    (?:\s?(?P<low_currency>{CURRENCY_BEHIND})|(?P<low_percent>{PERCENT})|[个家项])?
    \s*(?:{_RANGE_SIGN}|(?(between)and\b|(?!)))\s*
    (?P<high_currency>{CURRENCY_BEFORE})?\s?
    (?P<high>{_NUMBER_OF_AMOUNT})
    (?P<high_scale>{_SCALE})?
    (?(scale)(?(high_scale)|(?!)))
    (?(low_percent)(?={PERCENT}))
    (?(currency)元?)
"""
FIGURE = rf"""
    {_START}
    (?:(?P<between>\bbetween)\s+)?
    (?:(?P<qualifier>{QUALIFIER})\s*(?:(?P<stacked>{_STACKED})\s*)?)?
    (?:(?P<currency>{CURRENCY_BEFORE})\s*)?
    (?:(?P<inner_qualifier>{QUALIFIER})\s*)?
    (?P<minus>[-−](?=\d))?
    {_AMOUNT}
    (?:{_HIGHER_END})?
    (?P<qualifier_behind>{QUALIFIER_BEHIND})?
    (?P<class>{_CLASS})?
    (?:[\s-]?(?P<currency_behind>{CURRENCY_BEHIND})(?P<class_behind>{_CLASS})?)?
    (?P<percent>{PERCENT})?
    (?P<last_qualifier>{QUALIFIER_BEHIND})?
    (?:(?(size)|(?<=十亿元))(?(qualifier)(?!))(?(qualifier_behind)(?!))(?(last_qualifier)(?!))
    (?P<of_class>{_OF_CLASS}))?
"""
# What may follow a figure in a phrase: a noun, with the names that have digits, or km², m², …
_NAME = f"(?-i:{NAMES_IN_NOUNS})".replace(" ", "[ ]")
NOUN = part(
    "noun",
    rf"(?:{_NAME}|-?[^\W\d_])(?:{_NAME}|[^\d%])*|[km㎡][²³2]?",
    "16 [industrial projects]",
    "61 [Fortune Global 500 firms]",
    "5[个]",
)


@functools.cache
def figure_in_text() -> re.Pattern[str]:
    """The pattern of a figure within a text. It takes time to compile, and is not always needed."""
    return re.compile(FIGURE, FLAGS)


@functools.cache
def whole_phrase() -> re.Pattern[str]:
    """The pattern of a phrase that is one figure, with the noun behind it."""
    return re.compile(rf"{FIGURE}(?:\s*(?P<noun>{NOUN}))?", FLAGS)


CURRENCY = re.compile(f"{CURRENCY_BEFORE}|{CURRENCY_BEHIND}", FLAGS)

# --- what a qualifier means

# characters that 过 and 约 stand behind: 总投资额过10亿元
_BEHIND_NOUN = "(?<=[值额资量数入已均模])"


def _alone(forms: str) -> re.Pattern[str]:
    """A pattern for a qualifier that is cut out of its text, so that nothing stands around it."""
    pattern = without_context(forms)
    return re.compile(rf"(?:^|{_BEHIND_NOUN})(?:{pattern})$", re.IGNORECASE)


_MEANINGS = tuple(
    (name, _alone(forms))
    for table in (QUALIFIERS, QUALIFIERS_BEHIND)
    for name, forms in table.items()
)


def meaning_of(qualifier: str) -> str:
    """The name of a qualifier as printed: ``over`` for “more than”. Raises ValueError for none."""
    for name, pattern in _MEANINGS:
        if pattern.search(qualifier):
            return name
    raise ValueError(f"“{qualifier}” is no qualifier")
