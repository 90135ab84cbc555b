"""The typefaces of charts: Latin in two weights, and Chinese where a name has it.

It knows files and how wide text is; it knows nothing of what is written.
"""

import functools
import itertools
import tempfile
from pathlib import Path

import uharfbuzz as harfbuzz
from matplotlib import font_manager
from matplotlib.ft2font import LoadFlags

from helpers import fonts

REGULAR = 400


@functools.cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    """Where cuts of the Chinese typeface are kept until the program ends."""
    return tempfile.TemporaryDirectory(prefix="chart-fonts-")


@functools.lru_cache(maxsize=500)
def _chinese_file(characters: frozenset[str]) -> Path:
    """The Chinese typeface in its regular weight with these characters alone.

    Its own file begins at the thinnest weight, and Matplotlib knows no other of it.
    """
    face = harfbuzz.Face(harfbuzz.Blob.from_file_path(fonts.CHINESE_FILE))
    wanted = harfbuzz.SubsetInput()
    wanted.unicode_set.update({ord(character) for character in characters})
    wanted.pin_axis_location(face, "wght", REGULAR)
    path = Path(_folder().name) / f"{hash(characters):x}.ttf"
    path.write_bytes(harfbuzz.subset(face, wanted).blob.data)
    return path


@functools.lru_cache(maxsize=5000)
def runs(text: str, weight: str) -> tuple[tuple[str, str, Path], ...]:
    """A text in pieces, each with the family and the file that has its characters.

    What no typeface has is left to the Latin one, which then says so.
    """
    latin = fonts.latin_file(weight)
    have, chinese = fonts.characters(latin), fonts.characters(fonts.CHINESE_FILE)

    def is_chinese(character: str) -> bool:
        return ord(character) not in have and ord(character) in chinese

    if not any(map(is_chinese, text)):
        return ((text, fonts.LATIN, latin),)
    cut = _chinese_file(frozenset(filter(is_chinese, text)))
    return tuple(
        ("".join(piece), *((fonts.CHINESE, cut) if other else (fonts.LATIN, latin)))
        for other, piece in itertools.groupby(text, is_chinese)
    )


def font(family: str, file: Path, size: float, weight: str) -> font_manager.FontProperties:
    """The font by its file, since a font of the same name that is installed may be another."""
    return font_manager.FontProperties(family=family, weight=weight, size=size, fname=file)


@functools.lru_cache(maxsize=5000)
def text_width(text: str, size: float, weight: str = "regular") -> float:
    """How long a line of text is, in points."""
    return sum(_width(piece, size, file) for piece, _, file in runs(text, weight))


def _width(text: str, size: float, file: Path) -> float:
    found = font_manager.get_font(file)
    found.set_size(size, 72)
    found.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    return found.get_width_height()[0] / 64


def wrapped(text: str, size: float, weight: str, width: float) -> list[str]:
    """Text in lines no longer than `width`; a word that is longer is broken where the line ends.

    An unbreakable space keeps its words together, so the words are not found by `str.split`.
    """
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer, size, weight) <= width:
            lines[-1] = longer
            continue
        *full, last = _broken(word, size, weight, width)
        lines = [line for line in lines if line] + full + [last]
    return lines


def _broken(word: str, size: float, weight: str, width: float) -> list[str]:
    """A word in pieces of which each fits into a line."""
    pieces = [""]
    for character in word:
        if pieces[-1] and text_width(pieces[-1] + character, size, weight) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces
