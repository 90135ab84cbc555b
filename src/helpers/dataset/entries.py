"""A table of TOML becomes a record, by the fields and types that the record's dataclass declares.

This module knows types of values and how a mistake is told, and nothing of what entries mean.
"""

import dataclasses
import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field
from datetime import date
from typing import Any, TypeVar

from helpers.dataset.entities import Change, KnownConflict, Measure, Source, StatedRate, Term
from helpers.dataset.files import named
from helpers.dataset.problems import meant
from helpers.figures.article import UNSEEN

Texts = tuple[str, ...]

WANTED: Mapping[Any, str] = {
    str: "text in quotes",
    int: "a whole number",
    float: "a number, such as 3.6725",
    bool: "true or false",
    date: "a date, such as 2020-05-20, without quotes",
    Texts: 'a list of text in quotes, such as ["total", "energy"]',
}
KEYS: Mapping[type, str] = {StatedRate: "currency"}  # others have an id, or nothing
LARGEST = 10**300  # a float has room for it

Entry = TypeVar("Entry", Source, Measure, StatedRate, KnownConflict, Change, Term)
Say = Callable[[str], None]


def record(
    given: Mapping[str, Any], expected: Sequence[Field], label: str, say: Say
) -> dict[str, Any]:
    """The values of a TOML table that can be used; what is wrong with the others is noted."""
    values = {}
    for entry in expected:
        value = _value(entry, given)
        flaw = _flaw(entry, value)
        if flaw:
            say(f"{label}“{entry.name}” {flaw}")
        elif value is not None:
            values[entry.name] = value
    known = [entry.name for entry in expected]
    for name in without(given, *known):
        near = meant(name, known)
        hint = f"is “{near}” meant?" if near else f"known are {', '.join(known)}"
        say(f"{label}“{name}” is not known here; {hint}")
    return values


def _value(entry: Field, given: Mapping[str, Any]) -> Any:
    """What an entry is given as, None where it is missing; a whole number will do for any other."""
    value = given.get(entry.name)
    if _type(entry) == Texts and isinstance(value, list):
        return tuple(value)
    if _type(entry) is float and type(value) is int:
        return float(value) if abs(value) < LARGEST else math.inf
    return value


def _flaw(entry: Field, value: Any) -> str:
    """What is wrong with the value of an entry, empty where nothing is."""
    wanted = WANTED[_type(entry)]
    required = entry.default is MISSING
    if value is None:
        return f"is missing; it is {wanted}" if required else ""
    if _type(entry) == Texts:
        return "" if _are_texts(value) else f"must be {wanted}"
    if type(value) is not _type(entry):
        return f"must be {wanted}"
    if isinstance(value, float) and not math.isfinite(value):
        return f"must be {wanted}"
    return _text_flaw(value, required) if isinstance(value, str) else ""


def _are_texts(value: Any) -> bool:
    """Whether a value is a list of texts that are not empty and can be seen."""
    return isinstance(value, tuple) and all(
        isinstance(text, str) and text.strip() and not UNSEEN.search(text) for text in value
    )


def _text_flaw(text: str, required: bool) -> str:
    unseen = UNSEEN.search(text)
    if unseen:
        return f"has {named(unseen[0])}; delete it"
    return "is empty; fill it in" if required and not text.strip() else ""


def _type(entry: Field) -> Any:
    return next(kind for kind in WANTED if entry.type in (kind, kind | None))


def entries(given: Mapping[str, Any], name: str, kind: type[Entry], say: Say) -> list[Entry]:
    """The entries [[name]]. One with a mistake is completed with blanks, so that it is there."""
    tables = given.get(name, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        say(f"“{name}” must be written as [[{name}]], with two brackets, once for each")
        return []
    expected = dataclasses.fields(kind)
    blanks = {entry.name: _blank(entry) for entry in expected if entry.default is MISSING}
    found = [
        kind(**blanks | record(table, expected, f"[[{name}]] {number}: ", say))
        for number, table in enumerate(tables, 1)
    ]
    key = KEYS.get(kind, "id")
    keys = [getattr(entry, key) for entry in found if getattr(entry, key, "")]
    for used, times in sorted(Counter(keys).items()):
        if times > 1:
            say(f"[[{name}]]: the {key} “{used}” is used twice")
    return found


def _blank(entry: Field) -> Any:
    """What stands for a value that is missing or wrong, which has been noted already."""
    return {str: "", float: math.nan}.get(_type(entry))


def without(given: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """The entries of a table but for these."""
    return {name: value for name, value in given.items() if name not in names}
