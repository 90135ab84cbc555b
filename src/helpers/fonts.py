"""The typefaces of charts, pages and PDF: files that wheels carry, and which characters they have.

Every chart and page uses these files and never an installed font, so that all computers draw the
same. This module knows files and characters; it knows nothing of where they are drawn.
"""

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import font_source_sans_pro
import justmytype_intl_cjk
import justmytype_intl_rtl
import justmytype_intl_sea
import justmytype_intl_south_asia

LATIN = "Source Sans Pro"
LATIN_FOLDER = Path(font_source_sans_pro.__file__).parent / "files"
PACKS = {
    pack.__name__: Path(pack.__file__).parent / "fonts" / "ofl"
    for pack in (
        justmytype_intl_cjk,
        justmytype_intl_rtl,
        justmytype_intl_sea,
        justmytype_intl_south_asia,
    )
}


@dataclass(frozen=True)
class Typeface:
    """A family by its name, and the file of its regular style."""

    name: str
    file: Path


def latin_file(style: str) -> Path:
    """The file of one style of the Latin typeface: `regular`, `semibold` or `it`."""
    return LATIN_FOLDER / f"SourceSansPro-{style.capitalize()}.ttf"


def _noto(script: str, pack: str, axes: str) -> Typeface:
    """Noto Sans of one script, as a pack has it."""
    name = script.replace(" ", "")
    folder = PACKS[pack] / f"notosans{name.lower()}"
    return Typeface(f"Noto Sans {script}", folder / f"NotoSans{name}[{axes}].ttf")


# What the Latin typeface lacks is taken from the first of these that has it. Chinese comes first:
# the others have some of its characters in shapes of their own.
OTHERS = (
    *(_noto(script, "justmytype_intl_cjk", "wght") for script in ("SC", "TC", "JP", "KR")),
    *(_noto(script, "justmytype_intl_rtl", "wdth,wght") for script in ("Arabic", "Hebrew")),
    *(
        _noto(script, "justmytype_intl_south_asia", "wdth,wght")
        for script in ("Devanagari", "Bengali", "Tamil", "Telugu")
    ),
    *(
        _noto(script, "justmytype_intl_sea", "wdth,wght")
        for script in ("Thai", "Lao", "Khmer", "Myanmar")
    ),
)
NAMES = (LATIN, *(typeface.name for typeface in OTHERS))


@functools.cache
def characters(file: Path) -> frozenset[int]:
    """The code points that a font file has glyphs for."""
    import uharfbuzz as harfbuzz  # takes time, and a text of ASCII does without

    return frozenset(harfbuzz.Face(harfbuzz.Blob.from_file_path(file)).unicodes)


def in_latin(text: Iterable[str]) -> frozenset[str]:
    """The characters of a text that the Latin typeface has; control characters are in none."""
    used = frozenset(text)
    ascii_ = frozenset(c for c in used if c.isascii() and c.isprintable())
    if ascii_ == used:
        return used
    known = characters(latin_file("regular"))
    return ascii_ | {c for c in used if ord(c) in known}


def in_others(text: Iterable[str]) -> dict[Typeface, frozenset[str]]:
    """Which of the other typefaces shows which characters of a text, those that are needed."""
    shown: dict[Typeface, frozenset[str]] = {}
    rest = frozenset(text)
    for typeface in OTHERS:
        if not rest:
            break
        known = characters(typeface.file)
        own = frozenset(c for c in rest if ord(c) in known)
        if own:
            shown[typeface] = own
        rest -= own
    return shown


def lacking(text: Iterable[str]) -> frozenset[str]:
    """The characters of a text that no typeface has."""
    rest = frozenset(text) - in_latin(text)
    return rest.difference(*in_others(rest).values())
