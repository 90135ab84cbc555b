"""An article as a reader pastes it: its paragraphs, counted as a dataset counts them, and the figures they print.

This module knows texts and phrases; it knows nothing of datasets. An article is read where it lies and never kept.
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup, NavigableString

# Characters that cannot be seen and may turn a line around, or speak to a terminal; pages are full of some of them.
UNSEEN = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]"
)
BLOCKS = "p h1 h2 h3 h4 h5 h6 li tr blockquote div section article figcaption dd dt".split()
NOT_TEXT = (
    "script style noscript template nav footer aside form button select svg title head".split()
)


@dataclass(frozen=True)
class Article:
    """The paragraphs of an article, the headline first: lines that are not blank."""

    paragraphs: tuple[str, ...]

    @property
    def digest(self) -> str:
        """The SHA-256 of its paragraphs, whatever the encoding, the line ends and the blank lines of the file."""
        return hashlib.sha256("\n".join(p.strip() for p in self.paragraphs).encode()).hexdigest()

    def places(self, phrase: str) -> list[int]:
        """The numbers of the paragraphs in which a phrase stands, whatever the spaces in it."""
        return [
            number for number in range(1, len(self.paragraphs) + 1) if self.spans(phrase, number)
        ]

    def spans(self, phrase: str, paragraph: int) -> list[tuple[int, int]]:
        """Where in a paragraph a phrase stands, whatever the spaces in it: the places of its ends."""
        words = r"\s*".join(map(re.escape, phrase.split()))
        pattern = (
            rf"(?<![\d.,]){words}(?![.,]?\d)" if words[:1].isdigit() else rf"{words}(?![.,]?\d)"
        )
        return [match.span() for match in re.finditer(pattern, self.paragraphs[paragraph - 1])]

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs)


def read_article(path: Path) -> Article:
    """Read plain text or HTML, in UTF-8 or GB18030. Raises ValueError where the file is neither, or holds no text."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ValueError(
            f"{path}: {error.strerror}; give the path of a text or HTML file"
        ) from error
    return Article(paragraphs(decoded(content, str(path)), str(path)))


def decoded(content: bytes, name: str) -> str:
    """Bytes as text, in UTF-8 or else GB18030, the encoding of China's older pages."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return UNSEEN.sub("", text)
    raise ValueError(
        f"{name}: neither UTF-8 nor GB18030 text; paste the article into a plain text file and save it as UTF-8"
    )


def paragraphs(text: str, name: str) -> tuple[str, ...]:
    """The paragraphs of a text; of a page of HTML, those of its main part, from its headline on."""
    if re.search(r"<(?:!doctype|html|body|article|p|div|h1)\b", text[:5000], re.IGNORECASE):
        text = _text_of_page(text)
    found = tuple(line for line in text.splitlines() if line.strip())
    if not found:
        raise ValueError(f"{name}: there is no text in it")
    return found


def _text_of_page(html):
    page = BeautifulSoup(html, "html.parser")
    for tag in page.find_all(NOT_TEXT):
        tag.decompose()
    for string in [s for s in page.find_all(string=True) if type(s) is NavigableString]:
        string.replace_with(
            re.sub(r"\s+", " ", string)
        )  # the line ends of the source are none of the text
    for tag in page.find_all(["td", "th"]):
        tag.insert_after(" ; ")
    for tag in page.find_all(["br", *BLOCKS]):
        tag.insert_before("\n")
        tag.insert_after("\n")
    main, headline = page.find("article") or page.find("main") or page, page.find("h1")
    text = main.get_text()
    if not headline:
        return text
    title = headline.get_text()  # what stands above it is the site's, not the article's
    return text[text.index(title) :] if headline in main.descendants else f"{title}\n{text}"
