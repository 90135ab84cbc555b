"""The typefaces of charts, pages and PDF: files that wheels carry, and which characters they have.

Every chart and page uses these files and never an installed font, so that all computers draw the
same. This module knows files and characters; it knows nothing of where they are drawn.
"""

import functools
from pathlib import Path

import font_source_sans_pro
import justmytype_intl_cjk
import uharfbuzz as harfbuzz

LATIN = "Source Sans Pro"
CHINESE = "Noto Sans SC"
LATIN_FOLDER = Path(font_source_sans_pro.__file__).parent / "files"
CHINESE_FILE = next(Path(justmytype_intl_cjk.__file__).parent.rglob("NotoSansSC*.ttf"))


def latin_file(style: str) -> Path:
    """The file of one style of the Latin typeface: `regular`, `semibold` or `it`."""
    return LATIN_FOLDER / f"SourceSansPro-{style.capitalize()}.ttf"


@functools.cache
def characters(file: Path) -> frozenset[int]:
    """The code points that a font file has glyphs for."""
    return frozenset(harfbuzz.Face(harfbuzz.Blob.from_file_path(file)).unicodes)


def lacking(text: str, *files: Path) -> str:
    """The characters of a text that none of the font files has, each once and sorted."""
    known = frozenset().union(*map(characters, files or (latin_file("regular"),)))
    return "".join(sorted({c for c in text if c.isprintable() and ord(c) not in known}))
