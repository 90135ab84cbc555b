"""An article as a reader pastes it: its paragraphs, counted as a dataset counts them.

This module knows texts and phrases; it knows nothing of datasets. An article is read where it lies
and never kept.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

# Beautiful Soup takes time to import, and only pages of HTML need it.
if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

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
OLDER = ("gb18030", "big5hkscs")  # the older pages of China, and those of Taiwan and Hong Kong
DECLARED = {  # what a page may say of itself in <meta charset>, and what it is read as
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "x-gbk": "gb18030",
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "x-x-big5": "big5hkscs", "cp950": "cp950",
    "windows-1252": "cp1252", "iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252",
    "iso-8859-15": "iso8859-15", "windows-1251": "cp1251", "shift_jis": "cp932", "euc-kr": "cp949",
}  # fmt: skip
# Characters of which any Chinese report has many, in both scripts.
COMMON = frozenset(
    "的一是在了有和人中年大为上个国我以要他时来用们生到作地于出就分对成会可主发工过产方同新项目亿元万投资"
    "企业为个国时来们地于对会发过产项亿万资业與為個國時來們於對會發過產項億萬資業及將這後經"
)
BLOCKS = [  # elements of HTML that are a paragraph, or hold some
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "blockquote", "div", "section", "article",
    "figcaption", "dd", "dt",
]  # fmt: skip
NOT_TEXT = [
    "script", "style", "noscript", "template", "nav", "footer", "aside", "form", "button",
    "select", "svg", "title", "head",
]  # fmt: skip
MOST_BYTES = 5_000_000  # of a page with all its scripts
MOST_OPENINGS = 5000  # of comments and the like in a page
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

        A phrase does not stand within a longer number: ``5`` is not in ``1.5``. It may go on in the
        next paragraph, where a line ended within it.
        """
        words = r"\s*".join(map(re.escape, phrase.split()))
        # A comma is a part of a number only between two digits: Chinese pages print none after it.
        left = r"(?<![\d.])(?<!\d,)" if words[:1].isdigit() else ""
        right = r"(?![.,]?\d)" if words[-1:].isdigit() else r"(?!\d)"
        pattern = rf"{left}{words}{right}"
        text = "\n".join(self.paragraphs[paragraph - 1 : paragraph + 1])
        length = len(self.paragraphs[paragraph - 1])
        spans = (match.span() for match in re.finditer(pattern, text))
        return [(start, end) for start, end in spans if start < length]

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs)


def read_article(path: Path) -> Article:
    """Read plain text or HTML, in UTF-8, GB18030 or Big5, or in what a page says of itself.

    Raises ValueError where the file cannot be read, is none of these, or holds no text.
    """
    try:
        content = content_of(path)
    except OSError as error:
        raise ValueError(
            f"{path}: {error.strerror}; give the path of a text or HTML file"
        ) from error
    return Article(paragraphs(decoded(content, str(path)), str(path)))


def content_of(path: Path) -> bytes:
    """The bytes of an article; a device may have no end, so no more is read than one can have.

    Raises ValueError where there are more, and OSError where there are none to be read.
    """
    with path.open("rb") as file:
        return limited(file, str(path))


def limited(file: BinaryIO, name: str) -> bytes:
    """All that a file has; raises ValueError, which begins with `name`, where it is too much."""
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ValueError(f"{name}: there are more than {MOST_BYTES:,} bytes; give one article")
    return content


def decoded(content: bytes, name: str) -> str:
    """Bytes as text, without characters that cannot be seen.

    They are in UTF-8, else in what a page of HTML says of itself, else in GB18030 or Big5. Raises
    ValueError, which begins with `name`, where they are in none of these.
    """
    for encodings in _encodings(content):
        texts = [text for encoding in encodings if (text := _in(encoding, content)) is not None]
        if texts:
            return UNSEEN.sub("", max(texts, key=_commonness))
    raise ValueError(
        f"{name}: neither UTF-8 nor GB18030 nor Big5 text; paste the article into a plain text "
        "file and save it as UTF-8"
    )


def _encodings(content: bytes) -> Iterator[Sequence[str]]:
    """The encodings that a text may be in, the likeliest first; equally likely ones together."""
    yield ["utf-8-sig"]
    yield _declared(content)
    yield OLDER


def _declared(content: bytes) -> list[str]:
    """The encoding that a page says it is in, if it is a known one."""
    from bs4.dammit import EncodingDetector

    declared = EncodingDetector.find_declared_encoding(content, is_html=True)
    encoding = DECLARED.get((declared or "").lower())
    return [encoding] if encoding else []


def _in(encoding: str, content: bytes) -> str | None:
    """Bytes as text in an encoding; None where they are no text in it."""
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _commonness(text: str) -> float:
    """How common the characters of a text are: with the wrong encoding, they are rare ones."""
    beyond = [character for character in text if not character.isascii()]
    return sum(character in COMMON for character in beyond) / max(1, len(beyond))


def paragraphs(text: str, name: str) -> tuple[str, ...]:
    """The paragraphs of a text; of a page of HTML, those of its main part, from its headline on.

    Raises ValueError, which begins with `name`, where there are none.
    """
    if IS_HTML.search(text[:START]):
        text = _text_of_page(text, name)
    found = tuple(line for line in text.splitlines() if line.strip())
    if not found:
        raise ValueError(f"{name}: there is no text in it")
    return found


def soup_of(html: str) -> "BeautifulSoup | None":
    """A page of HTML, parsed; None where it has what no parser takes."""
    from bs4 import BeautifulSoup
    from bs4.exceptions import ParserRejectedMarkup

    if any(html.count(opening) > MOST_OPENINGS for opening in ("<!", "<?")):
        return None  # the parser looks for the end of each through all that follows
    try:
        return BeautifulSoup(html, "html.parser")
    except ParserRejectedMarkup:
        return None


def _text_of_page(html: str, name: str) -> str:
    """The text of the main part of a page, a line a paragraph."""
    page = soup_of(html)
    if page is None:
        raise ValueError(f"{name}: this HTML cannot be read; paste the article as plain text")
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


def _put_blocks_on_lines(page: "Tag") -> None:
    """Give each block, and nothing else, a line of its own; the cells of a row share a line."""
    from bs4 import NavigableString

    strings = [string for string in page.find_all(string=True) if type(string) is NavigableString]
    for string in strings:
        string.replace_with(re.sub(r"\s+", " ", string))  # the source's line ends mean nothing
    for cell in page.find_all(["td", "th"]):
        cell.insert_after(" ; ")
    for block in page.find_all(["br", *BLOCKS]):
        block.insert_before("\n")
        block.insert_after("\n")
