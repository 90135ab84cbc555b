"""What a page of HTML says of itself: who published it, where and when, under which headline.

This module knows pages, and nothing of datasets. Only what the page states is given.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup

from helpers.figures.article import IS_HTML, START, content_of, decoded, soup_of

DAY = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
ADDRESS = re.compile(r"https?://[^\s<>\"]+")
LONGEST = 300  # characters of an entry; a longer one is none
DEEPEST = 20  # lists and objects of JSON within each other


@dataclass(frozen=True)
class Page:
    """What a page says of itself; each is empty where it does not say it."""

    outlet: str = ""
    address: str = ""
    published: str = ""
    title: str = ""


def read_page(path: Path) -> Page:
    """What the page in a file says of itself; nothing for a file that is no page of HTML.

    Raises ValueError where the file is no text, and OSError where it cannot be read.
    """
    return page_of(decoded(content_of(path), str(path)))


def page_of(html: str) -> Page:
    """What a page says in its metadata (Open Graph, JSON-LD, `link` and `meta` elements)."""
    if not IS_HTML.search(html[:START]):
        return Page()
    soup = soup_of(html)
    if soup is None:
        return Page()
    data = list(_linked_data(soup))
    return Page(
        outlet=_first(_meta(soup, "og:site_name"), *_of_publisher(data)),
        address=_address(soup, data),
        published=_day(
            _meta(soup, "article:published_time", "datePublished", "pubdate", "PubDate", "date"),
            *_of(data, "datePublished"),
            _time(soup),
        ),
        title=_first(_heading(soup), _meta(soup, "og:title"), *_of(data, "headline")),
    )


def _meta(soup: BeautifulSoup, *names: str) -> str:
    """The content of the first `meta` element of one of these names."""
    for name in names:
        for key in ("property", "name", "itemprop"):
            tag = soup.find("meta", attrs={key: name, "content": True})
            if tag is not None:
                return str(tag["content"])
    return ""


def _linked_data(soup: BeautifulSoup) -> Iterator[dict[str, Any]]:
    """The objects of JSON-LD in a page; what is not JSON is passed over."""
    for script in soup.find_all("script", type="application/ld+json"):
        try:
            yield from _objects(json.loads(script.get_text()), 0)
        except (ValueError, RecursionError):
            continue


def _objects(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > DEEPEST:
        return
    if isinstance(data, dict):
        yield data
        yield from _objects(data.get("@graph"), depth + 1)
    if isinstance(data, list):
        for part in data:
            yield from _objects(part, depth + 1)


def _of(data: list[dict[str, Any]], name: str) -> list[str]:
    return [str(entry[name]) for entry in data if isinstance(entry.get(name), str)]


def _of_publisher(data: list[dict[str, Any]]) -> list[str]:
    publishers = [entry.get("publisher") for entry in data]
    return _of([publisher for publisher in publishers if isinstance(publisher, dict)], "name")


def _address(soup: BeautifulSoup, data: list[dict[str, Any]]) -> str:
    link = soup.find("link", rel="canonical", href=True)
    canonical = str(link["href"]) if link is not None else ""
    given = (canonical, _meta(soup, "og:url"), *_of(data, "url"))
    return _first(*(address for address in given if ADDRESS.fullmatch(address.strip())))


def _time(soup: BeautifulSoup) -> str:
    tag = soup.find("time", datetime=True)
    return str(tag["datetime"]) if tag is not None else ""


def _heading(soup: BeautifulSoup) -> str:
    heading = soup.find("h1")
    return heading.get_text(" ", strip=True) if heading is not None else ""


def _day(*given: str) -> str:
    """The first day that stands in one of these texts, as ISO writes it."""
    days = (DAY.search(text) for text in given)
    return next((day[0] for day in days if day), "")


def _first(*given: str) -> str:
    """The first text that is not blank, in one line."""
    lines = (" ".join(text.split()) for text in given)
    return next((line for line in lines if 0 < len(line) <= LONGEST), "")
