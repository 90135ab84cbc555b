"""What an article says of the event as a whole: its day, and the fields that it lists.

This module knows texts, and nothing of figures or files.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from babel import Locale

from helpers.dataset import draftwords as words
from helpers.dataset.draftwords import simplified
from helpers.dataset.sectornames import SECTOR_NAMES
from helpers.figures.article import Article
from helpers.figures.page import Page

_MONTHS = (
    ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",),
    ("june", "jun"), ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"),
    ("october", "oct"), ("november", "nov"), ("december", "dec"),
)  # fmt: skip
MONTHS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
DATES = (
    re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? (?P<year>20\d\d))?\b", re.I
    ),
    re.compile(
        rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s?%)(?:,? (?P<year>20\d\d)\b)?", re.I
    ),
    re.compile(r"(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)"),
    re.compile(r"(?:(?P<year>20\d\d)年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日"),
)
# The line between headline and text that says who published it and when.
BYLINE = re.compile(
    r"^[（(\[【]?\s*(?:(?:信息|消息|新闻|文章|稿件)?(?:来源|來源|稿源)|出处|發布時間|发布时间|发布日期|时间|日期)\s*[:：]"
    r"|^(?:Published|Posted|Updated|Last updated)\b"
    r"|^[（(【\[]?\s*20\d\d年\d{1,2}月\d{1,2}日.{0,24}$",  # and nothing else in the line
    re.I,
)
OUTLET = re.compile(r"(?:来源|來源|稿源|出处)\s*[:：]\s*(?P<outlet>[^\s|｜:：）)\]】]{2,20})")
UNTIL = re.compile(
    r"\b(?:(?:close|open|end|start)s? on|by|until|before|till|from|since|deadline"
    r"|till)\s$|截至$|截止$",
    re.I,
)
DAY_ALONE = re.compile(
    r"(?<![\d月年])(?P<day>[1-9]|[12]\d|3[01])日(?![本电電前内內])"
    r"|\bon (?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
TODAY = re.compile(r"\btoday\b(?! announced a)|今天|今日")
# “LAKE CITY, 12 February 2025 – The zone yesterday signed …”: the date is the page’s
DATELINE_END = re.compile(r"\s?[–—-]{1,2}\s|[讯訊电電]")
YESTERDAY = re.compile(r"\byesterday\b|昨[天日]", re.I)
LONGEST_AGO = 14  # days between the event and the page about it
BEGINNING = 3  # paragraphs in which the event is dated
LONGEST_HEADLINE = 160  # characters
VAGUE_LIST = re.compile("包括|包含|来自|属于")  # what comes then may be firms as well
NUMBER = re.compile(r"(?:\d+|[一二两兩三四五六七八九十]+)(?=[个個件项項])")
COUNTRIES = frozenset(Locale("zh").territories.values())
MOST_SECTORS = 12
MOST_WORDS = 5  # of the name of a sector
LEAST_SECTORS = 2


@dataclass(frozen=True)
class Said:
    """What an article says: `what`, in the words `words` of paragraph `paragraph`."""

    what: str
    words: str
    paragraph: int


@dataclass(frozen=True)
class Sector:
    """A field that the article lists: its `id` and `name`, and how it is `printed`."""

    id: str
    name: str
    printed: str
    paragraph: int


def headline_of(article: Article) -> str:
    """The first paragraph, where it is a headline; empty where it is a sentence of the article."""
    first = article.paragraphs[0].strip()
    is_headline = len(first) <= LONGEST_HEADLINE and not first.endswith((".", "。"))
    return first if is_headline else ""


def day_of(article: Article, published: str) -> Said | None:
    """The day of the event: the first in the text that has a year, or gets one from elsewhere.

    A day without a year is in that of `published`, or in the first year that the text names.
    """
    years = [published[:4], *words.YEAR.findall(article.text)]
    year = next((found for found in years if found), "")
    for number, line in enumerate(article.paragraphs, 1):
        if BYLINE.match(line.strip()):
            continue
        for match in _dates(line):
            day = _date(match, year)
            if day and not UNTIL.search(line[: match.start()]):
                return _before_dateline(day, match, number)
    return _day_before(article, published)


def _before_dateline(day: date, match: re.Match[str], number: int) -> Said:
    """The day that a date means: the one before, where a dateline is followed by “yesterday”."""
    behind = match.string[match.end() :]
    yesterday = YESTERDAY.search(behind) if DATELINE_END.match(behind) else None
    if yesterday is None:
        return Said(day.isoformat(), match[0], number)
    words_ = f"{match[0]} … {yesterday[0]}"
    return Said((day - timedelta(days=1)).isoformat(), words_, number)


def with_byline(page: Page, article: Article) -> Page:
    """What a page says of itself and, where it does not, its byline: 来源：云岭日报 5月23日."""
    lines = [line.strip() for line in article.paragraphs[1 : BEGINNING + 1]]
    for line in filter(BYLINE.match, lines):
        outlet = OUTLET.search(line)
        day = next((day for match in _dates(line) if (day := _date(match, ""))), None)
        page = replace(
            page,
            outlet=page.outlet or (outlet["outlet"] if outlet else ""),
            published=page.published or (day.isoformat() if day else ""),
        )
    return page


def _day_before(article: Article, published: str) -> Said | None:
    """The day that a page means by “11日” or “on Thursday”: the last such before it came out."""
    try:
        last = date.fromisoformat(published)
    except ValueError:
        return None
    for number, line in enumerate(article.paragraphs[:BEGINNING], 1):
        if today := TODAY.search(line):
            return Said(published, today[0], number)
    days = [last - timedelta(days=number) for number in range(LONGEST_AGO)]
    for number, line in enumerate(article.paragraphs[:BEGINNING], 1):
        if match := DAY_ALONE.search(line):
            of_month, of_week = match["day"], match["weekday"]
            for day in days:
                if of_month == str(day.day) or of_week == f"{day:%A}":
                    return Said(day.isoformat(), match[0], number)
    return None


def _dates(line: str) -> list[re.Match[str]]:
    found = [match for pattern in DATES for match in pattern.finditer(line)]
    return sorted(found, key=lambda match: match.start())


def _date(match: re.Match[str], year: str) -> date | None:
    month = MONTHS.get(match["month"].lower()) or int(match["month"])
    given = match["year"] or year
    try:
        return date(int(given), month, int(match["day"])) if given else None
    except ValueError:
        return None


def sectors_of(article: Article, chinese: bool) -> list[Sector]:
    """The fields that the article lists, in order; none where it has no such list."""
    kinds = _kinds(article) if chinese else _english_kinds(article)
    found = kinds or _listed(article, chinese)  # what is counted divides all of the projects
    kept = list({simplified(sector.printed).lower(): sector for sector in found}.values())
    return _with_ids(kept) if LEAST_SECTORS <= len(kept) <= MOST_SECTORS else []


def _listed(article: Article, chinese: bool) -> list[Sector]:
    """The fields of the first list that has enough of them; a list may turn out to be of firms."""
    for number, line in enumerate(article.paragraphs, 1):
        lists = _chinese_lists(line) if chinese else _english_lists(line)
        for names in lists:
            if LEAST_SECTORS <= len(names) <= MOST_SECTORS:
                return [_sector(name, number) for name in names]
    return []


def _kinds(article: Article) -> list[Sector]:
    """The kinds of projects that are counted each by itself: 先进制造业项目21个."""
    kinds = [
        _sector(line[start:end], number)
        for number, line in enumerate(article.paragraphs, 1)
        for count in NUMBER.finditer(line)
        for start, end in _kind_before(simplified(line)[: count.start()])
    ]
    return kinds if len(kinds) >= LEAST_SECTORS else _kinds_alone(article)


def _kinds_alone(article: Article) -> list[Sector]:
    """The kinds that one paragraph counts with nothing but a measure word: 半导体类4件；生技2件."""
    for number, line in enumerate(article.paragraphs, 1):
        plain = simplified(line)
        alone = [words.KIND_ALONE.search(plain[: count.start()]) for count in NUMBER.finditer(line)]
        spans = [match.span("kind") for match in alone if match]
        named = [line[start:end].removesuffix("類").removesuffix("类") for start, end in spans]
        kinds = [name for name in named if not words.NOT_KINDS.search(simplified(name))]
        is_known = any(simplified(kind) in SECTOR_NAMES for kind in kinds)
        if is_known and len(kinds) >= LEAST_SECTORS:
            return [_sector(kind, number) for kind in kinds]
    return []


def _english_kinds(article: Article) -> list[Sector]:
    """The kinds of projects that one paragraph counts each by itself: 41 manufacturing projects."""
    for number, line in enumerate(article.paragraphs, 1):
        named = [match["kind"] for match in words.KIND_EN.finditer(line)]
        kinds = [_sector(kind, number) for kind in named if not words.NO_KIND.search(kind)]
        if len({kind.printed for kind in kinds}) >= LEAST_SECTORS:
            return kinds
        joined = words.KINDS_JOINED.search(line)
        both = [joined["one"], joined["other"]] if joined else []
        if both and all(_comes_again(kind, article) for kind in both):
            return [_sector(kind, number) for kind in both]
    return []


def _comes_again(kind: str, article: Article) -> bool:
    """Whether a word stands more than once in an article, and may be the name of a field."""
    return not words.NO_KIND.search(kind) and len(re.findall(rf"\b{kind}\b", article.text)) > 1


def _kind_before(text: str) -> Iterator[tuple[int, int]]:
    """Where the kind of projects stands that a text ends with, before their number; or nothing."""
    sentence = re.split("[。；]", text)[-1]
    alone = words.KIND_ALONE.search(text) if words.BY_KIND.search(sentence) else None
    named = words.KIND_BEFORE.search(text)
    if alone and not named:
        yield alone.span("kind")
    elif named and (words.KINDS.search(named["kind"]) or named["kind"] in SECTOR_NAMES):
        yield named.span("kind")


def _english_lists(line: str) -> Iterator[list[str]]:
    for match in words.SECTORS_EN.finditer(line):
        names = [
            re.sub(r"^(?:and|the) ", "", name.strip())
            for name in re.split(r", and |, | and (?=[^,]*$)", match[1])
        ]
        if all(_is_sector(name) for name in names):
            yield names


def _is_sector(name: str) -> bool:
    """Whether a part of a list may be a field: few words, small letters or an abbreviation."""
    parts = name.split()
    is_small = bool(parts) and all(
        part[:1].islower() or part.isupper() or part == "&" or "G" in part for part in parts
    )
    return is_small and len(parts) <= MOST_WORDS and not words.PLACES_OR_VERBS.search(name)


def _chinese_lists(line: str) -> Iterator[list[str]]:
    plain = simplified(line)
    for match in (*words.SECTORS_ZH.finditer(plain), *words.SECTORS_MAINLY.finditer(plain)):
        start, end = match.span(1)
        end -= len(match[1]) - len(words.SECTORS_END.sub("", match[1]))
        borders = re.finditer(r"[、，]|(?<=..)(?:以及|和|及|与)(?=..)", plain[start:end])
        cuts = [(start + border.start(), start + border.end()) for border in borders]
        starts = [start, *(cut[1] for cut in cuts)]
        ends = [*(cut[0] for cut in cuts), end]
        names = [line[a:b] for a, b in zip(starts, ends, strict=True) if b > a]
        if any(simplified(name) in COUNTRIES for name in names):
            continue
        is_vague = VAGUE_LIST.match(match[0])
        if not is_vague or any(simplified(name) in SECTOR_NAMES for name in names):
            yield names


def _sector(printed: str, paragraph: int) -> Sector:
    plain = simplified(printed)
    english = SECTOR_NAMES.get(plain.removesuffix("产业").removesuffix("制造业"), "")
    name = SECTOR_NAMES.get(plain, english) or printed
    return Sector("", name[:1].upper() + name[1:], printed, paragraph)


def _with_ids(sectors: list[Sector]) -> list[Sector]:
    slugs = [slug(sector.name) or f"sector-{n}" for n, sector in enumerate(sectors, 1)]
    return [
        Sector(id_, sector.name, sector.printed, sector.paragraph)
        for id_, sector in zip(distinct(slugs), sectors, strict=True)
    ]


def slug(text: str) -> str:
    """A text as an id: small letters and digits with hyphens; empty where it has none of them."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def distinct(ids: list[str]) -> list[str]:
    """Ids in order, with a number behind each that stands there already."""
    given: dict[str, None] = {}
    last: dict[str, int] = {}
    for id_ in ids:
        number, own = last.get(id_, 1), id_
        while own in given:
            number += 1
            own = f"{id_}-{number}"
        last[id_] = number
        given[own] = None
    return list(given)
