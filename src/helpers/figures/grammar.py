"""What a printed figure looks like: one regular expression, made of named parts.

Each part has a comment that says what it stands for, and examples that a test matches it against:
what it takes of an example stands in square brackets. A part is made of the tables of `lexicon` and
`currencies`. What follows a figure, the unit or the thing counted, is in `nouns`.

All parts are written for `FLAGS`: white space in them does not count, and neither does the case of
letters, except in ``(?-i:…)``.
"""

import re
import unicodedata
from collections.abc import Iterable

from helpers.figures.currencies import BEFORE_LARGE, WORDS
from helpers.figures.lexicon import (
    NAMES_IN_NOUNS,
    QUALIFIERS,
    QUALIFIERS_BEHIND,
    SCALES,
    SMALL_NUMBERS,
    TRADITIONAL,
)

FLAGS = re.VERBOSE | re.IGNORECASE
EXAMPLES: dict[str, tuple[str, tuple[str, ...]]] = {}  # name -> (pattern, examples)


def plain(text: str) -> str:
    """The text in the characters that the tables know: simplified Chinese, no full-width forms.

    Each character becomes exactly one, so that a place in the text stays the same place.
    """
    normal = (unicodedata.normalize("NFKC", character) for character in text)
    single = (
        form if len(form) == 1 else character for character, form in zip(text, normal, strict=True)
    )
    return "".join(single).translate(TRADITIONAL)


def any_of(words: Iterable[str]) -> str:
    """An alternation of words, the longest first, so that none hides a longer one.

    Those in capitals, such as currency codes, are matched only in capitals.
    """
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(_as_pattern(word) for word in ordered)


def _as_pattern(word: str) -> str:
    escaped = re.escape(word)
    is_code = word.isupper() and word.isascii()
    return f"(?-i:{escaped})" if is_code else escaped


def _part(name: str, pattern: str, *examples: str) -> str:
    """A named part of the grammar, which is kept in `EXAMPLES` for the tests."""
    EXAMPLES[name] = (pattern, examples)
    return f"(?:{pattern})"


# --- numbers

# Digits in groups of three, with commas.
_BY_COMMAS = _part(
    "digits with commas", r"\d{1,3}(?:,\d{3})+(?!,?\d)", "约[3,720]亿", "over [1,200] jobs"
)
# Digits in groups of three, with spaces, as in much of Europe.
_BY_SPACES = _part(
    "digits with spaces",
    r"(?<!\d)\d{1,3}(?:\ \d{3})+(?!\d)",
    "[1 000 000 000] EUR",
    "[30 000] jobs",
)
# Digits in groups of two before the last three, as in India.
_BY_LAKHS = _part(
    "digits of lakhs",
    r"\d{1,2}(?:,\d{2})+,\d{3}(?!,?\d)",
    "Rs [1,78,950] crore",
    "₹[12,34,567]",
)
# A number in digits, with decimals or without.
_DIGITS = _part(
    "number in digits",
    rf"(?:{_BY_COMMAS}|{_BY_SPACES}|{_BY_LAKHS}|\d+)(?:\.\d+)?",
    "[20.15] billion yuan",
    "US$[23,197.5] million",
)
# A number in English words. “A” is a number only before a scale: a million, but not a company.
_ENGLISH = _part(
    "number in words",
    rf"""\b(?:half\ an?|an?(?=\ (?:dozen|hundred|thousand|million|billion|trillion|lakh|crore))
    |zero|{SMALL_NUMBERS})
    (?:[\ -](?:and\ )?(?:hundred|{SMALL_NUMBERS})\b)*(?:\ and\ a\ half\b)?(?![a-z])""",
    "[twenty-five] projects",
    "[one and a half] billion euros",
    "[half a] million jobs",
)
# A Chinese numeral below 万, which is a scale.
_CHINESE = _part(
    "Chinese numeral",
    r"""[〇零一二两三四五六七八九十廿][〇零一二两三四五六七八九十廿百千]{0,15}
    (?:点[〇零一二三四五六七八九]+)?""",
    "[二十]亿",
    "[三百零五]家企业",
    "[一点五]亿元",
)
# The hundred of 百分之百, all of it.
_HUNDREDTHS = _part("百 in hundredths", "(?<=分之)百", "百分之[百]", "完成率百分之[百]")
NUMBER = _part(
    "number",
    f"{_DIGITS}|{_ENGLISH}|{_CHINESE}|{_HUNDREDTHS}",
    "[16] industrial projects",
    "[three]",
    "[二十]亿",
)

# --- scales

_LATIN_SCALES = any_of(scale for scale in SCALES if scale.isascii())
_CHINESE_SCALES = any_of(scale for scale in SCALES if not scale.isascii())
_LATIN_SCALES_HYPHENATED = _LATIN_SCALES.replace(re.escape(" "), "[ -]")  # lakh-crore

# A scale in English words, as a word of its own or with a hyphen.
_SCALE_WORD = _part(
    "scale in words",
    rf"[\s-]{{0,2}}(?:{_LATIN_SCALES_HYPHENATED})s?(?![A-Za-z])",
    "20.15[ billion] yuan",
    "100[-billion]-dollar",
    "Rs 1.5[ lakh-crore]",
)
# A letter that stands for a scale, close to the number; 5m² and 5 m/s are measures.
_SCALE_LETTER = _part(
    "scale as a letter", r"(?:k|m|b|(?-i:L))(?![A-Za-z\d²³/])", "$5[m]", "Rs 3[L]"
)
# A capital that stands for a scale, after a space; only where a currency stands before.
_LETTER_APART = _part(
    "scale as a letter apart", r"\s(?-i:[KMBL])(?![A-Za-z])", "$1.5[ B]", "Rs 3.4[ L]"
)
# A Chinese scale, perhaps behind 个; 千瓦, 千米, 千克 and 千伏 are measures.
_CHINESE_SCALE = _part(
    "Chinese scale",
    rf"\s?(?:个多?(?=万?亿|兆))?(?:{_CHINESE_SCALES})(?![瓦米克伏])",
    "201.5[亿]元",
    "1[个多亿]",
    "3.6[万]个",
)
# A scale that stands without a number, and means a size class or a rough number.
_SIZE = _part(
    "scale alone",
    r"""[百千][多余](?:万亿|亿|万)|[十百千]?万亿|[十百千]?亿|[十百千]万|兆(?=元|级)
    |[百千](?=[多余][个家名人户项])""",
    "[千亿]级",
    "[百余亿]元",
    "[百]余家企业",
)
# The same of 百家 and 万人, which is one only behind a qualifier.
_SIZE_OF_COUNT = _part(
    "scale alone of a count", "[百千万](?=[个家名人户项])", "超[百]家企业", "近[万]名学生"
)
# “Somewhat more” of a Chinese number.
_MORE = _part("somewhat more", "多|余", "50[多]亿", "100[余]家")

# The second part of a number with two scales.
_REST = _part(
    "second part",
    r"""(?:\d{1,3},\d{3}|\d+)(?:\.\d+)?
    |[一二两三四五六七八九十][一二三四五六七八九十百千零]*(?=[万亿])
    |零[一二两三四五六七八九十][一二三四五六七八九十百千零]*""",
    "1兆[2,000]亿元",
    "3亿[五千]万元",
    "六万[零三百二十八]人",
)
_REST_SCALE = _part("scale of the second part", "[千百]?[万亿]", "1兆2,000[亿]元", "3亿3[千万]元")

# --- currencies, percent, qualifiers


def _stands_before(word: str) -> bool:
    is_lowercase_english = word.islower() and word.isascii()
    return not is_lowercase_english and word != "元"


def _stands_behind(word: str) -> bool:
    return word[-1].isalpha() or word == "€"


# A number that a single letter may be the currency of: one with a scale or with groups of digits.
_LARGE = _part(
    "large number",
    rf"(?=\d[\d,.]*(?:,\d{{3}}|[\s-]?(?:{_LATIN_SCALES}|[kmb])(?![A-Za-z])))",
    "R[]2.5 billion",
    "P[]1,000",
)
# A currency before its number.
CURRENCY_BEFORE = _part(
    "currency before",
    rf"""(?<![A-Za-z])(?:{any_of(filter(_stands_before, WORDS))}
    |(?-i:{"|".join(BEFORE_LARGE)}){_LARGE})""",
    "[US$]150 million",
    "[人民币]5亿元",
    "[R]2.5 billion",
)
# A currency behind its number.
CURRENCY_BEHIND = _part(
    "currency behind",
    rf"(?:{any_of(filter(_stands_behind, WORDS))})(?![A-Za-z])",
    "20.15 billion [yuan]",
    "9.5亿[美元]",
)
# Percent; 成 is a tenth, but not in 成立, 成为, 成功, …
PERCENT = _part(
    "percent",
    r"""[\s-]?(?:%|per[ -]?cent\b|percent\b|pct\b|pc\b|percentage[ ]points?\b)
    |个?百分点|成(?![立为功员果都长本交品套型就份效熟])""",
    "10.8[%]",
    "15[-per-cent]",
    "增长2[个百分点]",
    "七[成]",
)


def _forms(table: dict[str, str]) -> list[str]:
    """The forms of a table of qualifiers, with spaces that count under `FLAGS`."""
    return "|".join(table.values()).replace(" ", "[ ]").split("|")


def _qualifier_pattern(form: str) -> str:
    is_english = form[0].isalpha() and form[0].isascii()
    return rf"(?<![A-Za-z]){form}" if is_english else form


# A qualifier before the number: over, nearly, about, at least, up to.
QUALIFIER = _part(
    "qualifier",
    "|".join(
        _qualifier_pattern(form) for form in sorted(_forms(QUALIFIERS), key=len, reverse=True)
    ),
    "[over] 20 billion",
    "[不少于]5亿元",
    "总投资[约]30亿元",
)
# A qualifier behind the number.
QUALIFIER_BEHIND = _part(
    "qualifier behind", "|".join(_forms(QUALIFIERS_BEHIND)), "5 billion[ or more]", "10亿元[以上]"
)
# A size class.
_CLASS = _part("class", r"级|-class\b", "千亿[级]", "a billion-dollar[-class] project")
# What stands between the ends of a range; “and” does so only after “between”, see below.
_RANGE_SIGN = _part(
    "range",
    r"-to-|[–—~-]{1,2}|至|到|\bto\b",
    "50亿[—]100亿元",
    "10 [to] 20 billion yuan",
    "10[至]20亿元",
)

# --- the whole

# A scale; ``(?(currency)…|(?!))`` matches only where the group `currency` did.
_SCALE = rf"""(?:
    {_SCALE_WORD}|{_SCALE_LETTER}|(?(currency){_LETTER_APART}|(?!))|{_CHINESE_SCALE}
)"""

# One number, with all that tells how large it is: 20.15 billion, 50多亿, 1兆2,000亿, 百余亿.
_AMOUNT = rf"""
    (?:
        (?P<hundredths>百分之)?
        (?P<number>{NUMBER})
        (?P<more>{_MORE}|\+(?={_SCALE}))?
        (?P<scale>{_SCALE})?
        (?P<more_of_scale>{_MORE})?
        (?:
            (?<=[亿万兆])(?P<rest>{_REST})(?P<rest_scale>{_REST_SCALE})?
            (?![\d千百亿年])
        )?
    |
        (?<![\d一二三四五六七八九十百千数几])
        (?P<size>{_SIZE}|(?(qualifier){_SIZE_OF_COUNT}|(?!)))
        (?P<more_of_size>{_MORE})?
    )
    (?(currency)元?)
"""
# The higher end of a range. Where the lower end has a scale, it must have one, too: 3 billion to 5
# is no range; and where the lower end is a percentage, it must be one.
_HIGHER_END = rf"""
    (?:\s?(?P<low_currency>{CURRENCY_BEHIND})|(?P<low_percent>{PERCENT})|[个家项])?
    \s*(?:{_RANGE_SIGN}|(?(between)and\b|(?!)))\s*
    (?P<high_currency>{CURRENCY_BEFORE})?\s?
    (?P<high>{NUMBER})
    (?P<high_scale>{_SCALE})?
    (?(scale)(?(high_scale)|(?!)))
    (?(low_percent)(?={PERCENT}))
    (?(currency)元?)
"""
FIGURE = rf"""
    (?:(?P<between>\bbetween)\s+)?
    (?:(?P<qualifier>{QUALIFIER})\s*)?
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
"""
# What may follow a figure in a phrase: a noun, with the names that have digits, or km², m², …
_NAME = f"(?-i:{NAMES_IN_NOUNS})".replace(" ", "[ ]")
NOUN = _part(
    "noun",
    rf"(?:{_NAME}|-?[^\W\d_])(?:{_NAME}|[^\d%])*|[km㎡][²³2]?",
    "16 [industrial projects]",
    "61 [Fortune Global 500 firms]",
    "5[个]",
)

FIGURE_IN_TEXT = re.compile(FIGURE, FLAGS)
PHRASE = re.compile(rf"{FIGURE}(?:\s*(?P<noun>{NOUN}))?", FLAGS)
CURRENCY = re.compile(f"{CURRENCY_BEFORE}|{CURRENCY_BEHIND}", FLAGS)

# --- what a qualifier means

_WITHOUT_CONTEXT = re.compile(r"\(\?<?[=!][^)]*\)")  # the look-arounds of a pattern
# characters that 过 and 约 stand behind: 总投资额过10亿元
_BEHIND_NOUN = "(?<=[值额资量数入已均模])"


def _alone(forms: str) -> re.Pattern[str]:
    """A pattern for a qualifier that is cut out of its text, so that nothing stands around it."""
    pattern = _WITHOUT_CONTEXT.sub("", forms)
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
