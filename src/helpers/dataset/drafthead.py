"""The announcement.toml of a draft, as far as an article fills it.

This module knows the entries of announcement.toml, and nothing of the two tables.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from helpers.dataset.entities import Measure
from helpers.dataset.mentions import Said, Sector, headline_of
from helpers.figures.article import Article
from helpers.figures.lexicon import TRADITIONAL
from helpers.figures.page import Page
from helpers.figures.reading import Found

HAN = re.compile("[一-鿿]")
CHINESE = 0.25  # the part of a text that is Chinese characters, from which on it is Chinese
OF_TRADITIONAL = 0.01  # and the part that only traditional writing has
FIRST_VERSION = "1.0.0"


@dataclass(frozen=True)
class Noted:
    """What announcement.toml says of an article, besides its currency and its paragraphs."""

    page: Page
    language: str
    day: Said | None
    sectors: tuple[Sector, ...]
    origins: tuple[str, ...]
    measures: tuple[Measure, ...]


def written_head(article: Article, found: Sequence[Found], noted: Noted) -> str:
    """The text of announcement.toml."""
    return "\n".join(_lines(article, found, noted)) + "\n"


def _lines(article: Article, found: Sequence[Found], noted: Noted) -> Iterator[str]:
    currency, today = _currency(found), date.today()
    headline = headline_of(article)
    title = headline if noted.language == "en" else ""
    yield "# One announcement: what, when, where, who printed it, and the words its rows may use"
    yield "# (see data/README.md). What “draft” lists, here and in the tables, is still to be"
    yield "# settled: do so, then take it out."
    yield ""
    yield "draft = ["
    for open_ in _to_settle(noted, title, currency):
        yield f"    {quoted(open_)},"
    yield "]"
    yield f'version = "{FIRST_VERSION}"'
    yield f"updated = {today}"
    yield f"title = {quoted(title)}"
    yield 'label = ""'
    if noted.day:
        yield f"date = {noted.day.what}"
    else:
        yield "# date = 2020-05-20    the day of the event: take the # away and put it here"
    yield 'place = ""'
    yield f"currency = {quoted(currency)}"
    if noted.language != "en":
        yield f"local_language = {quoted(noted.language)}"
    yield ""
    yield from _source(article, noted, headline, today)
    for sector in noted.sectors:
        yield from _entry("sector", id=sector.id, name=sector.name)
    for origin in noted.origins:
        yield from _entry("origin", id=origin, name=origin.capitalize())
    for measure in noted.measures:
        yield from _measure(measure)
    yield "[[change]]"
    yield f'version = "{FIRST_VERSION}"'
    yield f"date = {today}"
    yield 'what = "First release."'


SETTLE_GROUPS = (
    "groups: declare each sector that the article names as [[sector]] with an id and a name, and "
    "add a column “sector” to projects.csv; likewise for whatever else sorts the projects"
)


def _to_settle(noted: Noted, title: str, currency: str) -> Iterator[str]:
    """What is proposed in announcement.toml, with the words that it rests on."""
    if title:
        yield "title: this is the headline; say in a few words of your own what was announced"
    if noted.day:
        words, place = noted.day.words, noted.day.paragraph
        yield f"date: ¶{place} says “{words}”; change it if the event was on another day"
    yield _settle_currency(currency)
    if not noted.sectors:
        yield SETTLE_GROUPS
        return
    listed = ", ".join(f"“{sector.printed}”" for sector in noted.sectors)
    yield (
        f"sectors: ¶{noted.sectors[0].paragraph} lists {listed}; change their names, and declare "
        "one more with outside = true if projects may be in none of them"
    )


def _settle_currency(currency: str) -> str:
    if currency:
        return (
            f"currency: {currency} stands most often in the article; change it if the announcement "
            "is in another"
        )
    return "currency: the article names none; write the ISO code of the announcement's currency"


def _source(article: Article, noted: Noted, headline: str, today: date) -> Iterator[str]:
    yield "[[source]]"
    yield 'id = "S1"'
    yield 'role = "article"'
    yield f"title = {quoted(headline or noted.page.title)}"
    yield f"outlet = {quoted(noted.page.outlet)}"
    yield f"address = {quoted(noted.page.address)}"
    yield f"published = {quoted(noted.page.published)}"
    yield f"accessed = {today}"
    yield f"language = {quoted(noted.language)}"
    yield f"paragraphs = {len(article.paragraphs)}"
    yield f"sha256 = {quoted(article.digest)}"
    yield ""


def _measure(measure: Measure) -> Iterator[str]:
    lines = list(_entry("measure", id=measure.id, name=measure.name, unit=measure.unit))
    yield from lines[:-1]
    if measure.plan_of:
        yield f"plan_of = {quoted(measure.plan_of)}"
    if measure.additive:
        yield "additive = true"
    yield ""


def _entry(kind: str, **values: str) -> Iterator[str]:
    yield f"[[{kind}]]"
    for name, value in values.items():
        yield f"{name} = {quoted(value)}"
    yield ""


def _currency(found: Sequence[Found]) -> str:
    """The currency that amounts without one are in, else the most frequent; empty where none."""
    understood = next((figure.reading.unit for figure in found if figure.understood), "")
    money = [f.reading.unit for f in found if f.reading.kind == "money" and f.reading.unit]
    frequent = max(dict.fromkeys(money), key=money.count, default="")
    return understood or frequent


def language_of(text: str) -> str:
    """The language tag of a text: zh, zh-Hant, or else en."""
    if len(HAN.findall(text)) <= len(text) * CHINESE:
        return "en"
    traditional = sum(ord(character) in TRADITIONAL for character in text)
    return "zh-Hant" if traditional > len(text) * OF_TRADITIONAL else "zh"


def quoted(text: str) -> str:
    """A text as TOML writes it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
