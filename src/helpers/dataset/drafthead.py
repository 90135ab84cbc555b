"""The announcement.toml of a draft, as far as an article fills it.

This module knows the entries of announcement.toml, and nothing of the two tables.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from helpers.figures.article import Article
from helpers.figures.lexicon import TRADITIONAL
from helpers.figures.reading import Found

ORIGINS = {
    "foreign": re.compile(r"foreign|外资|外資|外商", re.IGNORECASE),
    "domestic": re.compile(r"domestic|内资|內資", re.IGNORECASE),
}
HAN = re.compile("[一-鿿]")
CHINESE = 0.25  # the part of a text that is Chinese characters, from which on it is Chinese
OF_TRADITIONAL = 0.01  # and the part that only traditional writing has
FIRST_VERSION = "1.0.0"


def written_head(
    article: Article, found: Sequence[Found], origins: Iterable[str], jobs: bool
) -> str:
    """The text of announcement.toml; with `jobs`, a measure for them is declared, too."""
    return "\n".join(_lines(article, found, origins, jobs)) + "\n"


def _lines(
    article: Article, found: Sequence[Found], origins: Iterable[str], jobs: bool
) -> Iterator[str]:
    currency, language, today = _currency(found), _language(article.text), date.today()
    yield "# One announcement: what, when, where, who printed it, and the words its rows may use"
    yield "# (see data/README.md). What “draft” lists, here and in the tables, is still to be"
    yield "# settled: do so, then take it out."
    yield ""
    yield "draft = ["
    yield f"    {_quoted(_settle_currency(currency))},"
    yield f"    {_quoted(SETTLE_GROUPS)},"
    yield "]"
    yield f'version = "{FIRST_VERSION}"'
    yield f"updated = {today}"
    yield 'title = ""'
    yield 'label = ""'
    yield "# date = 2020-05-20    the day of the event: take the # away and put it here"
    yield 'place = ""'
    yield f"currency = {_quoted(currency)}"
    if language != "en":
        yield f"local_language = {_quoted(language)}"
    yield ""
    yield from _source(article, language, today)
    yield from _measure("projects", "projects signed", "projects")
    yield from _measure("investment", "investment signed", "money")
    if jobs:
        yield from _measure("jobs", "jobs that the projects are to create", "jobs", additive=True)
    for origin in origins:
        yield from ("[[origin]]", f'id = "{origin}"', f'name = "{origin.capitalize()}"', "")
    yield "[[change]]"
    yield f'version = "{FIRST_VERSION}"'
    yield f"date = {today}"
    yield 'what = "First release."'


SETTLE_GROUPS = (
    "groups: declare each sector that the article names as [[sector]] with an id and a name, and "
    "add a column “sector” to projects.csv; likewise for whatever else sorts the projects"
)


def _settle_currency(currency: str) -> str:
    if currency:
        return (
            f"currency: {currency} stands most often in the article; change it if the announcement "
            "is in another"
        )
    return "currency: the article names none; write the ISO code of the announcement's currency"


def _source(article: Article, language: str, today: date) -> Iterator[str]:
    yield "[[source]]"
    yield 'id = "S1"'
    yield 'role = "article"'
    yield 'title = ""'
    yield 'outlet = ""'
    yield 'address = ""'
    yield 'published = ""'
    yield f"accessed = {today}"
    yield f"language = {_quoted(language)}"
    yield f"paragraphs = {len(article.paragraphs)}"
    yield f"sha256 = {_quoted(article.digest)}"
    yield ""


def _measure(id_: str, name: str, unit: str, additive: bool = False) -> Iterator[str]:
    yield "[[measure]]"
    yield f'id = "{id_}"'
    yield f'name = "{name}"'
    yield f'unit = "{unit}"'
    if additive:
        yield "additive = true"
    yield ""


def _currency(found: Sequence[Found]) -> str:
    """The currency that amounts without one are in, else the most frequent; empty where none."""
    understood = next((figure.reading.unit for figure in found if figure.understood), "")
    money = [f.reading.unit for f in found if f.reading.kind == "money" and f.reading.unit]
    frequent = max(dict.fromkeys(money), key=money.count, default="")
    return understood or frequent


def _language(text: str) -> str:
    """The language tag of a text: zh, zh-Hant, or else en."""
    if len(HAN.findall(text)) <= len(text) * CHINESE:
        return "en"
    traditional = sum(ord(character) in TRADITIONAL for character in text)
    return "zh-Hant" if traditional > len(text) * OF_TRADITIONAL else "zh"


def _quoted(text: str) -> str:
    """A text as TOML writes it."""
    return json.dumps(text, ensure_ascii=False)
