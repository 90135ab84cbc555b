"""What the outlets of sources are called in a sentence, in a list, and as a link to their entry."""

import datetime
import re

from markupsafe import Markup

from helpers.dataset.entities import Dataset, Source
from helpers.figures import wording

# An outlet whose name ends with one of these, or has "of" behind it, is told with "the".
INSTITUTION = re.compile(
    r"\b(?:Administration|Agency|Association|Authority|Board|Bureau|Central Bank|Chamber|Commission"
    r"|Committee|Council|Department|Embassy|Federation|Government|Institute|Ministry|Office"
    r"|Organi[sz]ation|Parliament|Secretariat|Society|Union|World Bank)(?:$| (?:of|for)\b)"
)


def outlet(source: str, dataset: Dataset) -> str:
    """The short name of a source: `the article`, `Reuters`.

    Where an outlet has several, its day tells them apart: `The New Indian Express of 23 January`;
    where that does not, a number does: `The New Indian Express (2)`.
    """
    if source == dataset.article.id:
        return "the article"
    own = dataset.sources[source]
    name = _short(own.outlet) or source
    others = [s for s in dataset.sources.values() if s.role != "article"]
    alike = [s for s in others if _short(s.outlet) == _short(own.outlet)]
    if len(alike) == 1:
        return name
    days = [_day(each) for each in alike]
    if all(days) and len(set(days)) == len(days):
        return f"{name} of {_day(own)}"
    return f"{name}{wording.NO_BREAK}({alike.index(own) + 1})"


def _day(source: Source) -> str:
    """The day of the year on which it was published; empty where that is not known."""
    try:
        return wording.day(datetime.date.fromisoformat(source.published)).rpartition(" ")[0]
    except ValueError:
        return ""


def _short(name: str) -> str:
    """An outlet without what it was read on, as it stands within a sentence."""
    return _with_article(re.split(r", (?:on|by|an?) ", name)[0])


def _with_article(name: str) -> str:
    """The name of an outlet with an article where it calls for one: `the European Commission`."""
    if name.startswith("Unnamed "):
        return wording.a(f"un{name[2:]}")
    head = name.split(",")[0]
    has_one = re.match(r"(?:the|an?)\b", name, re.IGNORECASE)
    return f"the {name}" if INSTITUTION.search(head) and not has_one else name


def short(name: str) -> str:
    """The name of an outlet in a list of them: `European Commission`, `an unnamed outlet`."""
    return _short(name).removeprefix("the ")


def publisher(source: Source) -> Markup:
    """Who a source is by, and where it was read, linked to its entry."""
    anchor, name = source.id.lower(), _with_article(source.outlet or source.id)
    return Markup('<a href="#source-{}">{}</a>').format(anchor, name)


def source(source_id: str, dataset: Dataset) -> Markup:
    """The short name of a source, linked to its entry."""
    anchor, name = source_id.lower(), outlet(source_id, dataset)
    return Markup('<a href="#source-{}">{}</a>').format(anchor, name)
