"""The name that stands beside an amount: the company, or the undertaking, that it is about.

A name is never made up: it is a part of the article, found before the amount or behind it. This
module knows how names stand beside amounts, and nothing of what else a figure may be.
"""

import re
from collections.abc import Callable, Iterator

from babel import Locale

from helpers.dataset import draftwords as words
from helpers.dataset.context import CELL_END, CLAUSE, Context, is_row

_PART = r"(?:[A-Z][\w’']*(?:[-.&+/][A-Za-z0-9]\w*)*\.?|[A-Z]&[A-Z]|\d+[A-Z]\w*)"
NAME = re.compile(rf"{_PART}(?:(?: | & | of (?:the )?| de )(?:{_PART}|(?<=[a-zA-Z] )\d{{1,3}}\b))*")
LIST_ITEM = re.compile(
    r"\s*(?:(?:\d{1,2}[.)]|[-–•*·])\s*)?(?P<name>[^,;:()–—\d]{2,60}?)"
    r"(?:, (?:[A-Z][\w.’'-]* ?)+)?(?:\s?\([^)]*\))?(?:\s?[:–—|]|,? -|(?<=\)),)\s"
)
COMPANY = re.compile(r"\b(?:Inc|Ltd|Co|Corp|Pvt|Bros)$")  # a full stop behind these is theirs
COUNTRIES = frozenset(
    [*Locale("en").territories.values(), "Korea", "Turkey", "UAE", "UK", "US", "Britain", "America"]
)
OPENING = re.compile(
    r"(?:\s?[(（:–—]|,? with|,? at|,? worth)\s?(?:an investment of )?$"
)  # what joins a name to its amount
NEAR = 60  # characters before a name or an amount in which its title or such a word stands
FAR = 90  # characters between a name and its amount, where only the order of words joins them
LONGEST = 60  # characters of a name
LONGEST_HOME = 3  # words of the place that a company is from
SHORTEST = 2


def name_beside(context: Context, chinese: bool) -> str:
    """The name that an amount is printed with, empty where none stands beside it."""
    if is_row(context.line):
        return _in_row(context)
    if chinese:
        return _chinese_name(context)
    if words.JOINT.search(context.line, context.clause_start, context.figure.start):
        return ""
    ways: tuple[Callable[[Context], str], ...] = (
        _adjacent,
        _in_list,
        _before_bracket,
        _investor,
        _receiver,
        _owner,
    )
    return next((name for name in (way(context) for way in ways) if name), "")


def work_beside(context: Context) -> str:
    """What an amount is to build, where no name stands with it: a 5-billion-yuan battery plant."""
    behind = words.WORKS.match(context.line[context.figure.end : context.end])
    before = words.WORK_BEFORE.search(context.line[context.start : context.figure.start])
    found = behind or before
    return found[1] if found else ""


def _in_row(context: Context) -> str:
    """The first cell of a row of a table that has letters, if it stands before the amount."""
    cells = context.line[: context.figure.start].split(CELL_END)
    texts = (cell.strip() for cell in cells[:-1])
    name = next((text for text in texts if text and not text[0].isdigit()), "")
    return name if SHORTEST <= len(name) <= LONGEST else ""


# --- English


def _names(context: Context, start: int, end: int) -> Iterator[re.Match[str]]:
    """The names in a part of the paragraph that may be those of companies."""
    for match in NAME.finditer(context.line, start, end):
        if not _tidy(match[0]) or words.NOT_COMPANIES.search(match[0]):
            continue
        before = context.line[max(0, match.start() - NEAR) : match.start()]
        titled = f"{before}{match[0].split()[0]} "
        if words.PLACES_BEFORE.search(
            context.line, max(start, match.start() - NEAR), match.start()
        ):
            continue
        speaks = words.SAYS.match(context.line, match.end()) or words.SPEAKERS.search(titled)
        if not speaks:
            yield match


def _tidy(name: str) -> str:
    """A name without the words before it that only begin a sentence; empty where none is left."""
    parts = name.strip(" .").split(" ")
    parts = _without_home(parts)
    while parts and _only_introduces(parts[0]):
        parts.pop(0)
    while parts and parts[-1] in ("of", "de", "the", "&"):
        parts.pop()
    text = " ".join(parts)
    text = re.sub(r"[’']s$", "", text)
    owner, _, place = text.rpartition(" of ")
    text = owner if place in COUNTRIES and owner else text
    if name.strip().endswith(f"{text}.") and COMPANY.search(text):
        text += "."
    return text if SHORTEST <= len(text) <= LONGEST and not text.isdigit() else ""


def _without_home(parts: list[str]) -> list[str]:
    """The words of a name without where it is from: South Korea’s or Abu Dhabi-based Orchid."""
    for number in range(1, min(LONGEST_HOME + 1, len(parts))):
        home = " ".join(parts[:number])
        is_country = re.sub(r"[’']s$", "", home) in COUNTRIES
        if is_country and (number == 1 or home not in COUNTRIES):
            return parts[number:]
        if words.BASED.search(home):
            return parts[number:]
    return parts


def _only_introduces(word: str) -> bool:
    """Whether a word with a capital is no part of the name behind it: Drugmaker, Suzhou-based."""
    is_known = word.rstrip(".") in words.NOT_NAMES
    return bool(is_known or words.TRADES.match(word) or words.BASED.search(word))


def _adjacent(context: Context) -> str:
    """“CloudKart Rs 9,000 crore”, “Western Pharma, Rs 2,150 crore”"""
    start = context.figure.start
    before = context.line[:start]
    end = len(before.removesuffix(" ").removesuffix(","))
    near = [m for m in _names(context, context.start, start) if m.end() == end < start]
    return _tidy(near[-1][0]) if near else ""


def _in_list(context: Context) -> str:
    """“Prairie Wind (Topeka): $120 million”, or the first cell of a row of a table."""
    item = LIST_ITEM.match(context.line)
    if not item or item.end() > context.figure.start:
        return ""
    between = context.line[item.end() : context.figure.start]
    is_near = not re.search(r"[.!?]\s|\b(?:will|has|is)\b", between)
    is_name = NAME.fullmatch(item["name"].strip())
    return _tidy(item["name"].strip()) if is_near and is_name else ""


def _before_bracket(context: Context) -> str:
    """“Ganga Solar (Rs 3,100 crore)”, “Ganga Solar: Rs 3,100 crore”, “Ganga Solar with Rs …”."""
    start = max(0, context.figure.start - NEAR)
    opening = OPENING.search(context.line[start : context.figure.start])
    if not opening:
        return ""
    end = start + opening.start()
    near = [match for match in _names(context, context.start, end) if match.end() == end]
    return _tidy(near[-1][0]) if near else ""


def _investor(context: Context) -> str:
    """“Blue Cell, a company from Singapore, is to invest US$280 million”: the last such name."""
    found = ""
    for match in _names(context, context.start, context.figure.start):
        if words.INVESTS.match(context.line[match.end() : context.figure.start]):
            found = _tidy(match[0])
    return found


def _receiver(context: Context) -> str:
    """“$54.5 million to Gulf Coast Utilities”, “a 5-billion-yuan plant by Foo”."""
    after = context.line[context.figure.end : context.end]
    behind = words.WORK_OF.match(after) or words.GIVEN_TO.match(after)
    if not behind:
        return ""
    start = context.figure.end + behind.end()
    name = NAME.match(context.line, start, context.end)
    is_company = name and not words.NOT_COMPANIES.search(name[0])
    return _tidy(name[0]) if name and is_company else ""


def _owner(context: Context) -> str:
    """“the battery base of Huasheng Energy, with an investment of 12 billion yuan”."""
    near = list(_names(context, context.start, context.figure.start))
    if not near or context.figure.start - near[-1].end() > FAR:
        return ""
    before = context.line[context.start : near[-1].start()]
    joins = re.search(r"\b(?:of|by|from|is|for|include|includes|are|as|to) (?:the )?$", before)
    begins = near[-1].start() == context.start
    return _tidy(near[-1][0]) if joins or begins else ""


# --- Chinese


def _chinese_name(context: Context) -> str:
    """The name of an undertaking: behind the amount, in its clause, or in a clause before it."""
    return _behind(context) or _in_clause(context) or _in_clauses_before(context)


def _behind(context: Context) -> str:
    """总投资35亿元的芯原晶圆制造项目"""
    start = context.figure.end
    if not context.plain.startswith("的", start):
        return ""
    name = words.CHINESE_NAME.match(context.line, start + 1)
    if not name or not words.CHINESE_WORK.search(context.plain[start + 1 : name.end()]):
        return ""
    end = [m.end() for m in words.CHINESE_WORK.finditer(context.plain, start + 1, name.end())][-1]
    return _own_name(context, start + 1, end)


def _in_clause(context: Context) -> str:
    """石英电池项目总投资52亿元; 宏遠半導體將投資新台幣240億元"""
    start = context.clause_start
    invests = words.CHINESE_INVESTS.search(context.plain, start, context.figure.start)
    bracket = re.compile(r"[（(]$").search(context.plain, start, context.figure.start)
    ending = invests or bracket
    if ending:
        return _own_name(context, start, ending.start())
    is_listed = words.LISTED_BEFORE.match(context.plain, start) or (
        context.plain[start - 1 : start] == "、"
    )
    return _own_name(context, start, context.figure.start) if start and is_listed else ""


def _in_clauses_before(context: Context) -> str:
    """由瑞康公司投资建设的瑞康产业园项目，投资2.4亿美元"""
    borders = list(CLAUSE.finditer(context.plain, context.start, context.clause_start))
    starts = [context.start, *(border.end() for border in borders)]
    ends = [border.start() for border in borders]
    for start, end in reversed(list(zip(starts, ends, strict=False))):
        clause = context.plain[start:end]
        works = list(words.CHINESE_WORK.finditer(clause))
        ends_in_work = bool(works) and works[-1].end() == len(clause)
        if ends_in_work or words.LIST_NUMBER.match(clause) or words.OMITTED.match(context.before):
            return _own_name(context, start, end)
    return ""


def _own_name(context: Context, start: int, end: int) -> str:
    """The name in a part of the paragraph, without what introduces it; empty where there is none.

    The words are looked for in simplified characters and given as they are printed.
    """
    for pattern in (words.LIST_NUMBER, words.BEFORE_CHINESE_NAME):
        introduced = pattern.match(context.plain[start:end])
        start += introduced.end() if introduced else 0
    text, plain = context.line[start:end], context.plain[start:end]
    quoted = re.fullmatch(r"[“《「]([^”》」]+)[”》」](?:项目)?", plain)
    if quoted:
        text = text[quoted.start(1) : quoted.end(1)]
    is_name = words.CHINESE_NAME.fullmatch(text) and not words.NOT_CHINESE_NAMES.search(plain)
    return (
        text.strip()
        if is_name and not re.search(r"[\d一二两三四五六七八九十](?:亿|万|个|家|户)", plain)
        else ""
    )
