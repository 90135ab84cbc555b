"""An article as a reader pastes it: its paragraphs, counted as a dataset counts them.

This module knows texts and phrases; it knows nothing of datasets. An article is read where it lies
and never kept.
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup, NavigableString, Tag

# Characters that cannot be seen and may turn a line around, or speak to a terminal; web pages are
# full of some of them.
UNSEEN = re.compile(
    "["
    "\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters, but for tab and line ends
    "\u00ad\u061c\u200b-\u200f\u2060-\u206f\ufeff"  # soft hyphens, joiners, zero-width spaces
    "\u202a-\u202e"  # directions
    "\ufff9-\uffff"  # annotations, and what is no character
    "]"
)
ENCODINGS = ("utf-8-sig", "gb18030")  # the second is that of China's older pages
BLOCKS = [  # elements of HTML that are a paragraph, or hold some
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "blockquote", "div", "section", "article",
    "figcaption", "dd", "dt",
]  # fmt: skip
NOT_TEXT = [
    "script", "style", "noscript", "template", "nav", "footer", "aside", "form", "button",
    "select", "svg", "title", "head",
]  # fmt: skip
START = 5000  # so many characters tell whether a text is a page of HTML
IS_HTML = re.compile(r"<(?:!doctype|html|body|article|p|div|h1)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Article:
    """The paragraphs of an article, the headline first: lines that are not blank."""

    paragraphs: tuple[str, ...]

    @property
    def digest(self) -> str:
        """The SHA-256 of the paragraphs, whatever encoding, line ends and blank lines they had."""
        text = "\n".join(paragraph.strip() for paragraph in self.paragraphs)
        return hashlib.sha256(text.encode()).hexdigest()

    def places(self, phrase: str) -> list[int]:
        """The numbers of the paragraphs in which a phrase stands, whatever the spaces in it."""
        numbers = range(1, len(self.paragraphs) + 1)
        return [number for number in numbers if self.spans(phrase, number)]

    def spans(self, phrase: str, paragraph: int) -> list[tuple[int, int]]:
        """Where in a paragraph a phrase stands, whatever the spaces in it: starts and ends.

        A phrase does not stand within a longer number: ``5`` is not in ``1.5``.
        """
        words = r"\s*".join(map(re.escape, phrase.split()))
        left = r"(?<![\d.,])" if words[:1].isdigit() else ""
        pattern = rf"{left}{words}(?![.,]?\d)"
        return [match.span() for match in re.finditer(pattern, self.paragraphs[paragraph - 1])]

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs)


def read_article(path: Path) -> Article:
    """Read plain text or HTML, in UTF-8 or GB18030.

    Raises ValueError where the file cannot be read, is neither, or holds no text.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ValueError(
            f"{path}: {error.strerror}; give the path of a text or HTML file"
        ) from error
    return Article(paragraphs(decoded(content, str(path)), str(path)))


def decoded(content: bytes, name: str) -> str:
    """Bytes as text, in UTF-8 or else GB18030, without characters that cannot be seen.

    Raises ValueError, which begins with `name`, where the bytes are neither.
    """
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return UNSEEN.sub("", text)
    raise ValueError(
        f"{name}: neither UTF-8 nor GB18030 text; paste the article into a plain text file and "
        "save it as UTF-8"
    )


def paragraphs(text: str, name: str) -> tuple[str, ...]:
    """The paragraphs of a text; of a page of HTML, those of its main part, from its headline on.

    Raises ValueError, which begins with `name`, where there are none.
    """
    if IS_HTML.search(text[:START]):
        text = _text_of_page(text)
    found = tuple(line for line in text.splitlines() if line.strip())
    if not found:
        raise ValueError(f"{name}: there is no text in it")
    return found


def _text_of_page(html: str) -> str:
    """The text of the main part of a page, a line a paragraph."""
    page = BeautifulSoup(html, "html.parser")
    for tag in page.find_all(NOT_TEXT):
        tag.decompose()
    _put_blocks_on_lines(page)
    main = page.find("article") or page.find("main") or page
    text = main.get_text()
    headline = page.find("h1")
    if not headline:
        return text
    title = headline.get_text()
    if headline not in main.descendants:
        return f"{title}\n{text}"
    return text[text.index(title) :]  # what stands above the headline is the site's


def _put_blocks_on_lines(page: Tag) -> None:
    """Give each block, and nothing else, a line of its own; the cells of a row share a line."""
    strings = [string for string in page.find_all(string=True) if type(string) is NavigableString]
    for string in strings:
        string.replace_with(re.sub(r"\s+", " ", string))  # the source's line ends mean nothing
    for cell in page.find_all(["td", "th"]):
        cell.insert_after(" ; ")
    for block in page.find_all(["br", *BLOCKS]):
        block.insert_before("\n")
        block.insert_after("\n")
