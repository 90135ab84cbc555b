"""The named parts that the grammar of figures is made of, and what turns words into patterns.

All parts are written for `FLAGS`: white space in them does not count, and neither does the case of
letters, except in ``(?-i:…)``.
"""

import re
from collections.abc import Iterable

FLAGS = re.VERBOSE | re.IGNORECASE
EXAMPLES: dict[str, tuple[str, tuple[str, ...]]] = {}  # name -> (pattern, examples)


def any_of(words: Iterable[str]) -> str:
    """An alternation of words, the longest first, so that none hides a longer one.

    Those in capitals, such as currency codes, are matched only in capitals.
    """
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(_as_pattern(word) for word in ordered)


def _as_pattern(word: str) -> str:
    escaped = re.escape(word)
    is_code = word.isupper() and word.isascii()
    return f"(?-i:{escaped})" if is_code else escaped


def part(name: str, pattern: str, *examples: str) -> str:
    """A named part of the grammar, which is kept in `EXAMPLES` for the tests."""
    EXAMPLES[name] = (pattern, examples)
    return f"(?:{pattern})"


def split_forms(forms: str) -> list[str]:
    """The alternatives of a pattern, but not those within its brackets."""
    parts, depth = [""], 0
    for token in re.findall(r"\\.|\[[^\]]*\]|.", forms):
        depth += (token == "(") - (token == ")")
        if token == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += token
    return parts


def without_context(pattern: str) -> str:
    """A pattern without its look-arounds."""
    kept, depth = "", 0
    for token in re.findall(r"\\.|\[[^\]]*\]|\(\?<?[=!]|\(|.", pattern):
        if depth or re.fullmatch(r"\(\?<?[=!]", token):
            depth += token.startswith("(")
            depth -= token == ")"
        else:
            kept += token
    return kept


def spaced(pattern: str) -> str:
    """A pattern whose spaces count under `FLAGS`."""
    return re.sub(r"\[[^\]]*\]| ", _as_class, pattern)


def _as_class(match: re.Match[str]) -> str:
    return "[ ]" if match[0] == " " else match[0]
