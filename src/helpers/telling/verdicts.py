"""What a figure's check is called and how it is seen: a mark, a word, and a class for the page's
look.

The names of the verdicts are the model's; the words are the page's. Nothing here knows figures or
sources: what decides a verdict is told in `templates/text/tables/evidence.html.j2`.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from helpers.model.bounds import Verdict


@dataclass(frozen=True)
class Word:
    """A verdict in a word, of one figure and of several, with the mark that stands before it."""

    mark: str
    one: str
    several: str
    kind: str  # what a style sheet knows it by: `verdict-conflicts`


# By the names that the model gives them, in the order in which a table shows them.
WORDS = {
    "contradicted": Word("×", "conflicts", "conflict", "conflicts"),
    "disputed": Word("?", "disputed", "disputed", "disputed"),
    "inexact": Word(
        "≈", "does not agree to the last digit", "do not agree to the last digit", "inexact"
    ),
    "confirmed": Word("✓", "matches", "match", "matches"),
    "consistent": Word("~", "fits", "fit", "fits"),
    "unchecked": Word("–", "no check", "no check", "unchecked"),
}
ORDER = tuple(WORDS)
TALLIED = ("confirmed", "consistent", "inexact", "contradicted", "disputed", "unchecked")
CONVENTION = "convention"  # it conflicts only as we take “more than” or “nearly”
HOW = {"adds-up": "adds up", "also-reported": "also reported"}
# Of several figures, each is counted once: what adds up is not counted as also reported.
COUNTED = {
    "adds-up": ("adds up", "add up"),
    "also-reported": ("is also reported", "are also reported"),
}
FADED = "opacity: 0.7"  # of what fills a place and says nothing


def named(verdict: str, ways: Iterable[str] = ()) -> str:
    """A verdict in words: `conflicts`, `matches: adds up`.

    A word that the model does not use stays as it is.
    """
    if verdict not in WORDS:
        return verdict
    told = ", ".join(HOW[way] for way in ways if way in HOW)
    return f"{WORDS[verdict].one}: {told}" if told else WORDS[verdict].one


def seen(verdict: str, told: str = "") -> Markup:
    """A verdict as it is seen: its mark, then its word or what is `told` in its place."""
    word = WORDS[verdict]
    return Markup(
        '<span class="verdict verdict-{}"{}><span class="sign" aria-hidden="true">{}</span> '
        "{}</span>"
    ).format(word.kind, _faded(verdict), word.mark, told or word.one)


def _faded(verdict: str) -> Markup:
    return Markup(' style="{}"').format(FADED) if verdict == "unchecked" else Markup("")


def tally(checked: Iterable[Verdict]) -> Markup:
    """How many figures have each verdict, as a strip: `✓ 13 match · ~ 1 fits · × 1 conflicts`."""
    found = list(checked)
    strip = []
    for name in TALLIED:
        having = [each for each in found if each.verdict == name]
        if having:
            strip.append(seen(name, _counted(name, having)))
    return Markup(" · ").join(strip)


def _counted(name: str, having: list[Verdict]) -> str:
    """`13 match: 4 add up, 9 are also reported`, as far as it is known what makes them match."""
    number, word = len(having), WORDS[name]
    told = f"{number} {word.one if number == 1 else word.several}"
    first = Counter(next((way for way in COUNTED if way in each.how), "") for each in having)
    parts = [_so_many(COUNTED[way], first[way], number) for way in COUNTED if first[way]]
    return f"{told}: {', '.join(parts)}" if parts else told


def _so_many(words: tuple[str, str], number: int, of: int) -> str:
    """`4 add up`, of a single figure `adds up`, and of several that all do `all add up`."""
    one, several = words
    if of == 1:
        return one.removeprefix("is ")
    if number == of:
        return f"{'both' if of == len(words) else 'all'} {several}"
    return f"{number} {one if number == 1 else several}"
