"""A printed figure is an interval: what a phrase such as ``nearly 70 billion yuan`` allows.

The trailing digits of a printed number carry information, as in the GRIM test (Brown and Heathers, 2017) and
the `scrutiny` package for R; so the dataset keeps the phrase and this module reads it: one phrase with `read`, or all
that stand in a text with `find`. It knows phrases only: nothing of sources, projects or announcements. The words of
its grammar are the tables of `lexicon`; the names of currencies are Unicode's (CLDR, through Babel), Chinese numerals
are worked out by cn2an and English number words by text2num.
"""

import difflib
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

import cn2an
from babel import Locale
from babel.numbers import get_currency_name, get_territory_currencies
from text_to_num import text2num

from helpers.figures.lexicon import (
    CHINESE_NOUNS,
    CURRENCY_LETTERS,
    CURRENCY_WORDS,
    HYPHENATED,
    IRREGULAR_PLURALS,
    LEFT_OF_DATE,
    LEFT_OF_NO_FIGURE,
    LETTERS,
    MEASURE_WORDS,
    MISREAD,
    MONEY_NOUNS,
    NAMES_IN_NOUNS,
    NOT_IN_NOUNS,
    NOT_PLURALS,
    OF_THE_VERB,
    QUALIFIERS,
    QUALIFIERS_BEHIND,
    RIGHT_OF_NO_FIGURE,
    SCALES,
    SINGULARS,
    TRADITIONAL,
    UNITS,
)

INFINITY = Decimal("Infinity")
LARGEST = Decimal(10) ** 24  # no amount or number that anybody announces is as large


@dataclass(frozen=True)
class Interval:
    """All values from `low` to `high`, both included, in whole units (yuan, projects, percent)."""

    low: Decimal
    high: Decimal

    def __post_init__(self):
        if self.low.is_nan() or self.high.is_nan() or not self.low <= self.high:
            raise ValueError(f"the interval from {self.low} to {self.high} is empty")


@dataclass(frozen=True)
class Reading:
    """How a phrase is understood.

    `value` is its number at face value and `interval` what it allows, both in whole units. `kind` is ``money``,
    ``count``, ``percent`` or ``other``; `unit` an ISO 4217 currency code, ``%``, the noun counted, or another unit as
    printed, and empty where none is printed; `qualifier` is ``exact``, ``over``, ``nearly``, ``about``, ``at_least``,
    ``up_to``, ``range`` or ``class``.
    """

    value: Decimal
    interval: Interval
    unit: str
    qualifier: str
    kind: str


@dataclass(frozen=True)
class Found:
    """A figure found in a text: its `paragraph` (a line that is not blank, from 1), and where in that line it stands.

    `understood` says whether its currency is not printed with it, but taken from the text.
    """

    paragraph: int
    start: int
    end: int
    phrase: str
    reading: Reading
    understood: bool = False


# the grammar, made of the tables


def _either(words):
    """An alternation of words, the longest first; those in capitals, such as currency codes, only in capitals."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(
        f"(?-i:{re.escape(w)})" if w.isupper() and w.isascii() else re.escape(w) for w in ordered
    )


def _currencies():
    """Every word for a currency, with the codes that it may stand for, the likeliest first."""
    codes = sorted(
        {code for place in Locale("en").territories for code in get_territory_currencies(place)}
    )
    words = {}
    for code in codes:
        said = ((None, "en"), (2, "en"), (None, "zh"), (None, "zh_Hant"))
        names = [
            get_currency_name(code, count, language).translate(TRADITIONAL)
            for count, language in said
        ]
        words |= {name.lower(): (code,) for name in names} | {code: (code,)}
    last = {}
    for word, (code,) in words.items():
        if " " in word and word.isascii():
            last.setdefault(word.split()[-1], set()).add(code)
    words |= {
        word: tuple(found)
        for word, found in last.items()
        if len(found) == 1 and word not in ("real", "reals", "sol", "soles")
    }
    everyday = {word: tuple(codes.split()) for word, codes in CURRENCY_WORDS.items()}
    plurals = {
        f"{word}s": codes
        for word, codes in everyday.items()
        if word[-1:].islower() and word.isascii()
    }
    return codes, words | plurals | everyday


_CODES, _WORDS = _currencies()
CURRENCIES = frozenset(_CODES)
_LOOKUP = {word.lower(): codes for word, codes in _WORDS.items()}
_LOOKUP |= {word.lower(): (code,) for word, code in CURRENCY_LETTERS.items()}
_LATIN, _CHINESE = ([s for s in SCALES if s.isascii() is latin] for latin in (True, False))
_LARGE = rf"(?=\d[\d,.]*(?:,\d{{3}}|[\s-]?(?:{_either(_LATIN)}|[kmb])(?![A-Za-z])))"
_BEFORE = (
    rf"(?<![A-Za-z])(?:{_either(w for w in _WORDS if not (w.islower() and w.isascii()) and w != '元')}"
    rf"|(?-i:{'|'.join(CURRENCY_LETTERS)}){_LARGE})"
)
_BEHIND = rf"(?:{_either(w for w in _WORDS if w[-1].isalpha() or w == '€')})(?![A-Za-z])"
_SMALL = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|"
    "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
_NUMBER = (
    r"(?:(?:\d{1,3}(?:,\d{3})+(?!,?\d)|(?<!\d)\d{1,3}(?:\ \d{3})+(?!\d)|\d{1,2}(?:,\d{2})+,\d{3}(?!,?\d)|\d+)(?:\.\d+)?"
    rf"|\b(?:half\ an?|an?(?=\ (?:dozen|hundred|thousand|million|billion|trillion|lakh|crore))|zero|{_SMALL})(?:[\ -](?:and\ )?(?:hundred|{_SMALL})\b)*(?:\ and\ a\ half\b)?(?![a-z])"
    r"|[〇零一二两三四五六七八九十廿][〇零一二两三四五六七八九十廿百千]{0,15}(?:点[〇零一二三四五六七八九]+)?|(?<=分之)百)"
)
_ALL_QUALIFIERS = sorted(
    "|".join(QUALIFIERS.values()).replace(" ", "[ ]").split("|"), key=len, reverse=True
)
_QUALIFIER = (
    "(?:"
    + "|".join(
        rf"(?<![A-Za-z]){q}" if q[0].isalpha() and q[0].isascii() else q for q in _ALL_QUALIFIERS
    )
    + ")"
)
_QUALIFIER_BEHIND = "|".join(QUALIFIERS_BEHIND.values()).replace(" ", "[ ]")
_SCALE = (
    rf"(?:[\s-]{{0,2}}(?:{_either(_LATIN).replace(chr(92) + ' ', '[ -]')})s?(?![A-Za-z])|(?:k|m|b|(?-i:L))(?![A-Za-z\d²³/])"
    r"|(?(prefix)\s(?-i:[KMBL])(?![A-Za-z])|(?!))"
    rf"|\s?(?:个多?(?=万?亿|兆))?(?:{_either(_CHINESE)})(?![瓦米克伏]))"
)
_PERCENT = r"(?:[\s-]?(?:%|per[ -]?cent\b|percent\b|pct\b|pc\b|percentage[ ]points?\b)|个?百分点|成(?![立为功员果都长本交品套型就份效熟]))"
_FIGURE = rf"""(?:(?P<between>\bbetween)\s+)?
    (?:(?P<qualifier>{_QUALIFIER})\s*)?
    (?:(?P<prefix>{_BEFORE})\s*)?
    (?:(?P<qualifier2>{_QUALIFIER})\s*)?
    (?P<minus>[-−](?=\d))?
    (?:(?P<hundredths>百分之)?(?P<number>{_NUMBER})(?P<more>多|余|\+(?={_SCALE}))?(?P<scale>{_SCALE})?(?P<more2>多|余)?
        (?:(?<=[亿万兆])(?P<number3>(?:\d{{1,3}},\d{{3}}|\d+)(?:\.\d+)?|[一二两三四五六七八九十][一二三四五六七八九十百千零]*(?=[万亿]))(?P<scale3>[千百]?[万亿])?(?![\d千百亿年]))?
        |(?<![\d一二三四五六七八九十百千数几])(?P<bare>[百千][多余](?:万亿|亿|万)|[十百千]?万亿|[十百千]?亿|[十百千]万|兆(?=元|级)|[百千](?=[多余][个家名人户项])|(?(qualifier)[百千万](?=[个家名人户项])|(?!)))(?P<more3>多|余)?)(?(prefix)元?)
    (?:(?:\s?(?P<middle>{_BEHIND})|(?P<percent1>{_PERCENT})|[个家项])?\s*(?:-to-|[–—~-]{{1,2}}|至|到|\bto\b|(?(between)and\b|(?!)))\s*
        (?P<prefix2>{_BEFORE})?\s?(?P<number2>{_NUMBER})(?(scale)(?P<scale2>{_SCALE})|(?P<scale2b>{_SCALE})?)(?(percent1)(?={_PERCENT}))(?(prefix)元?))?
    (?P<behind>{_QUALIFIER_BEHIND})?
    (?P<class>级|-class\b)?
    (?:[\s-]?(?P<suffix>{_BEHIND})(?P<class2>级|-class\b)?)?
    (?P<percent>{_PERCENT})?
    (?P<behind2>{_QUALIFIER_BEHIND})?"""
_IN_TEXT = re.compile(_FIGURE, re.VERBOSE | re.IGNORECASE)
_NAME = f"(?-i:{NAMES_IN_NOUNS})".replace(" ", "[ ]")
_WHOLE = re.compile(
    _FIGURE + rf"(?:\s*(?P<noun>(?:{_NAME}|-?[^\W\d_])(?:{_NAME}|[^\d%])*|[km㎡][²³2]?))?",
    re.VERBOSE | re.IGNORECASE,
)
_UNIT = re.compile(
    rf"[ -]?(?:(?P<span>{UNITS['span']})|(?P<whole>{UNITS['whole']})|(?P<measured>{UNITS['measured']}))(?![A-Za-z\d])(?P<behind>{'|'.join(QUALIFIERS_BEHIND.values())})?"
)
_CHINESE_COUNT = re.compile(
    rf"\s?(?:(?P<word>{MEASURE_WORDS})(?P<behind>及?以上|以下|以内|左右)?(?:(?P<noun>[一-鿿A-Za-z]{{0,9}}?(?:{CHINESE_NOUNS})+(?!级)|[一-鿿]{{1,8}}(?=[，。、；,;）)！\s]|$))?)"
    rf"|(?P<direct>(?![年月日号期届强级分第和及与等的])[一-鿿A-Za-z]{{0,5}}?(?:{CHINESE_NOUNS})+(?!级)))"
)
_CHANGE = re.compile(
    r"\b(?:rose|ris|increas|gr[eo]w|rais|fell|fall|drop|declin|cut|decreas|climb|jump|expand|chang|up|down)[a-z]*\b[^.;]*\bfrom\s$",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"\d[万亿兆'’]$|(?<![.\d])\.$|\b(?:thousand|hundred|lakh|crore|[a-z]+illion|quarter of|third of)\s$",
    re.IGNORECASE,
)
_CUT_OFF = re.compile(
    rf"\s?(?-i:[KMB]{{1,2}})\b|[\s-](?:crore|lakh|million|billion)|['’,]\d|\s(?!one\b(?!\s(?:hundred|thousand))|\w+\s(?:years?|months?|weeks?|days?)\b)(?:{_SMALL}|\d+\s(?:lakh|thousand|crore))\b|[\d百亿]|千(?![瓦米克])",
    re.IGNORECASE,
)
_COUNT_OF_NOTHING = re.compile(r"(?:[.,;]|\s(?:in|from|of|are|were|will|have|with|for|by|at)\b)")
_COUNTING = re.compile(
    r"\b(?:of which|total of|totall?ing|number(?:s|ed|ing)?(?: to)?)\s$", re.IGNORECASE
)
_ENGLISH_WORD = re.compile(
    rf"[ -]({NAMES_IN_NOUNS}|[A-Za-z][A-Za-z’'&.-]*[A-Za-z]|[A-Za-z])(?![A-Za-z])"
)
_PLURAL = re.compile(rf"(?!(?i:{'|'.join(NOT_PLURALS)})$)..+[^s’']s$")
_SINGULAR = re.compile(rf" (?:[a-z-]+ ){{0,2}}?(?:{SINGULARS})\b")
_HYPHENATED = re.compile(rf"-(?:{HYPHENATED})\b")


def _plain(text):
    """The text in the characters that the tables know, none more and none less: full-width as usual, no hard spaces."""
    normal = (unicodedata.normalize("NFKC", c) for c in text)
    return "".join(n if len(n) == 1 else c for c, n in zip(text, normal)).translate(TRADITIONAL)


def read(phrase: str, currency: str = "") -> Reading:
    """Read one printed figure, in English or Chinese.

    Amounts come back in whole currency units (``20.15 billion yuan`` is 20,145,000,000 to 20,155,000,000 CNY).
    `currency` is the one that the announcement is in: it settles what a word such as ``dollars`` means, and is not
    given to an amount without any. Raises ValueError, with a message for the curator, where the phrase cannot be read
    as exactly one figure.
    """
    text = _plain(phrase).strip()
    found = _WHOLE.fullmatch(text)
    if not found:
        raise ValueError(f"cannot read “{phrase}” as a number with its qualifier, scale and unit")
    noun, start = (found["noun"] or "").strip(), found.start("noun") if found["noun"] else 0
    noun = noun[1:] if _HYPHENATED.fullmatch(noun) else noun
    measure, chinese = _UNIT.fullmatch(noun), _CHINESE_COUNT.fullmatch(noun)
    stray = (
        noun.startswith("-")
        or re.search(f"(?<![A-Za-z])(?:{_BEHIND}|per ?cent)$", noun, re.IGNORECASE)
        or MISREAD.match(noun)
    )
    if stray and not measure and not (chinese and chinese["behind"]):
        near = difflib.get_close_matches(
            noun.split()[0], [s for s in SCALES if s.isascii()], 1, 0.7
        )
        hint = f"; is “{near[0]}” meant?" if near else ""
        raise ValueError(f"cannot read “{noun}” in “{phrase}” as a unit or a thing counted{hint}")
    unit = _Unit(
        0, 0, 0, measure, next((m["behind"] for m in (measure, chinese) if m and m["behind"]), "")
    )
    if measure:
        noun = _unit_name(measure)
    elif chinese and (name := next((n for n in ("noun", "word") if chinese[n]), None)):
        noun = phrase.strip()[start + chinese.start(name) : start + chinese.end(name)]
    return _reading(found, phrase, noun, (currency,), unit)


def find(text: str, currency: str = "") -> list[Found]:
    """All printed figures of a text, in order; dates, ranks, ages, names with digits and the like are none.

    An amount without a currency gets the one that it is printed in elsewhere in the text, or else `currency`.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    found = [
        figure
        for number, line in enumerate(lines, 1)
        for figure in _in_line(line, number, (currency,))
    ]
    currencies = [currency] if currency else _by_mention(found, text)
    if not currency and currencies:
        found = [
            figure
            for number, line in enumerate(lines, 1)
            for figure in _in_line(line, number, currencies)
        ]
    bare = [f.reading.kind == "money" and not f.reading.unit for f in found]
    unit = currencies[0] if currencies else ""
    return [
        replace(f, reading=replace(f.reading, unit=unit), understood=True) if b else f
        for f, b in zip(found, bare)
    ]


def _by_mention(found, text):
    """The currencies of a text, the most often printed first; a word that several share tells less than another."""
    weights = Counter()
    for figure in found:
        if word := re.search(f"{_BEFORE}|{_BEHIND}", _plain(figure.phrase), re.IGNORECASE):
            weights[figure.reading.unit] += (
                0 if word[0] == "¥" else 0.9 if len(_LOOKUP[word[0].lower()]) > 1 else 1
            )
    if "¥" in _plain(text):
        for code, places in {"CNY": "China|Chinese|中国", "JPY": "Japan|日本"}.items():
            weights[code] += len(re.findall(places, text)) / 2
    return [code for code, _ in weights.most_common()]


def _in_line(line, number, currencies):
    text, position = _plain(line), 0
    while match := _IN_TEXT.search(text, position):
        before = text[max(0, match.start() - 60) : match.start()]
        if match["number2"] and (not _one_range(match) or _CHANGE.search(before)):
            match = _IN_TEXT.match(text, match.start(), match.start("number2"))
        position = match.end()
        unit = _unit_behind(match, text)
        span = unit and unit.measure and unit.measure["span"]
        thing = unit and not unit.measure and not match["scale"]
        # “over five years” is during them, “under two schemes” within, “spread over 20 sites” on
        other = "(?i)over|近" if span else "(?i)under|below|above" if thing else "(?!)"
        if (qualifier := match["number"] and match["qualifier"]) and (
            re.fullmatch(other, qualifier)
            or OF_THE_VERB.search(text, match.start() - 24, match.end("qualifier"))
        ):
            match = _IN_TEXT.search(text, match.end("qualifier"), match.endpos)
        if not _is_figure(match, text, unit):
            continue
        end = unit.end if unit else match.end()
        follow = re.match(r" ([a-z]+)", text[end : end + 20])
        strange = not unit and follow and follow[1] not in (*NOT_IN_NOUNS, *MONEY_NOUNS)
        try:
            reading = _reading(
                match, match[0], line[unit.start : unit.noun_end] if unit else "", currencies, unit
            )
        except ValueError:
            continue
        position = end
        if (
            strange and reading.kind == "money" and not reading.unit
        ):  # an unknown currency, as it seems
            reading = replace(reading, kind="other", unit=follow[1])
        yield Found(number, match.start(), end, line[match.start() : end], reading)


def _one_range(match):
    """Whether two numbers with “to” between them are the ends of a range, and not something given to a number."""
    points = "百分点" in (match["percent1"] or "") and "百分点" not in (match["percent"] or "")
    given = match["prefix"] and not (
        match["scale"] or match["scale2b"] or match["prefix2"] or match["suffix"]
    )
    first, second = match["number"] or match["bare"], match["number2"]
    year = re.fullmatch("(?:19|20)[0-9]{2}", first) and not (match["scale"] or match["prefix"])
    dated = year and (
        match["prefix2"] or match["scale2b"] or match["suffix"]
    )  # “in 2021 to £3.8bn”
    return first[0].isdigit() == second[0].isdigit() and not points and not given and not dated


@dataclass(frozen=True)
class _Unit:
    """What follows a number: a unit, or the noun counted, from `start` to `noun_end`, and what qualifies it behind."""

    start: int
    noun_end: int
    end: int
    measure: re.Match | None = None
    behind: str = ""


def _unit_name(measure):
    return (measure["span"] or measure["whole"] or measure["measured"]).removesuffix("时间")


def _and_more(match):
    """Whether a number says of itself that it is somewhat more: 50多亿, 百余亿, 千余家, 1个多亿, 10+ lakh."""
    return (
        match["more"]
        or match["more2"]
        or match["more3"]
        or re.search("[多余]", f"{match['bare']}{match['scale']}")
    )


def _unit_behind(match, text):
    if (
        match["prefix"]
        or match["suffix"]
        or match["percent"]
        or match["hundredths"]
        or match["class"]
    ):
        return None
    at = match.end()
    if measure := _UNIT.match(text, at):
        start = measure.start() + (text[at] in " -")
        return _Unit(
            start, start + len(_unit_name(measure)), measure.end(), measure, measure["behind"] or ""
        )
    if (chinese := _CHINESE_COUNT.match(text, at)) and not (
        chinese["direct"] and (match["bare"] or "亿" in (match["scale"] or ""))
    ):
        group = next(name for name in ("direct", "noun", "word") if chinese[name])
        return _Unit(
            chinese.start(group), chinese.end(group), chinese.end(), None, chinese["behind"] or ""
        )
    if (thing := _HYPHENATED.match(text, at)) and match["number"][0].isdigit():
        return _Unit(at + 1, thing.end(), thing.end())
    words = 0
    while (
        (word := _ENGLISH_WORD.match(text, at))
        and words < 7
        and (word[1].lower() not in NOT_IN_NOUNS or (words and word[1] == "and"))
    ):
        last, at, words = word[1], word.end(), words + 1
        ahead = _ENGLISH_WORD.match(text, at)
        if _PLURAL.match(last) or (
            last in IRREGULAR_PLURALS and not (ahead and _PLURAL.match(ahead[1]))
        ):
            return _Unit(match.end() + 1, at, at)
    if (
        match["number"]
        and match["number"].lower() in ("one", "1")
        and not match["scale"]
        and (word := _SINGULAR.match(text, match.end()))
    ):
        return _Unit(word.start() + 1, word.end(), word.end())
    return None


def _is_figure(match, text, unit):
    """Whether a number in a text is a figure, and no date, rank, name or the like."""
    number, scaled = match["number"] or "", match["scale"] or match["scale2b"] or match["bare"]
    money, percent = (
        match["prefix"] or match["suffix"] or match["middle"],
        match["percent"] or match["hundredths"],
    )
    left, right = (
        text[max(0, match.start() - 24) : match.start()],
        text[match.end() : match.end() + 24],
    )
    indefinite = left[-1:] in ("数", "几") and match[0][0] in "十百千万亿"
    set_phrase = (
        left[-1:] in tuple("“「『") and not scaled and re.match("[一-鿿]{1,4}[”」』]", right)
    )  # “三个一”
    if indefinite or set_phrase or _CUT.search(left) or _CUT_OFF.match(right):
        return False
    if money or percent:
        return not (match[0][0].isascii() and re.search(r"[A-Za-z\d][-/.]?$", left))
    if LEFT_OF_NO_FIGURE.search(left) or (LEFT_OF_DATE.search(left) and not (unit or scaled)):
        return False
    if match["bare"]:
        return bool(match["qualifier"] or match["class"] or match["behind"] or _and_more(match))
    measure = unit and unit.measure
    year = re.fullmatch(r"(?:19|20)\d\d", number) and not scaled and not match["more"]
    if year and (not match["qualifier"] or not unit or right[:1] == "年"):
        return False
    if scaled:
        return bool(unit) or not re.match(r"[A-Za-z\d]", right)
    if measure:
        return number != "一"
    if RIGHT_OF_NO_FIGURE.match(right) or "." in number:
        return False
    if re.match(r"[〇零一二两三四五六七八九十廿]", number):
        return number != "一" and bool(re.match(rf"(?:{MEASURE_WORDS})", right))
    if unit or number.lower() == "one" or not _COUNT_OF_NOTHING.match(right):
        return bool(unit)
    return (
        not re.search(r"\b(?:the|these|those|other|or|and/or)\s$", left)
        if number[0].isalpha()
        else bool(_COUNTING.search(left))
    )


def _reading(match, phrase, printed, currencies, unit_behind):
    """A match of the grammar as a Reading; `printed` is the noun or the unit that follows it, and a word that several
    currencies share means the first of `currencies` that does.
    """
    part, measure = match.groupdict(), unit_behind.measure if unit_behind else None
    codes = [
        _LOOKUP[part[place].lower()]
        for place in ("prefix", "middle", "prefix2", "suffix")
        if part[place]
    ]
    shared = [code for code in (codes[0] if codes else ()) if all(code in other for other in codes)]
    if codes and not shared:
        raise ValueError(f"“{phrase}” names two currencies")
    percent = part["percent"] or part["hundredths"] or part["percent1"]
    qualified = [
        part[place] for place in ("qualifier", "qualifier2", "behind", "behind2") if part[place]
    ]
    if unit_behind and unit_behind.behind:
        qualified.append(unit_behind.behind)
    vague = [_qualifier(word) for word in qualified]
    if (
        (part["minus"] and not percent)
        or len(vague) > 1
        or (part["number2"] and vague not in ([], ["about"]))
    ):
        raise ValueError(f"cannot read “{phrase}” without losing a part of it")
    if (codes or percent) and (printed or (codes and percent)):
        raise ValueError(f"cannot read “{printed or part['percent']}” in the amount “{phrase}”")
    scale = part["scale"] or part["bare"] or part["scale2b"]
    factor = _factor(scale and re.sub("[多余]", "", scale))
    if codes:
        kind, unit = "money", next((code for code in currencies if code in shared), shared[0])
    elif percent:
        kind, unit = "percent", "%"
    elif measure:
        kind, unit = "other", printed.lstrip("- ")
    elif printed or factor < 1000 or scale is None:
        kind, unit = "count", printed
    else:
        kind, unit = "money", ""

    qualifier = vague[0] if vague else "over" if _and_more(match) else "exact"
    if qualifier == "exact" and (part["class"] or part["class2"] or (part["bare"] and not codes)):
        qualifier = "class"
    value, last, last_nonzero = _number(part["number"] or "1", factor)
    if part["number3"]:
        more, last, last_nonzero = _number(
            part["number3"], SCALES[part["scale3"]] if part["scale3"] else 1
        )
        if more >= factor:
            raise ValueError(f"cannot read “{phrase}”: its second part is no part of the first")
        value += more
    if "成" in (part["percent"] or ""):
        value, last, last_nonzero = value * 10, last * 10, last_nonzero * 10
    value = -value if part["minus"] else value
    if part["number2"]:
        tenths = 10 if "成" in (part["percent"] or "") else 1
        high, _, high_nonzero = (
            n * tenths for n in _number(part["number2"], _factor(part["scale2"] or part["scale2b"]))
        )
        low = value
        if vague:  # about 3 to 5: half a unit more either way
            low, high = value - last_nonzero / 2, high + high_nonzero / 2
        return Reading(value, Interval(low, high), unit, "range", kind)
    if qualifier == "nearly" and value == last_nonzero:
        last_nonzero /= 10
    whole = kind == "count" or (measure and not measure["measured"])
    half = Decimal(0) if whole and last in (1, 12) else last / 2
    low, high = {
        "exact": (value - half, value + half),
        "over": (value, value + last_nonzero),
        "nearly": (value - last_nonzero, value),
        "about": (value - last_nonzero / 2, value + last_nonzero / 2),
        "at_least": (value, INFINITY),
        "up_to": (Decimal(0), value),
        "class": (value, value * 10),
    }[qualifier]
    return Reading(value, Interval(low, high), unit, qualifier, kind)


def _qualifier(word):
    for table in (QUALIFIERS, QUALIFIERS_BEHIND):
        for name, pattern in table.items():
            if re.search(
                rf"(?:^|(?<=[值额资量数入已均模])){_unguarded(pattern)}$", word, re.IGNORECASE
            ):
                return name
    raise ValueError(f"“{word}” is no qualifier")


def _unguarded(pattern):
    """A table's pattern without its look at what stands before."""
    return "(?:" + re.sub(r"\(\?<?[=!][^)]*\)", "", pattern) + ")"


def _factor(scale):
    if not scale:
        return 1
    word = re.sub(r"[\s-]+", " ", scale).strip(" 个")
    return (
        LETTERS.get(word.lower(), LETTERS.get(word))
        or SCALES.get(word.lower())
        or SCALES[word.lower().removesuffix("s")]
    )


def _number(text, factor):
    """The value of a number, one unit of its last printed digit, and one of its last digit that is not zero."""
    text = re.sub("^百", "一百", text.lower())
    try:
        if text[0].isdigit():
            number = Decimal(re.sub("[, ]", "", text))
        elif text.isascii():
            spoken = re.sub(r"^an?\b", "one", re.sub(r"^half an?\b", "zero", text)).removesuffix(
                " and a half"
            )
            number = Decimal(text2num(spoken.replace("-", " ").replace(" and ", " "), "en"))
            number += Decimal("0.5") if "half" in text else 0
        else:
            number = Decimal(
                str(cn2an.cn2an(text.replace("廿", "二十").replace("〇", "零"), "smart"))
            )
    except (ValueError, InvalidOperation) as error:
        raise ValueError(f"cannot read “{text}” as a number") from error
    if not abs(number) < LARGEST:
        raise ValueError(f"cannot read “{text[:40]}” as a number: it is too large for one")
    last = Decimal(1).scaleb(number.as_tuple().exponent)
    last_nonzero = Decimal(1).scaleb(number.normalize().as_tuple().exponent) if number else last
    return number * factor, last * factor, last_nonzero * factor
